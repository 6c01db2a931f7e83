import type { Text } from '../web/locale.ts'
import type { LogFaultCode } from './verify-log.ts'
import type { PublishedFault } from './verify-published.ts'

export const words = {
  title: { zh: '公开日志', en: 'The log' },
  lead: {
    zh: '本系统每一次经过规则判断的操作，无论接受还是拒绝，都记入此日志。日志只能追加；改动、删除或插入任何一条，任何人都能验出。',
    en: 'Every act that reached a rule, accepted or refused, is in this log. It only grows: whoever changes, removes or inserts an entry is found out by anyone who checks.',
  },
  checkpoint: { zh: '最新检查点', en: 'Newest checkpoint' },
  noCheckpoint: { zh: '日志尚未发布检查点，请稍后刷新。', en: 'No checkpoint has been published yet. Reload in a moment.' },
  size: { zh: '记录条数', en: 'Entries' },
  root: { zh: '根哈希', en: 'Root' },
  publishedAt: { zh: '发布时间', en: 'Published' },
  origin: { zh: '日志名称', en: 'Name of the log' },
  key: { zh: '验证公钥', en: 'Verifier key' },
  note: { zh: '检查点原文（C2SP 签名文本）', en: 'The checkpoint as signed (C2SP signed note)' },
  entries: { zh: '日志记录', en: 'Entries' },
  index: { zh: '序号', en: 'Index' },
  time: { zh: '声明时间', en: 'Time claimed' },
  event: { zh: '事项', en: 'Event' },
  exam: { zh: '考试编号', en: 'Exam' },
  subject: { zh: '对象编号', en: 'Subject' },
  actor: { zh: '操作账号', en: 'Account' },
  outcome: { zh: '结果', en: 'Outcome' },
  accepted: { zh: '接受', en: 'accepted' },
  refused: { zh: '拒绝', en: 'refused' },
  proof: { zh: '证明文件', en: 'Proof file' },
  system: { zh: '系统', en: 'system' },
  entry: { zh: '日志第 {n} 条', en: 'Entry {n} of the log' },
  entryText: { zh: '记录原文', en: 'The entry as hashed' },
  leafHash: { zh: '叶哈希', en: 'Leaf hash' },
  leafId: { zh: '记录编号', en: 'Leaf' },
  backToLog: { zh: '返回日志', en: 'Back to the log' },
  verify: { zh: '验证全部日志', en: 'Verify the whole log' },
  verifyLead: {
    zh: '从第一条记录起重新计算全部哈希，与已签名的检查点比对。',
    en: 'Every hash is computed again from the first entry on and compared with the signed checkpoint.',
  },
  inBrowser: { zh: '在您的浏览器中验证', en: 'In your browser' },
  inBrowserText: {
    zh: '您的浏览器下载全部记录并自行计算，并记住结果：以后再来时，若日志被缩短或改写，会立即发现。请将上面的验证公钥与考试机构另行公布的公钥核对。',
    en: 'Your browser downloads every entry and computes for itself. It remembers the result: should the log be shortened or rewritten later, your next visit shows it. Compare the verifier key with the one the office has made known elsewhere.',
  },
  start: { zh: '开始验证', en: 'Verify now' },
  needsScript: { zh: '浏览器内验证需要启用 JavaScript。', en: 'Verifying in the browser needs JavaScript.' },
  onServer: { zh: '服务器按数据行验证', en: 'On the server, from the rows' },
  serverTooLong: {
    zh: '日志已有 {n} 条，网页上不再逐条验证。工作人员可在服务器上运行 npm run verify-log。',
    en: 'The log has {n} entries, too many to verify for a page. The office runs npm run verify-log.',
  },
  serverHolds: {
    zh: '{n} 条记录、{checkpoints} 个检查点全部相符，另有 {pending} 条等待排序。',
    en: 'All {n} entries and {checkpoints} checkpoints agree; {pending} more wait for their index.',
  },
  serverBroken: { zh: '日志不相符：发现 {n} 处', en: 'The log does not hold: {n} findings' },
  fault: { zh: '问题', en: 'Finding' },
  where: { zh: '位置', en: 'Where' },
  faults: { zh: '不相符之处', en: 'Findings' },
  how: { zh: '如何验证', en: 'How to verify' },
  howHash: {
    zh: '每条记录是一段规范 JSON（RFC 8785），叶哈希为 SHA-256(0x00 ‖ 原文)；各叶按 RFC 9162 组成默克尔树，树根由检查点签名（Ed25519）。',
    en: 'Each entry is canonical JSON (RFC 8785) and its leaf hash is SHA-256(0x00 ‖ text). The leaves form the Merkle tree of RFC 9162, whose root the checkpoint signs (Ed25519).',
  },
  howKeep: {
    zh: '保存今天的检查点。以后用一致性证明即可核实：新的日志以今天的日志开头。',
    en: 'Keep today’s checkpoint. A consistency proof will show later that the newer log begins with today’s.',
  },
  howTools: {
    zh: '检查点、数据块与证明文件采用 C2SP 的 tlog-checkpoint、tlog-tiles、tlog-proof 格式，可用第三方工具验证，无需本系统的软件。',
    en: 'Checkpoint, tiles and proof files are in the C2SP formats tlog-checkpoint, tlog-tiles and tlog-proof: other people’s tools verify them without any software of ours.',
  },
  howPrivacy: {
    zh: '日志中只有编号、代码、数量和哈希，没有姓名、证件号码和试题内容。',
    en: 'The log holds ids, codes, counts and hashes only: no names, no identity numbers, no paper content.',
  },
} as const satisfies Record<string, Text>

