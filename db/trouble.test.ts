import { expect, test } from 'vitest'
import { databaseCrossed, databaseTrouble } from './trouble.ts'

const coded = (code: string) => Object.assign(new Error('something'), { code })

test.each([
  { code: 'ECONNREFUSED', trouble: 'away', because: 'nobody listens' },
  { code: 'CONNECTION_CLOSED', trouble: 'away', because: 'the line ended' },
  { code: 'CONNECTION_AWAY', trouble: 'away', because: 'it is known to be away' },
  { code: 'CONNECT_TIMEOUT', trouble: 'away', because: 'nobody answers' },
  { code: '57P01', trouble: 'away', because: 'the server is stopping' },
  { code: '57P03', trouble: 'away', because: 'the server is starting' },
  { code: '08006', trouble: 'away', because: 'the server says that the connection failed' },
  { code: '53300', trouble: 'away', because: 'the server takes no more connections' },
  { code: '57014', trouble: 'busy', because: 'the statement took too long' },
  { code: '55P03', trouble: 'busy', because: 'the lock took too long' },
  { code: '40P01', trouble: 'busy', because: 'two were in each other’s way' },
  { code: '53100', trouble: 'busy', because: 'the disk is full' },
  { code: '23505', trouble: undefined, because: 'a constraint is our own bug' },
  { code: '42501', trouble: undefined, because: 'a missing grant is our own bug' },
  { code: 'ENOSPC', trouble: undefined, because: 'it is our own disk' },
])('$code is $trouble: $because', ({ code, trouble }) => {
  expect(databaseTrouble(coded(code))).toBe(trouble)
  expect(databaseTrouble(new Error('wrapped', { cause: coded(code) }))).toBe(trouble)
})

test.each([
  { code: '40P01', is: true, because: 'of two in each other’s way one is undone' },
  { code: '40001', is: true, because: 'another was quicker' },
  { code: '55P03', is: false, because: 'who has the lock may have it still' },
  { code: '57014', is: false, because: 'it would take as long again' },
  { code: 'CONNECTION_CLOSED', is: false, because: 'it may have been done' },
])('$code says that the same may be done again at once: $is, since $because', ({ code, is }) => {
  expect(databaseCrossed(new Error('wrapped', { cause: coded(code) }))).toBe(is)
})
