import type postgres from 'postgres'

/**
 * The narrow database roles. A unit of work takes exactly one of them and never changes it; what a role may touch stands as grants in
 * the migrations. They have LOGIN because a role without it does not reach the nodes of a Citus cluster; they have no password, so
 * nobody signs in as one of them.
 */
export const databaseRoles = ['gate', 'candidate', 'office', 'marking', 'unblinding', 'public', 'log'] as const
export type DatabaseRole = (typeof databaseRoles)[number]

export const roleName = (role: DatabaseRole) => `gongyuan_${role}` as const

/** Milliseconds that a statement may take, and may wait for a lock: past that it is undone and whoever asked is told to come again. */
export const longestStatement = 15_000
export const longestLock = 5_000

/**
 * What thousands may ask for at once gets less than what an office asks for once: a statement that hangs must not hold the connections of all
 * others for a quarter of a minute.
 */
export const patienceOf: Readonly<Record<DatabaseRole, number>> = {
  gate: 6000,
  candidate: 6000,
  public: 6000,
  office: longestStatement,
  marking: longestStatement,
  unblinding: longestStatement,
  log: longestStatement,
}

/** The service signs in as this one: it owns nothing, inherits nothing, and works only as one of the narrow roles. */
export const serviceLogin = 'gongyuan_service'

/** Makes schemas, tables and grants. Only `npm run migrate` knows its password. */
export const ownerLogin = 'gongyuan_owner'

/**
 * Makes the roles that are missing. Roles belong to the whole server, and advisory locks to one database: two databases may be migrated
 * at once, so each step is its own transaction and is tried again when the other one was quicker.
 */
export async function ensureRoles(owner: postgres.Sql): Promise<void> {
  for (const name of databaseRoles.map(roleName)) await ensureRole(owner, name, 'login noinherit')
  await ensureRole(owner, serviceLogin, 'login noinherit')
  for (const name of databaseRoles.map(roleName)) await ensureMember(owner, name, serviceLogin)
}

async function ensureRole(sql: postgres.Sql, name: string, attributes: string): Promise<void> {
  await untilQuiet(async () => {
    const found = await sql`select from pg_roles where rolname = ${name}`
    if (found.length === 0) await sql.unsafe(`create role ${name} ${attributes}`)
  })
}

async function ensureMember(sql: postgres.Sql, group: string, member: string): Promise<void> {
  await untilQuiet(async () => {
    const found = await sql`
      select from pg_auth_members where roleid = ${group}::regrole and member = ${member}::regrole`
    if (found.length === 0) await sql.unsafe(`grant ${group} to ${member}`)
  })
}

/** 42710 and 23505: somebody else made it just now. XX000: "tuple concurrently updated", PostgreSQL's word for the same race. */
const races = new Set(['42710', '23505', 'XX000'])

async function untilQuiet(step: () => Promise<void>, attempts = 20): Promise<void> {
  try {
    await step()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (attempts === 0 || !races.has(code)) throw error
    await untilQuiet(step, attempts - 1)
  }
}
