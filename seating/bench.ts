/** How fast the seats are drawn, beside a bare shuffle of the same file with the same stream. Run by cli.ts only. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { canonicalJson } from './canonical.ts'
import { checkTranscript } from './check.ts'
import { readInput } from './input.ts'
import type { SeatsInput } from './input-seats.ts'
import { noblePrimitives } from './primitives.ts'
import { sampleOpening, sampleSeats } from './sample.ts'
import { drawSeats } from './seats.ts'
import { freeze } from './seed.ts'
import { shuffle, streamOf } from './stream.ts'
import { draw, transcriptText } from './transcript.ts'

export type Figures = {
  readonly candidates: number
  readonly seatsPerSecond: number
  readonly seconds: number
  readonly shuffleSeconds: number
  readonly ratioToShuffle: number
  readonly freezeSeconds: number
  readonly checkSeconds: number
  readonly peakRssMb: number
}

const seed = new Uint8Array(32).fill(7)

/** Peak memory is that of the whole process, the making of the file and the check included. */
export function bench(candidates: number): Figures {
  const folder = mkdtempSync(join(tmpdir(), 'seating-bench-'))
  try {
    const file = join(folder, 'input.json')
    writeFileSync(file, canonicalJson(sampleSeats(candidates, 40, 5)))
    const shuffleSeconds = timed(() => shuffleOnly(file, join(folder, 'shuffled.json')))
    const seconds = timed(() => drawOnly(file, join(folder, 'drawn.json')))
    const input: unknown = JSON.parse(readFileSync(file, 'utf8'))
    const transcript = join(folder, 'transcript.json')
    const freezeSeconds = timed(() => freeze(input))
    publish(input, transcript)
    const checkSeconds = timed(() => {
      const verdict = checkTranscript(readFileSync(transcript, 'utf8'), noblePrimitives)
      if (!verdict.ok) throw new Error(verdict.sentence)
    })
    return {
      candidates,
      seatsPerSecond: Math.round(candidates / seconds),
      seconds: rounded(seconds),
      shuffleSeconds: rounded(shuffleSeconds),
      ratioToShuffle: rounded(seconds / shuffleSeconds),
      freezeSeconds: rounded(freezeSeconds),
      checkSeconds: rounded(checkSeconds),
      peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** From the file to the written result: every check of the input, the plan and the draw. */
function drawOnly(from: string, to: string): void {
  const read = readInput(JSON.parse(readFileSync(from, 'utf8')))
  if (!read.ok || read.value.kind !== 'seats') throw new Error('the sample was refused')
  const drawn = drawSeats(read.value, seed)
  if (!drawn.ok) throw new Error(drawn.refusal.sentence)
  writeFileSync(to, canonicalJson(drawn.value))
}

/** The least that any draw must do: read, Fisher–Yates from the same stream, write. */
function shuffleOnly(from: string, to: string): void {
  const { candidates }: SeatsInput = JSON.parse(readFileSync(from, 'utf8'))
  const order = shuffle(
    streamOf(seed, 'seats'),
    Uint32Array.from(candidates, (_, index) => index),
  )
  writeFileSync(to, JSON.stringify(Array.from(order, (index) => candidates[index]?.label)))
}

function publish(input: unknown, path: string): void {
  const frozen = freeze(input)
  if (!frozen.ok) throw new Error(frozen.refusal.sentence)
  const transcript = draw(input, sampleOpening(frozen.value))
  if (!transcript.ok) throw new Error(transcript.refusal.sentence)
  writeFileSync(path, transcriptText(transcript.value))
}

function timed(work: () => void): number {
  const from = performance.now()
  work()
  return (performance.now() - from) / 1000
}

const rounded = (number: number): number => Math.round(number * 1000) / 1000
