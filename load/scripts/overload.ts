import { SharedArray } from 'k6/data'
import { scenario } from 'k6/execution'
import { type Answer, expectedStatuses, post, setResponseCallback } from 'k6/http'
import { Counter, Trend } from 'k6/metrics'
import type { Submission } from '../candidates.ts'
import type { Ended } from '../summary.ts'

/**
 * What does a service do that is offered four times what it takes on? Requests come at a constant rate, whatever becomes of them: so many a second,
 * not so many as the last ones leave time for. Who makes the next request differs: in `obeying` somebody who was sent away asks again after the
 * time they were told and not before, and everybody else is new; in `stubborn` whoever was sent away asks again at once. Each phase has
 * candidates of its own; `find` alone asks as fast as it can.
 */
const submissions = new SharedArray<Submission>('submissions', () => JSON.parse(open(__ENV.SUBMISSIONS ?? '')))
const origin = __ENV.ORIGIN ?? ''

type Phase = {
  readonly name: string
  readonly startsAt: number
  readonly seconds: number
  readonly rate: number
  readonly from: number
  readonly many: number
}
const phases: readonly Phase[] = JSON.parse(__ENV.PHASES ?? '[]')
const users = Number(__ENV.USERS)

setResponseCallback(expectedStatuses(201, 429, 503))

const arriving = ({ name, startsAt, seconds, rate }: Phase) => ({
  executor: 'constant-arrival-rate',
  exec: name === 'obeying' ? 'obey' : name === 'stubborn' ? 'insist' : 'ask',
  startTime: `${startsAt}s`,
  duration: `${seconds}s`,
  rate,
  timeUnit: '1s',
  preAllocatedVUs: users,
  gracefulStop: '10s',
  env: { PHASE: name },
})
const flooding = ({ name, seconds }: Phase) => ({
  executor: 'constant-vus',
  exec: 'ask',
  vus: users,
  duration: `${seconds}s`,
  env: { PHASE: name },
})

export const options = {
  discardResponseBodies: true,
  summaryTrendStats: ['count', 'p(50)', 'p(99)', 'min', 'max'],
  systemTags: ['status', 'error_code'],
  scenarios: Object.fromEntries(phases.map((phase) => [phase.name, phase.name === 'find' ? flooding(phase) : arriving(phase)])),
}

const counted = phases.map(({ name }) => ({
  sent: new Counter(`${name}_sent`),
  accepted: new Trend(`${name}_accepted`, true),
  inTime: new Counter(`${name}_in_time`),
  shed: new Trend(`${name}_shed`, true),
  toldSeconds: new Trend(`${name}_told_seconds`, false),
  wrong: new Counter(`${name}_wrong`),
  /** Of the last three seconds of a phase. */
  lastAccepted: new Trend(`${name}_last_accepted`, true),
  lastShed: new Counter(`${name}_last_shed`),
}))

const at = () => {
  const index = phases.findIndex(({ name }) => name === __ENV.PHASE)
  const [phase, counts] = [phases[index], counted[index]]
  if (!phase || !counts) throw new Error(`there is no phase ${__ENV.PHASE}`)
  return { phase, counts }
}

/** Seconds after which to ask again; undefined when the answer was no word to come again. */
function send(index: number): number | undefined {
  const { phase, counts } = at()
  const one = submissions[phase.from + (index % phase.many)]
  if (!one) throw new Error('a phase has as many candidates as it may need')
  // Before it is answered: what nobody ever answers is counted as well.
  counts.sent.add(1)
  const answer = post(`${origin}${one.path}`, one.body, {
    headers: { 'content-type': 'application/json', cookie: one.cookie, 'idempotency-key': one.key, origin },
  })
  const left = phase.seconds * 1000 - (Date.now() - scenario.startTime)
  const isLast = left < 3000
  if (answer.status === 201) {
    counts.accepted.add(answer.timings.duration)
    // What comes after the end of a phase is no part of what it brought in its time.
    if (left >= 0) counts.inTime.add(1)
    if (isLast) counts.lastAccepted.add(answer.timings.duration)
    return undefined
  }
  const seconds = toldOf(answer)
  if (seconds === undefined) {
    counts.wrong.add(1)
    return undefined
  }
  counts.shed.add(answer.timings.duration)
  counts.toldSeconds.add(seconds)
  if (isLast) counts.lastShed.add(1)
  return seconds
}

const toldOf = ({ status, headers }: Answer): number | undefined => {
  const seconds = Number(headers['Retry-After'])
  return (status === 503 || status === 429) && seconds > 0 ? seconds : undefined
}

export function ask(): void {
  send(scenario.iterationInTest)
}

/** Those this user has sent away, with the time from which they may come again. */
const waiting: { readonly index: number; readonly from: number }[] = []

export function obey(): void {
  const due = waiting.findIndex(({ from }) => from <= Date.now())
  const index = due < 0 ? scenario.iterationInTest : (waiting.splice(due, 1)[0]?.index ?? 0)
  const seconds = send(index)
  if (seconds !== undefined) waiting.push({ index, from: Date.now() + seconds * 1000 })
}

let sentAway: number | undefined

export function insist(): void {
  const index = sentAway ?? scenario.iterationInTest
  sentAway = send(index) === undefined ? undefined : index
}

export function handleSummary({ state, metrics }: Ended): { stdout: string } {
  const value = (name: string, of: string) => Math.round((metrics[name]?.values[of] ?? 0) * 10) / 10
  const told = {
    seconds: state.testRunDurationMs / 1000,
    dropped: value('dropped_iterations', 'count'),
    phases: Object.fromEntries(
      phases.map(({ name }) => [
        name,
        {
          sent: value(`${name}_sent`, 'count'),
          admitted: value(`${name}_accepted`, 'count'),
          inTime: value(`${name}_in_time`, 'count'),
          shed: value(`${name}_shed`, 'count'),
          wrong: value(`${name}_wrong`, 'count'),
          p50Ms: value(`${name}_accepted`, 'p(50)'),
          p99Ms: value(`${name}_accepted`, 'p(99)'),
          shedP99Ms: value(`${name}_shed`, 'p(99)'),
          toldSeconds: [value(`${name}_told_seconds`, 'min'), value(`${name}_told_seconds`, 'max')],
          lastAdmitted: value(`${name}_last_accepted`, 'count'),
          lastShed: value(`${name}_last_shed`, 'count'),
          lastP99Ms: value(`${name}_last_accepted`, 'p(99)'),
        },
      ]),
    ),
  }
  return { stdout: JSON.stringify(told) }
}
