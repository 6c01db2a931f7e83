import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import postgres from 'postgres'
import { type Clock, systemClock } from '../src/foundation/clock.ts'
import type { Authority } from './connect.ts'
import { databaseRoles, ensureRoles, roleName, serviceLogin } from './roles.ts'

type Migration = { readonly name: string; readonly text: string; readonly sha256: string }

/** What one run did: `<schema>/<migration>` in the order of application. */
export type Migrated = { readonly applied: string[] }

const migrationsFolder = new URL('./migrations/', import.meta.url)

export type MigrateOptions = { readonly clock?: Clock; readonly folder?: URL }

/** Any number: it keeps two migrations of one database apart. The one place where an advisory lock is right, since one node migrates. */
const migrationLock = 4_072_511

/**
 * Brings a database to the state of the migration files: roles, public tables, and each authority's schema, the given ones and those
 * that were there before. May be run again and by several at once. A file that changed after it was applied stops everything.
 */
export async function migrate(
  ownerUrl: string,
  authorities: readonly Authority[],
  { clock = systemClock, folder = migrationsFolder }: MigrateOptions = {},
): Promise<Migrated> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { application_name: 'gongyuan migrate', TimeZone: 'UTC' } })
  try {
    const migrations = await readMigrations(folder)
    await ensureRoles(owner)
    await owner`select pg_advisory_lock(${migrationLock})`
    await closeDatabase(owner)
    const once = migrations.filter(isPublic)
    const applied = await migrateSchema(owner, 'public', once, clock)
    for (const authority of authorities) await enter(owner, authority)
    const known = await owner<{ schema: string }[]>`select schema from public.authorities order by schema`
    for (const { schema } of known) {
      await openSchema(owner, schema)
      applied.push(
        ...(await migrateSchema(
          owner,
          schema,
          migrations.filter((migration) => !isPublic(migration)),
          clock,
        )),
      )
    }
    return { applied }
  } finally {
    await owner.end({ timeout: 5 })
  }
}

const isPublic = ({ name }: Migration) => name.startsWith('0000_')

async function readMigrations(folder: URL): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(name)) throw new Error(`db/migrations/${name} is not named NNNN_what_it_makes.sql`)
      const text = await readFile(new URL(name, folder), 'utf8')
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/**
 * Nobody but our roles comes in, and nobody makes temporary tables: PostgreSQL looks there first, so that a temporary table could stand in
 * for a real one.
 */
async function closeDatabase(owner: postgres.Sql): Promise<void> {
  const [database] = await owner<{ name: string; mine: boolean }[]>`
    select quote_ident(datname) as name, pg_has_role(datdba, 'member') as mine from pg_database where datname = current_database()`
  if (!database?.mine) return
  await owner.unsafe(`revoke all on database ${database.name} from public`)
  await owner.unsafe(`grant connect on database ${database.name} to ${[serviceLogin, ...databaseRoles.map(roleName)].join(', ')}`)
}

async function enter(owner: postgres.Sql, { schema, host, origin, timeZone, name, adviceLine, complaintLine }: Authority): Promise<void> {
  await owner`
    insert into public.authorities (schema, host, origin, time_zone, name, advice_line, complaint_line)
    values (${schema}, ${host}, ${origin}, ${timeZone}, ${name}, ${adviceLine}, ${complaintLine})
    on conflict (schema) do update set host = excluded.host, origin = excluded.origin, time_zone = excluded.time_zone,
      name = excluded.name, advice_line = excluded.advice_line, complaint_line = excluded.complaint_line`
}

async function openSchema(owner: postgres.Sql, schema: string): Promise<void> {
  await owner`create schema if not exists ${owner(schema)}`
  // The service's login needs the schema for the functions it may call; it reads no table.
  await owner.unsafe(`grant usage on schema ${schema} to ${[serviceLogin, ...databaseRoles.map(roleName)].join(', ')}`)
}

async function migrateSchema(owner: postgres.Sql, schema: string, migrations: readonly Migration[], clock: Clock): Promise<string[]> {
  const record = owner(`${schema}.schema_migrations`)
  await owner`create table if not exists ${record} (name text primary key, sha256 text not null, applied_at timestamptz not null)`
  const done = await owner<{ name: string; sha256: string }[]>`select name, sha256 from ${record} order by name`
  for (const { name, sha256 } of done) {
    const file = migrations.find((migration) => migration.name === name)
    if (!file)
      throw new Error(`${schema} holds migration ${name}, which this program does not have: the database is newer than the program`)
    if (file.sha256 !== sha256)
      throw new Error(`migration ${name} was changed after it had been applied to ${schema}: write a new one instead`)
  }
  const missing = migrations.filter(({ name }) => !done.some((row) => row.name === name))
  for (const { name, text, sha256 } of missing) {
    await owner
      .begin(async (tx) => {
        await tx`select set_config('search_path', ${schema}, true)`
        await tx.unsafe(text)
        await tx`insert into ${tx(`${schema}.schema_migrations`)} values (${name}, ${sha256}, ${clock().toString()})`
      })
      .catch((cause: unknown) => {
        throw new Error(`migration ${name} failed in ${schema}: ${reason(text, cause)}`, { cause })
      })
  }
  return missing.map(({ name }) => `${schema}/${name}`)
}

/** What PostgreSQL said, and the line of the file it said it about. */
function reason(text: string, cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  const position = 'position' in cause ? Number(cause.position) : 0
  if (!(position > 0)) return cause.message
  const line = text.slice(0, position).split('\n').length
  return `${cause.message} (line ${line}: ${text.split('\n')[line - 1]?.trim()})`
}
