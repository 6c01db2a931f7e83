import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { connect, type Database } from '../../db/connect.ts'
import { startEmbedded } from '../../db/embedded.ts'
import { readArguments } from '../arguments.ts'
import { readConfig } from '../config.ts'
import { systemClock } from '../foundation/clock.ts'
import { type Keyring, openKeyringFile } from '../keys/keyring.ts'
import { readKey } from './log-key.ts'
import type { NoteKey } from './note.ts'
import { verifyLog } from './verify-log.ts'
import { reportLines } from './verify-log-report.ts'

/**
 * `npm run verify-log [-- --checkpoint FILE …] [--former-key KEY …] [--json]`: the whole log of every authority from its rows, as the log's
 * role, which reads and cannot rewrite. Each FILE is a checkpoint somebody kept, each KEY one that signed before the keyring's. Ends with 1
 * when something is broken and names it, with 2 when it was asked wrongly.
 */
async function main(): Promise<boolean> {
  const { kept, former, json } = readArguments(asked)
  const config = readConfig()
  const { keyring } = openKeyringFile(config.keyringFile, false, systemClock().toString())
  const embedded = config.databaseUrl ? undefined : await startEmbedded({ folder: config.dataFolder })
  const database = connect(config.databaseUrl ?? embedded?.serviceUrl ?? '', { max: 2 })
  try {
    return await verify(database, keyring, { kept, former }, json)
  } finally {
    await database.close()
    await embedded?.stop()
  }
}

function asked(): Trusted & { readonly json: boolean } {
  const { values } = parseArgs({
    options: {
      checkpoint: { type: 'string', multiple: true, default: [] },
      'former-key': { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
    },
  })
  return { kept: values.checkpoint.map((file) => readFileSync(file, 'utf8')), former: values['former-key'].map(readKey), json: values.json }
}

type Trusted = { readonly kept: readonly string[]; readonly former: readonly NoteKey[] }

async function verify(database: Database, keyring: Keyring, { kept, former }: Trusted, json: boolean): Promise<boolean> {
  const authorities = await database.authorities()
  if (authorities.length === 0) throw new Error('the database knows no examination authority: run npm run migrate first')
  const reports = []
  for (const authority of authorities) {
    // A kept checkpoint belongs to one authority's log: its first line says to which.
    const own = authorities.length === 1 ? kept : kept.filter((note) => note.startsWith(`${authority.host}/log\n`))
    const report = await verifyLog({ authority, keyring, within: (role, work) => database.inAuthority(authority, role, work) }, own, former)
    reports.push({ authority: authority.schema, ...report })
    if (!json) process.stdout.write(`${reportLines(authority, keyring, report).join('\n')}\n`)
  }
  const broken = reports.filter(({ faults }) => faults.length > 0).length
  process.stdout.write(json ? `${JSON.stringify({ broken, logs: reports })}\n` : `${reports.length} logs, ${broken} broken\n`)
  return broken === 0
}

try {
  process.exitCode = (await main()) ? 0 : 1
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
