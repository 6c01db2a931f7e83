import { sleep } from 'k6'
import { SharedArray } from 'k6/data'
import { scenario } from 'k6/execution'
import { get, post, put } from 'k6/http'
import type { Arrival } from '../arrival.ts'
import { type Ended, summaryOf, trendStats } from '../summary.ts'
import { asking, wholeWay } from './asking.ts'

/** Everybody comes at nine: does each get through the whole way, from the password to the receipt, and how long does each step take? */
type Person = { readonly idNumber: string; readonly form: object }

const people = new SharedArray<Person>('people', () => JSON.parse(open(__ENV.PEOPLE ?? '')))
const arrival: Arrival = JSON.parse(open(__ENV.ARRIVAL ?? ''))
const photo = open(__ENV.PHOTO ?? '', 'b')
const scan = open(__ENV.SCAN ?? '', 'b')
const origin = __ENV.ORIGIN ?? ''
const exam = __ENV.EXAM ?? ''
const thinking = Number(__ENV.THINK)

const steps = ['signIn', 'list', 'begin', 'photo', 'scan', 'submit', 'status'] as const
const ask = {
  signIn: asking('signIn'),
  list: asking('list'),
  begin: asking('begin'),
  photo: asking('photo'),
  scan: asking('scan'),
  submit: asking('submit'),
  status: asking('status'),
}

export const options = {
  summaryTrendStats: trendStats,
  systemTags: ['status', 'error_code'],
  scenarios: {
    opening: {
      executor: 'ramping-arrival-rate',
      exec: 'journey',
      timeUnit: '1m',
      startRate: arrival.fromPerMinute,
      stages: arrival.stretches.map(({ seconds, perMinute }) => ({ duration: `${seconds}s`, target: perMinute })),
      // Nobody leaves before they are through: whoever waits is one more user.
      preAllocatedVUs: people.length,
      maxVUs: people.length,
      gracefulStop: '4m',
    },
  },
  thresholds: { wrong_answers: ['count==0'], dropped_iterations: ['count==0'] },
}

const json = (key: string) => ({ headers: { 'content-type': 'application/json', 'idempotency-key': key, origin } })
const created = ({ status }: { readonly status: number }) => status === 201
const found = ({ status }: { readonly status: number }) => status === 200
const think = () => sleep(thinking * (0.5 + Math.random()))

/** The session stays in the cookie jar that k6 makes anew for each journey. */
export const journey = wholeWay((): boolean => {
  const mine = scenario.iterationInTest
  const person = people[mine]
  if (!person) throw new Error('there are as many people as arrivals')
  const key = `person-${mine}`
  const signedIn = () => post(`${origin}/api/sign-in`, JSON.stringify({ idNumber: person.idNumber, password: __ENV.PASSWORD }), json(key))
  if (!ask.signIn(signedIn, created)) return false
  if (!ask.list(() => get(`${origin}/my/exams/${exam}`, { headers: {} }), found)) return false
  think()
  const path = `${origin}/api/exams/${exam}/applications`
  const begun = ask.begin(() => post(path, JSON.stringify({ positionId: __ENV.POSITION }), json(`${key}-begin`)), created)
  if (!begun) return false
  const { applicationId }: { applicationId: string } = JSON.parse(begun.body ?? '{}')
  const own = `${path}/${applicationId}`
  const file = (kind: string) => ({
    headers: { 'content-type': 'application/octet-stream', 'idempotency-key': `${key}-${kind}`, origin },
  })
  if (!ask.photo(() => put(`${own}/materials/photo`, photo, file('photo')), created)) return false
  if (!ask.scan(() => put(`${own}/materials/education`, scan, file('scan')), created)) return false
  think()
  const body = JSON.stringify({ draftVersion: 1, form: person.form, undertaking: true })
  if (!ask.submit(() => post(`${own}/submissions`, body, json(`${key}-submit`)), created)) return false
  for (let look = 0; look < 3; look++) {
    think()
    const stands = ask.status(
      () => get(`${origin}/api/my/applications`, { headers: {} }),
      (answer) => answer.status === 200 && answer.body?.includes('"state":"submitted"') === true,
    )
    if (!stands) return false
  }
  return true
})

export const handleSummary = (ended: Ended) => ({ stdout: JSON.stringify(summaryOf(ended, steps)) })
