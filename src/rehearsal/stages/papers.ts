import { known } from '../../foundation/invariant.ts'
import type { Person } from '../person.ts'
import { done, inParallel, officer, refused, submitted, type World } from '../world.ts'
import { type Duty, keeperOf, type SeatedRoom } from './seating.ts'

export type Bag = {
  readonly number: string
  readonly examSessionId: string
  roomId: string | null
  readonly siteName: string
  seal: string
  readonly papers: number
}

type Handoff = {
  readonly leg: string
  readonly giver: Person
  readonly receiver: Person
  readonly witnesses: readonly Person[]
  readonly packages: readonly object[]
}

/** What the receiver found on looking and counting. */
const found = ({ number, seal, papers }: Bag, change: { sealNumber?: string; papers?: number } = {}) => ({
  number,
  sealNumber: seal,
  papers,
  cards: papers,
  ...change,
})

/** Drafted by the receiver, signed by everybody with their own key, completed. */
async function handOver(
  world: World,
  examId: string,
  { leg, giver, receiver, witnesses, packages }: Handoff,
): Promise<{ agreed: string[]; frozen: string[] }> {
  const body = { leg, giver: giver.accountId(), witnesses: witnesses.map((one) => one.accountId()), packages }
  const { statementId } = await done(
    receiver.post<{ statementId: string }>(`/api/exams/${examId}/handoffs/drafts`, body),
    `drafting ${leg}`,
  )
  await inParallel([...new Set([giver, receiver, ...witnesses])], (signer) =>
    done(signer.sign({ examId, statementId }), `${signer.name} signs ${leg}`),
  )
  const outcome = await done(
    receiver.post<{ agreed: string[]; frozen: string[] }>(`/api/exams/${examId}/handoffs/${statementId}/completion`, {}),
    `completing ${leg}`,
  )
  world.figures.handoffs += packages.length
  return outcome
}

const escort = (world: World) => [officer(world, 'police_escort'), officer(world, 'discipline_inspector')] as const

/** Sealed packages by the seat plan, and a backup for each session and site. */
export function bagsFor(rooms: readonly SeatedRoom[], letter: string): Bag[] {
  const groups = [...Map.groupBy(rooms, ({ examSessionId, siteName }) => `${examSessionId}|${siteName}`).values()]
  let count = 0
  const bag = (room: SeatedRoom, backup: boolean): Bag => {
    count += 1
    return {
      number: `${letter}${String(count).padStart(4, '0')}`,
      examSessionId: room.examSessionId,
      roomId: backup ? null : room.roomId,
      siteName: room.siteName,
      seal: `FJ${String(100_000 + count)}`,
      papers: (backup ? 30 : room.seated) + 1,
    }
  }
  return [...rooms.map((room) => bag(room, false)), ...groups.map(([room]) => bag(known(room, 'a room'), true))]
}

/** The packages taken over under the eyes of police and discipline; the secrecy officer looks at the packing list first. */
export async function packPapers(world: World, examId: string, bags: Bag[]): Promise<Bag[]> {
  const secrecy = officer(world, 'secrecy_officer')
  const [police, inspector] = escort(world)
  const list = await secrecy.get(`/exams/${examId}/custody/packing`)
  for (const { siteName } of bags) if (!list.text.includes(siteName)) throw new Error(`the packing list does not name ${siteName}`)
  const { statementId } = await done(
    secrecy.post<{ statementId: string }>(`/api/exams/${examId}/packages/drafts`, {
      inspector: inspector.accountId(),
      police: police.accountId(),
      packages: bags.map(({ number, examSessionId, roomId, papers, seal }) => ({
        number,
        examSessionId,
        roomId,
        papers,
        cards: papers,
        sealNumber: seal,
      })),
    }),
    'listing the packages',
  )
  await refused(
    secrecy.post(`/api/exams/${examId}/packages/made`, { statementId }),
    'statement_incomplete',
    'making packages nobody signed',
  )
  await inParallel([secrecy, police, inspector], (signer) =>
    done(signer.sign({ examId, statementId }), `${signer.name} signs the list of packages`),
  )
  await done(secrecy.post(`/api/exams/${examId}/packages/made`, { statementId }), 'making the packages')
  world.figures.packages += bags.length
  return bags
}

