import { describe, expect, test } from 'vitest'
import { checkTranscript, type Published } from '../../seating/check.ts'
import { commit } from '../../seating/commitment.ts'
import type { DrawInput } from '../../seating/input.ts'
import { noblePrimitives } from '../../seating/primitives.ts'
import { sampleHead, sampleOpening, sampleSeats } from '../../seating/sample.ts'
import { sampleInvigilators, samplePanels } from '../../seating/sample-staff.ts'
import { freeze } from '../../seating/seed.ts'
import { draw, type Opening, type Transcript, transcriptText } from '../../seating/transcript.ts'
import { supplementInput } from '../support/supplement-input.ts'

/**
 * What an insider with every right over the service and its files can hand to the public after the freeze and the commitments were
 * published: the same attempts on each kind of draw. Each is refused by the engine, or the checker that knows what was published says no.
 */
const names = Array.from({ length: 12 }, (_, at) => `label-${at}`)
const inputs: readonly DrawInput[] = [
  sampleSeats(40, 2, 2),
  supplementInput,
  sampleInvigilators(4, 16),
  samplePanels(2, 40),
  { ...sampleHead, kind: 'lots', labels: names },
  { ...sampleHead, kind: 'groups', candidates: names.map((label, at) => ({ label, sex: at % 2 ? '女' : '男' })), rules: { groupSize: 4 } },
]

type Honest = { readonly input: DrawInput; readonly opening: Opening; readonly transcript: Transcript; readonly published: Published }

function honestDraw(given: DrawInput): Honest {
  const frozen = freeze(given)
  if (!frozen.ok) throw new Error(frozen.refusal.sentence)
  const opening = sampleOpening(frozen.value)
  const transcript = draw(given, opening)
  if (!transcript.ok) throw new Error(transcript.refusal.sentence)
  const { freezeHash, input } = frozen.value
  return {
    input,
    opening,
    transcript: transcript.value,
    published: { freezeHash, commitments: opening.commitments, publicValue: opening.publicValue },
  }
}

/** The list of people of an input, to add to, take from and rename in. */
const people = (input: DrawInput): readonly unknown[] => {
  switch (input.kind) {
    case 'seats':
    case 'groups':
      return input.candidates
    case 'invigilators':
      return input.pool
    case 'panels':
      return input.examiners
    case 'lots':
      return input.labels
    case 'supplement':
      return input.candidates
  }
}
const listName = {
  seats: 'candidates',
  supplement: 'candidates',
  groups: 'candidates',
  invigilators: 'pool',
  panels: 'examiners',
  lots: 'labels',
}
const withPeople = (input: DrawInput, list: readonly unknown[]): object => ({ ...input, [listName[input.kind]]: list })
const labelled = (one: unknown, label: string): unknown => (typeof one === 'object' ? { ...one, label } : label)

/** Draws again with whatever suits the attacker, everything consistent with itself. */
function drawnAfresh(input: unknown, change: (opening: Opening, freezeHash: string) => Opening = (opening) => opening): string | undefined {
  const frozen = freeze(input)
  if (!frozen.ok) return undefined
  const drawn = draw(input, change(sampleOpening(frozen.value), frozen.value.freezeHash))
  return drawn.ok ? transcriptText(drawn.value) : undefined
}
const opened = (honest: Honest, change: Partial<Opening>): string | undefined => {
  const drawn = draw(honest.input, { ...honest.opening, ...change })
  return drawn.ok ? transcriptText(drawn.value) : undefined
}
const written = ({ transcript }: Honest, change: (json: string) => string): string => change(transcriptText(transcript))

/** A party's value exchanged for another that opens a commitment of its own. */
const reroll =
  (value: number) =>
  (opening: Opening, freezeHash: string): Opening => {
    const [first, ...rest] = opening.reveals
    if (!first) return opening
    const bytes = new Uint8Array(32).fill(value)
    const hex = value.toString(16).padStart(2, '0').repeat(32)
    const commitment = { party: first.party, commitment: commit(freezeHash, first.party, bytes) }
    return { ...opening, reveals: [{ ...first, value: hex }, ...rest], commitments: [commitment, ...opening.commitments.slice(1)] }
  }

/** What the checker says when it is shown the forged transcript. */
const anotherFreeze = /^freezeHash is not the one that was published before the draw$/
const anotherCommitment = /^commitments\[0\]\.commitment is not the one that was published before the draw$/
const anotherPublicValue = /^publicValue is not the one that the source published$/
const anotherSeed = /^seed does not follow from reveals, publicValue and freezeHash$/
const anotherResult =
  /^result\.(\S+ is not what the seed gives|\S+ may not lead|\S+ is “\S+”, but “\S+” comes earlier and the rest can still be filled)$/

