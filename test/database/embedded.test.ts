import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, expect, test } from 'vitest'
import { type EmbeddedServer, startEmbedded } from '../../db/embedded.ts'

/** One cluster, through its life. mkdtemp makes a folder that is closed to others, as a project under a private home is. */
const folder = await mkdtemp(join(tmpdir(), 'gongyuan-embedded-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const asOwner = async <T>({ ownerUrl }: EmbeddedServer, ask: (sql: postgres.Sql) => Promise<T>): Promise<T> => {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    return await ask(owner)
  } finally {
    await owner.end({ timeout: 5 })
  }
}
const notes = (server: EmbeddedServer) =>
  asOwner(server, async (sql) => (await sql<{ id: number }[]>`select id from notes order by id`).map(({ id }) => id))
const note = (server: EmbeddedServer, id: number) => asOwner(server, (sql) => sql`insert into notes values (${id})`)

test('a server is shared, kept while it is used, and loses nothing by kill -9', async () => {
  const [first, second] = await Promise.all([startEmbedded({ folder }), startEmbedded({ folder })])
  expect(second.port).toBe(first.port)
  await asOwner(first, (sql) => sql`create table notes (id int primary key)`)
  await note(second, 1)

  await first.stop()
  expect(await notes(second)).toEqual([1])

  await note(second, 2)
  await second.kill()
  await expect(notes(second)).rejects.toThrow('ECONNREFUSED')
  const recovered = await startEmbedded({ folder })
  expect(recovered.port).toBe(second.port)
  expect(await notes(recovered)).toEqual([1, 2])

  await recovered.stop()
  await expect(notes(recovered)).rejects.toThrow('ECONNREFUSED')
  const again = await startEmbedded({ folder })
  expect(await notes(again)).toEqual([1, 2])

  await again.discard()
  expect(existsSync(join(folder, 'cluster'))).toBe(false)
})

test('nobody comes in without a password, and the passwords of two servers differ', async () => {
  const [one, other] = await Promise.all(['one', 'other'].map((name) => startEmbedded({ folder: join(folder, name), durable: false })))
  if (!one || !other) throw new Error('two servers were asked for')
  const url = new URL(one.serviceUrl)
  const reason = (change: (url: URL) => void) => {
    const changed = new URL(url)
    change(changed)
    return asOwner({ ...one, ownerUrl: changed.href }, (sql) => sql`select`).then(
      () => 'came in',
      (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
    )
  }
  expect(await reason(() => {})).toBe('came in')
  expect(await reason((changed) => Object.assign(changed, { password: 'guess' }))).toBe('28P01')
  expect(await reason((changed) => Object.assign(changed, { password: new URL(other.serviceUrl).password }))).toBe('28P01')
  expect(await reason((changed) => Object.assign(changed, { username: 'postgres', pathname: '/postgres' }))).toBe('28P01')
  await Promise.all([one.discard(), other.discard()])
})
