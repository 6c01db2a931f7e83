import { afterAll, beforeAll, expect, test } from 'vitest'
import { known } from '../../src/foundation/invariant.ts'
import { sessionCookie } from '../../src/http/requests.ts'
import { approveAll, arrangeDesk, type Desk, issue, type Printed, print, receive, register, spoil } from '../certificates/worker.ts'
import { type Browser, openBrowser, visit } from '../support/browser.ts'
import { openOffice, type TestPerson } from '../support/office.ts'

const office = await openOffice({ checked: false })
let browser: Browser
let desk: Desk
let mine: Printed
let statement = ''

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

const signIn = async ({ accountId }: TestPerson) => {
  await browser.context.clearCookies()
  await browser.context.addCookies([
    {
      name: sessionCookie(office.authority.origin),
      value: await office.sessionToken(accountId),
      domain: 'north.test',
      path: '/',
      secure: true,
    },
  ])
}

test.each(['', '?lang=en'])('the desk is in order at both widths %s', async (query) => {
  const page = await browser.newPage()
  for (const person of [desk.clerk, desk.director]) {
    await signIn(person)
    const path = `https://north.test/exams/${desk.examId}/certificates`
    expect((await visit(page, path + query)).findings).toEqual([])
    expect((await visit(page, `${path}/${mine.certificateId}${query}`)).findings).toEqual([])
  }
  await page.close()
})

test('the holder sees the certificate, and downloads it as PDF', async () => {
  const { person } = known(desk.people[0], 'one')
  await signIn(person)
  const page = await browser.newPage()
  const seen = await visit(page, 'https://north.test/my/certificates')
  expect(seen.findings).toEqual([])
  expect(await page.textContent('main')).toContain(mine.number)
  const file = await office.app.request(`https://north.test/my/certificates/${mine.certificateId}/certificate.pdf`, {
    headers: { cookie: `${sessionCookie(office.authority.origin)}=${await office.sessionToken(person.accountId)}` },
  })
  expect(file.status).toBe(200)
  expect(
    Buffer.from(await file.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  await page.close()
})

test('anybody checks a number, and the browser checks the signature by itself', async () => {
  await browser.context.clearCookies()
  const page = await browser.newPage()
  for (const path of ['', '?lang=en', `?number=${mine.number}`, '?number=WK20260000001'])
    expect((await visit(page, `https://north.test/public/certificates${path}`)).findings.filter((one) => !one.includes('422'))).toEqual([])
  await page.goto(`https://north.test/public/certificates?lang=zh&number=${mine.number}#${statement}`)
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
