import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkTranscript } from './check.ts'
import type { Need, Room, SeatsInput } from './input-seats.ts'
import { noblePrimitives } from './primitives.ts'
import { sampleHead, sampleOpening, sampleSeats } from './sample.ts'
import { drawSeats, type SeatsResult, seatsOf } from './seats.ts'
import { freeze } from './seed.ts'
import { draw, transcriptText } from './transcript.ts'

const seedNumber = (n: number): Uint8Array => {
  const seed = new Uint8Array(32)
  new DataView(seed.buffer).setUint32(0, n)
  return seed
}

function frozenOf(input: SeatsInput): SeatsInput {
  const frozen = freeze(input)
  if (!frozen.ok || frozen.value.input.kind !== 'seats') throw new Error(frozen.ok ? 'not seats' : frozen.refusal.sentence)
  return frozen.value.input
}

const drawn = (input: SeatsInput, seed = 1): SeatsResult => drawnFrom(frozenOf(input), seed)

function drawnFrom(frozen: SeatsInput, seed: number): SeatsResult {
  const result = drawSeats(frozen, seedNumber(seed))
  if (!result.ok) throw new Error(result.refusal.sentence)
  return result.value
}

const rules = { family: 'RC', roomLimit: 30, largerRooms: false, variants: 1 }
const people = (count: number, subject: string, more: { needs?: Need[]; wish?: string; groups?: string[] } = {}) =>
  Array.from({ length: count }, (_, at) => ({
    label: `${subject}-${more.wish ?? ''}${more.needs ?? ''}${more.groups ?? ''}${at}`,
    subjects: [subject],
    needs: [],
    groups: [],
    ...more,
  }))
const day = { name: 'one', from: '2026-12-05T01:00:00Z', to: '2026-12-05T03:30:00Z' }
const room = (number: number, capacity: number, more: Partial<Room> = {}): Room => ({
  site: 'A',
  number,
  capacity,
  columns: 5,
  offers: [],
  ...more,
})
const hall = (candidates: SeatsInput['candidates'], rooms: readonly Room[], more: Partial<SeatsInput> = {}): SeatsInput => ({
  ...sampleHead,
  kind: 'seats',
  sessions: [{ ...day, subjects: ['law', 'math'] }],
  candidates,
  rooms,
  rules,
  ...more,
})
const sizes = (result: SeatsResult) => result.rooms.map(({ number, seats }) => `${number}:${seats.length}`).join(' ')

describe('R-ROOM-01: full rooms, only the last one short', () => {
  const rooms = [1, 2, 3, 4].map((number) => room(number, 30))
  test.each([
    { count: 29, expected: '1:29', because: 'one room is enough' },
    { count: 30, expected: '1:30', because: '30 fill a room' },
    { count: 31, expected: '1:30 2:1', because: 'the 31st opens the next room' },
    { count: 60, expected: '1:30 2:30', because: 'two full rooms' },
    { count: 120, expected: '1:30 2:30 3:30 4:30', because: 'every seat is taken' },
  ])('$count: $because', ({ count, expected }) => {
    expect(sizes(drawn(hall(people(count, 'law'), rooms)))).toBe(expected)
  })

  test.each([
    { code: 'too_few_seats', field: 'rooms', because: 'the 121st has no seat', input: hall(people(121, 'law'), rooms) },
    { code: 'room_over_limit', field: 'rooms[0].capacity', because: '31 is over 30', input: hall([], [room(1, 31)]) },
    { code: 'subject_unknown', field: 'candidates[0].subjects', because: 'nobody teaches it', input: hall(people(1, 'art'), rooms) },
    { code: 'subject_unknown', field: 'rooms[0].subject', because: 'a room for it', input: hall([], [room(1, 1, { subject: 'art' })]) },
    { code: 'site_unknown', field: 'candidates[0].wish', because: 'no such site', input: hall(people(1, 'law', { wish: 'B' }), rooms) },
    {
      code: 'too_few_seats',
      field: 'rooms',
      because: 'no room of one’s own',
      input: hall(people(1, 'law', { needs: ['separate-room'] }), rooms),
    },
    {
      code: 'too_few_seats',
      field: 'rooms',
      because: 'the one room has one subject',
      input: hall([...people(1, 'law'), ...people(1, 'math')], [room(1, 30)]),
    },
  ])('$code: $because', ({ code, field, input }) => {
    expect(freeze(input)).toMatchObject({ ok: false, refusal: { code, field } })
  })

  test('B-02: a family with larger registered rooms, and R-ROOM-02: 100 in a computer room but not 101', () => {
    expect(sizes(drawn(hall(people(45, 'law'), [room(1, 45)], { rules: { ...rules, largerRooms: true } })))).toBe('1:45')
    const computers = { rules: { ...rules, roomLimit: 100 } }
    expect(freeze(hall([], [room(1, 100)], computers)).ok).toBe(true)
    expect(freeze(hall([], [room(1, 101)], computers)).ok).toBe(false)
  })

  test('one subject has one room, and a room that is given to a subject is kept for it', () => {
    const result = drawn(hall([...people(31, 'law'), ...people(5, 'math')], [room(1, 30), room(2, 30, { subject: 'math' }), room(3, 30)]))
    expect(result.rooms.map(({ number, subject, seats }) => [number, subject, seats.length])).toEqual([
      [1, 'law', 30],
      [2, 'math', 5],
      [3, 'law', 1],
    ])
  })
})

