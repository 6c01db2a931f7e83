import { setTimeout as pause } from 'node:timers/promises'
import { checkExam } from '../../db/check-exam.ts'
import { systemStopwatch } from '../../src/foundation/clock.ts'
import { known } from '../../src/foundation/invariant.ts'
import type { Figures, Options } from '../../test/support/run-named.ts'
import { readyCandidates } from '../candidates.ts'
import { type Counted, delaysOf, slowSubmissions, submissionsAccepted, submissionsAdmitted } from '../metrics.ts'
import { inOpenedPlace } from '../opened-place.ts'
import { refuseUnknown, wholeNumber } from '../options.ts'
import { answeredIn, overloadFigures, Told } from '../overload.ts'
import { announceExam } from '../ready-exam.ts'
import type { Tools } from '../run.ts'

/** Seconds of finding, of trying, of warming, and after the overload; the last three of these must be as if nothing had been. */
const [findSeconds, trySeconds, warmSeconds, afterSeconds] = [6, 5, 4, 10]

/**
 * Four times what the service takes on. First the machine is asked what generator and shed path can offer here: as much as a service answers that
 * takes on next to nothing, and then, since who is taken on costs the same processors more, as much less as it takes until nothing is dropped in a
 * short run at the rate it leads to. A fifth of that is the admission of the run. A run in which the generator dropped arrivals is void.
 */
export async function run({ k6, say }: Tools, options: Options): Promise<Figures> {
  refuseUnknown(options, ['admission', 'seconds', 'users'])
  const [given, seconds, users] = [
    wholeNumber(options, 'admission', 0),
    wholeNumber(options, 'seconds', 10),
    wholeNumber(options, 'users', 800),
  ]
  return inOpenedPlace(async ({ place, admin, write, served }) => {
    const exam = await announceExam(place)
    const environment = { ORIGIN: place.authority.origin, USERS: String(users) }
    const finding = write('finding.json', JSON.stringify(await readyCandidates(place, exam, 2000)))
    const find = { name: 'find', startsAt: 0, seconds: findSeconds, rate: 0, from: 0, many: 2000 }
    const found = await served(
      ({ measured }) =>
        measured(() => k6('overload', { ...environment, USERS: '100', SUBMISSIONS: finding, PHASES: JSON.stringify([find]) }, Told)),
      { admission: { perSecond: 10, atOnce: 256 } },
    )
    const answered = answeredIn(known(found.told.phases.find, 'what k6 told of the finding'))
    let entered = 2000
    const ready = async (many: number) => {
      const candidates = await readyCandidates(place, exam, many, entered)
      entered += many
      return write(`from-${entered}.json`, JSON.stringify(candidates))
    }
    const isOffered = async (admission: number) => {
      const [gentle, many] = [Math.ceil(admission / 4) * 3 * warmSeconds, 4 * admission * trySeconds]
      const warm = { name: 'warm', startsAt: 0, seconds: warmSeconds, rate: gentle / warmSeconds, from: 0, many: gentle + 10 }
      const obeying = { name: 'obeying', startsAt: warmSeconds, seconds: trySeconds, rate: 4 * admission, from: warm.many, many: many + 10 }
      const SUBMISSIONS = await ready(warm.many + obeying.many)
      const { dropped, phases } = await served(
        () => k6('overload', { ...environment, SUBMISSIONS, PHASES: JSON.stringify([warm, obeying]) }, Told),
        { admission: { perSecond: admission, atOnce: 256 } },
      )
      const p99Ms = known(phases.obeying, 'what k6 told of the trial').p99Ms
      say(`offered ${4 * admission} a second, k6 dropped ${dropped} and 99 of 100 accepted waited at most ${Math.round(p99Ms)} ms`)
      return dropped === 0 && p99Ms <= 250
    }
    let offerable = Math.round(answered / findSeconds)
    const fifth = () => Math.max(10, Math.floor(offerable / 5))
    if (given === 0) while (fifth() > 10 && !(await isOffered(fifth()))) offerable = Math.floor(offerable * 0.8)
    const admission = given || fifth()
    say(`generator and shed path offer ${offerable} a second here; the service takes on ${admission}, and is offered ${4 * admission}`)

    let startsAt = 0
    let from = 0
    const phase = (name: string, rate: number, lasts: number, many: number) => {
      // An arrival or two more than the rate says come at the ends of a phase.
      const one = { name, startsAt, seconds: lasts, rate, from, many: many + 10 }
      startsAt += lasts
      from += one.many
      return one
    }
    const gentle = Math.ceil(admission / 4)
    const phases = [
      phase('warm', gentle * 3, warmSeconds, gentle * 3 * warmSeconds),
      phase('obeying', 4 * admission, seconds, 4 * admission * seconds),
      phase('stubborn', 4 * admission, seconds, 4 * admission * seconds),
      phase('after', gentle, afterSeconds, gentle * afterSeconds),
    ]
    say(`${from} candidates are entered`)
    const submissions = await ready(from)
    const submitted = async () => {
      const [row] = await admin<{ count: number }[]>`
        select count(*)::int as count from applications where exam_id = ${exam.examId} and state = 'submitted' and version = 1`
      return row?.count ?? 0
    }
    const before = await submitted()
    const { told, peak, acknowledged, standingMs, loopDelayMs, slowInService } = await served(
      async ({ counted }) => {
        const watched = watchAdmitted(counted)
        const told = await k6('overload', { ...environment, SUBMISSIONS: submissions, PHASES: JSON.stringify(phases) }, Told)
        return { told, ...(await watched.stop()) }
      },
      { admission: { perSecond: admission, atOnce: 256 } },
    )
    const kept = (await submitted()) - before
    const { broken } = await checkExam(place.ownerUrl, place.authority)
    const plan = { phases, admission, seconds, gentle }
    return {
      offerable,
      admission,
      /** Processor time of the service and PostgreSQL for each that was sent away while nearly all were. */
      shedMicros: Math.round((found.service + found.database) / Math.max(1, answered)),
      standingMs,
      /** Of those accepted: how many were longer than 500 ms in the service itself. */
      slowInService,
      loopDelayMs,
      kept,
      ...overloadFigures(plan, told, { peak, kept, acknowledged, broken: broken.map(({ invariant }) => invariant) }),
    }
  })
}

/** Reads the service's own counters twice a second. The peak is the most it let in over five seconds, by the second. */
function watchAdmitted(counted: () => Promise<Counted>) {
  const seen: { readonly at: number; readonly admitted: number; readonly standingMs: number; readonly loopMs: number }[] = []
  const stopping = new AbortController()
  const read = async () => {
    const now = await counted()
    seen.push({ at: systemStopwatch(), admitted: submissionsAdmitted(now), ...delaysOf(now) })
    return now
  }
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await read()
      await pause(500, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const running = loop()
  // Told when it is asked for the figures, and not before.
  running.catch(() => undefined)
  return {
    stop: async () => {
      stopping.abort()
      await running
      const last = await read()
      const rates = seen.flatMap((from, index) => {
        const until = seen.slice(index).find(({ at }) => at - from.at >= 5000)
        return until ? [((until.admitted - from.admitted) / (until.at - from.at)) * 1000] : []
      })
      if (rates.length === 0) throw new Error('the service’s counters were not read twice, five seconds apart')
      return {
        peak: Math.round(Math.max(...rates)),
        acknowledged: submissionsAccepted(last),
        slowInService: slowSubmissions(last),
        standingMs: Math.max(...seen.map(({ standingMs }) => standingMs)),
        loopDelayMs: Math.max(...seen.map(({ loopMs }) => loopMs)),
      }
    },
  }
}
