import { gunzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import { begun, form, submitted } from '../support/applications.ts'
import { announcedRecruitment, officers } from '../support/exams.ts'
import { openOffice } from '../support/office.ts'
import { announcedWelfare } from '../support/places.ts'
import { applicant, edit, reviewer, yes } from './applicants.ts'

const office = await openOffice({ keptSeconds: 1 })
const people = await officers(office)
const exam = await announcedRecruitment(office, people)
const welfare = await announcedWelfare(office, people, { 101: 2, 102: 3 })
const path = `/api/public/exams/${exam.examId}/counts`
const page = `/public/exams/${exam.examId}/posts`

type Counts = {
  readonly countedAt: string
  readonly applied: number
  readonly passed: number | null
  readonly posts: readonly { readonly code: string; readonly applied: number | null; readonly passed: number | null }[]
}
const counts = async (): Promise<Counts> => (await office.anyone.get<Counts>(path)).body
const total = async (): Promise<number> => {
  const [row] = await office.admin<{ count: number }[]>`
    select count(*)::int as count from applications where exam_id = ${exam.examId} and state = 'submitted'`
  return row?.count ?? -1
}

office.moveClock('2026-03-10T10:00:00+08:00')
beforeEach(() => office.moveClock({ minutes: 1 }))

describe('the numbers at the posts', () => {
  test('are a second old at most, and say of when they are', async () => {
    const before = await counts()
    await submitted(await office.candidate(), exam, '001E')
    expect(await counts()).toEqual(before)
    office.moveClock({ seconds: 1 })
    const after = await counts()
    expect(after.countedAt).toBe(office.now().toString())
    expect(after.applied).toBe(before.applied + 1)
    expect(after.posts.find(({ code }) => code === '001E')?.applied).toBe(after.applied)
  })

  test('count every application acknowledged before the count, and none that was not sent, while people apply', async () => {
    const racers = await Promise.all(
      Array.from({ length: 24 }, async (_, index) => {
        const person = await office.candidate()
        return { person, application: await begun(person, exam, ['001E', '002A', '003A'][index % 3]) }
      }),
    )
    const before = await total()
    let [sent, acknowledged] = [0, 0]
    const seen: { readonly atLeast: number; readonly read: Counts; readonly atMost: number }[] = []
    await Promise.all(
      racers.map(async ({ person, application }) => {
        sent += 1
        const reply = await person.post(`${application.path}/submissions`, { draftVersion: 1, form, undertaking: true })
        expect(reply.status).toBe(201)
        acknowledged += 1
        // A second later by the clock everybody has, so that this one asks for a new count while others are still being written.
        office.moveClock({ seconds: 1 })
        const atLeast = before + acknowledged
        const read = await counts()
        seen.push({ atLeast, read, atMost: before + sent })
      }),
    )
    expect(seen).toHaveLength(24)
    for (const { atLeast, read, atMost } of seen) {
      expect(read.applied).toBeGreaterThanOrEqual(atLeast)
      expect(read.applied).toBeLessThanOrEqual(atMost)
      expect(read.posts.reduce((sum, { applied }) => sum + (applied ?? 0), 0)).toBe(read.applied)
    }
    office.moveClock({ seconds: 1 })
    expect((await counts()).applied).toBe(await total())
  })

  test('are counted once for all who ask at the same moment', async () => {
    office.moveClock({ hours: 1 })
    const read: Counts[] = []
    const statements = await office.statementsOf(async () => {
      read.push(...(await Promise.all(Array.from({ length: 30 }, counts))))
      await Promise.all(Array.from({ length: 30 }, () => office.anyone.get(page)))
    })
    expect(statements.filter((text) => text.includes('post_counts'))).toHaveLength(1)
    expect(new Set(read.map((one) => JSON.stringify(one))).size).toBe(1)
  })

  test('forget who withdrew', async () => {
    const person = await office.candidate()
    const application = await submitted(person, exam, '002A')
    office.moveClock({ seconds: 1 })
    const before = await counts()
    expect((await person.post(`${application.path}/withdrawal`, { version: 1 })).status).toBe(201)
    office.moveClock({ seconds: 1 })
    expect((await counts()).applied).toBe(before.applied - 1)
  })

  test('of an exam that is a draft are nobody’s business', async () => {
    const draft = await people.clerk.post('/api/exams', { family: 'RC', title: '2027年招聘', organiser: '某局', year: 2027 })
    const reply = await office.anyone.get(`/api/public/exams/${String(draft.body.examId)}/counts`)
    expect([reply.status, reply.code, reply.headers.get('cache-control')]).toEqual([404, 'exam_unknown', 'no-store'])
    expect((await office.anyone.get(`/public/exams/${String(draft.body.examId)}/posts`)).status).toBe(404)
  })
})

describe('posts that are filled in the order of registration', () => {
  const places = `/api/public/exams/${welfare.examId}/places`
  test('show how many places are left, and that they are full', async () => {
    const shown = async () => (await office.anyone.get(`/public/exams/${welfare.examId}/posts`)).text
    expect(await shown()).toContain('2（共 2）')
    for (const _ of [1, 2]) await submitted(await office.candidate(), welfare, '101')
    office.moveClock({ seconds: 1 })
    const full = await shown()
    expect(full).not.toContain('（共 2）')
    expect(full).toContain('名额已满')
    expect(full).toContain('3（共 3）')
    const { body } = await office.anyone.get<{ posts: object[] }>(`/api/public/exams/${welfare.examId}/counts`)
    expect(body.posts).toMatchObject([{ code: '101', places: 2, left: 0 }, { left: 3 }, { code: '103', places: null, left: null }])
    expect((await office.anyone.get(page)).text).not.toContain('剩余名额')
  })

  test('are counted once for all who ask for the places at the same moment, and given for a second', async () => {
    office.moveClock({ hours: 1 })
    const statements = await office.statementsOf(() => Promise.all(Array.from({ length: 30 }, () => office.anyone.get(places))))
    expect(statements.filter((text) => text.includes('place_counters'))).toHaveLength(1)
    expect((await office.anyone.get(places)).headers.get('cache-control')).toBe('public, max-age=1')
  })
})

describe('what may be kept by whoever stands in between', () => {
  test.each([
    { at: path, vary: 'accept-encoding' },
    { at: page, vary: 'accept-encoding, cookie' },
    { at: `/public/exams/${exam.examId}`, vary: 'accept-encoding, cookie' },
    { at: '/public/exams', vary: 'accept-encoding, cookie' },
    { at: '/', vary: 'accept-encoding, cookie' },
  ])('$at goes to everybody for a second, with a tag, and is not sent twice', async ({ at, vary }) => {
    const first = await office.anyone.get(at)
    const tag = first.headers.get('etag') ?? ''
    expect([first.status, first.headers.get('cache-control'), first.headers.get('vary')]).toEqual([200, 'public, max-age=1', vary])
    expect(first.headers.get('set-cookie')).toBeNull()
    expect(tag).toMatch(/^"[\w-]{22}"$/)
    for (const asked of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await office.anyone.get(at, { headers: { 'if-none-match': asked } })
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', tag])
    }
    expect((await office.anyone.get(at, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
  })

  test('packed it is the same, under a tag of its own', async () => {
    const plain = await office.anyone.get(page)
    const packed = await office.app.request(new URL(page, office.authority.origin).href, { headers: { 'accept-encoding': 'br, gzip' } })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(packed.headers.get('etag')).toBe(String(plain.headers.get('etag')).replace(/"$/, '-gzip"'))
    expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(plain.text)
    const refused = await office.anyone.get(page, { headers: { 'accept-encoding': 'gzip;q=0, identity' } })
    expect(refused.headers.get('content-encoding')).toBeNull()
  })

  test.each([page, `/public/exams/${exam.examId}`, '/public/exams', '/'])('%s of somebody who is signed in is theirs alone', async (at) => {
    const person = await office.candidate({ name: '欧阳验证' })
    const own = await person.get(at)
    expect(own.text).toContain('欧阳验证')
    expect([own.headers.get('cache-control'), own.headers.get('etag')]).toEqual(['no-store', null])
    expect((await office.anyone.get(at)).text).not.toContain('欧阳验证')
  })

  test('a language just chosen goes with a cookie, and so to nobody else', async () => {
    for (const at of [path, page]) {
      const chosen = await office.anyone.get(`${at}?lang=en`)
      expect([chosen.status, chosen.headers.get('cache-control')]).toEqual([200, 'no-store'])
      expect(chosen.headers.get('set-cookie')).toContain('locale=en')
    }
    const inEnglish = await office.anyone.get(page, { headers: { cookie: 'locale=en' } })
    expect(inEnglish.text).toContain('Counted anew every second')
    expect((await office.anyone.get(page)).text).toContain('每秒重新统计')
  })

  test('every other page and answer stays with its reader', async () => {
    const person = await office.candidate()
    for (const at of ['/my', '/my/exams', '/api/my/applications', '/no-such-page', `/public/exams/${exam.examId}/draws`])
      expect([at, (await person.get(at)).headers.get('cache-control')]).toEqual([at, 'no-store'])
  })
})

describe('the page of the posts', () => {
  test('shows each post with its number and says when it was counted', async () => {
    office.moveClock('2026-03-10T15:05:07+08:00')
    const { text } = await office.anyone.get(page)
    expect(text).toContain('15:05:07')
    expect(text).toContain('已报名')
    expect(text).not.toContain('审核通过人数')
    const found = await office.anyone.get(`${page}?q=${encodeURIComponent('第一中学')}`)
    expect(found.text).toContain('003A')
    expect(found.text).not.toContain('001E')
  })

  test('does not show what the notice does not let be seen', async () => {
    office.moveClock('2026-03-03T10:00:00+08:00')
    const { examId: quiet } = await announcedRecruitment(office, people, { liveCounts: 'not_shown' })
    const read = (await office.anyone.get<Counts>(`/api/public/exams/${quiet}/counts`)).body
    expect([read.applied, read.passed, new Set(read.posts.map(({ applied }) => applied))]).toEqual([null, null, new Set([null])])
    const { text } = await office.anyone.get(`/public/exams/${quiet}/posts`)
    expect(text).toContain('不公布各岗位人数')
    expect(text).not.toContain('统计时间')
  })

  test('shows how many passed where the notice lets it be seen; an edit after the decision takes it back', async () => {
    office.moveClock('2026-03-03T10:00:00+08:00')
    const open = await announcedRecruitment(office, people, { liveCounts: 'applied_and_passed' })
    office.moveClock('2026-03-10T16:00:00+08:00')
    const at = `/api/public/exams/${open.examId}/counts`
    const lead = await office.officer('review_lead', { examId: open.examId })
    expect((await lead.post(`/api/exams/${open.examId}/reviews/opening`, { phase: 'before' })).status).toBe(201)
    const reviewers = [await reviewer(office, open.examId, '市中心医院'), await reviewer(office, open.examId, '市中心医院')]
    const [one, two] = [await applicant(office, open), await applicant(office, open)]
    for (const { applicationId } of [one, two])
      for (const person of reviewers) {
        const reply = await person.post(`/api/exams/${open.examId}/reviews/before/${applicationId}/opinions`, yes())
        expect([reply.status, reply.text]).toEqual([201, reply.text])
      }
    office.moveClock({ seconds: 1 })
    const read = (await office.anyone.get<Counts>(at)).body
    expect([read.applied, read.passed, read.posts.find(({ code }) => code === '001E')?.passed]).toEqual([2, 2, 2])
    await edit(one)
    office.moveClock({ seconds: 1 })
    const after = (await office.anyone.get<Counts>(at)).body
    expect([after.applied, after.passed]).toEqual([2, 1])
    expect((await office.anyone.get(`/public/exams/${open.examId}/posts`)).text).toContain('审核通过人数')
  })
})
