import { describe, expect, test } from 'vitest'
import { judgeReturned } from './returned-count.ts'

describe('R-RC-16 – papers and cards = present + absent + spare', () => {
  test.each([
    {
      count: { present: 28, absent: 2, spare: 1, papers: 31, cards: 31 },
      seated: 30,
      becomes: 'accepted',
      because: 'everything came back',
    },
    {
      count: { present: 28, absent: 2, spare: 1, papers: 30, cards: 31 },
      seated: 30,
      becomes: 'returned_does_not_add_up',
      because: 'one paper is missing',
    },
    {
      count: { present: 28, absent: 2, spare: 1, papers: 31, cards: 32 },
      seated: 30,
      becomes: 'returned_does_not_add_up',
      because: 'one card too many',
    },
    {
      count: { present: 28, absent: 1, spare: 2, papers: 31, cards: 31 },
      seated: 30,
      becomes: 'seats_do_not_add_up',
      because: 'someone was neither present nor absent',
    },
    {
      count: { present: 0, absent: 30, spare: 0, papers: 30, cards: 30 },
      seated: 30,
      becomes: 'accepted',
      because: 'an empty room adds up too',
    },
  ])('$because', ({ count, seated, becomes }) => {
    const judged = judgeReturned(count, seated)
    expect(judged.ok ? 'accepted' : judged.refusal).toBe(becomes)
  })
})
