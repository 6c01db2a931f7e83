import { SharedArray } from 'k6/data'
import { scenario } from 'k6/execution'
import { get } from 'k6/http'
import { Trend } from 'k6/metrics'
import type { Seated } from '../seated-exam.ts'
import { type Ended, summaryOf, trendStats } from '../summary.ts'
import { asking, wholeWay } from './asking.ts'

/** Everybody opens the ticket the same morning and prints it: how long does the page take, how long the file, and who else has to wait? */
const seated = new SharedArray<Seated>('seated', () => JSON.parse(open(__ENV.SEATED ?? '')))
const origin = __ENV.ORIGIN ?? ''
const ask = { page: asking('page'), file: asking('file'), meanwhile: asking('meanwhile') }
/** How long after the beginning each file was there: the last one says how long all of them took. */
const there = new Trend('file_there', true)

export const options = {
  summaryTrendStats: [...trendStats, 'max'],
  systemTags: ['status', 'error_code'],
  scenarios: {
    tickets: {
      executor: 'shared-iterations',
      exec: 'ticket',
      vus: Number(__ENV.USERS),
      iterations: seated.length,
      maxDuration: '15m',
    },
    // Somebody else, who wants no ticket: a thread that sets pages must not be the one that answers.
    others: {
      executor: 'constant-arrival-rate',
      exec: 'other',
      rate: 5,
      timeUnit: '1s',
      duration: `${__ENV.SECONDS}s`,
      preAllocatedVUs: 20,
      maxVUs: 200,
      gracefulStop: '30s',
    },
  },
  thresholds: { wrong_answers: ['count==0'], dropped_iterations: ['count==0'] },
}

export const ticket = wholeWay((): boolean => {
  const one = seated[scenario.iterationInTest]
  if (!one) throw new Error('there are as many candidates as iterations')
  const path = `${origin}/my/applications/${one.applicationId}/ticket`
  const headers = { cookie: one.cookie }
  const shown = ask.page(
    () => get(path, { headers }),
    ({ status, body }) => status === 200 && body?.includes(one.ticket) === true,
  )
  if (!shown) return false
  const printed = ask.file(
    () => get(`${path}.pdf`, { headers }),
    (answer) => answer.status === 200 && answer.headers['Content-Type'] === 'application/pdf' && answer.body?.startsWith('%PDF-') === true,
  )
  if (!printed) return false
  there.add(Date.now() - scenario.startTime)
  return true
})

export const other = wholeWay(
  () =>
    ask.meanwhile(
      () => get(`${origin}/public/exams/${__ENV.EXAM}/posts`, { headers: {} }),
      ({ status }) => status === 200,
    ) !== undefined,
)

export function handleSummary(ended: Ended): { stdout: string } {
  const filesMs = ended.metrics.file_there?.values.max ?? 0
  return { stdout: JSON.stringify({ ...summaryOf(ended, ['page', 'file', 'meanwhile']), filesMs }) }
}
