import { describe, expect, test } from 'vitest'
import { checkStatement, isHolder, type OfficeKey } from '../../src/certificates/verify-statement.ts'
import { known } from '../../src/foundation/invariant.ts'
import { openScoredOffice } from '../support/arrange-scores.ts'
import { approveAll, arrangeDesk, board, done, issue, print, receive, register, spoil } from './worker.ts'

const office = await openScoredOffice()
let next = 1000
/** Blanks are the authority's, not the exam's: each test has its own range. */
const range = (many: number) => {
  next += 1000
  return [next, next + many - 1] as const
}
const standing = async (number: string, name = '') =>
  (
    await office.anyone.get<{ standing: string; certificate?: { name: string } }>(
      `/api/public/certificates/${number}${name && `?name=${encodeURIComponent(name)}`}`,
    )
  ).body

test('R-WK-29 … R-WK-35: from the director’s approval to the receipt of the discipline group', async () => {
  const desk = await arrangeDesk(office, ['60', '59.9999', '88.5', 'absent', 'breach'])
  const { examId, clerk, second, director, inspector, head, people } = desk
  const [first, failed, other] = [known(people[0], 'one'), known(people[1], 'two'), known(people[2], 'three')]
  const seen = await director.get<{ passes: { ticket: string }[]; failed: number; absent: number; breach: number }>(
    `/api/exams/${examId}/pass-approvals`,
  )
  expect(seen.body).toMatchObject({ failed: 1, absent: 1, breach: 1 })
  expect(seen.body.passes.map(({ ticket }) => ticket).sort()).toEqual([first.ticket, other.ticket].sort())
  expect(await approveAll(desk)).toBe(2)

  await receive(desk, ...range(5))
  const [one, two] = await print(desk, first, other)
  if (!one || !two) throw new Error('two were printed')
  expect(await standing(one.number)).toMatchObject({ standing: 'unknown' })
  await spoil(desk, one.blankNumber)
  const [again] = await print(desk, first)
  if (!again) throw new Error('one was printed')
  expect((await board(desk)).certificates.find(({ number }) => number === again.number)?.replaces).toBe(one.certificateId)

  expect((await issue(desk, again)).code).toBe('certificate_not_at_this_step')
  await register(desk)
  expect((await issue(desk, again)).body).toMatchObject({ state: 'issued' })
  expect((await issue(desk, two, { how: 'by_mail' })).code).toBe('tracking_missing')
  expect((await issue(desk, two, { how: 'by_mail', tracking: 'EMS123456789' })).body).toMatchObject({ state: 'mailed' })
  expect(await standing(again.number, first.person.name)).toMatchObject({
    standing: 'valid',
    certificate: { name: expect.stringContaining('*') },
  })
  expect(JSON.stringify(await standing(again.number))).not.toContain(first.person.name)
  expect(await standing(again.number, '欧阳某某')).toMatchObject({ standing: 'unknown' })
  expect(await standing(one.number)).toMatchObject({ standing: 'unknown' })

  const { ledger, difference } = await board(desk)
  expect(difference).toBe(0)
  expect(ledger).toEqual({ received: 5, issued: 2, spoiled: 1, printed: 0, stock: 2 })
  const count = { stock: ledger.stock, printed: 0, spoiled: 1 }
  expect((await clerk.post(`/api/exams/${examId}/ledger/counts`, { ...count, stock: count.stock - 1 })).code).toBe('ledger_differs')
  const { body: counted } = await done(clerk.post<{ countId: string }>(`/api/exams/${examId}/ledger/counts`, count))
  await done(head.post(`/api/exams/${examId}/ledger/counts/${counted.countId}/confirmation`))

  expect((await clerk.post(`/api/exams/${examId}/pass-list/filings`, { receiver: 'discipline_group' })).code).toBe('pass_list_unpublished')
  const { body: list } = await done(clerk.post<{ draftId: string; snapshotHash: string; rows: number }>(`/api/exams/${examId}/pass-list`))
  expect(list.rows).toBe(2)
  await done(head.post(`/api/exams/${examId}/publications/drafts/${list.draftId}/approval`, { snapshotHash: list.snapshotHash }))
  const [published] = await office.admin<{ snapshot: string }[]>`
    select snapshot from publications where exam_id = ${examId} and kind = 'pass_list'`
  expect(known(published, 'a list').snapshot).toContain(first.ticket)
  expect(known(published, 'a list').snapshot).not.toContain(failed.ticket)
  expect((await done(clerk.post(`/api/exams/${examId}/pass-list/filings`, { receiver: 'discipline_group' }))).body).toMatchObject({
    late: false,
  })
  expect((await head.post(`/api/exams/${examId}/pass-list/filings/discipline_group/receipt`)).code).toBe('receipt_of_another')
  await done(inspector.post(`/api/exams/${examId}/pass-list/filings/discipline_group/receipt`))

  const mine = await first.person.get<{ certificates: { statement: string; number: string }[] }>('/api/my/certificates')
  const { statement } = known(mine.body.certificates[0], 'my certificate')
  const { body: key } = await office.anyone.get<OfficeKey>('/api/public/certificates/key')
  const checked = await checkStatement(statement, key)
  if (checked.outcome !== 'genuine') throw new Error(checked.outcome)
  expect(checked.facts).toMatchObject({ number: again.number, field: '汽车驾驶员', grade: 4 })
  expect(await isHolder(checked.facts, first.person.name, first.person.idNumber)).toBe(true)
  expect(await isHolder(checked.facts, other.person.name, first.person.idNumber)).toBe(false)
  const bytes = Buffer.from(statement)
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect((await checkStatement(changed.toString('latin1'), key)).outcome).not.toBe('genuine')
  }
  expect(second.accountId).not.toBe(clerk.accountId)
})

