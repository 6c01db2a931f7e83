/** `draw`, `verify`, `freeze`, `commit` and `bench`: from the words of a command line to what is said and the exit code. */
import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { hexToBytes } from '@noble/hashes/utils.js'
import { type Answer, accept } from './answer.ts'
import { bench, benchPhase, benchPhases } from './bench.ts'
import { checkTranscript, type Published } from './check.ts'
import { commit } from './commitment.ts'
import { commitments, cutDrawFile, drawFile } from './draw-file.ts'
import { drawText, freezeText } from './draw-text.ts'
import { nodePrimitives } from './node-primitives.ts'
import { type Fault, record, type Shape, text } from './shape.ts'
import { draw, transcriptText } from './transcript.ts'

const usage = `usage:
  seating freeze --input INPUT.json
  seating commit --freeze HASH --party NAME --value HEX
  seating draw   --input DRAW.json --output TRANSCRIPT.json
  seating verify TRANSCRIPT.json [--published PUBLISHED.json] [--after EARLIER.json …]
  seating bench  --candidates N --json
`

const publishedFile = record<Published>({ freezeHash: text, commitments, publicValue: text }, 'publicValue')

export type Outcome = { readonly code: 0 | 2; readonly said: string }
const said = (sentence: string): Outcome => ({ code: 0, said: sentence })
const bad = (sentence: string): Outcome => ({ code: 2, said: sentence })

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly outcome: Outcome }

/** What is made of the text of a file; a text that is not JSON is told as that. */
function reading<T>(path: string, work: (content: string) => T): Read<T> {
  try {
    return { ok: true, value: work(readFileSync(path, 'utf8')) }
  } catch (error) {
    return { ok: false, outcome: bad(`${path} cannot be read as JSON: ${reasonOf(error)}`) }
  }
}

function shaped<T>(path: string, value: unknown, shape: Shape<T>): Read<T> {
  const fault: Fault = { path: '', sentence: '' }
  if (shape(value, fault)) return { ok: true, value }
  return { ok: false, outcome: bad(`${fault.path === '' ? path : fault.path} ${fault.sentence}`) }
}

function read<T>(path: string, shape: Shape<T>): Read<T> {
  const parsed = reading(path, (content): unknown => JSON.parse(content))
  return parsed.ok ? shaped(path, parsed.value, shape) : parsed
}

/** What the platform says: never anything but an error. */
const reasonOf = (error: unknown): string => String(error instanceof Error && error.message)

const answered = <T>(answer: Answer<T>, say: (value: T) => string): Outcome =>
  answer.ok ? said(say(answer.value)) : bad(`${answer.refusal.code}: ${answer.refusal.sentence}`)

/** A list of seats in canonical text is drawn from the text; for a million candidates there is no other way that fits. */
function drawGiven(path: string): Read<Answer<Drawn>> {
  const parsed = reading(path, (content) => {
    const cut = cutDrawFile(content)
    if (cut) return { drawn: drawText(cut.input, cut.opening) }
    const whole: unknown = JSON.parse(content)
    return { whole }
  })
  if (!parsed.ok) return parsed
  if (parsed.value.drawn) return { ok: true, value: parsed.value.drawn }
  const file = shaped(path, parsed.value.whole, drawFile)
  if (!file.ok) return file
  const { input, ...opening } = file.value
  const drawn = draw(input, opening)
  return { ok: true, value: drawn.ok ? accept({ ...drawn.value, text: [transcriptText(drawn.value)] }) : drawn }
}

type Drawn = { readonly freezeHash: string; readonly seed: string; readonly text: readonly string[] }

function runDraw(input: string, output: string): Outcome {
  const given = drawGiven(input)
  if (!given.ok) return given.outcome
  const drawn = given.value
  if (!drawn.ok) return answered(drawn, () => '')
  const partial = `${output}.partial`
  try {
    writeFileSync(partial, '')
    for (const part of drawn.value.text) appendFileSync(partial, part)
    renameSync(partial, output)
  } catch (error) {
    rmSync(partial, { force: true })
    return bad(`--output ${output} cannot be written: ${reasonOf(error)}`)
  }
  return said(`drawn: freezeHash ${drawn.value.freezeHash}, seed ${drawn.value.seed}`)
}

function runVerify(path: string, published: string | undefined, after: readonly string[] | undefined): Outcome {
  const before = published === undefined ? undefined : read(published, publishedFile)
  if (before && !before.ok) return before.outcome
  const texts: string[] = []
  for (const file of [path, ...(after ?? [])]) {
    try {
      texts.push(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file)))
    } catch (error) {
      return bad(`${file} cannot be read: ${reasonOf(error)}`)
    }
  }
  const [transcript = '', ...earlier] = texts
  const verdict = checkTranscript(transcript, nodePrimitives, before?.value, after && earlier)
  return verdict.ok ? said('ok: the transcript is what its input, reveals and public value give') : bad(`rejected: ${verdict.sentence}`)
}

function runCommit(hash: string, party: string, value: string): Outcome {
  const digits = /^[0-9a-f]{64}$/
  if (!digits.test(hash) || !digits.test(value)) return bad('--freeze and --value must be 64 lower-case hexadecimal digits')
  return said(commit(hash, party, hexToBytes(value)))
}

function run(args: readonly string[]): Outcome {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      input: { type: 'string' },
      output: { type: 'string' },
      published: { type: 'string' },
      after: { type: 'string', multiple: true },
      freeze: { type: 'string' },
      party: { type: 'string' },
      value: { type: 'string' },
      candidates: { type: 'string' },
      phase: { type: 'string' },
      folder: { type: 'string' },
      json: { type: 'boolean' },
    },
  })
  const [command, path] = positionals
  if (command === 'draw' && values.input !== undefined && values.output !== undefined) return runDraw(values.input, values.output)
  if (command === 'verify' && path !== undefined) return runVerify(path, values.published, values.after)
  if (command === 'freeze' && values.input !== undefined) {
    const frozen = reading(values.input, freezeText)
    return frozen.ok ? answered(frozen.value, ({ freezeHash }) => freezeHash) : frozen.outcome
  }
  if (command === 'commit' && values.freeze !== undefined && values.party !== undefined && values.value !== undefined) {
    return runCommit(values.freeze, values.party, values.value)
  }
  if (command === 'bench') {
    const candidates = Number(values.candidates)
    if (!Number.isInteger(candidates) || candidates < 1 || candidates > 4_000_000)
      return bad('--candidates is not an integer from 1 to 4000000')
    const phase = benchPhases.find((name) => name === values.phase)
    const figures = phase && values.folder !== undefined ? benchPhase(phase, values.folder, candidates) : bench(candidates)
    return said(
      values.json
        ? JSON.stringify(figures)
        : Object.entries(figures)
            .map((one) => one.join(' '))
            .join('\n'),
    )
  }
  return bad(usage)
}

/** What the words of a command line lead to. */
export function answerTo(args: readonly string[]): Outcome {
  try {
    return run(args)
  } catch (error) {
    const misused = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
    if (!misused) throw error
    return bad(`${error.message}\n${usage}`)
  }
}
