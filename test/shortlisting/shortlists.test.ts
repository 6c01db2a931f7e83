import { describe, expect, test } from 'vitest'
import { known } from '../../src/foundation/invariant.ts'
import {
  arrangeScores,
  openScoredOffice,
  publishAndWait,
  type Scored,
  type ScoredCandidate,
  settleReview,
  type WantedScores,
} from '../support/arrange-scores.ts'
import { race } from '../support/race.ts'

const office = await openScoredOffice()

const shortlisted = async (wanted: WantedScores): Promise<Scored> => {
  const exam = await arrangeScores(office, wanted)
  await publishAndWait(office, exam, 'written-scores/draft')
  expect((await exam.head.post(`/api/exams/${exam.examId}/shortlists`)).status).toBe(201)
  return exam
}
const people = (exam: Scored, post = 0): readonly ScoredCandidate[] => known(exam.posts[post], 'a post').people
const person = (exam: Scored, index: number, post = 0) => known(people(exam, post)[index], 'a candidate')
const ids = (exam: Scored, ...indexes: number[]) => indexes.map((index) => person(exam, index).applicationId)
const backfill = (exam: Scored, index: number) =>
  exam.head.post(`/api/exams/${exam.examId}/shortlists/places/${person(exam, index).applicationId}/backfill`)
const settle = async (exam: Scored) =>
  expect((await exam.examOffice.post(`/api/exams/${exam.examId}/shortlists/outcomes`)).status).toBe(201)
type View = {
  cutScore: string | null
  vacancies: number
  rungs: { number: string; rank: number | null; place: { enteredBy: string; state: string } | null }[]
  ledger: { filledBy: string | null }[]
}
const view = async (exam: Scored, post = 0) =>
  (await exam.head.get<View>(`/api/exams/${exam.examId}/positions/${known(exam.posts[post], 'a post').position.id}/shortlist`)).body
const inside = async (exam: Scored, post = 0) => {
  const { rungs } = await view(exam, post)
  return people(exam, post).map(({ ticket }) => rungs.find(({ number }) => number === ticket)?.place?.enteredBy ?? 'outside')
}

describe('R-RC-19 – written scores are public for seven days first', () => {
  test('no shortlist before the list, during it, or while an objection is open', async () => {
    const exam = await arrangeScores(office, { posts: [{ scores: ['90', '80.5', 'absent', 'breach'] }] })
    const make = () => exam.head.post(`/api/exams/${exam.examId}/shortlists`)
    expect((await make()).code).toBe('not_public_yet')
    const { body } = await exam.examOffice.post<{ draftId: string; snapshotHash: string; rows: number }>(
      `/api/exams/${exam.examId}/written-scores/draft`,
    )
    expect(body.rows).toBe(4)
    expect((await make()).code).toBe('not_public_yet')
    const approved = await exam.head.post<{ publicationId: string; closesAt: string }>(
      `/api/exams/${exam.examId}/publications/drafts/${body.draftId}/approval`,
      { snapshotHash: body.snapshotHash },
    )
    const [published] = await office.admin<{ snapshot: string }[]>`select snapshot from publications where exam_id = ${exam.examId}`
    const { rows } = JSON.parse(known(published, 'the list').snapshot)
    expect(rows.find((row: { ticket: string }) => row.ticket === person(exam, 1).ticket)).toMatchObject({ score: '80.50', rank: '2' })
    expect(rows.find((row: { ticket: string }) => row.ticket === person(exam, 2).ticket)).toMatchObject({ result: '缺考' })
    expect((await make()).code).toBe('publicity_running')
    office.moveClock(Temporal.Instant.from(approved.body.closesAt).subtract({ seconds: 1 }).toString())
    expect((await make()).code).toBe('publicity_running')
    await office.anyone.post(`/api/public/exams/${exam.examId}/publications/${approved.body.publicationId}/objections`, {
      statement: '该名单中有一人成绩与本人所知不符，请核查。',
    })
    office.moveClock({ seconds: 1 })
    const [raised] = await office.admin<{ id: string }[]>`select id from objections`
    expect((await make()).code).toBe('objection_open')
    await office.admin`update objections set state = 'dismissed', decided_at = ${office.now().toString()}`
    await office.admin`
      insert into objection_findings (objection_id, sequence, finding, reasons_sealed, decided_by, decided_at)
      values (${known(raised, 'an objection').id}, 1, 'dismissed', ${Buffer.from('sealed')}, ${exam.head.accountId}, ${office.now().toString()})`
    expect((await make()).body).toMatchObject({ posts: 1, called: 2 })
    expect((await make()).code).toBe('shortlists_made')
    expect((await exam.examOffice.post(`/api/exams/${exam.examId}/written-scores/draft`)).code).toBe('list_published')
  })

  test('nobody but the office may ask, and nothing is listed before marking is done', async () => {
    const exam = await arrangeScores(office, { posts: [{ scores: ['90'] }] })
    expect((await person(exam, 0).person.post(`/api/exams/${exam.examId}/shortlists`)).code).toBe('not_permitted')
    await office.admin`delete from written_results where exam_id = ${exam.examId}`
    expect((await exam.examOffice.post(`/api/exams/${exam.examId}/written-scores/draft`)).code).toBe('scores_not_joined')
  })
})

