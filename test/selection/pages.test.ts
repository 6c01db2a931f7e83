import { expect, test } from 'vitest'
import { known } from '../../src/foundation/invariant.ts'
import { arrangeInterviews, arrangeScores, openScoredOffice, publishAndWait } from '../support/arrange-scores.ts'
import { openParties, publicValue } from '../support/draw.ts'
import { sendWrong } from '../support/forms.ts'

const office = await openScoredOffice()
const zone = 'Asia/Shanghai'

test('R-RC-34, R-RC-35 – a day of medicals by forms: set, drawn on the morning, entered and confirmed by the keepers alone', async () => {
  const exam = await arrangeScores(office, { posts: [{ scores: ['80', '70'] }, { scores: ['75'] }] })
  const { examId, examOffice, head, inspector } = exam
  await arrangeInterviews(office, exam, [['80', '70'], ['90']])
  await head.post(`/api/exams/${examId}/totals`)
  await publishAndWait(office, exam, 'totals/draft')
  const at = `/exams/${examId}/selection`
  expect((await head.get(at)).text).not.toContain('id="medical-draw"')
  // Each step stands on the page of whoever may take it, and an auditor finds what an auditor may read.
  expect((await examOffice.get(at)).text).toContain(`action="${at}/totals-list"`)
  expect((await head.get(at)).text).toContain(`action="${at}/choice"`)
  expect((await head.get(at)).text).not.toContain(`action="${at}/totals-list"`)
  const audited = (await (await office.officer('auditor')).get(at)).text
  expect(audited).toContain(`href="${at}/practical"`)
  expect(audited).not.toContain(`action="${at}`)
  expect((await head.form(`${at}/choice`, {})).status).toBe(303)
  expect((await head.get(at)).text).toContain('id="medical-draw"')

  const morning = office.now().toZonedDateTimeISO(zone).add({ days: 1 }).with({ hour: 5, minute: 0, second: 0, millisecond: 0 })
  office.moveClock(morning.toInstant().toString())
  const local = (hours: number) => morning.add({ hours }).toPlainDateTime().toString({ smallestUnit: 'minute' })
  const terms = {
    day: morning.toPlainDate().toString(),
    firstKeeper: head.accountId,
    secondKeeper: inspector.accountId,
    parties: ['exam_office', 'discipline_inspector', 'section_head'],
    revealBy: local(2),
    sourceName: '中国福利彩票双色球 2026026 期',
    sourceDue: local(3),
  }
  expect((await examOffice.form(`${at}/medicals`, { ...terms, secondKeeper: head.accountId })).code).toBe('two_keepers_needed')
  expect((await examOffice.form(`${at}/medicals`, { ...terms, day: '2026-01-01' })).code).toBe('medical_day_past')
  const frozen = await examOffice.form(`${at}/medicals`, terms)
  expect(frozen.status).toBe(303)
  const drawPage = known(frozen.location, 'the page of the draw')
  const drawId = known(drawPage.split('/').at(-1), 'a draw')
  const [draw] = await office.admin<{ hash: string }[]>`select encode(freeze_hash, 'hex') as hash from draws where id = ${drawId}`
  await openParties(office, examId, drawId, known(draw, 'the draw').hash, exam.parties)
  expect((await examOffice.get(drawPage)).text).toContain(`${drawPage}/medical-numbers`)
  const day = `${at}/medicals/${drawId}`
  expect(await examOffice.form(`${drawPage}/medical-numbers`, { publicValue })).toMatchObject({ status: 303, location: day })

  // The office that is no keeper sees numbers and sexes, and neither results nor whose they are.
  const seen = await examOffice.get(day)
  expect(seen.text).not.toContain('outcome-001')
  expect(seen.text).not.toContain(exam.posts[0]?.people[0]?.ticket)
  expect((await examOffice.form(`${day}/mapping`, {})).code).toBe('not_a_keeper')
  const opened = await head.form(`${day}/mapping`, {})
  expect(opened.status).toBe(200)
  expect(opened.text).toContain(exam.posts[0]?.people[0]?.ticket)
  expect((await head.get(day)).text).not.toContain(exam.posts[0]?.people[0]?.ticket)
  expect(await office.logged('medical_mapping_opened')).toHaveLength(2)

  expect((await head.form(`${day}/results`, { number: ['001', '002'], 'outcome-001': 'fit' })).code).toBe('malformed')
  expect((await head.form(`${day}/results`, { number: ['001', '002'], 'outcome-001': 'fit', 'outcome-002': 'unfit' })).status).toBe(303)
  const listHash = /name="listHash" value="([^"]*)"/.exec((await inspector.get(day)).text)?.[1] ?? ''
  expect((await head.form(`${day}/confirmation`, { listHash })).code).toBe('second_person_needed')
  // The second keeper sees what is to be confirmed; nobody else does.
  const toConfirm = (await inspector.get(day)).text
  const chosen = (number: string) => new RegExp(`name="outcome-${number}"[^]*?<option value="(\\w+)" selected`).exec(toConfirm)?.[1]
  expect([chosen('001'), chosen('002')]).toEqual(['fit', 'unfit'])
  expect(toConfirm).toContain('<td data-label="结论">不合格</td>')
  expect((await examOffice.get(day)).text).not.toMatch(/不合格|outcome-/)
  // The page lies open while the other keeper enters other results: it confirms nothing, and shows them.
  await head.form(`${day}/results`, { number: ['001', '002'], 'outcome-001': 'absent', 'outcome-002': 'unfit' })
  const stale = await inspector.form(`${day}/confirmation`, { listHash })
  expect(stale).toMatchObject({ status: 409, code: 'results_changed' })
  expect(stale.text).toContain('<td data-label="结论">缺检</td>')
  await head.form(`${day}/results`, { number: ['001', '002'], 'outcome-001': 'fit', 'outcome-002': 'unfit' })
  expect((await inspector.form(`${day}/confirmation`, { listHash })).status).toBe(303)
  const states = await office.admin<{ state: string }[]>`select state from appointee_cases where exam_id = ${examId} order by state`
  expect(states.map(({ state }) => state)).toEqual(['inspection', 'medical_failed'])

  // A breach that two have found proven ends what stands; nothing else does.
  const [standing] = await office.admin<
    { id: string }[]
  >`select application_id as id from appointee_cases where exam_id = ${examId} and state = 'inspection'`
  const appointee = `${at}/appointees/${known(standing, 'somebody').id}`
  const unit = await office.officer('unit_inspector', { examId })
  const report = '考察情况。'.repeat(400)
  const unjudged = await unit.form(`${appointee}/inspection`, { report })
  expect(unjudged).toMatchObject({ status: 400, code: 'malformed' })
  expect(unjudged.text).toContain(`>${report}</textarea>`)
  expect(await sendWrong(unit, appointee)).toEqual({ tried: ['/exams/:id/selection/appointees/:id/inspection'], lost: [] })
  expect((await head.get(appointee)).text).toContain(`${appointee}/revocation`)
  expect((await head.form(`${appointee}/revocation`, {})).code).toBe('breach_not_confirmed')
})

