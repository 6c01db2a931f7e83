import { afterAll, beforeAll, expect, test } from 'vitest'
import { known } from '../../src/foundation/invariant.ts'
import { approveAll, arrangeDesk, type Desk, issue, type Printed, print, receive, register, spoil } from '../certificates/worker.ts'
import { type Browser, openBrowser, visit } from '../support/browser.ts'
import { openOffice } from '../support/office.ts'
import { type Site, serve } from '../support/site.ts'

const office = await openOffice({ checked: false })
let browser: Browser
let site: Site
let desk: Desk
let mine: Printed
let statement = ''

beforeAll(async () => {
  browser = await openBrowser()
  site = await serve(browser, office)
  desk = await arrangeDesk(office, ['75', '88', '59', '92'])
  await approveAll(desk)
  await receive(desk, 1, 8)
  const [one, two] = await print(desk, ...desk.people.slice(0, 2))
  mine = known(one, 'one was printed')
  await register(desk)
  await issue(desk, mine)
  await spoil(desk, known(two, 'two were printed').blankNumber)
  const [again] = await print(desk, known(desk.people[1], 'two'))
  known(again, 'printed again')
  const own = await known(desk.people[0], 'one').person.get<{ certificates: { statement: string }[] }>('/api/my/certificates')
  statement = known(own.body.certificates[0], 'mine').statement
})
afterAll(() => browser.close())

test.each(['', '?lang=en'])('the desk is in order at both widths %s', async (query) => {
  const page = await browser.newPage()
  for (const person of [desk.clerk, desk.director]) {
    site.as(person)
    const path = site.address(`/exams/${desk.examId}/certificates`)
    expect((await visit(page, path + query)).findings).toEqual([])
    expect((await visit(page, `${path}/${mine.certificateId}${query}`)).findings).toEqual([])
  }
  await page.close()
})

test('the holder sees the certificate, and downloads it as PDF', async () => {
  const { person } = known(desk.people[0], 'one')
  site.as(person)
  const page = await browser.newPage()
  const seen = await visit(page, site.address('/my/certificates'))
  expect(seen.findings).toEqual([])
  expect(await page.textContent('main')).toContain(mine.number)
  const file = await site.ask(`/my/certificates/${mine.certificateId}/certificate.pdf`)
  expect(file.status).toBe(200)
  expect(
    Buffer.from(await file.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  await page.close()
})

test('anybody checks a number, and the browser checks the signature by itself', async () => {
  site.as(undefined)
  const page = await browser.newPage()
  for (const path of ['', '?lang=en', `?number=${mine.number}`, '?number=WK20260000001'])
    expect((await visit(page, site.address(`/public/certificates${path}`))).findings.filter((one) => !one.includes('422'))).toEqual([])
  await page.goto(site.address(`/public/certificates?lang=zh&number=${mine.number}#${statement}`))
  await page.waitForSelector('#offline-says[data-outcome=genuine]')
  expect(await page.textContent('main')).toContain('有效')
  const { person } = known(desk.people[0], 'one')
  await page.fill('[name=holderName]', person.name)
  await page.fill('[name=holderNumber]', person.idNumber)
  await page.click('#offline-check')
  await page.waitForSelector('#offline-says[data-holder=true]')
  await page.fill('[name=holderName]', '张冠李')
  await page.click('#offline-check')
  await page.waitForSelector('#offline-says[data-holder=false]')
  const forged = `${statement.slice(0, -4)}${statement.endsWith('AAAA') ? 'BBBA' : 'AAAA'}`
  await page.fill('[name=statement]', forged)
  await page.click('#offline-check')
  await page.waitForSelector('#offline-says[data-outcome=forged]')
  await page.close()
})
