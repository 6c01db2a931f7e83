import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openMetrics } from '../../src/operations/metrics.ts'
import { writeCounts } from '../../src/operations/write-counts.ts'
import { north, south } from '../support/authorities.ts'
import { type Browser, openBrowser, visit } from '../support/browser.ts'
import { openOffice } from '../support/office.ts'
import { type Site, serve } from '../support/site.ts'

const office = await openOffice()
const clerk = await office.officer('exam_office')
const metrics = openMetrics({ authorities: [north, south], connections: 1, state: () => ({ working: 37, standing: 12 }) })
const deps = { ...office.deps, meter: metrics.meterOf(north) }
let browser: Browser
let site: Site

/** Five seconds of a rush, written at their end. */
async function fiveSeconds(accepted: number) {
  for (let n = 0; n < accepted; n += 1) deps.meter.acted('application_submitted', 'accepted')
  for (let n = 0; n < 20; n += 1) deps.meter.acted('application_submitted', 'window_not_open')
  deps.meter.batch('application_submitted', 80, 140)
  for (let n = 0; n < accepted * 2; n += 1) metrics.front.admitted(north.host, 'submit')
  for (let n = 0; n < 300; n += 1) metrics.front.turnedAway(north.host, 'browse', 'rate')
  office.moveClock({ seconds: 5 })
  await writeCounts(deps)
}

beforeAll(async () => {
  browser = await openBrowser()
  site = await serve(browser, office)
  site.as(clerk)
  await writeCounts(deps)
  for (let n = 0; n < 12; n += 1) await fiveSeconds(100 + ((n * 37) % 50) * 20)
  office.moveClock({ seconds: 2 })
})
afterAll(() => browser.close())

test.each(['/board', '/board?lang=en', '/board?still=1'])('%s is in order at both widths', async (path) => {
  const page = await browser.newPage()
  expect((await visit(page, site.address(path))).findings).toEqual([])
  await page.close()
})

test('renews itself in place, and what was unfolded stays so', async () => {
  const page = await browser.newPage()
  await page.clock.install()
  site.as(clerk, 'en')
  await page.goto(site.address('/board'))
  await page
    .locator('details')
    .first()
    .evaluate((folded: HTMLDetailsElement) => {
      folded.open = true
    })
  const accepted = page.locator('.figure', { hasText: 'Submissions accepted' }).locator('.figure-value')
  expect(await accepted.textContent()).not.toBe('2,500')
  office.moveClock({ seconds: 3 })
  await writeCounts(deps)
  await fiveSeconds(25_000)
  office.moveClock({ seconds: 2 })
  await page.clock.fastForward(5000)
  // The page's own timers stand still but for those five seconds.
  await vi.waitFor(async () => expect(await accepted.textContent()).toBe('2,500'), { timeout: 20_000, interval: 50 })
  expect(await page.locator('details').first().getAttribute('open')).not.toBeNull()
  await page.close()
})
