import type { Answer } from '../http/answer.ts'
import type { AttendanceRefusal, CloseRefusal, StartRefusal } from './rules/room.ts'

export type SittingRefusal =
  | StartRefusal
  | AttendanceRefusal
  | CloseRefusal
  | 'room_unknown'
  | 'attendance_changed_meanwhile'
  | 'statement_unknown'
  | 'statement_incomplete'
  | 'statement_already_used'

export const sittingRefusals = {
  room_unknown: { status: 404, zh: '本场次没有使用这个考场。', en: 'This room does not serve this session.' },
  papers_not_opened: { status: 409, zh: '本考场试卷尚未按规定启封。', en: 'The papers of this room have not been opened.' },
  room_not_in_order: { status: 422, zh: '考场检查项目未全部落实。', en: 'Not everything in the room is in order yet.' },
  not_this_rooms_invigilator: { status: 403, zh: '不是抽签确定的本考场监考员。', en: 'Not an invigilator drawn for this room.' },
  invigilators_missing: { status: 409, zh: '前后两名监考员尚未到岗。', en: 'The invigilators for front and back are not both there.' },
  room_already_started: { status: 409, zh: '本考场已经开考。', en: 'This room has started already.' },
  room_not_running: { status: 409, zh: '本考场不在考试进行中。', en: 'This room is not running.' },
  ticket_not_of_this_room: { status: 422, zh: '准考证不属于本考场本场次。', en: 'The ticket does not belong to this room and session.' },
  listed_twice: { status: 422, zh: '同一准考证被登记两次。', en: 'A ticket is listed twice.' },
  attendance_incomplete: { status: 409, zh: '到考情况尚未登记完整。', en: 'Attendance has not been taken for everyone.' },
  papers_not_returned: { status: 409, zh: '试卷和答题卡尚未回收清点。', en: 'Papers and cards have not been returned and counted.' },
  attendance_and_papers_differ: {
    status: 409,
    zh: '到考人数与回收份数不符，不能结束。',
    en: 'Attendance and what came back do not agree; the room cannot close.',
  },
  attendance_changed_meanwhile: {
    status: 409,
    zh: '签字期间到考登记有改动，请重新制作考场记录。',
    en: 'Attendance was changed while the record was being signed; draft the record again.',
  },
  statement_unknown: { status: 404, zh: '没有这份待签的考场记录。', en: 'There is no such room record.' },
  statement_incomplete: { status: 409, zh: '两名监考员尚未都签字。', en: 'The two invigilators have not both signed.' },
  statement_already_used: { status: 409, zh: '这份考场记录已经生效。', en: 'This room record has already taken effect.' },
} as const satisfies Record<SittingRefusal, Answer>
