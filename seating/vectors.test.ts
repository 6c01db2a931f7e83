import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import { canonicalJson, frame } from './canonical.ts'
import { checkTranscript } from './check.ts'
import { commit } from './commitment.ts'
import { rootOf } from './merkle.ts'
import { noblePrimitives } from './primitives.ts'
import { hkdfRank, shuffle, streamOf } from './stream.ts'
import { draw, transcriptText } from './transcript.ts'
import parts from './vectors/parts.json' with { type: 'json' }

const folder = join(import.meta.dirname, 'vectors')
const cases = readdirSync(folder).filter((name) => name !== 'parts.json')

test.each(cases)('the published case %s is drawn and checked byte for byte', (name) => {
  const { draw: given, transcript } = JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const drawn = draw(given.input, given)
  if (!drawn.ok) throw new Error(drawn.refusal.sentence)
  expect(transcriptText(drawn.value)).toBe(canonicalJson(transcript))
  expect(checkTranscript(canonicalJson(transcript), noblePrimitives)).toEqual({ ok: true })
})

test('the published supplement follows the smallest published draw', () => {
  const [text, before] = ['supplement.json', 'seats-small.json'].map((name) =>
    canonicalJson(JSON.parse(readFileSync(join(folder, name), 'utf8')).transcript),
  )
  expect(checkTranscript(text ?? '', noblePrimitives, undefined, [before ?? ''])).toEqual({ ok: true })
})

test('every kind of draw is published', () => {
  expect(cases.sort()).toEqual([
    'groups.json',
    'invigilators.json',
    'lots.json',
    'panels.json',
    'seats-all-constraints.json',
    'seats-medium.json',
    'seats-small.json',
    'supplement.json',
  ])
})

test('the parts: canonical text, framing, numbers, ranks, roots, commitment', () => {
  const seed = hexToBytes(parts.seed)
  expect(canonicalJson(parts.canonical.value)).toBe(parts.canonical.text)
  expect(bytesToHex(frame(...parts.frame.parts))).toBe(parts.frame.hex)
  const stream = streamOf(seed, ...parts.stream.purpose)
  expect(parts.stream.below.map(({ n }) => ({ n, drawn: stream.below(n) }))).toEqual(parts.stream.below)
  expect([
    ...shuffle(
      streamOf(seed, ...parts.shuffle.purpose),
      Uint32Array.from({ length: 10 }, (_, at) => at),
    ),
  ]).toEqual(parts.shuffle.list)
  for (const { purpose, label, rank } of parts.ranks) expect(bytesToHex(hkdfRank(seed, purpose, label))).toBe(rank)
  for (const { entries, root } of parts.roots) expect(bytesToHex(rootOf(entries))).toBe(root)
  const { freezeHash, party, value, commitment } = parts.commitment
  expect(commit(freezeHash, party, hexToBytes(value))).toBe(commitment)
})

test('a canonical text has one form only', () => {
  for (const impossible of ['\ud800', 1.5, 2 ** 53]) expect(() => canonicalJson(impossible)).toThrow()
  expect(canonicalJson(-0)).toBe('0')
  expect(canonicalJson({ a: undefined })).toBe('{}')
})
