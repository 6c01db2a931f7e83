import { createHash } from 'node:crypto'
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
