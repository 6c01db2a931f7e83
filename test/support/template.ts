import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../db/migrate.ts'
import { inDatabase, north, south } from './authorities.ts'
import { openOwnServer } from './own-server.ts'

/** One server per run, with one migrated database of two authorities; each test file works in a clone of it. */
export type TestServer = {
  readonly adminUrl: string
  readonly ownerUrl: string
  readonly serviceUrl: string
  readonly template: string
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

const template = 'exam_template'

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server: running, discard } = await openOwnServer('test', { durable: false })
  const server = running()
  try {
    const admin = postgres(server.adminUrl, { max: 1, onnotice: () => {} })
    await admin.unsafe(`create database ${template} owner gongyuan_owner`)
    await admin.end()
    await migrate(inDatabase(server.ownerUrl, template), [north, south])
  } catch (error) {
    await discard()
    throw error
  }
  project.provide('testServer', { adminUrl: server.adminUrl, ownerUrl: server.ownerUrl, serviceUrl: server.serviceUrl, template })
  return discard
}
