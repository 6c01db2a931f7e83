import { beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import type { Deps } from '../../src/deps.ts'
import { sessionCookie } from '../../src/http/requests.ts'
import type { Client } from '../../src/rehearsal/client.ts'
import { loadAssets } from '../../src/web/assets.ts'
import { begun, form, submitted, workerForm } from '../support/applications.ts'
import { officers, positionOf, text } from '../support/exams.ts'
import { keyedClient } from '../support/keyed-client.ts'
import { openOffice, type TestPerson } from '../support/office.ts'
import { announcedSittings, announcedWelfare, slotOf, type WithSlots } from '../support/places.ts'
import { race } from '../support/race.ts'

const office = await openOffice()
const people = await officers(office)
const opens = '2026-03-09T09:00:00+08:00'
const inside = '2026-03-10T10:00:00+08:00'
const outside = '2026-03-02T10:00:00+08:00'
/** Posts of an exam of its own, since each test fills them. */
async function welfare(places: Readonly<Record<string, number>> = { 101: 2, 102: 3 }, slots?: Parameters<typeof announcedWelfare>[3]) {
  office.moveClock(outside)
  const exam = await announcedWelfare(office, people, places, slots)
  office.moveClock(inside)
  return exam
}
const sittings = [
  { code: '1', startsAt: '2026-04-18T09:00:00+08:00', endsAt: '2026-04-18T11:00:00+08:00', places: 1 },
  { code: '2', startsAt: '2026-04-19T09:00:00+08:00', endsAt: '2026-04-19T11:00:00+08:00', places: 2 },
]
async function computerBased(slots = sittings) {
  office.moveClock(outside)
  const exam = await announcedSittings(office, people, slots)
  office.moveClock(inside)
  return exam
}
const submit = (person: Pick<TestPerson, 'post'>, path: string, body: object = {}) =>
  person.post(`${path}/submissions`, { draftVersion: 1, form, undertaking: true, ...body })
const fill = async ({ examId }: { readonly examId: string }) =>
  Object.fromEntries(
    (await office.anyone.get<{ places: { code: string; left: number }[] }>(`/api/public/exams/${examId}/places`)).body.places.map(
      ({ code, left }) => [code, left],
    ),
  )
const { within } = office.deps
const elsewhere: Deps = { ...office.deps, within: (role, work) => within(role, work) }
const otherApp = createApp({ authorities: [office.authority], depsFor: () => elsewhere, assets: await loadAssets() })
/** The same person's browser at another process of the service: another queue of submissions. */
async function atAnotherProcess(person: TestPerson): Promise<Client> {
  const cookie = `${sessionCookie(office.authority.origin)}=${await office.sessionToken(person.accountId)}`
  const { origin } = office.authority
  return keyedClient((path, init) => otherApp.request(new URL(path, origin).href, init), { origin, cookie: async () => cookie })
}

beforeEach(() => office.moveClock(inside))

describe('R-PW-09 – posts in the order of registration', () => {
  test('numbers run from one, the answer and the receipt carry them, and a full post refuses', async () => {
    const exam = await welfare()
    expect(await fill(exam)).toEqual({ 101: 2, 102: 3 })
    const serials: unknown[] = []
    for (const _ of [1, 2]) {
      const person = await office.candidate()
      const { path } = await begun(person, exam, '101')
      const reply = await submit(person, path)
      const place = { kind: 'post', code: '101', serial: serials.length + 1 }
      expect(reply).toMatchObject({ status: 201, body: { places: [{ ...place, id: positionOf(exam, '101') }] } })
      const checked = await office.anyone.post('/api/public/receipts/verification', { receipt: text(reply.body, 'receipt') })
      expect(checked.body).toMatchObject({ places: [place] })
      expect((await person.get(path)).body).toMatchObject({ places: [place], placesLeft: 1 - serials.length })
      serials.push(reply.body)
    }
    const third = await office.candidate()
    const { path } = await begun(third, exam, '101')
    expect(await submit(third, path)).toMatchObject({ status: 409, code: 'post_full' })
    expect((await third.get(path)).body).toMatchObject({ state: 'draft', version: 0, places: [] })
    expect(await fill(exam)).toEqual({ 101: 0, 102: 3 })
    const entry = { detail: { position: '101', post: '101', postSerial: 1 } }
    expect((await office.logged('application_submitted')).slice(-3)).toMatchObject([entry, {}, { refusal: 'post_full' }])
  })

  test('a post with a written examination has no number and no end but the deadline', async () => {
    const exam = await welfare()
    const person = await office.candidate()
    const { path } = await begun(person, exam, '103')
    expect((await submit(person, path)).body).toMatchObject({ places: [] })
  })

  test('whoever withdraws gives the place back, and its number is never given again', async () => {
    const exam = await welfare()
    const [one, two, three] = [await office.candidate(), await office.candidate(), await office.candidate()]
    const first = await submitted(one, exam, '101')
    await submitted(two, exam, '101')
    const late = await begun(three, exam, '101')
    expect((await submit(three, late.path)).code).toBe('post_full')
    expect((await one.post(`${first.path}/withdrawal`, { version: 1 })).status).toBe(201)
    expect((await submit(three, late.path)).body).toMatchObject({ places: [{ serial: 3 }] })
    expect((await submit(one, first.path, { draftVersion: 2 })).code).toBe('post_full')
    expect((await one.get(first.path)).body).toMatchObject({ state: 'withdrawn', places: [] })
  })

  test('a new version keeps the number, another post gives the place back', async () => {
    const exam = await welfare()
    const person = await office.candidate()
    const { path } = await submitted(person, exam, '101')
    await submitted(await office.candidate(), exam, '101')
    expect((await submit(person, path, { draftVersion: 2 })).body).toMatchObject({ version: 2, places: [{ code: '101', serial: 1 }] })
    await person.put(`${path}/draft`, { draftVersion: 3, positionId: positionOf(exam, '102') })
    const moved = await submit(person, path, { draftVersion: 4, form: undefined })
    expect(moved.body).toMatchObject({ version: 3, places: [{ code: '102', serial: 1 }] })
    expect(await fill(exam)).toEqual({ 101: 1, 102: 2 })
    await person.put(`${path}/draft`, { draftVersion: 5, positionId: positionOf(exam, '103') })
    expect((await submit(person, path, { draftVersion: 6, form: undefined })).body).toMatchObject({ version: 4, places: [] })
    expect(await fill(exam)).toEqual({ 101: 1, 102: 3 })
  })

  test('the same submission sent twice is one place', async () => {
    const exam = await welfare()
    const person = await office.candidate()
    const { path } = await begun(person, exam, '101')
    const send = () => person.post(`${path}/submissions`, { draftVersion: 1, form, undertaking: true }, { idempotencyKey: 'a place, once' })
    const [one, two] = [await send(), await send()]
    expect(two.body).toEqual(one.body)
    expect(await fill(exam)).toEqual({ 101: 1, 102: 3 })
  })

  test('whoever finds their post full when they submit goes on with another, without filling in anything again', async () => {
    const exam = await welfare({ 101: 2, 102: 3 })
    const person = await office.candidate()
    const { path, applicationId } = await begun(person, exam, '101')
    await person.put(`${path}/draft`, { draftVersion: 1, answers: form })
    for (const _ of [1, 2]) await submitted(await office.candidate(), exam, '101')
    const own = `/my/applications/${applicationId}`
    const full = await person.form(`${own}/submissions`, { version: '2', undertaking: 'yes' })
    expect([full.status, full.code]).toEqual([409, 'post_full'])
    expect(full.text).toContain(`href="${own}/post"`)
    const posts = (await person.get(`${own}/post`)).text
    expect(posts).toContain('名额已满')
    expect(posts).toContain(`value="${positionOf(exam, '102')}"`)
    expect(posts).not.toContain(`value="${positionOf(exam, '101')}"`)
    const changed = await person.form(`${own}/post`, { positionId: positionOf(exam, '102'), version: '2' })
    expect(changed.location).toBe(`${own}/confirm`)
    await person.form(`${own}/submissions`, { version: '3', undertaking: 'yes' })
    expect((await person.get(path)).body).toMatchObject({ state: 'submitted', places: [{ code: '102', serial: 1 }] })
  })

  test('before the window and after it nobody takes a place', async () => {
    const exam = await welfare()
    const person = await office.candidate()
    const { path } = await begun(person, exam, '101')
    office.moveClock('2026-03-13T18:00:00+08:00')
    expect((await submit(person, path)).code).toBe('window_closed')
    expect(await fill(exam)).toEqual({ 101: 2, 102: 3 })
    office.moveClock(opens)
    expect((await submit(person, path)).status).toBe(201)
  })
})

describe('sittings and test cities', () => {
  const cities = [
    { code: 'E', city: '洮北', places: 1 },
    { code: 'W', city: '大安', places: 2 },
  ]

  test('one is chosen, in the draft or with the form, and the draft goes on from it', async () => {
    const exam = await computerBased()
    const person = await office.candidate()
    const { path } = await begun(person, exam, '001-4')
    const send = (body: object) => submit(person, path, { form: workerForm, ...body })
    expect(await send({})).toMatchObject({ status: 422, code: 'slot_missing' })
    expect(await send({ slotId: office.deps.newId() })).toMatchObject({ status: 404, code: 'slot_unknown' })
    expect((await person.put(`${path}/draft`, { draftVersion: 1, slotId: office.deps.newId() })).code).toBe('slot_unknown')
    await person.put(`${path}/draft`, { draftVersion: 1, slotId: slotOf(exam, '2') })
    expect((await person.get(path)).body).toMatchObject({
      slotId: slotOf(exam, '2'),
      slots: [
        { code: '1', left: 1 },
        { code: '2', left: 2 },
      ],
    })
    expect((await send({ draftVersion: 2 })).body).toMatchObject({ places: [{ kind: 'slot', code: '2', serial: 1 }] })
    expect((await person.get(path)).body).toMatchObject({ slotId: slotOf(exam, '2'), places: [{ code: '2' }] })
  })

  test('a full one refuses; a change takes the new place and frees the old one at once, or changes nothing', async () => {
    const exam = await computerBased()
    const [one, two, three] = [await office.candidate(), await office.candidate(), await office.candidate()]
    const apply = async (person: TestPerson, code: string) => {
      const { path } = await begun(person, exam, '001-4')
      return { path, reply: await submit(person, path, { form: workerForm, slotId: slotOf(exam, code) }) }
    }
    const first = await apply(one, '1')
    const second = await apply(two, '1')
    expect(second.reply).toMatchObject({ status: 409, code: 'slot_full' })
    expect((await submit(two, second.path, { form: workerForm, slotId: slotOf(exam, '2') })).body).toMatchObject({
      places: [{ code: '2' }],
    })
    const back = await submit(two, second.path, { draftVersion: 2, form: workerForm, slotId: slotOf(exam, '1') })
    expect(back.code).toBe('slot_full')
    expect((await two.get(second.path)).body).toMatchObject({ version: 1, places: [{ code: '2', serial: 1 }] })
    const moved = await submit(one, first.path, { draftVersion: 2, form: workerForm, slotId: slotOf(exam, '2') })
    expect(moved.body).toMatchObject({ version: 2, places: [{ code: '2', serial: 2 }] })
    expect(await fill(exam)).toEqual({ 1: 1, 2: 0 })
    expect((await apply(three, '1')).reply.body).toMatchObject({ places: [{ code: '1', serial: 2 }] })
  })

  test('post and city: both or neither', async () => {
    const exam = await welfare({ 101: 2, 102: 2 }, cities)
    const [one, two] = [await office.candidate(), await office.candidate()]
    const apply = async (person: TestPerson, exam: WithSlots, code: string, city: string) => {
      const { path } = await begun(person, exam, code)
      return submit(person, path, { slotId: slotOf(exam, city) })
    }
    expect((await apply(one, exam, '101', 'E')).body).toMatchObject({
      places: [
        { kind: 'post', code: '101', serial: 1 },
        { kind: 'slot', code: 'E', serial: 1 },
      ],
    })
    expect((await apply(two, exam, '101', 'E')).code).toBe('slot_full')
    expect(await fill(exam)).toEqual({ 101: 1, 102: 2, E: 0, W: 2 })
  })

  test('an exam without any knows none', async () => {
    const exam = await welfare()
    const person = await office.candidate()
    const { path } = await begun(person, exam, '101')
    expect((await submit(person, path, { slotId: office.deps.newId() })).code).toBe('slot_unknown')
  })
})

describe('under a race', () => {
  test('two processes for the last places: not one too many, and none left behind', async () => {
    const exam = await welfare({ 101: 5 })
    const racing = await Promise.all(
      Array.from({ length: 16 }, async (_, index) => {
        const person = await office.candidate()
        const { path } = await begun(person, exam, '101')
        return { client: index % 2 === 0 ? person : await atAnotherProcess(person), path }
      }),
    )
    const replies = await Promise.all(racing.map(({ client, path }) => submit(client, path)))
    const got = replies.flatMap(({ body, status }) => (status === 201 ? body.places : []))
    expect(got).toHaveLength(5)
    expect(got.map((place) => JSON.stringify(place)).sort()).toMatchObject(
      [1, 2, 3, 4, 5].map((n) => expect.stringContaining(`"serial":${n}`)),
    )
    expect(replies.filter(({ code }) => code === 'post_full')).toHaveLength(11)
    expect(await fill(exam)).toEqual({ 101: 0 })
  })

  test('two that meet at the counter of the last place are one', async () => {
    const exam = await welfare({ 101: 2 })
    await submitted(await office.candidate(), exam, '101')
    const [one, two] = [await office.candidate(), await office.candidate()]
    const paths = [(await begun(one, exam, '101')).path, (await begun(two, exam, '101')).path] as const
    const other = await atAnotherProcess(two)
    const replies = await race(
      office,
      'place_counters',
      () => submit(one, paths[0]),
      () => submit(other, paths[1]),
    )
    expect(replies.map(({ status, code }) => code ?? status).sort()).toEqual([201, 'post_full'])
    expect(await fill(exam)).toEqual({ 101: 0 })
  })

  test('two that change places with each other meet at the rows, and neither waits for ever', async () => {
    const exam = await computerBased(sittings.map((one) => ({ ...one, places: 2 })))
    const [one, two] = [await office.candidate(), await office.candidate()]
    const apply = async (person: TestPerson, code: string) => {
      const { path } = await begun(person, exam, '001-4')
      await submit(person, path, { form: workerForm, slotId: slotOf(exam, code) })
      return path
    }
    const paths = [await apply(one, '1'), await apply(two, '2')] as const
    const other = await atAnotherProcess(two)
    const replies = await race(
      office,
      'place_counters',
      () => submit(one, paths[0], { draftVersion: 2, form: workerForm, slotId: slotOf(exam, '2') }),
      () => submit(other, paths[1], { draftVersion: 2, form: workerForm, slotId: slotOf(exam, '1') }),
    )
    expect(replies.map(({ status }) => status)).toEqual([201, 201])
    expect(await fill(exam)).toEqual({ 1: 1, 2: 1 })
  })

  test('a withdrawal and a registration for the last place', async () => {
    const exam = await welfare({ 101: 2 })
    const [one, two, three] = [await office.candidate(), await office.candidate(), await office.candidate()]
    const first = await submitted(one, exam, '101')
    await submitted(two, exam, '101')
    const late = await begun(three, exam, '101')
    const replies = await race(
      office,
      'applications',
      () => one.post(`${first.path}/withdrawal`, { version: 1 }),
      () => submit(three, late.path),
    )
    expect(replies[0]?.status).toBe(201)
    // Whichever was first: a refusal leaves the place free, an acceptance takes it.
    expect(await fill(exam)).toEqual({ 101: replies[1]?.status === 201 ? 0 : 1 })
  })
})

describe('the database, where the service is wrong', () => {
  test('counts no place too many and gives no number twice', async () => {
    const exam = await welfare({ 101: 2 })
    const { applicationId } = await submitted(await office.candidate(), exam, '101')
    const counter = positionOf(exam, '101')
    const { admin } = office
    await expect(admin`update place_counters set taken = 3, last_serial = 3 where id = ${counter}`).rejects.toThrow('never_one_too_many')
    await expect(admin`update place_counters set places = 3 where id = ${counter}`).rejects.toThrow('foreign key')
    const enter = (serial: number) => admin`
      insert into places_taken (counter_id, serial, exam_id, kind, application_id, taken_at)
      values (${counter}, ${serial}, ${exam.examId}, 'post', ${applicationId}, now())`
    await expect(enter(1)).rejects.toThrow('places_taken_pkey')
    await expect(enter(2)).rejects.toThrow('one_place_of_a_kind')
  })
})
