import type { Text } from '../web/locale.ts'
import type { BanScope } from './rules/bans.ts'
import type { BreachKind, Consequence } from './rules/breaches.ts'
import type { Relation } from './rules/recusal.ts'

export const breachNames: Readonly<Record<BreachKind, Text>> = {
  forged_documents: { zh: '伪造证件或以不正当手段取得资格', en: 'Forged documents, or a place by improper means' },
  cheating: { zh: '考试舞弊', en: 'Cheating' },
  staff_abetting: { zh: '工作人员纵容、协助舞弊', en: 'Staff abetting cheating' },
  staff_leaking: { zh: '工作人员泄露试卷', en: 'Staff leaking papers' },
  organiser_breach: { zh: '组织单位违反规定', en: 'Organisers breaking the rules' },
  other: { zh: '其他违规', en: 'Other breach' },
}

export const consequenceNames: Readonly<Record<Consequence, Text>> = {
  none: { zh: '批评教育，不影响资格', en: 'A warning; nothing is lost' },
  exam_cancelled: { zh: '取消考试资格（应聘人员）', en: 'Loses the exam (applicant)' },
  appointment_cancelled: { zh: '取消聘用资格（应聘人员）', en: 'Loses the appointment (applicant)' },
  contract_ended: { zh: '解除聘用合同（应聘人员）', en: 'The contract ends (applicant)' },
  removed_from_service: { zh: '调离招聘工作（工作人员）', en: 'Removed from the work (staff)' },
}

export const violationStates = {
  recorded: { zh: '待认定', en: 'To be decided' },
  confirmed: { zh: '属实', en: 'Proven' },
  dismissed: { zh: '不成立', en: 'Dismissed' },
} as const satisfies Record<string, Text>

export const banStates = {
  proposed: { zh: '待复核', en: 'Waits for a second person' },
  in_force: { zh: '生效', en: 'In force' },
  rejected: { zh: '未通过', en: 'Rejected' },
  lifted: { zh: '已解除', en: 'Lifted' },
} as const satisfies Record<string, Text>

export const scopeNames: Readonly<Record<BanScope, Text>> = {
  exam: { zh: '本场考试', en: 'This examination' },
  family: { zh: '同类考试', en: 'Examinations of this kind' },
  all: { zh: '全部考试', en: 'All examinations' },
}

export const relationNames: Readonly<Record<Relation, Text>> = {
  self: { zh: '本人', en: 'Oneself' },
  spouse: { zh: '夫妻', en: 'Spouse' },
  direct_blood: { zh: '直系血亲', en: 'Direct blood relative' },
  collateral_three: { zh: '三代以内旁系血亲', en: 'Collateral within three generations' },
  close_in_law: { zh: '近姻亲', en: 'Close in-law' },
  other: { zh: '其他可能影响公正的关系', en: 'Anything else that may affect fairness' },
}

export const conductWords = {
  title: { zh: '违纪与回避', en: 'Breaches and recusals' },
  lead: {
    zh: '违纪由一人记录、另一人认定；禁考由一人提出、另一人复核；回避由本人申报，立即生效，不能撤回。',
    en: 'A breach is recorded by one person and decided by another; a ban is proposed and confirmed likewise; a recusal is declared, holds at once and cannot be taken back.',
  },
  back: { zh: '返回违纪与回避', en: 'Back to breaches and recusals' },
  violations: { zh: '违纪登记', en: 'Register of breaches' },
  noViolations: { zh: '没有违纪记录。', en: 'No breach is on record.' },
  violation: { zh: '违纪记录', en: 'A breach' },
  kind: { zh: '类别', en: 'Kind' },
  article: { zh: '依据', en: 'Article' },
  stage: { zh: '环节', en: 'Stage' },
  who: { zh: '当事人', en: 'Who' },
  staff: { zh: '工作人员', en: 'Staff' },
  applicant: { zh: '应聘人员', en: 'Applicant' },
  recordedAt: { zh: '记录时间', en: 'Recorded' },
  state: { zh: '状态', en: 'State' },
  facts: { zh: '事实经过', en: 'What happened' },
  record: { zh: '记录违纪', en: 'Record a breach' },
  recordLead: {
    zh: '应聘人员填身份证号码，工作人员从名单中选择。须由另一人认定后才有后果。',
    en: 'An applicant by ID number, a member of staff from the list. Nothing follows before another person has decided.',
  },
  idNumber: { zh: '应聘人员身份证号码', en: 'ID number of the applicant' },
  officer: { zh: '工作人员', en: 'Member of staff' },
  decide: { zh: '认定', en: 'Decide' },
  decided: { zh: '认定结果', en: 'What was decided' },
  proven: { zh: '属实', en: 'Proven' },
  notProven: { zh: '不成立', en: 'Not proven' },
  consequence: { zh: '处理结果', en: 'What follows' },
  finding: { zh: '认定意见', en: 'The finding' },
  bans: { zh: '禁考', en: 'Bans' },
  noBans: { zh: '没有禁考。', en: 'Nobody is banned.' },
  scope: { zh: '范围', en: 'Covers' },
  document: { zh: '处理决定文号', en: 'The decision it rests on' },
  startsOn: { zh: '自', en: 'From' },
  endsOn: { zh: '至（不填为长期）', en: 'Until (empty: without end)' },
  until: { zh: '至', en: 'Until' },
  endless: { zh: '长期', en: 'without end' },
  propose: { zh: '提出禁考', en: 'Propose a ban' },
  confirm: { zh: '复核通过', en: 'Confirm' },
  reject: { zh: '不通过', en: 'Reject' },
  recusals: { zh: '回避申报', en: 'Recusals' },
  noRecusals: { zh: '没有回避申报。', en: 'No recusal has been declared.' },
  relation: { zh: '关系', en: 'Relation' },
  covers: { zh: '涉及', en: 'Covers' },
  wholeExam: { zh: '整场考试', en: 'the whole examination' },
  relative: { zh: '一名应聘亲属', en: 'a relative who applies' },
  declare: { zh: '申报回避', en: 'Declare a recusal' },
  declareLead: {
    zh: '填写应聘亲属的身份证号码或有关单位；都不填则回避整场考试。申报后立即生效：抽签、审核、评分都会避开您。',
    en: 'Name the relative who applies by ID number, or the unit concerned; neither means the whole examination. From this moment draws, reviews and marks keep you away.',
  },
  relativeIdNumber: { zh: '应聘亲属身份证号码', en: 'ID number of the relative' },
  unit: { zh: '单位或主管部门', en: 'Unit or department' },
  forWhom: { zh: '为谁申报（不选为本人）', en: 'For whom (none: yourself)' },
} as const satisfies Record<string, Text>
