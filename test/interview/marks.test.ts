import { describe, expect, test } from 'vitest'
import { checkExam } from '../../db/check-exam.ts'
import { known } from '../../src/foundation/invariant.ts'
import { api, arrangePanels, drawOrder, type Seated } from '../support/arrange-panels.ts'
import { openScoredOffice } from '../support/arrange-scores.ts'
import type { TestPerson } from '../support/office.ts'
import { race } from '../support/race.ts'

const office = await openScoredOffice()

const at = (exam: Seated, panel: 0 | 1, path: string) => api(exam, `interview/panels/${exam.panels[panel]}/${path}`)
const mark = (exam: Seated, by: TestPerson, lot: number, score = '80', panel: 0 | 1 = 0) =>
  by.post(at(exam, panel, 'marks'), { lot, score })
const announce = (exam: Seated, lot: number, by = exam.clerks[0]) => by.post(at(exam, 0, 'announcements'), { lot })
const candidate = (exam: Seated, applicationId: string | undefined) =>
  known(
    exam.posts.flatMap(({ people }) => people).find((one) => one.applicationId === applicationId),
    'a candidate',
  )
const confirm = (exam: Seated, applicationId: string | undefined, body: object = { confirmed: true }) =>
  candidate(exam, applicationId).person.post(`/api/my/applications/${applicationId}/interview/confirmation`, body)
const replace = (exam: Seated, leaving: TestPerson, reason = 'ill', absent: string[] = [], by = exam.inspectors[0], panel: 0 | 1 = 0) =>
  by.post<{ accountId: string; place: number }>(at(exam, panel, 'replacement'), { accountId: leaving.accountId, reason, absent })

