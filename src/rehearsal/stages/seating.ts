import { known } from '../../foundation/invariant.ts'
import type { Person } from '../person.ts'
import { done, inParallel, officer, refused, type World } from '../world.ts'
import { holdDraw } from './drawing.ts'
import { enrolOfficer, registerOfficer } from './people.ts'

export type SeatedRoom = {
  readonly examSessionId: string
  readonly roomId: string
  readonly subject: string
  readonly siteName: string
  readonly roomName: string
  readonly seated: number
}

/** The list is frozen, seats are drawn once, and a second draw is refused. */
export async function drawSeats(world: World, examId: string): Promise<readonly SeatedRoom[]> {
  const office = officer(world, 'exam_office')
  const frozen = await done(office.post<{ candidates: number }>(`/api/exams/${examId}/list-freeze`, {}), 'freezing the list')
  world.figures.qualified += frozen.candidates
  const result = await holdDraw<{ seats: number }>(world, {
    examId,
    freeze: `/api/exams/${examId}/draws/seats`,
    run: (drawId) => `/api/exams/${examId}/draws/${drawId}/seats`,
    source: '中国福利彩票双色球当日开奖号码',
  })
  await refused(
    office.post(`/api/exams/${examId}/draws/${result.drawId}/seats`, { publicValue: '1 2 3 4 5 6 7' }),
    'draw_over',
    'drawing seats again',
  )
  world.trouble('seating', 'a second draw of the same seats was refused')
  world.figures.seated += result.seats
  const { rooms } = await done(office.get<{ rooms: readonly SeatedRoom[] }>(`/api/exams/${examId}/seating`), 'reading the rooms')
  const used = rooms.filter(({ seated }) => seated > 0)
  world.figures.rooms += used.length
  return used
}

export type Duty = {
  readonly dutyId: string
  readonly examSessionId: string
  readonly roomId: string
  readonly accountId: string
  readonly place: number
  readonly endedAt: string | null
  readonly siteName: string
}

/** Registered once, whatever number of exams somebody serves in. */
async function accountOf(world: World, one: World['cohort']['invigilators'][number]): Promise<string> {
  const known = world.invigilators.get(one.key)
  if (known) return known.accountId
  const accountId = await registerOfficer(world, one)
  world.invigilators.set(one.key, { accountId, name: one.name })
  return accountId
}

/** People from third-party schools, trained and appointed; those who may not serve are refused by name. */
export async function fillPool(
  world: World,
  examId: string,
  trainedOn: string,
): Promise<Map<string, { readonly name: string; person?: Person }>> {
  const office = officer(world, 'exam_office')
  const registered = await inParallel(world.cohort.invigilators, async (one) => ({ one, accountId: await accountOf(world, one) }))
  await inParallel(registered, ({ accountId }) =>
    done(world.administrator.post(`/api/exams/${examId}/appointments`, { accountId, role: 'invigilator' }), 'appointing an invigilator'),
  )
  const trained = registered.filter(({ one }) => one.trained).map(({ accountId }) => accountId)
  await done(
    office.post(`/api/exams/${examId}/trainings`, { accountIds: trained, kind: 'invigilation', trainedOn }),
    'training the invigilators',
  )
  const member = ({ accountId }: { accountId: string }, index: number) => ({ accountId, experienced: index % 5 < 3 })
  const asked = office.post<{ facts?: { faults: { accountId: string }[] } }>(`/api/exams/${examId}/staff-pool`, {
    members: registered.map(member),
  })
  const reply = await asked
  if (reply.status < 300)
    return new Map(registered.map(({ one, accountId }) => [accountId, known(world.invigilators.get(one.key), one.key)]))
  await refused(Promise.resolve(reply), 'member_ineligible', 'entering people who may not serve')
  world.trouble('staffing', 'untrained people and people off the establishment were refused by name')
  const unfit = new Set(reply.body.facts?.faults.map(({ accountId }) => accountId))
  const fit = registered.filter(({ accountId }) => !unfit.has(accountId))
  await done(office.post(`/api/exams/${examId}/staff-pool`, { members: fit.map(member) }), 'entering the pool')
  return new Map(fit.map(({ one, accountId }) => [accountId, known(world.invigilators.get(one.key), one.key)]))
}

/** On the morning: invigilators by lot, one of them absent and replaced by the first reserve; nobody else moves. */
export async function drawInvigilators(
  world: World,
  examId: string,
  examSessionId: string,
  pool: Map<string, { readonly name: string; person?: Person }>,
): Promise<readonly Duty[]> {
  await holdDraw<{ duties: number }>(world, {
    examId,
    freeze: `/api/exams/${examId}/draws/invigilators`,
    body: { examSessionId },
    run: (drawId) => `/api/exams/${examId}/draws/${drawId}/invigilators`,
    source: '当日清晨三方见证掷骰',
  })
  const office = officer(world, 'exam_office')
  const read = async () =>
    (await done(office.get<{ duties: readonly Duty[] }>(`/api/exams/${examId}/staffing`), 'reading the duties')).duties.filter(
      ({ endedAt }) => endedAt === null,
    )
  const drawn = await read()
  const before = drawn.map(({ dutyId }) => dutyId)
  await replaceAbsent(office, examId, before)
  const duties = await read()
  const moved = duties.filter(({ dutyId }) => !before.includes(dutyId))
  if (moved.length !== 1) throw new Error(`replacing one invigilator moved ${moved.length}`)
  world.trouble('staffing', 'an invigilator was absent; the first reserve took the one place and nobody else moved')
  await inParallel(duties, async ({ accountId }) => {
    const one = known(pool.get(accountId), `invigilator ${accountId}`)
    one.person ??= await enrolOfficer(world, accountId, one.name)
  })
  await inParallel(duties, ({ dutyId, siteName }) =>
    done(chiefOf(world, siteName).post(`/api/exams/${examId}/duties/${dutyId}/presence`, {}), 'marking presence'),
  )
  return duties
}

/** Somebody does not come. Not every reserve fits every room: the first whose place can be filled is the one who is absent here. */
async function replaceAbsent(office: Person, examId: string, duties: readonly string[]): Promise<void> {
  for (const dutyId of duties) {
    const reply = await office.post(`/api/exams/${examId}/duties/${dutyId}/replacement`, { reason: 'absent', absent: [] })
    if (reply.code === 'no_reserve_fits') continue
    await done(Promise.resolve(reply), 'replacing an absent invigilator')
    return
  }
  throw new Error('no reserve fits any room')
}

/** The chief examiner and the paper keeper of a site, in the order of the cohort's sites. */
const siteIndex = (world: World, siteName: string): number => world.cohort.sites.findIndex(({ name }) => name === siteName)
export const chiefOf = (world: World, siteName: string): Person => officer(world, 'chief_examiner', siteIndex(world, siteName))
export const keeperOf = (world: World, siteName: string): Person => officer(world, 'site_paper_keeper', siteIndex(world, siteName))
