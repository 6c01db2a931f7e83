import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkTranscript } from './check.ts'
import type { Candidate } from './input-seats.ts'
import { noblePrimitives } from './primitives.ts'
import { sampleHead, sampleOpening } from './sample.ts'
import { seatsOf } from './seats.ts'
import { freeze } from './seed.ts'
import { drawSupplement, type FreeRoom, type SupplementInput } from './supplement.ts'
import { draw, type Transcript, transcriptText } from './transcript.ts'

const one = (label: string, more: Partial<Candidate> = {}): Candidate => ({ label, subjects: ['law'], needs: [], groups: [], ...more })
const sessions = [
  { name: 'am', from: '2026-12-05T01:00:00Z', to: '2026-12-05T03:00:00Z', subjects: ['law', 'math'] },
  { name: 'pm', from: '2026-12-05T06:00:00Z', to: '2026-12-05T08:00:00Z', subjects: ['essay'] },
]
const room = { site: 'A', capacity: 3, columns: 2, offers: [] }

function drawn(input: unknown): Transcript {
  const frozen = freeze(input)
  if (!frozen.ok) throw new Error(frozen.refusal.sentence)
  const transcript = draw(input, sampleOpening(frozen.value))
  if (!transcript.ok) throw new Error(transcript.refusal.sentence)
  return transcript.value
}

const first = drawn({
  ...sampleHead,
  kind: 'seats',
  sessions,
  candidates: ['a', 'b', 'c', 'd'].map((label) => one(label, label === 'a' ? { subjects: ['essay', 'law'] } : {})),
  rooms: [
    { ...room, number: 1 },
    { ...room, number: 2 },
    { ...room, number: 3, offers: ['ground-floor'] },
  ],
  rules: { family: 'RC', roomLimit: 30, largerRooms: false, variants: 2 },
})
const firstText = transcriptText(first)
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const free = (number: number, seats: number[], more: Partial<FreeRoom> = {}): FreeRoom => ({
  session: 'am',
  site: 'A',
  number,
  subject: 'law',
  columns: 2,
  offers: [],
  free: seats,
  ...more,
})
// Three of the four sit in room 1, the fourth in room 2; the ground floor is not needed.
if (first.result.kind !== 'seats') throw new Error('not seats')
const inRoom = (number: number) =>
  seatsOf({ rooms: first.result.kind === 'seats' ? first.result.rooms : [] }).filter(
    (seat) => seat.session === 'am' && seat.number === number,
  )
const lostLabels = inRoom(1).map(({ label }) => label)
const ground = free(3, [1, 2, 3], { offers: ['ground-floor'] })
const input: SupplementInput = {
  ...sampleHead,
  drawId: 'sample-2',
  kind: 'supplement',
  after: [hashOf(firstText)],
  sessions,
  lost: [{ session: 'am', site: 'A', number: 1 }],
  candidates: [...lostLabels.map((label) => one(label)), one('late', { subjects: ['essay', 'law'] })],
  rooms: [free(2, [2, 3]), ground, free(1, [2, 3], { session: 'pm', subject: 'essay' })],
  rules: { variants: 2 },
}
const check = (transcript: Transcript, earlier: readonly string[] | undefined = [firstText]) =>
  checkTranscript(transcriptText(transcript), noblePrimitives, undefined, earlier)

