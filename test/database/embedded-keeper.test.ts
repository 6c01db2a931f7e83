import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import postgres from 'postgres'
import { expect, test, vi } from 'vitest'
import { keepEmbedded } from '../../src/processes/embedded-keeper.ts'

test('the embedded server that dies is started again on its data, and stops when it is told to', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gongyuan-kept-'))
  const said: string[] = []
  const logger = pino({ level: 'info' }, { write: (line: string) => said.push(JSON.parse(line).msg) })
  const moved = vi.fn()
  const kept = await keepEmbedded({ folder, logger, moved })
  try {
    const first = kept.now()
    const asOwner = async <T>(ask: (sql: postgres.Sql) => Promise<T>): Promise<T> => {
      const owner = postgres(kept.now().ownerUrl, { max: 1, onnotice: () => {} })
      try {
        return await ask(owner)
      } finally {
        await owner.end({ timeout: 5 })
      }
    }
    await asOwner((sql) => sql`create table notes (id int primary key)`)
    await asOwner((sql) => sql`insert into notes values (1)`)

    await first.kill()
    await vi.waitFor(() => expect(said).toContain('the embedded database is back'), { timeout: 60_000, interval: 20 })
    expect(said).toEqual(['the embedded database died and is started again', 'the embedded database is back'])
    expect(kept.now().serviceUrl).toBe(first.serviceUrl)
    expect(moved).not.toHaveBeenCalled()
    expect(await asOwner(async (sql) => [...(await sql`select id from notes`)])).toEqual([{ id: 1 }])
  } finally {
    await kept.stop()
    await kept.now().discard()
    await rm(folder, { recursive: true, force: true })
  }
  expect(kept.now().isAlive()).toBe(false)
})
