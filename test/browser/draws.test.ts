import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Arranged, arrangeExam, openArrangedOffice } from '../support/arrange.ts'
import { type Browser, openBrowser, visit } from '../support/browser.ts'
import { drawParties, drawSeats, drawTerms, loseRooms, type Party } from '../support/draw.ts'
import type { TestPerson } from '../support/office.ts'
import { type Site, serve } from '../support/site.ts'

const office = await openArrangedOffice()
let browser: Browser
let site: Site
let exam: Arranged
let parties: [Party, Party, Party]
let drawId: string

beforeAll(async () => {
  browser = await openBrowser()
  site = await serve(browser, office)
  exam = await arrangeExam(office, { candidates: 20 })
  parties = await drawParties(office, exam.examId, exam.examOffice)
  drawId = await drawSeats(office, exam, parties)
})
afterAll(() => browser.close())

const address = (path: string) => site.address(path)

describe('the browser draws again', () => {
  const recompute = async (number: string, tamper?: (text: string) => string) => {
    site.as(undefined)
    const page = await browser.newPage()
    const path = `/public/exams/${exam.examId}/draws/${drawId}`
    if (tamper)
      await page.route(address(`${path}/transcript.json`), async (route) => {
        const response = await office.app.request(route.request().url())
        await route.fulfill({ status: 200, contentType: 'application/json', body: tamper(await response.text()) })
      })
    await page.goto(address(`${path}?lang=en`))
    await page.fill('input[name=number]', number)
    await page.click('#recompute button')
    await page.waitForSelector('#recompute-status[data-outcome]:not([data-outcome=working])')
    const outcome = await page.locator('#recompute-status').getAttribute('data-outcome')
    const text = (await page.textContent('#recompute-status')) ?? ''
    const marked = await page.locator('#recompute-plan .seat.marked text').allTextContents()
    const href = tamper
      ? null
      : await page
          .locator('#recompute-status a')
          .getAttribute('href', { timeout: 500 })
          .catch(() => null)
    await page.close()
    return { outcome, text, href, marked }
  }

  test('and finds the candidate’s own seat by ticket number and by label', async () => {
    const [first] = exam.candidates
    const ticket = await first?.person.get<{ number: string; label: string; seat: number; roomNumber: number }>(
      `/api/my/applications/${first.applicationId}/ticket`,
    )
    const { number = '', label = '', seat, roomNumber } = ticket?.body ?? {}
    for (const asked of [number, label]) {
      const shown = await recompute(asked)
      expect(shown.outcome).toBe('holds')
      expect(shown.text).toContain(`room ${roomNumber}, seat ${seat}`)
      expect(shown.text).toContain(label)
      expect(shown.href).toContain(`seat=${seat}`)
      expect(shown.marked).toEqual([String(seat)])
    }
  })

  test('and says when a number is mistyped, or the file is not the published one', async () => {
    expect((await recompute('2600010011')).outcome).toMatch(/unknown|holds/)
    expect((await recompute('nobody')).outcome).toBe('unknown')
    expect((await recompute('', (text) => text.replace('"seat', '"seat'))).outcome).toBe('holds')
    expect((await recompute('', (text) => text.replace(/"seed":"./, '"seed":"x'))).outcome).toBe('broken')
  })
})

describe('a ticket is checked at the door', () => {
  const ticketPath = () => `/my/applications/${exam.candidates[0]?.applicationId}/ticket`
  const checkPage = () => address(`/public/exams/${exam.examId}/ticket-check?lang=en`)

  test('with no network once the page is open: the drawn seat stands, an edited one does not', async () => {
    site.as(exam.candidates[0]?.person)
    const page = await browser.newPage()
    await page.goto(address(ticketPath()))
    const code = (await page.getAttribute('#ticket-proof', 'href')) ?? ''
    const seat = Number(/[#&]s=(\d+)/.exec(code)?.[1])
    site.as(undefined)
    await page.goto(checkPage())
    await page.waitForSelector('#ticket-check button[type=submit]:not([disabled])')
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await browser.context.setOffline(true)
    const outcome = async (text: string) => {
      await page.fill('input[name=code]', text)
      await page.click('#ticket-check button[type=submit]')
      return page.getAttribute('#ticket-status', 'data-outcome')
    }
    try {
      expect(await outcome(code)).toBe('stands')
      expect(await page.locator('#ticket-facts dd').allTextContents()).toContain(String(seat))
      expect(await outcome(code.replace(`s=${seat}`, `s=${seat + 1}`))).toBe('forged')
      expect(await page.locator('#ticket-facts dd').count()).toBe(0)
      expect(await outcome(code.replace(/d=[0-9a-f]/, (found) => (found.endsWith('0') ? 'd=1' : 'd=0')))).toBe('another')
      expect(await outcome('2600010011')).toBe('unreadable')
      expect(asked).toEqual([])
    } finally {
      await browser.context.setOffline(false)
      await page.close()
    }
  })

  test('whose holder was seated anew because the room was lost: the former code is superseded, the new one stands', async () => {
    const other = await arrangeExam(office, { candidates: 2, subjects: ['综合类'] })
    const people = await drawParties(office, other.examId, other.examOffice)
    await drawSeats(office, other, people)
    const [one] = other.candidates
    const page = await browser.newPage()
    const codeOf = async () => {
      site.as(one?.person)
      await page.goto(address(`/my/applications/${one?.applicationId}/ticket`))
      return (await page.getAttribute('#ticket-proof', 'href')) ?? ''
    }
    const former = await codeOf()
    await loseRooms(office, other, people)
    const now = await codeOf()
    site.as(undefined)
    await page.goto(address(`/public/exams/${other.examId}/ticket-check?lang=en`))
    await page.waitForSelector('#ticket-check button[type=submit]:not([disabled])')
    for (const [code, outcome, shown] of [
      [former, 'superseded', 0],
      [now, 'stands', 12],
      [former.replace(/&s=\d+/, '&s=29'), 'forged', 0],
    ] as const) {
      await page.fill('input[name=code]', code)
      await page.click('#ticket-check button[type=submit]')
      expect(await page.getAttribute('#ticket-status', 'data-outcome')).toBe(outcome)
      expect(await page.locator('#ticket-facts > *').count()).toBe(shown)
    }
    await page.close()
  })

  test('by the phone that scanned it: the address alone says so', async () => {
    site.as(exam.candidates[0]?.person)
    const page = await browser.newPage()
    await page.goto(address(ticketPath()))
    const code = (await page.getAttribute('#ticket-proof', 'href')) ?? ''
    await page.goto(code.replace(/^http:/, 'https:'))
    await page.waitForSelector('#ticket-status[data-outcome]')
    expect(await page.getAttribute('#ticket-status', 'data-outcome')).toBe('stands')
    await page.close()
  })
})

describe('a party makes its value in its own browser', () => {
  test('commits, and reveals the same value when everybody is bound', async () => {
    const other = await arrangeExam(office, { candidates: 2, subjects: ['综合类'] })
    const people = await drawParties(office, other.examId, other.examOffice)
    await other.examOffice.post(`/api/exams/${other.examId}/list-freeze`)
    const frozen = await other.examOffice.post<{ drawId: string }>(`/api/exams/${other.examId}/draws/seats`, drawTerms(office))
    const path = `/exams/${other.examId}/draws/${frozen.body.drawId}`
    const page = await browser.newPage()
    const press = async (button: 'commit' | 'reveal') => {
      await page.goto(address(`${path}?lang=en`))
      await page.click(`#contribute-${button}:not([disabled])`)
      await page.waitForFunction(() => document.querySelector('#contribute-status')?.textContent !== '')
      return page.textContent('#contribute-status')
    }
    for (const { person } of people) {
      site.as(person)
      expect(await press('commit')).toContain('Committed')
    }
    for (const { person } of people) {
      site.as(person)
      expect(await press('reveal')).toContain('Revealed')
    }
    await page.close()
    const seen = await office.anyone.get<{ step: string; parties: { value: string }[] }>(
      `/api/public/exams/${other.examId}/draws/${frozen.body.drawId}`,
    )
    expect(seen.body.step).toBe('source')
    expect(new Set(seen.body.parties.map(({ value }) => value)).size).toBe(3)
  })
})

describe('the pages are in order at both widths', () => {
  const paths: [string, string, (exam: Arranged) => string, () => TestPerson | undefined][] = [
    ['public draws', 'anyone', ({ examId }) => `/public/exams/${examId}/draws`, () => undefined],
    ['one draw', 'anyone', ({ examId }) => `/public/exams/${examId}/draws/${drawId}?site=S1&room=1&seat=2`, () => undefined],
    ['seating', 'the office', ({ examId }) => `/exams/${examId}/seating`, () => exam.examOffice],
    ['staffing', 'the office', ({ examId }) => `/exams/${examId}/staffing`, () => exam.examOffice],
    ['the officers’ draw', 'the inspector', ({ examId }) => `/exams/${examId}/draws/${drawId}`, () => parties[1].person],
    ['the check of tickets', 'anyone', ({ examId }) => `/public/exams/${examId}/ticket-check`, () => undefined],
    [
      'a ticket',
      'the candidate',
      ({ candidates }) => `/my/applications/${candidates[0]?.applicationId}/ticket`,
      () => exam.candidates[0]?.person,
    ],
  ]
  test.each(paths)('%s, seen by %s', async (_page, _reader, path, reader) => {
    site.as(reader())
    const page = await browser.newPage()
    const seen = await visit(page, address(path(exam)))
    expect(seen.status).toBe(200)
    expect(seen.findings).toEqual([])
    await page.close()
  })
})
