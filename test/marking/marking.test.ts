import { describe, expect, test } from 'vitest'
import { known } from '../../src/foundation/invariant.ts'
import { openArrangedOffice } from '../support/arrange.ts'
import { arrangeMarking, giveMarks, takeCodes } from '../support/arrange-marking.ts'
import { arrangeSitting, expectDone } from '../support/arrange-sitting.ts'
import { race } from '../support/race.ts'

const office = await openArrangedOffice()
const marking = await arrangeMarking(office)
const { examId, path, clerk, checker, inspector, markers } = marking
const [first, second, third] = markers
let codes: string[] = []

type Board = {
  subjects: { scripts: number; first: number; second: number; disputed: number; settled: number; onSheet: number; signed: number }[]
  sheets: { id: string; state: string }[]
}
const board = async () => (await clerk.get<Board>(`${path}/marking`)).body

describe('codes in place of names', () => {
  test('are given when every room has closed, once, even to two who ask at the same moment', async () => {
    const early = await arrangeSitting(office)
    const other = await office.officer('score_clerk', { examId: early.examId })
    expect(await other.post(`/api/exams/${early.examId}/scripts/codes`)).toMatchObject({ status: 409, code: 'rooms_not_closed' })
    const code = () => clerk.post(`${path}/scripts/codes`)
    // The foreign key of the coding waits for the exam, so both are past their questions when they are let go.
    const answers = await race(office, 'exams', code, code)
    expect(answers.map(({ status, code, body }) => code ?? [status, body])).toEqual(
      expect.arrayContaining(['nothing_to_code', [201, { scripts: 5 }]]),
    )
    expect(await code()).toMatchObject({ status: 409, code: 'nothing_to_code' })
    const rows = await office.admin<{ code: string }[]>`select code from scripts where exam_id = ${examId}`
    expect(rows).toHaveLength(5)
    for (const row of rows) expect(row.code).toMatch(/^[2-9A-HJKMNP-TV-Z]{9}$/)
    expect(JSON.stringify(await office.logged('scripts_coded'))).not.toContain(known(rows[0], 'a code').code)
  })
})

