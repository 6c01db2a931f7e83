import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import postgres from 'postgres'
import { afterAll, expect, inject, test } from 'vitest'
import { type Migrated, migrate } from '../../db/migrate.ts'
import { inDatabase, north, south } from '../support/authorities.ts'

const { adminUrl, ownerUrl } = inject('testServer')
const server = postgres(adminUrl, { max: 1, onnotice: () => {} })
const databases = ['exam_migrate_first', 'exam_migrate_second']
for (const name of databases) await server.unsafe(`create database ${name} owner gongyuan_owner`)
const folder = await mkdtemp(join(tmpdir(), 'gongyuan-migrations-'))
afterAll(async () => {
  for (const name of databases) await server.unsafe(`drop database ${name} with (force)`)
  await server.end({ timeout: 5 })
  await rm(folder, { recursive: true, force: true })
})

const file = (name: string, text: string) => writeFile(join(folder, name), text)
const run = (database = databases[0] ?? '', authorities = [north, south]): Promise<Migrated> =>
  migrate(inDatabase(ownerUrl, database), authorities, { folder: pathToFileURL(`${folder}/`) })

const authorities = `create table public.authorities (schema text primary key, host text not null, origin text not null, time_zone text not null,
  name text not null, advice_line text, complaint_line text)`

test('files are applied once per authority, in order, and two runs at once do not meet', async () => {
  await file('0000_authorities.sql', authorities)
  await file('0002_second.sql', 'alter table things add column second int; grant select on things to gongyuan_office;')
  await file('0001_first.sql', 'create table things (id int primary key);')
  const runs = await Promise.all([run(), run(), run(databases[1], [south])])
  const applied = [...runs.slice(0, 2).flatMap((each) => each.applied)]
  expect(applied).toEqual([
    'public/0000_authorities.sql',
    'north/0001_first.sql',
    'north/0002_second.sql',
    'south/0001_first.sql',
    'south/0002_second.sql',
  ])
  expect(runs[2]?.applied).toEqual(['public/0000_authorities.sql', 'south/0001_first.sql', 'south/0002_second.sql'])
  expect(await run()).toEqual({ applied: [] })
})

test('an authority that is not named again is migrated with the others', async () => {
  await file('0003_third.sql', 'create table more (id int references things);')
  expect((await run(databases[0], [])).applied).toEqual(['north/0003_third.sql', 'south/0003_third.sql'])
})

test('a file that fails leaves nothing behind, and says where', async () => {
  await file('0004_wrong.sql', 'create table half (id int);\ncreate table wrong (only int);')
  await expect(run()).rejects.toThrow(
    'migration 0004_wrong.sql failed in north: syntax error at or near "only" (line 2: create table wrong (only int);)',
  )
  await file('0004_wrong.sql', 'create table half (id int);')
  expect((await run()).applied).toEqual(['north/0004_wrong.sql', 'south/0004_wrong.sql'])
})

test('a file that changed after it was applied is refused by name, and so is one that is gone', async () => {
  await file('0001_first.sql', 'create table things (id bigint primary key);')
  await expect(run()).rejects.toThrow('migration 0001_first.sql was changed after it had been applied to north')
  await file('0001_first.sql', 'create table things (id int primary key);')
  await rm(join(folder, '0004_wrong.sql'))
  await expect(run()).rejects.toThrow('north holds migration 0004_wrong.sql, which this program does not have')
})
