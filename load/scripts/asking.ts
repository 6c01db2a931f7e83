import { sleep } from 'k6'
import type { Answer } from 'k6/http'
import { Counter, Trend } from 'k6/metrics'
import { counters, trendOf } from '../summary.ts'

const errors = new Counter(counters.errors)
const cameAgain = new Counter(counters.cameAgain)

/** A request of one kind: how long each took that was answered as it should be. Made in the script's own beginning, as k6 wants it. */
export const asking = (name: string) => {
  const trend = new Trend(trendOf(name), true)
  /**
   * Asks until the answer is the one wanted. Whoever is told to come again comes when they were told, up to twenty times; any other answer is
   * an error, and the rest of the journey does not happen.
   */
  return (ask: () => Answer, right: (answer: Answer) => boolean): Answer | undefined => {
    for (let attempt = 0; attempt < 20; attempt++) {
      const answer = ask()
      if (right(answer)) {
        trend.add(answer.timings.duration)
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
