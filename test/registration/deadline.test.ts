import { describe, expect, test } from 'vitest'
import { begun, form, photograph, submitted } from '../support/applications.ts'
import { announcedRecruitment, officers } from '../support/exams.ts'
import { openOffice } from '../support/office.ts'
import { trickle } from '../support/trickle.ts'

const office = await openOffice()
const exam = await announcedRecruitment(office, await officers(office))
const inside = '2026-03-10T10:00:00+08:00'
const lastSecond = '2026-03-13T17:59:59+08:00'
const closesAt = '2026-03-13T18:00:00+08:00'
const late = '2026-03-13T18:04:00+08:00'

describe('the last second of registration', () => {
  test('a photograph that began to arrive in it counts, and carries that time in the log', async () => {
    office.moveClock(inside)
    const person = await office.candidate()
    const { path } = await submitted(person, exam)
    office.moveClock(lastSecond)
    const upload = { method: 'PUT', path: `${path}/materials/photo`, type: 'application/octet-stream', body: photograph } as const
    expect(await trickle(office, person, { ...upload, meanwhile: () => office.moveClock(late) })).toMatchObject({ status: 201 })
    const logged = (await office.logged('material_uploaded')).at(-1)
    expect(logged).toMatchObject({ outcome: 'accepted', at: expect.stringMatching(/^2026-03-13T09:59:59/) })
    expect(await person.put(upload.path, photograph)).toMatchObject({ status: 409, code: 'window_closed' })
  })

  test('a submission that began to arrive in it counts; one that arrives whole with the stroke of the hour does not', async () => {
    office.moveClock(inside)
    const person = await office.candidate()
    const { path } = await begun(person, exam)
    const other = await office.candidate()
    const second = await begun(other, exam)
    office.moveClock(lastSecond)
    const body = JSON.stringify({ draftVersion: 1, form, undertaking: true })
    const submission = (to: string) => ({ method: 'POST', path: `${to}/submissions`, type: 'application/json', body }) as const
    expect(await trickle(office, person, { ...submission(path), meanwhile: () => office.moveClock(late) })).toMatchObject({ status: 201 })
    office.moveClock(closesAt)
    expect(await trickle(office, other, { ...submission(second.path), meanwhile: () => undefined })).toMatchObject({
      status: 409,
      code: 'window_closed',
    })
  })
})
