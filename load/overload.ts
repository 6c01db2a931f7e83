import { z } from 'zod'
import { known } from '../src/foundation/invariant.ts'

const Phase = z.object({
  sent: z.number(),
  admitted: z.number(),
  inTime: z.number(),
  shed: z.number(),
  wrong: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  shedP99Ms: z.number(),
  toldSeconds: z.tuple([z.number(), z.number()]),
  lastAdmitted: z.number(),
  lastShed: z.number(),
  lastP99Ms: z.number(),
})
export type Phase = z.infer<typeof Phase>
export const Told = z.object({ seconds: z.number(), dropped: z.number(), phases: z.record(z.string(), Phase) })
export type Told = z.infer<typeof Told>

/** What was to be offered: each phase so many a second for so many seconds; `gentle` a second in the last one. */
type Plan = {
  readonly phases: readonly { readonly name: string; readonly rate: number; readonly seconds: number }[]
  readonly admission: number
  /** Of `obeying` and of `stubborn`. */
  readonly seconds: number
  readonly gentle: number
}
/** What service and database say of the same time. */
type Beside = { readonly peak: number; readonly kept: number; readonly acknowledged: number; readonly broken: readonly string[] }

/** The last seconds of `after` must be as if nothing had been. */
const lastSeconds = 3

export const answeredIn = ({ admitted, shed, wrong }: Phase): number => admitted + shed + wrong

/** What became of four times the admission, and what of it missed its limit. */
export function overloadFigures({ phases, admission, seconds, gentle }: Plan, told: Told, { peak, kept, acknowledged, broken }: Beside) {
  const of = (name: string) => known(told.phases[name], `what k6 told of the phase ${name}`)
  const both = <T>(what: (one: Phase) => T) => ({ obeying: what(of('obeying')), stubborn: what(of('stubborn')) })
  const sum = (which: (one: Phase) => number) => phases.reduce((total, { name }) => total + which(of(name)), 0)
  const goodput = both(({ inTime }) => Math.round(inTime / seconds))
  const part = (rate: number) => Math.round((rate / Math.max(1, peak)) * 100) / 100
  const goodputToPeak = { obeying: part(goodput.obeying), stubborn: part(goodput.stubborn) }
  const admitted = sum((one) => one.admitted)
  const wrong = sum((one) => one.wrong)
  const unanswered = sum((one) => one.sent - answeredIn(one))
  // k6 starts so many a second, or says that it dropped them: where neither is true, nobody knows what was offered.
  const short = phases.filter(({ name, rate, seconds: lasts }) => of(name).sent + told.dropped < 0.98 * rate * lasts)
  const after = of('after')
  const normal = after.lastShed === 0 && after.lastP99Ms <= 500 && after.lastAdmitted >= 0.9 * gentle * lastSeconds
  const missed = [
    ...(told.dropped > 0 ? [`the generator dropped ${told.dropped} arrivals: the run is void; try a lower --admission`] : []),
    ...short.map(({ name, rate }) => `${name}: ${of(name).sent} were sent, not ${rate} a second: the run is void`),
    ...(peak < 0.9 * admission ? [`the most it let in is ${peak} a second, and it should take on ${admission}`] : []),
    ...(goodputToPeak.obeying < 0.9 ? ['goodput under obeying clients < 90 % of the peak'] : []),
    ...(goodputToPeak.stubborn < 0.7 ? ['goodput under stubborn clients < 70 % of the peak'] : []),
    ...(['obeying', 'stubborn'] as const)
      .filter((name) => of(name).p99Ms > 500)
      .map((name) => `${name}: p99 of what was accepted > 500 ms`),
    ...(wrong > 0 ? [`${wrong} answers were neither accepted nor told when to come again`] : []),
    ...(unanswered > 0 ? [`${unanswered} requests were never answered`] : []),
    ...(normal ? [] : ['not back to normal within ten seconds']),
    ...(kept < admitted ? ['acknowledged submissions are not in the database'] : []),
    ...(acknowledged < admitted ? ['the service counts fewer than it acknowledged'] : []),
    ...broken.map((invariant) => `broken: ${invariant}`),
  ]
  return {
    offered: both(({ sent }) => Math.round(sent / seconds)),
    sent: sum(({ sent }) => sent),
    dropped: told.dropped,
    admitted,
    shed: sum(({ shed }) => shed),
    wrong,
    unanswered,
    peak,
    goodput,
    goodputToPeak,
    p99Ms: both(({ p99Ms }) => p99Ms),
    shedP99Ms: both(({ shedP99Ms }) => shedP99Ms),
    toldSeconds: both(({ toldSeconds }) => toldSeconds),
    after: { admitted: after.lastAdmitted, shed: after.lastShed, p99Ms: after.lastP99Ms },
    ...((told.dropped > 0 || short.length > 0) && { void: true }),
    missed,
  }
}