describe('what a draw refuses by itself, frozen or not', () => {
  test.each([
    { code: 'subject_unknown', input: hall(people(1, 'art'), [room(1, 30)]) },
    { code: 'too_few_seats', input: hall(people(31, 'law'), [room(1, 30)]) },
  ])('$code', ({ code, input }) => {
    expect(drawSeats(input, seedNumber(1))).toMatchObject({ ok: false, refusal: { code } })
  })
})

describe('several sessions', () => {
  const sessions = [
    { ...day, subjects: ['law', 'math'] },
    { name: 'two', from: '2026-12-05T03:30:00Z', to: '2026-12-05T08:00:00Z', subjects: ['essay'] },
  ]
  const both = people(4, 'law').map((one) => ({ ...one, subjects: ['essay', 'law'] }))

  test('a candidate has a seat in each, and a room serves another subject in the next', () => {
    const result = drawn(hall([...both, ...people(1, 'essay')], [room(1, 3), room(2, 3)], { sessions }))
    expect(result.rooms.map(({ session, number, subject, seats }) => [session, number, subject, seats.length])).toEqual([
      ['one', 1, 'law', 3],
      ['one', 2, 'law', 1],
      ['two', 1, 'essay', 3],
      ['two', 2, 'essay', 2],
    ])
    const seats = seatsOf(result)
    expect(new Set(seats.map(({ session, label }) => `${session} ${label}`)).size).toBe(9)
  })

  test('a room that is kept for a subject of one session stays empty in the other', () => {
    const rooms = [room(1, 3, { subject: 'essay' }), room(2, 6)]
    const result = drawn(hall(both, rooms, { sessions }))
    expect(result.rooms.map(({ session, number, seats }) => [session, number, seats.length])).toEqual([
      ['one', 2, 4],
      ['two', 1, 3],
      ['two', 2, 1],
    ])
  })

  test.each([
    { code: 'session_clash', field: 'candidates[0].subjects', candidates: [{ ...both[0], subjects: ['law', 'math'] }], changed: {} },
    { code: 'input_malformed', field: 'candidates[0].subjects', candidates: [{ ...both[0], subjects: [] }], changed: {} },
    { code: 'label_duplicate', field: 'candidates[0]', candidates: [{ ...both[0], groups: ['a', 'a'] }], changed: {} },
    { code: 'sessions_overlap', field: 'sessions[1]', candidates: [], changed: { sessions: sessions.toReversed() } },
    {
      code: 'sessions_overlap',
      field: 'sessions[0]',
      candidates: [],
      changed: { sessions: [{ ...day, from: day.to, subjects: ['law'] }] },
    },
    {
      code: 'label_duplicate',
      field: 'sessions[1].name',
      candidates: [],
      changed: { sessions: [sessions[0], { ...sessions[1], name: 'one' }] },
    },
    {
      code: 'label_duplicate',
      field: 'sessions[1].subjects',
      candidates: [],
      changed: { sessions: [sessions[0], { ...sessions[1], subjects: ['law'] }] },
    },
    { code: 'place_duplicate', field: 'rooms[0].district', candidates: [], changed: { rooms: [room(1, 3, { district: 'A' })] } },
    { code: 'place_duplicate', field: 'rooms[1]', candidates: [], changed: { rooms: [room(1, 3), room(1, 3)] } },
  ])('$code: $field', ({ code, field, candidates, changed }) => {
    expect(freeze({ ...hall([], [room(1, 3)], { sessions }), candidates, ...changed })).toMatchObject({
      ok: false,
      refusal: { code, field },
    })
  })
})

