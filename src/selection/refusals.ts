import type { Answer } from '../http/answer.ts'
import type { DrawRefusal } from '../seating/draws.ts'
import { seatingRefusals } from '../seating/refusals.ts'
import type { GateRefusal } from '../shortlisting/gates.ts'
import { gateRefusals } from '../shortlisting/refusals.ts'
import type { TieRefusal } from '../shortlisting/rules/ties.ts'
import type { StepRefusal } from './rules/appointee.ts'
import type { BackfillRefusal, ProposalRefusal } from './rules/backfill.ts'
import type { KeeperRefusal, NumberingRefusal, ResultsRefusal } from './rules/medical.ts'

type OwnRefusal =
  | StepRefusal
  | BackfillRefusal
  | ProposalRefusal
  | NumberingRefusal
  | KeeperRefusal
  | ResultsRefusal
  | 'shortlists_missing'
  | 'interviews_open'
  | 'panel_sheets_unsigned'
  | 'component_missing'
  | 'practical_unknown'
  | 'practical_confirmed'
  | 'nothing_to_confirm'
  | 'totals_missing'
  | 'chosen_already'
  | 'case_unknown'
  | 'medical_day_open'
  | 'medical_day_unknown'
  | 'medical_day_past'
  | 'nobody_for_medical'
  | 'unit_of_another'
  | 'report_filed'
  | 'report_missing'
  | 'report_confirmed'
  | 'probation_reversed'
  | 'nobody_to_hire'

export type SelectionRefusal = GateRefusal | TieRefusal | 'list_faulty' | 'application_unknown' | 'position_unknown' | OwnRefusal
export type MedicalDrawRefusal = SelectionRefusal | DrawRefusal