describe('R-RC-29 – marks and the score on the spot', () => {
  test('members mark a number once; the clerk announces when all have; the candidate answers once', async () => {
    const exam = await arrangePanels(office)
    const lots = await drawOrder(office, exam, 0)
    const [head, second, third] = await exam.membersOf(0)
    const outsider = known((await exam.membersOf(1))[0], 'a member of the other panel')
    if (!head || !second || !third) throw new Error('three members')

    expect((await mark(exam, head, 9)).code).toBe('lot_unknown')
    expect((await mark(exam, head, 1, '100.01')).code).toBe('mark_out_of_range')
    expect((await mark(exam, outsider, 1)).code).toBe('not_on_this_panel')
    expect((await mark(exam, exam.clerks[0], 1)).code).toBe('not_permitted')
    expect((await mark(exam, exam.examOffice, 1)).code).toBe('not_permitted')

    expect((await mark(exam, head, 1, '90')).status).toBe(201)
    expect((await mark(exam, head, 1, '99')).code).toBe('marked_already')
    expect((await mark(exam, second, 1, '80.5')).status).toBe(201)
    expect(await announce(exam, 1)).toMatchObject({ code: 'marks_missing', body: { facts: { given: 2, members: 3 } } })
    expect((await confirm(exam, lots.get(1))).code).toBe('not_announced_yet')
    await mark(exam, third, 1, '70')
    expect((await announce(exam, 1, exam.clerks[1])).code).toBe('not_on_this_panel')
    expect((await head.post(at(exam, 0, 'announcements'), { lot: 1 })).code).toBe('not_permitted')
    expect((await announce(exam, 1)).body).toEqual({ score: '80.50' })
    expect((await announce(exam, 1)).code).toBe('announced_already')
    // A mark changed after it was announced: by its giver, by a member who was not there, by the office.
    expect((await mark(exam, head, 1, '60')).code).toBe('announced_already')
    expect((await mark(exam, outsider, 1, '60')).code).toBe('not_on_this_panel')

    expect((await candidate(exam, lots.get(2)).person.get(`/api/my/applications/${lots.get(1)}/interview`)).code).toBe(
      'application_unknown',
    )
    expect(
      (await candidate(exam, lots.get(2)).person.post(`/api/my/applications/${lots.get(1)}/interview/confirmation`, { confirmed: true }))
        .code,
    ).toBe('application_unknown')
    expect((await confirm(exam, lots.get(1), { confirmed: false })).code).toBe('reason_missing')
    const answers = await race(
      office,
      'interview_results',
      () => confirm(exam, lots.get(1)),
      () => confirm(exam, lots.get(1), { confirmed: false, reason: '第二题时间不足' }),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const mine = await candidate(exam, lots.get(1)).person.get(`/my/applications/${lots.get(1)}/interview`)
    expect(mine.text).toContain('80.50')
  })

  test('two announcements at once: one score', async () => {
    const exam = await arrangePanels(office)
    await drawOrder(office, exam, 0)
    for (const member of await exam.membersOf(0)) await mark(exam, member, 1)
    const replies = await race(
      office,
      'panels',
      () => announce(exam, 1),
      () => announce(exam, 1),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  test('all marks count when the notice drops none', async () => {
    const exam = await arrangePanels(office, 10, {
      posts: [{ scores: ['80', '70', '60'] }, { scores: ['75', '65'] }],
      notice: { interviewDrop: 'none' },
    })
    await drawOrder(office, exam, 0)
    for (const [index, member] of (await exam.membersOf(0)).entries()) await mark(exam, member, 1, String(60 + index * 16))
    expect((await announce(exam, 1)).body).toEqual({ score: '76.00' })
  })
})

describe('R-RC-26, R-RC-42 – recusal after the draw, and places that fall empty', () => {
  test('whoever recused may not mark; the inspector of the room fills the place by drawn order; nobody else moves', async () => {
    const exam = await arrangePanels(office)
    await drawOrder(office, exam, 0)
    const before = await exam.membersOf(0)
    const [head, second, third] = before
    if (!head || !second || !third) throw new Error('three members')
    for (const member of before) await mark(exam, member, 1, '80')
    office.moveClock({ minutes: 5 })
    await announce(exam, 1)
    await mark(exam, third, 2, '10')
    office.moveClock({ minutes: 5 })

    const { unit } = known(exam.posts[0], 'a post').position
    expect((await third.post(api(exam, 'recusals'), { relation: 'spouse', unit })).status).toBe(201)
    expect((await mark(exam, third, 3)).code).toBe('examiner_recused')

    expect((await replace(exam, third, 'recusal_found', [], exam.inspectors[1])).code).toBe('not_on_this_panel')
    expect((await replace(exam, third, 'recusal_found', [], exam.examOffice)).code).toBe('not_permitted')
    expect((await replace(exam, third, 'absent')).code).toBe('present_is_not_absent')
    expect((await replace(exam, known((await exam.membersOf(1))[0], 'a member'))).code).toBe('examiner_not_seated')
    const filled = await replace(exam, third, 'recusal_found')
    expect(filled).toMatchObject({ status: 201, body: { place: 3 } })
    expect((await replace(exam, third, 'recusal_found')).code).toBe('examiner_not_seated')

    const after = await exam.membersOf(0)
    expect(after.slice(0, 2).map(({ accountId }) => accountId)).toEqual([head.accountId, second.accountId])
    expect(after[2]?.accountId).toBe(filled.body.accountId)
    expect(await exam.membersOf(1).then((all) => all.some(({ accountId }) => accountId === filled.body.accountId))).toBe(false)
    const entries = (await office.logged('examiner_replaced')).filter(({ outcome }) => outcome === 'accepted')
    expect(entries).toMatchObject([{ detail: { reason: 'recusal_found', place: 3, left: third.accountId } }])
    office.moveClock({ minutes: 5 })
    // The mark of somebody who no longer sits does not count; the announced score stands.
    expect((await mark(exam, third, 2, '90')).code).toBe('not_on_this_panel')
    for (const [index, member] of after.entries()) await mark(exam, member, 2, String(88 + index))
    expect((await announce(exam, 2)).body).toEqual({ score: '89.00' })
    expect(
      (await office.admin`select score::float from interview_results where panel_id = ${exam.panels[0]} order by announced_at`).map(
        ({ score }) => score,
      ),
    ).toEqual([80, 89])
  })

  test('reserves who are away, who recused, and those of a member’s unit are passed over; when nobody is left it says so', async () => {
    const exam = await arrangePanels(office, 9)
    const [, second] = await exam.membersOf(0)
    const seated = new Set((await office.admin<{ id: string }[]>`select account_id as id from panel_members`).map(({ id }) => id))
    const reserves = exam.examiners.filter(({ accountId }) => !seated.has(accountId))
    expect(reserves).toHaveLength(3)
    const [recused, ...others] = reserves
    if (!second || !recused) throw new Error('a member and a reserve')
    await recused.post(api(exam, 'recusals'), { relation: 'other' })
    const away = others.map(({ accountId }) => accountId)
    expect((await replace(exam, second, 'absent', away)).code).toBe('no_reserve_fits')
    const one = known(away[0], 'a reserve')
    expect((await replace(exam, second, 'absent', away.slice(1))).body).toEqual({ accountId: one, place: 2 })
  })

  test('two rooms at once never get the same reserve', async () => {
    const exam = await arrangePanels(office)
    const [, one] = await exam.membersOf(0)
    const [, two] = await exam.membersOf(1)
    if (!one || !two) throw new Error('two members')
    const replies = await race(
      office,
      'panels',
      () => replace(exam, one),
      () => replace(exam, two, 'ill', [], exam.inspectors[1], 1),
    )
    expect(replies.map(({ status }) => status)).toEqual([201, 201])
    expect(new Set(replies.map(({ body }) => body.accountId)).size).toBe(2)
  })

  test('whoever turns out to be interviewed there marks nobody, and the check finds them until they leave', async () => {
    const exam = await arrangePanels(office)
    await drawOrder(office, exam, 0)
    const [, second] = await exam.membersOf(0)
    if (!second) throw new Error('a member')
    const self = known(known(exam.posts[0], 'a post').people[0], 'a candidate').person
    await office.admin`update accounts set person_id = ${self.personId} where id = ${second.accountId}`
    expect((await checkExam(office.ownerUrl, office.authority)).broken.map(({ invariant }) => invariant)).toContain(
      '3. nobody sits on the panel that interviews them, or marked for it',
    )
    expect((await mark(exam, second, 1)).code).toBe('examiner_recused')
    expect((await replace(exam, second, 'recusal_found')).status).toBe(201)
  })
})

describe('the sheet of a panel', () => {
  test('waits for every answer, is signed by head, clerk and inspector, and locks the panel', async () => {
    const exam = await arrangePanels(office)
    const { examId } = exam
    const lots = await drawOrder(office, exam, 0)
    const members = await exam.membersOf(0)
    const draft = (by = exam.clerks[0]) => by.post<{ statementId: string }>(at(exam, 0, 'sheet'))
    expect(await draft()).toMatchObject({ code: 'confirmations_missing', body: { facts: { lots: [1, 2, 3] } } })
    for (const lot of lots.keys()) {
      for (const member of members) await mark(exam, member, lot)
      await announce(exam, lot)
    }
    await confirm(exam, lots.get(1))
    await confirm(exam, lots.get(2), { confirmed: false, reason: '第二题时间不足' })
    expect(await draft()).toMatchObject({ code: 'confirmations_missing', body: { facts: { lots: [3] } } })
    await confirm(exam, lots.get(3))
    expect((await draft(exam.clerks[1])).code).toBe('not_on_this_panel')
    const { statementId } = (await draft()).body
    const complete = (by = exam.clerks[0]) => by.post(api(exam, `interview/sheets/${statementId}/completion`))
    const head = known(members[0], 'a head')
    await head.sign({ examId, statementId })
    expect((await known(members[1], 'a member').sign({ examId, statementId })).status).toBeGreaterThanOrEqual(400)
    await exam.clerks[0].sign({ examId, statementId })
    expect((await complete()).code).toBe('statement_incomplete')
    await exam.inspectors[0].sign({ examId, statementId })
    expect((await complete()).body).toEqual({ signed: true })
    expect((await complete()).status).toBe(409)
    expect((await draft()).code).toBe('sheet_signed_already')
    expect((await replace(exam, head)).code).toBe('sheet_signed_already')
    const [{ sheet } = { sheet: '' }] = await office.admin<{ sheet: string }[]>`select sheet from panels where id = ${exam.panels[0]}`
    expect(JSON.parse(sheet).signatures).toHaveLength(3)
  })
})
