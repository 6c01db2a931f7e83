import type { Answer } from '../http/answer.ts'
import type { DrawRefusal } from '../seating/draws.ts'
import { drawRefusals } from '../seating/refusals.ts'
import type { DispatchRefusal } from './rules/assessor-dispatch.ts'
import type { DutyRefusal } from './rules/duty.ts'
import type { PostRefusal } from './rules/duty-posts.ts'
import type { HandOverRefusal, ReceiptRefusal } from './rules/supplies.ts'

type SuppliesRefusal = HandOverRefusal | ReceiptRefusal | 'site_not_in_use' | 'supplies_not_handed_over' | 'supplies_received_already'

export type StaffingRefusal =
  | DrawRefusal
  | DutyRefusal
  | PostRefusal
  | DispatchRefusal
  | SuppliesRefusal
  | 'not_of_this_exam'
  | 'slip_number_taken'
  | 'exam_unknown'
  | 'session_unknown'
  | 'seats_not_drawn'
  | 'member_listed_twice'
  | 'member_ineligible'
  | 'member_on_duty'
  | 'member_unknown'
  | 'duty_unknown'

export const staffingRefusals = {
  ...drawRefusals,
  exam_unknown: { status: 404, zh: '没有这场考试。', en: 'There is no such examination.' },
  session_unknown: { status: 404, zh: '没有这一场次。', en: 'There is no such session.' },
  seats_not_drawn: { status: 409, zh: '该场次座位尚未抽定。', en: 'The seats of this session have not been drawn.' },
  member_listed_twice: { status: 422, zh: '名单中有重复人员。', en: 'Somebody is listed twice.' },
  member_ineligible: {
    status: 422,
    zh: '名单中有人不具备监考资格（未培训、应回避、单位或编制不符等），已逐一列出。',
    en: 'Some people may not invigilate (untrained, recused, of a wrong unit …); each is named with the reason.',
  },
  member_on_duty: { status: 409, zh: '该人员正在承担监考任务，须先办理替换。', en: 'This person is on duty; replace them first.' },
  member_unknown: { status: 404, zh: '人员库中没有此人。', en: 'There is no such person in the pool.' },
  duty_unknown: { status: 404, zh: '没有这项监考任务。', en: 'There is no such duty.' },
  not_the_exam_day: {
    status: 409,
    zh: '监考抽签及到岗登记只在考试当日办理，不得提前。',
    en: 'Invigilators are drawn and marked present on the day of the exam, not before.',
  },
  session_has_begun: { status: 409, zh: '该场次已经开考。', en: 'The session has begun.' },
  session_over: { status: 409, zh: '该场次已经结束。', en: 'The session is over.' },
  duty_ended: { status: 409, zh: '该监考任务已经结束或被替换。', en: 'This duty has ended or was taken over.' },
  already_present: { status: 409, zh: '已登记到岗。', en: 'Already marked present.' },
  present_is_not_absent: {
    status: 409,
    zh: '该监考员已登记到岗，不能按缺勤替换。',
    en: 'This invigilator was marked present and is not absent.',
  },
  site_of_another: { status: 403, zh: '该考点不由您负责。', en: 'You are not in charge of this site.' },
  posts_unfilled: {
    status: 409,
    zh: '八类岗位尚未全部落实，须先召开考前会议、选派人员并宣读职责。',
    en: 'Not all eight kinds of post are filled; hold the meeting at which people are named and duties read out first.',
  },
  one_post_each: { status: 422, zh: '同一人不得担任两个岗位。', en: 'Nobody takes two posts.' },
  meeting_ahead: { status: 422, zh: '会议日期在今天之后，尚未召开。', en: 'The meeting has not been held yet.' },
  meeting_too_late: { status: 422, zh: '会议须在考试日之前召开。', en: 'The meeting is held before the day of the exam.' },
  dispatch_too_early: {
    status: 409,
    zh: '考评员在考前一天派遣并通知，不得提前。',
    en: 'Assessors are dispatched and told on the day before the exam, not earlier.',
  },
  dispatch_too_late: { status: 409, zh: '考试已经结束。', en: 'The exam is over.' },
  head_not_among_assessors: { status: 422, zh: '考评组长须在派遣的考评员之中。', en: 'The head must be one of the assessors dispatched.' },
  assessor_listed_twice: { status: 422, zh: '同一考评员被列出两次。', en: 'An assessor is listed twice.' },
  not_an_assessor: {
    status: 422,
    zh: '名单中有人未聘为本次考试考评员。',
    en: 'Somebody listed is not appointed as assessor of this exam.',
  },
  not_of_this_exam: { status: 422, zh: '名单中有人不是本次考试的工作人员。', en: 'Somebody named does not serve in this exam.' },
  slip_number_taken: { status: 409, zh: '派遣单编号已被使用。', en: 'The number of the slip is already in use.' },
  site_not_in_use: { status: 422, zh: '本次考试没有使用这个考点。', en: 'This exam does not use that site.' },
  seat_charts_missing: {
    status: 422,
    zh: '座次表份数少于该考点使用的考场数。',
    en: 'There are fewer seat charts than rooms in use at the site.',
  },
  supplies_not_handed_over: { status: 409, zh: '尚未向该考点移交考务用品。', en: 'Nothing has been handed over to this site yet.' },
  supplies_received_already: { status: 409, zh: '该考点已签收考务用品。', en: 'The site has received its supplies already.' },
  giver_cannot_receive: { status: 403, zh: '移交人不能自己签收。', en: 'Whoever hands over cannot also receive.' },
  supplies_differ: {
    status: 409,
    zh: '清点数与移交数不符，未签收，请与考务核对。',
    en: 'The count differs from what was handed over. Nothing is received; settle it with the exam office.',
  },
} as const satisfies Record<StaffingRefusal, Answer>
