import { join } from 'node:path'
import type { Authority } from './connect.ts'
import { startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'

/** `npm run migrate`: the only command that knows the owner's login. */
const ownerUrl = process.env.DATABASE_OWNER_URL
if (!ownerUrl && process.env.DATABASE_URL) {
  process.stderr.write('DATABASE_URL is set but DATABASE_OWNER_URL is not. Migrating needs the login that owns the database.\n')
  process.exit(2)
}
const origin = process.env.PUBLIC_ORIGIN ?? `http://localhost:${process.env.PORT ?? '3000'}`
const authority: Authority = {
  schema: process.env.AUTHORITY_SCHEMA ?? 'authority',
  host: new URL(origin).host,
  origin,
  timeZone: process.env.AUTHORITY_TIME_ZONE ?? 'Asia/Shanghai',
  name: process.env.AUTHORITY_NAME ?? '公共考试中心',
  adviceLine: process.env.ADVICE_LINE ?? null,
  complaintLine: process.env.COMPLAINT_LINE ?? null,
}
const embedded = ownerUrl ? undefined : await startEmbedded({ folder: join(import.meta.dirname, '..', '.data') })
try {
  const { applied } = await migrate(ownerUrl ?? embedded?.ownerUrl ?? '', [authority])
  for (const name of applied) process.stdout.write(`applied ${name}\n`)
  process.stdout.write(`${applied.length === 0 ? 'nothing to apply' : `${applied.length} applied`}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
} finally {
  await embedded?.stop()
}
