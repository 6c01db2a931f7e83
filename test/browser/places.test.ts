import { afterAll, beforeAll, expect, test } from 'vitest'
import { begun, submitted, workerForm } from '../support/applications.ts'
import { type Browser, openBrowser, visit } from '../support/browser.ts'
import { officers, positionOf, text } from '../support/exams.ts'
import { openOffice, type TestPerson } from '../support/office.ts'
import { announcedSittings, announcedWelfare, draftWelfare, type WithSlots } from '../support/places.ts'
import { type Site, serve } from '../support/site.ts'

const office = await openOffice()
const people = await officers(office)
let browser: Browser
let site: Site
let draft = ''
let welfare: WithSlots
let sittings: WithSlots
let full: TestPerson
let late: TestPerson
let choosing: { readonly person: TestPerson; readonly path: string }
const slots = ['1', '2'].map((code) => ({
  code,
  city: '洮北考区',
  startsAt: `2026-04-1${7 + Number(code)}T09:00:00+08:00`,
  endsAt: `2026-04-1${7 + Number(code)}T11:00:00+08:00`,
  places: Number(code),
}))
const hidden = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''

beforeAll(async () => {
  browser = await openBrowser()
  site = await serve(browser, office)
  draft = (await draftWelfare(people, { 101: 5 }, [{ code: 'E', city: '洮北考区', places: 40 }])).examId
  welfare = await announcedWelfare(office, people, { 101: 2, 102: 4 })
  sittings = await announcedSittings(office, people, slots)
  office.moveClock('2026-03-10T10:00:00+08:00')
  ;[full, late] = [await office.candidate(), await office.candidate()]
  await submitted(full, welfare, '101')
  await submitted(await office.candidate(), welfare, '101')
  await submitted(await office.candidate(), welfare, '102')
  const first = await office.candidate()
  const taken = await begun(first, sittings, '001-4')
  await first.post(`${taken.path}/submissions`, { draftVersion: 1, form: workerForm, slotId: sittings.slots['1'], undertaking: true })
  const person = await office.candidate()
  choosing = { person, path: `/my/applications/${(await begun(person, sittings, '002-4')).applicationId}` }
})
afterAll(() => browser.close())

const look = async (person: TestPerson | undefined, paths: readonly string[]) => {
  const page = await browser.newPage()
  site.as(person)
  const shown: string[] = []
  for (const path of paths) {
    for (const query of ['', '?lang=en']) expect((await visit(page, site.address(path + query))).findings).toEqual([])
    await page.goto(site.address(`${path}?lang=zh`))
    shown.push((await page.textContent('main')) ?? '')
  }
  await page.close()
  return shown
}

test('the office sets places before the notice goes out, and sees how full they are', async () => {
  const [posts, sessions, registration] = await look(people.clerk, [
    `/exams/${draft}/exam/posts`,
    `/exams/${draft}/exam/sessions`,
    `/exams/${welfare.examId}/registration`,
  ])
  expect(posts).toContain('按报名先后、额满为止的岗位')
  expect(sessions).toContain('洮北考区')
  expect(registration).toContain('名额使用情况')
  await look(people.clerk, [`/exams/${sittings.examId}/registration`, `/exams/${sittings.examId}/exam/sessions`])
})

test('its forms set what the API sets, and say beside the field what is wrong', async () => {
  const { clerk } = people
  const path = `/exams/${draft}/exam`
  const sessions = await clerk.get(`${path}/sessions`)
  const send = (lines: string) => clerk.form(`${path}/slots`, { version: hidden(sessions.text, 'version'), slots: lines })
  expect((await send('E，洮北考区，2026-04-18 09:00，2026-04-18 11:00，40')).code).toBe('slot_times_not_in_family')
  expect((await send('E，洮北考区，许多')).code).toBe('malformed')
  expect((await send('E，洮北考区，40\nW，大安考区，60')).status).toBe(303)
  const posts = await clerk.get(`${path}/posts`)
  const set = await clerk.form(`${path}/first-come-posts`, { version: hidden(posts.text, 'version'), posts: '101，7\n102，9' })
  expect(set.status).toBe(303)
  const { body } = await clerk.get(`/api/exams/${draft}`)
  expect(body).toMatchObject({
    positions: [{ places: 7 }, { places: 9 }, { places: null }],
    slots: [
      { code: 'E', city: '洮北考区', startsAt: null, places: 40 },
      { code: 'W', city: '大安考区', places: 60 },
    ],
  })
})

test('everybody sees the places in the notice, and whoever applies sees what is left', async () => {
  const [notice, numbers] = await look(undefined, [`/public/exams/${sittings.examId}`, `/public/exams/${welfare.examId}/posts`])
  expect(notice).toContain('机考场次和考区')
  expect(numbers).toContain('名额已满')
  const [posts] = await look(late, [`/my/exams/${welfare.examId}`])
  expect(posts).toContain('共 2 个，剩余 0 个')
  expect(posts).toContain('名额已满')
  expect(posts).toContain('共 4 个，剩余 3 个')
})

test('the holder sees the number, on the application and on the receipt', async () => {
  const own = await full.get<{ applications: { applicationId: string }[] }>('/api/my/applications')
  const path = `/my/applications/${own.body.applications[0]?.applicationId}`
  for (const shown of await look(full, [path, `${path}/receipt`])) expect(shown).toContain('第 1 号')
})

test('who holds a place may choose another post; what was not submitted yet is said above the one that was', async () => {
  const own = await full.get<{ applications: { applicationId: string; draftVersion: number }[] }>('/api/my/applications')
  const [application] = own.body.applications
  const path = `/my/applications/${application?.applicationId}`
  const [posts] = await look(full, [`${path}/post`])
  expect(posts).toContain('当前所选')
  await full.form(`${path}/post`, { positionId: positionOf(welfare, '102'), version: `${application?.draftVersion}` })
  const [standing, confirm] = await look(full, [path, `${path}/confirm`])
  expect(standing).toContain('有修改尚未提交')
  expect(standing).toContain('101 保洁')
  expect(confirm).toContain('102 保绿')
})

test('a sitting is chosen before the form; a full one cannot be', async () => {
  const { person, path } = choosing
  const first = await person.get(`${path}/form/1`)
  expect([first.status, first.location]).toEqual([303, `${path}/slot`])
  const [slot, confirm] = await look(person, [`${path}/slot`, `${path}/confirm`])
  expect(slot).toContain('已满')
  expect(slot).toContain('剩余 2 个名额')
  expect(confirm).toContain('考试场次和考区')
  const page = await person.get(`${path}/slot`)
  const send = (fields: Record<string, string>) => person.form(`${path}/slot`, { version: hidden(page.text, 'version'), ...fields })
  expect((await send({})).code).toBe('malformed')
  const chosen = await send({ slotId: sittings.slots['2'] ?? '' })
  expect([chosen.status, chosen.location]).toEqual([303, `${path}/form/1`])
  expect((await look(person, [`${path}/form/1`, `${path}/confirm`]))[1]).toContain('洮北考区')
  const api = path.replace('/my', `/api/exams/${sittings.examId}`)
  const sent = await person.post(`${api}/submissions`, { draftVersion: 2, form: workerForm, undertaking: true })
  expect(text(sent.body, 'number')).toBeTruthy()
  expect((await look(person, [path, `${path}/slot`]))[1]).toContain('您已占有名额')
})
