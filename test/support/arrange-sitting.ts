import type { LegName } from '../../src/custody/rules/legs.ts'
import { known } from '../../src/foundation/invariant.ts'
import type { Reply } from '../../src/rehearsal/client.ts'
import { type Arranged, arrangeExam, type Wanted } from './arrange.ts'
import { drawParties, drawPath, drawSeats, drawTerms, openParties, publicValue } from './draw.ts'
import type { Office, TestPerson } from './office.ts'
import { arrangePool } from './staff.ts'

export type SeatedRoom = {
  readonly examSessionId: string
  readonly roomId: string
  readonly tickets: readonly { readonly id: string; readonly number: string; readonly applicationId: string }[]
  /** Of place 1 and 2. */
  readonly invigilators: readonly [TestPerson, TestPerson]
}

export type Sitting = Arranged & {
  readonly secrecy: TestPerson
  readonly police: TestPerson
  readonly inspector: TestPerson
  readonly guards: readonly [TestPerson, TestPerson]
  readonly keeper: TestPerson
  readonly chief: TestPerson
  readonly head: TestPerson
  /** Rooms of the first subject before those of the second, each by number. */
  readonly seated: readonly SeatedRoom[]
}

const morning = { hour: 4 }

/**
 * Seats drawn, invigilators of all rooms drawn on the morning and there, everybody whom papers pass through appointed. It is
 * shortly after seven on the day of the exam, which begins at nine. Six candidates a subject sit in two rooms of three.
 */
export async function arrangeSitting(office: Office, wanted: Wanted = {}): Promise<Sitting> {
  const exam = await arrangeExam(office, {
    subjects: ['综合类'],
    candidates: 6,
    sites: 1,
    roomsPerSite: 4,
    capacity: 3,
    writtenIn: { days: 5 },
    ...wanted,
  })
  const { examId, examOffice } = exam
  const parties = await drawParties(office, examId, examOffice)
  const day = office.now().toZonedDateTimeISO(office.authority.timeZone).add({ days: 5 }).startOfDay().with(morning)
  await drawSeats(office, exam, parties)
  const chief = await office.officer('chief_examiner', { examId })
  const pool = await arrangePool(office, exam, 14)
  expectDone(
    await examOffice.post(`/api/exams/${examId}/staff-pool`, { members: pool.map(({ accountId }) => ({ accountId, experienced: true })) }),
  )
  office.moveClock(day.toInstant().toString())
  const examSessionId = known([...exam.sessions.values()][0], 'a session')
  const frozen = await examOffice.post<{ drawId: string; freezeHash: string }>(`/api/exams/${examId}/draws/invigilators`, {
    examSessionId,
    ...drawTerms(office),
  })
  expectDone(frozen)
  const { drawId, freezeHash } = frozen.body
  await openParties(office, examId, drawId, freezeHash, parties)
  expectDone(await examOffice.post(`${drawPath(examId, drawId)}/invigilators`, { publicValue }))
  const { duties } = (await chief.get<{ duties: { dutyId: string }[] }>(`/api/exams/${examId}/staffing`)).body
  for (const { dutyId } of duties) expectDone(await chief.post(`/api/exams/${examId}/duties/${dutyId}/presence`))
  const officer = (role: Parameters<Office['officer']>[0]) => office.officer(role, { examId })
  return {
    ...exam,
    chief,
    inspector: parties[1].person,
    head: parties[2].person,
    secrecy: await officer('secrecy_officer'),
    police: await officer('police_escort'),
    guards: [await officer('vault_guard'), await officer('vault_guard')],
    keeper: await officer('site_paper_keeper'),
    seated: await seatedRooms(office, examId, pool),
  }
}

async function seatedRooms({ admin }: Office, examId: string, pool: readonly TestPerson[]): Promise<SeatedRoom[]> {
  const rows = await admin<{ session: string; room: string; tickets: SeatedRoom['tickets']; duty: string[] }[]>`
    select t.exam_session_id as session, t.room_id as room,
           json_agg(json_build_object('id', t.id, 'number', t.number, 'applicationId', t.application_id) order by t.seat) as tickets,
           array(select account_id::text from duties d where d.exam_session_id = t.exam_session_id and d.room_id = t.room_id order by place) as duty
      from tickets t join exam_sessions s on s.id = t.exam_session_id join rooms r on r.id = t.room_id
     where t.exam_id = ${examId} group by t.exam_session_id, t.room_id, s.subject, r.number order by s.subject desc, r.number`
  return rows.map(({ session, room, tickets, duty }) => {
    const [first, second] = duty.map((id) => pool.find(({ accountId }) => accountId === id))
    return { examSessionId: session, roomId: room, tickets, invigilators: [known(first, 'place 1'), known(second, 'place 2')] as const }
  })
}

