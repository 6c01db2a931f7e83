import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { isAlive } from '../../db/embedded-users.ts'
import { BuiltAssets } from './messages.ts'

/**
 * The service's code and assets, put together once (put-together.ts) and kept for later starts, under the hash of all they were made from.
 * They lie beside the packages, where only who may change the code may write. Where nobody may, as in the container, only what the image brings is kept.
 */
export type KeptCode = {
  /** Programs of one file and what they share. */
  readonly servingProcess: string
  readonly prepare: string
  readonly assets: BuiltAssets
}

const root = join(import.meta.dirname, '..', '..')
export const keptFolder = join(root, 'node_modules', '.cache', 'compiled')
const isCode = (file: string) => /(?<!\.test)\.(tsx?|css)$/.test(file)

/** Of every file the service is made of, and of npm's list of the packages; it is kept with absolute paths, for one Node. */
export function hashOfCode(): string {
  const own = ['src', 'db', 'seating'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(isCode)
      .map((file) => join(folder, file)),
  )
  const hash = createHash('sha256').update(`${process.version}\n${root}\n`)
  for (const file of [...own.sort(), join('node_modules', '.package-lock.json')]) {
    const bytes = existsSync(join(root, file)) ? readFileSync(join(root, file)) : Buffer.alloc(0)
    hash.update(`${file} ${bytes.length}\n`).update(bytes)
  }
  return hash.digest('hex').slice(0, 32)
}

export const keptName = (hash: string): string => `code-${hash}`
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** What is kept beside the programs: what they are given, and how each file read when it was written. */
const Kept = z.strictObject({ assets: BuiltAssets, files: z.record(z.string(), z.string()) })

/** As the last file of a folder of programs. */
export function sealKept(folder: string, assets: BuiltAssets): void {
  const files = Object.fromEntries(readdirSync(folder).map((file) => [file, hashOf(readFileSync(join(folder, file)))]))
  writeFileSync(join(folder, 'kept.json'), JSON.stringify({ assets, files } satisfies z.infer<typeof Kept>))
}

/** None where any of it is not as it was written: a machine that failed may have left half of a file. */
export function keptCode(hash: string, all: string = keptFolder): KeptCode | undefined {
  const folder = join(all, keptName(hash))
  try {
    const { assets, files } = Kept.parse(JSON.parse(readFileSync(join(folder, 'kept.json'), 'utf8')))
    if (Object.entries(files).some(([file, written]) => hashOf(readFileSync(join(folder, file))) !== written)) return undefined
    return { servingProcess: join(folder, 'serving-process.mjs'), prepare: join(folder, 'prepare.mjs'), assets }
  } catch {
    return undefined
  }
}

/** Says that this process starts others from there, for as long as it lives; where nobody may write nobody sweeps either. */
export function useKept(folder: string): void {
  try {
    writeFileSync(join(folder, `used-by-${process.pid}`), '')
  } catch {}
}

export const isKeptUsed = (folder: string): boolean =>
  readdirSync(folder).some((file) => {
    const user = /^used-by-(\d+)$/.exec(file)?.[1]
    return user !== undefined && isAlive(Number(user))
  })
