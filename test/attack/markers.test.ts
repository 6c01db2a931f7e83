import { beforeAll, describe, expect, test } from 'vitest'
import { permissions } from '../../src/permissions.ts'
import type { Reply } from '../../src/rehearsal/client.ts'
import { openArrangedOffice } from '../support/arrange.ts'
import { arrangeMarking, giveMarks, lockSheet, type Marking, takeCodes, unblind } from '../support/arrange-marking.ts'
import { expectDone } from '../support/arrange-sitting.ts'

const office = await openArrangedOffice()
let marking: Marking
/** Everything that says who somebody is, of all candidates. */
let identities: string[]
/** Ids that say it to whoever can look them up. */
let handles: string[]
/** Codes in the order in which their rows were written. */
let laid: readonly string[] = []

beforeAll(async () => {
  marking = await arrangeMarking(office)
  expectDone(await marking.clerk.post(`${marking.path}/scripts/codes`))
  const rows = await office.admin<{ code: string }[]>`select code from scripts where exam_id = ${marking.examId} order by ctid`
  laid = rows.map(({ code }) => code)
  const tickets = await office.admin<
    { id: string; number: string; label: string }[]
  >`select id, number, label from tickets where exam_id = ${marking.examId}`
  const numbers = await office.admin<{ number: string }[]>`select number from applications where exam_id = ${marking.examId}`
  identities = [
    ...marking.candidates.flatMap(({ person }) => [person.name, person.idNumber, person.idNumber.slice(6)]),
    ...tickets.map(({ number }) => number),
    ...numbers.map(({ number }) => number),
  ]
  handles = [
    ...marking.candidates.flatMap(({ person, applicationId }) => [applicationId, person.accountId, person.personId]),
    ...tickets.flatMap(({ id, label }) => [id, label]),
  ]
})

const found = ({ text, headers, location }: Reply<unknown>, secrets: readonly string[]) => {
  const all = [text, location, ...[...headers].flat()].join('\n')
  return secrets.filter((secret) => all.includes(secret))
}

const markerRoutes = Object.entries(permissions).filter(
  ([, row]) => row === 'signed_in' || (typeof row !== 'string' && row.includes('marker')),
)

describe('a marker reaches no identity', () => {
  test('in no answer of any endpoint of marking, through the whole of it', async () => {
    const { markers, examId, path } = marking
    const [first, second, third] = markers
    const answers: Reply<unknown>[] = []
    const seen = async <T extends Reply<unknown>>(reply: Promise<T>): Promise<T> => {
      answers.push(await reply)
      return reply
    }
    await seen(first.post(`${path}/marking/bundles`, { count: 3 }))
    await seen(first.get(`${path}/marking/bundle`))
    await seen(first.get(`/exams/${examId}/marking`))
    const held = await takeCodes(marking, first)
    await seen(giveMarks(marking, first, [{ code: held[0] ?? '', score: '999' }]))
    await seen(giveMarks(marking, first, [{ code: 'NOSUCHCODE', score: '9' }]))
    await seen(giveMarks(marking, second, [{ code: held[0] ?? '', score: '9' }]))
    await seen(third.form(`/exams/${examId}/marking/bundles`, {}))
    await seen(third.form(`/exams/${examId}/marking/marks`, { code: [held[0] ?? ''], [`mark-${held[0]}`]: '1' }))
    await seen(first.get(`${path}/statements?waiting=me`))
    expect(answers.length).toBeGreaterThan(8)
    for (const answer of answers) {
      expect([answer.status, found(answer, [...identities, ...handles])]).toEqual([answer.status, []])
      expect(answer.status).toBeLessThan(500)
    }
  })

  test('on no route a marker may call', async () => {
    const [marker] = marking.markers
    const asked = markerRoutes.filter(([route]) => route.startsWith('GET '))
    expect(asked.length).toBeGreaterThan(8)
    for (const [route] of asked) {
      const path = route
        .slice(4)
        .replace(':examId', marking.examId)
        .replaceAll(/:\w+/g, () => office.deps.newId())
      const reply = await marker.get(route.endsWith('/statements') ? `${path}?waiting=me` : path)
      expect([route, found(reply, [...identities, ...handles])]).toEqual([route, []])
      const wholePath = route.includes(':examId') && !route.slice(route.indexOf(':examId') + 1).includes(':')
      if (wholePath) expect([route, reply.status]).toEqual([route, 200])
    }
  })

  test('the sheet they sign says codes, and after names have joined they learn no more', async () => {
    for (const marker of [...marking.markers, ...marking.markers]) {
      const bundle = await marker.post<{ scripts: { code: string }[] }>(`${marking.path}/marking/bundles`, { count: 50 })
      if (bundle.status !== 201) continue
      const marks = bundle.body.scripts.map(({ code }) => ({ code, score: '70' }))
      expectDone(await giveMarks(marking, marker, marks))
    }
    await lockSheet(marking)
    await unblind(marking)
    const [marker] = marking.markers
    const [statement] = await office.admin<
      { id: string }[]
    >`select id from statements where type = 'score-sheet' order by drafted_at desc limit 1`
    for (const path of [
      `${marking.path}/statements/${statement?.id}`,
      `/exams/${marking.examId}/marking`,
      `${marking.path}/marking/bundle`,
    ]) {
      const reply = await marker.get(path)
      expect([path, reply.status, found(reply, [...identities, ...handles])]).toEqual([path, 200, []])
    }
  })

  test('from no order and no log: scripts lie as their random codes fall, and the log names none', async () => {
    expect(laid).toHaveLength(5)
    expect(laid).toEqual(laid.toSorted((a, b) => (a < b ? -1 : 1)))
    const events = await office.admin<{ event: string }[]>`
      select event from log_leaves where event_name in ('scripts_coded', 'scripts_taken', 'marks_given', 'score_sheet_prepared')`
    expect(events.length).toBeGreaterThan(3)
    for (const { event } of events) for (const code of laid) expect(event).not.toContain(code)
  })
})

