import { describe, expect, test } from 'vitest'
import { known } from '../../src/foundation/invariant.ts'
import {
  arrangeInterviews,
  arrangeScores,
  type Outcome,
  openScoredOffice,
  publishAndWait,
  type Scored,
  type WantedScores,
} from '../support/arrange-scores.ts'
import { drawTerms, openParties, publicValue } from '../support/draw.ts'
import type { TestPerson } from '../support/office.ts'
import { race } from '../support/race.ts'

const office = await openScoredOffice()

const interviewed = async (wanted: WantedScores, scores: readonly (readonly Outcome[])[]): Promise<Scored> => {
  const exam = await arrangeScores(office, wanted)
  await arrangeInterviews(office, exam, scores)
  return exam
}
const api = (exam: Scored, path: string) => `/api/exams/${exam.examId}/${path}`
const person = (exam: Scored, index: number, post = 0) => known(exam.posts[post]?.people[index], 'a candidate')
const id = (exam: Scored, index: number, post = 0) => person(exam, index, post).applicationId
const totalled = async (wanted: WantedScores, scores: readonly (readonly Outcome[])[]): Promise<Scored> => {
  const exam = await interviewed(wanted, scores)
  expect((await exam.head.post(api(exam, 'totals'))).status).toBe(201)
  await publishAndWait(office, exam, 'totals/draft')
  return exam
}
const chosen = async (wanted: WantedScores, scores: readonly (readonly Outcome[])[]): Promise<Scored> => {
  const exam = await totalled(wanted, scores)
  expect((await exam.head.post(api(exam, 'appointees'))).status).toBe(201)
  return exam
}
type Line = {
  applicationId: string
  total: string
  rank: number
  tieSettledBy: string | null
  state: string | null
  enteredBy: string | null
}
const lines = async (exam: Scored) => (await exam.head.get<{ lines: Line[] }>(api(exam, 'selection'))).body.lines
const line = async (exam: Scored, index: number, post = 0) =>
  (await lines(exam)).find(({ applicationId }) => applicationId === id(exam, index, post))
const backfill = (exam: Scored, index: number, body = {}, by: TestPerson = exam.examOffice) =>
  by.post(api(exam, `appointees/${id(exam, index)}/backfill`), body)

/** Freezes, draws on the morning, and has both keepers enter what `outcomeOf` says. */
async function medical(exam: Scored, outcomeOf: (applicationId: string) => 'fit' | 'unfit' | 'absent'): Promise<string> {
  const day = office.now().toZonedDateTimeISO('Asia/Shanghai').add({ days: 1 }).with({ hour: 5, minute: 0, second: 0, millisecond: 0 })
  office.moveClock(day.toInstant().toString())
  const keepers = [exam.head.accountId, exam.inspector.accountId]
  const frozen = await exam.examOffice.post<{ drawId: string; freezeHash: string }>(api(exam, 'medicals'), {
    day: day.toPlainDate().toString(),
    keepers,
    ...drawTerms(office),
  })
  expect(frozen.status).toBe(201)
  const { drawId, freezeHash } = frozen.body
  await openParties(office, exam.examId, drawId, freezeHash, exam.parties)
  expect((await exam.examOffice.post(api(exam, `medicals/${drawId}/numbers`), { publicValue })).status).toBe(201)
  const { people } = (
    await exam.head.post<{ people: { number: string; applicationId: string }[] }>(api(exam, `medicals/${drawId}/mapping`))
  ).body
  const results = people.map(({ number, applicationId }) => ({ number, outcome: outcomeOf(applicationId) }))
  expect((await exam.head.post(api(exam, `medicals/${drawId}/results`), { results })).status).toBe(201)
  const { listHash } = (await exam.inspector.get<{ listHash: string }>(api(exam, `medicals/${drawId}`))).body
  expect((await exam.inspector.post(api(exam, `medicals/${drawId}/results/confirmation`), { listHash })).status).toBe(201)
  return drawId
}

