import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { openReach } from './reach.ts'
import { type DatabaseRole, databaseRoles, longestLock, longestStatement, patienceOf, roleName } from './roles.ts'
import { sessionLookup } from './session-lookup.ts'

export type { DatabaseRole } from './roles.ts'

/** One examination authority: a PostgreSQL schema of its own, found by the host name of a request. */
export type Authority = {
  readonly host: string
  readonly schema: string
  readonly origin: string
  readonly timeZone: string
  /** As people call it, on every page. */
  readonly name: string
  readonly adviceLine: string | null
  readonly complaintLine: string | null
}

declare const insideAuthority: unique symbol

/** An open transaction inside one authority and one role. Whatever reads or writes asks for this type; only `inAuthority` gives it. */
export type Tx = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0] & { readonly [insideAuthority]: true }

export type Database = {
  /** Runs one unit of work in one transaction: commits when `work` returns, a refusal included, and rolls back when it throws. */
  inAuthority<T>(authority: Authority, role: DatabaseRole, work: (tx: Tx) => Promise<T>): Promise<T>
  /** The row of the session with this token hash, in a statement outside of any transaction (db/session-lookup.ts). */
  sessionOf(authority: Authority, tokenHash: Uint8Array): Promise<unknown>
  authorities(): Promise<Authority[]>
  close(): Promise<void>
}

export type ConnectOptions = {
  readonly max?: number
  /** Hears the text of every statement of a unit of work, without its parameters: for counting them. */
  readonly onStatement?: (text: string) => void
}

export function connect(url: string, { max = 16, onStatement = () => {} }: ConnectOptions = {}): Database {
  const pools = new Set<Pool>()
  const open = (): Pool => {
    const opened = openPool(url, { max, onStatement }, () => replace(opened))
    pools.add(opened)
    return opened
  }
  const close = async (retired: Pool) => {
    pools.delete(retired)
    await retired.client.end({ timeout: 5 })
  }
  /** Work goes on in a new pool; what runs or waits in the old one has longer than any statement may take. */
  const replace = (lost: Pool) => {
    if (ended || lost !== pool) return
    // A line that fails again and again must not use up the server's connections: two pools stand open, no more.
    for (const earlier of pools) if (earlier !== lost) void close(earlier)
    pool = open()
    setTimeout(() => pools.has(lost) && void close(lost), 60_000).unref()
  }
  let ended = false
  let pool = open()
  const reach = openReach(url, () => {
    const left = pool
    replace(left)
    // Whoever waits in it for a connection is told soon; there is none to be had.
    void left.client.end({ timeout: 1 }).finally(() => pools.delete(left))
  })
  /** `isConnected`: what fails then is no sign that the server is away. */
  const reaching = async <T>(work: () => Promise<T>, isConnected: () => boolean): Promise<T> => {
    reach.expect()
    try {
      return await work()
    } catch (error) {
      if (!isConnected()) reach.missed(error)
      throw error
    }
  }
  return {
    inAuthority: ({ schema }, role, work) => {
      let begun = false
      const run = (transaction: unknown) => {
        begun = true
        return work(transaction as Tx)
      }
      return reaching(
        () => pool.entered(schema, role).transaction(run),
        () => begun,
      )
    },
    sessionOf: ({ schema }, tokenHash) =>
      reaching(
        () => pool.lookup(schema)(tokenHash),
        () => false,
      ),
    authorities: async () => [
      ...(await pool.client<Authority[]>`
        select host, schema, origin, time_zone as "timeZone", name, advice_line as "adviceLine", complaint_line as "complaintLine"
          from public.authorities order by schema`),
    ],
    close: async () => {
      ended = true
      reach.close()
      await Promise.all([...pools].map(close))
    },
  }
}

type Pool = ReturnType<typeof openPool>

/**
 * Connections, and what is kept for them. A pool that lost a connection is given up as a whole: where a statement was about to be written as
 * the line ended, postgres.js 3.4.9 keeps it, takes the next connection for one that is being written to, and never sends its first word
 * (its pull requests 1209 and 1215). Such a connection is dead for ever and still handed out.
 */
