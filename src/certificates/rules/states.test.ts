import { describe, expect, test } from 'vitest'
import { certificateStates, isAlive, judgeSecondHand, reasonFits, type Step, standingOf, stepFrom, steps } from './states.ts'

describe('C6: every state and every step', () => {
  const ways: Readonly<Record<string, Partial<Record<Step, string>>>> = {
    printed: { stamp: 'stamped', spoil: 'spoiled' },
    stamped: { register: 'registered', spoil: 'spoiled' },
    registered: { hand_over: 'issued', mail: 'mailed', spoil: 'spoiled' },
    issued: { recall: 'recalled', revoke: 'revoked' },
    mailed: { confirm_delivery: 'delivered', take_back_mail: 'registered', recall: 'recalled', revoke: 'revoked' },
    delivered: { recall: 'recalled', revoke: 'revoked' },
    spoiled: {},
    recalled: { recover: 'voided' },
    voided: {},
    revoked: {},
  }
  test.each(certificateStates.flatMap((state) => steps.map((step) => ({ state, step }))))('$state + $step', ({ state, step }) => {
    const result = stepFrom(state, step)
    expect(result.ok ? result.value : undefined).toBe(ways[state]?.[step])
  })
  test('no other is printed while one is alive', () => {
    expect(certificateStates.filter(isAlive)).toEqual(['printed', 'stamped', 'registered', 'issued', 'mailed', 'delivered'])
  })
  test('nothing that has not left the house is valid to a stranger', () => {
    expect(certificateStates.filter((state) => standingOf(state) === 'valid')).toEqual(['issued', 'mailed', 'delivered'])
    expect(certificateStates.filter((state) => standingOf(state) === 'unknown')).toEqual(['printed', 'stamped', 'registered', 'spoiled'])
  })
})

describe('a second person', () => {
  test.each([
    { first: 'clerk', settled: false, second: 'witness', becomes: true, because: 'another person' },
    { first: 'clerk', settled: false, second: 'clerk', becomes: 'second_person_needed', because: 'the same person' },
    { first: 'clerk', settled: true, second: 'witness', becomes: 'settled_already', because: 'done before' },
  ])('$because', ({ first, settled, second, becomes }) => {
    const result = judgeSecondHand(first, settled, second)
    expect(result.ok ? true : result.refusal).toBe(becomes)
  })
})

test.each([
  ['recalled', 'wrong_data', true],
  ['recalled', 'breach', false],
  ['revoked', 'pass_reversed', true],
  ['revoked', 'lost', false],
] as const)('%s for %s: %s', (kind, reason, fits) => {
  expect(reasonFits(kind, reason)).toBe(fits)
})
