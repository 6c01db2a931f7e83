import { expect, test } from 'vitest'
import { checkTranscript } from '../../seating/check.ts'
import { noblePrimitives } from '../../seating/primitives.ts'
import { canonicalJson } from '../../src/log/canonical.ts'
import { type Arranged, arrangeExam, openArrangedOffice } from '../support/arrange.ts'
import { drawParties, drawPath, drawSeats, drawTerms, openParties, publicValue } from '../support/draw.ts'

const office = await openArrangedOffice()
const { admin } = office

type Slot = {
  readonly code: string
  readonly city: string | null
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly places: number
}

/** Slots as the notice would have frozen them, and the candidates' places in them, in turn unless told whose. */
async function arrangeSlots(
  { examId, candidates }: Arranged,
  slots: readonly Slot[],
  slotOf = (at: number) => at % slots.length,
): Promise<string[]> {
  const ids = slots.map(() => office.deps.newId())
  const text = canonicalJson({ exam: examId, slots })
  await admin`update exams set frozen_text = ${text}, notice_hash = sha256(convert_to(${text}, 'UTF8')) where id = ${examId}`
  for (const [at, { code, city, startsAt, endsAt, places }] of slots.entries()) {
    const holders = candidates.filter((_, index) => slotOf(index) === at)
    const id = ids[at] ?? ''
    await admin`
      insert into exam_slots (id, exam_id, code, city, starts_at, ends_at, places) values (${id}, ${examId}, ${code}, ${city}, ${startsAt}, ${endsAt}, ${places})`
    await admin`
      insert into place_counters (id, exam_id, kind, places, taken, last_serial) values (${id}, ${examId}, 'slot', ${places}, ${holders.length}, ${holders.length})`
    for (const [index, { applicationId }] of holders.entries())
      await admin`
        insert into places_taken (counter_id, serial, exam_id, kind, application_id, taken_at)
        values (${id}, ${index + 1}, ${examId}, 'slot', ${applicationId}, ${office.now().toString()})`
  }
  return ids
}

const city = (code: string, name: string): Slot => ({ code, city: name, startsAt: null, endsAt: null, places: 100 })
const seated = (examId: string) => admin<{ slot: string; city: string | null; startsAt: Date }[]>`
  select x.code as slot, si.city, s.starts_at as "startsAt" from tickets t
    join places_taken p on p.application_id = t.application_id join exam_slots x on x.id = p.counter_id
    join exam_sessions s on s.id = t.exam_session_id join rooms r on r.id = t.room_id join sites si on si.id = r.site_id
   where t.exam_id = ${examId}`

test('everybody is seated in the city whose place they hold, and a stranger sees that the draw obeyed', async () => {
  const exam = await arrangeExam(office, { candidates: 40, sites: 2, roomsPerSite: 3 })
  await arrangeSlots(exam, [city('E', '洮北'), city('W', '大安')])
  await admin`update sites set city = case code when 'S1' then '洮北' else '大安' end where exam_id = ${exam.examId}`
  const drawId = await drawSeats(office, exam, await drawParties(office, exam.examId, exam.examOffice))
  const rows = await seated(exam.examId)
  expect(rows).toHaveLength(80)
  expect(rows.filter(({ slot, city }) => city !== (slot === 'E' ? '洮北' : '大安'))).toEqual([])
  const transcript = await office.anyone.get(`/api/public/exams/${exam.examId}/draws/${drawId}/transcript`)
  expect(transcript.text).toContain('"wishes":{"asked":80,"granted":80}')
  expect(checkTranscript(transcript.text, noblePrimitives)).toEqual({ ok: true })
})

