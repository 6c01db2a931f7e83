import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bytesToHex } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from './canonical.ts'
import { cutDrawFile, drawFile } from './draw-file.ts'
import { drawText, freezeText, planParts, textAroundList } from './draw-text.ts'
import type { SeatsInput } from './input-seats.ts'
import { readSeatsText } from './roll-text.ts'
import { sampleOpening, sampleSeats } from './sample.ts'
import { freeze } from './seed.ts'
import { ticketTree } from './tickets.ts'
import { draw, type Opening, plannedTickets, transcriptText } from './transcript.ts'

/** Drawn both ways from a text that stands for the same input; answers the published text. */
function drawnAlike(text: string, opening: Opening): string {
  const [fast, slow] = [drawText(text, opening), draw(JSON.parse(text), opening)]
  if (!fast.ok || !slow.ok) throw new Error('not drawn')
  const published = fast.value.text.join('')
  expect(published === transcriptText(slow.value)).toBe(true)
  expect(fast.value).toMatchObject({ freezeHash: slow.value.freezeHash, seed: slow.value.seed })
  const tickets = plannedTickets(slow.value.input, slow.value.result)
  // A supplement has few, made from its result.
  if (slow.value.input.kind !== 'supplement') expect(fast.value.seats?.tickets.size).toBe(tickets?.length)
  if (tickets && fast.value.seats) {
    expect(fast.value.seats.tickets.levels.map(bytesToHex)).toEqual(ticketTree(tickets).levels.map(bytesToHex))
  }
  return published
}

function openingOf(input: unknown): Opening {
  const frozen = freeze(input)
  if (!frozen.ok) throw new Error(frozen.refusal.sentence)
  return sampleOpening(frozen.value)
}

const folder = join(import.meta.dirname, 'vectors')
const cases = readdirSync(folder).filter((name) => name !== 'parts.json')
const sample = sampleSeats(600, 3, 2, true)

describe('a draw from the text of its input', () => {
  test.each(cases)('gives the published case %s byte for byte', (name) => {
    const { draw: given, transcript } = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    expect(drawnAlike(canonicalJson(transcript.input), given)).toBe(canonicalJson(transcript))
    expect(drawnAlike(JSON.stringify(given.input), given)).toBe(canonicalJson(transcript))
    expect(freezeText(canonicalJson(transcript.input))).toMatchObject({ ok: true, value: { freezeHash: transcript.freezeHash } })
  })

  test.each<{ of: string; input: SeatsInput; read: boolean }>([
    { of: 'sessions, wishes, needs, groups, two papers', input: sample, read: true },
    { of: 'one paper', input: { ...sample, rules: { ...sample.rules, variants: 1 } }, read: true },
    { of: 'one session', input: sampleSeats(500, 2, 3), read: true },
    { of: 'one candidate', input: sampleSeats(1, 1, 1), read: true },
    { of: 'nobody', input: { ...sample, candidates: [] }, read: true },
    {
      of: 'a label that needs an escape',
      input: { ...sample, candidates: sample.candidates.map((one, at) => (at === 0 ? { ...one, label: 'a"b' } : one)) },
      read: false,
    },
  ])('is what the objects give: $of', ({ input, read }) => {
    const text = canonicalJson(input)
    expect(readSeatsText(text) !== undefined).toBe(read)
    drawnAlike(text, openingOf(input))
  })

  test('whatever else the header is written like, the published input is canonical', () => {
    const text = canonicalJson(sample)
    const others = [
      text.replace('"engine":', ' "engine":'),
      text.replace('"parties":["', '"parties":["z", "'),
      text.replace('"parties":', '"parties":["x"],"parties":'),
      text.replace('"drawId":', '"candidates":[],"drawId":'),
    ]
    expect(others.map((other) => other !== text && readSeatsText(other))).toEqual([undefined, undefined, undefined, undefined])
    for (const other of others.slice(0, 3)) drawnAlike(other, openingOf(JSON.parse(other)))
  })

  test.each([
    { because: 'too few seats', input: { ...sample, rooms: sample.rooms.slice(0, 3) } },
    { because: 'an unknown subject', input: { ...sample, sessions: sample.sessions.slice(1) } },
    { because: 'two parties', input: { ...sample, parties: sample.parties.slice(1) } },
    { because: 'one label twice', input: { ...sample, candidates: sample.candidates.flatMap((one) => [one, one]) } },
    { because: 'no kind of draw', input: { ...sample, kind: 'tea' } },
    { because: 'nobody for a panel', input: JSON.parse(readFileSync(join(folder, 'panels.json'), 'utf8')).draw.input, cut: 'examiners' },
  ])('refuses what the objects are refused for: $because', ({ input, cut }) => {
    const given = cut ? { ...input, [cut]: [] } : input
    const opening = openingOf(sample)
    expect(drawText(canonicalJson(given), opening)).toEqual(draw(given, opening))
    expect(freezeText(canonicalJson(given))).toEqual(freeze(given))
    expect(freezeText(canonicalJson(given)).ok).toBe(false)
  })

  test.each([
    { because: 'a value is missing', change: (given: Opening) => ({ ...given, reveals: given.reveals.slice(1) }) },
    {
      because: 'a value was exchanged',
      change: (given: Opening) => ({ ...given, reveals: given.reveals.map((one) => ({ ...one, value: '0' })) }),
    },
  ])('refuses an opening as the general path does: $because', ({ change }) => {
    for (const input of [sample, JSON.parse(readFileSync(join(folder, 'lots.json'), 'utf8')).draw.input]) {
      const opening = change(openingOf(input))
      const drawn = drawText(canonicalJson(input), opening)
      expect(drawn.ok).toBe(false)
      expect(drawn).toEqual(draw(input, opening))
    }
  })

  test.each([1, 2, 5, 600])('the list may be given in %i parts', (count) => {
    const size = Math.ceil(sample.candidates.length / count)
    const parts = Array.from({ length: count }, (_, at) => sample.candidates.slice(at * size, (at + 1) * size))
    const texts = parts.map((part) => part.map((one) => canonicalJson(one)).join(','))
    const plan = planParts({ ...sample, candidates: [] }, texts)
    expect(plan.ok && plan.value.text === canonicalJson(sample)).toBe(true)
  })

  test('what stands around the list is canonical, however rooms and offers were ordered', () => {
    const rooms = sample.rooms.toReversed().map((room) => ({ ...room, offers: room.offers.toReversed() }))
    const around = textAroundList({ ...sample, candidates: [], rooms })
    if (!around.ok) throw new Error(around.refusal.sentence)
    expect(rooms.some(({ offers }) => offers.length > 1)).toBe(true)
    expect(readSeatsText(around.value.join(sample.candidates.map((one) => canonicalJson(one)).join(',')))).toBeDefined()
    expect(textAroundList({ ...sample, candidates: [], rooms: [...rooms, ...rooms] })).toMatchObject({ ok: false })
    expect(planParts({ ...sample, candidates: [], rooms: [...rooms, ...rooms] }, [])).toMatchObject({ ok: false })
  })

  test('a text that is not JSON is no answer', () => {
    expect(() => drawText('{"candidates":[', openingOf(sample))).toThrow(SyntaxError)
  })
})

