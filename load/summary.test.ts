import { describe, expect, test } from 'vitest'
import { type Ended, summaryOf, verdict } from './summary.ts'

const ended: Ended = {
  state: { testRunDurationMs: 61_234 },
  metrics: {
    step_list: { values: { count: 240, 'p(50)': 12.345, 'p(99)': 98.76 } },
    wrong_answers: { values: { count: 0 } },
    came_again: { values: { count: 7 } },
    began: { values: { count: 240 } },
    got_through: { values: { count: 239 } },
    http_reqs: { values: { count: 999 } },
  },
}
const told = {
  seconds: 61.2,
  errors: 0,
  dropped: 0,
  cameAgain: 7,
  began: 240,
  through: 240,
  steps: { list: { answered: 240, p50Ms: 12.3, p99Ms: 98.8 } },
}

describe('what k6 measured', () => {
  test('is read by step', () => expect(summaryOf(ended, ['list'])).toEqual({ ...told, through: 239 }))

  test('where nothing happened, is nothing', () => {
    expect(summaryOf({ state: { testRunDurationMs: 0 }, metrics: {} }, ['list'])).toEqual({
      ...told,
      seconds: 0,
      cameAgain: 0,
      began: 0,
      through: 0,
      steps: { list: { answered: 0, p50Ms: 0, p99Ms: 0 } },
    })
  })

  test.each([
    { summary: told, limits: { list: 98.8 }, says: [], because: 'at the limit' },
    { summary: told, limits: { list: 98.7 }, says: ['list: p99 98.8 ms > 98.7 ms'], because: 'past it' },
    { summary: told, limits: { list: 100, submit: 100 }, says: ['submit: nothing was answered'], because: 'a step nobody reached' },
    { summary: { ...told, errors: 2 }, limits: {}, says: ['2 wrong answers'], because: 'an error is never within limits' },
    { summary: { ...told, through: 239 }, limits: {}, says: ['1 of 240 did not get to the end'], because: 'somebody who vanished' },
  ])('$because: $says', ({ summary, limits, says }) => expect(verdict(summary, limits)).toEqual({ missed: says }))

  test('with a dropped arrival is void', () =>
    expect(verdict({ ...told, dropped: 1 }, {})).toEqual({ missed: ['1 arrivals dropped: the run is void'], void: true }))

  test('is judged with what the scenario found itself', () => expect(verdict(told, {}, 'one is lost')).toEqual({ missed: ['one is lost'] }))
})
