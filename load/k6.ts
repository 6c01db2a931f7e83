import { spawn, spawnSync } from 'node:child_process'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { environmentWith } from '../src/config.ts'

/** The version the scripts were written for and tried with. */
const version = '1.8.1'

/** What a script told at its end; every script ends with the same summary. */
const Told = z.object({
  perSecond: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  answered: z.int(),
  errors: z.int(),
})
export type Told = z.infer<typeof Told>

type Environment = Readonly<Record<string, string>>

/** Runs a script to its end and reads what it told: the common summary, or one of its own. */
export type K6 = {
  (script: string, environment: Environment): Promise<Told>
  <T>(script: string, environment: Environment, told: z.ZodType<T>): Promise<T>
}
type Found = { readonly ok: true; readonly value: K6 } | { readonly ok: false; readonly otherwise: string }

/** Looks on the path, then where Go puts what it installs; never downloads anything. */
export function findK6(): Found {
  const goPath = spawnSync('go', ['env', 'GOPATH'], { encoding: 'utf8' }).stdout?.trim()
  const places = ['k6', ...(goPath ? [join(goPath, 'bin', 'k6')] : []), join(homedir(), 'go', 'bin', 'k6')]
  const answers = places.map((program) => ({ program, said: spawnSync(program, ['version'], { encoding: 'utf8' }) }))
  const found = answers.find(({ said }) => said.status === 0)
  const get = `go install go.k6.io/k6@v${version}`
  if (!found) return { ok: false, otherwise: `k6 was not found (${places.join(', ')}). With Go installed it is got by:\n  ${get}` }
  const major = /k6(?:\.exe)? v(\d+)\./.exec(found.said.stdout)?.[1]
  if (major !== version.split('.')[0])
    return { ok: false, otherwise: `${found.program} is ${found.said.stdout.trim()}; the scripts need version ${version}:\n  ${get}` }
  const run = async (script: string, environment: Environment, told: z.ZodType = Told) =>
    told.parse(await runScript(found.program, script, environment))
  return { ok: true, value: run as K6 }
}

/** k6 ends with 99 when a threshold is crossed: that is a result, and the scenario tells it. Anything else is no measurement. */
const thresholdCrossed = 99

function runScript(program: string, script: string, environment: Environment): Promise<unknown> {
  const file = join(import.meta.dirname, 'scripts', `${script}.ts`)
  // An empty address: k6 would open a port of its own for remote control.
  const child = spawn(program, ['run', '--quiet', '--no-usage-report', '--address', '', file], {
    env: environmentWith(environment),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      if (code !== 0 && code !== thresholdCrossed) return reject(new Error(`k6 ended with ${code}`))
      resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')))
    })
  })
}
