import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'
import { type Authority, connect, type Database } from '../../db/connect.ts'
import { inDatabase, north, south } from './authorities.ts'

export type TestDatabase = {
  /** As the service: owns nothing, works in narrow roles. */
  readonly database: Database
  readonly authority: Authority
  /** The second authority of the same installation. */
  readonly south: Authority
  /** The service's login. */
  readonly url: string
  readonly ownerUrl: string
  readonly adminUrl: string
  /** A superuser's connection, with the first authority's tables in sight: for arranging, breaking and looking. */
  readonly admin: postgres.Sql
  /** The statements of the service's units of work while `work` ran, without the two that begin and end each. */
  readonly statementsOf: (work: () => Promise<unknown>) => Promise<readonly string[]>
  close(): Promise<void>
}

/** A private database for one test file, cloned from the migrated template. `afterAll(close)`. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, ownerUrl, serviceUrl, template } = inject('testServer')
  const name = `exam_test_${randomBytes(6).toString('hex')}`
  const server = postgres(adminUrl, { max: 1, onnotice: () => {} })
  await cloneTemplate(server, name, template)
  const admin = postgres(inDatabase(adminUrl, name), {
    max: 4,
    onnotice: () => {},
    connection: { search_path: `${north.schema},public`, TimeZone: 'UTC' },
  })
  const statements: string[] = []
  const database = connect(inDatabase(serviceUrl, name), { onStatement: (text) => statements.push(text) })
  return {
    database,
    authority: north,
    south,
    url: inDatabase(serviceUrl, name),
    ownerUrl: inDatabase(ownerUrl, name),
    adminUrl: inDatabase(adminUrl, name),
    admin,
    statementsOf: async (work) => {
      statements.length = 0
      await work()
      return [...statements]
    },
    close: async () => {
      await Promise.all([database.close(), admin.end({ timeout: 5 })])
      await server.unsafe(`drop database ${name} with (force)`)
      await server.end({ timeout: 5 })
    },
  }
}

/** 55006: another file is cloning the template at this moment; PostgreSQL lets one do it at a time. */
async function cloneTemplate(server: postgres.Sql, name: string, template: string, attempts = 50): Promise<void> {
  try {
    await server.unsafe(`create database ${name} owner gongyuan_owner template ${template}`)
    await server.unsafe(`revoke all on database ${name} from public`)
    await server.unsafe(`grant connect on database ${name} to gongyuan_service`)
  } catch (error) {
    const busy = error instanceof Error && 'code' in error && error.code === '55006'
    if (!busy || attempts === 0) throw error
    await cloneTemplate(server, name, template, attempts - 1)
  }
}
