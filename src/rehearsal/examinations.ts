import { type Instant, systemClock } from '../foundation/clock.ts'
import { announceRecruitment } from './stages/notice.ts'
import { bringOfficers } from './stages/people.ts'
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
  const recruitment = await stage(
    '1 考试公告 notice',
    () => announceRecruitment(world),
    ({ positions }) => `${positions.length} posts announced`,
  )
}
