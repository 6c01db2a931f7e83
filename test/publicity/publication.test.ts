import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkExam } from '../../db/check-exam.ts'
import { ExamId } from '../../src/foundation/ids.ts'
import { draftPublication, type PublicationDraft } from '../../src/publicity/draft-publication.ts'
import { publicationOver } from '../../src/publicity/publicity-status.ts'
import { objectionsAbout } from '../../src/publicity/records.ts'
import { type Announced, announcedRecruitment, officers, text } from '../support/exams.ts'
import { openOffice, type TestPerson } from '../support/office.ts'
import { race } from '../support/race.ts'

const office = await openOffice()
const people = await officers(office)
const { clerk, section, deputy } = people
let exam: Announced

const rows = [
  { unit: '市中心医院', position: '护理', plan: '2', name: '王欣㛃', ticket: '2026000001', score: '81.35' },
  { unit: '市中心医院', position: '护理', plan: '2', name: '李𬀩', ticket: '2026000002', score: '80.10' },
]
const columns = ['unit', 'position', 'plan', 'name', 'ticket', 'score'] as const
const at = (what: string) => `/api/exams/${exam.examId}${what}`
const publicAt = (what: string) => `/api/public/exams/${exam.examId}${what}`

/** As a stage does inside its own use case. */
const draft = async (change: Partial<PublicationDraft> = {}) => {
  const id = office.deps.newId()
  const by = clerk.accountId
  return office.deps.within('office', (tx) =>
    draftPublication(tx, {
      id,
      examId: ExamId.parse(exam.examId),
      kind: 'proposed_appointees',
      columns,
      rows,
      by,
      now: office.now(),
      ...change,
    }),
  )
}
const drafted = async () => {
  const result = await draft()
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.value
}
const approve = (who: TestPerson, { draftId, snapshotHash }: { draftId: string; snapshotHash: string }) =>
  who.post(at(`/publications/drafts/${draftId}/approval`), { snapshotHash })
const published = async () => text((await approve(section, await drafted())).body, 'publicationId')
const over = () => office.deps.within('office', (tx) => publicationOver(tx, ExamId.parse(exam.examId), 'proposed_appointees', office.now()))
const object = (publicationId: string, change = {}) =>
  office.anyone.post(publicAt(`/publications/${publicationId}/objections`), {
    concerns: '2026000002',
    statement: '该人员学历与岗位要求不符，请核查。',
    ...change,
  })

beforeEach(async () => {
  office.moveClock('2026-03-02T09:00:00+08:00')
  exam = await announcedRecruitment(office, people)
  office.moveClock('2026-06-18T10:00:00+08:00')
})
afterEach(async () => {
  expect((await checkExam(office.ownerUrl, office.authority)).broken).toEqual([])
})

