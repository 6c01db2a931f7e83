/** The dependency rules of ARCHITECTURE.md, executed. A failure names the import and the rule it breaks. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const stagesInOrder = [
  'log',
  'identity',
  'exam',
  'conduct',
  'publicity',
  'registration',
  'qualification',
  'seating',
  'staffing',
  'custody',
  'sitting',
  'marking',
  'shortlisting',
  'interview',
  'selection',
  'certificates',
  'operations',
  'home',
  'rehearsal',
]

type Import = { readonly from: string; readonly to: string }

const sources = ['src', 'db', 'seating'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => ({ file: `${root}/${file}`, text: readFileSync(`${root}/${file}`, 'utf8') })),
)

const imports: Import[] = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/(?:from|import) '([^']+)'/g)].map(([, to = '']) => ({ from: file, to: resolve(file, to) })),
)

function resolve(file: string, to: string) {
  return to.startsWith('.') ? new URL(to, `file:///${file}`).pathname.slice(1) : to
}
const stageOf = (path: string) => (path.startsWith('src/') ? stagesInOrder.indexOf(path.split('/')[1] ?? '') : -1)
/** Puts the doors for people who look around in front of the whole service, as the app is in front of the stages. */
const rehearsalsDoor = 'src/rehearsal/service-process.ts'
const broken = (rule: (i: Import) => boolean) => imports.filter(rule).map(({ from, to }) => `${from} → ${to}`)

