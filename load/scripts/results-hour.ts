import { SharedArray } from 'k6/data'
import { scenario } from 'k6/execution'
import { get } from 'k6/http'
import type { Scored } from '../scenarios/results-hour.ts'
import { type Ended, summaryOf, trendStats } from '../summary.ts'
import { asking, wholeWay } from './asking.ts'

/** The scores are public: everybody looks up their own, and some of them the whole list. How long does it take, and is it the right score? */
const scored = new SharedArray<Scored>('scored', () => JSON.parse(open(__ENV.SCORED ?? '')))
const origin = __ENV.ORIGIN ?? ''
const exam = __ENV.EXAM ?? ''
const ask = { own: asking('own'), api: asking('api'), lists: asking('lists'), list: asking('list') }

export const options = {
  summaryTrendStats: trendStats,
  systemTags: ['status', 'error_code'],
  scenarios: {
    results: { executor: 'shared-iterations', exec: 'look', vus: Number(__ENV.USERS), iterations: scored.length, maxDuration: '15m' },
  },
  thresholds: { wrong_answers: ['count==0'] },
}

export const look = wholeWay((): boolean => {
  const mine = scenario.iterationInTest
  const one = scored[mine]
  if (!one) throw new Error('there are as many candidates as iterations')
  const headers = { cookie: one.cookie }
  const shown = ask.own(
    () => get(`${origin}/my/exams/${exam}/place`, { headers }),
    ({ status, body }) => status === 200 && body?.includes(one.ticket) === true && body.includes(`<dd>${one.score}</dd>`),
  )
  if (!shown) return false
  // Impatient people ask again, and so do programs.
  const asked = ask.api(
    () => get(`${origin}/api/my/exams/${exam}/place`, { headers }),
    ({ status, body }) => status === 200 && body?.includes(`"score":"${one.score}"`) === true,
  )
  const listed = ask.lists(
    () => get(`${origin}/public/exams/${exam}/publicity`, { headers: {} }),
    ({ status }) => status === 200,
  )
  if (!asked || !listed) return false
  // Of the whole list one in twenty: it is large.
  if (mine % 20 > 0) return true
  return (
    ask.list(
      () => get(`${origin}/public/exams/${exam}/publicity/${__ENV.PUBLICATION}`, { headers: {} }),
      ({ status, body }) => status === 200 && body?.includes(one.ticket) === true,
    ) !== undefined
  )
})

export const handleSummary = (ended: Ended) => ({ stdout: JSON.stringify(summaryOf(ended, ['own', 'api', 'lists', 'list'])) })
