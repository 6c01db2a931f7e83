import { closeSync, fsyncSync, openSync } from 'node:fs'
import { open } from 'node:fs/promises'

// A new name in a folder lasts only once the folder is on disk. Windows opens no folder to sync it, and keeps names by its own journal.
const keepsNames = process.platform === 'win32'

export async function syncFolder(folder: string): Promise<void> {
  if (keepsNames) return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The same for commands and for what happens before the service answers anybody: it holds everything else up. */
export function syncFolderNow(folder: string): void {
  if (keepsNames) return
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
