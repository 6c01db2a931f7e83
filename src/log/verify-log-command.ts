import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { connect } from '../../db/connect.ts'
import { startEmbedded } from '../../db/embedded.ts'
import { systemClock } from '../foundation/clock.ts'
import { openKeyringFile } from '../keys/keyring.ts'
import { verifyLog } from './verify-log.ts'
import { reportLines } from './verify-log-report.ts'

/**
 * `npm run verify-log [-- --checkpoint FILE …] [--json]`: the whole log of every authority from its rows, as the log's role, which reads
 * and cannot rewrite. Each FILE is a checkpoint somebody kept. Ends with 1 when something is broken and names it.
 */
const { values } = parseArgs({
  options: { checkpoint: { type: 'string', multiple: true, default: [] }, json: { type: 'boolean', default: false } },
})
const data = join(import.meta.dirname, '..', '..', '.data')
const url = process.env.DATABASE_URL
const embedded = url ? undefined : await startEmbedded({ folder: data })
const database = connect(url ?? embedded?.serviceUrl ?? '', { max: 2 })
try {
  const { keyring } = openKeyringFile(process.env.KEYRING_FILE ?? join(data, 'keyring.json'), false, systemClock().toString())
  const kept = values.checkpoint.map((file) => readFileSync(file, 'utf8'))
  const authorities = await database.authorities()
  const reports = []
  for (const authority of authorities) {
    // A kept checkpoint belongs to one authority's log: its first line says to which.
    const own = authorities.length === 1 ? kept : kept.filter((note) => note.startsWith(`${authority.host}/log\n`))
    const report = await verifyLog({ authority, keyring, within: (role, work) => database.inAuthority(authority, role, work) }, own)
    reports.push({ authority: authority.schema, ...report })
    if (!values.json) process.stdout.write(`${reportLines(authority, keyring, report).join('\n')}\n`)
  }
  const broken = reports.filter(({ faults }) => faults.length > 0).length
  process.stdout.write(values.json ? `${JSON.stringify({ broken, logs: reports })}\n` : `${reports.length} logs, ${broken} broken\n`)
  process.exitCode = broken === 0 && reports.length > 0 ? 0 : 1
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
} finally {
  await database.close()
  await embedded?.stop()
}