/** What stops it: the engine, which gives no transcript, or the checker with its sentence. */
type Attack = readonly [name: string, stopped: 'engine' | RegExp, attempt: (honest: Honest) => string | undefined]
const attacks: readonly Attack[] = [
  ['re-roll: another value with a commitment made to fit', anotherCommitment, ({ input }) => drawnAfresh(input, reroll(77))],
  [
    're-roll: another value under the published commitment',
    'engine',
    (honest) => opened(honest, { reveals: reroll(77)(honest.opening, honest.published.freezeHash).reveals }),
  ],
  [
    're-roll: another seed in the file',
    anotherSeed,
    (honest) => written(honest, (text) => text.replace(/"seed":"./, (found) => `"seed":"${found.endsWith('0') ? '1' : '0'}`)),
  ],
  [
    're-roll: the last value chosen after the others are known, 1 of 16',
    anotherCommitment,
    ({ input, transcript }) =>
      Array.from({ length: 16 }, (_, at) => drawnAfresh(input, reroll(100 + at))).find((text) => text !== transcriptText(transcript)),
  ],
  ['withhold: a party does not reveal', 'engine', (honest) => opened(honest, { reveals: honest.opening.reveals.slice(1) })],
  [
    'withhold: a party is said never to have committed',
    'engine',
    (honest) => opened(honest, { reveals: honest.opening.reveals.slice(1), commitments: honest.opening.commitments.slice(1) }),
  ],
  [
    'withhold: a silent party is struck from the parties',
    anotherFreeze,
    ({ input }) => drawnAfresh({ ...input, parties: [...input.parties.slice(1), 'z-another'] }),
  ],
  [
    'add: one more person after the freeze',
    anotherFreeze,
    ({ input }) => drawnAfresh(withPeople(input, [...people(input), labelled(people(input)[0], 'zz-friend')])),
  ],
  ['remove: a rival is taken off the list', anotherFreeze, ({ input }) => drawnAfresh(withPeople(input, people(input).slice(1)))],
  [
    'rename: a place on the list goes to a friend',
    anotherFreeze,
    ({ input }) => drawnAfresh(withPeople(input, [labelled(people(input)[0], '00-friend'), ...people(input).slice(1)])),
  ],
  ['rename: two people change places in the result', anotherResult, ({ transcript }) => swapped(transcript)],
  ['clock: more time to reveal', anotherFreeze, ({ input }) => drawnAfresh({ ...input, revealBy: '2026-11-22T11:00:00Z' })],
  [
    'clock: the public value falls due before the reveals end',
    'engine',
    ({ input }) => drawnAfresh({ ...input, source: { ...input.source, due: input.revealBy } }),
  ],
  ['clock: the public value of another evening', anotherPublicValue, (honest) => opened(honest, { publicValue: '01 02 03 04 05 06 + 07' })],
  [
    'replay: the transcript of another draw of the same people',
    anotherFreeze,
    ({ input }) => drawnAfresh({ ...input, drawId: 'yesterday' }),
  ],
  [
    'replay: values and commitments of another draw under this freeze',
    'engine',
    (honest) => {
      const other = honestDraw({ ...honest.input, drawId: 'yesterday' })
      return opened(honest, { reveals: other.opening.reveals, commitments: other.opening.commitments })
    },
  ],
  [
    'second result: another result under the same draw id, seed and values',
    anotherResult,
    (honest) => {
      const other = drawnAfresh(honest.input, reroll(9))
      const resultIn = /"result":.*?(?=,"reveals")/s
      return other && written(honest, (text) => text.replace(resultIn, resultIn.exec(other)?.[0] ?? ''))
    },
  ],
  [
    'another source: a number that is easier to arrange',
    anotherFreeze,
    ({ input }) => drawnAfresh({ ...input, source: { ...input.source, name: 'dice in the office' } }),
  ],
  [
    'other parties: a friend stands in for the inspector',
    anotherFreeze,
    ({ input }) => drawnAfresh({ ...input, parties: input.parties.map((party) => (party === 'discipline inspector' ? 'friend' : party)) }),
  ],
  [
    'other parties: the inspector’s commitment is a copy of the office’s',
    'engine',
    (honest) => {
      const [first] = honest.opening.commitments
      return opened(honest, { commitments: honest.opening.commitments.map((one) => ({ ...one, commitment: first?.commitment ?? '' })) })
    },
  ],
]

/** Exchanges the first two labels that stand in the result. */
function swapped(transcript: Transcript): string {
  const text = transcriptText(transcript)
  const from = text.indexOf('"result":')
  const labels = people(transcript.input).map((one) =>
    typeof one === 'object' && one !== null && 'label' in one ? String(one.label) : String(one),
  )
  const result = text.slice(from)
  const [a = '', b = ''] = labels
    .filter((label) => result.includes(`"${label}"`))
    .sort((x, y) => result.indexOf(`"${x}"`) - result.indexOf(`"${y}"`))
  return text.slice(0, from) + result.replace(`"${a}"`, '"\u0000"').replace(`"${b}"`, `"${a}"`).replace('"\u0000"', `"${b}"`)
}

describe.each(inputs.map((input) => [input.kind, input] as const))('a draw of %s', (_, input) => {
  const honest = honestDraw(input)
  const text = transcriptText(honest.transcript)

  test('stands as it was published', () => {
    expect(checkTranscript(text, noblePrimitives, honest.published)).toEqual({ ok: true })
  })

  test.each(attacks)('%s: %s', (_name, stopped, attempt) => {
    const forged = attempt(honest)
    if (stopped === 'engine' || forged === undefined) {
      expect({ stopped, forged }).toEqual({ stopped: 'engine', forged: undefined })
      return
    }
    expect(forged).not.toBe(text)
    const sentence = expect.stringMatching(stopped)
    expect(checkTranscript(forged, noblePrimitives, honest.published)).toEqual({ ok: false, sentence })
  })
})
