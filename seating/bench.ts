/** How fast the seats are drawn, beside a bare shuffle of the same file with the same stream. Run by cli.ts only. */
import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { settled } from './answer.ts'
import { benchStaff, type StaffFigures } from './bench-staff.ts'
import { canonicalJson } from './canonical.ts'
import { checkTranscript } from './check.ts'
import { drawText, freezeText } from './draw-text.ts'
import { nodePrimitives } from './node-primitives.ts'
import { readSeatsText, type SeatsText } from './roll-text.ts'
import { sampleOpening, sampleSeats } from './sample.ts'
import { drawRoll } from './seats.ts'
import { shuffle, streamOf } from './stream.ts'

export type Figures = {
  readonly candidates: number
  readonly seatsPerSecond: number
  readonly seconds: number
  readonly shuffleSeconds: number
  readonly ratioToShuffle: number
  readonly peakRssMb: number
  /** Only where at least as many were drawn. */
  readonly secondsAt100k?: number
  readonly freezeSeconds: number
  /** From the file of the input to the file of the transcript: freeze, seed, draw, tree of tickets. */
  readonly publishSeconds: number
  readonly publishRssMb: number
  readonly checkSeconds: number
} & StaffFigures

const seed = new Uint8Array(32).fill(7)
export const benchPhases = ['make', 'shuffle', 'draw', 'freeze', 'publish', 'check'] as const
export type BenchPhase = (typeof benchPhases)[number]
export type Measured = { readonly seconds: number; readonly peakRssMb: number }

/**
 * Each phase has a process of its own, so that no memory is counted to another; peak memory is that of the draw, the process whole.
 * `small` is the number of candidates that more are compared with.
 */
export function bench(candidates: number, small = 100_000): Figures {
  const figures = measureAll(candidates)
  const fewer = candidates > small ? measureDraw(small) : figures.draw
  return {
    candidates,
    seatsPerSecond: Math.round(candidates / figures.draw.seconds),
    seconds: rounded(figures.draw.seconds),
    shuffleSeconds: rounded(figures.shuffle.seconds),
    ratioToShuffle: rounded(figures.draw.seconds / figures.shuffle.seconds),
    peakRssMb: figures.draw.peakRssMb,
    ...(candidates >= small && { secondsAt100k: rounded(fewer.seconds) }),
    freezeSeconds: rounded(figures.freeze.seconds),
    publishSeconds: rounded(figures.publish.seconds),
    publishRssMb: figures.publish.peakRssMb,
    checkSeconds: rounded(figures.check.seconds),
    ...benchStaff(candidates, (work) => rounded(timed(work))),
  }
}

const measureAll = (candidates: number): Record<BenchPhase, Measured> =>
  inFolder((folder) => {
    const phase = (name: BenchPhase) => measureApart(name, folder, candidates)
    const made = phase('make')
    return {
      make: made,
      shuffle: phase('shuffle'),
      draw: phase('draw'),
      freeze: phase('freeze'),
      publish: phase('publish'),
      check: phase('check'),
    }
  })

const measureDraw = (candidates: number): Measured =>
  inFolder((folder) => {
    measureApart('make', folder, candidates)
    return measureApart('draw', folder, candidates)
  })

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'seating-bench-'))
  try {
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function measureApart(phase: BenchPhase, folder: string, candidates: number): Measured {
  const cli = join(import.meta.dirname, 'cli.ts')
  const args = ['bench', '--phase', phase, '--folder', folder, '--candidates', String(candidates), '--json']
  const ran = spawnSync(process.execPath, [...process.execArgv, '--import', 'tsx', cli, ...args], { encoding: 'utf8' })
  if (ran.status !== 0) throw new Error(`${phase}: ${ran.stderr}`)
  const measured: Measured = JSON.parse(ran.stdout)
  return measured
}

/** One phase, in the process that runs it. */
export function benchPhase(phase: BenchPhase, folder: string, candidates: number): Measured {
  const file = join(folder, 'input.json')
  const transcript = join(folder, 'transcript.json')
  const work: Record<BenchPhase, () => void> = {
    make: () => writeFileSync(file, canonicalJson(sampleSeats(candidates, 40, 5))),
    shuffle: () => shuffleOnly(file, join(folder, 'shuffled.json')),
    draw: () => drawOnly(file, join(folder, 'drawn.json')),
    freeze: () => settled(freezeText(readFileSync(file, 'utf8'))),
    publish: () => publish(file, transcript),
    check: () => {
      const verdict = checkTranscript(readFileSync(transcript, 'utf8'), nodePrimitives)
      if (!verdict.ok) throw new Error(verdict.sentence)
    },
  }
  const from = performance.now()
  work[phase]()
  return { seconds: (performance.now() - from) / 1000, peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024) }
}

function readList(path: string): SeatsText {
  const read = readSeatsText(readFileSync(path, 'utf8'))
  if (!read) throw new Error('the sample is not canonical')
  return read
}

/** From the file to the written result: every check of the input, the plan and the draw. */
function drawOnly(from: string, to: string): void {
  const { input, roll } = readList(from)
  writeFileSync(to, canonicalJson(settled(drawRoll(input, roll, seed))))
}

/** The least that any draw must do: read, Fisher–Yates from the same stream, write. */
function shuffleOnly(from: string, to: string): void {
  const { roll } = readList(from)
  const order = shuffle(
    streamOf(seed, 'seats'),
    Uint32Array.from({ length: roll.size }, (_, index) => index),
  )
  writeFileSync(to, canonicalJson(Array.from(order, roll.labelOf)))
}

/** What the command does: freezes again, opens, draws, and writes the transcript with the root of the tickets. */
function publish(from: string, to: string): void {
  const { text, ...freeze } = settled(freezeText(readFileSync(from, 'utf8')))
  writeFileSync(to, '')
  for (const part of settled(drawText(text, sampleOpening(freeze))).text) appendFileSync(to, part)
}

const rounded = (number: number): number => Math.round(number * 1000) / 1000

function timed(work: () => void): number {
  const from = performance.now()
  work()
  return (performance.now() - from) / 1000
}