describe('R-RC-20, R-RC-21 – who is called', () => {
  test('all tied at the line enter, a hundredth less does not, exempt posts enter whole', async () => {
    const exam = await shortlisted({
      posts: [{ scores: ['90', '80', '70.00', '70', '69.99', 'absent'] }, { scores: ['60', '50'] }],
      exempt: 4,
    })
    expect(await inside(exam)).toEqual(['ratio', 'ratio', 'tie', 'tie', 'outside', 'outside'])
    expect((await inside(exam, 1)).slice(0, 2)).toEqual(['ratio', 'ratio'])
    expect((await view(exam)).cutScore).toBe('70.00')
    const whole = await office.admin`select from shortlist_places where exam_id = ${exam.examId} and entered_by = 'exempt'`
    expect(whole).toHaveLength(4)
    const cases = await office.admin`select from review_cases where exam_id = ${exam.examId} and phase = 're_review' and state = 'open'`
    expect(cases).toHaveLength(10)
  })

  test('a breach that was confirmed after the test takes score and place away', async () => {
    const exam = await arrangeScores(office, { posts: [{ scores: ['90', '80', '70', '60'] }] })
    await publishAndWait(office, exam, 'written-scores/draft')
    const { personId } = person(exam, 0).person
    await office.admin`
      insert into violations (id, exam_id, person_id, kind, article, facts_sealed, stage, state, recorded_by, recorder_person_id, recorded_at,
        decided_by, decider_person_id, decided_at, consequence)
      values (${office.deps.newId()}, ${exam.examId}, ${personId}, 'cheating', '第三十七条(二)', ${Buffer.from('x')}, 'sitting', 'confirmed',
        ${exam.head.accountId}, ${exam.head.personId}, ${office.now().toString()}, ${exam.inspector.accountId}, ${exam.inspector.personId}, ${office.now().toString()}, 'exam_cancelled')`
    await exam.head.post(`/api/exams/${exam.examId}/shortlists`)
    expect(await inside(exam)).toEqual(['outside', 'ratio', 'ratio', 'ratio'])
  })

  test('a pass mark counts only where the notice has one', async () => {
    const exam = await shortlisted({ posts: [{ scores: ['90', '60', '59.99'] }], notice: { writtenPassMark: '60' } })
    expect(await inside(exam)).toEqual(['ratio', 'ratio', 'outside'])
  })
})

