import { describe, expect, test } from 'vitest'
import { preparation, seatPlanDaysBefore } from './preparation-day.ts'

const firstDay = Temporal.PlainDate.from('2026-03-21')

describe('R-STAF-04 – the seat plan stands three days before the exam', () => {
  test.each([
    { today: '2026-03-17', done: false, state: 'ahead', because: 'four days before there is still a day' },
    { today: '2026-03-18', done: false, state: 'due', because: 'three days before it is due' },
    { today: '2026-03-19', done: false, state: 'overdue', because: 'two days before it is late' },
    { today: '2026-03-21', done: false, state: 'overdue', because: 'on the day it is late' },
    { today: '2026-03-19', done: true, state: 'done', because: 'what is done is not late' },
  ])('$because', ({ today, done, state }) => {
    const judged = preparation(firstDay, seatPlanDaysBefore, Temporal.PlainDate.from(today), done)
    expect(judged.state).toBe(state)
    expect(judged.dueOn.toString()).toBe('2026-03-18')
  })
})
