import { describe, expect, test } from 'vitest'
import { AccountId, ExamId } from '../../src/foundation/ids.ts'
import type { Role } from '../../src/foundation/roles.ts'
import { draftStatement } from '../../src/identity/statements.ts'
import { arrangeExam, openArrangedOffice } from '../support/arrange.ts'
import { arrangeSitting, expectDone, packageOf, sealOf } from '../support/arrange-sitting.ts'
import type { TestPerson } from '../support/office.ts'

const office = await openArrangedOffice()
const ours = await arrangeSitting(office)
const theirs = await arrangeExam(office, { candidates: 1, sites: 1, roomsPerSite: 1 })

/** Somebody with one role in both exams, as who would carry a statement over. */
async function inBoth(role: Role): Promise<TestPerson> {
  const person = await office.officer(role, { examId: ours.examId })
  await office.appoint(person, role, { examId: theirs.examId })
  return person
}

const draft = (type: string, signers: readonly TestPerson[], examId = ours.examId) =>
  office.deps.within('office', (tx) =>
    draftStatement(tx, {
      id: office.deps.newId(),
      examId: ExamId.parse(examId),
      type,
      payload: { 说明: '签过字的内容' },
      signers: signers.map(({ accountId }) => AccountId.parse(accountId)),
      by: AccountId.parse(signers[0]?.accountId),
      now: office.now(),
    }),
  )

describe('a statement counts in the exam it was signed for', () => {
  test('a list of packages signed for one exam makes none in another, and still makes them in its own', async () => {
    const { secrecy, inspector, police, seated } = ours
    for (const [person, role] of [
      [secrecy, 'secrecy_officer'],
      [inspector, 'discipline_inspector'],
      [police, 'police_escort'],
    ] as const)
      await office.appoint(person, role, { examId: theirs.examId })
    const drafted = await secrecy.post<{ statementId: string }>(`/api/exams/${ours.examId}/packages/drafts`, {
      inspector: inspector.accountId,
      police: police.accountId,
      packages: seated.map(({ examSessionId, roomId }, index) => ({
        number: packageOf(index),
        examSessionId,
        roomId,
        papers: 3,
        cards: 3,
        sealNumber: sealOf(packageOf(index)),
      })),
    })
    expectDone(drafted)
    const { statementId } = drafted.body
    for (const signer of [secrecy, inspector, police]) expectDone(await signer.sign({ examId: ours.examId, statementId }))
    const made = (examId: string) => secrecy.post(`/api/exams/${examId}/packages/made`, { statementId })
    expect(await made(theirs.examId)).toMatchObject({ status: 404, code: 'statement_unknown' })
    expect(await made(ours.examId)).toMatchObject({ status: 201, body: { packages: seated.length } })
  })

  test.each([
    { type: 'handoff', role: 'secrecy_officer', path: 'handoffs' },
    { type: 'room-record', role: 'invigilator', path: 'room-records' },
    { type: 'score-sheet', role: 'discipline_inspector', path: 'score-sheet-signatures' },
    { type: 'interview-sheet', role: 'panel_clerk', path: 'interview/sheets' },
  ] as const)('a $type of one exam is unknown in another', async ({ type, role, path }) => {
    const signer = await inBoth(role)
    const statementId = await draft(type, [signer])
    const complete = (examId: string) => signer.post(`/api/exams/${examId}/${path}/${statementId}/completion`)
    expect(await complete(theirs.examId)).toMatchObject({ status: 404, code: 'statement_unknown' })
    expect(await complete(ours.examId)).toMatchObject({ status: 409, code: 'statement_incomplete' })
  })
})

describe('the database role that serves markers', () => {
  const as = <T extends object>(role: string, text: string) =>
    office.admin.begin(async (tx) => {
      await tx.unsafe(`set local role ${role}`)
      return [...(await tx.unsafe<T[]>(text))]
    })

  test('sees score sheets and their signatures, and no other statement', async () => {
    const keeper = await office.officer('site_paper_keeper', { examId: ours.examId })
    for (const type of ['handoff', 'room-record', 'interview-sheet', 'score-sheet']) {
      const statementId = await draft(type, [keeper])
      expect(await keeper.sign({ examId: ours.examId, statementId })).toMatchObject({ status: 201 })
    }
    const types = 'select distinct type from north.statements order by type'
    expect(await as('gongyuan_marking', types)).toEqual([{ type: 'score-sheet' }])
    expect((await as('gongyuan_office', types)).length).toBeGreaterThan(3)
    const signed = 'select distinct s.type from north.statement_signatures g join north.statements s on s.id = g.statement_id'
    expect(await as('gongyuan_marking', signed)).toEqual([{ type: 'score-sheet' }])
    expect(await as('gongyuan_marking', 'select count(*)::int as n from north.statement_signatures')).toEqual([{ n: 1 }])
  })

  test('can neither draft nor turn a score sheet into anything else', async () => {
    await draft('score-sheet', [await office.officer('discipline_inspector', { examId: ours.examId })])
    for (const attempt of [
      `insert into north.statements select gen_random_uuid(), exam_id, 'room-record', payload, signers, drafted_by, drafted_at from north.statements limit 1`,
      `update north.statements set type = 'room-record'`,
    ])
      await expect(as('gongyuan_marking', attempt), attempt).rejects.toThrow(/row-level security/)
  })

  test('whoever also invigilates still finds the record of a room, which a marker alone does not', async () => {
    const both = await office.officer(['marker', 'invigilator'], { examId: ours.examId })
    const alone = await office.officer('marker', { examId: ours.examId })
    const statementId = await draft('room-record', [both, alone])
    const waiting = async (by: TestPerson) =>
      (await by.get<{ statements: { statementId: string }[] }>(`/api/exams/${ours.examId}/statements?waiting=me`)).body.statements
    expect(await waiting(both)).toMatchObject([{ statementId }])
    expect(await waiting(alone)).toEqual([])
    expect(await alone.get(`/api/exams/${ours.examId}/statements/${statementId}`)).toMatchObject({ status: 404 })
  })
})
