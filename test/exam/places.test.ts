import { afterEach, describe, expect, test } from 'vitest'
import { checkExam } from '../../db/check-exam.ts'
import { closePlaces } from '../../src/exam/records.ts'
import { ExamId } from '../../src/foundation/ids.ts'
import { announcedRecruitment, officers, text } from '../support/exams.ts'
import { openOffice } from '../support/office.ts'
import { race } from '../support/race.ts'

const office = await openOffice()
const people = await officers(office)
const { clerk, administrator } = people
const exam = await announcedRecruitment(office, people)
const at = (path: string) => `/api/exams/${exam.examId}${path}`
afterEach(async () => {
  expect((await checkExam(office.ownerUrl, office.authority)).broken).toEqual([])
})

const room = { number: 1, name: '001', floor: 1, rows: 6, columns: 5, capacity: 30 }
let sites = 0
const newSite = async () => {
  sites += 1
  const reply = await clerk.post(at('/sites'), { code: `S${sites}`, name: `市第${sites}中学`, address: '中兴西大路1号', unit: '市教育局' })
  return text(reply.body, 'siteId')
}

describe('sessions, sites and rooms', () => {
  test('a subject is written on the announced day, and a second setting moves it', async () => {
    const session = { subject: 'A', startsAt: '2026-04-18T09:00:00+08:00', endsAt: '2026-04-18T11:30:00+08:00' }
    const first = await clerk.post(at('/sessions'), session)
    const second = await clerk.post(at('/sessions'), { ...session, startsAt: '2026-04-18T09:30:00+08:00' })
    expect(second.body).toEqual(first.body)
    expect((await clerk.post(at('/sessions'), { ...session, startsAt: '2026-04-17T09:00:00+08:00' })).code).toBe(
      'session_not_on_written_day',
    )
    expect((await clerk.post(at('/sessions'), { ...session, subject: 'F' })).code).toBe('subject_unknown')
  })

  test.each([
    { rooms: [room, { ...room, number: 2, capacity: 31, columns: 6 }], code: 'room_over_limit', because: '31 in a room' },
    { rooms: [{ ...room, kind: 'single_large', capacity: 40, columns: 8 }], code: 'large_room_not_in_family', because: 'a hall' },
    { rooms: [{ ...room, columns: 4 }], code: 'capacity_exceeds_seats', because: 'more people than desks' },
    { rooms: [room, room], code: 'room_number_taken', because: 'one number twice' },
  ])('$because: none of the rooms is added', async ({ rooms, code }) => {
    const siteId = await newSite()
    expect((await clerk.post(at(`/sites/${siteId}/rooms`), { rooms })).code).toBe(code)
    const { body } = await clerk.get<{ sites: { id: string; rooms: unknown[] }[] }>(at('/sites'))
    expect(body.sites.find(({ id }) => id === siteId)?.rooms).toEqual([])
  })

  test('after the list is frozen on them they stand', async () => {
    const siteId = await newSite()
    const added = await clerk.post<{ roomIds: string[] }>(at(`/sites/${siteId}/rooms`), { rooms: [room] })
    expect(added.status).toBe(201)
    const frozen = await announcedRecruitment(office, people)
    await office.deps.within('office', (tx) => closePlaces(tx, ExamId.parse(frozen.examId), office.now()))
    expect((await clerk.post(`/api/exams/${frozen.examId}/sites`, { code: 'S9', name: '市中学', address: '路', unit: '局' })).code).toBe(
      'places_frozen',
    )
    expect((await clerk.del(at(`/rooms/${added.body.roomIds[0]}`))).status).toBe(201)
  })

  test('the database refuses what the rule refuses', async () => {
    const siteId = await newSite()
    const insert = office.admin`insert into rooms (id, exam_id, family, site_id, number, name, floor, seat_rows, seat_columns, capacity, kind)
      values (${crypto.randomUUID()}, ${exam.examId}, 'RC', ${siteId}, 9, '009', 1, 10, 10, 45, 'single_large')`
    await expect(insert).rejects.toThrow('large_room_by_family')
  })
})

describe('appointments', () => {
  const appoint = (by: typeof clerk, accountId: string, role: string) => by.post(at('/appointments'), { accountId, role })

  test('nobody appoints themselves, and the office does not choose who watches it', async () => {
    const inspector = await office.officer([])
    expect((await appoint(clerk, clerk.accountId, 'reviewer')).code).toBe('appoints_self')
    expect((await appoint(clerk, inspector.accountId, 'discipline_inspector')).code).toBe('administrator_appoints')
    expect((await appoint(administrator, inspector.accountId, 'discipline_inspector')).status).toBe(201)
    expect((await appoint(administrator, inspector.accountId, 'discipline_inspector')).code).toBe('already_appointed')
    expect((await appoint(clerk, (await office.candidate()).accountId, 'marker')).code).toBe('not_an_officer')
  })

  test('a marker reaches no names: the two appointments exclude each other under a race too', async () => {
    const person = await office.officer([])
    expect((await appoint(clerk, person.accountId, 'reviewer')).status).toBe(201)
    expect((await appoint(clerk, person.accountId, 'marker')).code).toBe('roles_incompatible')
    const both = await office.officer([])
    const replies = await race(office, 'exams', ...['reviewer', 'marker'].map((role) => () => appoint(clerk, both.accountId, role)))
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  test('rights begin with the appointment and end with it', async () => {
    const person = await office.officer([])
    expect((await person.get(at('/people'))).code).toBe('not_permitted')
    const given = await appoint(administrator, person.accountId, 'section_head')
    expect((await person.get(at('/people'))).status).toBe(200)
    await administrator.post(at(`/appointments/${text(given.body, 'appointmentId')}/end`))
    expect((await person.get(at('/people'))).code).toBe('not_permitted')
  })

  test('review training counts from the notice on', async () => {
    const person = await office.officer([])
    const train = (trainedOn: string) => clerk.post(at('/trainings'), { accountIds: [person.accountId], kind: 'review', trainedOn })
    expect((await train('2026-03-01')).code).toBe('training_before_notice')
    expect((await train('2026-03-03')).code).toBe('training_in_future')
    expect((await train('2026-03-02')).body).toEqual({ entered: 1 })
    expect((await train('2026-03-02')).body).toEqual({ entered: 0 })
  })
})
