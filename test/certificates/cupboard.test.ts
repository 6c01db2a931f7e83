/** What a dishonest clerk, two hasty ones, and a superuser try at the ledger. Every test ends broken or blocked, so nothing is asked after it. */
import { describe, expect, test } from 'vitest'
import { checkExam } from '../../db/check-exam.ts'
import { known } from '../../src/foundation/invariant.ts'
import { openOffice } from '../support/office.ts'
import { race } from '../support/race.ts'
import { approveAll, arrangeDesk, board, issue, print, receive, register } from './worker.ts'

const office = await openOffice({ checked: false })
const { admin } = office
const eighth = async () =>
  (await checkExam(office.ownerUrl, office.authority)).broken.map(({ invariant }) => invariant).filter((name) => name.startsWith('8.'))
const refused = async (work: PromiseLike<unknown>): Promise<string> => {
  try {
    await work
    return 'nothing stopped it'
  } catch (error) {
    return error instanceof Error && 'constraint_name' in error ? String(error.constraint_name) : String(error)
  }
}

test('two clerks print from the last blank: one gets it', async () => {
  const desk = await arrangeDesk(office, ['70', '80'])
  await approveAll(desk)
  await receive(desk, 1, 1)
  const other = await office.officer('certificate_clerk', { examId: desk.examId })
  const ask = (clerk: typeof other, index: number) => () =>
    clerk.post(`/api/exams/${desk.examId}/certificates`, { applicationIds: [known(desk.people[index], 'one').applicationId] })
  const answers = await race(office, 'blanks', ask(desk.clerk, 0), ask(other, 1))
  expect(answers.map(({ status, code }) => code ?? status).sort()).toEqual([201, 'blanks_exhausted'])
  expect((await board(desk)).ledger).toMatchObject({ received: 1, printed: 1, stock: 0 })
  expect(await eighth()).toEqual([])
})

test('two clerks print for the same person: one does', async () => {
  const desk = await arrangeDesk(office, ['70'])
  await approveAll(desk)
  await receive(desk, 11, 12)
  const other = await office.officer('certificate_clerk', { examId: desk.examId })
  const applicationIds = desk.people.map(({ applicationId }) => applicationId)
  const ask = (clerk: typeof other) => () => clerk.post(`/api/exams/${desk.examId}/certificates`, { applicationIds })
  const answers = await race(office, 'pass_approvals', ask(desk.clerk), ask(other))
  expect(answers.map(({ status, code }) => code ?? status).sort()).toEqual([201, 'certificate_exists'])
  expect(await eighth()).toEqual([])
})

test('two receipts of the same range are witnessed at once: the numbers come in once', async () => {
  const desk = await arrangeDesk(office, ['70'])
  const base = `/api/exams/${desk.examId}/blanks`
  const receipts = []
  for (const clerk of [desk.clerk, await office.officer('certificate_clerk', { examId: desk.examId })])
    receipts.push((await clerk.post<{ receiptId: string }>(base, { first: 21, last: 25 })).body.receiptId)
  const answers = await race(office, 'blank_receipts', ...receipts.map((id) => () => desk.second.post(`${base}/${id}/witness`)))
  expect(answers.map(({ status, code }) => code ?? status).sort()).toEqual([201, 'blank_received_before'])
  expect(await admin`select number from blanks where number between 21 and 25`).toHaveLength(5)
  expect(await eighth()).toEqual([])
})