/** Into the vault, counted by two guards, and out again on the morning; one package comes up a paper short and is cleared by two people. */
export async function guardPapers(world: World, examId: string, bags: readonly Bag[]): Promise<void> {
  const secrecy = officer(world, 'secrecy_officer')
  const [guard, second] = [officer(world, 'vault_guard'), officer(world, 'vault_guard', 1)]
  await refused(
    guard.post(`/api/exams/${examId}/handoffs/drafts`, {
      leg: 'to_vault',
      giver: secrecy.accountId(),
      witnesses: [second.accountId(), officer(world, 'discipline_inspector').accountId()],
      packages: bags.map((one) => found(one)),
    }),
    'witness_missing',
    'handing over without the police',
  )
  await handOver(world, examId, {
    leg: 'to_vault',
    giver: secrecy,
    receiver: guard,
    witnesses: [second, ...escort(world)],
    packages: bags.map((one) => found(one)),
  })
  const count = (packages: number) =>
    guard.form(`/exams/${examId}/custody/vault`, { secondGuard: second.accountId(), packages: String(packages) })
  await refused(count(bags.length - 1), 'vault_count_differs', 'counting one package too few')
  await submitted(count(bags.length), 'counting the vault')
}

export async function fetchPapers(world: World, examId: string, bags: readonly Bag[], troubled: boolean): Promise<void> {
  const secrecy = officer(world, 'secrecy_officer')
  const [guard, second] = [officer(world, 'vault_guard'), officer(world, 'vault_guard', 1)]
  const out = (packages: readonly object[]) =>
    handOver(world, examId, { leg: 'from_vault', giver: guard, receiver: secrecy, witnesses: [second, ...escort(world)], packages })
  if (!troubled) {
    await out(bags.map((one) => found(one)))
    return
  }
  const short = known(bags[0], 'a package')
  const { frozen } = await out(bags.map((one) => (one === short ? found(one, { papers: one.papers - 1 }) : found(one))))
  if (frozen.join() !== short.number) throw new Error(`a lost paper froze ${frozen.join()} and not ${short.number}`)
  await decide(world, examId, short.number, 'cleared', '当场复点，漏点一份，份数相符')
  await out([found(short)])
  world.trouble('custody', 'a package came up one paper short, was frozen, recounted and cleared by two people')
}

async function decide(world: World, examId: string, number: string, decision: 'cleared' | 'withdrawn', reason: string): Promise<void> {
  const section = officer(world, 'section_head')
  await done(section.post(`/api/exams/${examId}/packages/${number}/decision`, { decision, reason }), `deciding on ${number}`)
  await done(
    officer(world, 'discipline_inspector').post(`/api/exams/${examId}/packages/${number}/confirmation`, {}),
    `confirming ${number}`,
  )
}

/** To each site; one seal bears another number than the register's, so the package is withdrawn and the site's backup takes its place. */
export async function deliverPapers(world: World, examId: string, bags: readonly Bag[], troubled: boolean): Promise<void> {
  const secrecy = officer(world, 'secrecy_officer')
  const falseSeal = known(bags.filter(({ roomId }) => roomId !== null).at(-1), 'a package')
  await inParallel([...Map.groupBy(bags, (one) => one.siteName)], ([siteName, load]) => {
    const keeper = keeperOf(world, siteName)
    const packages = load.map((one) => (troubled && one === falseSeal ? found(one, { sealNumber: 'FJ999999' }) : found(one)))
    return handOver(world, examId, { leg: 'to_site', giver: secrecy, receiver: keeper, witnesses: escort(world), packages })
  })
  if (!troubled) return
  await decide(world, examId, falseSeal.number, 'withdrawn', '封签号与登记不符，停用该袋，启用备用试卷')
  const backup = known(
    bags.find(
      ({ roomId, examSessionId, siteName }) =>
        roomId === null && examSessionId === falseSeal.examSessionId && siteName === falseSeal.siteName,
    ),
    'a backup',
  )
  const roomId = known(falseSeal.roomId, 'a room')
  await done(officer(world, 'exam_office').post(`/api/exams/${examId}/packages/${backup.number}/room`, { roomId }), 'assigning the backup')
  backup.roomId = roomId
  falseSeal.roomId = null
  world.trouble('custody', 'a package arrived with a false seal, was withdrawn, and a backup took its place')
}

