import { describe, expect, test } from 'vitest'
import { type Canonical, canonicalJson } from './canonical.ts'
import type { DrawInput } from './input.ts'
import { sampleHead } from './sample.ts'
import { drawnBy, type Forgery, forged, plain, verdictOf } from './sample-forged.ts'
import { sampleDutyRules, sampleMember, samplePanelRules } from './sample-staff.ts'
import { rankOrder } from './stream.ts'

describe('a forged draw of invigilators', () => {
  const pool = ['a', 'b', 'c', 'd', 'e', 'f'].map((label) => sampleMember(label))
  const rules = { ...sampleDutyRules, reserves: 1, excludedUnits: ['x', 'y'], frontRoles: ['head', 'invigilator'] }
  const duty: DrawInput = {
    ...sampleHead,
    kind: 'invigilators',
    pool,
    rooms: [1, 2].map((number) => ({ site: 'A', number, candidates: 30 })),
    rules,
  }
  const [a, ...others] = pool
  if (!a) throw new Error('there are six')
  const declared = (site: string, number: number) => ({ basis: 'declared' as const, site, number })
  const whole = (basis: 'declared' | 'derived') => ({ basis, site: 'B' })

  test('is accepted where nothing is forged', () => {
    expect(verdictOf(forged('pool', plain(duty), drawnBy(duty)))).toBe('ok')
  })

  test.each<{ says: string; altered: Forgery }>([
    { says: 'input.rules.rotation is none of none, room, site', altered: { rules: { ...rules, rotation: 'building' } } },
    { says: 'input.rules.candidatesPerInvigilator is less than 1', altered: { rules: { ...rules, candidatesPerInvigilator: 0 } } },
    { says: 'input.rules.excludedUnits[1] is not after', altered: { rules: { ...rules, excludedUnits: ['y', 'x'] } } },
    { says: 'input.rules.frontRoles[1] is not after', altered: { rules: { ...rules, frontRoles: ['b', 'a'] } } },
    { says: 'input.rules.yields[0] is no rule', altered: { rules: { ...rules, yields: ['chiefs'] } } },
    { says: 'input.rules.yields[1] is no rule, or stands there twice', altered: { rules: { ...rules, yields: ['rotation', 'rotation'] } } },
    { says: 'input.pool[0].trainedOn is too late', altered: { pool: [{ ...a, trainedOn: '2026-11-22' }, ...others] } },
    { says: 'input.pool[0].unit is one of input.rules.excludedUnits', altered: { pool: [{ ...a, unit: 'x' }, ...others] } },
    { says: 'input.pool[1] is not after', altered: { pool: [...others.slice(0, 1), a, ...others.slice(1)] } },
    {
      says: 'input.pool[0].relations[0].basis is neither',
      altered: { pool: [{ ...a, relations: [{ basis: 'rumour', site: 'B' }] }, ...others] },
    },
    ...[
      [declared('B', 2), declared('B', 1)],
      [declared('B', 1), declared('B', 1)],
      [declared('C', 1), declared('B', 2)],
      [whole('derived'), whole('declared')],
      [declared('B', 1), whole('declared')],
    ].map((relations) => ({
      says: 'input.pool[0].relations[1] is not after input.pool[0].relations[0]',
      altered: { pool: [{ ...a, relations }, ...others] },
    })),
    {
      says: 'input.pool[0].past[1] is not after input.pool[0].past[0]',
      altered: {
        pool: [
          {
            ...a,
            past: [
              { site: 'B', number: 1 },
              { site: 'B', number: 1 },
            ],
          },
          ...others,
        ],
      },
    },
    { says: 'result.rooms does not have one entry', altered: { rooms: [{ site: 'A', number: 1, candidates: 30 }] } },
    { says: 'may not sit there', altered: { pool: pool.map((who) => ({ ...who, relations: [{ basis: 'derived', site: 'A' }] })) } },
    { says: 'may not sit there', altered: { pool: pool.map((who) => ({ ...who, relations: [declared('A', 1)] })) } },
    {
      says: 'may not sit there',
      altered: { pool: pool.map((who) => ({ ...who, past: [{ site: 'A', number: 2 }] })), rules: { ...rules, rotation: 'room' } },
    },
    {
      says: 'result.rooms[0].people[0].label may not sit there',
      altered: { pool: pool.map((who) => ({ ...who, past: [{ site: 'A', number: 7 }] })), rules: { ...rules, rotation: 'site' } },
    },
    {
      says: 'may not sit there',
      altered: {
        pool: pool.map((who) => ({ ...who, unit: 'host' })),
        rooms: [1, 2].map((number) => ({ site: 'A', number, candidates: 30, unit: 'host' })),
        rules: { ...rules, outsideUnit: true },
      },
    },
    {
      says: 'may not sit there',
      altered: {
        pool: pool.map((who) => ({ ...who, region: 'east' })),
        rooms: [1, 2].map((number) => ({ site: 'A', number, candidates: 30, region: 'east' })),
        rules: { ...rules, outsideRegion: true },
      },
    },
    { says: 'may not lead', altered: { pool: pool.map((who) => ({ ...who, role: 'watch' })) } },
    { says: 'is the second of one unit', altered: { pool: pool.map((who) => ({ ...who, unit: 'same' })) } },
    {
      says: 'has 0 of the 1 experienced or outside people it needs',
      altered: { pool: pool.map((who) => ({ ...who, experienced: false })) },
    },
    { says: 'has 2 people instead of 3', altered: { rooms: [1, 2].map((number) => ({ site: 'A', number, candidates: 31 })) } },
    { says: 'label is nobody in the input', altered: { pool: pool.map((who) => ({ ...who, label: `${who.label}2` })) } },
  ])('$says', ({ says, altered }) => {
    expect(verdictOf(forged('pool', { ...plain(duty), ...altered }, drawnBy(duty)))).toContain(says)
  })

  test.each<{ because: string; altered: Partial<typeof duty> }>([
    {
      because: 'relations in their order, and to other places',
      altered: {
        pool: [
          {
            ...a,
            relations: [whole('declared'), whole('derived'), declared('B', 1), { ...declared('B', 1), basis: 'derived' }, declared('B', 2)],
          },
          ...others,
        ],
      },
    },
    {
      because: 'no region stated, another unit, a room that has neither',
      altered: {
        pool: [{ ...a, region: 'east', unit: 'host' }, ...others],
        rooms: [
          { site: 'A', number: 1, candidates: 30 },
          { site: 'A', number: 2, candidates: 30, unit: 'other', region: 'west' },
        ],
        rules: { ...rules, outsideRegion: true, outsideUnit: true },
      },
    },
    {
      because: 'a past elsewhere',
      altered: {
        pool: pool.map((who) => ({
          ...who,
          past: [
            { site: 'A', number: 7 },
            { site: 'B', number: 1 },
          ],
        })),
        rules: { ...rules, rotation: 'room' },
      },
    },
  ])('is accepted: $because', ({ altered }) => {
    const other: DrawInput = { ...duty, ...altered }
    expect(verdictOf(forged('pool', plain(other), drawnBy(other)))).toBe('ok')
  })

  /** Everybody on the places in an order that is not the lot's, every rule kept. */
  const backwards = (seed: Uint8Array): Canonical => {
    const order = rankOrder(
      seed,
      'invigilators',
      pool.map(({ label }) => label),
    ).map((at) => pool[at]?.label ?? '')
    const [, , third = '', second = '', fifth = '', fourth = ''] = order
    const people = (front: string, back: string) => [
      { position: 'front', label: front },
      { position: 'back', label: back },
    ]
    return {
      kind: 'invigilators',
      rooms: [
        { site: 'A', number: 1, people: people(third, second) },
        { site: 'A', number: 2, people: people(fifth, fourth) },
      ],
      reserves: order.slice(0, 1),
      avoidance: { declared: 0, derived: 0 },
    }
  }
  test('whoever was passed over is told, and where that is not decided, that', () => {
    expect(verdictOf(forged('pool', plain(duty), backwards))).toContain('comes earlier and the rest can still be filled')
    const hurried: DrawInput = { ...duty, rules: { ...rules, searchLimit: 1 } }
    expect(verdictOf(forged('pool', plain(hurried), backwards))).toContain('is not decided within rules.searchLimit')
    const enough: DrawInput = { ...duty, rules: { ...rules, searchLimit: 3 } }
    expect(verdictOf(forged('pool', plain(enough), backwards))).toContain('comes earlier and the rest can still be filled')
  })

  test('nobody has two places', () => {
    const twice = (seed: Uint8Array): Canonical => {
      const { rooms, ...rest } = JSON.parse(canonicalJson(drawnBy(duty)(seed)))
      return { ...rest, rooms: [rooms[0], { ...rooms[1], people: rooms[0].people }] }
    }
    expect(verdictOf(forged('pool', plain(duty), twice))).toContain('has a second place')
  })
})

