import { expect, test } from 'vitest'
import { known } from '../../src/foundation/invariant.ts'
import { arrangeExam, openArrangedOffice } from '../support/arrange.ts'
import { drawParties, drawSeats } from '../support/draw.ts'

const office = await openArrangedOffice()
const exam = await arrangeExam(office, {
  family: 'WK',
  subjects: ['综合类'],
  candidates: 6,
  sites: 1,
  roomsPerSite: 4,
  capacity: 3,
  writtenIn: { days: 5 },
})
const { examId, examOffice } = exam
const parties = await drawParties(office, examId, examOffice)
const [, { person: inspector }, { person: head }] = parties
const secrecy = await office.officer('secrecy_officer', { examId })
const police = await office.officer('police_escort', { examId })
const session = known([...exam.sessions.values()][0], 'a session')
const page = `/exams/${examId}/custody/order`
const issue = (papers: string, by = examOffice, to = secrecy) =>
  by.form(`${page}/notice`, { number: '备2026-1', to: to.accountId, session, [`papers-${session}`]: papers, [`cards-${session}`]: papers })

/** Fields beside which the page says that something is wrong. */
const problemsIn = (text: string) => [...text.matchAll(/class="field-problem" id="field-(.*?)-problem"/g)].map(([, name]) => name)

/** One package a room, the first with so many papers more than people. */
async function pack(spare: number) {
  const rooms = await office.admin<{ roomId: string }[]>`
    select room_id as "roomId" from tickets where exam_id = ${examId} group by room_id order by room_id`
  return secrecy.post(`/api/exams/${examId}/packages/drafts`, {
    inspector: inspector.accountId,
    police: police.accountId,
    packages: rooms.map(({ roomId }, index) => {
      const papers = index === 0 ? 3 + spare : 3
      return { number: `P-0${index}`, examSessionId: session, roomId, papers, cards: papers, sealNumber: `AB00000${index}` }
    }),
  })
}

test('no setter goes in without an undertaking; names are sealed and shown to those in charge', async () => {
  const enter = (fields: Record<string, string>, by = secrecy) =>
    by.form(`${page}/seclusion`, { police: police.accountId, inspector: inspector.accountId, ...fields })
  const names = { 'name-1': '命题甲', 'undertaken-1': '2026-03-01', 'name-3': '命题乙', 'undertaken-3': '2026-03-02' }
  expect(await enter(names, examOffice)).toMatchObject({ status: 403 })
  const unsigned = await enter({ ...names, 'undertaken-3': '' })
  expect(unsigned).toMatchObject({ status: 422, code: 'undertaking_missing' })
  expect(problemsIn(unsigned.text)).toEqual(['undertaken-3'])
  expect(problemsIn((await enter({ 'name-2': '命题甲', 'undertaken-2': '去年' })).text)).toEqual(['undertaken-2'])
  expect(problemsIn((await enter({ 'undertaken-4': '2026-03-01' })).text)).toEqual(['name-4'])
  expect(await enter({ ...names, 'undertaken-3': '2026-12-31' })).toMatchObject({ status: 422, code: 'undertaking_dated_ahead' })
  expect(await enter({ ...names, police: inspector.accountId })).toMatchObject({ status: 422, code: 'witness_missing' })
  expect(await enter({})).toMatchObject({ status: 400 })
  expect(await secrecy.form(`${page}/seclusion/end`, {})).toMatchObject({ status: 409, code: 'seclusion_not_open' })
  const lines = async (query: string) => [...(await secrecy.get(`${page}${query}`)).text.matchAll(/ name="name-\d+"/g)].length
  expect([await lines(''), await lines('?setters=12'), await lines('?setters=0'), await lines('?setters=99')]).toEqual([8, 12, 1, 50])
  const tenth = await enter({ ...names, setters: '12', 'name-10': '命题丙' })
  expect(tenth).toMatchObject({ status: 422, code: 'undertaking_missing' })
  expect(tenth.text).toContain('value="命题丙"')
  expect(await enter(names)).toMatchObject({ status: 303, location: page })
  expect(await enter(names)).toMatchObject({ status: 409, code: 'seclusion_open' })
  expect((await inspector.get(page)).text).toContain('命题乙')
  expect((await head.get(page)).text).not.toContain('命题乙')
  expect(JSON.stringify(await office.logged('seclusion_entered'))).not.toContain('命题')
  office.moveClock({ hours: 1 })
  expect(await secrecy.form(`${page}/seclusion/end`, {})).toMatchObject({ status: 303 })
  expect((await secrecy.get(page)).text).toContain('登记入闱')
  // Who served then is named still when they serve no more.
  await office.admin`update appointments set ended_at = ${office.now().toString()} where account_id = ${police.accountId}`
  expect((await secrecy.get(page)).text).toContain(police.name)
  await office.appoint(police, 'police_escort', { examId })
})

test('papers are ordered by the seat plan once, four days before, and packing comes to just these numbers', async () => {
  expect(await issue('8')).toMatchObject({ status: 409, code: 'seat_plan_missing' })
  expect((await examOffice.get(page)).text).not.toContain('应在考前四天签发')
  await drawSeats(office, exam, parties)
  office.moveClock({ days: 1 })
  expect((await examOffice.get(page)).text).toContain('应在考前四天签发')
  expect(await pack(2)).toMatchObject({ status: 409, code: 'paper_notice_missing' })
  const few = await issue('5')
  expect(few).toMatchObject({ status: 422, code: 'too_few_ordered' })
  expect(problemsIn(few.text)).toEqual([`papers-${session}`])
  expect(await issue('8', secrecy)).toMatchObject({ status: 403 })
  expect(await issue('8', examOffice, police)).toMatchObject({ status: 422, code: 'party_unknown' })
  expect(problemsIn((await issue('')).text)).toEqual([`papers-${session}`, `cards-${session}`])
  expect(await issue('8')).toMatchObject({ status: 303, location: page })
  expect(await issue('9')).toMatchObject({ status: 409, code: 'paper_notice_issued_already' })
  const shown = await secrecy.get(page)
  expect(shown.text).toContain('备2026-1')
  expect(shown.text).not.toContain('应在考前四天签发')
  expect(await pack(1)).toMatchObject({ status: 422, code: 'order_differs' })
  expect(await pack(2)).toMatchObject({ status: 201 })
})

test('at a worker assessment only a dispatched assessor opens the papers', async () => {
  const assessor = await office.officer('assessor', { examId })
  const [first, second] = [await office.officer('invigilator', { examId }), await office.officer('invigilator', { examId })]
  const open = () =>
    first.post(`/api/exams/${examId}/handoffs/drafts`, {
      leg: 'open',
      giver: first.accountId,
      witnesses: [second.accountId, assessor.accountId],
      packages: [{ number: 'P-00', sealNumber: 'AB000000', papers: 3, cards: 3 }],
    })
  expect(await open()).toMatchObject({ status: 422, code: 'assessor_not_dispatched' })
  office.moveClock({ days: 3 })
  const slip = { number: '派2026-1', head: assessor.accountId, assessors: [assessor.accountId] }
  expect(await examOffice.post(`/api/exams/${examId}/assessor-dispatches`, slip)).toMatchObject({ status: 201 })
  // The next thing that is looked at: no package is on the register yet.
  expect(await open()).toMatchObject({ status: 404, code: 'package_unknown' })
})