describe('R-WK-33: who failed gets nothing', () => {
  test('the print is refused for everybody but an approved pass, and nothing of the batch is printed', async () => {
    const desk = await arrangeDesk(office, ['75', '59.5', 'absent', 'breach'])
    const [passed, ...others] = desk.people
    await receive(desk, ...range(9))
    const path = `/api/exams/${desk.examId}/certificates`
    const before = await board(desk)
    expect((await desk.clerk.post(path, { applicationIds: [known(passed, 'one').applicationId] })).code).toBe('pass_not_approved')
    await approveAll(desk)
    for (const { applicationId } of others)
      expect((await desk.clerk.post(path, { applicationIds: [known(passed, 'one').applicationId, applicationId] })).code).toBe(
        'pass_not_approved',
      )
    expect((await board(desk)).ledger).toEqual(before.ledger)
    for (const person of [desk.second, desk.director, desk.head, desk.scorer, desk.inspector, known(passed, 'one').person])
      expect((await person.post(path, { applicationIds: [known(passed, 'one').applicationId] })).status).toBe(403)
    expect(await office.admin`select id from certificates where exam_id = ${desk.examId}`).toHaveLength(0)
  })
  test('whoever joined names to scores neither approves nor prints', async () => {
    const desk = await arrangeDesk(office, ['75'])
    await office.appoint(desk.scorer, 'centre_director', { examId: desk.examId })
    await office.appoint(desk.scorer, 'certificate_clerk', { examId: desk.examId })
    const { body } = await desk.scorer.get<{ listHash: string }>(`/api/exams/${desk.examId}/pass-approvals`)
    expect((await desk.scorer.post(`/api/exams/${desk.examId}/pass-approvals`, { listHash: body.listHash })).code).toBe(
      'approver_entered_scores',
    )
    await approveAll(desk)
    await receive(desk, ...range(1))
    const applicationIds = desk.people.map(({ applicationId }) => applicationId)
    expect((await desk.scorer.post(`/api/exams/${desk.examId}/certificates`, { applicationIds })).code).toBe('printer_entered_scores')
  })
  test('another list than the one on the screen is not approved', async () => {
    const desk = await arrangeDesk(office, ['75'])
    expect((await desk.director.post(`/api/exams/${desk.examId}/pass-approvals`, { listHash: '0'.repeat(64) })).code).toBe('list_changed')
  })
  test('one certificate a person, until the former one is void', async () => {
    const desk = await arrangeDesk(office, ['75'])
    await approveAll(desk)
    await receive(desk, ...range(3))
    const [made] = await print(desk, known(desk.people[0], 'one'))
    const applicationIds = desk.people.map(({ applicationId }) => applicationId)
    expect((await desk.clerk.post(`/api/exams/${desk.examId}/certificates`, { applicationIds })).code).toBe('certificate_exists')
    const [row] = await office.admin<{ n: number }[]>`select count(*)::int as n from certificates where exam_id = ${desk.examId}`
    expect(row?.n).toBe(1)
    expect(made?.number).toMatch(/^WK2026\d{7}[0-9A-Z]$/)
  })
})

