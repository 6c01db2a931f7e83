import type { Text } from '../web/locale.ts'
import type { ProxyReason } from './rules/collection.ts'
import type { Receiver } from './rules/filing.ts'
import type { CertificateKind } from './rules/pass.ts'
import type { CertificateState, SpoilingReason, WithdrawalKind, WithdrawalReason } from './rules/states.ts'

/** What holders are told in their inbox. The subject stands in clear, so it says nothing of anybody. */
export const messages = {
  issued: {
    subject: { zh: '证书已发放', en: 'Certificate handed over' },
    body: {
      zh: '您的证书（考核表）已发放。登录后在“我的证书”可下载电子件并查看签名凭证。如非本人领取，请立即联系我们。',
      en: 'Your certificate has been handed over. Under “My certificates” you can download a copy with its signed proof. If you did not collect it, contact us at once.',
    },
  },
  mailed: {
    subject: { zh: '证书已寄出', en: 'Certificate mailed' },
    body: {
      zh: '您的证书（考核表）已寄出，请留意查收。登录后在“我的证书”可下载电子件。',
      en: 'Your certificate is in the mail. Under “My certificates” you can download a copy.',
    },
  },
  recalled: {
    subject: { zh: '证书须交回', en: 'Certificate recalled' },
    body: {
      zh: '您的证书（考核表）因内容有误或其他原因已作废，请尽快交回；确认后将为您重新核发。',
      en: 'Your certificate has been recalled and no longer holds. Please bring it back; a correct one will follow.',
    },
  },
  revoked: {
    subject: { zh: '证书已撤销', en: 'Certificate revoked' },
    body: {
      zh: '您的证书（考核表）已被撤销并公布，请交回原件。如有异议，可在公示的途径提出。',
      en: 'Your certificate has been revoked and this has been published. Please return it. You may object through the published channels.',
    },
  },
} as const satisfies Record<string, { readonly subject: Text; readonly body: Text }>

