import { describe, expect, test } from 'vitest'
import { known } from '../../src/foundation/invariant.ts'
import { api, arrangeExaminers, arrangePanels, drawOrder, holdDraw, panelIds, planOf, poolOf, toTheDay } from '../support/arrange-panels.ts'
import { arrangeScores, openScoredOffice } from '../support/arrange-scores.ts'
import { drawTerms, publicValue } from '../support/draw.ts'

const office = await openScoredOffice()

describe('R-RC-26 – the pool', () => {
  test('takes appointed and trained examiners, each once', async () => {
    const exam = await arrangeExaminers(office, 4)
    const { examOffice, examId } = exam
    const enter = (examiners: object[]) => examOffice.post(api(exam, 'interview/examiners'), { examiners })
    const facts = { speciality: '综合', city: '赤峰市', outside: true, chief: true }
    const untrained = await office.officer('examiner', { examId })
    const stranger = await office.officer('marker', { examId })
    expect((await enter([{ ...facts, accountId: untrained.accountId }])).code).toBe('examiner_untrained')
    expect((await enter([{ ...facts, accountId: stranger.accountId }])).code).toBe('examiner_unknown')
    const [examiners, gone] = [poolOf(exam).examiners.slice(0, 3), known(poolOf(exam).examiners[3], 'one who leaves')]
    await office.admin`update accounts set closed_at = ${office.now().toString()} where id = ${gone.accountId}`
    expect((await enter([gone])).code).toBe('examiner_unknown')
    const first = known(examiners[0], 'an examiner')
    expect((await enter([first, first])).code).toBe('examiner_listed_twice')
    expect((await enter([...examiners])).body).toEqual({ examiners: 3 })
    expect((await enter([first])).code).toBe('examiner_listed_twice')
    expect((await exam.head.post(api(exam, 'interview/examiners'), { examiners })).code).toBe('not_permitted')
  })

  test('people are offered once, by unit and name, and no more when their account is closed', async () => {
    const exam = await arrangeExaminers(office, 0)
    const { examId } = exam
    const twice = await office.officer('panel_clerk', { examId, unit: '市教育局', name: '周一', ownUnit: '乙单位' })
    await office.appoint(twice, 'panel_clerk', { examId, unit: '市卫生健康委' })
    const before = await office.officer('panel_clerk', { examId, name: '周二', ownUnit: '甲单位' })
    const offered = async () => {
      const page = await exam.examOffice.get(`/exams/${examId}/interview/planning`)
      const clerks = /<select[^>]*name="clerk-1".*?<\/select>/s.exec(page.text)?.[0] ?? ''
      const ids = [...clerks.matchAll(/<option value="([^"]{36})"/g)].map(([, id]) => id)
      return ids.filter((id) => id === twice.accountId || id === before.accountId)
    }
    expect(await offered()).toEqual([before.accountId, twice.accountId])
    await office.admin`update accounts set closed_at = ${office.now().toString()} where id = ${before.accountId}`
    expect(await offered()).toEqual([twice.accountId])
  })
})

describe('R-RC-25, R-RC-28, R-RC-30 – planning', () => {
  test('waits for the publicity, needs every post and every role, and happens once', async () => {
    const early = await arrangeScores(office, { posts: [{ scores: ['80'] }] })
    const someone = await office.officer('panel_clerk', { examId: early.examId })
    const panel = {
      ...known(planOf(await arrangeExaminers(office, 0)).panels[0], 'a panel'),
      positions: [known(early.posts[0], 'a post').position.id],
      clerk: someone.accountId,
    }
    expect((await early.examOffice.post(api(early, 'interview/panels'), { panels: [panel] })).code).toBe('re_review_publicity_running')

    const exam = await arrangeExaminers(office, 8)
    const plan = (panels: object[]) => exam.examOffice.post(api(exam, 'interview/panels'), { panels })
    const [one, two] = planOf(exam).panels
    expect((await plan([{ ...one }])).code).toBe('position_without_panel')
    expect((await plan([{ ...one }, { ...two, clerk: exam.inspectors[1].accountId }])).code).toBe('one_person_two_places')
    expect((await plan([{ ...one }, { ...two, clerk: exam.deputy.accountId }])).body).toMatchObject({ facts: { role: 'panel_clerk' } })
    expect((await plan([{ ...one }, { ...two, interviewRoom: '318' }])).code).toBe('rooms_not_apart')
    expect((await plan([{ ...one, positions: [...(one?.positions ?? []), ...(two?.positions ?? [])] }, { ...two }])).code).toBe(
      'position_in_two_panels',
    )
    expect((await exam.examOffice.post(api(exam, 'interview/panel-draw'), drawTerms(office))).code).toBe('not_the_interview_day')
    expect((await plan([{ ...one }, { ...two }])).body).toEqual({ panels: 2, interviewees: 5 })
    expect((await plan([{ ...one }, { ...two }])).code).toBe('panels_planned_already')
  })
})