describe('R-RC-23, B-10 – backfill by written score', () => {
  test('the next is called, stands in the ledger, gets a re-review and a message; nobody twice', async () => {
    const exam = await shortlisted({ posts: [{ scores: ['90', '80', '70', '60', '50'] }] })
    expect((await backfill(exam, 2)).code).toBe('place_not_vacant')
    expect((await backfill(exam, 3)).code).toBe('place_unknown')
    await settleReview(office, exam, ids(exam, 2), 'returned')
    await settleReview(office, exam, ids(exam, 0), 'qualified')
    await settle(exam)
    expect((await view(exam)).vacancies).toBe(1)
    expect((await backfill(exam, 2)).body).toEqual({ called: ids(exam, 3), vacanciesLeft: 0 })
    expect((await backfill(exam, 2)).code).toBe('vacancy_answered')
    const [opened] =
      await office.admin`select state from review_cases where application_id = ${person(exam, 3).applicationId} and phase = 're_review'`
    expect(opened).toEqual({ state: 'open' })
    const inbox = await person(exam, 3).person.get<{ messages: { subject: { zh: string } }[] }>('/api/my/inbox')
    expect(inbox.body.messages[0]?.subject.zh).toBe('您进入资格复审')
  })

  test('one of four tied who leaves makes no vacancy; the second does', async () => {
    const exam = await shortlisted({ posts: [{ scores: ['90', '80', '70', '70', '60'] }] })
    await settleReview(office, exam, ids(exam, 0), 'returned')
    await settle(exam)
    expect((await backfill(exam, 0)).code).toBe('enough_people_left')
    expect((await person(exam, 1).person.post(`/api/my/exams/${exam.examId}/place/giving-up`, { sure: true })).status).toBe(201)
    expect((await backfill(exam, 1)).body).toEqual({ called: ids(exam, 4), vacanciesLeft: 0 })
  })

  test('two backfills at once fill two vacancies with two people', async () => {
    const exam = await shortlisted({ posts: [{ scores: ['90', '80', '70', '60', '50'] }] })
    await settleReview(office, exam, ids(exam, 0, 1), 'returned')
    await settle(exam)
    const replies = await race(
      office,
      'shortlists',
      () => backfill(exam, 0),
      () => backfill(exam, 1),
    )
    expect(replies.map(({ status }) => status)).toEqual([201, 201])
    expect(replies.flatMap(({ body }) => body.called).sort()).toEqual([...ids(exam, 3, 4)].sort())
  })

  test('two backfills of the same vacancy at once are one', async () => {
    const exam = await shortlisted({ posts: [{ scores: ['90', '80', '70', '60', '50'] }] })
    await settleReview(office, exam, ids(exam, 0), 'returned')
    await settle(exam)
    const replies = await race(
      office,
      'shortlists',
      () => backfill(exam, 0),
      () => backfill(exam, 0),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  test('equals for one vacancy stop until two people have decided; for two vacancies both are called', async () => {
    const exam = await shortlisted({ posts: [{ scores: ['90', '80', '70', '60', '60.00'] }, { scores: ['90', '80', '70', '60', '60'] }] })
    const [post] = exam.posts
    await settleReview(office, exam, ids(exam, 2), 'returned')
    await settle(exam)
    const stopped = await backfill(exam, 2)
    expect(stopped).toMatchObject({ status: 409, code: 'tie_decision_needed' })
    expect([...(stopped.body.facts as { tied: string[] }).tied].sort()).toEqual([...ids(exam, 3, 4)].sort())
    const decided = await exam.head.post<{ decisionId: string }>(
      `/api/exams/${exam.examId}/positions/${known(post, 'post').position.id}/tie-decisions`,
      {
        stage: 'written_backfill',
        ordered: [person(exam, 4).ticket, person(exam, 3).applicationId],
        reason: '两人笔试成绩相同，公告未规定先后，经科室集体研究以后者专业更对口。',
      },
    )
    expect(decided.status).toBe(201)
    const confirm = (by: typeof exam.head) => by.post(`/api/exams/${exam.examId}/tie-decisions/${decided.body.decisionId}/confirmation`)
    expect((await backfill(exam, 2)).code).toBe('tie_decision_needed')
    expect((await confirm(exam.head)).code).toBe('second_person_needed')
    expect((await confirm(exam.deputy)).status).toBe(201)
    expect((await confirm(exam.inspector)).code).toBe('decision_confirmed')
    expect((await backfill(exam, 2)).body).toMatchObject({ called: ids(exam, 4) })

    const second = (index: number) => person(exam, index, 1).applicationId
    await settleReview(office, exam, [second(1), second(2)], 'returned')
    await settle(exam)
    const both = await exam.head.post<{ called: string[] }>(`/api/exams/${exam.examId}/shortlists/places/${second(1)}/backfill`)
    expect([...both.body.called].sort()).toEqual([second(3), second(4)].sort())
  })

  test('where nobody is left the ledger says so, and after the closing nobody is called', async () => {
    const exam = await shortlisted({ posts: [{ scores: ['90', '80', 'absent'] }, { scores: ['90', '80', '70', '60'] }] })
    const second = (index: number) => person(exam, index, 1).applicationId
    const close = () => exam.head.post(`/api/exams/${exam.examId}/shortlists/closing`)
    await settleReview(office, exam, ids(exam, 0), 'returned')
    await settle(exam)
    expect((await backfill(exam, 0)).body).toEqual({ called: [], vacanciesLeft: 0 })
    expect((await view(exam)).ledger).toMatchObject([{ filledBy: null }])
    expect((await exam.examOffice.post(`/api/exams/${exam.examId}/re-review/draft`)).code).toBe('shortlists_open')
    expect((await close()).code).toBe('re_review_open')
    await settleReview(office, exam, [...ids(exam, 1), second(0), second(1)], 'qualified')
    await settleReview(office, exam, [second(2)], 'returned')
    const own = `/my/exams/${exam.examId}/place`
    expect((await person(exam, 1).person.get(own)).text).toContain('放弃资格复审')
    expect((await close()).body).toEqual({ passed: 3 })
    expect((await close()).code).toBe('shortlist_closed')
    expect((await person(exam, 1).person.get(own)).text).not.toContain('放弃资格复审')
    expect(await person(exam, 1).person.form(`${own}/giving-up`, { sure: 'on' })).toMatchObject({ status: 409, code: 're_review_over' })
    expect((await exam.head.post(`/api/exams/${exam.examId}/shortlists/places/${second(2)}/backfill`)).code).toBe('shortlist_closed')
    expect((await exam.examOffice.post(`/api/exams/${exam.examId}/re-review/draft`)).body).toMatchObject({ rows: 3 })
  })
})

describe('the candidate sees score, rank and why', () => {
  test('first nothing, then the published line, then the place with its clause; only one’s own', async () => {
    const exam = await arrangeScores(office, { posts: [{ scores: ['90', '80', '70', '60'] }] })
    const mine = (index: number) => person(exam, index).person.get(`/api/my/exams/${exam.examId}/place`)
    expect((await mine(0)).body).toMatchObject({ published: false, score: null, rank: null })
    await publishAndWait(office, exam, 'written-scores/draft')
    expect((await mine(3)).body).toMatchObject({ published: true, score: '60.00', rank: 4, place: null, reasons: [] })
    await exam.head.post(`/api/exams/${exam.examId}/shortlists`)
    const out = await mine(3)
    expect(out.body).toMatchObject({ score: '60.00', rank: 4, place: null })
    expect(out.text).toContain('第 3 名为 70.00 分；您的 60.00 分低于该分数')
    expect((await mine(1)).body).toMatchObject({ place: { enteredBy: 'ratio', state: 'called' } })
    expect((await (await office.candidate()).get(`/api/my/exams/${exam.examId}/place`)).code).toBe('application_unknown')
    const page = await person(exam, 1).person.get(`/my/exams/${exam.examId}/place`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('第十六条')
    expect((await person(exam, 3).person.post(`/api/my/exams/${exam.examId}/place/giving-up`, { sure: true })).code).toBe('place_unknown')
  })

  test('the officers’ pages draw the ladder and work as forms', async () => {
    const exam = await shortlisted({ posts: [{ scores: ['90', '80', '70', '60'] }] })
    const at = `/exams/${exam.examId}/shortlisting`
    const overview = await exam.head.get(at)
    expect(overview.text).toContain('复审截止')
    expect(overview.text).not.toContain(`${at}/written-scores`)
    const post = known(exam.posts[0], 'post').position.id
    expect((await exam.head.get(`${at}/positions/${post}`)).text).toContain('1:3')
    await settleReview(office, exam, ids(exam, 2), 'returned')
    expect(await exam.head.form(`${at}/outcomes`, {})).toMatchObject({ status: 303, location: at })
    expect((await exam.head.form(`${at}/positions/${post}/backfill`, { applicationId: person(exam, 2).applicationId })).status).toBe(303)
    expect((await exam.head.form(`${at}/positions/${post}/backfill`, { applicationId: person(exam, 2).applicationId })).code).toBe(
      'vacancy_answered',
    )
    const given = await person(exam, 0).person.form(`/my/exams/${exam.examId}/place/giving-up`, { sure: 'on' })
    expect(given.status).toBe(303)
    expect((await exam.head.get(`${at}/positions/${post}`)).text).toContain('递补台账')
    expect((await person(exam, 0).person.get(at)).status).toBe(403)
  })
})
