import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** `npm run verify`: what needs no database, at once. Each check says what it found only if it found something. */
const root = join(import.meta.dirname, '..')
const program = (path: string, ...words: string[]) => [join(root, 'node_modules', path), ...words]
const buildInfo = join(root, 'node_modules/.cache/verify.tsbuildinfo')
const checks = {
  'format and lint': program('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
  // One checker: several share no types, so that on two cores they check more than they save. What did not change is not checked again.
  types: program('typescript/bin/tsc', '--noEmit', '--project', '.', '--checkers', '1', '--incremental', '--tsBuildInfoFile', buildInfo),
  'rules and architecture': program('vitest/vitest.mjs', 'run', '--project', 'rules', '--reporter', 'dot'),
}

type Outcome = { readonly name: string; readonly seconds: number; readonly ok: boolean; readonly said: string }

const run = (name: string, words: readonly string[]) =>
  new Promise<Outcome>((give) => {
    const began = performance.now()
    const said: string[] = []
    const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_COLOR: '1' } })
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => said.push(text))
    const end = (ok: boolean) => give({ name, ok, seconds: (performance.now() - began) / 1000, said: said.join('') })
    child.once('error', (error) => {
      said.push(error.message)
      end(false)
    })
    child.once('close', (code) => end(code === 0))
  })

const began = performance.now()
const outcomes = await Promise.all(Object.entries(checks).map(([name, words]) => run(name, words)))
for (const { name, ok, seconds, said } of outcomes) {
  if (!ok) process.stdout.write(`${said}\n`)
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(24)} ${seconds.toFixed(1)} s\n`)
}
process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1)} s\n`)
process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1
