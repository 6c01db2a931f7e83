import type { Answer } from '../http/answer.ts'
import type { DrawRefusal } from '../seating/draws.ts'
import { drawRefusals } from '../seating/refusals.ts'
import type { DutyRefusal } from './rules/duty.ts'

export type StaffingRefusal =
  | DrawRefusal
  | DutyRefusal
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
  site_of_another: { status: 403, zh: '该考场不在您负责的考点。', en: 'This room is not at the site you are in charge of.' },
} as const satisfies Record<StaffingRefusal, Answer>
