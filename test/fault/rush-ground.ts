import { join } from 'node:path'
import { migrate } from '../../db/migrate.ts'
import { readyCandidates, type Submission } from '../../load/candidates.ts'
import { announceExam, type Place } from '../../load/ready-exam.ts'
import { systemClock } from '../../src/foundation/clock.ts'
import { known } from '../../src/foundation/invariant.ts'
import { openKeyringFile } from '../../src/keys/keyring.ts'
import { freePort } from '../../src/rehearsal/free-port.ts'
import { openOwnServer } from '../support/own-server.ts'

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
    /** SIGKILL of the postmaster; false where there was none any more. */
    readonly kill: () => Promise<boolean>
    /** Starts it again on the same data and port, and answers when it is ready. */
    readonly start: () => Promise<void>
  }
  readonly close: () => Promise<void>
}

const portion = 1000

export async function openRushGround({ port: asked }: { readonly port?: number } = {}): Promise<RushGround> {
  const own = await openOwnServer('rush')
  const { folder } = own
  const { adminUrl, ownerUrl, serviceUrl } = own.server()
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
    serviceUrl,
    ownerUrl,
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
      DATABASE_URL: serviceUrl,
      DATA_FOLDER: folder,
      KEYRING_FILE: keyringFile,
      PORT: String(port),
      PUBLIC_ORIGIN: place.authority.origin,
      // All come from one address, and each repeats as long as nobody answers.
      SESSION_PER_SECOND: '10000',
      ADDRESS_PER_SECOND: '100000',
    },
    adminUrl,
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
      kill: async () => {
        const lived = own.server().isAlive()
        await own.server().kill()
        return lived
      },
      start: async () => {
        await own.startAgain()
        known(own.server().serviceUrl === serviceUrl || undefined, 'the server comes back where it was')
      },
    },
    close: own.discard,
  }
}
