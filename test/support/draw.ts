import { commit } from '../../seating/commitment.ts'
import type { DrawParty } from '../../src/seating/rules/draw-steps.ts'
import type { Office, TestPerson } from './office.ts'

/** A party of a draw as its browser acts: it makes a value, keeps it, and sends the hash first. */
export type Party = { readonly role: DrawParty; readonly person: TestPerson; readonly value: string }

const hex = (fill: number) => fill.toString(16).padStart(2, '0').repeat(32)

export async function drawParties(office: Office, examId: string, examOffice: TestPerson): Promise<[Party, Party, Party]> {
  const inspector = await office.officer('discipline_inspector', { examId })
  const head = await office.officer('section_head', { examId })
  return [
    { role: 'exam_office', person: examOffice, value: hex(17) },
    { role: 'discipline_inspector', person: inspector, value: hex(34) },
    { role: 'section_head', person: head, value: hex(51) },
  ]
}

export const drawPath = (examId: string, drawId: string) => `/api/exams/${examId}/draws/${drawId}`

/** Parties, deadline and source as an exam office announces them: two hours to reveal, the public value an hour later. */
export const drawTerms = (office: Office) => ({
  parties: ['exam_office', 'discipline_inspector', 'section_head'],
  revealBy: office.now().add({ hours: 2 }).toString({ smallestUnit: 'second' }),
  source: { name: '中国福利彩票双色球 2026026 期', due: office.now().add({ hours: 3 }).toString({ smallestUnit: 'second' }) },
})

export const publicValue = '03 09 14 21 27 33 + 08'

export async function commitAll(examId: string, drawId: string, freezeHash: string, parties: readonly Party[]): Promise<void> {
  for (const { role, person, value } of parties) {
    const commitment = commit(freezeHash, role, new Uint8Array(Buffer.from(value, 'hex')))
    const reply = await person.post(`${drawPath(examId, drawId)}/commitments`, { party: role, commitment })
    if (reply.status !== 201) throw new Error(`${role} could not commit: ${reply.text}`)
  }
}

export async function revealAll(examId: string, drawId: string, parties: readonly Party[]): Promise<void> {
  for (const { role, person, value } of parties) {
    const reply = await person.post(`${drawPath(examId, drawId)}/values`, { value })
    if (reply.status !== 201) throw new Error(`${role} could not reveal: ${reply.text}`)
  }
}

/** From the frozen input to the moment at which the draw may be run: moves the clock past the public value. */
export async function openParties(
  office: Office,
  examId: string,
  drawId: string,
  freezeHash: string,
  parties: readonly [Party, Party, Party],
): Promise<void> {
  await commitAll(examId, drawId, freezeHash, parties)
  await revealAll(examId, drawId, parties)
  office.moveClock({ hours: 3, minutes: 1 })
  const witnessed = await parties[1].person.post(`${drawPath(examId, drawId)}/public-value`, { publicValue })
  if (witnessed.status !== 201) throw new Error(`the inspector could not read the public value: ${witnessed.text}`)
}

/** Freezes the list and draws the seats of an arranged exam, through the interface. */
export async function drawSeats(
  office: Office,
  { examId, examOffice }: { readonly examId: string; readonly examOffice: TestPerson },
  parties: readonly [Party, Party, Party],
): Promise<string> {
  const list = await examOffice.post(`/api/exams/${examId}/list-freeze`)
  if (list.status !== 201) throw new Error(`the list could not be frozen: ${list.text}`)
  const frozen = await examOffice.post<{ drawId: string; freezeHash: string }>(`/api/exams/${examId}/draws/seats`, drawTerms(office))
  if (frozen.status !== 201) throw new Error(`the draw could not be frozen: ${frozen.text}`)
  const { drawId, freezeHash } = frozen.body
  await openParties(office, examId, drawId, freezeHash, parties)
  const run = await examOffice.post(`${drawPath(examId, drawId)}/seats`, { publicValue })
  if (run.status !== 201) throw new Error(`the seats could not be drawn: ${run.text}`)
  return drawId
}

/** Declares rooms lost in which somebody sits, all of them unless told how many, and seats them anew. */
export async function loseRooms(
  office: Office,
  { examId, examOffice }: { readonly examId: string; readonly examOffice: TestPerson },
  parties: readonly [Party, Party, Party],
  most = Number.POSITIVE_INFINITY,
): Promise<string> {
  type Room = { examSessionId: string; roomId: string; seated: number }
  const { rooms } = (await examOffice.get<{ rooms: Room[] }>(`/api/exams/${examId}/seating`)).body
  const used = rooms.filter(({ seated }) => seated > 0).slice(0, most)
  const lost = used.map(({ examSessionId, roomId }) => ({ examSessionId, roomId }))
  const order = { ...drawTerms(office), lost }
  const frozen = await examOffice.post<{ drawId: string; freezeHash: string }>(`/api/exams/${examId}/draws/seat-supplements`, order)
  if (frozen.status !== 201) throw new Error(`the supplement could not be frozen: ${frozen.text}`)
  const { drawId, freezeHash } = frozen.body
  await openParties(office, examId, drawId, freezeHash, parties)
  const run = await examOffice.post(`${drawPath(examId, drawId)}/seat-supplement`, { publicValue })
  if (run.status !== 201) throw new Error(`the seats could not be drawn anew: ${run.text}`)
  return drawId
}
