import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { connect } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { bindDeps } from '../bind-deps.ts'
import type { Config } from '../config.ts'
import { diskStore } from '../files/store.ts'
import { systemClock } from '../foundation/clock.ts'
import { foundingLinks } from '../identity/found.ts'
import { knowsKeyring } from '../identity/keyring-register.ts'
import { openKeyringFile } from '../keys/keyring.ts'
import { keepEmbedded } from './embedded-keeper.ts'

/** What is there once for all processes. */
export type Prepared = {
  readonly databaseUrl: () => string
  /** Lines for the founders who have not come yet, each with its link. */
  readonly foundingLines: () => Promise<string[]>
  readonly stop: () => Promise<void>
}

type Tools = { readonly logger: Logger; readonly say: (line: string) => void; readonly moved: () => void }

/** Database and keyring. Without DATABASE_URL the embedded server is started and migrated; with it, migrating is its owner's business. */
export async function prepare(config: Config, { logger, say, moved }: Tools): Promise<Prepared> {
  const { dataFolder: folder, databaseUrl: given, authority } = config
  const kept = given === undefined ? await keepEmbedded({ folder, logger, moved }) : undefined
  const databaseUrl = () => given ?? kept?.now().serviceUrl ?? ''
  try {
    if (kept) await migrate(kept.now().ownerUrl, [authority])
    const { created } = openKeyringFile(config.keyringFile, !(await holdsSealedData(databaseUrl())), systemClock().toString())
    if (created) say(`Made the keyring ${config.keyringFile}. Copy it to a safe place now: without it nobody can read the data again.`)
    const foundingLines = () => linesOf(config, databaseUrl(), logger)
    return { databaseUrl, foundingLines, stop: async () => kept?.stop() }
  } catch (error) {
    await kept?.stop()
    throw error
  }
}

/** A lost keyring is said to be lost; a new one beside old data would only hide it. */
async function holdsSealedData(databaseUrl: string): Promise<boolean> {
  const database = connect(databaseUrl, { max: 1 })
  try {
    const known = (await database.authorities()).map((authority) =>
      knowsKeyring({ within: (role, work) => database.inAuthority(authority, role, work) }),
    )
    return (await Promise.all(known)).includes(true)
  } finally {
    await database.close()
  }
}

async function linesOf({ keyringFile, filesFolder }: Config, databaseUrl: string, logger: Logger): Promise<string[]> {
  const database = connect(databaseUrl, { max: 1 })
  try {
    const { keyring } = openKeyringFile(keyringFile, false, systemClock().toString())
    const shared = { database, keyring, logger, clock: systemClock, files: diskStore(filesFolder, randomUUID), rehearsal: false }
    const lines: string[] = []
    for (const authority of await database.authorities())
      for (const { role, link } of await foundingLinks(bindDeps(shared, authority)))
        lines.push(`First sign-in of the ${role} of ${authority.name}, once, within seven days: ${link}`)
    return lines
  } finally {
    await database.close()
  }
}
