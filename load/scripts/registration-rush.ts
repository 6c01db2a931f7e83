import { SharedArray } from 'k6/data'
import { scenario } from 'k6/execution'
import { expectedStatuses, post, setResponseCallback } from 'k6/http'
import type { Submission } from '../candidates.ts'
import type { Ended } from '../summary.ts'

/**
 * How many submissions a second does a server take when everybody presses the button at once, and how long does one wait? Each request is
 * the one submission of another candidate, over connections that stay open; nobody asks twice.
 */
const submissions = new SharedArray<Submission>('submissions', () => JSON.parse(open(__ENV.SUBMISSIONS ?? '')))
const origin = __ENV.ORIGIN ?? ''

setResponseCallback(expectedStatuses(201))

export const options = {
  discardResponseBodies: true,
  summaryTrendStats: ['p(50)', 'p(99)'],
  systemTags: ['status', 'error_code'],
  scenarios: {
    rush: { executor: 'shared-iterations', exec: 'submit', vus: Number(__ENV.USERS), iterations: submissions.length, maxDuration: '10m' },
  },
  thresholds: { http_req_failed: ['rate==0'] },
}

export function submit(): void {
  const one = submissions[scenario.iterationInTest]
  if (!one) throw new Error('there are as many submissions as iterations')
  post(`${origin}${one.path}`, one.body, {
    headers: { 'content-type': 'application/json', cookie: one.cookie, 'idempotency-key': one.key, origin },
  })
}

export function handleSummary({ state, metrics }: Ended): { stdout: string } {
  const asked = metrics.http_reqs?.values.count ?? 0
  // The rate of failures counts a failure as passed.
  const errors = submissions.length - asked + (metrics.http_req_failed?.values.passes ?? 0)
  const answered = submissions.length - errors
  const waited = metrics.http_req_duration?.values
  const told = {
    perSecond: (answered / state.testRunDurationMs) * 1000,
    p50Ms: waited?.['p(50)'],
    p99Ms: waited?.['p(99)'],
    answered,
    errors,
  }
  return { stdout: JSON.stringify(told) }
}