async function inspect(exam: Scored, applicationIds: readonly string[], outcome: 'fit' | 'unfit' = 'fit'): Promise<void> {
  const [one, two] = [
    await office.officer('unit_inspector', { examId: exam.examId }),
    await office.officer('unit_inspector', { examId: exam.examId }),
  ]
  for (const applicationId of applicationIds) {
    const at = api(exam, `appointees/${applicationId}/inspection`)
    expect((await one.post(at, { outcome, report: '政治表现良好，遵纪守法，档案齐全，同意聘用意见如上所述。' })).status).toBe(201)
    expect((await one.post(`${at}/confirmation`)).code).toBe('second_person_needed')
    expect((await two.post(`${at}/confirmation`)).status).toBe(201)
  }
}

const hireDates = { hiredOn: '2026-09-01', probationEndsOn: '2027-09-01' }

describe('R-RC-31, R-RC-32 – totals', () => {
  test('wait for every interview and its confirmation; the absent have none; weights come from the post', async () => {
    const exam = await interviewed({ posts: [{ scores: ['80', '70.01', '60'] }, { scores: ['80'] }], exempt: 1 }, [
      ['90', '80', 'absent'],
      ['70'],
      ['88.25'],
    ])
    await office.admin`update interview_results set confirmation = 'awaited', confirmed_at = null where application_id = ${id(exam, 1)}`
    expect(await exam.head.post(api(exam, 'totals'))).toMatchObject({ code: 'interviews_open', body: { facts: { open: 1 } } })
    await office.admin`update interview_results set confirmation = 'refused', confirmed_at = ${office.now().toString()} where application_id = ${id(exam, 1)}`
    expect((await exam.head.post(api(exam, 'totals'))).body).toEqual({ totals: 4, absent: 1 })
    expect(await line(exam, 0)).toMatchObject({ total: '84.00', rank: 1 })
    expect(await line(exam, 1)).toMatchObject({ total: '74.01', rank: 2 })
    expect(await line(exam, 2)).toBeUndefined()
    expect(await line(exam, 0, 2)).toMatchObject({ total: '88.25', rank: 1 })
    expect((await exam.head.post(api(exam, 'appointees'))).code).toBe('not_public_yet')
  })

  test('a practical mark is entered by one, confirmed by another, and counts', async () => {
    const exam = await interviewed({ posts: [{ scores: ['80'], weights: ['0.4', '0.3', '0.3'] }] }, [['70']])
    expect((await exam.head.post(api(exam, 'totals'))).code).toBe('component_missing')
    const enter = (score: string) => exam.examOffice.post(api(exam, 'practical-marks'), { marks: [{ applicationId: id(exam, 0), score }] })
    expect((await enter('90.5')).status).toBe(201)
    expect((await exam.head.post(api(exam, 'totals'))).code).toBe('component_missing')
    expect((await exam.examOffice.post(api(exam, 'practical-marks/confirmation'))).code).toBe('second_person_needed')
    expect((await exam.head.post(api(exam, 'practical-marks/confirmation'))).body).toEqual({ confirmed: 1 })
    expect((await enter('99')).code).toBe('practical_confirmed')
    await exam.head.post(api(exam, 'totals'))
    expect(await line(exam, 0)).toMatchObject({ total: '80.15' })
  })
})

