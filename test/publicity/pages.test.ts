import { createHash } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { ExamId } from '../../src/foundation/ids.ts'
import { draftPublication } from '../../src/publicity/draft-publication.ts'
import { type Announced, announcedRecruitment, officers } from '../support/exams.ts'
import { sendWrong } from '../support/forms.ts'
import { openOffice } from '../support/office.ts'

const office = await openOffice()
const people = await officers(office)
const { clerk, section } = people
let exam: Announced
let list: { draftId: string; snapshotHash: string }

beforeEach(async () => {
  office.moveClock('2026-03-02T09:00:00+08:00')
  exam = await announcedRecruitment(office, people)
  office.moveClock('2026-05-08T10:00:00+08:00')
  const drafted = await office.deps.within('office', (tx) =>
    draftPublication(tx, {
      id: office.deps.newId(),
      examId: ExamId.parse(exam.examId),
      kind: 'written_scores',
      columns: ['ticket', 'name', 'score'],
      rows: [
        { ticket: '2026000001', name: '王*㛃', score: '81.50' },
        { ticket: '2026000002', name: '李*', score: '缺考' },
      ],
      by: clerk.accountId,
      now: office.now(),
    }),
  )
  if (!drafted.ok) throw new Error(JSON.stringify(drafted))
  list = drafted.value
})

test('a list is approved on its page, seen by anyone, downloaded as hashed, and objected to', async () => {
  const path = `/exams/${exam.examId}/publicity`
  const publicPath = `/public/exams/${exam.examId}/publicity`
  expect((await section.get(path)).text).toContain(list.draftId)
  expect((await section.get(`${path}/drafts/${list.draftId}`)).text).toContain(list.snapshotHash)
  expect((await clerk.get(`${path}/drafts/${list.draftId}`)).text).toContain('须由另一人审批')
  expect((await section.form(`${path}/drafts/${list.draftId}/approval`, { snapshotHash: list.snapshotHash })).status).toBe(303)
  const lists = await office.anyone.get(publicPath)
  const id = /publicity\/([0-9a-f-]{36})/.exec(lists.text)?.[1] ?? ''
  const shown = await office.anyone.get(`${publicPath}/${id}`)
  for (const part of ['王*㛃', '81.50', list.snapshotHash, '0436-3200001', '0436-3200002']) expect(shown.text).toContain(part)
  const file = await office.anyone.get(`${publicPath}/${id}/list.json`)
  expect(createHash('sha256').update(file.text).digest('hex')).toBe(list.snapshotHash)

  expect(await sendWrong(office.anyone, `${publicPath}/${id}`)).toEqual({ tried: ['/public/exams/:id/publicity/:id/objections'], lost: [] })
  const short = await office.anyone.form(`${publicPath}/${id}/objections`, { statement: '不行' })
  expect(short).toMatchObject({ status: 400, code: 'malformed' })
  expect(short.text).toContain('不行')
  const sent = await office.anyone.form(`${publicPath}/${id}/objections`, {
    statement: '本人并未缺考，请核查考场记录。',
    concerns: '2026000002',
  })
  const number = /[2-7A-Z]{4}-[2-7A-Z]{4}-[2-7A-Z]{4}/.exec(sent.text)?.[0]
  expect((await office.anyone.get(`/public/objections?number=${number}`)).text).toContain('处理中')
  expect(await office.anyone.get('/public/objections?number=AAAA-AAAA-AAAA')).toMatchObject({ status: 404, code: 'objection_unknown' })
  const objection = /objections\/([0-9a-f-]{36})/.exec((await section.get(path)).text)?.[1]
  expect((await section.get(`${path}/objections/${objection}`)).text).toContain('本人并未缺考')
  const decided = await section.form(`${path}/objections/${objection}/findings`, { finding: 'upheld', reasons: '考场记录显示已到考' })
  expect(decided.status).toBe(303)
  const corrected = await clerk.form(`${path}/lists/${id}/corrections`, {
    ticket: '2026000002',
    column: 'score',
    value: '66.00',
    reason: '补录成绩',
  })
  expect(corrected.status).toBe(303)
  expect((await section.get(path)).text).toContain('补录成绩')
  expect((await office.anyone.get(path)).status).toBe(303)
})
