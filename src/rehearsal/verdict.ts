import { checkExam } from '../../db/check-exam.ts'
import type { Instant } from '../foundation/clock.ts'
import { systemClock } from '../foundation/clock.ts'
import type { World } from './world.ts'

export type Verdict = {
  readonly invariantsChecked: number
  readonly invariantsBroken: number
  readonly broken: readonly string[]
  readonly drawVerified: boolean
  readonly logVerified: boolean
  readonly logEntries: number
}

export async function verifyAll(_world: World, ownerUrl: string): Promise<Verdict> {
  const { checked, broken } = await checkExam(ownerUrl, { schema: 'rehearsal' })
  return {
    invariantsChecked: checked,
    invariantsBroken: broken.length,
    broken: broken.map(({ invariant }) => invariant),
    drawVerified: false,
    logVerified: false,
    logEntries: 0,
  }
}

export function summarise(world: World, verdict: Verdict, begun: Instant) {
  const { broken, ...counts } = verdict
  const seconds = Math.round(begun.until(systemClock()).total('milliseconds') / 100) / 10
  const figures = { ...world.figures, ...counts, troubles: world.troubles.length, seconds }
  const sound = verdict.invariantsBroken === 0 && verdict.drawVerified && verdict.logVerified
  return { figures, sound, text: [...broken, JSON.stringify(figures)].join('\n') }
}