describe('R-RC-33, B-08 – 1:1', () => {
  test('the first by total; a tie is parted by the notice’s chain and by nothing else', async () => {
    const exam = await chosen({ posts: [{ scores: ['80', '74', '60'] }], notice: { tieChain: ['written', 'decision'] } }, [
      ['75', '84', '99'],
    ])
    expect(await line(exam, 0)).toMatchObject({ total: '78.00', rank: 1, tieSettledBy: 'written', state: 'medical' })
    expect(await line(exam, 1)).toMatchObject({ total: '78.00', rank: 1, state: null })
    const mine = await person(exam, 1).person.get(`/api/my/exams/${exam.examId}/total`)
    expect(mine.text).toContain('您未进入')
    expect((await person(exam, 0).person.get(`/my/exams/${exam.examId}/total`)).text).toContain('60%')
  })

  test('without a rule it stops, names the tied, and goes on when two people have decided', async () => {
    const exam = await totalled({ posts: [{ scores: ['80', '74', '60'] }] }, [['75', '84', '70']])
    const choose = () => exam.head.post(api(exam, 'appointees'))
    const stopped = await choose()
    expect(stopped).toMatchObject({ status: 409, code: 'tie_decision_needed' })
    expect(stopped.text).toContain(id(exam, 0))
    expect(await lines(exam).then((all) => all.every(({ state }) => state === null))).toBe(true)
    const decided = await exam.head.post<{ decisionId: string }>(
      api(exam, `positions/${known(exam.posts[0], 'post').position.id}/tie-decisions`),
      {
        stage: 'one_to_one',
        ordered: [person(exam, 1).ticket, person(exam, 0).ticket],
        reason: '总成绩相同，公告未规定先后，集体研究以面试成绩高者优先。',
      },
    )
    expect((await choose()).code).toBe('tie_decision_needed')
    expect((await exam.deputy.post(api(exam, `tie-decisions/${decided.body.decisionId}/confirmation`))).status).toBe(201)
    expect((await choose()).body).toMatchObject({ chosen: 1 })
    expect(await line(exam, 1)).toMatchObject({ state: 'medical' })
    expect((await choose()).code).toBe('chosen_already')
  })

  test('nobody below the notice’s interview minimum', async () => {
    const exam = await chosen({ posts: [{ scores: ['90', '70'] }], notice: { minimumInterviewScore: '60' } }, [['59.99', '60']])
    expect(await line(exam, 0)).toMatchObject({ rank: 1, state: null })
    expect(await line(exam, 1)).toMatchObject({ rank: 2, state: 'medical' })
  })
})

describe('R-RC-34, R-RC-35, B-48 – the medical', () => {
  test('numbers are made that morning, the hospital sees number and sex, only the keepers the mapping', async () => {
    const exam = await chosen({ posts: [{ headcount: 3, scores: ['90', '80', '70'] }] }, [['80', '80', '80']])
    const tomorrow = office
      .now()
      .toZonedDateTimeISO('Asia/Shanghai')
      .add({ days: 1 })
      .with({ hour: 5, minute: 0, second: 0, millisecond: 0 })
    office.moveClock(tomorrow.subtract({ hours: 10 }).toInstant().toString())
    const keepers = [exam.head.accountId, exam.inspector.accountId]
    const freeze = (body: object) =>
      exam.examOffice.post<{ drawId: string; freezeHash: string }>(api(exam, 'medicals'), { ...drawTerms(office), ...body })
    const day = tomorrow.toPlainDate().toString()
    expect((await freeze({ day, keepers: [keepers[0], keepers[0]] })).code).toBe('two_keepers_needed')
    expect((await freeze({ day: tomorrow.subtract({ days: 2 }).toPlainDate().toString(), keepers })).code).toBe('medical_day_past')
    const { drawId, freezeHash } = (await freeze({ day, keepers })).body
    expect((await freeze({ day, keepers })).code).toBe('medical_day_open')
    await openParties(office, exam.examId, drawId, freezeHash, exam.parties)
    const draw = () => exam.examOffice.post(api(exam, `medicals/${drawId}/numbers`), { publicValue })
    expect((await draw()).code).toBe('not_the_medical_day')
    office.moveClock(tomorrow.toInstant().toString())
    expect((await draw()).body).toMatchObject({ numbers: 3 })
    const hospital = await exam.examOffice.get<{ people: object[] }>(api(exam, `medicals/${drawId}/hospital-list`))
    expect(hospital.body.people.map((one) => Object.keys(one).sort())).toEqual(Array.from({ length: 3 }, () => ['group', 'number', 'sex']))
    expect((await exam.examOffice.post(api(exam, `medicals/${drawId}/mapping`))).code).toBe('not_a_keeper')
    expect((await exam.inspector.post(api(exam, `medicals/${drawId}/mapping`))).status).toBe(201)
    const results = ['001', '002', '003'].map((number) => ({ number, outcome: 'fit' }))
    const enter = (by: TestPerson, list: object[]) => by.post(api(exam, `medicals/${drawId}/results`), { results: list })
    const listHash = async (by: TestPerson) => (await by.get<{ listHash: string | null }>(api(exam, `medicals/${drawId}`))).body.listHash
    const confirm = async (by: TestPerson, seen?: string | null) =>
      by.post(api(exam, `medicals/${drawId}/results/confirmation`), { listHash: seen ?? (await listHash(exam.inspector)) })
    expect(await listHash(exam.inspector)).toBeNull()
    expect((await confirm(exam.head, '0'.repeat(64))).code).toBe('results_missing')
    expect((await enter(exam.examOffice, results)).code).toBe('not_a_keeper')
    expect((await enter(exam.head, results.slice(1))).code).toBe('results_incomplete')
    expect((await enter(exam.head, results)).status).toBe(201)
    expect((await lines(exam)).map(({ state }) => state)).toEqual(['medical', 'medical', 'medical'])
    expect((await confirm(exam.head)).code).toBe('second_person_needed')
    // Entered again after the second keeper looked: what they confirm is the list they saw, and nothing else.
    expect(await listHash(exam.examOffice)).toBeNull()
    const seen = await listHash(exam.inspector)
    expect((await enter(exam.head, [{ number: '001', outcome: 'unfit' }, ...results.slice(1)])).status).toBe(201)
    expect(await confirm(exam.inspector, seen)).toMatchObject({ status: 409, code: 'results_changed' })
    expect((await lines(exam)).map(({ state }) => state)).toEqual(['medical', 'medical', 'medical'])
    expect((await enter(exam.head, results)).status).toBe(201)
    expect((await confirm(exam.inspector)).body).toEqual({ fit: 3, unfit: 0, absent: 0 })
    expect((await lines(exam)).map(({ state }) => state)).toEqual(['inspection', 'inspection', 'inspection'])
    const entries = await office.logged('draw_run')
    expect(JSON.stringify(entries)).not.toContain(id(exam, 0))
  })
})