export const expectDone = (reply: Reply<unknown>): void => {
  if (reply.status >= 400) throw new Error(`${reply.status}: ${reply.text}`)
}

/** The room of the sitting by its place in the list, and its invigilators. */
export const roomAt = ({ seated }: Sitting, index = 0): SeatedRoom => known(seated[index], `room ${index}`)

export const packageOf = (index: number): string => `P-${String(index + 1).padStart(2, '0')}`
/** The seal on the package since it was packed, and the one put on after the exam. */
export const sealOf = (number: string): string => `AB0000${number.slice(-2)}`
export const newSealOf = (number: string): string => `CD0000${number.slice(-2)}`

/** A package for each room with as many papers as people, and two backups of the first paper. */
export async function makePackages(sitting: Sitting): Promise<void> {
  const { examId, secrecy, inspector, police, seated } = sitting
  const session = roomAt(sitting).examSessionId
  const rooms = [
    ...seated.map(({ examSessionId, roomId }) => ({ examSessionId, roomId })),
    ...[1, 2].map(() => ({ examSessionId: session, roomId: null })),
  ]
  const packages = rooms.map((place, index) => ({
    ...place,
    number: packageOf(index),
    papers: 3,
    cards: 3,
    sealNumber: sealOf(packageOf(index)),
  }))
  const draft = await secrecy.post<{ statementId: string }>(`/api/exams/${examId}/packages/drafts`, {
    inspector: inspector.accountId,
    police: police.accountId,
    packages,
  })
  expectDone(draft)
  const { statementId } = draft.body
  for (const signer of [secrecy, inspector, police]) expectDone(await signer.sign({ examId, statementId }))
  expectDone(await secrecy.post(`/api/exams/${examId}/packages/made`, { statementId }))
}

export type Hands = { readonly giver: TestPerson; readonly receiver: TestPerson; readonly witnesses: readonly TestPerson[] }

/** Whoever takes part in a leg when everything is in order. */
export function handsOf(sitting: Sitting, leg: LegName, room: SeatedRoom = roomAt(sitting)): Hands {
  const { secrecy, police, inspector, guards, keeper, chief, head } = sitting
  const inRoom = room.invigilators
  switch (leg) {
    case 'to_vault':
      return { giver: secrecy, receiver: guards[0], witnesses: [guards[1], police, inspector] }
    case 'from_vault':
      return { giver: guards[0], receiver: secrecy, witnesses: [guards[1], police, inspector] }
    case 'to_site':
      return { giver: secrecy, receiver: keeper, witnesses: [police, inspector] }
    case 'to_room':
      return { giver: keeper, receiver: inRoom[0], witnesses: [inRoom[1]] }
    case 'open':
      return { giver: inRoom[0], receiver: inRoom[0], witnesses: [inRoom[1], chief] }
    case 'return':
      return { giver: inRoom[0], receiver: keeper, witnesses: [inRoom[1]] }
    case 'to_marking':
      return { giver: keeper, receiver: guards[0], witnesses: [secrecy, police, inspector] }
    case 'destroy':
      return { giver: guards[0], receiver: guards[0], witnesses: [inspector, head] }
  }
}

export type Found = {
  readonly number: string
  readonly sealNumber: string
  readonly papers: number
  readonly cards: number
  readonly returned?: { readonly present: number; readonly absent: number; readonly spare: number }
}

/** What somebody finds who finds everything as it should be. */
export const found = (number: string, leg: LegName = 'to_vault', absent = 0): Found => {
  const after = leg === 'return' || leg === 'to_marking' || leg === 'destroy'
  const sealNumber = after ? newSealOf(number) : sealOf(number)
  const back = leg === 'return' ? { returned: { present: 3 - absent, absent, spare: 0 } } : {}
  return { number, sealNumber, papers: 3, cards: 3, ...back }
}