describe('a room is lost and somebody comes late', () => {
  const supplement = drawn(input)

  test('those it concerns sit on free seats, the first ones; nobody else moves', () => {
    if (supplement.result.kind !== 'supplement') throw new Error('not a supplement')
    const seats = supplement.result.rooms.flatMap(({ session, number, seats: taken }) =>
      taken.map(({ seat, label }) => ({ session, number, seat, label })),
    )
    const am = seats.filter(({ session }) => session === 'am')
    expect(am.map(({ label }) => label).sort()).toEqual([...lostLabels, 'late'].sort())
    expect(am.map(({ number, seat }) => `${number}-${seat}`)).toEqual(['2-2', '2-3', '3-1', '3-2'])
    expect(seats.filter(({ session }) => session === 'pm').map(({ label, seat }) => [label, seat])).toEqual([['late', 2]])
    expect(supplement.tickets?.size).toBe(5)
    expect(check(supplement)).toEqual({ ok: true })
    expect(check(supplement, undefined)).toEqual({ ok: true })
  })

  test('a second supplement follows both', () => {
    const text = transcriptText(supplement)
    const again = drawn({
      ...input,
      drawId: 'sample-3',
      after: [hashOf(firstText), hashOf(text)],
      lost: [],
      candidates: [one('later')],
      rooms: [free(3, [3], { offers: ['ground-floor'] })],
    })
    expect(check(again, [firstText, text])).toEqual({ ok: true })
    expect(check(again, [firstText])).toMatchObject({ ok: false, sentence: expect.stringContaining('input.after') })
    const taken = drawn({ ...input, after: [hashOf(firstText), hashOf(text)], lost: [], candidates: [one('later')], rooms: [free(2, [2])] })
    expect(check(taken, [firstText, text])).toMatchObject({ ok: false, sentence: expect.stringContaining('seat that is taken') })
  })

  test('every free seat falls to everybody equally often', () => {
    const counts = new Map<string, number>()
    const frozen = freeze(input)
    if (!frozen.ok) throw new Error(frozen.refusal.sentence)
    for (let round = 0; round < 400; round++) {
      const transcript = draw(input, sampleOpening(frozen.value, `dice ${round}`))
      if (!transcript.ok || transcript.value.result.kind !== 'supplement') throw new Error('not drawn')
      const place = transcript.value.result.rooms[0]?.seats.find(({ seat }) => seat === 2)
      counts.set(place?.label ?? '', (counts.get(place?.label ?? '') ?? 0) + 1)
    }
    // Four labels, 400 rounds: χ² with 3 degrees of freedom, 16.3 is the 0.999 quantile.
    expect(counts.size).toBe(4)
    expect([...counts.values()].reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0)).toBeLessThan(16.3)
  })

  test('a room that nobody needs is left out, and a draw refuses too few seats by itself', () => {
    const few = { ...input, lost: [], candidates: [one('late')], rooms: [free(2, [2]), free(3, [1])] }
    expect(drawn(few).result).toMatchObject({ rooms: [{ number: 2, seats: [{ seat: 2, label: 'late' }] }] })
    const refused = drawSupplement({ ...few, rooms: [] }, new Uint8Array(32))
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'too_few_seats', field: 'rooms' } })
  })

  test('who needs the ground floor gets it', () => {
    const needs = drawn({
      ...input,
      lost: [],
      candidates: [one('late'), one('low', { needs: ['ground-floor'] })],
      rooms: [free(2, [2]), free(3, [1], { offers: ['ground-floor'] })],
    })
    expect(needs.result).toMatchObject({
      rooms: [
        { number: 2, seats: [{ label: 'late' }] },
        { number: 3, seats: [{ label: 'low' }] },
      ],
    })
  })

  test.each([
    { says: 'input.after[0]', altered: { after: ['0'.repeat(64)] } },
    { says: 'has a seat and lost none', altered: { lost: [], candidates: input.candidates } },
    { says: 'lacks somebody', altered: { candidates: input.candidates.slice(1) } },
    { says: 'where nobody sits', altered: { lost: [...input.lost, { session: 'pm', site: 'A', number: 2 }] } },
    { says: 'seat that is taken', altered: { rooms: [free(2, [1, 2, 3]), ground, ...input.rooms.slice(2)] } },
    {
      says: 'subject is not what is sat there',
      altered: { lost: [], candidates: [one('late', { subjects: ['math'] })], rooms: [free(2, [2], { subject: 'math' })] },
    },
    {
      says: 'is not what was lost',
      altered: {
        candidates: input.candidates.map((who) => ({ ...who, subjects: who.label === 'late' ? ['law'] : ['essay', 'law'] })),
        rooms: [free(2, [2, 3]), ground, free(2, [1, 2, 3], { session: 'pm', subject: 'essay' })],
      },
    },
  ])('the checker sees what the office may not do: $says', ({ says, altered }) => {
    const transcript = drawn({ ...input, ...altered })
    expect(check(transcript)).toMatchObject({ ok: false, sentence: expect.stringContaining(says) })
  })

  test.each([
    { code: 'input_malformed', field: 'after', altered: { after: [] } },
    { code: 'input_malformed', field: 'after[0]', altered: { after: ['x'] } },
    { code: 'place_duplicate', field: 'rooms[3]', altered: { rooms: [...input.rooms, ...input.rooms] } },
    { code: 'place_duplicate', field: 'rooms[0]', altered: { rooms: [free(1, [1])] } },
    { code: 'place_duplicate', field: 'rooms[0].free', altered: { rooms: [free(2, [2, 2])] } },
    { code: 'subject_unknown', field: 'rooms[0].subject', altered: { rooms: [free(2, [2], { subject: 'essay' })] } },
    { code: 'subject_unknown', field: 'candidates[0].subjects', altered: { candidates: [one('x', { subjects: [] })] } },
    { code: 'session_clash', field: 'candidates[0].subjects', altered: { candidates: [one('x', { subjects: ['law', 'math'] })] } },
    { code: 'label_duplicate', field: 'candidates[0]', altered: { candidates: [one('x', { groups: ['g', 'g'] })] } },
    { code: 'label_duplicate', field: 'candidates', altered: { candidates: [one('x'), one('x')] } },
    { code: 'sessions_overlap', field: 'sessions[1]', altered: { sessions: [sessions[0], sessions[0]] } },
    { code: 'too_few_seats', field: 'rooms', altered: { rooms: [free(2, [2])] } },
  ])('$code: $field', ({ code, field, altered }) => {
    expect(freeze({ ...input, ...altered })).toMatchObject({ ok: false, refusal: { code, field } })
  })
})