describe('R-RC-36, R-RC-39, B-09 – backfill by total', () => {
  test('who fails the medical is followed by the next; who fails the inspection only by the section’s decision', async () => {
    const exam = await chosen({ posts: [{ scores: ['90', '80', '70'] }] }, [['80', '80', '80']])
    await medical(exam, () => 'unfit')
    expect((await exam.examOffice.post(api(exam, 'proposed-appointees/draft'))).code).toBe('vacancy_open')
    expect((await backfill(exam, 0)).body).toEqual({ called: [id(exam, 1)] })
    expect((await backfill(exam, 0)).code).toBe('vacancy_answered')
    await medical(exam, () => 'fit')
    await inspect(exam, [id(exam, 1)], 'unfit')
    expect((await backfill(exam, 1)).code).toBe('section_decision_needed')
    expect((await backfill(exam, 1, { reason: '岗位急需，集体研究同意递补一名。' })).code).toBe('section_decision_needed')
    expect((await backfill(exam, 1, { reason: '岗位急需，集体研究同意递补一名。' }, exam.head)).body).toEqual({ called: [id(exam, 2)] })
  })

  test('two backfills at once fill two vacancies with two people', async () => {
    const exam = await chosen({ posts: [{ headcount: 2, scores: ['90', '85', '80', '70'] }] }, [['80', '80', '80', '80']])
    for (const index of [0, 1])
      expect((await person(exam, index).person.post(`/api/my/exams/${exam.examId}/appointment/giving-up`, { sure: true })).status).toBe(201)
    const replies = await race(
      office,
      'appointee_cases',
      () => backfill(exam, 0),
      () => backfill(exam, 1),
    )
    expect(replies.map(({ status }) => status)).toEqual([201, 201])
    expect(replies.flatMap(({ body }) => body.called).sort()).toEqual([id(exam, 2), id(exam, 3)].sort())
  })

  test('once the list is drafted it waits, once it is public never again', async () => {
    const exam = await chosen({ posts: [{ headcount: 2, scores: ['90', '80', '70'] }] }, [['80', '80', '80']])
    await medical(exam, () => 'fit')
    await inspect(exam, [id(exam, 0)])
    await inspect(exam, [id(exam, 1)], 'unfit')
    const reason = '岗位急需，集体研究同意递补一名。'
    const { draftId, snapshotHash } = (
      await exam.examOffice.post<{ draftId: string; snapshotHash: string }>(api(exam, 'proposed-appointees/draft'))
    ).body
    expect((await backfill(exam, 1, { reason }, exam.head)).code).toBe('list_awaits_approval')
    const replies = await race(
      office,
      'exams',
      () => exam.deputy.post(api(exam, `publications/drafts/${draftId}/approval`), { snapshotHash }),
      () => backfill(exam, 1, { reason }, exam.head),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await backfill(exam, 1, { reason }, exam.head)).code).toBe('backfill_closed')
    const [published] = await office.admin<{ snapshot: string }[]>`
      select snapshot from publications where exam_id = ${exam.examId} and kind = 'proposed_appointees'`
    const { rows } = JSON.parse(known(published, 'the list').snapshot)
    expect(rows).toEqual([
      {
        unit: known(exam.posts[0], 'post').position.unit,
        position: 'P001 科员',
        plan: '2',
        name: person(exam, 0).person.name,
        ticket: person(exam, 0).ticket,
        score: '86.00',
      },
    ])
  })
})

