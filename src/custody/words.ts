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
} as const satisfies Record<string, Text>
