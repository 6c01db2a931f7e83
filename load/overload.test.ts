import { describe, expect, test } from 'vitest'
import { overloadFigures, type Phase, type Told } from './overload.ts'

const phase = (sent: number, admitted: number, more: Partial<Phase> = {}): Phase => ({
  sent,
  admitted,
  inTime: admitted,
  shed: sent - admitted,
  wrong: 0,
  p50Ms: 20,
  p99Ms: 100,
  shedP99Ms: 10,
  toldSeconds: [1, 20],
  lastAdmitted: 0,
  lastShed: 0,
  lastP99Ms: 0,
  ...more,
})

/** A service that takes on 100 a second, offered 400 for ten seconds each. */
const plan = {
  phases: [
    { name: 'warm', rate: 75, seconds: 4 },
    { name: 'obeying', rate: 400, seconds: 10 },
    { name: 'stubborn', rate: 400, seconds: 10 },
    { name: 'after', rate: 25, seconds: 10 },
  ],
  admission: 100,
  seconds: 10,
  gentle: 25,
}
const good = {
  warm: phase(300, 300),
  obeying: phase(4000, 1000),
  stubborn: phase(4000, 1000),
  after: phase(250, 250, { lastAdmitted: 75, lastP99Ms: 20 }),
}
const beside = { peak: 102, kept: 2550, acknowledged: 2550, broken: [] }
const figures = (phases: Partial<typeof good> = {}, more: Partial<Told> = {}, others: Partial<typeof beside> = {}) =>
  overloadFigures(plan, { seconds: 34, dropped: 0, phases: { ...good, ...phases }, ...more }, { ...beside, ...others })

describe('a run of the overload', () => {
  test('in which all is as it should be', () => {
    const { missed, offered, unanswered, goodput, ...rest } = figures()
    expect([missed, offered, unanswered, goodput]).toEqual([[], { obeying: 400, stubborn: 400 }, 0, { obeying: 100, stubborn: 100 }])
    expect('void' in rest).toBe(false)
  })

  test.each([
    { because: 'the service takes on 89 of its 100', found: figures({}, {}, { peak: 89 }), says: 'the most it let in is 89 a second' },
    {
      because: 'what hangs is never answered',
      found: figures({ obeying: phase(4000, 1000, { shed: 2990 }) }),
      says: '10 requests were never answered',
    },
    {
      because: 'afterwards nothing was answered at all',
      found: figures({ after: phase(250, 250) }),
      says: 'not back to normal within ten seconds',
    },
    {
      because: 'afterwards a tenth was missing',
      found: figures({ after: phase(250, 250, { lastAdmitted: 67, lastP99Ms: 20 }) }),
      says: 'not back to normal within ten seconds',
    },
    {
      because: 'goodput fell to 89 of 100',
      found: figures({ obeying: phase(4000, 890) }, {}, { peak: 100 }),
      says: 'goodput under obeying',
    },
    { because: 'one is lost', found: figures({}, {}, { kept: 2549 }), says: 'acknowledged submissions are not in the database' },
  ])('is missed when $because', ({ found, says }) => {
    expect(found.missed).toHaveLength(1)
    expect(found.missed[0]).toContain(says)
    expect('void' in found).toBe(false)
  })

  test.each([
    { because: 'k6 dropped one', found: figures({}, { dropped: 1 }), says: 'the generator dropped 1 arrivals' },
    { because: 'k6 sent fewer', found: figures({ stubborn: phase(3919, 1000) }), says: 'stubborn: 3919 were sent, not 400 a second' },
  ])('is void when $because', ({ found, says }) => {
    expect(found.missed).toHaveLength(1)
    expect(found.missed[0]).toContain(says)
    expect(found.void).toBe(true)
  })
})
