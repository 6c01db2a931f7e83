import { known } from '../../foundation/invariant.ts'
import type { Person } from '../person.ts'
import { done, inParallel, refused, submitted, type World } from '../world.ts'
import { openPapers, type RoomTeam, returnPapers } from './papers.ts'
import type { Applicant } from './registering.ts'

const checks = ['jammer', 'video', 'spacing_80cm', 'notices_posted', 'phones_off', 'belongings_apart']

/** The tickets of those whose day differs, and every tenth of the others, as the candidates read them. */
export async function readTickets(_world: World, applicants: readonly Applicant[]): Promise<Map<string, Applicant>> {
  const tickets = new Map<string, Applicant>()
  const readers = applicants.filter((one, index) => isAbsent(one) || one.candidate?.story === 'cheats' || index % 10 === 0)
  await inParallel(readers, async (applicant) => {
    const reply = await applicant.person.get<{ number?: string }>(`/api/my/applications/${applicant.applicationId}/ticket`)
    if (reply.status === 200 && reply.body.number) tickets.set(reply.body.number, applicant)
  })
  return tickets
}

const isAbsent = (applicant: Applicant | undefined): boolean =>
  applicant?.candidate?.story === 'absent' || applicant?.worker?.absent === true

/** Every room: opened, started, attendance taken. */
export async function startRooms(
  world: World,
  examId: string,
  teams: readonly RoomTeam[],
  openerOf: (team: RoomTeam) => Person,
): Promise<void> {
  const [first] = teams
  if (first) {
    await refused(first.front.post(`${roomPath(examId, first)}/start`, { checks }), 'papers_not_opened', 'starting a room on sealed papers')
    world.trouble('sitting', 'a room was to start on sealed papers and was refused')
  }
  await inParallel(teams, async (team) => {
    await openPapers(world, examId, team, openerOf(team))
    await done(team.front.post(`${roomPath(examId, team)}/start`, { checks }), `starting ${team.room.roomName}`)
  })
}

const roomPath = (examId: string, { room }: RoomTeam) => `/api/exams/${examId}/sessions/${room.examSessionId}/rooms/${room.roomId}`

/** After the bell: attendance, incidents, papers back and counted, the record signed by both invigilators. */
export async function closeRooms(
  world: World,
  examId: string,
  teams: readonly RoomTeam[],
  tickets: ReadonlyMap<string, Applicant>,
): Promise<void> {
  await inParallel(teams, async (team) => {
    const { front, back } = team
    const path = roomPath(examId, team)
    const { seats } = await done(front.get<{ seats: { ticket: string }[] }>(path), 'reading the room')
    const here = seats.map(({ ticket }) => ticket)
    const absent = here.filter((ticket) => isAbsent(tickets.get(ticket)))
    const breach = here.filter((ticket) => tickets.get(ticket)?.candidate?.story === 'cheats')
    for (const ticket of breach) {
      await done(front.post(`${path}/incidents`, { kind: 'cheating', ticket, note: '夹带资料，当场收缴并告知' }), 'recording an incident')
      world.trouble('sitting', 'a candidate cheated; the incident is on record with its article')
    }
    await done(front.post(`${path}/attendance`, { absent, breach }), 'taking attendance')
    await returnPapers(world, examId, team, here.length - absent.length, absent.length)
    const statementId = await draftRecord(examId, team)
    await inParallel([front, back], (signer) => done(signer.sign({ examId, statementId }), 'signing the room record'))
    await done(front.post(`/api/exams/${examId}/room-records/${statementId}/completion`, {}), 'closing the room')
  })
}

/** The room record by the room's page, as an invigilator draws it up; what is to be signed waits in both invigilators' list. */
async function draftRecord(examId: string, { front, back, room }: RoomTeam): Promise<string> {
  const page = `/exams/${examId}/sitting/sessions/${room.examSessionId}/rooms/${room.roomId}`
  await submitted(front.form(`${page}/record`, { other: back.accountId() }), 'drafting the room record')
  const { statements } = await done(
    back.get<{ statements: { statementId: string; payload: string }[] }>(`/api/exams/${examId}/statements?waiting=me`),
    'reading what waits for a signature',
  )
  return known(
    statements.find(({ payload }) => payload.includes(room.roomId)),
    'a room record to sign',
  ).statementId
}