export const certificateWords = {
  title: { zh: '证书核发', en: 'Certificates' },
  lead: {
    zh: '成绩经中心主任核定后方可打印；空白证书逐号入账，作废须两人；登记名册固定后方可发放。',
    en: 'Nothing is printed before the centre director has approved the results. Every blank is in the ledger by number, spoiling takes two people, and nothing is handed out before the register is frozen.',
  },
  approval: { zh: '核定合格人员', en: 'Approval of passes' },
  approve: { zh: '核定以上名单', en: 'Approve exactly this list' },
  passMark: { zh: '合格标准', en: 'Pass mark' },
  waiting: { zh: '待核定', en: 'Waiting' },
  approved: { zh: '已核定', en: 'Approved' },
  failed: { zh: '不合格', en: 'Failed' },
  absent: { zh: '缺考', en: 'Absent' },
  breach: { zh: '违纪', en: 'Breach' },
  notQualified: { zh: '资格不符', en: 'Not qualified' },
  practice: { zh: '实操成绩', en: 'Practical score' },
  practicalOutstanding: { zh: '实操成绩未到', en: 'Practical score outstanding' },
  notJoined: { zh: '成绩尚未解密合成。', en: 'Names have not joined the scores yet.' },
  list: { zh: '名单摘要', en: 'Hash of the list' },
  ticket: { zh: '准考证号', en: 'Ticket' },
  field: { zh: '工种（专业）', en: 'Trade or field' },
  grade: { zh: '等级', en: 'Grade' },
  score: { zh: '成绩', en: 'Score' },
  ledger: { zh: '管理台帐', en: 'Ledger' },
  received: { zh: '入库', en: 'Received' },
  issued: { zh: '已发放', en: 'Issued' },
  spoiled: { zh: '作废', en: 'Spoiled' },
  printed: { zh: '已打印未发放', en: 'Printed, in the house' },
  stock: { zh: '空白库存', en: 'Stock' },
  receive: { zh: '登记入库', en: 'Enter what came in' },
  first: { zh: '起始编号', en: 'First number' },
  last: { zh: '终止编号', en: 'Last number' },
  receipts: { zh: '入库记录', en: 'Receipts of blanks' },
  range: { zh: '编号范围', en: 'Numbers' },
  witnessed: { zh: '已由另一人清点', en: 'Counted by a second person' },
  unwitnessed: { zh: '待另一人清点', en: 'Waits for a second person' },
  witness: { zh: '清点无误', en: 'Counted and correct' },
  count: { zh: '清点核对', en: 'Count and compare' },
  counts: { zh: '清点记录', en: 'Counts' },
  at: { zh: '时间', en: 'Time' },
  confirmCount: { zh: '监督确认', en: 'Confirm as supervisor' },
  queue: { zh: '待打印', en: 'To be printed' },
  print: { zh: '打印所选', en: 'Print the chosen' },
  certificates: { zh: '证书', en: 'Certificates' },
  number: { zh: '证书编号', en: 'Certificate number' },
  blank: { zh: '空白编号', en: 'Blank' },
  name: { zh: '姓名', en: 'Name' },
  state: { zh: '状态', en: 'State' },
  spoil: { zh: '提出作废', en: 'Propose as spoiled' },
  spoilings: { zh: '作废', en: 'Spoiled' },
  reason: { zh: '理由', en: 'Reason' },
  saw: { zh: '见证作废', en: 'I saw it cut' },
  stamp: { zh: '用印', en: 'Put on the seals' },
  stampHint: { zh: '对他人打印的全部证书用印，并登记用印簿。', en: 'Seals everything another person printed and writes the seal book.' },
  register: { zh: '打印并固定人员名册', en: 'Freeze the register of personnel' },
  registers: { zh: '人员名册', en: 'Registers of personnel' },
  rows: { zh: '人数', en: 'People' },
  digest: { zh: '内容摘要', en: 'Hash of the content' },
  certificate: { zh: '证书', en: 'Certificate' },
  back: { zh: '返回证书核发', en: 'Back to the certificates' },
  take: { zh: '取打印文件', en: 'Take the file for the printer' },
  handOver: { zh: '发放', en: 'Hand over' },
  inPerson: { zh: '本人领取', en: 'To the holder' },
  byMail: { zh: '邮寄', en: 'By mail' },
  byProxy: { zh: '代领（须批准）', en: 'To a permitted proxy' },
  how: { zh: '领取方式', en: 'How' },
  shown: { zh: '已出示', en: 'Shown' },
  identityDocument: { zh: '身份证件', en: 'Identity document' },
  passSlip: { zh: '成绩合格单', en: 'Pass slip' },
  tracking: { zh: '快递单号', en: 'Tracking number' },
  mail: { zh: '邮寄结果', en: 'What became of the mail' },
  delivered: { zh: '已妥投', en: 'Delivered' },
  returned: { zh: '退回', en: 'Came back' },
  proxy: { zh: '批准代领', en: 'Permit a proxy' },
  evidence: { zh: '证明材料', en: 'Evidence' },
  proxyName: { zh: '代领人姓名', en: 'Name of the proxy' },
  proxyIdNumber: { zh: '代领人证件号码', en: 'ID number of the proxy' },
  withdraw: { zh: '收回或撤销', en: 'Recall or revoke' },
  withdrawHint: {
    zh: '另一人批准后立即生效，并在核验页公布理由。',
    en: 'Takes effect when another person approves it; the public check then says why.',
  },
  withdrawals: { zh: '收回与撤销', en: 'Recalled and revoked' },
  propose: { zh: '提出', en: 'Propose' },
  decide: { zh: '批准', en: 'Approve' },
  decided: { zh: '已批准', en: 'Approved' },
  undecided: { zh: '待另一人批准', en: 'Waits for a second person' },
  passList: { zh: '合格人员名单', en: 'Pass list' },
  passListHint: {
    zh: '名单由核定结果生成，不能录入；由另一人批准后发布。',
    en: 'The list is made from the approvals and cannot be typed; another person publishes it.',
  },
  draftList: { zh: '生成名单', en: 'Make the list' },
  file: { zh: '报送', en: 'File' },
  filings: { zh: '报送', en: 'Filings' },
  receiver: { zh: '报送对象', en: 'Receiver' },
  due: { zh: '应于', en: 'Due' },
  filed: { zh: '已报送', en: 'Filed' },
  receipt: { zh: '回执', en: 'Receipt' },
  acknowledge: { zh: '签收', en: 'Acknowledge' },
  mine: { zh: '我的证书', en: 'My certificates' },
  mineLead: {
    zh: '已发放的证书在此下载电子副本；二维码可供任何人核验。',
    en: 'Copies of what was handed over to you. Anybody can check the code on it.',
  },
  none: { zh: '还没有发放给您的证书。', en: 'Nothing has been handed over to you yet.' },
  noneHint: { zh: '成绩合格并发放后会出现在这里。', en: 'It appears here once you have passed and it has been handed over.' },
  download: { zh: '下载电子副本（PDF）', en: 'Download a copy (PDF)' },
  statement: { zh: '签名凭证', en: 'Signed proof' },
  verify: { zh: '证书核验', en: 'Check a certificate' },
  verifyLead: {
    zh: '输入证书编号，或用手机扫描证书上的二维码。无需登录。',
    en: 'Enter the number, or scan the code on the paper. No sign-in.',
  },
  numberHint: { zh: '以 WK、SK 或 PT 开头，共 14 位。', en: '14 characters beginning with WK, SK or PT.' },
  nameHint: { zh: '填写后，姓名不符的按未查到答复。', en: 'If given, a certificate of somebody else is answered as unknown.' },
  check: { zh: '核验', en: 'Check' },
  valid: { zh: '有效', en: 'Valid' },
  withdrawn: { zh: '已作废', en: 'No longer valid' },
  unknown: { zh: '查无此证', en: 'Unknown' },
  unknownHint: {
    zh: '本系统没有核发过这个编号，或姓名与证书不符。手写证书一律无效。',
    en: 'This number was never issued here, or the name does not belong to it. A handwritten certificate is void.',
  },
  exam: { zh: '考试', en: 'Examination' },
  issuedOn: { zh: '发放时间', en: 'Handed over' },
  since: { zh: '作废时间', en: 'Since' },
  offline: { zh: '不联网核验签名', en: 'Check the signature without us' },
  offlineHint: {
    zh: '粘贴二维码中“#”之后的文字，浏览器用本机构公钥当场核验，不向任何人发送。证书是否已撤销，须在上方查询。',
    en: 'Paste what follows # in the code. Your browser checks it with the office’s public key and sends nothing. Whether it was revoked, only the check above can say.',
  },
  offlineCheck: { zh: '核验签名', en: 'Check the signature' },
  idNumber: { zh: '证件号码', en: 'ID number' },
  holderHint: {
    zh: '同时填写姓名和证件号码，可核对持证人；不会发送。',
    en: 'With name and ID number the holder is compared too. Neither is sent.',
  },
  key: { zh: '公钥', en: 'Public key' },
} as const satisfies Record<string, Text>

