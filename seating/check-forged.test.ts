import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import { settled } from './answer.ts'
import { type Canonical, canonicalJson, frame } from './canonical.ts'
import { checkTranscript } from './check.ts'
import type { DrawInput } from './input.ts'
import type { Candidate, Room } from './input-seats.ts'
import { rootOf } from './merkle.ts'
import { noblePrimitives } from './primitives.ts'
import { sampleHead, sampleOpening } from './sample.ts'
import { sampleDutyRules, sampleMember, samplePanelRules } from './sample-staff.ts'
import { freeze, seedOf } from './seed.ts'
import { rankOrder } from './stream.ts'
import { draw, drawFrozen } from './transcript.ts'

/**
 * Inputs that no engine freezes, written consistently: hash, commitments, reveals and seed are right, as an office with an engine of its own
 * could make them. Only the checker's own rules are left to say no.
 */
type Forgery = { readonly [key: string]: Canonical }
type Outcome = Canonical | ((seed: Uint8Array) => Canonical)

function forged(list: string, given: Forgery, outcome: Outcome, more: Forgery = {}): string {
  // A list where the input has none is the checker's to refuse; what it hashes to does not matter then.
  const entries = Array.isArray(given[list]) ? (given[list] as readonly Canonical[]) : []
  const header = { ...given, [list]: { root: bytesToHex(rootOf(entries)), size: entries.length } }
  const freezeHash = bytesToHex(sha256(frame('gongyuan/freeze/1', canonicalJson(header))))
  const parties = Array.isArray(given.parties) ? given.parties.map(String) : []
  const opening = sampleOpening({ freezeHash, input: { ...lots, parties } })
  const seed = settled(seedOf({ freezeHash, parties, ...opening }))
  const result = typeof outcome === 'function' ? outcome(seed) : outcome
  return canonicalJson({
    format: 'gongyuan-draw/1',
    engine: '1',
    input: given,
    freezeHash,
    ...opening,
    seed: bytesToHex(seed),
    result,
    ...more,
  })
}
const verdictOf = (text: string): string => {
  const verdict = checkTranscript(text, noblePrimitives)
  return verdict.ok ? 'ok' : verdict.sentence
}
const plain = (input: DrawInput): Forgery => JSON.parse(canonicalJson(input))
const drawnBy =
  (input: DrawInput) =>
  (seed: Uint8Array): Canonical =>
    settled(drawFrozen(input, seed))
const lots: DrawInput = { ...sampleHead, kind: 'lots', labels: ['a', 'b', 'c'] }

