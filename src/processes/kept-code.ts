import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BuiltAssets } from './messages.ts'

/**
 * The service's code and assets, put together once (put-together.ts) and kept for later starts, under the hash of all they were made from.
 * They lie beside the packages, where only who may change the code may write. Where nobody may, as in the container, nothing is kept.
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

export function keptCode(hash: string): KeptCode | undefined {
  const folder = join(keptFolder, keptName(hash))
  const assets = join(folder, 'assets.json')
  // Written last, and the folder is moved to its place whole.
  if (!existsSync(assets)) return undefined
  return {
    servingProcess: join(folder, 'serving-process.mjs'),
    prepare: join(folder, 'prepare.mjs'),
    assets: BuiltAssets.parse(JSON.parse(readFileSync(assets, 'utf8'))),
  }
}
