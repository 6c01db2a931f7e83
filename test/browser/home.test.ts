import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, openBrowser, visit } from '../support/browser.ts'
import { announcedRecruitment, officers } from '../support/exams.ts'
import { openOffice } from '../support/office.ts'
import { type Site, serve } from '../support/site.ts'

const office = await openOffice()
let browser: Browser
let site: Site

beforeAll(async () => {
  browser = await openBrowser()
  site = await serve(browser, office)
})
afterAll(() => browser.close())

const look = async (path: string) => {
  const page = await browser.newPage()
  const seen = await visit(page, site.address(path))
  const text = await page.textContent('main')
  await page.close()
  return { ...seen, text }
}

test('what everybody opens first is in order at both widths, in both languages', async () => {
  expect((await look('/')).findings).toEqual([])
  const { examId } = await announcedRecruitment(office, await officers(office), { liveCounts: 'applied_and_passed' })
  const posts = `/public/exams/${examId}/posts`
  for (const path of ['/?lang=en', posts, `${posts}?q=none`, '/?lang=zh', posts, '/public/receipts']) {
    const { status, findings } = await look(path)
    expect([path, status, findings]).toEqual([path, 200, []])
  }
})

test('an officer’s desk is in order at both widths', async () => {
  const clerk = await office.officer(['exam_office', 'administrator'])
  site.as(clerk)
  const { findings, text } = await look('/')
  expect(text).toContain('工作台')
  expect(findings).toEqual([])
})