test('R-RC-31 – practical marks by a form: one enters, another confirms, the numbers of the others are no concern of it', async () => {
  const exam = await arrangeScores(office, { posts: [{ scores: ['80', '70'], weights: ['0.4', '0.3', '0.3'] }, { scores: ['75'] }] })
  const { examId, head } = exam
  await arrangeInterviews(office, exam, [['80', '70'], ['90']])
  const path = `/exams/${examId}/selection/practical`
  const scorer = await office.officer('score_clerk', { examId })
  const [one, two] = known(exam.posts[0], 'a post').people
  const other = known(exam.posts[1]?.people[0], 'one without a practical test')
  if (!one || !two) throw new Error('two candidates')
  const page = await scorer.get(path)
  expect(page.text).toContain(one.ticket)
  expect(page.text).not.toContain(other.ticket)
  const fields = { application: [one.applicationId, two.applicationId] }
  expect((await scorer.form(path, { ...fields, [`score-${one.applicationId}`]: 'eighty' })).code).toBe('malformed')
  expect((await scorer.form(path, { application: [other.applicationId], [`score-${other.applicationId}`]: '80' })).code).toBe(
    'practical_unknown',
  )
  expect((await scorer.form(path, { ...fields, [`score-${one.applicationId}`]: '88.5' })).status).toBe(303)
  expect((await scorer.form(`${path}/confirmation`, {})).status).toBe(403)
  expect((await head.form(`${path}/confirmation`, {})).status).toBe(303)
  expect((await scorer.form(path, { ...fields, [`score-${one.applicationId}`]: '90' })).code).toBe('practical_confirmed')
  expect((await head.get(path)).text).toContain('88.5')
})
