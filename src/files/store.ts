import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { invariant } from '../foundation/invariant.ts'
import { hashOf } from './seal.ts'
import { syncFolder } from './sync-folder.ts'

/** Where sealed uploads lie, named by the SHA-256 of their ciphertext, so that a name says nothing and a changed file is noticed. */
export type FileStore = {
  /** Returns when the bytes survive a power cut. Putting the same bytes again changes nothing. */
  readonly put: (sealed: Uint8Array, hash: string) => Promise<void>
  /** Undefined when nothing of that name is stored; throws when what is stored is not what was put. */
  readonly get: (hash: string) => Promise<Uint8Array | undefined>
  /** For parts of an upload that are over; a name that is not there is no mistake. */
  readonly remove: (hash: string) => Promise<void>
}

/** On disk, under `folder`/ab/…: 256 folders, a few thousand files in each for a million. `newId` names the file while it is written. */
export function diskStore(folder: string, newId: () => string): FileStore {
  const placeOf = (hash: string) => {
    invariant(/^[0-9a-f]{64}$/.test(hash), 'a file name is a SHA-256 in hex')
    const parent = join(folder, hash.slice(0, 2))
    return { parent, path: join(parent, hash) }
  }
  /** Folders whose own name this process has brought to disk; another process may have made them and not be so far. */
  const lasting = new Set<string>()
  return {
    async put(sealed, hash) {
      invariant(hashOf(sealed) === hash, 'a file is put under the hash of its own bytes')
      const { parent, path } = placeOf(hash)
      await mkdir(parent, { recursive: true, mode: 0o700 })
      const unfinished = `${path}.${newId()}.part`
      try {
        await written(unfinished, sealed)
        await rename(unfinished, path)
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
      // A rename, or a new folder, lasts only once the folder that holds its name is on disk.
      await syncFolder(parent)
      if (lasting.has(parent)) return
      await syncFolder(folder)
      lasting.add(parent)
    },
    async get(hash) {
      const bytes = await readIfThere(placeOf(hash).path)
      if (bytes) invariant(hashOf(bytes) === hash, `the stored file ${hash} has changed`)
      return bytes
    },
    remove: (hash) => rm(placeOf(hash).path, { force: true }),
  }
}

async function written(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
