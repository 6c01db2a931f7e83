import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EmbeddedServer, startEmbedded } from '../../db/embedded.ts'

export type OwnServer = {
  readonly folder: string
  /** The one that runs now. */
  readonly server: () => EmbeddedServer
  /** On the same data and port, after it was killed. */
  readonly startAgain: () => Promise<void>
  /** Stops it and deletes the folder with all that is in it. */
  readonly discard: () => Promise<void>
}

/** A PostgreSQL of its own in a folder of its own. */
export async function openOwnServer(name: string, options: { readonly durable?: boolean } = {}): Promise<OwnServer> {
  const folder = await mkdtemp(join(tmpdir(), `gongyuan-${name}-`))
  // The server's user may pass through, if it is another than ours.
  await chmod(folder, 0o711)
  let server = await startEmbedded({ folder, ...options })
  return {
    folder,
    server: () => server,
    startAgain: async () => {
      server = await startEmbedded({ folder, ...options })
    },
    discard: async () => {
      await server.discard()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
