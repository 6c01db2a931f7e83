import { canonicalJson } from '../../seating/canonical.ts'
import { checkTranscript } from '../../seating/check.ts'
import { nodePrimitives } from '../../seating/node-primitives.ts'
import { chance, sampleOpening, sampleSeats } from '../../seating/sample.ts'
import { freeze } from '../../seating/seed.ts'
import { draw, transcriptText } from '../../seating/transcript.ts'
import type { Figures, Options } from './run.ts'

/** Ten thousand transcripts, each with one thing changed: a value, a member, an entry, a character. None may be accepted. */
export function measure({ changes = '10000' }: Options): Figures {
  const input = sampleSeats(24, 2, 2, true)
  const frozen = freeze(input)
  if (!frozen.ok) throw new Error(frozen.refusal.sentence)
  const drawn = draw(input, sampleOpening(frozen.value))
  if (!drawn.ok) throw new Error(drawn.refusal.sentence)
  const text = transcriptText(drawn.value)
  const stream = chance('ten thousand changes')
  let [tried, rejected] = [0, 0]
  while (tried < Number(changes)) {
    const altered = stream.below(4) === 0 ? characterChanged(text, stream.below) : canonicalJson(changed(JSON.parse(text), stream.below))
    if (altered === text) continue
    tried++
    if (!checkTranscript(altered, nodePrimitives).ok) rejected++
  }
  return { changes: tried, rejected, failed: tried - rejected }
}

type Below = (n: number) => number
type Value = string | number | boolean | Value[] | { [key: string]: Value }

function characterChanged(text: string, below: Below): string {
  const at = below(text.length)
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << below(5))) + text.slice(at + 1)
}

/** One change somewhere inside: goes down until it stops or can go no deeper. */
function changed(value: Value, below: Below): Value {
  if (typeof value === 'string') return below(2) ? `${value}x` : value.slice(1)
  if (typeof value === 'number') return value + (below(2) ? 1 : -1)
  if (typeof value === 'boolean') return !value
  const stop = below(5) === 0
  if (Array.isArray(value)) {
    if (value.length === 0) return [...value, 'x']
    const at = below(value.length)
    const entry = value[at] ?? ''
    if (!stop) return value.with(at, changed(entry, below))
    return [value.toSpliced(at, 1), value.toSpliced(at, 0, entry), value.toSpliced(at, 1).concat([entry])][below(3)] ?? value
  }
  const keys = Object.keys(value)
  const key = keys[below(keys.length)] ?? ''
  const { [key]: member = '', ...rest } = value
  return stop ? (below(2) ? rest : { ...value, more: 1 }) : { ...value, [key]: changed(member, below) }
}