describe('access needs and wishes', () => {
  test('a wish for a district is granted at any of its sites, after the wishes for a site', () => {
    const rooms = [room(1, 1, { district: 'east' }), room(2, 2, { site: 'B', district: 'east' }), room(3, 3, { site: 'C' })]
    const result = drawn(hall([...people(2, 'law', { wish: 'B' }), ...people(2, 'law', { wish: 'east' }), ...people(1, 'law')], rooms))
    expect(result.wishes).toEqual({ asked: 4, granted: 3 })
    expect(result.rooms.find(({ site }) => site === 'B')?.seats.toSorted()).toEqual(['law-B0', 'law-B1'])
    expect(result.rooms.find(({ site }) => site === 'A')?.seats[0]).toMatch(/^law-east/)
  })

  test('whoever needs the ground floor sits there, and others fill the rest', () => {
    const rooms = [room(1, 30), room(2, 30, { offers: ['ground-floor'] })]
    const result = drawn(hall([...people(3, 'law', { needs: ['ground-floor'] }), ...people(37, 'law')], rooms))
    expect(sizes(result)).toBe('1:10 2:30')
    expect(result.rooms[1]?.seats.filter((label) => label.includes('ground')).length).toBe(3)
  })

  test('a wish is granted while the site has seats, by lot', () => {
    const rooms = [room(1, 2), room(2, 2, { site: 'B' })]
    const input = hall(people(3, 'law', { wish: 'B' }), rooms)
    const lucky = Array.from({ length: 40 }, (_, seed) => drawn(input, seed).rooms[1]?.seats.toSorted().join())
    expect(drawn(input).wishes).toEqual({ asked: 3, granted: 2 })
    expect(new Set(lucky).size).toBe(3)
  })

  test('a wish never takes the only ground-floor seat from someone who needs it', () => {
    const rooms = [room(1, 1, { offers: ['ground-floor'] }), room(2, 1, { site: 'B' })]
    const result = drawn(hall([...people(1, 'law', { wish: 'A' }), ...people(1, 'law', { needs: ['ground-floor'] })], rooms))
    expect(result.rooms.map(({ seats }) => seats)).toEqual([['law-ground-floor0'], ['law-A0']])
  })
})

