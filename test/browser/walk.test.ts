import { afterAll, beforeAll, expect, test } from 'vitest'
import { arrangeScores, openScoredOffice, publishAndWait, type Scored } from '../support/arrange-scores.ts'
import { audit, type Browser, openBrowser, type Page, sizes, sticksOut } from '../support/browser.ts'
import type { TestPerson } from '../support/office.ts'
import { type Site, serve } from '../support/site.ts'

/** Every kind of page that is reached by clicking from `/`, by nobody, a candidate and an officer, in an exam whose scores are public. */
const office = await openScoredOffice()
let browser: Browser
let site: Site
let exam: Scored

beforeAll(async () => {
  browser = await openBrowser()
  site = await serve(browser, office)
  exam = await arrangeScores(office, { posts: [{ scores: ['88.50', '80', '80', '61.25', 'absent'] }, { scores: ['70', 'breach'] }] })
  await publishAndWait(office, exam, 'written-scores/draft')
}, 120_000)
afterAll(() => browser.close())

/** One page of each kind is enough: ids, numbers and days are taken out of its address. */
const kindOf = (path: string) =>
  path
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replaceAll(/\/\d+(?=\/|$)/g, '/:n')
    .replace(/\?.*/, (query) => `?${[...new URLSearchParams(query).keys()].toSorted().join('&')}`)

/** What the program calls things: names of fields and codes, instants, ids. The log and proofs show them on purpose. */
const raw =
  /\b[a-z]+(?:_[a-z]+)+\b|\banswers\.\w+|\d{4}-\d\d-\d\dT\d\d|\b(?:undefined|null|NaN|true|false)\b|\[object|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/
const mayBeRaw = /^\/log/

type Met = { readonly path: string; readonly status: number; readonly findings: readonly string[] }

/** Pages that nobody in particular was shown already are left out for the others, and the one file that no arrangement can print. */
const left = (who: TestPerson | undefined, path: string) =>
  (who !== undefined && /^\/(public|log)/.test(path)) || path.endsWith('/ticket.pdf')

async function walk(who: TestPerson | undefined, lang: 'zh' | 'en' = 'zh'): Promise<Met[]> {
  site.as(who, lang)
  const page = await browser.newPage()
  const met: Met[] = []
  const kinds = new Set<string>()
  const queue = ['/']
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (kinds.has(kindOf(path)) || left(who, path)) continue
    kinds.add(kindOf(path))
    const response = await site.ask(path)
    const html = (response.headers.get('content-type') ?? '').startsWith('text/html')
    met.push({ path: kindOf(path), status: response.status, findings: html && response.status === 200 ? await look(page, path) : [] })
    if (!html) continue
    for (const [, href = ''] of (await response.text()).matchAll(/<a [^>]*href="(\/[^"#]*)/g))
      if (!/lang=|[?&](below|after|page)=/.test(href)) queue.push(href.replaceAll('&amp;', '&'))
  }
  await page.close()
  return met
}

async function look(page: Page, path: string): Promise<string[]> {
  const findings: string[] = []
  const complain = ({ type, text }: { type: () => string; text: () => string }) => type() === 'error' && findings.push(text())
  page.on('console', complain)
  await page.setViewportSize({ width: sizes[1], height: 900 })
  await page.goto(site.address(path), { waitUntil: 'load' })
  findings.push(...(await audit(page)))
  for (const width of sizes) {
    await page.setViewportSize({ width, height: 900 })
    findings.push(...(await sticksOut(page)).map((text) => `${width} px: ${text}`))
  }
  // biome-ignore lint/performance/useDomNodeTextContent: what people see, without the data of the page's scripts
  const found = mayBeRaw.test(path) ? null : raw.exec(await page.innerText('main'))
  if (found) findings.push(`says “${found[0]}”`)
  page.off('console', complain)
  return findings
}

/** A link that leads to a refusal is a fault; a redirect leads to signing in. */
const wrong = (met: readonly Met[]) => met.filter(({ status, findings }) => (status !== 200 && status !== 303) || findings.length > 0)

test('nobody in particular', async () => {
  const met = await walk(undefined)
  expect(wrong(met)).toEqual([])
  expect(met.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['/public/exams/:id', '/public/exams/:id/publicity/:id', '/public/exams/:id/draws/:id', '/log', '/sign-up']),
  )
}, 60_000)

test('a candidate, in English', async () => {
  const one = exam.posts[0]?.people[0]
  if (!one) throw new Error('somebody applied')
  const met = await walk(one.person, 'en')
  expect(wrong(met)).toEqual([])
  expect(met.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['/my/applications/:id', '/my/applications/:id/ticket', '/my/exams/:id/place', '/my/reviews', '/my/inbox']),
  )
}, 60_000)

test('officers of one exam', async () => {
  const several = await office.officer(
    [
      'exam_office',
      'section_head',
      'discipline_inspector',
      'review_lead',
      'chief_examiner',
      'score_clerk',
      'panel_clerk',
      'certificate_clerk',
    ],
    { examId: exam.examId },
  )
  const met = await walk(several)
  expect(wrong(met)).toEqual([])
  const stages = ['registration', 'qualification', 'seating', 'staffing', 'custody', 'sitting', 'marking', 'shortlisting', 'interview']
  expect(met.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['/exams', '/exams/:id/publicity', ...stages.map((stage) => `/exams/:id/${stage}`)]),
  )
}, 90_000)
