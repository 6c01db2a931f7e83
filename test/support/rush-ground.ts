import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EmbeddedServer, startEmbedded } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { readyCandidates, type Submission } from '../../load/candidates.ts'
import { announceExam, type Place } from '../../load/ready-exam.ts'
import { systemClock } from '../../src/foundation/clock.ts'
import { known } from '../../src/foundation/invariant.ts'
import { openKeyringFile } from '../../src/keys/keyring.ts'
import { freePort } from '../../src/rehearsal/free-port.ts'

/** A durable PostgreSQL of its own with an exam whose registration is open, candidates ready to submit, and the settings of a service for it. */
export type RushGround = {
  readonly place: Place
  readonly port: number
  readonly settings: Readonly<Record<string, string>>
  readonly adminUrl: string
  /** The next candidate who has everything ready; they are made in portions, for which PostgreSQL must be there. */
  readonly next: () => Submission | undefined
  /** Makes up for what is missing to so many; others may take from them meanwhile. */
  readonly provide: (many: number) => Promise<void>
  readonly postgres: {
    /** SIGKILL of the postmaster. */
    readonly kill: () => Promise<void>
    /** Starts it again on the same data and port, and answers when it is ready. */
    readonly start: () => Promise<void>
  }
  readonly close: () => Promise<void>
}

const portion = 1000

export async function openRushGround({ port: asked }: { readonly port?: number } = {}): Promise<RushGround> {
  const folder = await mkdtemp(join(tmpdir(), 'gongyuan-rush-'))
  // The server's user may pass through, if it is another than ours.
  await chmod(folder, 0o711)
  let server: EmbeddedServer = await startEmbedded({ folder })
  const port = asked ?? (await freePort())
  const keyringFile = join(folder, 'keyring.json')
  const place: Place = {
    authority: {
      schema: 'rush',
      host: 'localhost',
      origin: `http://localhost:${port}`,
      timeZone: 'Asia/Shanghai',
      name: '人事考试中心',
      adviceLine: null,
      complaintLine: null,
    },
    serviceUrl: server.serviceUrl,
    ownerUrl: server.ownerUrl,
    keyring: openKeyringFile(keyringFile, true, systemClock().toString()).keyring,
    filesFolder: join(folder, 'files'),
  }
  await migrate(place.ownerUrl, [place.authority])
  const exam = await announceExam(place)
  const ready: Submission[] = []
  let made = 0
  return {
    place,
    port,
    settings: {
      DATABASE_URL: server.serviceUrl,
      DATA_FOLDER: folder,
      KEYRING_FILE: keyringFile,
      PORT: String(port),
      PUBLIC_ORIGIN: place.authority.origin,
      // All come from one address, and each repeats as long as nobody answers.
      SESSION_PER_SECOND: '10000',
      ADDRESS_PER_SECOND: '100000',
    },
    adminUrl: server.adminUrl,
    next: () => ready.shift(),
    provide: async (many) => {
      // What is missing now: whoever takes from it meanwhile would otherwise keep this going for ever.
      for (let missing = many - ready.length; missing > 0; missing -= portion) {
        const some = Math.min(portion, missing)
        ready.push(...(await readyCandidates(place, exam, some, made)))
        made += some
      }
    },
    postgres: {
      kill: () => server.kill(),
      start: async () => {
        server = await startEmbedded({ folder })
        known(server.serviceUrl === place.serviceUrl || undefined, 'the server comes back where it was')
      },
    },
    close: async () => {
      await server.discard()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
