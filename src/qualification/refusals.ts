import type { Answer } from '../http/answer.ts'
import type { OpinionRefusal } from './rules/checklist.ts'
import type { DisputeRefusal } from './rules/dispute.ts'
import type { ReconciliationRefusal } from './rules/reconciliation.ts'
import type { ConfirmationRefusal, ReversalRefusal } from './rules/reversal.ts'
import type { ReviewerRefusal } from './rules/reviewer.ts'
import type { AnswerRefusal, SupplementRefusal } from './rules/supplement.ts'
import type { GradeRefusal } from './rules/worker-grade.ts'

export type QualificationRefusal =
  | OpinionRefusal
  | ReviewerRefusal
  | DisputeRefusal
  | SupplementRefusal
  | AnswerRefusal
  | ReconciliationRefusal
  | ReversalRefusal
  | ConfirmationRefusal
  | GradeRefusal
  | 'exam_unknown'
  | 'registration_not_open'
  | 'phase_opened_already'
  | 'phase_not_open'
  | 'notice_changed'
  | 'case_unknown'
  | 'nothing_waits'
  | 'referral_open'
  | 'referral_unknown'
  | 'referral_answered'
  | 'day_outside_registration'
  | 'form_of_other_family'

export const qualificationRefusals = {
  exam_unknown: { status: 404, zh: '没有这场考试，或公告尚未发布。', en: 'There is no such exam, or its notice has not been published.' },
  case_unknown: { status: 404, zh: '没有这份待审材料。', en: 'There is no such application under review.' },
  referral_unknown: { status: 404, zh: '没有这条请示。', en: 'There is no such referral.' },
  reversal_unknown: { status: 404, zh: '没有这条纠错申请。', en: 'There is no such reversal.' },
  nothing_waits: { status: 404, zh: '目前没有等待您审核的材料。', en: 'Nothing waits for your review at the moment.' },
  registration_not_open: {
    status: 409,
    zh: '报名尚未开始，不能开始审核。',
    en: 'Registration has not opened yet, so the review cannot begin.',
  },
  phase_opened_already: { status: 409, zh: '该阶段的审核已经开始。', en: 'This phase of review has begun already.' },
  phase_not_open: { status: 409, zh: '该阶段的审核尚未开始。', en: 'This phase of review has not begun yet.' },
  notice_changed: {
    status: 409,
    zh: '考试文件已更新，请重新学习后确认。',
    en: 'The exam document has changed. Study it again and confirm.',
  },
  unit_not_yours: {
    status: 403,
    zh: '只能审核本单位（本主管部门）岗位的报名材料。',
    en: 'You review applications for posts of your own unit or department only.',
  },
  reviewer_untrained: {
    status: 403,
    zh: '您没有在公告发布后参加审核培训的记录，不能审核。',
    en: 'There is no record of your review training after the notice, so you cannot review.',
  },
  notice_not_read: {
    status: 403,
    zh: '请先学习考试文件并确认，再开始审核。',
    en: 'Study the exam document and confirm it before you review.',
  },
  reviewer_recused: {
    status: 403,
    zh: '您与该考生或单位存在应当回避的关系，不能审核。',
    en: 'You have a relation to this candidate or unit and must stand aside.',
  },
  case_not_open: { status: 409, zh: '这份材料现在不能审核。', en: 'This application cannot be judged now.' },
  case_changed: {
    status: 409,
    zh: '考生已修改材料。请重新打开这份材料，按最新版本审核。',
    en: 'The candidate has edited the application. Open it anew and judge the newest version.',
  },
  opinion_given_already: {
    status: 409,
    zh: '您已对这一版材料发表过意见；须由另一人再审。',
    en: 'You have given your opinion on this version; another person gives the other one.',
  },
  opinion_needs_lead: {
    status: 403,
    zh: '初审已完成，复审须由审核负责人进行。',
    en: 'The first review is done; the second is the review lead’s.',
  },
  opinion_needs_clerk: { status: 409, zh: '须先由经办人员初审。', en: 'A clerk reviews first.' },
  checklist_incomplete: { status: 422, zh: '十步审核清单没有填完。', en: 'The ten-step checklist is not complete.' },
  checklist_contradicts_verdict: { status: 422, zh: '审核清单与审核意见不一致。', en: 'The checklist does not agree with the verdict.' },
  condition_not_asked: {
    status: 422,
    zh: '文件没有要求审核的内容不在审核范围之内。',
    en: 'What the exam document does not ask is outside the review.',
  },
  condition_missing: { status: 422, zh: '不予通过须指明不符合的报考条件。', en: 'A rejection names the condition that is not met.' },
  reason_missing: { status: 422, zh: '不予通过须写明原因。', en: 'A rejection states its reason.' },
  originals_not_compared: { status: 422, zh: '须逐份核对材料原件。', en: 'The originals of all documents must be compared.' },
  candidate_not_in_person: { status: 422, zh: '资格复审须考生本人到场。', en: 'The candidate must attend the re-review in person.' },
  not_disputed: { status: 409, zh: '这份材料没有审核分歧。', en: 'There is no dispute on this application.' },
  decider_gave_opinion: { status: 403, zh: '发表过审核意见的人不能再作裁定。', en: 'Whoever gave an opinion does not decide on it.' },
  section_decided_already: { status: 409, zh: '科室已作出决定。', en: 'The section has decided already.' },
  section_not_undecided: {
    status: 409,
    zh: '须先由科室集体复核；科室不能确定的，才报分管副局长审定。',
    en: 'The section reviews first; only what it cannot decide goes to the deputy director.',
  },
  decider_decided_before: { status: 403, zh: '两级决定须由不同的人作出。', en: 'The two levels are decided by different people.' },
  supplement_asked_before: {
    status: 409,
    zh: '补正须一次性告知，本次审核已告知过。',
    en: 'Everything missing is told at once, and that has been done in this review.',
  },
  supplement_not_asked: { status: 409, zh: '目前没有需要您补正的材料。', en: 'Nothing is asked of you at the moment.' },
  supplement_overdue: {
    status: 409,
    zh: '补正期限已过，视为放弃报名。',
    en: 'The time to complete has passed; the application counts as given up.',
  },
  supplement_unchanged: {
    status: 422,
    zh: '材料没有变化，请补正后再提交。',
    en: 'Nothing has changed. Complete what is missing and submit again.',
  },
  form_of_other_family: { status: 422, zh: '报名表种类与考试不符。', en: 'The form is of another kind of exam.' },
  referral_open: { status: 409, zh: '这份材料已有待答复的请示。', en: 'A question about this application is still open.' },
  referral_answered: { status: 409, zh: '这条请示已答复。', en: 'This question has been answered.' },
  second_person_needed: { status: 403, zh: '须由另一人办理。', en: 'Another person has to do this.' },
  nothing_to_reverse: { status: 409, zh: '没有可以纠正的审核结论。', en: 'There is no decision of this kind to reverse.' },
  reversal_open_already: { status: 409, zh: '该结论已有待确认的纠错申请。', en: 'A reversal of this decision waits for confirmation.' },
  reversal_settled: { status: 409, zh: '该纠错申请已处理。', en: 'This reversal has been settled.' },
  day_not_over: { status: 409, zh: '当日报名尚未结束，不能核对关账。', en: 'Registration of this day is not over yet.' },
  day_closed_already: { status: 409, zh: '当日已核对完毕。', en: 'This day has been closed already.' },
  day_outside_registration: { status: 422, zh: '该日不在报名期间内。', en: 'This day is not within the registration window.' },
  day_does_not_add_up: {
    status: 422,
    zh: '人数不符或有考生未列明，不能关账；差异列在下面。',
    en: 'The numbers do not agree, or a candidate is not named. The day stays open.',
  },
  grade_not_on_establishment: { status: 422, zh: '申报人不在编。', en: 'The applicant is not on the establishment.' },
  grade_not_in_technical_post: { status: 422, zh: '申报人不在技术岗位。', en: 'The applicant is not in a technical post.' },
  grade_order_skipped: { status: 422, zh: '不能越级申报：未取得下一等级。', en: 'No grade may be skipped: the grade below is missing.' },
  grade_years_short: { status: 422, zh: '工作年限不足（计算到年末）。', en: 'Too few years of work, counted to the end of the year.' },
  grade_pass_years_short: {
    status: 422,
    zh: '取得现等级年限不足（计算到年末）。',
    en: 'Too few years since the present grade, counted to the end of the year.',
  },
  grade_exception_used: {
    status: 422,
    zh: '该项破格条件仅限使用一次，已使用过。',
    en: 'This exception may be used once only and has been used.',
  },
  grade_trade_needs_consent: { status: 422, zh: '申报其他工种须经所在单位同意。', en: 'Another trade needs the consent of the unit.' },
  grade_apprenticeship_open: { status: 422, zh: '学徒期（熟练期）未满或未转正定级。', en: 'The apprenticeship has not ended.' },
  grade_certificate_missing: { status: 422, zh: '申报认定须有相应等级的证书。', en: 'Recognition needs a certificate of the grade.' },
  grade_not_by_transfer: {
    status: 422,
    zh: '调入人员定级、认定不含技师以上等级。',
    en: 'Grading and recognition after a transfer end with senior.',
  },
} as const satisfies Record<QualificationRefusal, Answer>
