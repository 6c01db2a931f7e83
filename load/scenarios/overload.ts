import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { checkExam } from '../../db/check-exam.ts'
import { systemStopwatch } from '../../src/foundation/clock.ts'
import { freePort } from '../../src/rehearsal/free-port.ts'
import { readyCandidates } from '../candidates.ts'
import { inOpenedPlace } from '../opened-place.ts'
import { refuseUnknown, wholeNumber } from '../options.ts'
import { announceExam } from '../ready-exam.ts'
import type { Figures, Options, Tools } from '../run.ts'

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
  lastShed: z.number(),
  lastP99Ms: z.number(),
})
const Told = z.object({ seconds: z.number(), dropped: z.number(), phases: z.record(z.string(), Phase) })

/** Seconds of finding, of warming, and after the overload; the last three of these must be as if nothing had been. */
const [findSeconds, warmSeconds, afterSeconds] = [6, 4, 10]

/**
 * Four times what the service takes on. First the machine is asked what generator and shed path can offer here, by a service that takes on next to
 * nothing; a fifth of that is the admission of the run. A run in which the generator dropped arrivals says nothing and is void.
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
    const { found, cpu } = await served(
      async ({ used }) => {
        const before = used()
        const found = await k6('overload', { ...environment, USERS: '100', SUBMISSIONS: finding, PHASES: JSON.stringify([find]) }, Told)
        return { found, cpu: used() - before }
      },
      { admission: { perSecond: 10, atOnce: 256 } },
    )
    const { sent } = found.phases.find ?? missing('find')
    const offerable = Math.round(sent / findSeconds)
    const admission = given || Math.max(10, Math.floor(offerable / 5))
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
    // The finder's own stand before them, and are others.
    const submissions = write('submissions.json', JSON.stringify(await readyCandidates(place, exam, from, 2000)))
    const metricsPort = await freePort()
    const submitted = async () => {
      const [row] = await admin<{ count: number }[]>`
        select count(*)::int as count from applications where exam_id = ${exam.examId} and state = 'submitted' and version = 1`
      return row?.count ?? 0
    }
    const before = await submitted()
    const { told, peak, acknowledged, standingMs, loopDelayMs, slowInService } = await served(
      async () => {
        const watched = watchAdmitted(metricsPort)
        const told = await k6('overload', { ...environment, SUBMISSIONS: submissions, PHASES: JSON.stringify(phases) }, Told)
        return { told, ...(await watched.stop()) }
      },
      { admission: { perSecond: admission, atOnce: 256 }, metricsPort },
    )
    const kept = (await submitted()) - before
    const { broken } = await checkExam(place.ownerUrl, place.authority)
    const rate = (name: string) => Math.round((told.phases[name]?.inTime ?? 0) / seconds)
    const goodput = { obeying: rate('obeying'), stubborn: rate('stubborn') }
    const part = (name: keyof typeof goodput) => Math.round((goodput[name] / peak) * 100) / 100
    const of = (name: string) => told.phases[name] ?? missing(name)
    const all = Object.values(told.phases)
    const sum = (which: (one: z.infer<typeof Phase>) => number) => all.reduce((total, one) => total + which(one), 0)
    return {
      offerable,
      admission,
      offered: 4 * admission,
      dropped: told.dropped,
      admitted: sum(({ admitted }) => admitted),
      shed: sum(({ shed }) => shed),
      peak,
      goodput,
      goodputToPeak: { obeying: part('obeying'), stubborn: part('stubborn') },
      p99Ms: { obeying: of('obeying').p99Ms, stubborn: of('stubborn').p99Ms },
      shedP99Ms: { obeying: of('obeying').shedP99Ms, stubborn: of('stubborn').shedP99Ms },
      toldSeconds: { obeying: of('obeying').toldSeconds, stubborn: of('stubborn').toldSeconds },
      after: { shed: of('after').lastShed, p99Ms: of('after').lastP99Ms },
      /** Processor time of the service and PostgreSQL for each that was sent away while nearly all were. */
      shedMicros: Math.round(cpu / sent),
      standingMs,
      /** Of those accepted: how many were longer than 500 ms in the service itself. */
      slowInService,
      loopDelayMs,
      wrong: sum(({ wrong }) => wrong),
      kept,
      ...(told.dropped > 0 && { void: true }),
      failed: [
        ...(told.dropped > 0 ? [`the generator dropped ${told.dropped} arrivals: the run is void; try a lower --admission`] : []),
        ...(part('obeying') < 0.9 ? ['goodput under obeying clients < 90 % of the peak'] : []),
        ...(part('stubborn') < 0.7 ? ['goodput under stubborn clients < 70 % of the peak'] : []),
        ...(['obeying', 'stubborn'] as const)
          .filter((name) => of(name).p99Ms > 500)
          .map((name) => `${name}: p99 of what was accepted > 500 ms`),
        ...(sum(({ wrong }) => wrong) > 0 ? ['answers that were neither accepted nor told when to come again'] : []),
        ...(of('after').lastShed > 0 || of('after').lastP99Ms > 500 || of('after').admitted === 0
          ? ['not back to normal within ten seconds']
          : []),
        ...(kept < sum(({ admitted }) => admitted) ? ['acknowledged submissions are not in the database'] : []),
        ...(acknowledged < sum(({ admitted }) => admitted) ? ['the service counts fewer than it acknowledged'] : []),
        ...broken.map(({ invariant }) => `broken: ${invariant}`),
      ],
    }
  })
}

