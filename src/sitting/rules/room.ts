/**
 * When a room starts and when it may close: it starts on opened papers with its drawn invigilators there and the room in order; it closes
 * only when attendance, what came back, and the two signatures agree.
 *
 * Regulation: 《专业技术职务资格考试制度》第十四条(三) one person one desk, 80 cm all round (R-ROOM-04), one jammer a room (R-ROOM-05), 第十四条(五)
 * the room record is filled in carefully and breaches are reported (R-STAF-03); 《工人技术等级考核工作制度》第三条(二) one invigilator at the
 * front and one at the back, phones off (R-WK-10); 《事业单位公开招聘工作管理制度》第十二条 video in the room (R-RC-15), 第十三条 papers and
 * cards are counted against present, absent and spare (R-RC-16); 80 cm is the clear distance between desk edges (B-50).
 */
import { accept, type Result, refuse } from '../../foundation/result.ts'

/** What the invigilators look at before the papers are handed out; each must be so. */
export const roomChecks = ['jammer', 'video', 'spacing_80cm', 'notices_posted', 'phones_off', 'belongings_apart'] as const
export type RoomCheck = (typeof roomChecks)[number]

export type StartRefusal =
  | 'papers_not_opened'
  | 'room_not_in_order'
  | 'not_this_rooms_invigilator'
  | 'invigilators_missing'
  | 'room_already_started'

export type Duty = { readonly accountId: string; readonly place: number; readonly present: boolean }

export function judgeStart(room: {
  readonly started: boolean
  readonly packageState: string | undefined
  readonly checks: Readonly<Partial<Record<RoomCheck, boolean>>>
  readonly duties: readonly Duty[]
  readonly startedBy: string
}): Result<true, StartRefusal> {
  if (room.started) return refuse('room_already_started')
  if (!room.duties.some(({ accountId }) => accountId === room.startedBy)) return refuse('not_this_rooms_invigilator')
  if (![1, 2].every((place) => room.duties.some((duty) => duty.place === place && duty.present))) return refuse('invigilators_missing')
  if (room.packageState !== 'opened') return refuse('papers_not_opened')
  const missing = roomChecks.filter((check) => room.checks[check] !== true)
  return missing.length > 0 ? refuse('room_not_in_order', { missing }) : accept(true)
}

export type AttendanceRefusal = 'room_not_running' | 'ticket_not_of_this_room' | 'listed_twice'

/** The absent and those in breach are listed by ticket; everyone else of the room is present. */
export function judgeAttendance(
  running: boolean,
  tickets: readonly string[],
  absent: readonly string[],
  breach: readonly string[],
): Result<true, AttendanceRefusal> {
  if (!running) return refuse('room_not_running')
  const listed = [...absent, ...breach]
  const foreign = listed.find((ticket) => !tickets.includes(ticket))
  if (foreign !== undefined) return refuse('ticket_not_of_this_room', { ticket: foreign })
  return new Set(listed).size < listed.length ? refuse('listed_twice') : accept(true)
}

export type CloseRefusal =
  | 'room_not_running'
  | 'attendance_incomplete'
  | 'papers_not_returned'
  | 'attendance_and_papers_differ'
  | 'not_this_rooms_invigilator'

export type Closing = {
  readonly running: boolean
  readonly seated: number
  readonly attended: { readonly present: number; readonly absent: number; readonly breach: number }
  readonly returned: { readonly present: number; readonly absent: number } | undefined
  readonly signers: readonly string[]
  readonly duties: readonly Duty[]
}

/** Breach counts as present: the person sat, and the script is kept. */
export function judgeClosing({ running, seated, attended, returned, signers, duties }: Closing): Result<true, CloseRefusal> {
  if (!running) return refuse('room_not_running')
  if (attended.present + attended.absent + attended.breach !== seated) return refuse('attendance_incomplete', { seated, ...attended })
  if (!returned) return refuse('papers_not_returned')
  if (returned.present !== attended.present + attended.breach || returned.absent !== attended.absent)
    return refuse('attendance_and_papers_differ', { attendance: attended, papers: returned })
  const onDuty = new Set(duties.map(({ accountId }) => accountId))
  return signers.length === 2 && new Set(signers).size === 2 && signers.every((signer) => onDuty.has(signer))
    ? accept(true)
    : refuse('not_this_rooms_invigilator')
}
