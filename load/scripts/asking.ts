import { sleep } from 'k6'
import type { Answer } from 'k6/http'
import { Counter, Trend } from 'k6/metrics'
import { counters, trendOf } from '../summary.ts'

const errors = new Counter(counters.errors)
const cameAgain = new Counter(counters.cameAgain)
const began = new Counter(counters.began)
const through = new Counter(counters.through)

/** One person's whole way, counted at both ends, since k6 says nothing of those it cuts off. `way` says whether they got to its end. */
export const wholeWay = (way: () => boolean) => (): void => {
  began.add(1)
  if (way()) through.add(1)
}

/**
 * A request of one kind: how long each took that was answered as it should be, from the first time of asking on, with all the waiting that
 * somebody was told to do. Made in the script's own beginning, as k6 wants it.
 */
export const asking = (name: string) => {
  const trend = new Trend(trendOf(name), true)
  /**
   * Asks until the answer is the one wanted. Whoever is told to come again comes when they were told, up to twenty times; any other answer is
   * an error, and the rest of the journey does not happen.
   */
  return (ask: () => Answer, right: (answer: Answer) => boolean): Answer | undefined => {
    const from = Date.now()
    for (let attempt = 0; attempt < 20; attempt++) {
      const answer = ask()
      if (right(answer)) {
        trend.add(Date.now() - from)
        return answer
      }
      const later = Number(answer.headers['Retry-After'])
      if (!(answer.status === 503 || answer.status === 429) || !(later > 0)) break
      cameAgain.add(1)
      sleep(later)
    }
    errors.add(1)
    return undefined
  }
}
