import { describe, expect, test } from 'vitest'
import { judgeTraining } from './training.ts'

const date = (text: string) => Temporal.PlainDate.from(text)
const today = date('2026-03-20')

describe('第七条 – after the notice, before the review', () => {
  test.each([
    { kind: 'review', on: '2026-03-10', announced: '2026-03-10', becomes: 'ok', because: 'the day of the notice' },
    { kind: 'review', on: '2026-03-09', announced: '2026-03-10', becomes: 'training_before_notice', because: 'the day before it' },
    { kind: 'review', on: '2026-03-09', announced: undefined, becomes: 'training_before_notice', because: 'there is no notice yet' },
    {
      kind: 'invigilation',
      on: '2026-03-09',
      announced: '2026-03-10',
      becomes: 'ok',
      because: 'only the review training waits for the notice',
    },
    { kind: 'review', on: '2026-03-20', announced: '2026-03-10', becomes: 'ok', because: 'today' },
    { kind: 'review', on: '2026-03-21', announced: '2026-03-10', becomes: 'training_in_future', because: 'tomorrow is planned, not done' },
  ] as const)('$kind on $on: $because', ({ kind, on, announced, becomes }) => {
    const result = judgeTraining(kind, date(on), { announcedOn: announced === undefined ? undefined : date(announced), today })
    expect(result.ok ? 'ok' : result.refusal).toBe(becomes)
  })
})