describe('R-RC-10: at random, and the same for everyone who draws', () => {
  test('whatever can be frozen can be drawn: one seat each, within every rule, whatever the seed', () => {
    const needs = fc.constantFrom<Need[]>([], [], [], ['ground-floor'], ['extra-time'], ['separate-room'], ['extra-time', 'ground-floor'])
    const site = fc.constantFrom('A', 'B', 'C')
    const subject = fc.constantFrom('law', 'math')
    const groups = fc.uniqueArray(fc.constantFrom('e1', 'e2', 'p1'), { maxLength: 3 })
    const candidate = fc.record({ needs, groups, subject, wish: fc.option(site, { nil: undefined }) })
    const place = fc.record({
      capacity: fc.integer({ min: 1, max: 5 }),
      columns: fc.integer({ min: 1, max: 3 }),
      offers: needs,
      site,
      subject: fc.option(subject, { nil: undefined }),
    })
    let drawnCases = 0
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 25 }), fc.array(place, { maxLength: 20 }), fc.nat(), (candidates, places, seed) => {
        const rooms = places.map(({ subject: kept, ...one }, at): Room => ({ ...one, number: at + 1, ...(kept && { subject: kept }) }))
        const list = candidates.map(({ wish, subject: sat, ...one }, at) => ({
          ...one,
          subjects: [sat],
          label: `c${at}`,
          ...(wish && { wish }),
        }))
        const input = hall(list, rooms)
        if (!freeze(input).ok) return
        drawnCases++
        const result = drawn(input, seed)
        const seats = seatsOf(result)
        expect(seats.map(({ label }) => label).sort()).toEqual(input.candidates.map(({ label }) => label).sort())
        for (const seat of seats) {
          const who = input.candidates.find(({ label }) => label === seat.label)
          const where = rooms.find(({ site: at, number }) => at === seat.site && number === seat.number)
          expect(who?.subjects).toContain(seat.subject)
          expect(where?.subject ?? seat.subject).toBe(seat.subject)
          expect(seat.seat).toBeLessThanOrEqual(where?.capacity ?? 0)
          expect(who?.needs.every((need) => where?.offers.includes(need))).toBe(true)
          for (const kept of ['extra-time', 'separate-room'] as const) expect(where?.offers.includes(kept)).toBe(who?.needs.includes(kept))
        }
        const short = result.rooms.filter(
          ({ site: at, number, seats: taken }) =>
            taken.length < (rooms.find((one) => one.site === at && one.number === number)?.capacity ?? 0),
        )
        const kinds = short.map(
          (one) => `${one.site} ${one.subject} ${rooms[one.number - 1]?.offers.filter((offer) => offer !== 'ground-floor')}`,
        )
        expect(new Set(kinds).size).toBe(kinds.length)
      }),
      { numRuns: 2000 },
    )
    expect(drawnCases).toBeGreaterThan(100)
  })

  test('the checker agrees, whoever is beside whom and wherever the ground floor is', () => {
    const candidate = fc.record({
      groups: fc.subarray(['e1', 'e2', 'p1']),
      needs: fc.constantFrom<Need[]>([], [], ['ground-floor']),
      wish: fc.constantFrom('A', 'B', 'east', undefined, undefined),
      subjects: fc.constantFrom(['law'], ['law'], ['math']),
    })
    const place = fc.record({
      capacity: fc.integer({ min: 1, max: 6 }),
      columns: fc.integer({ min: 1, max: 3 }),
      offers: fc.constantFrom<Need[]>([], ['ground-floor']),
      site: fc.constantFrom('A', 'B'),
      district: fc.constantFrom('east', undefined),
    })
    let [checked, parted] = [0, 0]
    fc.assert(
      fc.property(
        fc.array(candidate, { minLength: 4, maxLength: 16 }),
        fc.array(place, { minLength: 4, maxLength: 8 }),
        fc.string(),
        (candidates, places, dice) => {
          const list = candidates.map(({ wish, ...who }, at) => ({ ...who, label: `c${10 + at}`, ...(wish && { wish }) }))
          const rooms = places.map(({ district, ...where }, at): Room => ({ ...where, number: at + 1, ...(district && { district }) }))
          const frozen = freeze(hall(list, rooms, { rules: { ...rules, variants: 2 } }))
          if (!frozen.ok) return
          const transcript = draw(frozen.value.input, sampleOpening(frozen.value, `dice${dice.replace(/[^a-z]/g, '')}`))
          if (!transcript.ok || transcript.value.result.kind !== 'seats') throw new Error('not drawn')
          const { before, after } = transcript.value.result.neighbours
          checked++
          if (after < before) parted++
          expect(checkTranscript(transcriptText(transcript.value), noblePrimitives)).toEqual({ ok: true })
        },
      ),
      { numRuns: 400 },
    )
    expect(Math.min(checked, parted)).toBeGreaterThan(50)
  })

  test('a larger hall with everything in it', () => {
    const input = sampleSeats(3000, 6, 3)
    expect(seatsOf(drawn(input)).length).toBe(3000)
    expect(drawn(input)).toEqual(drawn(input))
    expect(drawn(input, 2)).not.toEqual(drawn(input))
  })
})