function openPool(url: string, { max, onStatement }: Required<ConnectOptions>, onLost: () => void) {
  const lines = openLines()
  const client = postgres(url, {
    max,
    onclose: (connection: number) => {
      // While the server is away no attempt gets as far as a transaction, and the pool paces them.
      if (lines.closed(connection)) onLost()
    },
    // A connection that is only old is not lost.
    max_lifetime: null,
    // Seconds. Who asks after an absence should find the server, not wait for a long pause to end.
    backoff: (attempt: number) => Math.min(0.02 * 2 ** attempt, 0.2),
    connect_timeout: 5,
    onnotice: () => {},
    connection: {
      application_name: 'gongyuan',
      TimeZone: 'UTC',
      search_path: 'pg_catalog',
      statement_timeout: longestStatement,
      lock_timeout: longestLock,
      idle_in_transaction_session_timeout: 30_000,
    },
  })
  acceptTemporal(client)
  const entered = new Map<string, PostgresJsDatabase>()
  const lookups = new Map<string, ReturnType<typeof sessionLookup>>()
  return {
    client,
    entered: (schema: string, role: DatabaseRole): PostgresJsDatabase => {
      const key = `${schema} ${role}`
      const kept = entered.get(key) ?? drizzle(entering(client, lines, schema, role, onStatement))
      entered.set(key, kept)
      // drizzle has set its own serializers.
      acceptTemporal(client)
      return kept
    },
    lookup: (schema: string) => {
      const kept = lookups.get(schema) ?? sessionLookup(client, schema)
      lookups.set(schema, kept)
      return kept
    },
  }
}

/** A savepoint: work that may fail on a constraint without losing what the transaction has done so far. */
export const savepoint = <T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> => tx.transaction((inner) => work(inner as Tx))

/** One transaction; its first statement carries the line as options and so says on which connection it runs. */
type Line = { dead: boolean; settled: boolean; readonly onexecute: (connection: { readonly id: number }) => true }
type Lines = ReturnType<typeof openLines>

/**
 * Knows which transactions have lost their connection. postgres.js 3.4.9 writes to such a connection all the same, its own rollback
 * included: it throws where nobody can catch it and the process dies (its issue 1208), or, when the connection was opened again meanwhile,
 * runs the statement outside of any transaction. So nothing more is sent, and the work never settles: `begin` has been told of the loss.
 * `onexecute` is how postgres.js itself learns a transaction's connection; its option `debug` would tell as well, and make a stack trace for
 * every query and show parameters in errors.
 */
function openLines() {
  const byConnection = new Map<number, Line>()
  return {
    open: (): Line => {
      const line: Line = {
        dead: false,
        settled: false,
        onexecute: ({ id }) => {
          byConnection.set(id, line)
          return true
        },
      }
      return line
    },
    /** Whether a transaction ever ran on it. */
    closed: (connection: number): boolean => {
      const line = byConnection.get(connection)
      if (line) line.dead = true
      return line !== undefined
    },
  }
}

/** As postgres.js marks what it refuses for the same reason. */
const lost = { code: 'CONNECTION_LOST' } as const

type Work = (inner: postgres.TransactionSql) => Promise<unknown>

/**
 * A client whose transactions begin in the authority's schema and in the role, whatever is done in them. The statement is not awaited: it
 * travels with the first one of the work, and if it fails PostgreSQL refuses everything after it.
 */
type Hears = (text: string) => void

function entering(client: postgres.Sql, lines: Lines, schema: string, role: DatabaseRole, onStatement: Hears): postgres.Sql {
  if (!/^[a-z][a-z0-9_]*$/.test(schema)) throw new Error(`"${schema}" is not the name of an authority's schema`)
  // Without parameters: postgres.js holds a statement with parameters back, and tells no connection, until it has been described once.
  const enter = `select set_config('search_path', '${schema}', true), set_config('role', '${roleName(role)}', true),
    set_config('statement_timeout', '${patienceOf[role]}', true)`
  const begin = (work: Work) =>
    client.begin(async (inner) => {
      const line = lines.open()
      const asPrepared = { simple: false, prepare: true, onexecute: line.onexecute }
      const entered = inner.unsafe(enter, [], asPrepared).execute()
      const settled = () => {
        line.settled = true
      }
      const [entry, outcome] = await Promise.allSettled([entered, work(preparing(inner, line, schema, onStatement)).finally(settled)])
      if (line.dead) return new Promise<never>(() => {})
      if (entry.status === 'rejected') throw entry.reason
      if (outcome.status === 'rejected') throw outcome.reason
      return outcome.value
    })
  return replacing(client, { begin })
}

