/** The file that `seating draw` is given: the input of a draw, and all that was published before its result. */
import type { Commitment, Reveal } from './seed.ts'
import { type Fault, listOf, record, type Shape, text } from './shape.ts'
import type { Opening } from './transcript.ts'

export type DrawFile = Opening & { readonly input: object }

export const anything: Shape<object> = (value, fault): value is object => {
  fault.sentence = 'is not an object'
  return typeof value === 'object' && value !== null
}
export const commitments = listOf(record<Commitment>({ party: text, commitment: text }), 50)
export const drawFile = record<DrawFile>({
  input: anything,
  commitments,
  reveals: listOf(record<Reveal>({ party: text, value: text }), 50),
  publicValue: text,
})

const [quote, backslash, opened, closed] = [0x22, 0x5c, 0x7b, 0x7d]
const member = '"input":'
const list = '{"candidates":['

/** The text of a list of seats as it stands in a file, and the opening beside it. Whatever is written in another way is left to `drawFile`. */
export function cutDrawFile(file: string): { readonly input: string; readonly opening: Opening } | undefined {
  if (!file.includes(member + list)) return undefined
  const from = file.indexOf(member + list) + member.length
  const to = endOfObject(file, from)
  if (to === undefined) return undefined
  const [before, after] = [file.slice(0, from), file.slice(to)]
  // A second input, or one whose name is written with escapes, would be the one that counts.
  if (after.includes(member) || `${before}${after}`.includes('\\')) return undefined
  let rest: unknown
  try {
    rest = JSON.parse(`${before}{}${after}`)
  } catch {
    return undefined
  }
  const fault: Fault = { path: '', sentence: '' }
  if (!drawFile(rest, fault)) return undefined
  const { commitments, reveals, publicValue } = rest
  return { input: file.slice(from, to), opening: { commitments, reveals, publicValue } }
}

/** Behind the brace that closes the object at `from`; undefined where there is none, and also where an escape stands in a text, which no label needs. */
function endOfObject(file: string, from: number): number | undefined {
  let depth = 0
  for (let at = from; at < file.length; at++) {
    const code = file.charCodeAt(at)
    if (code === quote) {
      at = file.indexOf('"', at + 1)
      if (at === -1 || file.charCodeAt(at - 1) === backslash) return undefined
    } else if (code === opened) depth++
    else if (code === closed && --depth === 0) return at + 1
  }
  return undefined
}
