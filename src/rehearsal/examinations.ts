import { type Instant, systemClock } from '../foundation/clock.ts'
import { known } from '../foundation/invariant.ts'
import { certify, filePassList } from './stages/certifying.ts'
import { interview, postsWithPassed, preparePanels } from './stages/interviewing.ts'
import { markScripts, unblind } from './stages/marking.ts'
import { announceRecruitment, announceWorkerGrades, type Recruitment } from './stages/notice.ts'
import {
  bagsFor,
  carryToRooms,
  deliverPapers,
  escortToMarking,
  fetchPapers,
  guardPapers,
  packPapers,
  type RoomTeam,
  teamsOf,
} from './stages/papers.ts'
import { bringOfficers } from './stages/people.ts'
import { holdMeeting, orderPapers, supplySites } from './stages/preparing.ts'
import { type Applicant, registerCandidates, registerWorkers } from './stages/registering.ts'
import { closeDays, prepareReviewers, reviewersOf, reviewRegistrations } from './stages/reviewing.ts'
import { chiefOf, drawInvigilators, drawSeats, fillPool } from './stages/seating.ts'
import { choose, hire, medicals, propose } from './stages/selecting.ts'
import { reReview, shortlist } from './stages/shortlisting.ts'
import { closeRooms, readTickets, startRooms } from './stages/sitting.ts'
import { officer, type World } from './world.ts'

type Teller = <T>(name: string, work: () => Promise<T>, told: (result: T) => string) => Promise<T>

/** Both examinations, stage by stage, with a line of progress for each; answers who applied. */
export async function runExaminations(
  world: World,
  say: (line: string) => void,
  begun: Instant,
): Promise<{ readonly applicants: readonly Applicant[]; readonly workers: readonly Applicant[] }> {
  const stage: Teller = async (name, work, told) => {
    const result = await work()
    const seconds = (begun.until(systemClock()).total('milliseconds') / 1000).toFixed(1)
    say(`  ${seconds.padStart(6)} s  ${name}  ${told(result)}`)
    return result
  }
  await stage(
    '人员 people',
    () => bringOfficers(world),
    () => `${[...world.officers.values()].flat().length} officers with passkeys`,
  )
  const { recruitment, applicants } = await recruit(world, stage)
  const workers = await workerGrades(world, stage)
  await select(world, stage, recruitment, applicants)
  return { applicants, workers }
}

/** Open recruitment as far as the written scores. */
async function recruit(world: World, stage: Teller): Promise<{ recruitment: Recruitment; applicants: Applicant[] }> {
  const recruitment = await stage(
    '1 考试公告 notice',
    () => announceRecruitment(world),
    ({ positions }) => `${positions.length} posts announced`,
  )
  const { examId, positions } = recruitment
  const applicants = await stage(
    '2 网上报名 registration',
    () => registerCandidates(world, examId, positions),
    (all) => `${all.length} applications stand`,
  )
  await stage(
    '3 资格审核 qualification',
    async () => {
      await world.time.moveTo('2026-03-12T09:00:00+08:00')
      const departments = [...new Set(positions.map(({ department }) => department))]
      await prepareReviewers(world, examId, departments, reviewersOf(world), '2026-03-12')
      await reviewRegistrations(world, examId, applicants, reviewersOf(world))
      await world.time.moveTo('2026-03-20T09:00:00+08:00')
      await closeDays(world, examId)
    },
    () => 'two opinions each',
  )
  await sit(world, stage, recruitment, applicants, {
    letter: 'RC',
    seats: '2026-04-10T09:00:00+08:00',
    packed: '2026-04-16T09:00:00+08:00',
    trained: '2026-04-15',
    day: '2026-04-18',
    marked: '2026-04-20T09:00:00+08:00',
  })
  return { recruitment, applicants }
}

/** Worker grades: conditions and years, theory, approval by the director, forms from the ledger. */
async function workerGrades(world: World, stage: Teller): Promise<Applicant[]> {
  const assessment = await stage(
    '1 工考公告 notice',
    () => announceWorkerGrades(world),
    ({ positions }) => `${positions.length} trades and grades announced`,
  )
  const { examId, positions } = assessment
  const applicants = await stage(
    '2 工考报名 registration',
    async () => {
      await world.time.moveTo('2026-04-21T09:00:00+08:00')
      return registerWorkers(world, examId, positions)
    },
    (all) => `${all.length} applications`,
  )
  await stage(
    '3 工考审核 qualification',
    async () => {
      await world.time.moveTo('2026-04-23T09:00:00+08:00')
      const units = [...new Set(positions.flatMap(({ department, unit }) => [department, unit]))]
      await prepareReviewers(world, examId, units, reviewersOf(world), '2026-04-23')
      await reviewRegistrations(world, examId, applicants, [...reviewersOf(world), officer(world, 'review_lead')])
      await closeDays(world, examId)
    },
    () => 'clerk and leader',
  )
  await sit(world, stage, assessment, applicants, {
    letter: 'WK',
    seats: '2026-05-04T09:00:00+08:00',
    packed: '2026-05-07T09:00:00+08:00',
    trained: '2026-05-04',
    day: '2026-05-09',
    marked: '2026-05-10T09:00:00+08:00',
  })
  await stage(
    '12 证书核发 certificates',
    async () => {
      await world.time.moveTo('2026-05-12T09:00:00+08:00')
      const issued = await certify(world, examId)
      await filePassList(world, examId, '2026-05-21T09:00:00+08:00')
      return issued
    },
    (issued) => `${issued} assessment forms issued`,
  )
  return applicants
}