describe('R-SK-18: two people at the cupboard', () => {
  test('one person alone receives nothing and spoils nothing', async () => {
    const desk = await arrangeDesk(office, ['75'])
    const [first, last] = range(2)
    const base = `/api/exams/${desk.examId}`
    const { body } = await done(desk.clerk.post<{ receiptId: string }>(`${base}/blanks`, { first, last }))
    expect((await desk.clerk.post(`${base}/blanks/${body.receiptId}/witness`)).code).toBe('second_person_needed')
    expect((await desk.clerk.post(`${base}/spoilings`, { blankNumber: first, reason: 'damaged' })).code).toBe('blank_unknown')
    await done(desk.second.post(`${base}/blanks/${body.receiptId}/witness`))
    expect((await desk.clerk.post(`${base}/blanks`, { first: last, last: last + 5 })).code).toBe('blank_received_before')
    const { body: proposed } = await done(
      desk.clerk.post<{ spoilingId: string }>(`${base}/spoilings`, { blankNumber: first, reason: 'damaged' }),
    )
    expect((await desk.clerk.post(`${base}/spoilings/${proposed.spoilingId}/witness`)).code).toBe('second_person_needed')
    expect(await office.admin`select number from blanks where number = ${first} and state = 'spoiled'`).toHaveLength(0)
    await done(desk.second.post(`${base}/spoilings/${proposed.spoilingId}/witness`))
    expect((await desk.second.post(`${base}/spoilings/${proposed.spoilingId}/witness`)).code).toBe('settled_already')
    await approveAll(desk)
    const [made] = await print(desk, known(desk.people[0], 'one'))
    expect((await desk.clerk.post(`${base}/seal-uses`, { seals: ['centre_seal'] })).code).toBe('nothing_to_stamp')
    expect(made?.blankNumber).not.toBe(first)
  })
})

test('R-DUAL-22: a revoked certificate says so to everybody, and the pass is not printed again', async () => {
  const desk = await arrangeDesk(office, ['75', '80'])
  await approveAll(desk)
  await receive(desk, ...range(5))
  const [one, two] = await print(desk, ...desk.people)
  if (!one || !two) throw new Error('two were printed')
  await register(desk)
  await done(issue(desk, one))
  await done(issue(desk, two))
  const base = `/api/exams/${desk.examId}`
  const withdraw = async (certificate: typeof one, kind: string, reason: string) => {
    const { body } = await done(
      desk.director.post<{ withdrawalId: string }>(`${base}/certificates/${certificate.certificateId}/withdrawals`, { kind, reason }),
    )
    expect((await desk.director.post(`${base}/withdrawals/${body.withdrawalId}/approval`)).code).toBe('second_person_needed')
    expect(await standing(certificate.number)).toMatchObject({ standing: 'valid' })
    await done(desk.deputy.post(`${base}/withdrawals/${body.withdrawalId}/approval`))
    expect(await standing(certificate.number)).toMatchObject({ standing: 'withdrawn', certificate: { withdrawn: { kind, reason } } })
  }
  await withdraw(one, 'revoked', 'pass_reversed')
  await withdraw(two, 'recalled', 'wrong_data')
  const [revoked, recalled] = desk.people.map(({ applicationId }) => applicationId)
  expect((await desk.clerk.post(`${base}/certificates`, { applicationIds: [revoked] })).code).toBe('pass_not_approved')
  await spoil(desk, two.blankNumber, 'recovered')
  expect((await desk.clerk.post(`${base}/certificates`, { applicationIds: [recalled] })).status).toBe(201)
  expect((await board(desk)).difference).toBe(0)
})