describe('marks', () => {
  test('only of scripts one holds, inside the notice’s limits, all or none', async () => {
    codes = (await takeCodes(marking, first)).toSorted()
    expect(codes).toHaveLength(5)
    expect(await takeCodes(marking, first)).toEqual(codes)
    const give = (marks: readonly { code: string; score: string }[], by = first) => giveMarks(marking, by, marks)
    const [one, two] = codes as [string, string]
    expect(await give([{ code: one, score: '60' }], second)).toMatchObject({ status: 403, code: 'script_not_assigned' })
    expect(await give([{ code: one, score: '100.5' }])).toMatchObject({ status: 422, code: 'mark_above_maximum' })
    expect(await give([{ code: one, score: '60.3' }])).toMatchObject({ status: 422, code: 'mark_off_step' })
    expect(await give([{ code: one, score: '-1' }])).toMatchObject({ status: 422, code: 'mark_below_zero' })
    expect(
      await give([
        { code: one, score: '60' },
        { code: one, score: '61' },
      ]),
    ).toMatchObject({ status: 422, code: 'script_listed_twice' })
    expect(
      await give([
        { code: two, score: '60' },
        { code: 'NOSUCH234', score: '61' },
      ]),
    ).toMatchObject({ status: 403, code: 'script_not_assigned' })
    expect(await office.admin`select count(*)::int as marks from marks`).toEqual([{ marks: 0 }])
    expectDone(await give(codes.map((code, index) => ({ code, score: String(60 + index) }))))
    expect(await give([{ code: one, score: '61' }])).toMatchObject({ status: 403, code: 'script_not_assigned' })
  })

  test('whoever was not trained in marking gets no script (R-STAF-05)', async () => {
    const untrained = await office.officer('marker', { examId: marking.examId })
    expect(await untrained.post(`${path}/marking/bundles`, { count: 1 })).toMatchObject({ status: 403, code: 'marker_untrained' })
  })

  test('two markers asking at the same moment never get the same round of a script', async () => {
    const take = (marker: typeof second) => () => marker.post<{ scripts: { code: string }[] }>(`${path}/marking/bundles`, { count: 3 })
    const answers = await race(office, 'accounts', take(second), take(third))
    const taken = answers.flatMap(({ body }) => (body.scripts ?? []).map(({ code }) => code))
    expect(answers.every(({ status, code }) => status === 201 || code === 'nothing_to_mark')).toBe(true)
    expect(new Set(taken).size).toBe(taken.length)
    const rows = await office.admin<
      { assigned: number }[]
    >`select count(*)::int as assigned from marking_assignments group by script_id having count(*) > 2`
    expect(rows).toEqual([])
  })

  test('within the tolerance they are averaged, apart a third marker decides', async () => {
    // Who holds which script is chance. The first script gets 60, then 90, then 84; the others half a mark more the second time.
    const given = async (code: string) => {
      const [row] = await office.admin<
        { n: number }[]
      >`select count(*)::int as n from marks m join scripts s on s.id = m.script_id where s.code = ${code}`
      return known(row, 'a count').n
    }
    const scoreOf = async (code: string) =>
      code === codes[0] ? ((await given(code)) === 1 ? '90' : '84') : `${60 + codes.indexOf(code)}.5`
    for (const marker of [second, third, second, third]) {
      const held = await marker.post<{ scripts: { code: string }[] }>(`${path}/marking/bundles`, { count: 20 })
      if (held.status !== 201) continue
      const marks = await Promise.all(held.body.scripts.map(async ({ code }) => ({ code, score: await scoreOf(code) })))
      expectDone(await giveMarks(marking, marker, marks))
    }
    const state = async () => office.admin<{ state: string; score: string | null }[]>`
      select state, settled_score::text as score from scripts where exam_id = ${examId} order by code collate "C"`
    expect((await state()).slice(1).map(({ score }) => score)).toEqual(['61.2500', '62.2500', '63.2500', '64.2500'])
    expect((await state())[0]).toMatchObject({ state: 'settled', score: '87.0000' })
    expect(await first.post(`${path}/marking/bundles`, { count: 20 })).toMatchObject({ status: 409, code: 'nothing_to_mark' })
    expect((await board()).subjects).toMatchObject([{ scripts: 5, first: 5, second: 5, disputed: 0, settled: 5, onSheet: 0, signed: 0 }])
  })
})

