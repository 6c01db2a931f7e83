import { type Instant, systemClock } from '../foundation/clock.ts'
import { announceRecruitment } from './stages/notice.ts'
import { bringOfficers } from './stages/people.ts'
import { registerCandidates } from './stages/registering.ts'
import { closeDays, prepareReviewers, reviewersOf, reviewRegistrations } from './stages/reviewing.ts'
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
  const { examId, positions } = await stage(
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
}