describe('a superuser with SQL', () => {
  test('is stopped by a constraint, or named by checkExam', async () => {
    const desk = await arrangeDesk(office, ['70', '59', '80'])
    const [passed, failed, third] = desk.people.map(({ applicationId }) => applicationId)
    await approveAll(desk)
    await receive(desk, 31, 39)
    const [made] = await print(desk, known(desk.people[0], 'one'))
    if (!made) throw new Error('one was printed')
    const { examId, clerk, director } = desk
    const at = office.now().toString()
    const hash = Buffer.alloc(32)
    const forge = (applicationId: string | undefined, blank: number, number: string) => admin`
      insert into certificates (id, exam_id, application_id, kind, blank_number, number, state, shown_name, content_sealed, content_hash, statement, printed_by, printed_at)
      values (${office.deps.newId()}, ${examId}, ${applicationId ?? ''}, 'assessment_form', ${blank}, ${number}, 'printed', '张*', ${hash}, ${hash}, 'x',
        ${clerk.accountId}, ${at})`

    // For someone who failed: no approval to name, and none can be made.
    expect(await refused(forge(failed, 32, 'WK20269000001A'))).toContain('application_id')
    expect(
      await refused(admin`
        insert into pass_approvals (application_id, exam_id, basis, score, pass_mark, list_hash, approved_by, approved_at)
        values (${failed ?? ''}, ${examId}, 'written_pass', 59, 60, ${hash}, ${director.accountId}, ${at})`),
    ).toBe('only_a_pass_is_approved')
    expect(
      await refused(admin`
        insert into pass_approvals (application_id, exam_id, basis, score, pass_mark, list_hash, approved_by, approved_at)
        values (${failed ?? ''}, ${examId}, 'written_pass', 61, 60, ${hash}, ${director.accountId}, ${at})`),
    ).toContain('score')
    expect(await refused(admin`update written_results set score = 61 where application_id = ${passed ?? ''}`)).toContain('score')
    // A blank number used twice, one that is still stock, one that never came in, a second certificate for one person.
    expect(await refused(forge(third, made.blankNumber, 'WK20269000002A'))).toBe('one_blank_one_certificate')
    expect(await refused(forge(third, 33, 'WK20269000003A'))).toContain('blank')
    expect(await refused(forge(third, 999, 'WK20269000004A'))).toContain('blank')
    expect(await refused(forge(passed, 33, 'WK20269000005A'))).toBe('one_valid_certificate')
    expect(await refused(forge(third, 33, '2026-1'))).toContain('number')
    // Issued without register, a state that does not fit its blank, a spoiling without a witness, a number beside its range.
    expect(
      await refused(admin`
        update certificates set state = 'issued', issued_at = ${at}, issued_by = ${clerk.accountId}, collected = 'in_person' where id = ${made.certificateId}`),
    ).toBe('registered_before_issued')
    expect(await refused(admin`update certificates set state = 'spoiled' where id = ${made.certificateId}`)).toContain('blank')
    expect(await refused(admin`update blanks set state = 'stock' where number = ${made.blankNumber}`)).toContain('blank')
    expect(
      await refused(admin`
        insert into blank_spoilings (id, kind, number, reason, proposed_by, proposed_at, witnessed_by, witnessed_at)
        values (${office.deps.newId()}, 'assessment_form', 34, 'damaged', ${clerk.accountId}, ${at}, ${clerk.accountId}, ${at})`),
    ).toBe('spoiling_has_witness')
    expect(await refused(admin`update blanks set number = 40 where number = 39`)).toBe('blank_of_its_range')
    expect(await eighth()).toEqual([])

    // With both rows right the constraints are content. The log is not: nobody printed this.
    await admin.begin(async (tx) => {
      await tx`update blanks set state = 'printed' where number = 33`
      await tx`
        insert into certificates (id, exam_id, application_id, kind, blank_number, number, state, shown_name, content_sealed, content_hash, statement, printed_by, printed_at)
        values (${office.deps.newId()}, ${examId}, ${third ?? ''}, 'assessment_form', 33, 'WK20269000006A', 'printed', '张*', ${hash}, ${hash}, 'x', ${clerk.accountId}, ${at})`
    })
    expect(await eighth()).toEqual(['8. the printing of every certificate stands in the log with the hash of its content'])
    await admin`delete from certificates where number = 'WK20269000006A'`
    expect(await eighth()).toEqual(['8. every blank that left the stock carries a certificate or was spoiled before two people'])
    await admin`delete from blanks where number = 33`
    expect(await eighth()).toEqual(['8. received = issued + spoiled + printed + stock, by kind'])
  })

  test('a lower pass mark, a score clerk’s approval and a forged pass list are named', async () => {
    const before = new Set(await eighth())
    const desk = await arrangeDesk(office, ['70', '50'])
    await approveAll(desk)
    await receive(desk, 51, 55)
    const [made] = await print(desk, known(desk.people[0], 'one'))
    await register(desk)
    if (!made) throw new Error('one was printed')
    expect((await issue(desk, made)).status).toBe(201)
    const failed = known(desk.people[1], 'two').applicationId
    await admin`
      insert into pass_approvals (application_id, exam_id, basis, score, pass_mark, list_hash, approved_by, approved_at)
      values (${failed}, ${desk.examId}, 'written_pass', 50, 50, ${Buffer.alloc(32)}, ${desk.scorer.accountId}, ${office.now().toString()})`
    expect((await eighth()).filter((name) => !before.has(name))).toEqual([
      '8. an approved pass reached the pass mark of the frozen notice in the score that names joined',
      '8. nobody approves passes or prints certificates who entered or joined the scores',
    ])
    const snapshot = JSON.stringify({
      columns: ['ticket'],
      rows: [{ ticket: known(desk.people[0], 'one').ticket }, { ticket: 'T-NOBODY' }],
    })
    await admin`
      insert into publications (id, exam_id, kind, version, snapshot, snapshot_hash, prepared_by, approved_by, opened_at, closes_at)
      values (${office.deps.newId()}, ${desk.examId}, 'pass_list', 1, ${snapshot}, ${Buffer.alloc(32)}, ${desk.clerk.accountId}, ${desk.head.accountId},
        ${office.now().toString()}, ${office.now().add({ hours: 200 }).toString()})`
    expect(await eighth()).toContain('8. every row of a published pass list is a pass that was approved before')
  })
})

test('the roles of the public and of markers reach no certificate’s content', async () => {
  for (const role of ['public', 'marking', 'gate'] as const)
    await expect(office.deps.within(role, (tx) => tx.execute('select content_sealed, statement from certificates'))).rejects.toThrow()
})