describe('a forged draw of lots or groups', () => {
  const groups: DrawInput = {
    ...sampleHead,
    kind: 'groups',
    candidates: ['a', 'b', 'c'].map((label) => ({ label, sex: label === 'b' ? 'm' : 'f' })),
    rules: { groupSize: 2 },
  }

  test('is accepted where nothing is forged', () => {
    expect(verdictOf(forged('labels', plain(lots), drawnBy(lots)))).toBe('ok')
    expect(verdictOf(forged('candidates', plain(groups), drawnBy(groups)))).toBe('ok')
  })

  test.each<{ says: string; list: string; given: Forgery; more?: Forgery }>([
    { says: 'input.parties names fewer than three', list: 'labels', given: { ...plain(lots), parties: ['a', 'b'] } },
    { says: 'input.parties[1] is not after', list: 'labels', given: { ...plain(lots), parties: ['b', 'a', 'c'] } },
    {
      says: 'input.source.due is not after revealBy',
      list: 'labels',
      given: { ...plain(lots), source: { ...sampleHead.source, due: sampleHead.revealBy } },
    },
    { says: 'input.engine is not version 1', list: 'labels', given: { ...plain(lots), engine: '2' } },
    { says: 'input.kind is not one', list: 'labels', given: { ...plain(lots), kind: 'tea' } },
    { says: 'input.labels[1] is not after', list: 'labels', given: { ...plain(lots), labels: ['b', 'a'] } },
    { says: 'input.labels is not a list', list: 'labels', given: { ...plain(lots), labels: 'abc' } },
    { says: 'input has the unknown member “more”', list: 'labels', given: { ...plain(lots), more: 1 } },
    { says: 'tickets stands in draws of seats', list: 'labels', given: plain(lots), more: { tickets: { root: '', size: 0 } } },
    { says: 'result is not what the seed gives', list: 'labels', given: plain(lots), more: { result: 'nothing' } },
    { says: 'input.rules.groupSize is less than 1', list: 'candidates', given: { ...plain(groups), rules: { groupSize: 0 } } },
    {
      says: 'input.candidates repeats a label',
      list: 'candidates',
      given: {
        ...plain(groups),
        candidates: [
          { label: 'a', sex: 'f' },
          { label: 'a', sex: 'm' },
        ],
      },
    },
    {
      says: 'input.candidates[1] is not after',
      list: 'candidates',
      given: {
        ...plain(groups),
        candidates: [
          { label: 'b', sex: 'f' },
          { label: 'a', sex: 'm' },
        ],
      },
    },
  ])('$says', ({ says, list, given, more }) => {
    expect(verdictOf(forged(list, given, (seed) => (given.kind === 'lots' ? drawnBy(lots)(seed) : []), more))).toContain(says)
  })

  test('one to a group is possible', () => {
    const single: DrawInput = { ...groups, rules: { groupSize: 1 } }
    expect(verdictOf(forged('candidates', plain(single), drawnBy(single)))).toBe('ok')
  })

  test('an input that is no object has no kind', () => {
    const text = forged('labels', plain(lots), drawnBy(lots))
    expect(verdictOf(canonicalJson({ ...JSON.parse(text), input: 'lots' }))).toContain('input.kind is not a string')
    expect(verdictOf(canonicalJson({ ...JSON.parse(text), input: {} }))).toContain('input.kind is not a string')
  })

  test('what the source really gave is held against it', () => {
    const text = forged('labels', plain(lots), drawnBy(lots))
    const { freezeHash, commitments, publicValue } = JSON.parse(text)
    const seen = (value: string, published = commitments) =>
      checkTranscript(text, noblePrimitives, { freezeHash, commitments: published, publicValue: value })
    expect(seen(publicValue)).toEqual({ ok: true })
    expect(seen(publicValue, commitments.toReversed())).toEqual({ ok: true })
    expect(seen('another')).toMatchObject({ ok: false, sentence: expect.stringContaining('publicValue is not the one') })
  })

  test('a library that fails is no verdict', () => {
    const text = forged('labels', plain(lots), drawnBy(lots))
    const sha = () => {
      throw new Error('no memory')
    }
    expect(() => checkTranscript(text, { ...noblePrimitives, sha256: sha })).toThrow('no memory')
  })

  test.each([
    { says: 'commitments does not have one entry', alter: (one: Forgery) => ({ ...one, commitments: [] }) },
    { says: 'reveals does not have one entry', alter: (one: Forgery) => ({ ...one, reveals: [] }) },
  ])('$says', ({ says, alter }) => {
    expect(verdictOf(canonicalJson(alter(JSON.parse(forged('labels', plain(lots), drawnBy(lots))))))).toContain(says)
  })
})

const one = (label: string, more: Partial<Candidate> = {}): Candidate => ({ label, subjects: ['law'], needs: [], groups: [], ...more })
const room = (number: number, more: Partial<Room> = {}): Room => ({ site: 'A', number, capacity: 3, columns: 2, offers: [], ...more })
const sessions = [
  { name: 'am', from: '2026-12-05T01:00:00Z', to: '2026-12-05T03:00:00Z', subjects: ['law', 'math'] },
  { name: 'pm', from: '2026-12-05T03:00:00Z', to: '2026-12-05T08:00:00Z', subjects: ['essay'] },
]
const [am, pm] = sessions
if (!am || !pm) throw new Error('there are two')

