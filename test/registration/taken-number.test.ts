import { expect, test } from 'vitest'
import type { Client } from '../../src/rehearsal/client.ts'
import { begun, form, submitted } from '../support/applications.ts'
import { announcedRecruitment, officers, positionOf } from '../support/exams.ts'
import { openOffice, type TestPerson } from '../support/office.ts'

const office = await openOffice()
const people = await officers(office)
const exam = await announcedRecruitment(office, people)
const applications = `/api/exams/${exam.examId}/applications`
const begin = { positionId: positionOf(exam, '003A') }

/** Two officers give a number that a stranger had taken back to its owner, who chooses a password; answers the owner's client. */
async function giveBack(stranger: TestPerson): Promise<Client> {
  const recoveries = `/api/exams/${exam.examId}/recoveries`
  const card = { idNumber: stranger.idNumber, reason: 'taken', name: '真本人', phone: '13935300004', originalCardSeen: true }
  const issued = await people.clerk.post<{ enrolmentId: string }>(recoveries, card)
  const released = await people.section.post<{ link: string }>(`${recoveries}/${issued.body.enrolmentId}/release`, { personSeen: true })
  const token = released.body.link.slice(-43)
  office.moveClock({ minutes: 1 })
  const set = await office.anyone.post('/api/enrolment/password', { token, password: 'yi-fan-feng-shun' })
  expect(set).toMatchObject({ status: 201 })
  return office.withToken(await office.sessionToken(stranger.accountId))
}

test('what a stranger began under my number is not mine: I begin anew, and it is kept', async () => {
  office.moveClock('2026-03-10T10:00:00+08:00')
  const stranger = await office.candidate({ name: '冒名者' })
  const theirs = await begun(stranger, exam, '001E')
  const { path } = theirs
  expect(await stranger.put(`${path}/draft`, { draftVersion: 1, answers: { ...form, address: '陌生人的地址' } })).toMatchObject({
    status: 201,
  })
  const owner = await giveBack(stranger)

  expect((await owner.get('/api/my/applications')).body).toEqual({ applications: [] })
  expect((await owner.get('/my')).text).not.toContain(theirs.number)
  expect((await owner.get('/my/exams')).text).not.toContain(theirs.applicationId)
  expect(await owner.get(path)).toMatchObject({ status: 404, code: 'application_unknown' })
  expect((await owner.get(`/my/applications/${theirs.applicationId}/photo`)).status).toBe(404)
  expect(await owner.put(`${path}/draft`, { draftVersion: 2, answers: { kind: 'general' } })).toMatchObject({ status: 404 })
  expect(await owner.post(`${path}/submissions`, { draftVersion: 2, undertaking: true })).toMatchObject({ status: 404 })

  const mine = await owner.post<{ applicationId: string; draftVersion: number }>(applications, begin)
  expect(mine).toMatchObject({ status: 201, body: { draftVersion: 3 } })
  const anew = await owner.get(`${applications}/${mine.body.applicationId}`)
  expect(anew.body).toMatchObject({ state: 'draft', answers: { kind: 'general' }, documents: [], photo: false, position: { code: '003A' } })
  expect(anew.text).not.toContain('陌生人的地址')
  expect(await owner.post(applications, begin)).toMatchObject({ status: 409, code: 'already_applied' })

  const [kept] = await office.admin<{ id: string; sealed: Buffer; photo: string | null }[]>`
    select application_id as id, draft_sealed as sealed, photo_file as photo from drafts_set_aside`
  expect(kept?.photo).toMatch(/\w{20}/)
  expect(office.deps.keyring.openField(`applications:draft:${kept?.id}`, new Uint8Array(kept?.sealed ?? []))).toContain('陌生人的地址')
  expect((await office.logged('application_begun')).filter(({ detail }) => JSON.stringify(detail).includes('draftSetAside'))).toMatchObject(
    [{ outcome: 'accepted', detail: { application: theirs.applicationId, draftSetAside: 2 } }],
  )
})

test('what the stranger had submitted stays, since a deadline may be over, and is shown as perhaps not mine until I submit it myself', async () => {
  office.moveClock('2026-03-10T10:00:00+08:00')
  const stranger = await office.candidate({ name: '冒名者' })
  const { path, applicationId } = await submitted(stranger, exam)
  expect((await stranger.get(path)).body).toMatchObject({ state: 'submitted', fromStranger: false })
  const owner = await giveBack(stranger)
  expect((await owner.get(path)).body).toMatchObject({ state: 'submitted', fromStranger: true })
  expect((await owner.get(`/my/applications/${applicationId}`)).text).toContain('可能不是您本人填写')
  expect(await owner.post(`${path}/submissions`, { draftVersion: 2, form, undertaking: true })).toMatchObject({ status: 201 })
  expect((await owner.get(path)).body).toMatchObject({ fromStranger: false })
})

test('what the owner or the counter began stays where it is', async () => {
  office.moveClock('2026-03-10T10:00:00+08:00')
  const stranger = await office.candidate({ name: '冒名者' })
  const owner = await giveBack(stranger)
  const mine = await owner.post<{ applicationId: string }>(applications, begin)
  expect(mine.status).toBe(201)
  office.moveClock({ hours: 1 })
  expect((await owner.get(`${applications}/${mine.body.applicationId}`)).status).toBe(200)
  expect(await owner.post(applications, begin)).toMatchObject({ status: 409, code: 'already_applied' })
})
