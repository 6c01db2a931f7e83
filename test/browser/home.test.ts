import { afterAll, beforeAll, expect, test } from 'vitest'
import { sessionCookie } from '../../src/http/requests.ts'
import { type Browser, openBrowser, visit } from '../support/browser.ts'
import { announcedRecruitment, officers } from '../support/exams.ts'
import { openOffice } from '../support/office.ts'

const office = await openOffice()
let browser: Browser
/** Sent with every request: a request that never reaches the network carries no cookie of its own. */
let cookie: string | undefined

beforeAll(async () => {
  browser = await openBrowser()
  await browser.context.route('https://north.test/**', async (route) => {
    const request = route.request()
    const response = await office.app.request(request.url(), { headers: { ...request.headers(), ...(cookie ? { cookie } : {}) } })
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  })
})
afterAll(() => browser.close())

const look = async (path: string) => {
  const page = await browser.newPage()
  const seen = await visit(page, `https://north.test${path}`)
  const text = await page.textContent('main')
  await page.close()
  return { ...seen, text }
}

test('what everybody opens first is in order at both widths, in both languages', async () => {
  expect((await look('/')).findings).toEqual([])
  await announcedRecruitment(office, await officers(office))
  for (const path of ['/?lang=en', '/?lang=zh', '/public/receipts']) {
    const { status, findings } = await look(path)
    expect([path, status, findings]).toEqual([path, 200, []])
  }
})

test('an officer’s desk is in order at both widths', async () => {
  const clerk = await office.officer(['exam_office', 'administrator'])
  cookie = `${sessionCookie(office.authority.origin)}=${await office.sessionToken(clerk.accountId)}`
  const { findings, text } = await look('/')
  expect(text).toContain('工作台')
  expect(findings).toEqual([])
})
