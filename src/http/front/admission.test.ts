import { describe, expect, test } from 'vitest'
import { openAdmission, type Place } from './admission.ts'
import { type RequestClass, requestClasses } from './request-class.ts'

const isPlace = (one: Place | string): one is Place => typeof one !== 'string'

function opened(settings: { perSecond?: number; atOnce?: number }) {
  let time = 0
  let standing = 0
  const admission = openAdmission(
    { atOnce: 1_000_000, ...settings },
    () => time,
    () => standing,
  )
  return {
    ...admission,
    pass: (milliseconds: number) => {
      time += milliseconds
    },
    stand: (milliseconds: number) => {
      standing = milliseconds
    },
    /** How many of so many were admitted, each leaving at once. */
    admitted: (of: RequestClass, asked: number) =>
      Array.from({ length: asked }, () => admission.admit(of)).filter((one) => {
        if (isPlace(one)) one.leaves()
        return isPlace(one)
      }).length,
  }
}

describe('a rate', () => {
  test('a quarter of a second at once, and a tenth of that which is its own, then as time passes', () => {
    const gate = opened({ perSecond: 1000 })
    expect(gate.admitted('submit', 300)).toBe(275)
    gate.pass(100)
    // The 25 that were not there are paid back first, and 10 are its own.
    expect(gate.admitted('submit', 300)).toBe(100 - 25 + 10)
    let later = 0
    for (let ms = 0; ms < 10_000; ms += 100) {
      gate.pass(100)
      later += gate.admitted('submit', 300)
    }
    expect(later).toBe(10_000)
  })
  test('no more is saved up than the bucket holds', () => {
    const gate = opened({ perSecond: 1000 })
    gate.pass(3_600_000)
    expect(gate.admitted('submit', 1000)).toBe(275)
  })
  test('what is worth less leaves something to its betters: the lists go first, submissions last', () => {
    const order = ['list', 'browse', 'read', 'save', 'submit'] as const
    const alone = order.map((of) => opened({ perSecond: 1000 }).admitted(of, 1000))
    expect(alone).toEqual(alone.toSorted((a, b) => a - b))
    expect(new Set(alone).size).toBe(order.length)
  })
  test('at four times the rate, submissions get what is left by the shares that are others’ own', () => {
    const gate = opened({ perSecond: 1000 })
    gate.admitted('submit', 1000)
    let submitted = 0
    let browsed = 0
    for (let ms = 0; ms < 10_000; ms += 10) {
      gate.pass(10)
      submitted += gate.admitted('submit', 20)
      browsed += gate.admitted('browse', 20)
    }
    expect(submitted + browsed).toBeLessThanOrEqual(10_010)
    expect(submitted).toBeGreaterThan(9500)
    expect(browsed).toBeGreaterThan(200)
  })
  test('a flood of sign-ins takes a tenth from submissions, no more', () => {
    const gate = opened({ perSecond: 1000 })
    gate.admitted('submit', 1000)
    let submitted = 0
    let signedIn = 0
    for (let ms = 0; ms < 10_000; ms += 10) {
      gate.pass(10)
      signedIn += gate.admitted('sign_in', 100)
      submitted += gate.admitted('submit', 20)
    }
    expect(submitted).toBeGreaterThan(8900)
    expect(signedIn).toBeGreaterThan(900)
    expect(signedIn).toBeLessThan(1100)
  })
  test('an officer is let in when nothing is left for anybody else', () => {
    const gate = opened({ perSecond: 100 })
    gate.admitted('submit', 1000)
    expect(gate.admit('submit')).toBe('rate')
    expect(gate.admitted('office', 10)).toBe(10)
    // And what officers took is paid back before others get more than what is their own.
    gate.pass(90)
    expect(gate.admitted('submit', 10)).toBe(1)
  })
  test('not even officers without end', () => {
    const gate = opened({ perSecond: 100 })
    expect(gate.admitted('office', 1000)).toBeLessThanOrEqual(50)
  })
  test.each([1, 1000])('every class gets its own share beside officers who take all there is, at %i a second', (perSecond) => {
    const gate = opened({ perSecond })
    const taken = new Map<RequestClass, number>()
    const seconds = 10_000 / perSecond
    for (let step = 0; step < 10_000; step += 1) {
      gate.admitted('office', 10)
      for (const of of requestClasses) taken.set(of, (taken.get(of) ?? 0) + gate.admitted(of, 1))
      gate.pass((seconds * 1000) / 10_000)
    }
    for (const of of requestClasses.filter((one) => one !== 'office')) expect([of, (taken.get(of) ?? 0) >= 190]).toEqual([of, true])
  })
})

describe('places', () => {
  const held = (gate: ReturnType<typeof opened>, of: RequestClass, many: number) =>
    Array.from({ length: many }, () => gate.admit(of)).filter(isPlace)
  test('as many at once as told, and one more when one has left', () => {
    const gate = opened({ atOnce: 10 })
    const places = held(gate, 'submit', 20)
    expect(places).toHaveLength(10)
    expect(gate.admit('submit')).toBe('at_once')
    places[0]?.leaves()
    expect(isPlace(gate.admit('submit'))).toBe(true)
  })
  test('sign-ins fill a quarter, whatever their number: they wait for their lane, submissions do not', () => {
    const gate = opened({ atOnce: 100 })
    expect(held(gate, 'sign_in', 1000)).toHaveLength(25)
    expect(held(gate, 'submit', 1000)).toHaveLength(75)
  })
  test('officers come in where all places are taken', () => {
    const gate = opened({ atOnce: 100 })
    held(gate, 'submit', 1000)
    expect(held(gate, 'office', 1000)).toHaveLength(50)
  })
  test('and take no more than half of them', () => {
    const gate = opened({ atOnce: 100 })
    expect(held(gate, 'office', 1000)).toHaveLength(50)
    expect(held(gate, 'submit', 1000)).toHaveLength(50)
  })
  test('who still sends holds none, and takes it again when all is here', () => {
    const gate = opened({ atOnce: 10 })
    const [first] = held(gate, 'submit', 10)
    first?.waits()
    first?.waits()
    expect(gate.working()).toBe(9)
    first?.returns()
    first?.returns()
    expect(gate.working()).toBe(10)
  })
  test('leaving twice, or leaving while sending, counts once', () => {
    const gate = opened({ atOnce: 10 })
    const [first, second] = held(gate, 'submit', 3)
    first?.leaves()
    first?.leaves()
    first?.returns()
    second?.waits()
    second?.leaves()
    second?.returns()
    expect(gate.working()).toBe(1)
  })
})

describe('a queue that stands', () => {
  test.each([
    { standing: 100, away: [] },
    { standing: 101, away: ['list'] },
    { standing: 201, away: ['list', 'browse', 'read'] },
    { standing: 501, away: requestClasses.filter((of) => of !== 'office') },
  ])('$standing ms', ({ standing, away }) => {
    const gate = opened({})
    gate.stand(standing)
    const turned = requestClasses.filter((of) => gate.admit(of) === 'delay')
    expect(turned.toSorted()).toEqual(away.toSorted())
  })
})