describe('test cities', () => {
  const inCity = (district: string, number: number, seats: number, offers: FreeRoom['offers'] = []) =>
    free(
      number,
      Array.from({ length: seats }, (_, at) => at + 1),
      { site: `in ${district}`, district, offers },
    )
  const seatedIn = (candidates: readonly Candidate[], rooms: readonly FreeRoom[], dice?: string) => {
    const cities: SupplementInput = { ...input, lost: [], candidates, rooms }
    const frozen = freeze(cities)
    if (!frozen.ok) throw new Error(frozen.refusal.sentence)
    const transcript = draw(cities, sampleOpening(frozen.value, dice))
    if (!transcript.ok || transcript.value.result.kind !== 'supplement') throw new Error('not drawn')
    expect(check(transcript.value)).toEqual({ ok: true })
    return new Map(transcript.value.result.rooms.flatMap(({ site, seats }) => seats.map(({ label }) => [label, site.slice(3)] as const)))
  }
  const low = { needs: ['ground-floor' as const] }
  test.each([
    {
      because: 'each in the city of the wish, though rooms of the other come first',
      candidates: [one('e', { wish: 'E' }), one('w', { wish: 'W' })],
      rooms: [inCity('W', 1, 3), inCity('E', 2, 3)],
      expected: { e: 'E', w: 'W' },
    },
    {
      because: 'who wishes for nothing sits where nobody else wished to',
      candidates: [one('n'), one('w', { wish: 'W' })],
      rooms: [inCity('W', 1, 1), inCity('E', 2, 1)],
      expected: { n: 'E', w: 'W' },
    },
    {
      because: 'a site may be wished for as well',
      candidates: [one('w', { wish: 'in W' })],
      rooms: [inCity('E', 1, 1), inCity('W', 2, 1)],
      expected: { w: 'W' },
    },
    {
      because: 'who needs the ground floor gets it, elsewhere if there is none in the city',
      candidates: [one('w', { wish: 'W', ...low }), one('x', { wish: 'W' })],
      rooms: [inCity('W', 1, 2), inCity('E', 2, 2, ['ground-floor'])],
      expected: { w: 'E', x: 'W' },
    },
    {
      because: 'nobody without need takes the ground floor of another city before those who need it there',
      candidates: [one('e', { wish: 'E', ...low }), one('w', { wish: 'W' })],
      rooms: [inCity('E', 1, 1, ['ground-floor']), inCity('E', 2, 1)],
      expected: { e: 'E', w: 'E' },
    },
  ])('$because', ({ candidates, rooms, expected }) => {
    expect(Object.fromEntries(seatedIn(candidates, rooms))).toEqual(expected)
  })

  test('where a city has too few seats the lot says who goes elsewhere, everybody as often', () => {
    const [candidates, rooms] = [['x', 'y', 'z'].map((label) => one(label, { wish: 'W' })), [inCity('W', 1, 2), inCity('E', 2, 5)]]
    const counts = new Map<string, number>()
    for (let round = 0; round < 300; round++) {
      const elsewhere = [...seatedIn(candidates, rooms, `dice ${round}`)].filter(([, city]) => city === 'E')
      expect(elsewhere).toHaveLength(1)
      for (const [label] of elsewhere) counts.set(label, (counts.get(label) ?? 0) + 1)
    }
    // Three labels, 300 rounds: χ² with 2 degrees of freedom, 13.8 is the 0.999 quantile.
    expect([...counts.values()].reduce((sum, count) => sum + (count - 100) ** 2 / 100, 0)).toBeLessThan(13.8)
  })

  test('the draw and the check agree, and as many sit where they wished as there are seats', () => {
    const wish = fc.constantFrom(undefined, 'E', 'N', 'W')
    const people = fc.array(fc.record({ wish, low: fc.boolean() }), { minLength: 1, maxLength: 8 })
    const rooms = fc.array(fc.record({ district: fc.constantFrom('E', 'W'), seats: fc.integer({ min: 1, max: 3 }), low: fc.boolean() }), {
      maxLength: 4,
    })
    fc.assert(
      fc.property(people, rooms, (asked, given) => {
        const candidates = asked.map(({ wish, low: needs }, at) => one(`${at}`, { ...(wish && { wish }), ...(needs ? low : {}) }))
        const spare = inCity('N', 9, 20, ['ground-floor'])
        const offered = given.map(({ district, seats, low: ground }, at) => inCity(district, at + 1, seats, ground ? ['ground-floor'] : []))
        const cities = seatedIn(candidates, [...offered, spare])
        expect(cities.size).toBe(candidates.length)
        for (const city of ['E', 'W']) {
          const wishing = candidates.filter(({ wish }) => wish === city)
          const seats = given.filter(({ district }) => district === city).reduce((sum, one) => sum + one.seats, 0)
          const plain = wishing.filter(({ needs }) => needs.length === 0)
          const granted = plain.filter(({ label }) => cities.get(label) === city)
          // Those who need the ground floor come first and take what they need of it, whoever wished for the city.
          const before = candidates.filter(({ label, needs }) => needs.length > 0 && cities.get(label) === city).length
          expect(granted).toHaveLength(Math.min(plain.length, seats - before))
        }
      }),
      { numRuns: 60 },
    )
  })

  test('whoever loses a room keeps the wish of the list', () => {
    const listed = drawn({
      ...sampleHead,
      kind: 'seats',
      sessions,
      candidates: ['a', 'b'].map((label) => one(label, { wish: 'W' })),
      rooms: [
        { ...room, number: 1, district: 'W' },
        { ...room, number: 2, district: 'W' },
      ],
      rules: { family: 'RC', roomLimit: 30, largerRooms: false, variants: 1 },
    })
    const text = transcriptText(listed)
    const moved = (before: string, ...wishes: (string | undefined)[]) =>
      movedTo([inCity('W', 2, 1), inCity('E', 3, 2)], {}, before, ...wishes)
    const movedTo = (rooms: readonly FreeRoom[], more: Partial<Candidate>, before: string, ...wishes: (string | undefined)[]) =>
      drawn({
        ...input,
        after: [hashOf(before)],
        candidates: ['a', 'b'].map((label, at) => one(label, { ...more, ...(wishes[at] === undefined ? {} : { wish: wishes[at] }) })),
        rooms,
      })
    expect(check(moved(text, 'W', 'W'), [text])).toEqual({ ok: true })
    for (const unlisted of [text.replace('"candidates":', '"candidatez":'), JSON.stringify({ ...listed, input: null })])
      expect(check(moved(unlisted, 'W', 'W'), [unlisted])).toMatchObject({
        ok: false,
        sentence: 'the transcript before has no list of candidates',
      })
    const refused = (transcript: Transcript, earlier: string) => {
      const said = check(transcript, [earlier])
      return said.ok ? 'ok' : said.sentence
    }
    const [own, other] = [{ ...inCity('W', 2, 1), site: 'A' }, inCity('E', 3, 2)]
    expect(refused(movedTo([{ ...own, district: 'E' }, other], {}, text, 'W', 'W'), text)).toBe(
      'input.rooms[0] is not the room of the list',
    )
    expect(refused(movedTo([{ ...own, columns: 1 }, other], {}, text, 'W', 'W'), text)).toBe('input.rooms[0] is not the room of the list')
    const low = { ...own, offers: ['ground-floor' as const] }
    expect(refused(movedTo([low, other], {}, text, 'W', 'W'), text)).toBe('input.rooms[0] is not the room of the list')
    for (const needs of [['ground-floor' as const], ['separate-room' as const]])
      expect(
        refused(movedTo([own, { ...other, offers: needs }, { ...other, number: 4, offers: needs }], { needs }, text, 'W', 'W'), text),
      ).toBe('input.candidates[0].needs is not that of the list')
    const renamed = text.replaceAll('"label":"b"', '"label":"c"')
    expect(refused(moved(renamed, 'W', 'W'), renamed)).toBe('input.candidates[1] sat there and was on no list')
    for (const wishes of [
      ['W', 'E'],
      ['W', undefined],
    ])
      expect(check(moved(text, ...wishes), [text])).toMatchObject({
        ok: false,
        sentence: expect.stringContaining('input.candidates[1].wish'),
      })
  })
})
