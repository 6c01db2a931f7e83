import { afterAll, beforeAll, expect, test } from 'vitest'
import { arrangeExaminers, arrangePanels, type Panelled, type Seated } from '../support/arrange-panels.ts'
import { type Browser, openBrowser, visit } from '../support/browser.ts'
import { openOffice, type TestPerson } from '../support/office.ts'
import { type Site, serve } from '../support/site.ts'

const office = await openOffice({ checked: false })
let browser: Browser
let site: Site
let before: Panelled
let onTheDay: Seated

beforeAll(async () => {
  browser = await openBrowser()
  site = await serve(browser, office)
  before = await arrangeExaminers(office, 4)
  onTheDay = await arrangePanels(office)
})
afterAll(() => browser.close())

test('planning, a panel’s room and the register of conduct are in order at both widths', async () => {
  const page = await browser.newPage()
  const seen = async (person: TestPerson, path: string) => {
    site.as(person)
    expect((await visit(page, site.address(`/exams/${path}`))).findings, path).toEqual([])
  }
  await seen(before.examOffice, `${before.examId}/interview/planning`)
  const room = `${onTheDay.examId}/interview/panels/${onTheDay.panels[0]}`
  for (const person of [onTheDay.examOffice, onTheDay.clerks[0], onTheDay.inspectors[0]]) await seen(person, room)
  await seen(onTheDay.head, `${onTheDay.examId}/conduct`)
  await page.close()
})
