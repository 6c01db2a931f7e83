import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from './chromium.ts'

export type { Page } from 'playwright-core'

/** A real browser for one test file. Close it in `afterAll`. */
export type Browser = {
  readonly context: BrowserContext
  readonly newPage: (options?: { readonly width?: number; readonly dark?: boolean }) => Promise<Page>
  readonly close: () => Promise<void>
}

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts Chromium with an empty profile. `javaScript: false` shows what someone without scripts sees. */
export async function openBrowser(options: { readonly javaScript?: boolean } = {}): Promise<Browser> {
  const { executable, environment } = await findChromium()
  const profile = mkdtempSync(join(tmpdir(), 'gongyuan-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executable,
    headless: true,
    args: quiet,
    env: { ...definedEnvironment(), ...environment },
    locale: 'zh-CN',
    javaScriptEnabled: options.javaScript ?? true,
    viewport: { width: 1280, height: 900 },
  })
  return {
    context,
    newPage: async ({ width = 1280, dark = false } = {}) => {
      const page = await context.newPage()
      await page.setViewportSize({ width, height: 900 })
      // Without transitions: a button that has just become usable would be judged in a colour of its way there.
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' })
      return page
    },
    close: async () => {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

const definedEnvironment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))

/** The two widths every page is looked at: a phone and a desk. */
export const sizes = [390, 1280] as const

/** One line per finding: rule, place, and what axe says about it. An empty list is a clean page. */
export async function audit(page: Page): Promise<string[]> {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await page.evaluate(axe)
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  })`)
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id} at ${target.join(' ')}: ${failureSummary.replaceAll(/\s+/g, ' ')}`),
  )
}

/** What sticks out of the page to the right, so that it would scroll sideways. Regions that scroll by themselves are allowed. */
export async function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    const scrolls = (element: Element) => ['auto', 'scroll', 'hidden'].includes(getComputedStyle(element).overflowX)
    const inside = (element: Element): boolean => {
      for (let parent = element.parentElement; parent; parent = parent.parentElement) if (scrolls(parent)) return true
      return false
    }
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > width + 1 && !inside(element),
    )
    return [
      `the page is ${document.documentElement.scrollWidth} wide in a window of ${width}`,
      ...wide.map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`),
    ]
  })
}

export const noHorizontalScroll = async (page: Page): Promise<boolean> => (await sticksOut(page)).length === 0

export type Visit = { readonly status: number; readonly findings: readonly string[]; readonly kilobytes: number }

/**
 * Opens the address at both widths and says everything that is wrong with it: axe findings, sideways scroll, console errors
 * (a violation of the content security policy is one), layout shift, more than 100 KB. `findings` must be empty.
 */
export async function visit(page: Page, url: string, widths: readonly number[] = sizes): Promise<Visit> {
  const findings: string[] = []
  let bodies: Promise<number>[] = []
  let bytes = 0
  let status = 0
  const complaint = (text: string) => findings.push(`console: ${text}`)
  const onConsole = (message: { type: () => string; text: () => string }) => {
    if (message.type() === 'error') complaint(message.text())
  }
  const onError = (error: Error) => complaint(error.message)
  const onResponse = (response: { body: () => Promise<Buffer> }) => {
    bodies.push(
      response.body().then(
        (body) => body.length,
        () => 0,
      ),
    )
  }
  page.on('console', onConsole).on('pageerror', onError).on('response', onResponse)
  try {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      bodies = []
      const response = await page.goto(url, { waitUntil: 'load' })
      status = response?.status() ?? 0
      bytes = (await Promise.all(bodies)).reduce((sum, length) => sum + length, 0)
      const shifted = await layoutShift(page)
      await unfold(page)
      findings.push(
        ...[...shifted, ...(await audit(page)), ...(await sticksOut(page)), ...(await sameIds(page))].map((text) => `${width} px: ${text}`),
      )
      if (bytes > 100 * 1024) findings.push(`${width} px: ${Math.ceil(bytes / 1024)} KB is more than 100 KB`)
    }
  } finally {
    page.off('console', onConsole).off('pageerror', onError).off('response', onResponse)
  }
  return { status, findings, kilobytes: Math.ceil(bytes / 1024) }
}

/** Ids that two elements bear: a label of the second would lead to the first. */
const sameIds = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
    return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))].map((id) => `two elements bear the id ${id}`)
  })

/** What is folded away is looked at as well. */
const unfold = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const folded of document.querySelectorAll('details')) folded.open = true
  })

async function layoutShift(page: Page): Promise<string[]> {
  const shift = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        new PerformanceObserver((list, observer) => {
          observer.disconnect()
          done(list.getEntries().reduce((sum, entry) => sum + ('value' in entry && typeof entry.value === 'number' ? entry.value : 0), 0))
        }).observe({ type: 'layout-shift', buffered: true })
        requestAnimationFrame(() => requestAnimationFrame(() => done(0)))
      }),
  )
  return shift > 0.02 ? [`the layout shifts by ${shift.toFixed(3)}`] : []
}
