import type { Text } from '../web/locale.ts'
import type { LegName, PackageState } from './rules/legs.ts'

export const stateWords: Readonly<Record<PackageState, Text>> = {
  sealed: { zh: '已封装', en: 'Sealed' },
  in_transit: { zh: '押运途中', en: 'In transit' },
  in_vault: { zh: '试卷库', en: 'In the vault' },
  at_site: { zh: '考点保密室', en: 'At the site' },
  with_invigilators: { zh: '监考员领取', en: 'With the invigilators' },
  opened: { zh: '已启封', en: 'Opened' },
  returned: { zh: '已回收', en: 'Returned' },
  at_marking: { zh: '阅卷地点', en: 'At marking' },
  stored: { zh: '封存', en: 'Stored' },
  frozen: { zh: '冻结', en: 'Frozen' },
  destroyed: { zh: '已销毁', en: 'Destroyed' },
}

export const legWords: Readonly<Record<LegName, Text>> = {
  to_vault: { zh: '入库', en: 'Into the vault' },
  from_vault: { zh: '出库', en: 'Out of the vault' },
  to_site: { zh: '送达考点', en: 'To the site' },
  to_room: { zh: '领至考场', en: 'To the room' },
  open: { zh: '当场启封', en: 'Opened on the spot' },
  return: { zh: '回收清点', en: 'Returned and counted' },
  to_marking: { zh: '押送阅卷', en: 'To marking' },
  destroy: { zh: '集中销毁', en: 'Destroyed' },
}

export const incidentWords: Readonly<Record<'count_differs' | 'seal_differs' | 'suspected_leak', Text>> = {
  count_differs: { zh: '份数不符', en: 'Counts differ' },
  seal_differs: { zh: '封签不符', en: 'Seal differs' },
  suspected_leak: { zh: '疑似泄密', en: 'Suspected leak' },
}

/** Words for what the database holds as text. */
const wordIn =
  (table: Readonly<Record<string, Text>>) =>
  (name: string): Text =>
    table[name] ?? { zh: name, en: name }
export const stateText = wordIn(stateWords)
export const legText = wordIn(legWords)
export const incidentText = wordIn(incidentWords)

