import { DrizzleQueryError } from 'drizzle-orm/errors'
import postgres from 'postgres'
import { expect, test } from 'vitest'
import { openLogger } from './operating-log.ts'

function told(err: unknown): { readonly text: string; readonly err: Readonly<Record<string, unknown>> } {
  const lines: string[] = []
  openLogger('info', { write: (line) => lines.push(line) }).error({ err }, 'unexpected error')
  const [text = ''] = lines
  return { text, err: JSON.parse(text).err }
}

test('a refused row is told by its constraint, never by what stood in it', () => {
  // As postgres.js makes it of the server's message.
  const refused = Object.assign(Object.create(postgres.PostgresError.prototype), {
    name: 'PostgresError',
    message: 'invalid input syntax for type date: "220802199001011234"',
    stack: 'PostgresError: 220802199001011234\n    at handle (connection.js:489:6)',
    code: '23505',
    table_name: 'persons',
    constraint_name: 'one_person',
    detail: 'Key (phone)=(13800000000) already exists.',
  })
  const { text, err } = told(new DrizzleQueryError('insert into "persons" ("phone") values ($1)', ['13800000000'], refused))
  expect(text).not.toMatch(/13800000000|220802199001011234/)
  expect(err).toMatchObject({
    query: 'insert into "persons" ("phone") values ($1)',
    cause: { code: '23505', table_name: 'persons', constraint_name: 'one_person', stack: '    at handle (connection.js:489:6)' },
  })
})

test('any other error is told with its message and where it came from', () => {
  const { err } = told(new RangeError('the queue is longer than it may be'))
  expect(err).toMatchObject({ type: 'RangeError', message: 'the queue is longer than it may be' })
  expect(String(err.stack)).toMatch(/^ {4}at .*operating-log\.test/)
})
