import { expect, test } from 'vitest'
import { known } from '../../src/foundation/invariant.ts'
import { namedPosts } from '../../src/staffing/rules/duty-posts.ts'
import { arrangeExam, openArrangedOffice } from '../support/arrange.ts'
import { drawParties, drawSeats, drawTerms } from '../support/draw.ts'
import type { TestPerson } from '../support/office.ts'
import { arrangePool } from '../support/staff.ts'

const office = await openArrangedOffice()
const exam = await arrangeExam(office, {
  family: 'WK',
  subjects: ['综合类'],
  candidates: 6,
  sites: 1,
  roomsPerSite: 4,
  capacity: 3,
  writtenIn: { days: 6 },
})
const { examId, examOffice } = exam
const parties = await drawParties(office, examId, examOffice)
const chief = await office.officer('chief_examiner', { examId })
const assessors = [await office.officer('assessor', { examId }), await office.officer('assessor', { examId })] as const
const staff: TestPerson[] = []
for (const role of ['centre_director', 'deputy_director', 'secrecy_officer', 'vault_guard', 'police_escort', 'site_paper_keeper'] as const)
  staff.push(await office.officer(role, { examId }))
const page = `/exams/${examId}/staffing/preparation`
const today = office.now().toZonedDateTimeISO(office.authority.timeZone).toPlainDate()
/** Five o'clock in the morning of the day so many days before the exam. */
const daysBefore = (days: number) => {
  const at = today.add({ days: 6 - days }).toZonedDateTime({ timeZone: office.authority.timeZone, plainTime: '05:00' })
  office.moveClock(at.toInstant().toString())
}
type Calendar = { calendar: { name: string; state: string }[]; sites: { siteId: string; receivedAt: string | null }[] }
const prepared = async () => (await chief.get<Calendar>(`/api/exams/${examId}/preparation`)).body
const stateOf = async (name: string) => (await prepared()).calendar.find((one) => one.name === name)?.state

test('the seat plan is wanted three days before, and the page says so until it stands', async () => {
  const hand = () => examOffice.form(`${page}/supplies`, { siteId: office.deps.newId(), badges: '4', seatCharts: '2' })
  expect(await hand()).toMatchObject({ status: 409, code: 'seats_not_drawn' })
  expect(await stateOf('seat_plan')).toBe('ahead')
  daysBefore(3)
  expect(await stateOf('seat_plan')).toBe('due')
  expect((await examOffice.get(`/exams/${examId}/seating`)).text).toContain('座次应在考前三天抽定')
  await drawSeats(office, exam, parties)
  expect(await stateOf('seat_plan')).toBe('done')
  expect((await examOffice.get(`/exams/${examId}/seating`)).text).not.toContain('座次应在考前三天抽定')
  expect(await hand()).toMatchObject({ status: 422, code: 'site_not_in_use' })
  expect((await examOffice.get(`/exams/${examId}/staffing`)).text).toContain('今日到期')
})

test('badges and seat charts are handed over and counted by the chief examiner of the site', async () => {
  const { siteId } = known((await prepared()).sites[0], 'a site')
  const hand = (badges: string, seatCharts: string, by = examOffice) => by.form(`${page}/supplies`, { siteId, badges, seatCharts })
  const receive = (badges: string, seatCharts: string, by = chief) => by.form(`${page}/receipt`, { siteId, badges, seatCharts })
  expect(await hand('4', '2', chief)).toMatchObject({ status: 403 })
  expect(await receive('4', '2')).toMatchObject({ status: 409, code: 'supplies_not_handed_over' })
  expect(await hand('4', '1')).toMatchObject({ status: 422, code: 'seat_charts_missing' })
  expect(await hand('', '2')).toMatchObject({ status: 400 })
  expect(await hand('5', '2')).toMatchObject({ status: 303, location: page })
  expect(await hand('4', '2')).toMatchObject({ status: 303 })
  expect((await chief.get(page)).text).toContain('清点签收')
  const elsewhere = await office.officer('chief_examiner', { examId, siteId: await otherSite() })
  expect(await receive('4', '2', elsewhere)).toMatchObject({ status: 403, code: 'site_of_another' })
  const both = await office.officer(['exam_office', 'chief_examiner'], { examId })
  expect(await hand('4', '2', both)).toMatchObject({ status: 303 })
  expect(await receive('4', '2', both)).toMatchObject({ status: 403, code: 'giver_cannot_receive' })
  expect(await receive('3', '2')).toMatchObject({ status: 409, code: 'supplies_differ' })
  expect(await stateOf('supplies')).toBe('due')
  // A chief examiner of two sites works for the second as for the first.
  expect((await elsewhere.get(page)).text).not.toContain('清点签收')
  await office.appoint(elsewhere, 'chief_examiner', { examId, siteId })
  expect((await elsewhere.get(page)).text).toContain('清点签收')
  expect(await receive('4', '2', elsewhere)).toMatchObject({ status: 303 })
  expect(await receive('4', '2')).toMatchObject({ status: 409, code: 'supplies_received_already' })
  expect(await hand('9', '9')).toMatchObject({ status: 409, code: 'supplies_received_already' })
  expect(await stateOf('supplies')).toBe('done')
})