describe('the database role that serves markers', () => {
  const readable = [
    'accounts',
    'appointments',
    'exam_sessions',
    'exam_slots',
    'exams',
    'idempotent_answers',
    'log_leaves',
    'marking_assignments',
    'marks',
    'notice_approvals',
    'notice_channels',
    'notice_returns',
    'positions',
    'rooms',
    'score_sheets',
    'scripts',
    'sheet_scripts',
    'signing_keys',
    'sites',
    'statement_signatures',
    'statements',
    'trainings',
    'unblindings',
  ]
  const tables = async () => office.admin<{ name: string; readable: boolean }[]>`
    select table_name as name, has_table_privilege('gongyuan_marking', format('north.%I', table_name), 'select') as readable
      from information_schema.tables where table_schema = 'north' order by table_name`

  test('reads these tables and no other', async () => {
    expect((await tables()).filter((table) => table.readable).map(({ name }) => name)).toEqual(readable)
  })

  test('is denied every table that holds an identity, a ticket, a seat or the way to one', async () => {
    const rows = await office.admin<{ name: string }[]>`
      select distinct table_name as name from information_schema.columns where table_schema = 'north'
         and (column_name like '%\\_sealed' or column_name in ('application_id', 'ticket_id', 'id_number_index', 'seat'))
         and table_name <> 'office_authority' order by 1`
    expect(rows.length).toBeGreaterThan(10)
    for (const { name } of rows)
      await expect(
        office.admin.begin(async (tx) => {
          await tx.unsafe('set local role gongyuan_marking')
          await tx.unsafe(`select * from north.${name} limit 1`)
        }),
        name,
      ).rejects.toThrow(/permission denied/)
  })

  test('cannot join names itself, nor change what two people signed', async () => {
    for (const attempt of [
      'insert into north.written_results select * from north.written_results',
      'update north.marks set score = 100',
      'delete from north.marks',
      'update north.sheet_scripts set score = 100',
      'delete from north.score_sheets',
      'update north.unblindings set approved_at = null',
    ])
      await expect(
        office.admin.begin(async (tx) => {
          await tx.unsafe('set local role gongyuan_marking')
          await tx.unsafe(attempt)
        }),
        attempt,
      ).rejects.toThrow(/permission denied/)
  })
})