describe('a forged draw of panels', () => {
  const examiners = ['a', 'b', 'c', 'd', 'e'].map((label) => ({
    label,
    unit: label,
    speciality: 'law',
    outside: true,
    chief: true,
    relations: [],
  }))
  const panels: DrawInput = {
    ...sampleHead,
    kind: 'panels',
    examiners,
    panels: [
      { name: 'one', size: 2, positions: ['p', 'q'], speciality: 'law' },
      { name: 'two', size: 2, positions: ['r'] },
    ],
    rules: { ...samplePanelRules, reserves: 1 },
  }
  const everybody = (more: Forgery) => ({ examiners: examiners.map((who) => ({ ...who, ...more })) })

  test('is accepted where nothing is forged, with chiefs and without', () => {
    expect(verdictOf(forged('examiners', plain(panels), drawnBy(panels)))).toBe('ok')
    const equal: DrawInput = { ...panels, rules: { ...panels.rules, chiefs: false } }
    expect(verdictOf(forged('examiners', plain(equal), drawnBy(equal)))).toBe('ok')
  })

  test.each<{ says: string; altered: Forgery }>([
    {
      says: 'input.panels[1].positions names “p” a second time',
      altered: { panels: [panels.panels[0] ?? {}, { name: 'two', size: 2, positions: ['p'] }] },
    },
    { says: 'may not sit there', altered: everybody({ speciality: 'music' }) },
    { says: 'may not sit there', altered: everybody({ relations: [{ basis: 'derived', position: 'q' }] }) },
    { says: 'may not lead', altered: everybody({ chief: false }) },
    { says: 'is the second of one unit', altered: everybody({ unit: 'same' }) },
    { says: 'has 0 of the 1', altered: everybody({ outside: false }) },
    { says: 'input.rules.yields[0] is no rule', altered: { rules: { ...panels.rules, yields: ['rotation'] } } },
    {
      says: 'input.examiners[0].relations[1] is not after input.examiners[0].relations[0]',
      altered: everybody({
        relations: [
          { basis: 'derived', position: 'z' },
          { basis: 'declared', position: 'z' },
        ],
      }),
    },
  ])('$says', ({ says, altered }) => {
    expect(verdictOf(forged('examiners', { ...plain(panels), ...altered }, drawnBy(panels)))).toContain(says)
  })
})
