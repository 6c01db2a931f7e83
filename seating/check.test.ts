import { readdirSync, readFileSync } from 'node:fs'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import { type Canonical, canonicalJson } from './canonical.ts'
import { checkTranscript } from './check.ts'
import { commit } from './commitment.ts'
import type { DrawInput } from './input.ts'
import { noblePrimitives } from './primitives.ts'
import { chance, sampleHead, sampleOpening, sampleSeats } from './sample.ts'
import { changesOf } from './sample-changes.ts'
import { sampleInvigilators, samplePanels } from './sample-staff.ts'
import { freeze } from './seed.ts'
import { draw, type Transcript, transcriptText } from './transcript.ts'

const check = (text: string) => checkTranscript(text, noblePrimitives)
const sentenceOf = (text: string): string => {
  const verdict = check(text)
  return verdict.ok ? 'ok' : verdict.sentence
}
function transcriptOf(input: DrawInput): Transcript {
  const frozen = freeze(input)
  if (!frozen.ok) throw new Error(frozen.refusal.sentence)
  const transcript = draw(input, sampleOpening(frozen.value))
  if (!transcript.ok) throw new Error(transcript.refusal.sentence)
  return transcript.value
}

const staff = Array.from({ length: 9 }, (_, at) => `p${at}`)
const inputs: { readonly [kind: string]: DrawInput } = {
  seats: sampleSeats(70, 3, 2, true),
  invigilators: sampleInvigilators(4, 14),
  panels: samplePanels(2, 40),
  lots: { ...sampleHead, kind: 'lots', labels: staff },
  groups: {
    ...sampleHead,
    kind: 'groups',
    candidates: staff.map((label, at) => ({ label, sex: at % 3 ? 'female' : 'male' })),
    rules: { groupSize: 2 },
  },
}

describe.each(Object.entries(inputs))('a transcript of %s', (_, input) => {
  const text = transcriptText(transcriptOf(input))

  test('is accepted', () => {
    expect(sentenceOf(text)).toBe('ok')
  })

  test('is rejected after any single change of a value, 300 of 300', () => {
    const stream = chance(`changes ${input.kind}`)
    const altered = [...changesOf(JSON.parse(text), (other) => other)]
      .map((other) => canonicalJson(other as Canonical))
      .filter((other) => other !== text)
    let [tried, accepted] = [0, 0]
    while (tried < 300) {
      const other = altered[stream.below(altered.length)] ?? text
      tried++
      if (check(other).ok) accepted++
    }
    expect({ tried, accepted }).toEqual({ tried: 300, accepted: 0 })
  })

  test('is rejected after any single change of a character, 300 of 300', () => {
    const stream = chance(`characters ${input.kind}`)
    let accepted = 0
    for (let tried = 0; tried < 300; tried++) {
      const at = stream.below(text.length)
      const other = String.fromCharCode(text.charCodeAt(at) ^ (1 << stream.below(5)))
      if (check(text.slice(0, at) + other + text.slice(at + 1)).ok) accepted++
    }
    expect(accepted).toBe(0)
  })
})

describe('what the checker says', () => {
  const transcript = transcriptOf(inputs.lots ?? sampleSeats(1, 1, 1))
  const text = transcriptText(transcript)
  test.each([
    { says: 'freezeHash', altered: { ...transcript, input: { ...transcript.input, drawId: 'sample-2' } } },
    { says: 'publicValue', altered: { ...transcript, publicValue: 'another' } },
    {
      says: 'reveals[0].value',
      altered: { ...transcript, reveals: transcript.reveals.map((one, at) => (at ? one : { ...one, value: '0'.repeat(64) })) },
    },
    { says: 'result.labels[0]', altered: { ...transcript, result: { kind: 'lots', labels: staff } } },
    { says: 'engine', altered: { ...transcript, engine: '2' } },
    { says: 'format', altered: { ...transcript, format: 'gongyuan-draw/2' } },
  ])('names $says', ({ says, altered }) => {
    expect(sentenceOf(canonicalJson(altered))).toContain(says)
  })

  test.each([
    { says: 'canonical', altered: ` ${text}` },
    { says: 'canonical', altered: text.replace('"format":', '"format":"gongyuan-draw/1","format":') },
    { says: 'JSON', altered: text.slice(1) },
  ])('is strict about bytes: $says', ({ says, altered }) => {
    expect(sentenceOf(altered)).toContain(says)
  })

  test('a draw that was done again in secret is caught by what was published before', () => {
    const reveals = transcript.reveals.map(({ party }) => ({ party, value: '5'.repeat(64) }))
    const commitments = reveals.map(({ party, value }) => ({ party, commitment: commit(transcript.freezeHash, party, hexToBytes(value)) }))
    const second = draw(transcript.input, { reveals, commitments, publicValue: transcript.publicValue })
    if (!second.ok) throw new Error(second.refusal.sentence)
    const again = transcriptText(second.value)
    const { freezeHash } = transcript
    expect(sentenceOf(again)).toBe('ok')
    expect(checkTranscript(again, noblePrimitives, { freezeHash, commitments: transcript.commitments })).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('commitments[0].commitment'),
    })
    expect(checkTranscript(text, noblePrimitives, { freezeHash, commitments: transcript.commitments }).ok).toBe(true)
    expect(checkTranscript(text, noblePrimitives, { freezeHash: bytesToHex(new Uint8Array(32)), commitments }).ok).toBe(false)
  })

  test('two invigilators who change places are noticed, though every other rule is kept', () => {
    const duties = transcriptOf(inputs.invigilators ?? sampleSeats(1, 1, 1))
    if (duties.result.kind !== 'invigilators') throw new Error('not invigilators')
    const [first, ...rooms] = duties.result.rooms
    const people = first?.people.map((duty, at, all) => ({ ...duty, label: all[1 - at]?.label ?? duty.label }))
    const swapped = { ...duties, result: { ...duties.result, rooms: [{ ...first, people }, ...rooms] } }
    expect(sentenceOf(canonicalJson(swapped))).toContain('comes earlier and the rest can still be filled')
  })
})

test('the checker imports nothing but the checker', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => /^check(-\w+)?\.ts$/.test(name))
  const imported = files.flatMap((name) =>
    [...readFileSync(`${import.meta.dirname}/${name}`, 'utf8').matchAll(/from '([^']+)'/g)].map((match) => match[1] ?? ''),
  )
  expect(files.length).toBeGreaterThan(5)
  expect(imported.filter((path) => !/^\.\/check(-\w+)?\.ts$/.test(path))).toEqual([])
})

test('the engine imports noble and itself only, and Node for the hashes of its trees; all other Node is for the command line', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts') && !/test|cli|bench|node-/.test(name))
  const imported = files.flatMap((name) =>
    [...readFileSync(`${import.meta.dirname}/${name}`, 'utf8').matchAll(/from '([^']+)'/g)].map((match) => `${name}: ${match[1]}`),
  )
  expect(imported.filter((line) => !/: (\.\/[\w-]+\.ts|@noble\/(hashes|ciphers)\/\w+\.js)$/.test(line))).toEqual(['merkle.ts: node:crypto'])
})
