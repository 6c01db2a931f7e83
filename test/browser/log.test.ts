import { afterAll, beforeAll, expect, test } from 'vitest'
import { awaitPublication } from '../../src/log/sequence.ts'
import { recordLeaves } from '../log/recording.ts'
import { type Browser, openBrowser, visit } from '../support/browser.ts'
import { openOffice } from '../support/office.ts'
import { type Site, serve } from '../support/site.ts'

const office = await openOffice()
let browser: Browser
let site: Site

beforeAll(async () => {
  browser = await openBrowser()
  site = await serve(browser, office)
  await recordLeaves(office.deps, 600)
  await awaitPublication(office.deps)
})
afterAll(() => browser.close())

test.each(['/log', '/log?lang=en', '/log/entries/7', '/log/verify'])('%s is in order at both widths', async (path) => {
  const page = await browser.newPage()
  const seen = await visit(page, site.address(path))
  expect(seen.findings).toEqual([])
  await page.close()
})

test('the browser derives the whole log again, and remembers it', async () => {
  const page = await browser.newPage()
  await page.goto(site.address('/log/verify?lang=en'))
  const verifyAgain = async () => {
    await page.click('#verify-start')
    await page.waitForSelector('#verify-start:not([disabled])')
    return page.locator('#verify-status').getAttribute('data-outcome')
  }
  expect(await verifyAgain()).toBe('holds')
  expect(await page.textContent('#verify-status')).toMatch(/600 entries give the root.*signature is good.*kept in this browser/)
  await recordLeaves(office.deps, 1)
  await awaitPublication(office.deps)
  expect(await verifyAgain()).toBe('holds')
  expect(await page.textContent('#verify-status')).toContain('begins with the 600 entries you verified before')

  // Somebody with database and key winds the log back and goes on: right in itself, and not what this browser has seen.
  await office.admin.unsafe(`
    delete from log_entries; delete from log_pending; delete from log_leaves; delete from log_subtrees; delete from log_checkpoints;
    update log_head set size = 0, frontier = '{}', root = sha256('')`)
  await recordLeaves(office.deps, 602, { event: 'something_else' })
  await awaitPublication(office.deps)
  expect(await verifyAgain()).toBe('kept_root_differs')
  await page.close()
})