export const draftHandoff = (sitting: Sitting, leg: LegName, packages: readonly Found[], hands: Hands) =>
  hands.receiver.post<{ statementId: string }>(`/api/exams/${sitting.examId}/handoffs/drafts`, {
    leg,
    giver: hands.giver.accountId,
    witnesses: hands.witnesses.map(({ accountId }) => accountId),
    packages,
  })

export async function signAll({ examId }: Sitting, statementId: string, { giver, receiver, witnesses }: Hands): Promise<void> {
  for (const signer of new Set([giver, receiver, ...witnesses])) expectDone(await signer.sign({ examId, statementId }))
}

export const complete = ({ examId }: Sitting, statementId: string, { receiver }: Hands) =>
  receiver.post<{ agreed: string[]; frozen: string[] }>(`/api/exams/${examId}/handoffs/${statementId}/completion`)

/** Draft, everybody's signature, completion; what was found is as it should be unless said otherwise. */
export async function carry(
  sitting: Sitting,
  leg: LegName,
  packages: readonly Found[],
  hands: Hands = handsOf(sitting, leg),
): Promise<{ agreed: string[]; frozen: string[] }> {
  const draft = await draftHandoff(sitting, leg, packages, hands)
  expectDone(draft)
  await signAll(sitting, draft.body.statementId, hands)
  const done = await complete(sitting, draft.body.statementId, hands)
  expectDone(done)
  return done.body
}

/** The legs before the exam, up to and with the named one, for the package of one room. */
export async function carryTo(sitting: Sitting, last: LegName, index = 0): Promise<string> {
  const number = packageOf(index)
  for (const leg of ['to_vault', 'from_vault', 'to_site', 'to_room', 'open'] as const) {
    await carry(sitting, leg, [found(number)], handsOf(sitting, leg, roomAt(sitting, index)))
    if (leg === last) break
  }
  return number
}

export const checks = ['jammer', 'video', 'spacing_80cm', 'notices_posted', 'phones_off', 'belongings_apart']

export const roomPath = ({ examId }: Sitting, { examSessionId, roomId }: SeatedRoom): string =>
  `/api/exams/${examId}/sessions/${examSessionId}/rooms/${roomId}`

/** The papers of a room go out and are opened a quarter of an hour before the start; the room starts. */
export async function startRoom(office: Office, sitting: Sitting, index = 0): Promise<SeatedRoom> {
  const room = roomAt(sitting, index)
  await carryTo(sitting, 'to_room', index)
  atQuarterToNine(office)
  await carry(sitting, 'open', [found(packageOf(index))], handsOf(sitting, 'open', room))
  expectDone(await room.invigilators[0].post(`${roomPath(sitting, room)}/start`, { checks }))
  return room
}

/** Forward to a quarter to nine of the day, if it is not later. */
export function atQuarterToNine(office: Office): void {
  const opening = office.now().toZonedDateTimeISO(office.authority.timeZone).startOfDay().add({ hours: 8, minutes: 45 }).toInstant()
  if (Temporal.Instant.compare(office.now(), opening) < 0) office.moveClock(opening.toString())
}

/** Both sign the room record, and the room closes. */
export async function closeRoom(sitting: Sitting, room: SeatedRoom): Promise<Reply> {
  const { examId } = sitting
  const [first, second] = room.invigilators
  const draft = await first.post<{ statementId: string }>(`${roomPath(sitting, room)}/record`, { other: second.accountId })
  if (draft.status !== 201) return { ...draft, body: {} }
  const { statementId } = draft.body
  for (const signer of [first, second]) expectDone(await signer.sign({ examId, statementId }))
  return first.post(`/api/exams/${examId}/room-records/${statementId}/completion`)
}

type Attendance = { readonly absent?: readonly number[]; readonly breach?: readonly number[] }

/** A whole sitting of one room, papers and all; `absent` and `breach` are places in its list of tickets. */
export async function sitOut(
  office: Office,
  sitting: Sitting,
  index: number,
  { absent = [], breach = [] }: Attendance = {},
): Promise<void> {
  const room = await startRoom(office, sitting, index)
  const numbers = (places: readonly number[]) => places.map((place) => known(room.tickets[place], `ticket ${place}`).number)
  expectDone(await room.invigilators[0].post(`${roomPath(sitting, room)}/attendance`, { absent: numbers(absent), breach: numbers(breach) }))
  await carry(sitting, 'return', [found(packageOf(index), 'return', absent.length)], handsOf(sitting, 'return', room))
  expectDone(await closeRoom(sitting, room))
}
