import { describe, expect, test } from 'vitest'
import { announcedRecruitment, draftRecruitment, officers, text } from '../support/exams.ts'
import { openOffice } from '../support/office.ts'
import { announcedSittings, announcedWelfare, draftWelfare } from '../support/places.ts'

const office = await openOffice()
const people = await officers(office)
const { clerk } = people
const cities = [
  { code: 'E', city: '洮北', places: 100 },
  { code: 'W', city: '大安', places: 60 },
]
const sittings = [
  { code: '1', startsAt: '2026-04-18T09:00:00+08:00', endsAt: '2026-04-18T11:00:00+08:00', places: 30 },
  { code: '2', startsAt: '2026-04-19T09:00:00+08:00', endsAt: '2026-04-19T11:00:00+08:00', places: 30 },
]

describe('before the notice goes out', () => {
  test('cities with their places are part of what is approved, and the new version voids approvals', async () => {
    const { examId, version } = await draftRecruitment(people)
    const set = await clerk.put(`/api/exams/${examId}/slots`, { version, slots: cities })
    expect(set).toMatchObject({ status: 201, body: { version: version + 1, slots: 2 } })
    expect(await clerk.put(`/api/exams/${examId}/slots`, { version, slots: [] })).toMatchObject({ status: 409, code: 'stale_form' })
    expect((await clerk.get(`/api/exams/${examId}`)).body).toMatchObject({ slots: cities })
    const site = { code: 'S1', name: '市第一中学', address: '中兴西大路1号', unit: '市教育局' }
    expect((await clerk.post(`/api/exams/${examId}/sites`, site)).code).toBe('city_unknown')
    expect((await clerk.post(`/api/exams/${examId}/sites`, { ...site, city: '延吉' })).code).toBe('city_unknown')
    expect((await clerk.post(`/api/exams/${examId}/sites`, { ...site, city: '大安' })).status).toBe(201)
  })

  test.each([
    { slots: sittings, code: 'slot_times_not_in_family', because: 'a recruitment ranks people: one time for all' },
    { slots: [...cities, { code: 'E', city: '延吉', places: 1 }], code: 'slot_code_repeated', because: 'one code twice' },
    { slots: [{ code: 'E', city: '洮北', places: 0 }], code: 'malformed', because: 'no place at all' },
    { slots: [{ code: 'E', city: '洮北', places: 1, free: true }], code: 'malformed', because: 'an unknown word' },
  ])('$because: nothing is set', async ({ slots, code }) => {
    const { examId, version } = await draftRecruitment(people)
    expect((await clerk.put(`/api/exams/${examId}/slots`, { version, slots })).code).toBe(code)
    expect((await clerk.get(`/api/exams/${examId}`)).body).toMatchObject({ version, slots: [] })
  })

  test('first come only where nobody is examined, and only for public-welfare posts', async () => {
    const { examId, version } = await draftWelfare(people, { 101: 5 })
    const set = (posts: object) => clerk.put(`/api/exams/${examId}/first-come-posts`, { version, posts })
    expect((await set([{ code: '103', places: 5 }])).code).toBe('first_come_post_with_written')
    expect((await set([{ code: '101', places: 1 }])).code).toBe('places_below_headcount')
    expect((await set([{ code: '999', places: 9 }])).code).toBe('first_come_post_unknown')
    const recruitment = await draftRecruitment(people)
    const asked = { version: recruitment.version, posts: [{ code: '004E', places: 5 }] }
    expect((await clerk.put(`/api/exams/${recruitment.examId}/first-come-posts`, asked)).code).toBe('first_come_not_in_family')
    expect((await set([{ code: '102', places: 7 }])).status).toBe(201)
    const { body } = await clerk.get<{ positions: { code: string; places: number | null }[] }>(`/api/exams/${examId}`)
    expect(body.positions.map(({ code, places }) => [code, places])).toEqual([
      ['101', null],
      ['102', 7],
      ['103', null],
    ])
  })
})

describe('once it is out', () => {
  test('places stand in the frozen text, and nothing of them changes', async () => {
    const exam = await announcedWelfare(office, people, { 101: 5 }, cities)
    const frozen = await office.anyone.get<{ text: string }>(`/api/public/exams/${exam.examId}/frozen-notice`)
    expect(JSON.parse(text(frozen.body, 'text'))).toMatchObject({
      positions: [{ code: '101', places: 5 }, { code: '102' }, { code: '103' }],
      slots: [
        { code: 'E', city: '洮北', startsAt: null, places: 100 },
        { code: 'W', city: '大安', startsAt: null, places: 60 },
      ],
    })
    expect((await clerk.put(`/api/exams/${exam.examId}/slots`, { version: 4, slots: [] })).code).toBe('notice_frozen')
    expect((await clerk.put(`/api/exams/${exam.examId}/first-come-posts`, { version: 4, posts: [] })).code).toBe('notice_frozen')
  })

  test('a notice without any says nothing of places', async () => {
    const { examId } = await announcedRecruitment(office, people)
    const frozen = await office.anyone.get<{ text: string }>(`/api/public/exams/${examId}/frozen-notice`)
    expect(text(frozen.body, 'text')).not.toMatch(/places|slots/)
    expect((await office.anyone.get(`/api/public/exams/${examId}/places`)).body).toEqual({ places: [] })
  })

  test('each subject has a session at each sitting, and no other can be set', async () => {
    const exam = await announcedSittings(office, people, sittings)
    const { body } = await clerk.get<{ sessions: { subject: string; startsAt: string }[] }>(`/api/exams/${exam.examId}/sessions`)
    expect(body.sessions.map(({ subject }) => subject)).toEqual([
      '汽车驾驶员（中级工） 第1场',
      '维修电工（中级工） 第1场',
      '汽车驾驶员（中级工） 第2场',
      '维修电工（中级工） 第2场',
    ])
    const session = { subject: '汽车驾驶员（中级工）', startsAt: '2026-04-18T09:00:00+08:00', endsAt: '2026-04-18T11:30:00+08:00' }
    expect((await clerk.post(`/api/exams/${exam.examId}/sessions`, session)).code).toBe('sessions_are_slots')
  })
})
