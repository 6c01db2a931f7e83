import type { Answer } from '../http/answer.ts'
import type { DrawRefusal } from '../seating/draws.ts'
import { drawRefusals } from '../seating/refusals.ts'
import type { PanelScoreRefusal } from './rules/panel-score.ts'
import type { PanelPlanRefusal } from './rules/panels.ts'
import type { ReplacementRefusal } from './rules/replacement.ts'

export type InterviewRefusal =
  | DrawRefusal
  | PanelScoreRefusal
  | PanelPlanRefusal
  | ReplacementRefusal
  | 'exam_unknown'
  | 're_review_publicity_running'
  | 'nobody_to_interview'
  | 'examiner_unknown'
  | 'examiner_listed_twice'
  | 'examiner_untrained'
  | 'examiner_recused'
  | 'panels_planned_already'
  | 'panels_not_planned'
  | 'panels_not_drawn'
  | 'panel_unknown'
  | 'role_missing_in_room'
  | 'candidate_not_of_this_panel'
  | 'arrival_closed'
  | 'arrivals_open'
  | 'nobody_arrived'
  | 'lot_unknown'
  | 'not_on_this_panel'
  | 'marked_already'
  | 'announced_already'
  | 'not_announced_yet'
  | 'confirmed_already'
  | 'reason_missing'
  | 'confirmations_missing'
  | 'application_unknown'
  | 'statement_unknown'
  | 'statement_incomplete'
  | 'statement_already_used'

export const interviewRefusals = {
  ...drawRefusals,
  exam_unknown: { status: 404, zh: '没有这场已公告的考试。', en: 'There is no such announced examination.' },
  not_the_interview_day: { status: 409, zh: '考官分组只能在面试当日随机抽签。', en: 'Panels are drawn on the day of the interview only.' },
  re_review_publicity_running: {
    status: 409,
    zh: '资格复审合格人员公示尚未期满或仍有未结异议。',
    en: 'The publicity of those who passed the re-review is not over.',
  },
  nobody_to_interview: { status: 409, zh: '没有资格复审合格人员。', en: 'Nobody has passed the re-review.' },
  examiner_unknown: {
    status: 422,
    zh: '名单中有人未被聘为本次面试考官。',
    en: 'Someone in the list is not appointed as an examiner of this examination.',
  },
  examiner_listed_twice: { status: 409, zh: '考官已在库中。', en: 'An examiner is in the pool already.' },
  examiner_untrained: {
    status: 422,
    zh: '名单中有人没有本场面试的培训记录，未经培训不得上岗。',
    en: 'Someone in the list has no record of training for these interviews; the untrained take no post.',
  },
  examiner_recused: {
    status: 403,
    zh: '您已申报的回避涉及本组，不能评分；请由纪检监察办理更换。',
    en: 'A recusal you declared covers this panel: you may not mark here. The discipline inspector fills your place.',
  },
  examiner_not_seated: { status: 409, zh: '该考官已不在本组。', en: 'This examiner does not sit on the panel.' },
  present_is_not_absent: {
    status: 409,
    zh: '该考官已经评分，不能按缺席更换。',
    en: 'This examiner has marked and cannot be called absent.',
  },
  panels_planned_already: { status: 409, zh: '面试分组已经确定。', en: 'The panels have been planned already.' },
  panels_not_planned: { status: 409, zh: '面试分组尚未确定。', en: 'The panels have not been planned yet.' },
  panels_not_drawn: { status: 409, zh: '考官尚未抽签分组。', en: 'Examiners have not been drawn yet.' },
  panel_unknown: { status: 404, zh: '没有这个面试组。', en: 'There is no such panel.' },
  panel_number_twice: { status: 422, zh: '面试组编号重复。', en: 'A panel number stands twice.' },
  position_without_panel: { status: 422, zh: '有岗位没有安排面试组。', en: 'A post has no panel.' },
  position_without_interviewees: { status: 422, zh: '有岗位没有进入面试的考生。', en: 'A post in the list has nobody to interview.' },
  rooms_not_apart: { status: 422, zh: '候考室与面试室必须分开设置。', en: 'Waiting room and interview room must be apart.' },
  one_person_two_places: { status: 422, zh: '同一人不能承担两个岗位。', en: 'Nobody serves in two places.' },
  role_missing_in_room: {
    status: 422,
    zh: '面试室须有纪检监察一人、社会监督员一至二人和工作人员，且均已聘任。',
    en: 'Each room needs an appointed discipline inspector, one or two social supervisors and a clerk.',
  },
  candidate_not_of_this_panel: { status: 422, zh: '该考生不在本面试组。', en: 'This candidate is not before this panel.' },
  arrival_closed: { status: 409, zh: '面试顺序已抽定，签到结束。', en: 'The order has been drawn; arrivals are closed.' },
  arrivals_open: { status: 409, zh: '尚有考生未签到也未记为缺席。', en: 'Some candidates have neither arrived nor been marked absent.' },
  nobody_arrived: { status: 409, zh: '本组没有考生到场。', en: 'Nobody has arrived for this panel.' },
  lot_unknown: { status: 404, zh: '本组没有这个顺序号。', en: 'There is no such order number in this panel.' },
  not_on_this_panel: { status: 403, zh: '您不是抽签确定的本组成员。', en: 'You are not a drawn member or clerk of this panel.' },
  marked_already: { status: 409, zh: '您已为该考生评分。', en: 'You have marked this candidate already.' },
  mark_out_of_range: { status: 422, zh: '分数应在 0 至 100 之间。', en: 'A mark is between 0 and 100.' },
  marks_missing: { status: 409, zh: '尚有考官没有评分。', en: 'Some examiners have not marked yet.' },
  panel_too_small_to_drop: {
    status: 409,
    zh: '考官人数不足，无法去掉最高分和最低分。',
    en: 'The panel is too small to drop the highest and the lowest mark.',
  },
  announced_already: { status: 409, zh: '该考生成绩已当场公布。', en: 'This score has been announced already.' },
  not_announced_yet: { status: 409, zh: '成绩尚未公布。', en: 'The score has not been announced yet.' },
  confirmed_already: { status: 409, zh: '成绩已经确认。', en: 'The score has been answered already.' },
  reason_missing: { status: 422, zh: '不确认成绩须写明理由。', en: 'Whoever does not confirm states why.' },
  confirmations_missing: { status: 409, zh: '尚有考生成绩未公布或未确认。', en: 'Some scores have not been announced or confirmed.' },
  sheet_signed_already: { status: 409, zh: '本组成绩表已签字锁定。', en: 'The sheet of this panel is signed and locked.' },
  application_unknown: { status: 404, zh: '没有这份报名。', en: 'There is no such application.' },
  statement_unknown: { status: 404, zh: '没有这份待签文书。', en: 'There is no such statement.' },
  statement_incomplete: { status: 409, zh: '签字尚未齐全。', en: 'Not everybody has signed yet.' },
  statement_already_used: { status: 409, zh: '这份文书已经生效。', en: 'This statement has already taken effect.' },
} as const satisfies Record<InterviewRefusal, Answer>