const missing = (name: string): never => {
  throw new Error(`k6 told nothing about the phase ${name}`)
}

const submissionRoute = '/api/exams/:examId/applications/:applicationId/submissions'
const bucket = (le: string) => `^gongyuan_request_seconds_bucket\\{le="${le}",method="POST",route="${submissionRoute}",status="2xx"\\}`

/** Reads the service's own counters twice a second. The peak is the most it let in over five seconds, by the second. */
function watchAdmitted(port: number) {
  const seen: {
    readonly at: number
    readonly admitted: number
    readonly accepted: number
    readonly standing: number
    readonly loop: number
    readonly slow: number
  }[] = []
  const stopping = new AbortController()
  const read = async () => {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    const value = (line: RegExp) => Number(line.exec(text)?.[1] ?? 0)
    const milliseconds = (line: RegExp) => Math.round(value(line) * 1000)
    seen.push({
      at: systemStopwatch(),
      admitted: value(/^gongyuan_admitted_total\{class="submit"\} (\d+)$/m),
      accepted: value(/^gongyuan_acts_total\{event="application_submitted",outcome="accepted"\} (\d+)$/m),
      standing: milliseconds(/^gongyuan_standing_seconds (\S+)$/m),
      slow: value(new RegExp(`${bucket('\\+Inf')} (\\d+)$`, 'm')) - value(new RegExp(`${bucket('0.5')} (\\d+)$`, 'm')),
      loop: milliseconds(/^nodejs_eventloop_lag_p99_seconds (\S+)$/m),
    })
  }
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await read().catch(() => undefined)
      await pause(500, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const running = loop()
  return {
    stop: async () => {
      stopping.abort()
      await running
      await read()
      const rates = seen.flatMap((from, index) => {
        const until = seen.slice(index).find(({ at }) => at - from.at >= 5000)
        return until ? [((until.admitted - from.admitted) / (until.at - from.at)) * 1000] : []
      })
      return {
        peak: Math.round(Math.max(1, ...rates)),
        acknowledged: seen.at(-1)?.accepted ?? 0,
        slowInService: seen.at(-1)?.slow ?? 0,
        standingMs: Math.max(...seen.map(({ standing }) => standing)),
        loopDelayMs: Math.max(...seen.map(({ loop }) => loop)),
      }
    },
  }
}
