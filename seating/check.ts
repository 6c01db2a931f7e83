/**
 * The independent checker: reads a published transcript and does the whole draw again, sharing no code with it.
 *
 * An attacker who rewrites a transcript consistently can only be caught by what was published before the draw: hand in
 * `published`, as it stands in the log.
 */
import {
  ascending,
  bytesOf,
  Disagreement,
  deriveKey,
  disagree,
  firstDifference,
  fromHex,
  inRankOrder,
  isCanonical,
  type Json,
  measured,
  type Primitives,
  readList,
  readObject,
  readText,
  readTexts,
  readWhole,
  toCanonical,
  toHex,
  treeRoot,
} from './check-read.ts'
import { seatsAgain } from './check-seats.ts'
import { staffAgain } from './check-staff.ts'
import { judgeSupplement, supplementAgain } from './check-supplement.ts'

export type { Primitives } from './check-read.ts'
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly sentence: string }
export type Published = {
  readonly freezeHash: string
  readonly commitments: readonly { readonly party: string; readonly commitment: string }[]
  /** As whoever checks has read it at the named source: an office alone could take the number of another evening. */
  readonly publicValue?: string
}

const common = 'drawId engine kind parties revealBy source'
const members: { readonly [kind: string]: { readonly list: string; readonly fields: string } } = {
  seats: { list: 'candidates', fields: `${common} sessions candidates rooms rules` },
  supplement: { list: 'candidates', fields: `${common} after candidates lost rooms rules sessions` },
  invigilators: { list: 'pool', fields: `${common} pool rooms rules` },
  panels: { list: 'examiners', fields: `${common} examiners panels rules` },
  lots: { list: 'labels', fields: `${common} labels` },
  groups: { list: 'candidates', fields: `${common} candidates rules` },
}

/**
 * Checks the exact text of a transcript; answers with the first disagreement, which names the field. `earlier` are, for a supplementary draw,
 * the transcripts it follows, oldest first.
 */
export function checkTranscript(text: string, primitives: Primitives, published?: Published, earlier?: readonly string[]): Verdict {
  try {
    check(text, primitives, published, earlier)
    return { ok: true }
  } catch (error) {
    if (error instanceof Disagreement) return { ok: false, sentence: error.message }
    throw error
  }
}

function check(text: string, primitives: Primitives, published: Published | undefined, earlier: readonly string[] | undefined): void {
  const json = parse(text)
  const fields = 'format engine input freezeHash commitments reveals publicValue seed result'
  const transcript = readObject(json, 'transcript', fields, 'tickets')
  if (transcript.format !== 'gongyuan-draw/1') disagree('format is not gongyuan-draw/1')
  if (transcript.engine !== '1') disagree('engine is not version 1, the one this checker knows')
  const kind = readText(readKind(transcript.input), 'input.kind')
  const known = members[kind] ?? disagree('input.kind is not one that this checker knows')
  const input = readObject(transcript.input, 'input', known.fields)
  const list = readList(input[known.list], `input.${known.list}`)
  if (!isCanonical(json, text)) disagree('the transcript is not in canonical form: a blank, an order of keys or a repeated key')
  const entries = list.map((entry) => JSON.stringify(entry))
  if (input.engine !== '1') disagree('input.engine is not version 1')

  const freezeHash = toHex(freezeAgain(input, known.list, entries, primitives))
  if (transcript.freezeHash !== freezeHash) disagree('freezeHash is not the hash of input')
  const parties = readTexts(input.parties, 'input.parties')
  ascending(parties, 'input.parties')
  if (parties.length < 3) disagree('input.parties names fewer than three')
  const source = readObject(input.source, 'input.source', 'name due')
  if (readText(source.due, 'input.source.due') <= readText(input.revealBy, 'input.revealBy'))
    disagree('input.source.due is not after revealBy')
  if (published) judgePublished(transcript, published)
  if (kind === 'supplement' && earlier) judgeSupplement(input, earlier, primitives)

  const seed = seedAgain(transcript, parties, freezeHash, primitives)
  if (transcript.seed !== toHex(seed)) disagree('seed does not follow from reveals, publicValue and freezeHash')
  const { result, tickets } = resultAgain(kind, input, transcript.result, seed, primitives)
  const difference = firstDifference(transcript.result, result, 'result')
  if (difference !== undefined) disagree(`${difference} is not what the seed gives`)
  if ((tickets === undefined) !== (transcript.tickets === undefined)) disagree('tickets stands in draws of seats and only there')
  if (!tickets) return
  const planned = readObject(transcript.tickets, 'tickets', 'root size')
  if (planned.size !== tickets.length) disagree('tickets.size is not the number of seats')
  if (planned.root !== toHex(treeRoot(tickets, primitives))) disagree('tickets.root is not the root of the tickets in result')
}