/**
 * A transaction whose statements are prepared once per connection and authority: drizzle alone has each one parsed and planned again, at
 * the cost of a second round trip. The authority's name makes the text its own, since a plan belongs to the tables and types it was made
 * for. Long lists and bulk inserts differ in text each time and are not kept.
 */
function preparing(inner: postgres.TransactionSql, line: Line, schema: string, onStatement: Hears): postgres.TransactionSql {
  return replacing(inner, {
    savepoint: (work: Work) => inner.savepoint((nested) => work(preparing(nested, line, schema, onStatement))),
    unsafe: (text: string, parameters: postgres.ParameterOrJSON<never>[] = []) => {
      if (line.dead) throw Object.assign(new Error('the connection to the database was lost during a transaction'), lost)
      // Of several things done together one failed; what the others still send must not run outside of the transaction.
      if (line.settled) throw new Error('a statement came after the work of its transaction had ended')
      onStatement(text)
      return inner.unsafe(`/* ${schema} */ ${text}`, parameters, {
        prepare: parameters.length > 0 && parameters.length <= 64 && text.length <= 4000,
      })
    },
  })
}

const replacing = <C extends object>(client: C, replaced: Readonly<Record<string | symbol, unknown>>): C =>
  new Proxy(client, { get: (target, key) => replaced[key] ?? Reflect.get(target, key) })

/** Lets `${instant}` and `${date}` stand as parameters in hand-written SQL. */
function acceptTemporal(client: postgres.Sql) {
  const asText = (value: unknown) => String(value)
  for (const type of [1082, 1184]) client.options.serializers[type] = asText
}

/**
 * Throws unless the login may do nothing but work as the narrow roles. A service that could drop or rewrite the log would make the log
 * theatre, so it does not start as owner, as superuser, or as a member of anything else.
 */
export async function refuseOwner(url: string): Promise<void> {
  const client = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    const [login] = await client<{ name: string; powers: string[]; foreign: string[]; owns: string[] }[]>`
      with reach as (select * from pg_catalog.pg_roles where pg_has_role(session_user, oid, 'member'))
      select session_user::text as name,
        array(select distinct power from reach,
          lateral (values ('superuser', rolsuper), ('create roles', rolcreaterole), ('create databases', rolcreatedb),
            ('replication', rolreplication), ('bypass row security', rolbypassrls)) as powers(power, held)
          where held order by power) as powers,
        array(select rolname::text from reach
          where rolname <> session_user and rolname <> all (${databaseRoles.map(roleName)}) order by rolname) as foreign,
        array(select 'database ' || datname from pg_catalog.pg_database where datdba in (select oid from reach)
          union all select 'schema ' || nspname from pg_catalog.pg_namespace where nspowner in (select oid from reach)
          union all select 'table ' || oid::regclass from pg_catalog.pg_class where relowner in (select oid from reach)
          limit 5) as owns`
    if (!login) throw new Error('the database did not say who is signed in')
    const refuse = (because: string) => {
      throw new Error(
        `The service must not run as the database login "${login.name}": ${because}. Give DATABASE_URL the login gongyuan_service, ` +
          'which owns nothing; only npm run migrate uses the owner (DATABASE_OWNER_URL).',
      )
    }
    if (login.powers.length > 0) refuse(`it has the powers ${login.powers.join(', ')}`)
    if (login.owns.length > 0) refuse(`it owns ${login.owns.join(', ')}`)
    if (login.foreign.length > 0) refuse(`it is a member of ${login.foreign.join(', ')}`)
  } finally {
    await client.end({ timeout: 5 })
  }
}