/** Said by the page's script. */
export const browserWords: Readonly<
  Record<
    PublishedFault | 'holds' | 'broken' | 'signature_good' | 'signature_unchecked' | 'extends' | 'first_visit' | 'progress' | 'unreachable',
    Text
  >
> = {
  holds: {
    zh: '日志相符：{size} 条记录算出的根与检查点一致（{root}）。',
    en: 'The log holds: {size} entries give the root of the checkpoint ({root}).',
  },
  broken: { zh: '日志不相符。', en: 'The log does not hold.' },
  signature_good: { zh: '检查点签名有效。', en: 'The checkpoint’s signature is good.' },
  signature_unchecked: {
    zh: '此浏览器不支持 Ed25519，未核对签名。',
    en: 'This browser does not know Ed25519: the signature was not checked.',
  },
  extends: { zh: '它以您上次验证过的 {size} 条记录开头。', en: 'It begins with the {size} entries you verified before.' },
  first_visit: { zh: '结果已记在此浏览器中，供下次比对。', en: 'The result is kept in this browser for your next visit.' },
  progress: { zh: '已验证 {done} / {of}', en: 'Verified {done} of {of}' },
  unreachable: { zh: '暂时无法读取日志，请稍后再试。', en: 'The log cannot be read at the moment. Try again later.' },
  key_unreadable: { zh: '验证公钥无法识别。', en: 'The verifier key cannot be read.' },
  checkpoint_unreadable: { zh: '检查点格式不对或属于另一日志。', en: 'The checkpoint cannot be read or is another log’s.' },
  signature_wrong: { zh: '检查点不是由 {where} 的公钥签名。', en: 'The checkpoint is not signed by the key of {where}.' },
  entry_missing: { zh: '缺少第 {where} 条。', en: 'Entry {where} is missing.' },
  entry_changed: { zh: '第 {where} 条的原文与其哈希不符。', en: 'The text of entry {where} is not the one that was hashed.' },
  root_differs: { zh: '{where} 条记录算出的根与检查点不同。', en: 'The root of the {where} entries is not the checkpoint’s.' },
  log_shortened: { zh: '日志比您上次看到的短（{where}）。', en: 'The log is shorter than when you last saw it ({where}).' },
  kept_root_differs: { zh: '您上次验证过的 {where} 条记录已被改写。', en: 'The {where} entries you verified before have been rewritten.' },
}

export const faultNames: Readonly<Record<LogFaultCode, Text>> = {
  leaf_changed: { zh: '记录原文被改动', en: 'The text of an entry was changed' },
  leaf_not_canonical: { zh: '记录原文不是规范格式', en: 'The text of an entry is not in its one form' },
  leaf_columns_differ: { zh: '检索列与记录原文不符', en: 'Columns differ from the text of the entry' },
  leaf_missing: { zh: '记录原文被删除', en: 'The text of an entry was deleted' },
  leaf_lost: { zh: '记录既未排序也不在等待', en: 'A leaf is neither in the log nor waiting' },
  leaf_placed_twice: { zh: '记录已排序却仍在等待', en: 'A leaf is in the log and still waiting' },
  index_missing: { zh: '序号缺失', en: 'An index is missing' },
  entry_beyond_head: { zh: '日志头之外另有记录', en: 'There are entries beyond the head' },
  head_differs: { zh: '日志头与各条记录不符', en: 'The head is not what the entries give' },
  subtree_differs: { zh: '保存的子树根与记录不符', en: 'The kept root of a subtree differs' },
  checkpoint_not_signed: { zh: '检查点签名无效', en: 'A checkpoint is not signed by the log' },
  checkpoint_differs: { zh: '检查点原文与其所在行不符', en: 'A checkpoint differs from its row' },
  checkpoint_root_differs: { zh: '检查点的根与记录不符', en: 'A checkpoint’s root is not what the entries give' },
  log_shortened: { zh: '日志比已发布的短', en: 'The log is shorter than what was published' },
  kept_checkpoint_not_signed: { zh: '另存的检查点不属于本日志', en: 'A kept checkpoint is not this log’s' },
  kept_checkpoint_differs: { zh: '日志与另存的检查点不符', en: 'The log differs from a checkpoint that was kept' },
}