test('R-CERT-03: PT is collected in person; a proxy needs the director’s permit, and another hand than theirs', async () => {
  const desk = await arrangeDesk(office, ['75', '80'], 'PT')
  await approveAll(desk)
  await receive(desk, ...range(2))
  const [one] = await print(desk, ...desk.people)
  if (!one) throw new Error('one was printed')
  await register(desk)
  const both = ['identity_document', 'pass_slip']
  expect((await issue(desk, one, { how: 'by_mail', tracking: 'EMS123456789' })).code).toBe('collected_in_person_only')
  expect((await issue(desk, one)).code).toBe('papers_not_shown')
  expect((await issue(desk, one, { how: 'by_proxy', shown: both })).code).toBe('proxy_not_permitted')
  await done(
    desk.director.post(`/api/exams/${desk.examId}/certificates/${one.certificateId}/proxy`, {
      reason: 'army',
      evidence: '部队证明第3号',
      proxyName: '王某',
      proxyIdNumber: '11010519900307002X',
    }),
  )
  expect((await issue(desk, one, { how: 'by_proxy', shown: both })).body).toMatchObject({ state: 'issued' })
})

test.each([
  ['/api/public/certificates/WK20260000001', 422],
  ['/api/public/certificates/WK20269999999A', 422],
] as const)('%s is no number', async (path, status) => {
  expect((await office.anyone.get(path)).status).toBe(status)
})

test('R-WK-16: where a trade has a practical test, theory and practice both reach the mark, and no hand that entered them approves', async () => {
  const desk = await arrangeDesk(office, ['80', '90', '70', '59'], 'WK', ['0.6', '0', '0.4'])
  const { examId, people, scorer, second, director } = desk
  const [one, two, three, four] = people.map(({ applicationId }) => applicationId)
  const passes = async () =>
    (
      await director.get<{ passes: { applicationId: string; practice: string }[]; practicalOutstanding: number; failed: number }>(
        `/api/exams/${examId}/pass-approvals`,
      )
    ).body
  expect(await passes()).toMatchObject({ passes: [], practicalOutstanding: 3, failed: 1 })
  const marks = [
    { applicationId: one, score: '60' },
    { applicationId: two, score: '59.99' },
    { applicationId: four, score: '100' },
  ]
  await done(scorer.post(`/api/exams/${examId}/practical-marks`, { marks }))
  expect(await passes()).toMatchObject({ practicalOutstanding: 3 })
  await done(second.post(`/api/exams/${examId}/practical-marks/confirmation`))
  expect(await passes()).toMatchObject({ passes: [{ applicationId: one, practice: '60.0000' }], practicalOutstanding: 1, failed: 2 })
  expect(three).toBeDefined()

  await office.appoint(second, 'centre_director', { examId })
  const { listHash } = (await director.get<{ listHash: string }>(`/api/exams/${examId}/pass-approvals`)).body
  expect((await second.post(`/api/exams/${examId}/pass-approvals`, { listHash })).code).toBe('approver_entered_scores')
  expect(await approveAll(desk)).toBe(1)
  await receive(desk, ...range(2))
  const [printed] = await print(desk, known(people[0], 'one'))
  expect(printed?.number).toBeDefined()
})
