import type { FileStore } from '../../src/files/store.ts'

/** Uploads in memory: gone with the test. */
export function memoryFiles(): FileStore {
  const held = new Map<string, Uint8Array>()
  return {
    put: async (sealed, hash) => {
      held.set(hash, sealed)
    },
    get: async (hash) => held.get(hash),
    remove: async (hash) => {
      held.delete(hash)
    },
  }
}
