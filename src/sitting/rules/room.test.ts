import { describe, expect, test } from 'vitest'
import { judgeAttendance, judgeClosing, judgeStart, roomChecks } from './room.ts'

const inOrder = Object.fromEntries(roomChecks.map((check) => [check, true]))
const duties = [
  { accountId: 'front', place: 1, present: true },
  { accountId: 'back', place: 2, present: true },
]
const ready = { started: false, packageState: 'opened', checks: inOrder, duties, startedBy: 'front' }
const codeOf = (judged: { ok: boolean; refusal?: string }) => (judged.ok ? 'accepted' : judged.refusal)

describe('R-WK-10, R-ROOM-04, -05, R-RC-15 – a room starts in order', () => {
  test.each([
    { because: 'papers opened, both invigilators there, everything checked', room: ready, becomes: 'accepted' },
    { because: 'papers still sealed', room: { ...ready, packageState: 'with_invigilators' }, becomes: 'papers_not_opened' },
    { because: 'papers frozen', room: { ...ready, packageState: 'frozen' }, becomes: 'papers_not_opened' },
    { because: 'no package at all', room: { ...ready, packageState: undefined }, becomes: 'papers_not_opened' },
    {
      because: 'the back invigilator is absent',
      room: { ...ready, duties: duties.map((d) => ({ ...d, present: d.place === 1 })) },
      becomes: 'invigilators_missing',
    },
    { because: 'one invigilator is not enough', room: { ...ready, duties: duties.slice(0, 1) }, becomes: 'invigilators_missing' },
    { because: 'somebody from next door', room: { ...ready, startedBy: 'next-door' }, becomes: 'not_this_rooms_invigilator' },
    { because: 'no jammer', room: { ...ready, checks: { ...inOrder, jammer: false } }, becomes: 'room_not_in_order' },
    { because: 'started already', room: { ...ready, started: true }, becomes: 'room_already_started' },
  ])('$because', ({ room, becomes }) => expect(codeOf(judgeStart(room))).toBe(becomes))
})

describe('R-STAF-03 – attendance names only tickets of the room, each once', () => {
  const tickets = ['1', '2', '3']
  test.each([
    { running: true, absent: [], breach: [], becomes: 'accepted', because: 'everyone came' },
    { running: true, absent: ['1', '2', '3'], breach: [], becomes: 'accepted', because: 'nobody came' },
    { running: true, absent: ['4'], breach: [], becomes: 'ticket_not_of_this_room', because: 'a ticket of another room' },
    { running: true, absent: ['1'], breach: ['1'], becomes: 'listed_twice', because: 'absent and in breach at once' },
    { running: false, absent: [], breach: [], becomes: 'room_not_running', because: 'before the start' },
  ])('$because', ({ running, absent, breach, becomes }) => expect(codeOf(judgeAttendance(running, tickets, absent, breach))).toBe(becomes))
})

describe('R-RC-16 – a room closes when people and papers agree', () => {
  const closing = {
    running: true,
    seated: 30,
    attended: { present: 26, absent: 3, breach: 1 },
    returned: { present: 27, absent: 3 },
    signers: ['front', 'back'],
    duties,
  }
  test.each([
    { because: 'people and papers agree', room: closing, becomes: 'accepted' },
    { because: 'somebody neither present nor absent', room: { ...closing, seated: 31 }, becomes: 'attendance_incomplete' },
    { because: 'papers not back yet', room: { ...closing, returned: undefined }, becomes: 'papers_not_returned' },
    {
      because: 'one more paper than people',
      room: { ...closing, returned: { present: 28, absent: 2 } },
      becomes: 'attendance_and_papers_differ',
    },
    { because: 'signed by one of them', room: { ...closing, signers: ['front'] }, becomes: 'not_this_rooms_invigilator' },
    { because: 'signed twice by one of them', room: { ...closing, signers: ['front', 'front'] }, becomes: 'not_this_rooms_invigilator' },
    { because: 'signed by a stranger', room: { ...closing, signers: ['front', 'chief'] }, becomes: 'not_this_rooms_invigilator' },
    { because: 'closed already', room: { ...closing, running: false }, becomes: 'room_not_running' },
  ])('$because', ({ room, becomes }) => expect(codeOf(judgeClosing(room))).toBe(becomes))
})