describe('R-RC-26 – the draw of the morning', () => {
  test('is held on the day alone, once; nobody recused and no two of a unit sit together; the barred are not drawn', async () => {
    const exam = await arrangeExaminers(office, 9)
    const { examOffice, examId, examiners } = exam
    const [recused, barred] = [known(examiners[1], 'an examiner'), known(examiners[3], 'an examiner')]
    toTheDay(office)
    expect((await examOffice.post(api(exam, 'interview/panel-draw'), drawTerms(office))).code).toBe('panels_not_planned')
    await examOffice.post(api(exam, 'interview/examiners'), poolOf(exam))
    await examOffice.post(api(exam, 'interview/panels'), planOf(exam))
    expect(
      (await recused.post(api(exam, 'recusals'), { relation: 'close_in_law', unit: known(exam.posts[0], 'a post').position.unit })).status,
    ).toBe(201)
    await office.admin`update appointments set ended_at = ${office.now().toString()} where account_id = ${barred.accountId}`
    const drawId = await holdDraw(office, exam, 'interview/panel-draw', (id) => `interview/panel-draw/${id}/run`)
    expect((await examOffice.post(api(exam, 'interview/panel-draw'), drawTerms(office))).code).toBe('draw_exists')
    expect((await examOffice.post(api(exam, `interview/panel-draw/${drawId}/run`), { publicValue })).status).toBe(409)
    const members = await office.admin<{ account: string; number: number }[]>`
      select m.account_id as account, p.number from panel_members m join panels p on p.id = m.panel_id where m.exam_id = ${examId}`
    expect(members).toHaveLength(6)
    expect(members.filter(({ account }) => account === barred.accountId)).toEqual([])
    expect(members.filter(({ account, number }) => account === recused.accountId && number === 1)).toEqual([])
    expect((await office.logged('draw_run')).at(-1)).toMatchObject({ outcome: 'refused' })
  })
})

test('R-RC-42 – whoever is interviewed examines no one of that post, declared or not', async () => {
  const exam = await arrangeExaminers(office, 9)
  const [interviewed, other] = [known(exam.examiners[1], 'an examiner'), known(exam.examiners[2], 'an examiner')]
  const { people, position } = known(exam.posts[0], 'a post')
  const self = known(people[0], 'a candidate').person
  await office.admin`update accounts set person_id = ${self.personId} where id = ${interviewed.accountId}`
  await exam.examOffice.post(api(exam, 'interview/examiners'), poolOf(exam))
  await exam.examOffice.post(api(exam, 'interview/panels'), planOf(exam))
  toTheDay(office)
  await holdDraw(office, exam, 'interview/panel-draw', (id) => `interview/panel-draw/${id}/run`)
  const relationsOf = async ({ accountId }: { accountId: string }) => {
    const [row] = await office.admin<{ relations: unknown }[]>`
      select one->'relations' as relations from draws d, jsonb_array_elements(d.input::jsonb->'examiners') one
        join examiner_pool e on e.exam_id = ${exam.examId} and e.label = one->>'label' and e.account_id = ${accountId}
       where d.exam_id = ${exam.examId} and d.kind = 'panels'`
    return row?.relations
  }
  expect(await relationsOf(interviewed)).toEqual([{ position: position.id, basis: 'derived' }])
  expect(await relationsOf(other)).toEqual([])
  const [panel] = await panelIds(office, exam)
  expect(await office.admin`select from panel_members where panel_id = ${panel} and account_id = ${interviewed.accountId}`).toHaveLength(0)
})

describe('arrivals and the order', () => {
  test('only the panel’s own clerk receives, lots are among those who came, and then nothing changes', async () => {
    const exam = await arrangePanels(office)
    const [panel] = exam.panels
    const path = `interview/panels/${panel}`
    const [first, second, third] = known(exam.posts[0], 'a post').people.map(({ applicationId }) => applicationId)
    const receive = (applicationId: string | undefined, arrived = true, by = exam.clerks[0]) =>
      by.post(api(exam, `${path}/arrivals`), { applicationId, arrived })
    expect((await receive(first, true, exam.clerks[1])).code).toBe('not_on_this_panel')
    expect((await receive(known(exam.posts[1], 'a post').people[0]?.applicationId)).code).toBe('candidate_not_of_this_panel')
    const draw = () => exam.examOffice.post(api(exam, `${path}/order-draw`), drawTerms(office))
    expect((await receive(first)).status).toBe(201)
    expect((await draw()).code).toBe('arrivals_open')
    for (const one of [first, second, third]) await receive(one, false)
    expect((await draw()).code).toBe('nobody_arrived')
    await receive(first)
    await receive(second)
    const lots = await drawOrder(office, exam, 0, [known(third, 'somebody')])
    expect([...lots.keys()].sort()).toEqual([1, 2])
    expect([...lots.values()].sort()).toEqual([first, second].sort())
    expect((await receive(third)).code).toBe('arrival_closed')
    expect((await draw()).code).toBe('arrival_closed')
    // Rooms know numbers: neither members nor office read a name there, the clerk only before the lots.
    const shown = await exam.clerks[0].get(`/exams/${exam.examId}/interview/panels/${panel}`)
    expect(shown.status).toBe(200)
    expect(shown.text).not.toContain(known(exam.posts[0]?.people[0], 'a candidate').person.name)
    const other = await exam.clerks[1].get(`/exams/${exam.examId}/interview/panels/${exam.panels[1]}`)
    expect(other.text).toContain(known(exam.posts[1]?.people[0], 'a candidate').person.name)
    const office_ = await exam.examOffice.get(`/exams/${exam.examId}/interview/panels/${exam.panels[1]}`)
    expect(office_.text).not.toContain(known(exam.posts[1]?.people[0], 'a candidate').person.name)
  })

  test('the order of a panel without examiners is not drawn', async () => {
    const exam = await arrangeExaminers(office, 6)
    await exam.examOffice.post(api(exam, 'interview/examiners'), poolOf(exam))
    await exam.examOffice.post(api(exam, 'interview/panels'), planOf(exam))
    const [panel] = await panelIds(office, exam)
    expect((await exam.examOffice.post(api(exam, `interview/panels/${panel}/order-draw`), drawTerms(office))).code).toBe('panels_not_drawn')
  })
})
