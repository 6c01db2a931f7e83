import { z } from 'zod'
import { canonicalJson } from '../../seating/canonical.ts'
import { checkTranscript } from '../../seating/check.ts'
import type { DrawInput } from '../../seating/input.ts'
import { noblePrimitives } from '../../seating/primitives.ts'
import { chance, sampleHead, sampleOpening, sampleSeats } from '../../seating/sample.ts'
import { changesOf } from '../../seating/sample-changes.ts'
import { sampleInvigilators, samplePanels } from '../../seating/sample-staff.ts'
import { freeze } from '../../seating/seed.ts'
import { draw, transcriptText } from '../../seating/transcript.ts'
import { pastLimit } from '../support/limits.ts'
import type { Figures, Options } from '../support/run-named.ts'
import { supplementInput } from '../support/supplement-input.ts'

/** Single changes of a transcript of each kind, half of them of a value and half of a character: how many does the checker accept? */
const Given = z.object({ changes: z.coerce.number().int().min(1).default(10_000) })

const labels = Array.from({ length: 12 }, (_, at) => `label-${at}`)
const inputs: readonly DrawInput[] = [
  sampleInvigilators(4, 16),
  samplePanels(2, 40),
  sampleSeats(60, 3, 2, true),
  supplementInput,
  { ...sampleHead, kind: 'lots', labels },
  { ...sampleHead, kind: 'groups', candidates: labels.map((label, at) => ({ label, sex: at % 2 ? '女' : '男' })), rules: { groupSize: 4 } },
]

export function measure(options: Options): Figures {
  const { changes } = Given.parse(options)
  const began = performance.now()
  const rows = inputs.map((input) => ({ kind: input.kind, ...tamper(input, changes) }))
  const accepted = rows.reduce((sum, row) => sum + row.accepted, 0)
  const tried = rows.reduce((sum, row) => sum + row.tried, 0)
  return {
    tried,
    accepted,
    kinds: rows,
    seconds: Math.round(performance.now() - began) / 1000,
    missed: pastLimit({ accepted }, { accepted: 0 }),
  }
}

function tamper(input: DrawInput, changes: number): { tried: number; accepted: number; firstAccepted?: string } {
  const frozen = freeze(input)
  if (!frozen.ok) throw new Error(frozen.refusal.sentence)
  const transcript = draw(input, sampleOpening(frozen.value))
  if (!transcript.ok) throw new Error(transcript.refusal.sentence)
  const text = transcriptText(transcript.value)
  const stream = chance(`tampering ${input.kind}`)
  const altered = [...changesOf(JSON.parse(text), (other) => other)].map(canonical).filter((other) => other !== text)
  let [tried, accepted, firstAccepted] = [0, 0, '']
  while (tried < changes) {
    const other = tried % 2 === 0 ? altered[stream.below(altered.length)] : flipped(text, stream.below(text.length), stream.below(5))
    tried++
    if (other === undefined || !checkTranscript(other, noblePrimitives).ok) continue
    accepted++
    firstAccepted ||= other
  }
  return { tried, accepted, ...(firstAccepted === '' ? {} : { firstAccepted }) }
}

const flipped = (text: string, at: number, bit: number): string =>
  text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1)

/** Canonical, so that the change itself is what the checker has to notice, not the order of keys. */
const canonical = (value: unknown): string => canonicalJson(JSON.parse(JSON.stringify(value)))