async function otherSite() {
  const siteId = office.deps.newId()
  await office.admin`
    insert into sites (id, exam_id, code, name, address, unit)
    select ${siteId}, ${examId}, 'S9', '第S9考点', address, unit from sites where exam_id = ${examId} limit 1`
  return siteId
}

test('the pool is filled by ticking people, and who may not serve is named with the reason', async () => {
  const pool = await arrangePool(office, exam, 14)
  const staffing = `/exams/${examId}/staffing`
  const shown = await examOffice.get(staffing)
  for (const { name, accountId } of pool) {
    expect(shown.text).toContain(name)
    expect(shown.text).toContain(`value="${accountId}"`)
  }
  expect((await chief.get(staffing)).text).not.toContain('name="members"')
  const [barred, ...fit] = pool.map(({ accountId }) => accountId)
  await office.admin`
    insert into recusals (id, exam_id, account_id, relation, declared_by, declared_at)
    values (${office.deps.newId()}, ${examId}, ${known(barred, 'one')}, 'other', ${known(barred, 'one')}, ${office.now().toString()})`
  const enter = (members: string[]) => examOffice.form(`${staffing}/pool`, { members, experienced: members })
  const refused = await enter([known(barred, 'one'), ...fit])
  expect(refused).toMatchObject({ status: 422, code: 'member_ineligible' })
  expect(refused.text).toContain('已申请回避本次考试')
  expect(await enter([])).toMatchObject({ status: 400 })
  expect(await enter(fit)).toMatchObject({ status: 303, location: staffing })
  const [gone = ''] = fit
  expect(await chief.form(`${staffing}/pool/withdrawal`, { accountId: gone })).toMatchObject({ status: 403 })
  expect(await examOffice.form(`${staffing}/pool/withdrawal`, { accountId: gone })).toMatchObject({ status: 303 })
  expect(await examOffice.form(`${staffing}/pool/withdrawal`, { accountId: gone })).toMatchObject({ status: 404, code: 'member_unknown' })
})

