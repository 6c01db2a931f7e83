import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, expect, test } from 'vitest'
import { sessionLookup } from '../../db/session-lookup.ts'
import { tokenHash } from '../../src/identity/sessions.ts'
import { openOffice } from '../support/office.ts'

const office = await openOffice()
const service = postgres(office.url, { max: 1, onnotice: () => {} })
afterAll(() => service.end({ timeout: 5 }))
const find = sessionLookup(service, office.authority.schema)

test('a temporary table of the service’s login does not speak for the sessions', async () => {
  const officer = await office.officer(['exam_office'])
  // As where the database is somebody else's and its owner left everybody the right.
  const [{ name } = { name: '' }] = await office.admin<{ name: string }[]>`select current_database() as name`
  await office.admin.unsafe(`grant temporary on database ${name} to gongyuan_service`)
  const token = randomBytes(32)
  await service`create temporary table sessions (token_hash bytea primary key, account_id uuid, last_seen_at timestamptz, expires_at timestamptz)`
  await service`insert into sessions values (${token}, ${officer.accountId}, '2026-01-01Z', '2036-01-01Z')`
  await service`grant all on sessions to public`
  expect(await find(token)).toBeUndefined()
  const own = await office.sessionToken(officer.accountId)
  expect(await find(tokenHash(own))).toMatchObject({ accountId: officer.accountId })
})