test('there is something to check', () => {
  expect(imports.length).toBeGreaterThan(100)
})
test('a stage never imports a later stage', () => {
  expect(broken(({ from, to }) => stageOf(from) >= 0 && stageOf(to) > stageOf(from))).toEqual([])
})
test('no files import each other in a circle, types included', () => {
  const reached = new Map<string, Set<string>>()
  for (const { from, to } of imports) reached.set(from, (reached.get(from) ?? new Set()).add(to))
  const leadsBack = (from: string) => {
    const seen = new Set<string>()
    const next = [...(reached.get(from) ?? [])]
    for (let to = next.pop(); to !== undefined; to = next.pop()) {
      if (to === from) return true
      if (seen.has(to)) continue
      seen.add(to)
      next.push(...(reached.get(to) ?? []))
    }
    return false
  }
  expect([...reached.keys()].filter(leadsBack)).toEqual([])
})
test('what every stage may use imports no stage', () => {
  const below = /^src\/(foundation|http|web|print|files|keys)\//
  expect(broken(({ from, to }) => below.test(from) && stageOf(to) >= 0)).toEqual([])
})
test('the foundation knows nothing but itself and zod', () => {
  expect(broken(({ from, to }) => from.startsWith('src/foundation/') && !/^(src\/foundation\/|zod$)/.test(to))).toEqual([])
})
test('rules know nothing but the foundation and rules of their own or an earlier stage', () => {
  const allowed = /^(src\/foundation\/|src\/[a-z]+\/rules\/|seating\/|zod$)/
  expect(broken(({ from, to }) => /^src\/[a-z]+\/rules\//.test(from) && !allowed.test(to))).toEqual([])
})
test('the draw engine knows nothing of the service, and of Node only its hash, outside its command', () => {
  expect(broken(({ from, to }) => from.startsWith('seating/') && /^(src|db|test)\//.test(to))).toEqual([])
  // The command and what it alone runs: they read and write files, the engine does not.
  const command = ['seating/cli.ts', 'seating/cli-commands.ts', 'seating/bench.ts', 'seating/node-primitives.ts']
  expect(broken(({ from, to }) => from.startsWith('seating/') && !command.includes(from) && to.startsWith('node:'))).toEqual([
    'seating/merkle.ts → node:crypto',
  ])
  const commandOnly = ['seating/cli-commands.ts', 'seating/bench.ts', 'seating/node-primitives.ts']
  expect(broken(({ from, to }) => commandOnly.includes(to) && !command.includes(from))).toEqual([])
})
test('the checker of draws shares no code with the draw', () => {
  const checker = /^seating\/check(-[a-z]+)?\.ts$/
  expect(imports.filter(({ from }) => checker.test(from)).length).toBeGreaterThan(0)
  expect(broken(({ from, to }) => checker.test(from) && !checker.test(to))).toEqual([])
})
test('only routes, pages, the http folder and the app know Hono', () => {
  const allowed =
    /(\/routes\.ts|pages\.tsx|^src\/http\/|^src\/web\/|^src\/app\.ts|^src\/service\.ts|^src\/stages\.ts|\.tsx)$|^src\/(http|web)\//
  expect(broken(({ from, to }) => /^(hono|@hono)/.test(to) && !allowed.test(from) && from !== rehearsalsDoor)).toEqual([])
})
test('only routes, pages, refusals and the app know the http folder', () => {
  const allowed = /(\/routes\.ts|\.tsx|\/refusals\.ts|^src\/app\.ts|^src\/stages\.ts)$|^src\/http\//
  const knows = ({ from, to }: Import) => to.startsWith('src/http/') && !to.startsWith('src/http/front/') && !allowed.test(from)
  expect(broken((one) => knows(one) && one.from !== rehearsalsDoor)).toEqual([])
})
test('what stands in front of the app is known to whoever starts it, and knows nothing of it', () => {
  const allowed = /^src\/(front-door|config|service|operations\/words)\.ts$|^src\/http\/front\//
  expect(broken(({ from, to }) => to.startsWith('src/http/front/') && !allowed.test(from))).toEqual([])
  const needs = /^src\/(http\/front|foundation|web)\/|^src\/http\/(answer|requests)\.ts$|^node:/
  expect(broken(({ from, to }) => from.startsWith('src/http/front/') && !needs.test(to))).toEqual([])
})
test('only records, the log, the jobs and the database folder know Drizzle', () => {
  const allowed = /(records\.ts|-records\.ts)$|^src\/(log|jobs)\/|^db\//
  expect(broken(({ from, to }) => /^drizzle/.test(to) && !allowed.test(from))).toEqual([])
})
test('only the clock reads the clock, only the configuration reads the environment, and chance comes from outside', () => {
  const reads = (pattern: RegExp, ...allowed: string[]) =>
    sources.filter((s) => !allowed.includes(s.file) && pattern.test(s.text)).map((s) => s.file)
  expect(reads(/new Date\(\)|Date\.now\(\)|Temporal\.Now\b/, 'src/foundation/clock.ts')).toEqual([])
  expect(reads(/process\.env\b/, 'src/config.ts')).toEqual([])
  expect(reads(/Math\.random\(/)).toEqual([])
})
test('the database is never asked for the time', () => {
  const asks = /(?<![.\w])(now\(\)|current_timestamp|clock_timestamp|localtimestamp)/i
  expect(sources.filter(({ text }) => asks.test(text)).map(({ file }) => file)).toEqual([])
  const migrations = readdirSync('db/migrations').filter((file) => asks.test(readFileSync(`db/migrations/${file}`, 'utf8')))
  expect(migrations).toEqual([])
})
test('migrations use nothing that Citus cannot distribute', () => {
  const forbidden = /create\s+(or replace\s+)?(constraint\s+)?trigger|^\s*merge\s+into|nologin|grant\s+\w+\s*\([^)]*\)\s*on/im
  expect(readdirSync('db/migrations').filter((file) => forbidden.test(readFileSync(`db/migrations/${file}`, 'utf8')))).toEqual([])
})
test('no file re-exports another (no barrels)', () => {
  expect(sources.filter(({ text }) => /^export \* from/m.test(text)).map(({ file }) => file)).toEqual([])
})
test('every known gap in the code stands in ARCHITECTURE.md, and no other', () => {
  const listed = [...(readFileSync('ARCHITECTURE.md', 'utf8').split('\n## Gaps\n')[1] ?? '').matchAll(/^- `([^`]+)`/gm)].map(
    ([, file]) => file,
  )
  const inCode = sources.filter(({ text }) => /^\s*(\/\/|\*|\/\*\*) .*\bGap:/m.test(text)).map(({ file }) => file)
  expect(listed.toSorted()).toEqual(inCode.toSorted())
})
