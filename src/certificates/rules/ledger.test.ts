import { describe, expect, test } from 'vitest'
import { differenceOf, judgeConfirmation, judgeCount, ledgerOf } from './ledger.ts'

const ledger = ledgerOf(100, { stock: 60, printed: 10, issued: 25, spoiled: 4, voided: 1 })

describe('第十四条: the ledger', () => {
  test.each([
    { of: ledger, by: 0, because: 'every blank is somewhere' },
    { of: ledgerOf(100, { stock: 59, printed: 10, issued: 25, spoiled: 5 }), by: 1, because: 'one blank is nowhere' },
    { of: ledgerOf(100, { stock: 61, printed: 10, issued: 25, spoiled: 5 }), by: -1, because: 'one blank was never received' },
    { of: ledgerOf(0, {}), by: 0, because: 'nothing received' },
  ])('off by $by: $because', ({ of, by }) => {
    expect(differenceOf(of)).toBe(by)
  })
  test('what came back void counts as spoiled', () => {
    expect(ledger.spoiled).toBe(5)
  })
  test.each([
    { counted: { stock: 60, printed: 10, spoiled: 5 }, becomes: true, because: 'the cupboard agrees' },
    { counted: { stock: 59, printed: 10, spoiled: 5 }, becomes: 'ledger_differs', because: 'an empty blank is missing' },
    { counted: { stock: 60, printed: 11, spoiled: 5 }, becomes: 'ledger_differs', because: 'one more finished than the book knows' },
    { counted: { stock: 60, printed: 10, spoiled: 4 }, becomes: 'ledger_differs', because: 'a spoiled one was not kept' },
  ])('$because', ({ counted, becomes }) => {
    const result = judgeCount(ledger, counted)
    expect(result.ok ? true : result.refusal).toBe(becomes)
  })
  test('a book that does not balance is never confirmed', () => {
    const broken = ledgerOf(101, { stock: 60, printed: 10, issued: 25, spoiled: 5 })
    expect(judgeCount(broken, broken)).toMatchObject({ ok: false, refusal: 'ledger_differs' })
  })
  test.each([
    { now: ledger, becomes: true, because: 'nothing moved' },
    {
      now: ledgerOf(100, { stock: 59, printed: 11, issued: 25, spoiled: 5 }),
      becomes: 'ledger_moved',
      because: 'one was printed in between',
    },
  ])('confirmed when $because', ({ now, becomes }) => {
    const result = judgeConfirmation(ledger, now)
    expect(result.ok ? true : result.refusal).toBe(becomes)
  })
})