describe('a forged draw of seats', () => {
  const rules = { family: 'RC', roomLimit: 3, largerRooms: false, variants: 2 }
  const seats: DrawInput = {
    ...sampleHead,
    kind: 'seats',
    sessions,
    candidates: [
      one('a', { groups: ['g', 'h'], wish: 'east' }),
      one('b', { needs: ['extra-time', 'ground-floor'], subjects: ['essay', 'law'] }),
    ],
    rooms: [room(1, { district: 'east', subject: 'law' }), room(2), room(3, { offers: ['extra-time', 'ground-floor'] })],
    rules,
  }

  test('is accepted where nothing is forged', () => {
    const { input, ...drawn } = settled(draw(seats, sampleOpening(settled(freeze(seats)))))
    expect(verdictOf(canonicalJson({ ...drawn, input }))).toBe('ok')
    const { tickets, ...without } = drawn
    expect(verdictOf(canonicalJson({ ...without, input }))).toContain('tickets stands in draws of seats and only there')
    expect(verdictOf(canonicalJson({ ...drawn, input, tickets: { root: '', size: 3 } }))).toContain('tickets.root')
    expect(verdictOf(canonicalJson({ ...drawn, input, tickets: { root: tickets?.root ?? '', size: 4 } }))).toContain('tickets.size')
  })

  test.each<{ says: string; altered: Forgery }>([
    { says: 'input.rooms[0].subject is not a subject of input.sessions', altered: { rooms: [room(1, { subject: 'art' })] } },
    { says: 'input.rooms[1].district is the name of a site', altered: { rooms: [room(1), room(2, { district: 'A' })] } },
    { says: 'input.sessions[0] does not follow', altered: { sessions: [{ ...am, from: am.to }, pm] } },
    { says: 'input.sessions[1] does not follow', altered: { sessions: [am, { ...pm, from: '2026-12-05T02:59:59Z' }] } },
    { says: 'input.sessions[1].name is that of another', altered: { sessions: [am, { ...pm, name: 'am' }] } },
    { says: 'input.sessions[1].subjects names a subject of another', altered: { sessions: [am, { ...pm, subjects: ['law'] }] } },
    { says: 'input.sessions[0].subjects[1] is not after', altered: { sessions: [{ ...am, subjects: ['math', 'law'] }, pm] } },
    { says: 'input.candidates[1] is out of order or there twice', altered: { candidates: [one('a'), one('a')] } },
    { says: 'input.candidates[1] is out of order or there twice', altered: { candidates: [one('b'), one('a')] } },
    { says: 'input.candidates[0].subjects names an unknown subject', altered: { candidates: [one('a', { subjects: ['art'] })] } },
    { says: 'input.candidates[0].subjects has two subjects', altered: { candidates: [one('a', { subjects: ['law', 'math'] })] } },
    { says: 'input.candidates[0].subjects is empty', altered: { candidates: [one('a', { subjects: [] })] } },
    { says: 'input.candidates[0].subjects[1] is not after', altered: { candidates: [one('a', { subjects: ['law', 'essay'] })] } },
    { says: 'input.candidates[0].groups[1] is not after', altered: { candidates: [one('a', { groups: ['h', 'g'] })] } },
    { says: 'input.candidates[0].wish is neither', altered: { candidates: [one('a', { wish: 'Z' })] } },
    { says: 'input.candidates[0].needs holds an unknown need', altered: { candidates: [{ ...one('a'), needs: ['tea'] }] } },
    {
      says: 'input.candidates[0].needs[1] is not after',
      altered: { candidates: [one('a', { needs: ['ground-floor', 'extra-time'] })] },
    },
    { says: 'input.candidates[0] lacks “groups”', altered: { candidates: [{ label: 'a', subjects: ['law'], needs: [] }] } },
    { says: 'input.rules.variants is neither 1 nor 2', altered: { rules: { ...rules, variants: 3 } } },
    { says: 'input.rules.family is not a string', altered: { rules: { ...rules, family: 1 } } },
    { says: 'input.rooms[0].columns is less than 1', altered: { rooms: [room(1, { columns: 0 })] } },
    { says: 'input.rooms[0].capacity is 0', altered: { rooms: [room(1, { capacity: 0 })] } },
    { says: 'input.rooms[0].capacity is 4; the limit is 3', altered: { rooms: [room(1, { capacity: 4 })] } },
    { says: 'input.rooms[1] is a second room', altered: { rooms: [room(1), room(1)] } },
    { says: 'input.rooms[0].offers[1] is not after', altered: { rooms: [room(1, { offers: ['ground-floor', 'extra-time'] })] } },
    {
      says: 'input.rooms has too few seats for “law”',
      altered: { candidates: ['a', 'b', 'c', 'd'].map((label) => one(label)), rooms: [room(1)] },
    },
    {
      says: 'input.rooms has too few seats for “law”',
      altered: { candidates: [one('a', { needs: ['ground-floor'] })], rooms: [room(1)] },
    },
    { says: 'input.drawId is not a string', altered: { drawId: 1 } },
  ])('$says', ({ says, altered }) => {
    expect(verdictOf(forged('candidates', { ...plain(seats), ...altered }, {}))).toContain(says)
  })

  test('larger rooms where the rules have them, one paper, and the last session may begin as the first ends', () => {
    const larger: DrawInput = {
      ...seats,
      rooms: [room(1, { capacity: 4 }), room(3, { offers: ['extra-time', 'ground-floor'] })],
      candidates: [one('a'), one('b', { needs: ['extra-time', 'ground-floor'], subjects: ['essay', 'law'] })],
      rules: { ...rules, largerRooms: true, variants: 1 },
    }
    expect(verdictOf(canonicalJson(settled(draw(larger, sampleOpening(settled(freeze(larger)))))))).toBe('ok')
  })
})

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

