import { afterAll, beforeAll, expect, test } from 'vitest'
import { known } from '../../src/foundation/invariant.ts'
import { openArrangedOffice } from '../support/arrange.ts'
import { arrangeSitting, carryTo, makePackages, packageOf, roomAt, type Sitting, startRoom } from '../support/arrange-sitting.ts'
import { type Browser, openBrowser, visit } from '../support/browser.ts'
import type { TestPerson } from '../support/office.ts'
import { serve } from '../support/site.ts'

const office = await openArrangedOffice()
let browser: Browser
let site: Awaited<ReturnType<typeof serve>>
let sitting: Sitting
let before: Sitting
let packageId: string

beforeAll(async () => {
  browser = await openBrowser()
  site = await serve(browser, office)
  before = await arrangeSitting(office)
  sitting = await arrangeSitting(office)
  await makePackages(sitting)
  await startRoom(office, sitting, 0)
  await carryTo(sitting, 'to_vault', 1)
  const [row] = await office.admin<{ id: string }[]>`
    select id from packages where exam_id = ${sitting.examId} and number = ${packageOf(0)}`
  packageId = known(row, 'a package').id
}, 120_000)
afterAll(() => browser.close())

const roomOf = (one: Sitting, index: number) => {
  const { examSessionId, roomId } = roomAt(one, index)
  return `/exams/${one.examId}/sitting/sessions/${examSessionId}/rooms/${roomId}`
}

const pages: readonly [string, string, () => string, () => TestPerson][] = [
  ['the packages', 'the secrecy officer', () => `/exams/${sitting.examId}/custody`, () => sitting.secrecy],
  ['the packing list', 'the secrecy officer', () => `/exams/${before.examId}/custody/packing`, () => before.secrecy],
  ['the order', 'the secrecy officer', () => `/exams/${before.examId}/custody/order`, () => before.secrecy],
  ['the order', 'the exam office', () => `/exams/${before.examId}/custody/order`, () => before.examOffice],
  ['the preparation', 'the exam office', () => `/exams/${sitting.examId}/staffing/preparation`, () => sitting.examOffice],
  ['the vault', 'a guard', () => `/exams/${sitting.examId}/custody/vault`, () => sitting.guards[0]],
  ['a handoff', 'a guard', () => `/exams/${sitting.examId}/custody/handoff?leg=to_vault`, () => sitting.guards[0]],
  ['a package', 'the inspector', () => `/exams/${sitting.examId}/custody/packages/${packageId}`, () => sitting.inspector],
  ['the day', 'the chief examiner', () => `/exams/${sitting.examId}/sitting`, () => sitting.chief],
  ['a waiting room', 'its invigilator', () => roomOf(sitting, 1), () => roomAt(sitting, 1).invigilators[0]],
  ['a running room', 'its invigilator', () => roomOf(sitting, 0), () => roomAt(sitting, 0).invigilators[0]],
  ['staffing', 'the exam office', () => `/exams/${sitting.examId}/staffing`, () => sitting.examOffice],
]

test.each(pages)('%s, seen by %s, is in order at both widths', async (_page, _reader, path, reader) => {
  site.as(reader())
  const page = await browser.newPage()
  const seen = await visit(page, site.address(path()))
  expect(seen.status).toBe(200)
  expect(seen.findings).toEqual([])
  await page.close()
})

test('an invigilator takes attendance on a phone by choosing for each seat', async () => {
  const room = roomAt(sitting, 0)
  site.as(room.invigilators[0])
  const page = await browser.newPage({ width: 390 })
  await page.goto(site.address(roomOf(sitting, 0)))
  const absent = known(room.tickets[1], 'a ticket').number
  await page.selectOption(`select[name="status-${absent}"]`, 'absent')
  await page.click('#attendance button[type=submit]')
  await page.waitForLoadState()
  expect(await page.inputValue(`select[name="status-${absent}"]`)).toBe('absent')
  const { seats } = (
    await sitting.chief.get<{ seats: { ticket: string; status: string }[] }>(`/api${roomOf(sitting, 0).replace('/sitting', '')}`)
  ).body
  expect(seats.filter(({ status }) => status === 'absent').map(({ ticket }) => ticket)).toEqual([absent])
  await page.close()
})