const own = {
  shortlists_missing: { status: 409, zh: '还没有通过资格复审的人员。', en: 'Nobody has passed the re-review yet.' },
  interviews_open: {
    status: 409,
    zh: '还有面试成绩未经考生确认，不能核算总成绩。',
    en: 'Some interview scores have not been confirmed by the candidate; totals wait for them.',
  },
  panel_sheets_unsigned: {
    status: 409,
    zh: '还有面试组的成绩单未经主考官、工作人员和纪检人员签字封存。',
    en: 'A panel’s score sheet has not been signed by its head, clerk and discipline inspector.',
  },
  component_missing: {
    status: 409,
    zh: '缺少按公告计入总成绩的单项成绩。',
    en: 'A mark that the notice counts into the total is missing.',
  },
  practical_unknown: {
    status: 422,
    zh: '名单中有人不参加实际操作考核：岗位没有这项考核，或未通过资格复审、未参加理论考试。',
    en: 'Somebody on the list takes no practical test: the post has none, or they did not pass the re-review or sit the theory.',
  },
  practical_confirmed: { status: 409, zh: '该成绩已经复核，不能修改。', en: 'This mark has been confirmed and stands.' },
  nothing_to_confirm: { status: 409, zh: '没有待复核的成绩。', en: 'Nothing waits for confirmation.' },
  totals_missing: { status: 409, zh: '尚未核算总成绩。', en: 'Totals have not been computed.' },
  chosen_already: { status: 409, zh: '体检人选已经确定。', en: 'Who goes to the medical has been chosen already.' },
  case_unknown: { status: 404, zh: '该考生不在体检考察人选中。', en: 'This candidate was not chosen for the medical.' },
  not_at_medical: { status: 409, zh: '该人员不在体检环节。', en: 'This person is not at the medical.' },
  not_at_inspection: {
    status: 409,
    zh: '该人员不在考察环节；体检合格后方可考察。',
    en: 'This person is not at the inspection; the medical comes first.',
  },
  cannot_give_up_now: {
    status: 409,
    zh: '现在不能放弃，请联系招聘单位。',
    en: 'It is too late, or too early, to give up here. Call the office.',
  },
  not_proposed: { status: 409, zh: '该人员不在拟聘用名单中。', en: 'This person is not a proposed appointee.' },
  objection_undecided: { status: 409, zh: '涉及该人员的异议尚无结论。', en: 'An objection about this person has no finding yet.' },
  not_hired: { status: 409, zh: '该人员不在试用期。', en: 'This person is not on probation.' },
  probation_running: { status: 409, zh: '试用期尚未届满。', en: 'The probation is not over yet.' },
  nothing_to_revoke: {
    status: 409,
    zh: '该人员已经退出，没有可取消的资格。',
    en: 'This person has left already; there is nothing to take away.',
  },
  breach_not_confirmed: {
    status: 409,
    zh: '没有经两人认定的违纪记录，不能取消资格。',
    en: 'No breach has been confirmed by two people; nothing can be taken away without one.',
  },
  backfill_closed: {
    status: 409,
    zh: '拟聘用人员已经公示，依规不再递补（《事业单位公开招聘工作管理制度》第三十三条）。',
    en: 'The proposed appointees are public; from then on nobody is called any more (Art. 33).',
  },
  list_awaits_approval: {
    status: 409,
    zh: '拟聘用名单正待审批；需要递补的，请先退回该名单。',
    en: 'The list of proposed appointees waits for approval. Send it back first if somebody must be called.',
  },
  post_not_vacant: { status: 409, zh: '该名额没有空缺。', en: 'This post is not vacant.' },
  vacancy_answered: { status: 409, zh: '该空缺已经办理递补。', en: 'This vacancy has been answered already.' },
  section_decision_needed: {
    status: 409,
    zh: '体检之后产生的空缺规则没有规定递补，须由科室负责人写明理由决定；默认不递补。',
    en: 'No article fills a vacancy that arises after the medical; only the section head may decide so, with a reason. The default is not to.',
  },
  proposed_already: { status: 409, zh: '拟聘用人员已经公示。', en: 'The proposed appointees are public already.' },
  appointees_missing: { status: 409, zh: '没有体检、考察均合格的人员。', en: 'Nobody has passed both medical and inspection.' },
  appointee_unsettled: { status: 409, zh: '还有人员的体检或考察没有结论。', en: 'Somebody’s medical or inspection has no outcome yet.' },
  vacancy_open: {
    status: 409,
    zh: '还有体检环节的空缺未办理递补；名单公示后不能再递补，请先办理。',
    en: 'A vacancy from the medical is not answered. Nothing can be filled once the list is public, so answer it first.',
  },
  not_the_medical_day: {
    status: 409,
    zh: '体检编号只能在体检当日早上产生。',
    en: 'Medical numbers are made on the morning of the check only.',
  },
  not_in_the_morning: { status: 409, zh: '体检编号须在当日上午产生。', en: 'Medical numbers are made in the morning.' },
  two_keepers_needed: { status: 422, zh: '编号对应表须由两名不同人员保管。', en: 'Two different people keep the mapping of numbers.' },
  not_a_keeper: { status: 403, zh: '只有指定的两名保管人可以办理。', en: 'Only the two named keepers may do this.' },
  number_unknown: { status: 422, zh: '有体检编号不属于当日。', en: 'A number is not one of that day.' },
  number_twice: { status: 422, zh: '有体检编号重复。', en: 'A number appears twice.' },
  results_incomplete: {
    status: 422,
    zh: '当日每个编号都要有结果，未到者填缺检。',
    en: 'Every number of the day needs a result; who did not come is absent.',
  },
  results_confirmed: { status: 409, zh: '当日体检结果已经复核。', en: 'The results of that day have been confirmed.' },
  results_missing: { status: 409, zh: '当日体检结果尚未录入。', en: 'The results of that day have not been entered.' },
  results_changed: {
    status: 409,
    zh: '体检结果已被重新录入，与您看到的不同，请核对后再确认。',
    en: 'The results were entered again and are not the ones you saw. Compare them again before confirming.',
  },
  second_person_needed: { status: 403, zh: '须由另一人复核。', en: 'Another person has to confirm it.' },
  medical_day_open: { status: 409, zh: '上一次体检的结果尚未复核。', en: 'An earlier day of medicals has no confirmed results yet.' },
  medical_day_unknown: { status: 404, zh: '没有这一次体检。', en: 'There is no such day of medicals.' },
  medical_day_past: { status: 422, zh: '体检日期已过。', en: 'The day of the medical is past.' },
  nobody_for_medical: { status: 409, zh: '没有等待体检的人员。', en: 'Nobody waits for a medical.' },
  unit_of_another: { status: 403, zh: '该岗位不属于您所在的考察组。', en: 'This post belongs to another inspection group.' },
  report_filed: { status: 409, zh: '考察报告已经提交。', en: 'The inspection report has been filed.' },
  report_missing: { status: 409, zh: '考察报告尚未提交。', en: 'No inspection report has been filed.' },
  report_confirmed: { status: 409, zh: '考察报告已经复核。', en: 'The inspection report has been confirmed.' },
  probation_reversed: { status: 422, zh: '试用期截止日应晚于聘用日。', en: 'The probation ends after the day of the hire.' },
  nobody_to_hire: { status: 409, zh: '没有可以办理聘用的人员。', en: 'Nobody is left to hire.' },
} as const satisfies Record<OwnRefusal, Answer>

export const selectionRefusals = { ...gateRefusals, ...own } as const satisfies Record<SelectionRefusal, Answer>
/** Steps of the draw have their texts in the stage of the draws. */
export const medicalDrawRefusals = { ...seatingRefusals, ...selectionRefusals } as const satisfies Record<MedicalDrawRefusal, Answer>