/** What the page's script says. */
export const offlineWords = {
  genuine: { zh: '签名有效：本机构签发', en: 'The signature is good: this office signed it' },
  forged: { zh: '签名无效：内容被改动或不是本机构签发', en: 'The signature does not fit: changed, or not signed by this office' },
  not_a_statement: { zh: '这不是证书的签名凭证', en: 'This is not the signed proof of a certificate' },
  other_office: { zh: '由另一机构签发，请到该机构核验', en: 'Signed for another office; check it there' },
  other_key: { zh: '由本机构的另一把密钥签发，请联网核验', en: 'Signed with another key of this office; check the number online' },
  unable: { zh: '此浏览器不支持 Ed25519，请换用新版浏览器', en: 'This browser does not know Ed25519; use a newer one' },
  holder: { zh: '姓名和证件号码与证书一致', en: 'Name and ID number belong to it' },
  notHolder: { zh: '姓名或证件号码与证书不一致', en: 'Name or ID number does not belong to it' },
} as const satisfies Record<string, Text>

export const stateWords: Readonly<Record<CertificateState, Text>> = {
  printed: { zh: '已打印', en: 'Printed' },
  stamped: { zh: '已用印', en: 'Sealed' },
  registered: { zh: '已登记', en: 'Registered' },
  issued: { zh: '已领取', en: 'Handed over' },
  mailed: { zh: '已寄出', en: 'Mailed' },
  delivered: { zh: '已妥投', en: 'Delivered' },
  spoiled: { zh: '已作废', en: 'Spoiled' },
  recalled: { zh: '须交回', en: 'Recalled' },
  voided: { zh: '已收回注销', en: 'Recovered and void' },
  revoked: { zh: '已撤销', en: 'Revoked' },
}
export const kindWords: Readonly<Record<CertificateKind, Text>> = {
  certificate: { zh: '资格证书', en: 'Certificate' },
  assessment_form: { zh: '岗位考核表', en: 'Assessment form' },
}
export const spoilingWords: Readonly<Record<SpoilingReason, Text>> = {
  misprint: { zh: '打印有误', en: 'Misprint' },
  damaged: { zh: '破损', en: 'Damaged' },
  wrong_data: { zh: '内容有误', en: 'Wrong data' },
  recovered: { zh: '已收回', en: 'Recovered' },
}
export const withdrawalWords: Readonly<Record<WithdrawalReason, Text>> = {
  wrong_data: { zh: '内容有误', en: 'Wrong data' },
  wrong_person: { zh: '发放对象有误', en: 'Given to the wrong person' },
  lost: { zh: '遗失', en: 'Lost' },
  pass_reversed: { zh: '合格认定被撤销', en: 'The pass was reversed' },
  false_documents: { zh: '提供虚假材料', en: 'False documents' },
  breach: { zh: '违纪违规', en: 'Breach of the rules' },
}
export const withdrawalKindWords: Readonly<Record<WithdrawalKind, Text>> = {
  recalled: { zh: '收回重发', en: 'Recall' },
  revoked: { zh: '撤销', en: 'Revoke' },
}
export const receiverWords: Readonly<Record<Receiver, Text>> = {
  discipline_group: { zh: '驻局纪检监察组', en: 'Stationed discipline group' },
  ability_section: { zh: '职业能力建设科', en: 'Vocational-ability section' },
}
export const proxyWords: Readonly<Record<ProxyReason, Text>> = {
  illness: { zh: '因病', en: 'Illness' },
  abroad: { zh: '在境外', en: 'Abroad' },
  army: { zh: '服役', en: 'In the army' },
  other: { zh: '其他', en: 'Other' },
}
export const gradeWords: Readonly<Record<number, Text>> = {
  5: { zh: '初级工', en: 'Junior' },
  4: { zh: '中级工', en: 'Intermediate' },
  3: { zh: '高级工', en: 'Senior' },
  2: { zh: '技师', en: 'Technician' },
  1: { zh: '高级技师', en: 'Senior technician' },
}
