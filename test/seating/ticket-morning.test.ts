import { expect, test, vi } from 'vitest'
import { known } from '../../src/foundation/invariant.ts'
import { sessionCookie } from '../../src/http/requests.ts'
import { press } from '../../src/print/press.ts'
import { sampleData } from '../../src/print/sample-data.ts'
import { sealImage, storeImage } from '../../src/registration/upload-material.ts'
import { loadAssets } from '../../src/web/assets.ts'
import { photograph } from '../support/applications.ts'
import { arrangeExam, openArrangedOffice } from '../support/arrange.ts'
import { drawParties, drawSeats, loseRooms } from '../support/draw.ts'

const office = await openArrangedOffice()
const exam = await arrangeExam(office, { candidates: 33 })
const parties = await drawParties(office, exam.examId, exam.examOffice)
await drawSeats(office, exam, parties)
const photo = await sealImage(office.deps, 'photo', photograph)
if (!photo.ok) throw new Error(photo.refusal)
const { file: photoFile } = await storeImage(office.deps, photo.value)
await office.admin`update applications set photo_file = ${photoFile}`

const page = (applicationId: string) => `/my/applications/${applicationId}/ticket`
const roomOf = async (of: (typeof exam.candidates)[number]) =>
  (await of.person.get<{ siteName: string; roomName: string; seat: number }>(`/api${page(of.applicationId)}`)).body
const file = async (of: (typeof exam.candidates)[number]) => {
  const { status, text, headers } = await of.person.get(`${page(of.applicationId)}.pdf`)
  expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([200, 'application/pdf', 'no-store'])
  return text
}

test('the ticket is two questions to the database, its printed page three', async () => {
  const [one] = exam.candidates
  await one?.person.get('/my')
  const statements = async (path: string) =>
    (await office.statementsOf(async () => expect((await one?.person.get(path))?.status).toBe(200))).length
  expect(await statements(`/api${page(one?.applicationId ?? '')}`)).toBe(1)
  expect(await statements(page(one?.applicationId ?? ''))).toBe(2)
  expect(await statements(`${page(one?.applicationId ?? '')}.pdf`)).toBe(3)
})

/** The same service again, which has kept nothing and is asked by one after the other. */
async function filesAlone(of: typeof exam.candidates): Promise<string[]> {
  vi.resetModules()
  const { createApp } = await import('../../src/app.ts')
  const { origin } = office.authority
  const app = createApp({ authorities: [office.authority], depsFor: () => office.deps, assets: await loadAssets() })
  const files: string[] = []
  for (const { applicationId, person } of of) {
    const cookie = `${sessionCookie(origin)}=${await office.sessionToken(person.accountId)}`
    const reply = await app.request(`${origin}${page(applicationId)}.pdf`, { headers: { cookie } })
    files.push(await reply.text())
  }
  return files
}

test('everybody at once gets their own, the same again whoever asks when', async () => {
  const some = exam.candidates.slice(0, 20)
  const files = await Promise.all(some.map(file))
  expect(new Set(files).size).toBe(20)
  const alone = await filesAlone(some)
  expect(files.map((one) => alone.indexOf(one))).toEqual([...files.keys()])
  office.moveClock({ hours: 30 })
  expect(await Promise.all(exam.candidates.slice(0, 20).map(file))).toEqual(files)
})

test('a candidate whose room was lost gets another page at once, and nobody else does', async () => {
  const before = await Promise.all(exam.candidates.map(async (one) => ({ one, room: await roomOf(one), file: await file(one) })))
  await loseRooms(office, exam, parties, 1)
  let moved = 0
  for (const { one, room, file: former } of before) {
    const now = await roomOf(one)
    const same = now.roomName === room.roomName && now.seat === room.seat && now.siteName === room.siteName
    if (!same) moved += 1
    expect([one.applicationId, (await file(one)) === former]).toEqual([one.applicationId, same])
    if (!same) expect((await one.person.get(page(one.applicationId))).text).toContain(now.roomName)
  }
  expect(moved).toBeGreaterThan(0)
})

test('while too many wait, a printed page is declined with a time to come back; the seat is still shown', async () => {
  const [one] = exam.candidates
  const { applicationId, person } = known(one, 'a candidate')
  await office.admin`update tickets set issued_at = issued_at + interval '1 day' where application_id = ${applicationId}`
  const data = JSON.stringify({ ...sampleData.list, rows: [] })
  const order = { sheet: { template: 'list', data, at: office.now().toString(), pictures: {} } }
  const waiting = Array.from({ length: 400 }, () => press(order))
  const declined = await person.get(`${page(applicationId)}.pdf`)
  expect([declined.status, declined.code]).toEqual([503, 'printing_busy'])
  expect(Number(declined.headers.get('retry-after'))).toBeGreaterThanOrEqual(2)
  await Promise.all(waiting)
  expect((await person.get(page(applicationId))).status).toBe(200)
  expect((await person.get(`${page(applicationId)}.pdf`)).status).toBe(200)
})
