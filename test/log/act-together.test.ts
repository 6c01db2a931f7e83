import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { Deps } from '../../src/deps.ts'
import type { Caller } from '../../src/foundation/caller.ts'
import { PersonId } from '../../src/foundation/ids.ts'
import { accept } from '../../src/foundation/result.ts'
import { actTogether } from '../../src/log/act-together.ts'
import { begun, form } from '../support/applications.ts'
import { announcedRecruitment, officers } from '../support/exams.ts'
import { openOffice } from '../support/office.ts'

const office = await openOffice()
const candidate = await office.candidate()
const exam = await announcedRecruitment(office, await officers(office))
office.moveClock('2026-03-10T10:00:00+08:00')

type Told = 'good' | 'breaks' | 'crosses' | 'away' | 'slow' | 'full' | 'held'
const codes: Readonly<Partial<Record<Told, string>>> = {
  crosses: '40P01',
  away: 'CONNECTION_CLOSED',
  slow: '57014',
  full: '53300',
  held: '55P03',
}

/** Acts that do nothing but what they are told, and how many transactions they took. */
function crowd() {
  let transactions = 0
  const deps: Deps = {
    ...office.deps,
    within: (role, work) => {
      transactions += 1
      return office.deps.within(role, work)
    },
  }
  const act = actTogether<Told, string, never, undefined, string>({
    event: 'application_submitted',
    role: 'candidate',
    about: () => ({ subject: undefined }),
    hold: async (tx) => {
      await tx.execute(sql`select`)
      return undefined
    },
    work: async (_deps, _tx, _held, attempts) => {
      const wrong = attempts.find(({ command }) => command !== 'good')
      if (wrong?.command === 'breaks') throw new Error('one of them cannot be done')
      if (wrong) throw Object.assign(new Error('the database says so'), { code: codes[wrong.command] })
      return { outcomes: attempts.map(({ command }) => ({ result: accept<string>(command), detail: {} })), written: Promise.resolve() }
    },
    keep: (value) => value,
    recall: async (_tx, _command, kept) => kept,
  })
  const by = (): Caller => ({
    accountId: candidate.accountId,
    personId: PersonId.parse(office.deps.newId()),
    kind: 'candidate',
    name: '考生',
    appointments: [],
    idempotencyKey: undefined,
  })
  return {
    /** How each of them ended; they come in one moment and go in one batch. */
    all: (told: readonly Told[]) =>
      Promise.allSettled(told.map((one) => act(deps, by(), one))).then((ends) => ends.map(({ status }) => status)),
    transactions: () => transactions,
  }
}
const twoHundred = (at: number, wrong: Told) => Array.from({ length: 200 }, (_, index): Told => (index === at ? wrong : 'good'))

describe('a batch of two hundred', () => {
  test.each([
    { at: 0, wrong: 'breaks' },
    { at: 77, wrong: 'breaks' },
    { at: 199, wrong: 'breaks' },
    { at: 77, wrong: 'crosses' },
    { at: 77, wrong: 'held' },
  ] as const)('of which number $at $wrong: the others stand, after some sixteen transactions more', async ({ at, wrong }) => {
    const { all, transactions } = crowd()
    const ends = await all(twoHundred(at, wrong))
    expect(ends.flatMap((end, index) => (end === 'rejected' ? [index] : []))).toEqual([at])
    expect(transactions()).toBeLessThanOrEqual(17)
  })
  test.each(['away', 'slow', 'full'] as const)('is not tried again where the database is %s', async (trouble) => {
    const { all, transactions } = crowd()
    const ends = await all(twoHundred(77, trouble))
    expect(new Set(ends)).toEqual(new Set(['rejected']))
    expect(transactions()).toBe(1)
  })
})

test('a key of a form that the table would not take is none: it undoes neither its own act nor anybody’s batch', async () => {
  const people = await Promise.all(Array.from({ length: 12 }, () => office.candidate()))
  const drafts = await Promise.all(people.map((person) => begun(person, exam)))
  await Promise.all(people.map((person, n) => person.put(`${drafts[n]?.path}/draft`, { draftVersion: 1, answers: form })))
  const keys = ['x', 'a nul \u0000 in it', 'x'.repeat(129), '𠮷𠮷𠮷𠮷', 'ok, a key of its own']
  const replies = await Promise.all(
    people.map((person, n) =>
      person.form(`/my/applications/${drafts[n]?.applicationId}/submissions`, {
        version: '2',
        undertaking: 'on',
        idempotencyKey: keys[n % keys.length] ?? '',
      }),
    ),
  )
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([303]))
})

test('somebody’s row is held: they are told to come again, and whoever came with them stands', { timeout: 30_000 }, async () => {
  const people = await Promise.all(Array.from({ length: 5 }, () => office.candidate()))
  const drafts = await Promise.all(people.map((person) => begun(person, exam)))
  await Promise.all(people.map((person, n) => person.put(`${drafts[n]?.path}/draft`, { draftVersion: 1, answers: form })))
  const statuses = await office.admin.begin(async (holding) => {
    await holding`select from applications where id = ${drafts[2]?.applicationId ?? ''} for update`
    const replies = await Promise.all(
      people.map((person, n) => person.post(`${drafts[n]?.path}/submissions`, { draftVersion: 2, undertaking: true })),
    )
    return replies.map(({ status }) => status)
  })
  expect(statuses).toEqual([201, 201, 503, 201, 201])
})