type Days = {
  readonly letter: string
  readonly seats: string
  readonly packed: string
  readonly trained: string
  readonly day: string
  readonly marked: string
}

/** Seats, papers, invigilators, the day and the marking: the same for every family. */
async function sit(
  world: World,
  stage: Teller,
  { examId, sessions }: Recruitment,
  applicants: readonly Applicant[],
  { letter, seats, packed, trained, day, marked }: Days,
): Promise<void> {
  const rooms = await stage(
    '4 考场编排 seating',
    async () => {
      await world.time.moveTo(seats)
      return drawSeats(world, examId)
    },
    (all) => `${all.reduce((sum, { seated }) => sum + seated, 0)} seats in ${all.length} rooms`,
  )
  const tickets = await readTickets(world, applicants)
  const openerOf = ({ room }: RoomTeam) => (letter === 'WK' ? officer(world, 'assessor') : chiefOf(world, room.siteName))
  const bags = await stage(
    '6 试卷入库 custody',
    async () => {
      const bags = bagsFor(rooms, letter)
      await supplySites(world, examId)
      if (letter === 'WK') await orderPapers(world, examId, bags)
      await world.time.moveTo(packed)
      const all = await packPapers(world, examId, bags)
      await guardPapers(world, examId, all)
      return all
    },
    (all) => `${all.length} packages in the vault`,
  )
  const pool = await fillPool(world, examId, trained)
  if (letter === 'WK') {
    const eve = Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()
    await world.time.moveTo(`${eve}T15:00:00+08:00`)
    await holdMeeting(world, examId, eve)
  }
  await world.time.moveTo(`${day}T05:30:00+08:00`)
  const first = known(
    sessions.find(({ id }) => rooms.some(({ examSessionId }) => examSessionId === id)),
    'a session with rooms',
  )
  const duties = await stage(
    '5 监考抽签 staffing',
    () => drawInvigilators(world, examId, first.id, pool),
    (all) => `${all.length} invigilators by lot`,
  )
  const teams = await stage(
    '6 试卷送考 custody',
    async () => {
      await world.time.moveTo(`${day}T06:40:00+08:00`)
      await fetchPapers(world, examId, bags, letter === 'RC')
      await deliverPapers(world, examId, bags, letter === 'RC')
      const all = teamsOf(rooms, bags, duties, pool)
      await world.time.moveTo(`${day}T08:20:00+08:00`)
      await carryToRooms(world, examId, all, openerOf)
      return all
    },
    () => `${world.figures.handoffs} handoffs signed so far`,
  )
  await stage(
    '7 考试当日 sitting',
    async () => {
      await world.time.moveTo(`${day}T08:46:00+08:00`)
      await startRooms(world, examId, teams, openerOf)
      await world.time.moveTo(`${day}T11:31:00+08:00`)
      await closeRooms(world, examId, teams, tickets)
      await escortToMarking(world, examId, teams)
    },
    () => `${teams.length} rooms closed`,
  )
  await stage(
    '8 封闭阅卷 marking',
    async () => {
      await world.time.moveTo(marked)
      await markScripts(
        world,
        examId,
        sessions.map(({ subject }) => subject),
      )
      return unblind(world, examId)
    },
    ({ scored, absent, breach }) => `${scored} scored, ${absent} absent, ${breach} in breach`,
  )
}

/** From the written scores to the people who are hired. */
async function select(world: World, stage: Teller, { examId, positions }: Recruitment, applicants: readonly Applicant[]): Promise<void> {
  const byApplication = new Map(applicants.map((one) => [one.applicationId, one]))
  await stage(
    '9 面试人选 shortlist',
    async () => {
      const called = await shortlist(world, examId, { published: '2026-05-22T09:00:00+08:00', over: '2026-06-01T09:00:00+08:00' })
      await reReview(world, examId, applicants, reviewersOf(world), {
        published: '2026-06-08T09:00:00+08:00',
        over: '2026-06-17T09:00:00+08:00',
      })
      return called
    },
    (called) => `${called} called, ${world.figures.backfilled} backfilled`,
  )
  await stage(
    '10 面试 interview',
    async () => {
      const examiners = await preparePanels(world, examId, positions, await postsWithPassed(world, examId))
      return interview(world, examId, examiners, byApplication)
    },
    (interviewed) => `${interviewed} interviewed`,
  )
  await stage(
    '11 体检考察 selection',
    async () => {
      const chosen = await choose(world, examId, { published: '2026-06-22T09:00:00+08:00', over: '2026-07-01T09:00:00+08:00' })
      await medicals(world, examId, byApplication, '2026-07-06')
      return chosen
    },
    (chosen) => `${chosen} chosen 1:1`,
  )
  await stage(
    '11 拟聘公示 selection',
    async () => {
      await propose(world, examId, {
        published: '2026-07-20T09:00:00+08:00',
        objection: '2026-07-22T09:00:00+08:00',
        over: '2026-07-30T09:00:00+08:00',
      })
      return hire(world, examId)
    },
    ({ hired, cancelled }) => `${world.figures.proposed} proposed, ${hired} hired, ${cancelled} cancelled`,
  )
}