export type RoomTeam = { readonly room: SeatedRoom; readonly bag: Bag; readonly front: Person; readonly back: Person }

export function teamsOf(
  rooms: readonly SeatedRoom[],
  bags: readonly Bag[],
  duties: readonly Duty[],
  pool: ReadonlyMap<string, { person?: Person }>,
): RoomTeam[] {
  const inRoom = (room: SeatedRoom, place: number) => {
    const duty = duties.find((one) => one.examSessionId === room.examSessionId && one.roomId === room.roomId && one.place === place)
    return known(pool.get(known(duty, 'a duty').accountId)?.person, 'an enrolled invigilator')
  }
  return rooms.map((room) => ({
    room,
    bag: known(
      bags.find(({ examSessionId, roomId }) => examSessionId === room.examSessionId && roomId === room.roomId),
      `a package for ${room.roomName}`,
    ),
    front: inRoom(room, 1),
    back: inRoom(room, 2),
  }))
}

/** From the site's paper room into each room; opening before the set time is refused. */
export async function carryToRooms(
  world: World,
  examId: string,
  teams: readonly RoomTeam[],
  openerOf: (team: RoomTeam) => Person,
): Promise<void> {
  await inParallel(teams, ({ room, bag, front, back }) =>
    handOver(world, examId, {
      leg: 'to_room',
      giver: keeperOf(world, room.siteName),
      receiver: front,
      witnesses: [back],
      packages: [found(bag)],
    }),
  )
  const first = known(teams[0], 'a room')
  const { bag, front, back } = first
  await refused(
    front.post(`/api/exams/${examId}/handoffs/drafts`, {
      leg: 'open',
      giver: front.accountId(),
      witnesses: [back.accountId(), openerOf(first).accountId()],
      packages: [found(bag)],
    }),
    'opened_too_early',
    'opening too early',
  )
  world.trouble('custody', 'papers were to be opened before the set time and stayed sealed')
}

/** Opened on the spot by two roles: the invigilators and the chief examiner, or the assessor at a worker assessment. */
export const openPapers = (world: World, examId: string, { bag, front, back }: RoomTeam, opener: Person) =>
  handOver(world, examId, { leg: 'open', giver: front, receiver: front, witnesses: [back, opener], packages: [found(bag)] })

export async function returnPapers(
  world: World,
  examId: string,
  { room, bag, front, back }: RoomTeam,
  present: number,
  absent: number,
): Promise<void> {
  bag.seal = `HS${bag.seal.slice(2)}`
  const spare = bag.papers - room.seated
  await handOver(world, examId, {
    leg: 'return',
    giver: front,
    receiver: keeperOf(world, room.siteName),
    witnesses: [back],
    packages: [{ ...found(bag), returned: { present, absent, spare } }],
  })
}

/** Counted, sealed, escorted at once to the place of closed marking. */
export async function escortToMarking(world: World, examId: string, teams: readonly RoomTeam[]): Promise<void> {
  await inParallel([...Map.groupBy(teams, ({ room }) => room.siteName)], ([siteName, load]) =>
    handOver(world, examId, {
      leg: 'to_marking',
      giver: keeperOf(world, siteName),
      receiver: officer(world, 'vault_guard'),
      witnesses: [officer(world, 'secrecy_officer'), ...escort(world)],
      packages: load.map(({ bag }) => found(bag)),
    }),
  )
}