describe('the list in a file beside its opening', () => {
  const opening = openingOf(sample)
  const file = canonicalJson({ input: sample, ...opening })

  test('is cut out as it stands, wherever it stands', () => {
    const [input, rest] = [canonicalJson(sample), JSON.stringify(opening).slice(1)]
    for (const one of [file, `{"input":${input},${rest}`, ` {\n"publicValue":"x","input":${input} ,${rest}`]) {
      expect(cutDrawFile(one)).toEqual({ input, opening })
    }
  })

  test.each([
    { because: 'another kind of draw', other: file.replace('"candidates":[', '"labels":[') },
    { because: 'a second input', other: file.replace(/}$/, ',"input":{}}') },
    { because: 'a name with an escape', other: file.replace(/}$/, ',"inp\\u0075t":{}}') },
    { because: 'a text with an escape', other: file.replace('"label":"', '"label":"\\"') },
    { because: 'a text with two escaped quotes', other: file.replace('"label":"', '"label":"x\\"y\\"z') },
    { because: 'a text that ends in an escape', other: file.replace('"label":"', '"label":"x\\\\","x":"') },
    { because: 'a broken end', other: file.slice(0, -1) },
    { because: 'a list without an end', other: file.slice(0, file.indexOf('"kind"')) },
    { because: 'a text without an end', other: file.slice(0, file.indexOf('"kind"') + 3) },
    { because: 'something else beside it', other: file.replace(/}$/, ',"more":1}') },
    { because: 'not where it belongs', other: file.replace('"commitments":[{', '"commitments":[{"input":{"candidates":[]},') },
  ])('is left to the other reader: $because', ({ other }) => {
    expect(other).not.toBe(file)
    expect(cutDrawFile(other)).toBeUndefined()
  })

  test('an empty text is a text: what it is worth is said by who reads the input', () => {
    const [cut, rest] = ['{"candidates":[{"label":"","needs":[]}],"drawId":""}', JSON.stringify(opening).slice(1)]
    expect(cutDrawFile(`{"input":${cut},${rest}`)).toEqual({ input: cut, opening })
  })

  test.each([null, 'lots', 1])('an input of a file is an object, which %s is not', (input) => {
    const fault = { path: '', sentence: '' }
    expect(drawFile({ ...opening, input }, fault)).toBe(false)
    expect(fault).toEqual({ path: 'input', sentence: 'is not an object' })
    expect(drawFile({ ...opening, input: {} }, fault)).toBe(true)
  })

  test('whatever single character is changed, what is cut out means what the whole file means', () => {
    const small = sampleSeats(3, 1, 1)
    const text = canonicalJson({ input: small, ...openingOf(small) })
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('', '"', '\\', 'x', ',', ']', '}', '{', ':', ' ', '\u0007'), (at, other) => {
        const altered = text.slice(0, at) + other + text.slice(at + 1)
        const cut = cutDrawFile(altered)
        if (!cut) return
        let apart: unknown
        let whole: unknown
        try {
          apart = { input: JSON.parse(cut.input), ...cut.opening }
        } catch {}
        try {
          whole = JSON.parse(altered)
        } catch {}
        expect(apart).toEqual(whole)
      }),
      { numRuns: 3000 },
    )
  })
})