describe('the score sheet', () => {
  let sheetId = ''
  test('is entered by one person and checked by another', async () => {
    expect(await clerk.post(`${path}/unblinding/request`)).toMatchObject({ status: 409, code: 'scripts_not_on_signed_sheet' })
    const both = await office.officer(['score_clerk', 'marking_checker'], { examId })
    const sheet = await both.post<{ sheetId: string; scripts: number }>(`${path}/score-sheets`, { subject: '综合类', scripts: 100 })
    expect(sheet).toMatchObject({ status: 201, body: { number: 1, scripts: 5 } })
    sheetId = sheet.body.sheetId
    expect(await both.post(`${path}/score-sheets`, { subject: '综合类', scripts: 100 })).toMatchObject({
      status: 409,
      code: 'nothing_to_enter',
    })
    expect(await inspector.post(`${path}/score-sheets/${sheetId}/signature`, { marker: first.accountId })).toMatchObject({
      status: 409,
      code: 'sheet_not_at_this_step',
    })
    expect(await both.post(`${path}/score-sheets/${sheetId}/check`)).toMatchObject({ status: 403, code: 'checker_prepared_it' })
    expect(await checker.post(`${path}/score-sheets/${office.deps.newId()}/check`)).toMatchObject({ status: 404, code: 'sheet_unknown' })
    const working = await checker.get<{ lines: { code: string; marks: string[] }[] }>(`${path}/score-sheets/${sheetId}`)
    expect(working.body.lines.find(({ code }) => code === codes[0])?.marks).toEqual(['60.0000', '90.0000', '84.0000'])
    expect((await checker.post(`${path}/score-sheets/${sheetId}/check`)).status).toBe(201)
    expect(await checker.post(`${path}/score-sheets/${sheetId}/check`)).toMatchObject({ status: 409, code: 'sheet_not_at_this_step' })
  })

  test('is signed by a marker of the exam and the discipline inspector together', async () => {
    const draft = (marker: string) => inspector.post<{ statementId: string }>(`${path}/score-sheets/${sheetId}/signature`, { marker })
    const bySignatureForm = (marker: string) => inspector.form(`/exams/${examId}/marking/sheets/${sheetId}/signature`, { marker })
    expect((await bySignatureForm(checker.accountId)).code).toBe('marker_unknown')
    expect(await draft(checker.accountId)).toMatchObject({ status: 422, code: 'marker_unknown' })
    expect(await draft(inspector.accountId)).toMatchObject({ status: 422, code: 'marker_unknown' })
    const { statementId } = (await draft(first.accountId)).body
    const complete = () => inspector.post(`${path}/score-sheet-signatures/${statementId}/completion`)
    const page = `/exams/${examId}/marking/sheets/${sheetId}`
    expectDone(await inspector.sign({ examId, statementId }))
    expect((await inspector.get(page)).text).toContain('/my/statements')
    expect(await complete()).toMatchObject({ status: 409, code: 'statement_incomplete' })
    expect(await second.sign({ examId, statementId })).toMatchObject({ status: 404, code: 'statement_unknown' })
    expectDone(await first.sign({ examId, statementId }))
    const lock = `/exams/${examId}/marking/signatures/${statementId}`
    expect((await inspector.get(page)).text).toContain(lock)
    expect((await checker.form(lock, {})).status).toBe(403)
    expect((await inspector.form(lock, {})).status).toBe(303)
    expect(await complete()).toMatchObject({ status: 409, code: 'statement_already_used' })
    expect((await inspector.get(page)).text).not.toContain(lock)
    expect((await board()).sheets).toMatchObject([{ id: sheetId, state: 'signed' }])
  })
})

describe('names join scores', () => {
  test('by two people, once, and everybody has a result', async () => {
    const both = await office.officer(['score_clerk', 'discipline_inspector'], { examId })
    expect(await inspector.post(`${path}/unblinding/approval`)).toMatchObject({ status: 409, code: 'not_requested' })
    expectDone(await both.post(`${path}/unblinding/request`))
    expect(await clerk.post(`${path}/unblinding/request`)).toMatchObject({ status: 403, code: 'second_person_needed' })
    expect(await both.post(`${path}/unblinding/approval`)).toMatchObject({ status: 403, code: 'second_person_needed' })
    const approve = () => inspector.post(`${path}/unblinding/approval`)
    const answers = await race(office, 'unblindings', approve, approve)
    expect(answers.map(({ code, body }) => code ?? body)).toEqual(
      expect.arrayContaining(['already_unblinded', { scored: 4, absent: 1, breach: 1 }]),
    )
    expect(await clerk.post(`${path}/unblinding/request`)).toMatchObject({ status: 409, code: 'already_unblinded' })
    const results = await office.admin<{ status: string; same: boolean | null }[]>`
      select r.status, r.score = s.settled_score as same from written_results r left join scripts s on s.id = r.script_id where r.exam_id = ${examId} order by 1`
    expect(results.map(({ status, same }) => `${status} ${same}`)).toEqual(['absent null', 'breach null', ...Array(4).fill('scored true')])
    const [logged] = await office.logged('unblinded')
    const [size] = await office.admin<{ size: number }[]>`select size::int from log_checkpoints order by size desc limit 1`
    const accepted = (await office.logged('unblinded')).find(({ outcome }) => outcome === 'accepted')
    expect(accepted).toMatchObject({ detail: { scored: 4, checkpoint: known(size, 'a checkpoint').size } })
    expect(logged).toBeDefined()
  })
})
