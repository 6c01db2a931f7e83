import { parseArgs } from 'node:util'
import { readArguments } from '../src/arguments.ts'
import { readConfig } from '../src/config.ts'
import { startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'

/** `npm run migrate`: schemas, roles and grants, with the owner's login; without any database named, on the embedded one. */
async function main(): Promise<void> {
  readArguments(() => parseArgs({ options: {} }))
  const { databaseUrl, databaseOwnerUrl, dataFolder, authority } = readConfig()
  if (databaseUrl && !databaseOwnerUrl)
    throw new Error('DATABASE_URL is set but DATABASE_OWNER_URL is not. Migrating needs the login that owns the database.')
  const embedded = databaseOwnerUrl ? undefined : await startEmbedded({ folder: dataFolder })
  try {
    const { applied } = await migrate(databaseOwnerUrl ?? embedded?.ownerUrl ?? '', [authority])
    for (const name of applied) process.stdout.write(`applied ${name}\n`)
    process.stdout.write(`${applied.length === 0 ? 'nothing to apply' : `${applied.length} applied`}\n`)
  } finally {
    await embedded?.stop()
  }
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
