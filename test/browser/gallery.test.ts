import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openBrowser, visit } from '../support/browser.ts'
import { galleryPaths, openGallery } from './gallery.tsx'

let browser: Browser
let gallery: Awaited<ReturnType<typeof openGallery>>

beforeAll(async () => {
  gallery = await openGallery()
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await gallery?.close()
})

describe('fonts', () => {
  test('考 is drawn, and not as the empty box of a character no font has', async () => {
    const page = await browser.newPage({ width: 390 })
    await page.setContent('<p id="a">考</p><p id="b">㛃</p><p id="missing">\u{10fffd}</p><p id="again">\u{10fffd}</p>')
    await page.addStyleTag({ content: 'p { font: 40px sans-serif; width: 60px; height: 60px; margin: 0 }' })
    const pixels = async (id: string) => (await page.locator(id).screenshot()).toString('base64')
    const [drawn, rare, missing, again] = [await pixels('#a'), await pixels('#b'), await pixels('#missing'), await pixels('#again')]
    expect(missing).toBe(again)
    expect(drawn).not.toBe(missing)
    expect(rare).not.toBe(missing)
    expect(drawn).not.toBe(rare)
    await page.close()
  })
})

describe.each([{ dark: false }, { dark: true }])('every component, dark: $dark', ({ dark }) => {
  test.each(galleryPaths)('%s is clean at both widths', async (path) => {
    const page = await browser.newPage({ dark })
    expect(await visit(page, gallery.origin + path)).toMatchObject({ status: 200, findings: [] })
    await page.close()
  })
})

describe('keyboard and language', () => {
  test('the first key press offers to skip to the content', async () => {
    const page = await browser.newPage()
    await page.goto(`${gallery.origin}/officer`)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
    await page.close()
  })

  test('a problem on top leads to its field', async () => {
    const page = await browser.newPage({ width: 390 })
    await page.goto(`${gallery.origin}/candidate`)
    await page.getByRole('alert').getByRole('link', { name: '证件号码末位校验不符' }).click()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('idNumber')
    await page.close()
  })

  test('English pages are clean as well', async () => {
    const page = await browser.newPage()
    expect((await visit(page, `${gallery.origin}/officer?lang=en`)).findings).toEqual([])
    expect(await page.getAttribute('html', 'lang')).toBe('en-GB')
    await page.close()
  })
})

describe('the audit itself', () => {
  test('finds what is wrong on a bad page', async () => {
    const page = await browser.newPage()
    const bad = 'data:text/html,<html><body><img src="data:,"><div style="width:3000px">wide</div></body></html>'
    const { findings } = await visit(page, bad)
    expect(findings.some((finding) => finding.includes('image-alt'))).toBe(true)
    expect(findings.some((finding) => finding.includes('the page is 3'))).toBe(true)
    await page.close()
  })
})