describe('a list becomes public', () => {
  test('by the word of a second person, for seven days after the day of publication', async () => {
    const list = await drafted()
    expect((await office.anyone.get(publicAt('/publications'))).body).toMatchObject({ lists: [] })
    expect(await over()).toBe('none')
    await office.appoint(clerk, 'section_head')
    expect(await approve(clerk, list)).toMatchObject({ status: 403, code: 'approver_prepared_list' })
    const approved = await approve(section, list)
    expect(approved.body).toMatchObject({ version: 1, closesAt: '2026-06-25T16:00:00Z' })
    expect(await approve(deputy, list)).toMatchObject({ status: 409, code: 'draft_settled' })
    office.moveClock('2026-06-25T23:59:59.999+08:00')
    expect(await over()).toBe('running')
    office.moveClock('2026-06-26T00:00:00+08:00')
    expect(await over()).toBe('over')
    await office.admin`update appointments set ended_at = appointed_at where account_id = ${clerk.accountId} and role = 'section_head'`
  })

  test('as the list the approver saw, with both telephone numbers, and its hash is that of the text', async () => {
    const list = await drafted()
    expect(await approve(section, { ...list, snapshotHash: '0'.repeat(64) })).toMatchObject({ status: 409, code: 'list_changed' })
    const publicationId = text((await approve(section, list)).body, 'publicationId')
    const shown = await office.anyone.get<{ snapshot: string; snapshotHash: string }>(publicAt(`/publications/${publicationId}`))
    expect(shown.body).toMatchObject({
      kind: 'proposed_appointees',
      columns,
      rows,
      phones: { advice: '0436-3200001', complaint: '0436-3200002' },
    })
    expect(createHash('sha256').update(shown.body.snapshot).digest('hex')).toBe(list.snapshotHash)
  })

  test('once, when two approve at the same instant', async () => {
    const list = await drafted()
    const replies = await race(
      office,
      'publication_drafts',
      () => approve(section, list),
      () => approve(section, list),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
    const again = await drafted()
    expect(await approve(section, again)).toMatchObject({ status: 409, code: 'published_already' })
  })

  test.each([
    { change: { rows: [{ ...rows[0], name: '' }] }, code: 'cell_empty' },
    { change: { rows: [{ ...rows[0], position: '护理 13812345678' }] }, code: 'telephone_shown' },
    { change: { rows: [{ ...rows[0], unit: '11010519491231002X' }] }, code: 'identity_number_shown' },
    { change: { columns: columns.slice(1) }, code: 'column_missing' },
    { change: { columns: [...columns, 'rank' as const] }, code: 'column_not_public' },
  ])('never with $code', async ({ change, code }) => {
    const result = await draft(change)
    expect(result).toMatchObject({
      ok: false,
      refusal: 'list_faulty',
      facts: { faults: expect.arrayContaining([expect.objectContaining({ code })]) },
    })
  })

  test('and changes only by a correction that leaves the old version visible', async () => {
    const first = await published()
    const correct = (who: TestPerson, changes: object[]) =>
      who.post(at(`/publications/${first}/corrections`), { reason: '成绩录入有误', changes, removals: [] })
    expect(await correct(clerk, [])).toMatchObject({ status: 422, code: 'correction_changes_nothing' })
    expect(await correct(clerk, [{ ticket: '2026000002', column: 'name', value: '' }])).toMatchObject({ status: 422, code: 'list_faulty' })
    const corrected = await correct(clerk, [{ ticket: '2026000002', column: 'score', value: '80.60' }])
    expect(corrected.status).toBe(201)
    office.moveClock({ days: 3 })
    const second = await approve(section, { draftId: text(corrected.body, 'draftId'), snapshotHash: text(corrected.body, 'snapshotHash') })
    expect(second.body).toMatchObject({ version: 2, closesAt: '2026-06-28T16:00:00Z' })
    const lists = await office.anyone.get(publicAt('/publications'))
    expect(lists.body).toMatchObject({ lists: [{ version: 2, reason: '成绩录入有误' }, { version: 1 }] })
    expect((await office.anyone.get(publicAt(`/publications/${first}`))).body).toMatchObject({
      newest: second.body.publicationId,
      rows: [{}, { score: '80.10' }],
    })
    expect(await object(first)).toMatchObject({ status: 409, code: 'newer_version_published' })
    expect(await correct(clerk, [])).toMatchObject({ status: 409, code: 'newer_version_published' })
  })

  test('not at all when it is sent back', async () => {
    const list = await drafted()
    expect((await section.post(at(`/publications/drafts/${list.draftId}/withdrawal`), {})).status).toBe(201)
    expect(await approve(section, list)).toMatchObject({ status: 409, code: 'draft_settled' })
  })
})

describe('第三十三条: an objection', () => {
  test('is raised by anyone, kept sealed, and keeps the list from being over', async () => {
    const publicationId = await published()
    const raised = await object(publicationId, { contact: '某市民 13800000000' })
    expect(raised.body).toMatchObject({
      number: expect.stringMatching(/^[2-7A-Z]{4}-[2-7A-Z]{4}-[2-7A-Z]{4}$/),
      dueAt: '2026-06-25T16:00:00Z',
    })
    const number = text(raised.body, 'number')
    const [row] = await office.admin<
      { all: string; id: string }[]
    >`select objections::text as all, id from objections where number = ${number}`
    expect(row?.all).not.toContain(Buffer.from('学历').toString('hex'))
    office.moveClock('2026-06-26T00:00:00+08:00')
    expect(await over()).toBe('objection_open')
    expect((await office.anyone.get(`/api/public/objections/${number}`)).body).toMatchObject({ state: 'open' })
    const decide = (who: TestPerson, finding: string) =>
      who.post(at(`/objections/${row?.id}/findings`), { finding, reasons: '经核查，学历符合要求' })
    expect(await decide(clerk, 'dismissed')).toMatchObject({ status: 403, code: 'not_permitted' })
    expect((await section.get(at(`/objections/${row?.id}`))).body).toMatchObject({
      statement: expect.stringContaining('学历'),
      contact: '某市民 13800000000',
    })
    expect((await decide(section, 'not_provable')).status).toBe(201)
    expect(await over()).toBe('over')
    expect(await office.deps.within('office', (tx) => objectionsAbout(tx, ExamId.parse(exam.examId), 'proposed_appointees'))).toEqual([
      { concerns: '2026000002', state: 'not_provable' },
    ])
    expect((await decide(deputy, 'dismissed')).status).toBe(201)
    expect(await decide(deputy, 'upheld')).toMatchObject({ status: 409, code: 'objection_decided' })
    const seen = await deputy.get(at(`/objections/${row?.id}`))
    expect(seen.body).toMatchObject({ findings: [{ finding: 'not_provable' }, { finding: 'dismissed' }] })
  })

  test('is not decided by the one who prepared the list', async () => {
    await office.appoint(clerk, 'discipline_inspector')
    const publicationId = await published()
    await object(publicationId)
    const [row] = await office.admin<{ id: string }[]>`select id from objections where publication_id = ${publicationId}`
    const decided = await clerk.post(at(`/objections/${row?.id}/findings`), { finding: 'dismissed', reasons: '没有问题' })
    expect(decided).toMatchObject({ status: 403, code: 'decider_prepared_list' })
    await office.admin`update appointments set ended_at = appointed_at where account_id = ${clerk.accountId} and role = 'discipline_inspector'`
  })

  test('comes in time, about somebody on the list, and in words', async () => {
    const publicationId = await published()
    expect(await object(publicationId, { concerns: '2026999999' })).toMatchObject({ status: 422, code: 'ticket_not_on_list' })
    expect(await object(publicationId, { statement: '不行' })).toMatchObject({ status: 400, code: 'malformed' })
    expect(await office.anyone.get('/api/public/objections/AAAA-BBBB-CCCC')).toMatchObject({ status: 404, code: 'objection_unknown' })
    office.moveClock('2026-06-26T00:00:00+08:00')
    expect(await object(publicationId)).toMatchObject({ status: 409, code: 'publicity_over' })
  })

  test('of a signed-in candidate is answered in the inbox and stands in the log without its words', async () => {
    const publicationId = await published()
    const candidate = await office.candidate()
    const raised = await candidate.post(publicAt(`/publications/${publicationId}/objections`), {
      statement: '本人总成绩计算有误，请复核。',
    })
    expect(raised.status).toBe(201)
    const [row] = await office.admin<{ id: string }[]>`select id from objections where publication_id = ${publicationId}`
    await section.post(at(`/objections/${row?.id}/findings`), { finding: 'dismissed', reasons: '经复核，计算无误' })
    expect((await candidate.get('/api/my/inbox')).text).toContain('计算无误')
    expect(JSON.stringify(await office.logged('objection_raised'))).not.toContain('总成绩')
  })
})
