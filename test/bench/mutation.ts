import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { transform } from 'esbuild'
import { z } from 'zod'
import { chance } from '../../seating/sample.ts'
import { shuffle } from '../../seating/stream.ts'
import { startOrdered } from '../../src/rehearsal/ordered-process.ts'
import type { Figures, Options } from '../support/run-named.ts'
import { type Mutant, mutantsOf, unchanged } from './mutants/mutate.ts'

/**
 * Changes the draw engine in one place at a time and asks its tests: `npm run bench -- mutation [--files staff,fill] [--sample 100] [--seed 1]
 * [--minutes 10]`. A mutant that makes a test fail is killed. The sample is drawn from all mutants by the seed; `minutes` ends the run
 * early, and the figures say how many were tried. No mutant is left out as "equivalent". Fails below 90 %.
 */
const Given = z.object({
  files: z.string().default(''),
  sample: z.coerce.number().int().min(1).default(1_000_000),
  seed: z.coerce.number().int().min(0).default(1),
  minutes: z.coerce.number().min(0.1).default(600),
})

/** Of a hundred mutants, so many must die. */
const leastScore = 90

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'seating')
const own = (file: string) => file.endsWith('.ts') && !/\.test\.ts$|^(cli|bench|sample)/.test(file)

type Placed = Mutant & { readonly file: string }

export async function measure(options: Options): Promise<Figures> {
  const { files, sample, seed, minutes } = Given.parse(options)
  const sources = readdirSync(folder).filter((file) => own(file) && files.split(',').some((part) => file.includes(part)))
  const printed = new Map(await Promise.all(sources.map(async (file) => [file, await javaScript(file)] as const)))
  const all = [...printed].flatMap(([file, code]) => mutantsOf(code).map((mutant): Placed => ({ ...mutant, file })))
  const order = shuffle(
    chance(`mutation ${seed}`),
    Uint32Array.from(all, (_, index) => index),
  )
  const chosen: Placed[] = []
  // What does not even parse is no mutant: nobody could have written it unnoticed.
  for (const index of order) {
    const mutant = all[index]
    if (chosen.length < sample && mutant && (await parses(mutant.code))) chosen.push(mutant)
  }
  const tests = testsOf()
  try {
    const [first = ''] = sources
    if (!(await tests.pass(first, unchanged(printed.get(first) ?? '')))) throw new Error('the tests fail before anything is changed')
    if (await tests.pass(first, 'throw new Error("broken")')) throw new Error('the tests do not notice a module that does not load')
    const began = performance.now()
    const survivors: Placed[] = []
    let tried = 0
    for (const mutant of chosen) {
      if (performance.now() - began > minutes * 60_000) break
      tried++
      const survived = await tests.pass(mutant.file, mutant.code)
      if (survived) survivors.push(mutant)
      process.stderr.write(`${tried}/${chosen.length} ${survived ? 'SURVIVED' : 'killed'} ${told(mutant)}\n`)
    }
    const score = tried === 0 ? 0 : Math.round(((tried - survivors.length) / tried) * 1000) / 10
    const seconds = Math.round((performance.now() - began) / 1000)
    return {
      mutants: all.length,
      tried,
      killed: tried - survivors.length,
      survived: survivors.length,
      score,
      seed,
      seconds,
      survivors: survivors.map(told),
      missed: score < leastScore ? [`${score} % of the mutants died, less than ${leastScore}`] : [],
    }
  } finally {
    await tests.close()
  }
}

const told = ({ file, line, operator, from, to }: Placed): string => `${file} (printed line ${line}) ${operator}: ${from} → ${to}`

async function javaScript(file: string): Promise<string> {
  const { code } = await transform(readFileSync(join(folder, file), 'utf8'), { loader: 'ts', target: 'esnext' })
  return code
}

const parses = (code: string): Promise<boolean> =>
  transform(code, { loader: 'js', logLevel: 'silent' }).then(
    () => true,
    () => false,
  )

/** The engine and its tests copied aside, so that nothing here is ever changed; one process that stays warm runs them again and again. */
function testsOf() {
  const aside = mkdtempSync(join(tmpdir(), 'mutation-'))
  cpSync(folder, join(aside, 'seating'), { recursive: true })
  rmSync(join(aside, 'seating/cli.test.ts'))
  symlinkSync(join(root, 'node_modules'), join(aside, 'node_modules'))
  writeFileSync(join(aside, 'package.json'), '{"type":"module"}')
  const start = () => startOrdered(new URL('./mutants/tests-process.ts', import.meta.url), {})
  let running = start()
  let patience = firstPatience
  const giveUp = async () => {
    await running.kill()
    running = start()
  }
  return {
    /** A change that makes the tests run in a circle, or the process die, is noticed too. */
    pass: async (file: string, code: string): Promise<boolean> => {
      const began = performance.now()
      const path = join(aside, 'seating', file)
      const before = readFileSync(path, 'utf8')
      const tooLong = Promise.withResolvers<undefined>()
      const timer = setTimeout(() => tooLong.resolve(undefined), patience)
      const answer = running.ask({ folder: aside, file, code }, z.boolean()).catch(() => undefined)
      const passed = await Promise.race([answer, tooLong.promise])
      clearTimeout(timer)
      if (passed === undefined) {
        await giveUp()
        writeFileSync(path, before)
      } else if (passed) patience = Math.max(leastPatience, 5 * (performance.now() - began))
      return passed ?? false
    },
    close: async () => {
      await running.stop()
      rmSync(aside, { recursive: true })
    },
  }
}

/** Milliseconds: until all tests have passed once nobody knows how long they take here. */
const firstPatience = 600_000
const leastPatience = 60_000