describe('a forged supplement', () => {
  const supplement: DrawInput = {
    ...sampleHead,
    kind: 'supplement',
    after: ['0'.repeat(64)],
    sessions,
    lost: [],
    candidates: [one('a'), one('b')],
    rooms: [{ session: 'am', site: 'A', number: 1, subject: 'law', columns: 2, offers: [], free: [2, 5] }],
    rules: { variants: 2 },
  }
  const [free] = supplement.rooms
  if (!free) throw new Error('there is one')

  const follows = (given: Forgery, earlier: readonly string[]): string => {
    const verdict = checkTranscript(forged('candidates', given, {}), noblePrimitives, undefined, earlier)
    return verdict.ok ? 'ok' : verdict.sentence
  }
  test('a room cannot be lost and given away at once', () => {
    const seats: DrawInput = {
      ...sampleHead,
      kind: 'seats',
      sessions,
      candidates: [one('a')],
      rooms: [room(1)],
      rules: { family: 'RC', roomLimit: 3, largerRooms: false, variants: 2 },
    }
    const first = canonicalJson(settled(draw(seats, sampleOpening(settled(freeze(seats))))))
    const after = [bytesToHex(sha256(new TextEncoder().encode(first)))]
    const lost = [{ session: 'am', site: 'A', number: 1 }]
    expect(follows({ ...plain(supplement), after, lost, candidates: [one('a')] }, [first])).toContain('input.rooms[0] is lost')
    const rooms = [{ ...free, number: 2 }]
    const right: DrawInput = { ...supplement, after, lost, candidates: [one('a')], rooms }
    const text = forged('candidates', plain(right), drawnBy(right))
    // Everything but the tickets, which a forger would have to make as well.
    expect(checkTranscript(text, noblePrimitives, undefined, [first])).toMatchObject({
      sentence: expect.stringContaining('tickets stands'),
    })
    expect(follows(plain(right), [])).toContain('input.after does not name as many')
    expect(follows({ ...plain(right), candidates: [one('a', { subjects: ['law', 'math'] })] }, [first])).toContain('is not what was lost')
    expect(follows({ ...plain(right), candidates: [one('a', { subjects: ['math'] })] }, [first])).toContain('is not what was lost')
  })

  test.each<{ says: string; altered: Forgery }>([
    { says: 'input.rooms has too few free seats for “law”', altered: { rooms: [{ ...free, free: [2] }] } },
    { says: 'input.rooms has too few free seats for “law”', altered: { candidates: [one('a', { needs: ['ground-floor'] })] } },
    { says: 'input.rooms[0].free is out of order or repeats itself', altered: { rooms: [{ ...free, free: [5, 2] }] } },
    { says: 'input.rooms[0].free is out of order or repeats itself', altered: { rooms: [{ ...free, free: [2, 2] }] } },
    { says: 'input.rooms[0].free is out of order or repeats itself', altered: { rooms: [{ ...free, free: [0, 2] }] } },
    { says: 'input.rooms[0].offers[1] is not after', altered: { rooms: [{ ...free, offers: ['ground-floor', 'extra-time'] }] } },
    { says: 'input.candidates[1] is not after', altered: { candidates: [one('b'), one('a')] } },
    { says: 'input.drawId is not a string', altered: { drawId: 7 } },
    { says: 'input.rules.variants is not an integer', altered: { rules: { variants: '2' } } },
  ])('$says', ({ says, altered }) => {
    expect(verdictOf(forged('candidates', { ...plain(supplement), ...altered }, {}))).toContain(says)
  })
})
