import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventNames } from './event-names.ts'

const source = join(import.meta.dirname, '..')
const written = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|^rehearsal/.test(file))
  .flatMap((file) => [...readFileSync(join(source, file), 'utf8').matchAll(/\bevent: '([a-z_]+)'/g)].map(([, event = '']) => event))

test('every event that the code writes has its name in both languages, and no other has one', () => {
  expect(Object.keys(eventNames).toSorted()).toEqual([...new Set(written)].toSorted())
})
