import { describe, expect, test } from 'vitest'
import { judgeEntering, judgeLeaving, judgeOrigin } from './seclusion.ts'

const day = Temporal.PlainDate.from
const codeOf = (judged: { ok: boolean; refusal?: string }) => (judged.ok ? 'accepted' : judged.refusal)
const signed = { name: '王', undertakenOn: day('2026-03-10') }

describe('R-WK-23 – nobody sets papers without an undertaking', () => {
  test.each([
    { because: 'each has signed', setters: [signed, { ...signed, name: '李' }], open: false, becomes: 'accepted' },
    {
      because: 'signed on the day of entering',
      setters: [{ name: '王', undertakenOn: day('2026-03-11') }],
      open: false,
      becomes: 'accepted',
    },
    {
      because: 'to be signed tomorrow',
      setters: [{ name: '王', undertakenOn: day('2026-03-12') }],
      open: false,
      becomes: 'undertaking_dated_ahead',
    },
    {
      because: 'one has not signed',
      setters: [signed, { name: '李', undertakenOn: undefined }],
      open: false,
      becomes: 'undertaking_missing',
    },
    { because: 'others are still inside', setters: [signed], open: true, becomes: 'seclusion_open' },
  ])('$because', ({ setters, open, becomes }) => expect(codeOf(judgeEntering(setters, open, day('2026-03-11')))).toBe(becomes))

  test('whoever goes in goes with the day of the undertaking', () =>
    expect(judgeEntering([signed, { ...signed, name: '李' }], false, day('2026-03-11'))).toEqual({
      ok: true,
      value: [signed, { ...signed, name: '李' }],
    }))

  test('the refusal names the line', () =>
    expect(judgeEntering([signed, { name: '李', undertakenOn: undefined }], false, day('2026-03-11'))).toMatchObject({
      facts: { line: 2 },
    }))

  const entered = Temporal.Instant.from('2026-03-11T08:00:00+08:00')
  test.each([
    { because: 'they leave later', at: entered, left: entered.add({ minutes: 1 }), becomes: 'accepted' },
    { because: 'nobody leaves before entering', at: entered, left: entered, becomes: 'leaves_before_entering' },
  ])('$because', ({ at, left, becomes }) => expect(codeOf(judgeLeaving(at, left))).toBe(becomes))

  test.each([
    { family: 'WK' as const, onRecord: false, becomes: 'seclusion_missing' },
    { family: 'WK' as const, onRecord: true, becomes: 'accepted' },
    { family: 'RC' as const, onRecord: false, becomes: 'accepted' },
  ])('$family papers, seclusion on record: $onRecord', ({ family, onRecord, becomes }) =>
    expect(codeOf(judgeOrigin(family, onRecord))).toBe(becomes),
  )
})
