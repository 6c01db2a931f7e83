import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { readArguments } from '../src/arguments.ts'
import { readConfig } from '../src/config.ts'
import { checkExam, invariantNames } from './check-exam.ts'
import { startEmbedded } from './embedded.ts'

/** `npm run check-exam`: every invariant of every authority, with its verdict. Ends with 1 when one is broken. */
async function main(): Promise<boolean> {
  readArguments(() => parseArgs({ options: {} }))
  const { databaseUrl, databaseOwnerUrl, dataFolder } = readConfig()
  if (databaseUrl && !databaseOwnerUrl)
    throw new Error('DATABASE_URL is set but DATABASE_OWNER_URL is not. Checking reads every table, as the login that owns them.')
  const embedded = databaseOwnerUrl ? undefined : await startEmbedded({ folder: dataFolder })
  try {
    return await check(databaseOwnerUrl ?? embedded?.ownerUrl ?? '')
  } finally {
    await embedded?.stop()
  }
}

async function check(url: string): Promise<boolean> {
  const authorities = await knownAuthorities(url)
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
  return brokenCount === 0
}

async function knownAuthorities(url: string): Promise<readonly { schema: string; name: string }[]> {
  const owner = postgres(url, { max: 1, onnotice: () => {} })
  try {
    const [there] = await owner<{ there: boolean }[]>`select to_regclass('public.authorities') is not null as there`
    const found = there?.there
      ? await owner<{ schema: string; name: string }[]>`select schema, name from public.authorities order by schema`
      : []
    if (found.length === 0) throw new Error('the database knows no examination authority: run npm run migrate first')
    return found
  } finally {
    await owner.end({ timeout: 5 })
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