test('whoever loses a room sits in their city again, as long as it has seats; a stranger sees that it was so', async () => {
  const exam = await arrangeExam(office, { candidates: 40, subjects: ['综合类'], sites: 2, roomsPerSite: 3 })
  const { examId, examOffice } = exam
  await arrangeSlots(exam, [city('E', '洮北'), city('W', '大安')])
  await admin`update sites set city = case code when 'S1' then '洮北' else '大安' end where exam_id = ${examId}`
  const parties = await drawParties(office, examId, examOffice)
  const first = await drawSeats(office, exam, parties)
  const rooms = await admin<{ examSessionId: string; roomId: string; site: string; seated: number }[]>`
    select t.exam_session_id as "examSessionId", t.room_id as "roomId", s.code as site, count(*)::int as seated
      from tickets t join rooms r on r.id = t.room_id join sites s on s.id = r.site_id where t.exam_id = ${examId} group by 1, 2, 3`
  const lost = rooms.find(({ site }) => site === 'S2')
  expect(lost?.seated).toBe(20)
  const { examSessionId, roomId } = lost ?? {}
  const command = { ...drawTerms(office), lost: [{ examSessionId, roomId }] }
  const frozen = await examOffice.post<{ drawId: string; freezeHash: string }>(`/api/exams/${examId}/draws/seat-supplements`, command)
  const { drawId, freezeHash } = frozen.body
  await openParties(office, examId, drawId, freezeHash, parties)
  expect((await examOffice.post(`${drawPath(examId, drawId)}/seat-supplement`, { publicValue })).status).toBe(201)
  const rows = await seated(examId)
  expect(rows).toHaveLength(40)
  expect(rows.filter(({ slot, city }) => city !== (slot === 'E' ? '洮北' : '大安'))).toEqual([])
  const textOf = async (id: string) => (await office.anyone.get(`/api/public/exams/${examId}/draws/${id}/transcript`)).text
  expect(checkTranscript(await textOf(drawId), noblePrimitives, undefined, [await textOf(first)])).toEqual({ ok: true })
})

test('a list is not frozen on rooms that cannot keep the promise, and is once there are enough', async () => {
  const exam = await arrangeExam(office, { candidates: 35, subjects: ['综合类'], sites: 2, roomsPerSite: 1 })
  await arrangeSlots(exam, [city('E', '洮北'), city('W', '大安')], (at) => (at < 31 ? 0 : 1))
  const freeze = () => exam.examOffice.post(`/api/exams/${exam.examId}/list-freeze`)
  expect(await freeze()).toMatchObject({ status: 409, code: 'city_rooms_short' })
  await admin`update sites set city = case code when 'S1' then '洮北' else '大安' end where exam_id = ${exam.examId}`
  expect(await freeze()).toMatchObject({ status: 409, code: 'city_rooms_short', body: { facts: { asked: 35, seated: 34 } } })
  const [east] = exam.sites
  const room = { number: 9, name: '009', floor: 1, rows: 6, columns: 5, capacity: 30 }
  expect((await exam.examOffice.post(`/api/exams/${exam.examId}/sites/${east?.id}/rooms`, { rooms: [room] })).status).toBe(201)
  expect((await freeze()).status).toBe(201)
})

test('at several times everybody sits at the one they chose, and the same rooms serve again', async () => {
  const exam = await arrangeExam(office, { family: 'WK', candidates: 50, subjects: ['汽车驾驶员（中级工）'], sites: 1, roomsPerSite: 1 })
  const at = (hour: number) =>
    office
      .now()
      .add({ hours: 24 * 10 + hour })
      .toString({ smallestUnit: 'second' })
  const sittings = [0, 3].map((hour, index) => ({ code: `${index + 1}`, city: null, startsAt: at(hour), endsAt: at(hour + 2), places: 30 }))
  await arrangeSlots(exam, sittings)
  // As the announcement makes them.
  await admin`delete from exam_sessions where exam_id = ${exam.examId}`
  for (const [index, { startsAt, endsAt }] of sittings.entries())
    await admin`
      insert into exam_sessions (id, exam_id, subject, starts_at, ends_at)
      values (${office.deps.newId()}, ${exam.examId}, ${`汽车驾驶员（中级工） 第${index + 1}场`}, ${startsAt}, ${endsAt})`
  await drawSeats(office, exam, await drawParties(office, exam.examId, exam.examOffice))
  const rows = await seated(exam.examId)
  expect(rows).toHaveLength(50)
  expect(
    rows.filter(({ slot, startsAt }) => startsAt.toISOString() !== new Date(sittings[Number(slot) - 1]?.startsAt ?? 0).toISOString()),
  ).toEqual([])
  const ticket = await exam.candidates[1]?.person.get<{ subject: string }>(
    `/api/my/applications/${exam.candidates[1].applicationId}/ticket`,
  )
  expect(ticket?.body.subject).toBe('汽车驾驶员（中级工） 第2场')
})