describe('R-RC-38, R-RC-39, R-RC-40, R-RC-45 – publicity, hire, probation, breach', () => {
  const proposed = async (headcount: number) => {
    const exam = await chosen({ posts: [{ headcount, scores: ['90', '80', '70'].slice(0, headcount) }] }, [
      ['80', '80', '80'].slice(0, headcount),
    ])
    await medical(exam, () => 'fit')
    await inspect(
      exam,
      Array.from({ length: headcount }, (_, index) => id(exam, index)),
    )
    return exam
  }
  const object = async (exam: Scored, index: number, finding?: 'upheld' | 'not_provable' | 'dismissed') => {
    const [list] = await office.admin<
      { id: string }[]
    >`select id from publications where exam_id = ${exam.examId} and kind = 'proposed_appointees'`
    const raised = await office.anyone.post(`/api/public/exams/${exam.examId}/publications/${known(list, 'a list').id}/objections`, {
      concerns: person(exam, index).ticket,
      statement: '该同志的学历证书与公示岗位的要求不相符，请核查。',
    })
    expect(raised.status).toBe(201)
    if (finding) await decide(exam, index, finding)
  }
  const decide = async (exam: Scored, index: number, finding: string) => {
    const [row] = await office.admin<{ id: string }[]>`select id from objections where concerns = ${person(exam, index).ticket}`
    expect(
      (
        await exam.deputy.post(api(exam, `objections/${known(row, 'objection').id}/findings`), {
          finding,
          reasons: '经核查，情况已经查明。',
        })
      ).status,
    ).toBe(201)
  }

  test('nobody is hired early; upheld is cancelled, not provable suspended, the others go on', async () => {
    const exam = await proposed(3)
    const hire = () => exam.head.post(api(exam, 'hires'), hireDates)
    expect((await hire()).code).toBe('not_public_yet')
    const { draftId, snapshotHash } = (
      await exam.examOffice.post<{ draftId: string; snapshotHash: string }>(api(exam, 'proposed-appointees/draft'))
    ).body
    await exam.head.post(api(exam, `publications/drafts/${draftId}/approval`), { snapshotHash })
    expect((await hire()).code).toBe('publicity_running')
    await object(exam, 0, 'upheld')
    await object(exam, 1, 'not_provable')
    office.moveClock({ days: 8 })
    expect((await exam.head.post(api(exam, 'hires'), { hiredOn: '2026-09-01', probationEndsOn: '2026-09-01' })).code).toBe(
      'probation_reversed',
    )
    expect((await hire()).body).toEqual({ hired: 1, cancelled: 1, suspended: 1, waiting: 0 })
    expect([await line(exam, 0), await line(exam, 1), await line(exam, 2)].map((one) => one?.state)).toEqual([
      'cancelled',
      'suspended',
      'hired',
    ])
    expect((await backfill(exam, 0, { reason: '岗位急需，集体研究同意递补一名。' }, exam.head)).code).toBe('backfill_closed')
    await decide(exam, 1, 'dismissed')
    expect((await hire()).body).toEqual({ hired: 1, cancelled: 0, suspended: 0, waiting: 0 })
    expect((await hire()).code).toBe('nobody_to_hire')
  })

  test('an undecided objection keeps one person waiting, not the others', async () => {
    const exam = await proposed(2)
    const { draftId, snapshotHash } = (
      await exam.examOffice.post<{ draftId: string; snapshotHash: string }>(api(exam, 'proposed-appointees/draft'))
    ).body
    await exam.head.post(api(exam, `publications/drafts/${draftId}/approval`), { snapshotHash })
    await object(exam, 0)
    office.moveClock({ days: 8 })
    expect((await exam.head.post(api(exam, 'hires'), hireDates)).body).toEqual({ hired: 1, cancelled: 0, suspended: 0, waiting: 1 })
  })

  test('probation is judged at its end; a confirmed breach revokes even then', async () => {
    const exam = await proposed(1)
    await publishAndWait(office, exam, 'proposed-appointees/draft')
    await exam.head.post(api(exam, 'hires'), hireDates)
    const end = (passed: boolean) => exam.head.post(api(exam, `appointees/${id(exam, 0)}/probation`), { passed })
    const revoke = () => exam.inspector.post(api(exam, `appointees/${id(exam, 0)}/revocation`))
    expect((await end(true)).code).toBe('probation_running')
    expect((await revoke()).code).toBe('breach_not_confirmed')
    office.moveClock('2027-09-01T09:00+08:00')
    expect((await end(true)).body).toEqual({ state: 'confirmed' })
    const at = office.now().toString()
    await office.admin`
      insert into violations (id, exam_id, person_id, kind, article, facts_sealed, stage, state, recorded_by, recorder_person_id, recorded_at,
        decided_by, decider_person_id, decided_at, consequence)
      values (${office.deps.newId()}, ${exam.examId}, ${person(exam, 0).person.personId}, 'forged_documents', '第三十七条(一)', ${Buffer.from('x')}, 'selection', 'confirmed',
        ${exam.head.accountId}, ${exam.head.personId}, ${at}, ${exam.inspector.accountId}, ${exam.inspector.personId}, ${at}, 'contract_ended')`
    expect((await revoke()).body).toEqual({ state: 'revoked' })
    expect((await revoke()).code).toBe('nothing_to_revoke')
  })

  test('the pages show every step and their forms do the same acts', async () => {
    const exam = await totalled({ posts: [{ scores: ['90', '80'] }] }, [['80', '80']])
    const at = `/exams/${exam.examId}/selection`
    expect((await exam.head.get(at)).text).toContain('86.00')
    expect(await exam.head.form(`${at}/choice`, {})).toMatchObject({ status: 303, location: at })
    expect((await exam.head.form(`${at}/choice`, {})).code).toBe('chosen_already')
    expect((await person(exam, 0).person.form(`/my/exams/${exam.examId}/total/giving-up`, { sure: 'on' })).status).toBe(303)
    const appointee = `${at}/appointees/${id(exam, 0)}`
    expect((await exam.head.get(appointee)).text).toContain('放弃体检')
    expect((await exam.head.form(`${appointee}/backfill`, {})).status).toBe(303)
    const drawId = await medical(exam, () => 'fit')
    expect((await exam.head.get(`${at}/medicals/${drawId}`)).text).toContain('001')
    const group = await office.officer('unit_inspector', { examId: exam.examId, unit: '别的单位' })
    const inspection = `${at}/appointees/${id(exam, 1)}/inspection`
    expect(
      (await group.form(inspection, { outcome: 'fit', report: '政治表现良好，遵纪守法，档案齐全，同意聘用意见如上所述。' })).code,
    ).toBe('unit_of_another')
    expect((await person(exam, 0).person.get(at)).status).toBe(403)
  })
})
