import { type Instant, systemClock } from '../foundation/clock.ts'
import { known } from '../foundation/invariant.ts'
import { interview, postsWithPassed, preparePanels } from './stages/interviewing.ts'
import { markScripts, unblind } from './stages/marking.ts'
import { announceRecruitment } from './stages/notice.ts'
import { carryToRooms, deliverPapers, escortToMarking, fetchPapers, guardPapers, packPapers, teamsOf } from './stages/papers.ts'
import { bringOfficers } from './stages/people.ts'
import { registerCandidates } from './stages/registering.ts'
import { closeDays, prepareReviewers, reviewersOf, reviewRegistrations } from './stages/reviewing.ts'
import { drawInvigilators, drawSeats, fillPool } from './stages/seating.ts'
import { reReview, shortlist } from './stages/shortlisting.ts'
import { closeRooms, readTickets, startRooms } from './stages/sitting.ts'
import type { World } from './world.ts'

/** Both examinations, stage by stage, with a line of progress for each. */
export async function runExaminations(world: World, say: (line: string) => void, begun: Instant): Promise<void> {
  const stage = async <T>(name: string, work: () => Promise<T>, told: (result: T) => string): Promise<T> => {
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
  const { examId, positions, sessions } = await stage(
    '1 考试公告 notice',
    () => announceRecruitment(world),
    (recruitment) => `${recruitment.positions.length} posts announced`,
  )
  const applicants = await stage(
    '2 网上报名 registration',
    () => registerCandidates(world, examId, positions),
    (all) => `${all.length} applications`,
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
  const rooms = await stage(
    '4 考场编排 seating',
    async () => {
      await world.time.moveTo('2026-04-10T09:00:00+08:00')
      return drawSeats(world, examId)
    },
    (all) => `${world.figures.seated} seats in ${all.length} rooms`,
  )
  const tickets = await readTickets(world, applicants)
  const bags = await stage(
    '6 试卷入库 custody',
    async () => {
      await world.time.moveTo('2026-04-16T09:00:00+08:00')
      const packed = await packPapers(world, examId, rooms, 'RC')
      await guardPapers(world, examId, packed)
      return packed
    },
    (all) => `${all.length} packages in the vault`,
  )
  const pool = await fillPool(world, examId, '2026-04-15')
  await world.time.moveTo('2026-04-18T05:30:00+08:00')
  const duties = await stage(
    '5 监考抽签 staffing',
    () => drawInvigilators(world, examId, known(sessions[0], 'a session').id, pool),
    (all) => `${all.length} invigilators by lot`,
  )
  const teams = await stage(
    '6 试卷送考 custody',
    async () => {
      await world.time.moveTo('2026-04-18T06:40:00+08:00')
      await fetchPapers(world, examId, bags)
      await deliverPapers(world, examId, bags)
      const all = teamsOf(rooms, bags, duties, pool)
      await world.time.moveTo('2026-04-18T08:20:00+08:00')
      await carryToRooms(world, examId, all)
      return all
    },
    () => `${world.figures.handoffs} handoffs signed`,
  )
  await stage(
    '7 考试当日 sitting',
    async () => {
      await world.time.moveTo('2026-04-18T08:46:00+08:00')
      await startRooms(world, examId, teams)
      await world.time.moveTo('2026-04-18T11:31:00+08:00')
      await closeRooms(world, examId, teams, tickets)
      await escortToMarking(world, examId, teams)
    },
    () => `${teams.length} rooms closed`,
  )
  await stage(
    '8 封闭阅卷 marking',
    async () => {
      await world.time.moveTo('2026-04-20T09:00:00+08:00')
      await markScripts(
        world,
        examId,
        sessions.map(({ subject }) => subject),
      )
      return unblind(world, examId)
    },
    ({ scored, absent, breach }) => `${scored} scored, ${absent} absent, ${breach} in breach`,
  )
  const byApplication = new Map(applicants.map((one) => [one.applicationId, one]))
  await stage(
    '9 面试人选 shortlist',
    async () => {
      const called = await shortlist(world, examId, { published: '2026-04-27T09:00:00+08:00', over: '2026-05-06T09:00:00+08:00' })
      await reReview(world, examId, applicants, reviewersOf(world), {
        published: '2026-05-15T09:00:00+08:00',
        over: '2026-05-25T09:00:00+08:00',
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
}