export const custodyWords = {
  title: { zh: '试卷交接', en: 'Custody of papers' },
  lead: {
    zh: '每个试卷袋任何时刻只有一名保管人；每次交接由移交人、接收人和监督人员共同签字。本系统不存储任何试卷内容。',
    en: 'Every package has exactly one holder at every instant; each change of hands is signed by giver, receiver and witnesses. No paper content enters this system.',
  },
  packages: { zh: '试卷袋', en: 'Packages' },
  number: { zh: '编号', en: 'Number' },
  kind: { zh: '类别', en: 'Kind' },
  papers: { zh: '试卷', en: 'Papers' },
  cards: { zh: '答题卡', en: 'Cards' },
  state: { zh: '状态', en: 'State' },
  holder: { zh: '保管人岗位', en: 'Held by' },
  incident: { zh: '异常', en: 'Incident' },
  links: { zh: '交接次数', en: 'Handoffs' },
  ofRooms: { zh: '考场用卷', en: 'For a room' },
  backup: { zh: '备用', en: 'Backup' },
  none: {
    zh: '还没有登记试卷袋。保密员按座次表装袋并会同公安、纪检签字后出现在这里。',
    en: 'No packages yet. They appear when the secrecy officer has packed them by the seat plan and police and discipline inspection have signed.',
  },
  chain: { zh: '交接链', en: 'Chain of custody' },
  package: { zh: '试卷袋 {number}', en: 'Package {number}' },
  made: { zh: '封装登记', en: 'Sealed and registered' },
  signers: { zh: '签字 {n} 人', en: 'signed by {n}' },
  from: { zh: '移交', en: 'from' },
  to: { zh: '接收', en: 'to' },
  previous: { zh: '上一份文书摘要', en: 'Hash of the statement before' },
  statement: { zh: '本次文书摘要', en: 'Hash of this statement' },
  frozenHere: { zh: '清点不符，已冻结', en: 'Did not agree; frozen' },
  report: { zh: '报告异常', en: 'Report an incident' },
  reportHint: {
    zh: '报告后试卷袋立即冻结；疑似泄密时同科目未启封的试卷袋一并冻结。',
    en: 'The package is frozen at once; for a suspected leak every unopened package of the same paper with it.',
  },
  decide: { zh: '处理决定', en: 'Decision' },
  cleared: { zh: '查清，解除冻结', en: 'Cleared: goes on' },
  withdrawn: { zh: '停用，改用备用卷', en: 'Withdrawn: a backup takes its place' },
  reason: { zh: '理由', en: 'Reason' },
  confirm: { zh: '纪检监察确认', en: 'Confirm as discipline inspector' },
  allPackages: { zh: '全部', en: 'All' },
  inHands: { zh: '流转中', en: 'Under way' },
  frozen: { zh: '冻结', en: 'Frozen' },
  complete: { zh: '完成交接', en: 'Complete the handoff' },
  handoff: { zh: '办理交接', en: 'Hand over' },
  handoffLead: {
    zh: '由接收人填写当场核对的封签号和份数；移交人、接收人和监督人员都签字后，接收人完成交接。',
    en: 'The receiver writes down the seal and the counts as found; when giver, receiver and witnesses have all signed, the receiver completes the handoff.',
  },
  leg: { zh: '交接环节', en: 'Leg' },
  choose: { zh: '选择', en: 'Choose' },
  giver: { zh: '移交人', en: 'Giver' },
  witnesses: { zh: '监督人员', en: 'Witnesses' },
  seal: { zh: '封签号', en: 'Seal number' },
  present: { zh: '到考', en: 'Present' },
  absent: { zh: '缺考', en: 'Absent' },
  spare: { zh: '备用', en: 'Spare' },
  foundHint: {
    zh: '只填写本次交接的试卷袋；份数须当场清点，不得照抄登记数。不填封签号的试卷袋不在本次交接之列。',
    en: 'Fill in the packages of this handoff only, as counted on the spot. A package without a seal number is not part of it.',
  },
  draft: { zh: '生成交接文书', en: 'Draw up the statement' },
  nothingAtLeg: { zh: '没有处于该环节的试卷袋。', en: 'No package is at this leg.' },
  openHandoffs: { zh: '待完成的交接', en: 'Handoffs under way' },
  missing: { zh: '待签', en: 'Yet to sign' },
  subject: { zh: '科目', en: 'Subject' },
  room: { zh: '考场', en: 'Room' },
  statements: { zh: '交接文书', en: 'Signed statements' },
  noLinks: { zh: '尚未交接', en: 'Not handed over yet' },
  sequence: { zh: '次序', en: 'No.' },
  signedAt: { zh: '签署时间', en: 'Signed at' },
  signed: { zh: '签字', en: 'Signatures' },
  assignBackup: { zh: '启用备用试卷', en: 'Give the backup to a room' },
  backupHint: {
    zh: '只有本场次原试卷袋已由两人决定停用的考场，才能启用备用试卷。',
    en: 'Only a room whose own package two people have withdrawn takes a backup, and only of the same paper.',
  },
  noRoomInNeed: { zh: '没有需要启用备用试卷的考场', en: 'No room needs a backup' },
  packing: { zh: '装箱清单', en: 'Packing list' },
  packingLead: {
    zh: '按座次表逐考场装袋：每个考场每个场次一袋，试卷和答题卡不少于考生数；另装备用袋。公安和纪检监察会同签字后登记入册。',
    en: 'Packed by the seat plan: one package for each room and session with a paper and a card for every candidate, and backups. Police and discipline inspection sign; then the packages are on the register.',
  },
  packed: { zh: '已登记 {n} 个试卷袋', en: '{n} packages are on the register' },
  seatsMissing: {
    zh: '座次尚未抽定，不能装袋',
    en: 'Seats have not been drawn; nothing can be packed yet',
  },
  seatsMissingBody: {
    zh: '座次抽定后，本页按考场列出应装份数。',
    en: 'When they are, this page lists what each room needs.',
  },
  seated: { zh: '考生', en: 'Candidates' },
  backupsPerSession: { zh: '每场次备用袋数', en: 'Backup packages a session' },
  relist: { zh: '重新列出', en: 'List again' },
  packageNumber: { zh: '袋号', en: 'Package number' },
  sealHint: { zh: '两个大写字母加六位数字，例如 FJ100001', en: 'Two capital letters and six digits, such as FJ100001' },
  backupLine: { zh: '备用袋（不填封签号的不计）', en: 'Backup (left out without a seal number)' },
  inspector: { zh: '纪检监察人员', en: 'Discipline inspector' },
  police: { zh: '公安人员', en: 'Police' },
  draftList: { zh: '生成装箱清单', en: 'Draw up the packing list' },
  openLists: { zh: '待签的装箱清单', en: 'Packing lists under way' },
  list: { zh: '清单', en: 'List' },
  packagesIn: { zh: '{n} 袋', en: '{n} packages' },
  makeThem: { zh: '登记入册', en: 'Enter into the register' },
  vault: { zh: '试卷库', en: 'The vault' },
  vaultLead: {
    zh: '两名值守人员每班共同清点。先清点、后填数；与登记数不符时如实记录，立即核查。',
    en: 'Two guards count together, each shift. Count first, then enter; a difference is recorded as it is and looked into at once.',
  },
  count: { zh: '清点试卷库', en: 'Count the vault' },
  countedPackages: { zh: '清点袋数', en: 'Packages counted' },
  secondGuard: { zh: '共同清点的值守人员', en: 'The other guard' },
  noSecondGuard: { zh: '没有第二名值守人员', en: 'There is no second guard' },
  noSecondGuardBody: {
    zh: '请考务人员为本次考试再任命一名试卷库值守人员。',
    en: 'Ask the exam office to appoint another vault guard for this exam.',
  },
  counts: { zh: '清点记录', en: 'Counts' },
  noCounts: { zh: '尚未清点', en: 'Not counted yet' },
  countedAt: { zh: '清点时间', en: 'Counted at' },
  registered: { zh: '登记袋数', en: 'On the register' },
  outcome: { zh: '结果', en: 'Outcome' },
  agrees: { zh: '相符', en: 'Agrees' },
  differs: { zh: '不符', en: 'Differs' },
  guards: { zh: '清点人', en: 'Counted by' },
  toSign: { zh: '去签字', en: 'Sign' },
} as const satisfies Record<string, Text>
