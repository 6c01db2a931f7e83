import { expect, test } from 'vitest'
import { openMetrics } from '../src/operations/metrics.ts'
import { countedIn, delaysOf, slowSubmissions, submissionsAccepted, submissionsAdmitted } from './metrics.ts'

const authority = {
  schema: 'load',
  host: 'localhost',
  origin: 'http://localhost:3000',
  timeZone: 'Asia/Shanghai',
  name: '人事考试中心',
  adviceLine: null,
  complaintLine: null,
}

test('the service counts under the names that the scenarios read', async () => {
  const metrics = openMetrics({ authorities: [authority], connections: 8, state: () => ({ working: 0, standing: 31 }) })
  const counted = async () => countedIn((await metrics.text()).text)
  const before = await counted()
  expect([submissionsAdmitted(before), submissionsAccepted(before), slowSubmissions(before)]).toEqual([0, 0, 0])
  for (const _ of [1, 2, 3]) metrics.front.admitted('localhost', 'submit')
  const meter = metrics.meterOf(authority)
  for (const _ of [1, 2]) meter.acted('application_submitted', 'accepted')
  const path = '/api/exams/:examId/applications/:applicationId/submissions'
  for (const seconds of [0.1, 0.4, 0.6]) meter.answered('POST', path, 201, seconds)
  const after = await counted()
  expect([submissionsAdmitted(after), submissionsAccepted(after), slowSubmissions(after)]).toEqual([3, 2, 1])
  expect(delaysOf(after).standingMs).toBe(31)
})

test('a metric of another name is no zero', () => {
  const counted = countedIn('# TYPE gongyuan_let_in_total counter\ngongyuan_let_in_total{class="submit"} 7\n')
  expect(counted('gongyuan_let_in_total', '{class="submit"}')).toBe(7)
  expect(counted('gongyuan_let_in_total', '{class="list"}')).toBe(0)
  expect(() => submissionsAdmitted(counted)).toThrow('the service has no metric gongyuan_admitted_total')
})
