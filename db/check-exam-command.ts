import { join } from 'node:path'
import postgres from 'postgres'
import { checkExam, invariantNames } from './check-exam.ts'
import { startEmbedded } from './embedded.ts'

/** `npm run check-exam`: every invariant of every authority, with its verdict. Ends with 1 when one is broken. */
const ownerUrl = process.env.DATABASE_OWNER_URL
if (!ownerUrl && process.env.DATABASE_URL) {
  process.stderr.write('DATABASE_URL is set but DATABASE_OWNER_URL is not. Checking reads every table, as the login that owns them.\n')
  process.exit(2)
}
const embedded = ownerUrl ? undefined : await startEmbedded({ folder: join(import.meta.dirname, '..', '.data') })
try {
  const url = ownerUrl ?? embedded?.ownerUrl ?? ''
  const owner = postgres(url, { max: 1, onnotice: () => {} })
  const authorities = await owner<{ schema: string; name: string }[]>`select schema, name from public.authorities order by schema`
  await owner.end({ timeout: 5 })
  let brokenCount = 0
  for (const authority of authorities) {
    const { broken } = await checkExam(url, authority)
    process.stdout.write(`${authority.name} (${authority.schema})\n`)
    for (const invariant of invariantNames) {
      const found = broken.find((each) => each.invariant === invariant)
      process.stdout.write(`${found ? 'BROKEN' : 'holds '} ${invariant}\n`)
      for (const row of found?.rows ?? []) process.stdout.write(`         ${JSON.stringify(row)}\n`)
    }
    brokenCount += broken.length
  }
  process.stdout.write(`${authorities.length} authorities, ${brokenCount} invariants broken\n`)
  process.exitCode = brokenCount === 0 && authorities.length > 0 ? 0 : 1
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
} finally {
  await embedded?.stop()
}