test('assessors are dispatched on the day before, and are told then and not sooner', async () => {
  const dispatch = (head: string, sent: readonly TestPerson[], number = '派2026-1') =>
    examOffice.form(`${page}/dispatch`, { number, head, assessors: sent.map(({ accountId }) => accountId) })
  const [first, second] = assessors
  const seen = async (by: TestPerson) =>
    (await by.get<{ officers: { accountId: string; name: string | null; unit: string }[] }>(`/api/exams/${examId}/preparation`)).body
      .officers
  const namesOf = async (by: TestPerson) => (await seen(by)).map(({ name }) => name)
  expect(await namesOf(examOffice)).toEqual(expect.arrayContaining([first.name, second.name, chief.name]))
  // Whoever chooses looks for people by unit and name, not by role or the day of an appointment.
  const [from, to] = await Promise.all(['丁单位', '乙单位'].map((ownUnit) => office.officer('assessor', { examId, ownUnit })))
  const listed = (await seen(examOffice)).map(({ unit, name }) => [unit, name])
  const order = new Intl.Collator('zh').compare
  expect(listed).toEqual(listed.toSorted((a, b) => order(a[0] ?? '', b[0] ?? '') || order(a[1] ?? '', b[1] ?? '')))
  expect(listed.map(([, name]) => name)).toEqual(expect.arrayContaining([from?.name, to?.name]))
  expect(await seen(chief)).toEqual([])
  expect((await chief.get(page)).text).not.toContain(second.name)
  daysBefore(2)
  expect(await dispatch(first.accountId, assessors)).toMatchObject({ status: 409, code: 'dispatch_too_early' })
  const told = async () => (await second.get<{ messages: unknown[] }>('/api/my/inbox')).body.messages.length
  expect(await told()).toBe(0)
  daysBefore(1)
  expect(await stateOf('dispatch')).toBe('due')
  expect(await dispatch(first.accountId, [second])).toMatchObject({ status: 422, code: 'head_not_among_assessors' })
  expect(await dispatch(chief.accountId, [chief])).toMatchObject({ status: 422, code: 'not_an_assessor' })
  expect(await dispatch(first.accountId, assessors)).toMatchObject({ status: 303, location: page })
  expect(await told()).toBe(1)
  expect((await namesOf(chief)).sort()).toEqual([first.name, second.name].sort())
  expect(await dispatch(first.accountId, assessors)).toMatchObject({ status: 409, code: 'slip_number_taken' })
  expect((await examOffice.get(page)).text).toContain('派2026-1')
  // Who was sent is named still when they serve no more, and is nobody to choose.
  await office.admin`update appointments set ended_at = ${office.now().toString()} where account_id = ${second.accountId}`
  const later = (await examOffice.get(page)).text
  expect(later).toContain(second.name)
  expect(later).not.toContain(`value="${second.accountId}"`)
  await office.appoint(second, 'assessor', { examId })
})

test('no invigilators are drawn for a worker assessment before the meeting has filled the posts', async () => {
  daysBefore(0)
  const examSessionId = known([...exam.sessions.values()][0], 'a session')
  const freeze = () => examOffice.post(`/api/exams/${examId}/draws/invigilators`, { examSessionId, ...drawTerms(office) })
  expect(await freeze()).toMatchObject({ status: 409, code: 'posts_unfilled' })
  const people = [...staff, chief]
  const posts = Object.fromEntries(namedPosts.map((post, index) => [post, known(people[index], post).accountId]))
  const yesterday = today.add({ days: 5 }).toString()
  const record = (change: Record<string, string> = {}) => examOffice.form(`${page}/meeting`, { heldOn: yesterday, ...posts, ...change })
  expect(await record({ security: '' })).toMatchObject({ status: 409, code: 'posts_unfilled' })
  expect(await record({ security: posts.commander ?? '' })).toMatchObject({ status: 422, code: 'one_post_each' })
  expect(await record({ heldOn: today.add({ days: 6 }).toString() })).toMatchObject({ status: 422, code: 'meeting_too_late' })
  expect(await record({ heldOn: today.add({ days: 7 }).toString() })).toMatchObject({ status: 422, code: 'meeting_ahead' })
  expect(await record({ security: exam.candidates[0]?.person.accountId ?? '' })).toMatchObject({ status: 422, code: 'not_of_this_exam' })
  expect(await record()).toMatchObject({ status: 303, location: page })
  expect((await chief.get(page)).text).toContain('安全保卫')
  const recorded = await office.logged('duty_meeting_recorded')
  expect(recorded.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1)
  expect(await freeze()).toMatchObject({ status: 201 })
})

test('a worker assessment offers neither a shortlist nor interviews', async () => {
  const pageOf = async (stage: string) => (await examOffice.get(`/exams/${examId}/${stage}`)).text
  expect(await pageOf('shortlisting')).toContain('不按名次确定面试人选')
  expect(await pageOf('shortlisting')).not.toContain('/shortlisting/lists')
  expect(await pageOf('interview')).toContain('这类考试不按岗位面试')
  expect(await pageOf('interview')).not.toContain('/interview/planning')
})