function parse(text: string): Json {
  try {
    const value: Json = JSON.parse(text)
    return value
  } catch {
    return disagree('the transcript is not JSON')
  }
}

const readKind = (input: Json | undefined): Json | undefined =>
  typeof input === 'object' && input !== null && 'kind' in input ? input.kind : undefined

/** The long list goes into the hash as its size and its Merkle root. */
function freezeAgain(
  input: { readonly [key: string]: Json },
  list: string,
  entries: readonly string[],
  primitives: Primitives,
): Uint8Array {
  const header = { ...input, [list]: { root: toHex(treeRoot(entries, primitives)), size: entries.length } }
  return primitives.sha256(measured('gongyuan/freeze/1', toCanonical(header)))
}

function judgePublished({ commitments, freezeHash, publicValue }: { readonly [key: string]: Json }, published: Published): void {
  if (freezeHash !== published.freezeHash) disagree('freezeHash is not the one that was published before the draw')
  if (published.publicValue !== undefined && publicValue !== published.publicValue)
    disagree('publicValue is not the one that the source published')
  const before = published.commitments.map(({ party, commitment }) => ({ party, commitment })).sort((a, b) => (a.party < b.party ? -1 : 1))
  const difference = firstDifference(commitments, before, 'commitments')
  if (difference !== undefined) disagree(`${difference} is not the one that was published before the draw`)
}

function seedAgain(
  transcript: { readonly [key: string]: Json },
  parties: readonly string[],
  freezeHash: string,
  primitives: Primitives,
): Uint8Array {
  const { sha256 } = primitives
  const freeze = fromHex(freezeHash, 'freezeHash')
  const commitments = readList(transcript.commitments, 'commitments')
  const reveals = readList(transcript.reveals, 'reveals')
  if (commitments.length !== parties.length) disagree('commitments does not have one entry for each of input.parties')
  if (reveals.length !== parties.length) disagree('reveals does not have one entry for each of input.parties')
  const salt: (string | Uint8Array)[] = ['gongyuan/reveals/1', freeze]
  for (const [i, party] of parties.entries()) {
    const promised = readObject(commitments[i], `commitments[${i}]`, 'party commitment')
    const opened = readObject(reveals[i], `reveals[${i}]`, 'party value')
    if (promised.party !== party) disagree(`commitments[${i}].party is not input.parties[${i}]`)
    if (opened.party !== party) disagree(`reveals[${i}].party is not input.parties[${i}]`)
    const value = fromHex(opened.value, `reveals[${i}].value`)
    const right = toHex(sha256(measured('gongyuan/commit/1', party, value, freeze)))
    if (promised.commitment !== right) disagree(`reveals[${i}].value does not open commitments[${i}]`)
    salt.push(party, value)
  }
  const publicValue = readText(transcript.publicValue, 'publicValue')
  return deriveKey(primitives, bytesOf(publicValue), sha256(measured(...salt)), bytesOf('gongyuan/seed/1'))
}

function resultAgain(
  kind: string,
  input: { readonly [key: string]: Json },
  stated: Json | undefined,
  seed: Uint8Array,
  primitives: Primitives,
): { readonly result: Json; readonly tickets?: readonly string[] } {
  if (kind === 'seats') return seatsAgain(input, seed, primitives)
  if (kind === 'supplement') return supplementAgain(input, seed, primitives)
  if (kind === 'invigilators' || kind === 'panels') return { result: staffAgain(input, stated, seed, primitives) }
  if (kind === 'lots') {
    const labels = readTexts(input.labels, 'input.labels')
    ascending(labels, 'input.labels')
    return { result: { kind, labels: inRankOrder(primitives, seed, kind, labels) } }
  }
  const size = readWhole(readObject(input.rules, 'input.rules', 'groupSize').groupSize, 'input.rules.groupSize')
  const sexOf = new Map<string, string>()
  for (const [i, value] of readList(input.candidates, 'input.candidates').entries()) {
    const one = readObject(value, `input.candidates[${i}]`, 'label sex')
    sexOf.set(readText(one.label, `input.candidates[${i}].label`), readText(one.sex, `input.candidates[${i}].sex`))
  }
  ascending([...sexOf.keys()], 'input.candidates')
  if (sexOf.size !== readList(input.candidates, 'input.candidates').length) disagree('input.candidates repeats a label')
  if (size < 1) disagree('input.rules.groupSize is less than 1')
  const order = inRankOrder(primitives, seed, kind, [...sexOf.keys()])
  const groups = [...new Set(sexOf.values())].sort().flatMap((sex) => {
    const same = order.filter((label) => sexOf.get(label) === sex)
    return Array.from({ length: Math.ceil(same.length / size) }, (_, g) => ({ sex, labels: same.slice(g * size, (g + 1) * size) }))
  })
  return { result: { kind, groups } }
}
