import { afterAll, beforeAll, expect, test } from 'vitest'
import { sessionCookie } from '../../src/http/requests.ts'
import { arrangeExaminers, arrangePanels, type Panelled, type Seated } from '../support/arrange-panels.ts'
import { type Browser, openBrowser, visit } from '../support/browser.ts'
import { openOffice, type TestPerson } from '../support/office.ts'

const office = await openOffice({ checked: false })
let browser: Browser
let before: Panelled
let onTheDay: Seated

beforeAll(async () => {
  browser = await openBrowser()
  await browser.context.route('https://north.test/**', async (route) => {
    const response = await office.app.request(route.request().url(), { headers: await route.request().allHeaders() })
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  })
  before = await arrangeExaminers(office, 4)
  onTheDay = await arrangePanels(office)
})
afterAll(() => browser.close())

const signIn = async ({ accountId }: TestPerson) => {
  await browser.context.clearCookies()
  const value = await office.sessionToken(accountId)
  await browser.context.addCookies([{ name: sessionCookie(office.authority.origin), value, domain: 'north.test', path: '/', secure: true }])
}

test('planning, a panel’s room and the register of conduct are in order at both widths', async () => {
  const page = await browser.newPage()
  const seen = async (person: TestPerson, path: string) => {
    await signIn(person)
    expect((await visit(page, `https://north.test/exams/${path}`)).findings, path).toEqual([])
  }
  await seen(before.examOffice, `${before.examId}/interview/planning`)
  const room = `${onTheDay.examId}/interview/panels/${onTheDay.panels[0]}`
  for (const person of [onTheDay.examOffice, onTheDay.clerks[0], onTheDay.inspectors[0]]) await seen(person, room)
  await seen(onTheDay.head, `${onTheDay.examId}/conduct`)
  await page.close()
})
