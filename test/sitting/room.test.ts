import { describe, expect, test } from 'vitest'
import { known } from '../../src/foundation/invariant.ts'
import { openArrangedOffice } from '../support/arrange.ts'
import {
  arrangeSitting,
  carry,
  checks,
  closeRoom,
  expectDone,
  found,
  handsOf,
  makePackages,
  packageOf,
  roomAt,
  roomPath,
  startRoom,
} from '../support/arrange-sitting.ts'
import { race } from '../support/race.ts'

const office = await openArrangedOffice()
const sitting = await arrangeSitting(office)
await makePackages(sitting)
const { examId } = sitting

type Board = {
  rooms: {
    roomId: string
    state: string
    present: number
    absent: number
    breach: number
    package: string
    returned: boolean
    incidents: number
  }[]
}
const board = async (roomId: string) => {
  const { rooms } = (await sitting.examOffice.get<Board>(`/api/exams/${examId}/day`)).body
  return known(
    rooms.find((room) => room.roomId === roomId),
    roomId,
  )
}

describe('a room from start to close', () => {
  const room = roomAt(sitting, 0)
  const [first, second] = room.invigilators
  const path = roomPath(sitting, room)
  const [, absent, breach] = room.tickets.map(({ number }) => number) as [string, string, string]

  test('does not start on sealed papers, unchecked, or by somebody of the next room', async () => {
    expect(await first.post(`${path}/start`, { checks })).toMatchObject({ status: 409, code: 'papers_not_opened' })
    const [stranger] = roomAt(sitting, 1).invigilators
    expect(await stranger.post(`${path}/start`, { checks })).toMatchObject({ status: 403, code: 'not_this_rooms_invigilator' })
    expect(await first.post(`${path.replace(room.roomId, office.deps.newId())}/start`, { checks })).toMatchObject({
      status: 404,
      code: 'room_unknown',
    })
    expect(await first.post(`${path}/attendance`, { absent: [], breach: [] })).toMatchObject({ status: 409, code: 'room_not_running' })
    expect(await first.post(`${path}/record`, { other: second.accountId })).toMatchObject({ status: 409, code: 'room_not_running' })
    await startRoom(office, sitting, 0)
    expect(await first.post(`${path}/start`, { checks })).toMatchObject({ status: 409, code: 'room_already_started' })
  })

  test('attendance is of this room’s tickets, once each, and may be corrected', async () => {
    const attend = (body: object, by = first) => by.post(`${path}/attendance`, body)
    const foreign = known(roomAt(sitting, 1).tickets[0], 'a ticket').number
    expect(await attend({ absent: [foreign], breach: [] })).toMatchObject({ status: 422, code: 'ticket_not_of_this_room' })
    expect(await attend({ absent: [absent], breach: [absent] })).toMatchObject({ status: 422, code: 'listed_twice' })
    expect(await attend({ absent: [], breach: [] }, roomAt(sitting, 1).invigilators[0])).toMatchObject({
      status: 403,
      code: 'not_this_rooms_invigilator',
    })
    expect(await attend({ absent: [absent, breach], breach: [] })).toMatchObject({
      status: 201,
      body: { present: 1, absent: 2, breach: 0 },
    })
    expect(await attend({ absent: [absent], breach: [breach] }, second)).toMatchObject({
      status: 201,
      body: { present: 1, absent: 1, breach: 1 },
    })
  })

  test('an incident keeps its article; what was written of it is sealed and not in the log', async () => {
    const report = (body: object, by = second) => by.post(`${path}/incidents`, body)
    expect(await report({ kind: 'cheating', ticket: breach, note: '夹带与考试有关的纸条' })).toMatchObject({ status: 201 })
    expect(await report({ kind: 'cheating', ticket: 'nobody', note: '夹带纸条' })).toMatchObject({
      status: 422,
      code: 'ticket_not_of_this_room',
    })
    expect(await report({ kind: 'singing', note: '唱歌' })).toMatchObject({ status: 400 })
    const [row] = await office.admin<
      { article: string; note: Buffer }[]
    >`select article, note_sealed as note from incidents where room_id = ${room.roomId}`
    expect(row?.article).toBe('R-RC-44')
    expect(row?.note.toString('utf8')).not.toContain('夹带')
    expect(JSON.stringify(await office.logged('room_incident_reported'))).not.toContain('夹带')
  })

  test('it does not close before the papers are back, nor while attendance and papers differ', async () => {
    expect(await closeRoom(sitting, room)).toMatchObject({ status: 409, code: 'papers_not_returned' })
    await carry(sitting, 'return', [found(packageOf(0), 'return', 1)], handsOf(sitting, 'return', room))
    expectDone(await first.post(`${path}/attendance`, { absent: [], breach: [breach] }))
    expect(await closeRoom(sitting, room)).toMatchObject({ status: 409, code: 'attendance_and_papers_differ' })
    expectDone(await first.post(`${path}/attendance`, { absent: [absent], breach: [breach] }))
  })

  let signed: string

  test('the record is signed by two who were drawn for the room, and is about the attendance as it is', async () => {
    const [stranger] = roomAt(sitting, 1).invigilators
    const draft = (other: string) => first.post<{ statementId: string }>(`${path}/record`, { other })
    expect(await draft(stranger.accountId)).toMatchObject({ status: 403, code: 'not_this_rooms_invigilator' })
    expect(await draft(first.accountId)).toMatchObject({ status: 403, code: 'not_this_rooms_invigilator' })
    const { statementId } = (await draft(second.accountId)).body
    signed = statementId
    const complete = () => first.post(`/api/exams/${examId}/room-records/${statementId}/completion`)
    expectDone(await first.sign({ examId, statementId }))
    expect(await complete()).toMatchObject({ status: 409, code: 'statement_incomplete' })
    expectDone(await second.sign({ examId, statementId }))
    // As many present and absent as the record says, but others.
    expectDone(await first.post(`${path}/attendance`, { absent: [breach], breach: [absent] }))
    expect(await complete()).toMatchObject({ status: 409, code: 'attendance_changed_meanwhile' })
    expectDone(await first.post(`${path}/attendance`, { absent: [absent], breach: [breach] }))
  })

  test('once attendance is as it was signed the same signatures close the room, and two completions close it once', async () => {
    const complete = (by = first) => by.post(`/api/exams/${examId}/room-records/${signed}/completion`)
    const answers = await race(
      office,
      'statements',
      () => complete(),
      () => complete(second),
    )
    expect(answers.map(({ status, code }) => code ?? status).sort()).toEqual([201, 'statement_already_used'])
    expect(await board(room.roomId)).toMatchObject({
      state: 'closed',
      present: 1,
      absent: 1,
      breach: 1,
      package: 'returned',
      returned: true,
      incidents: 1,
    })
    expect(await first.post(`${path}/attendance`, { absent: [], breach: [] })).toMatchObject({ status: 409, code: 'room_not_running' })
    expect(await first.post(`${path}/incidents`, { kind: 'illness', note: '考生身体不适' })).toMatchObject({
      status: 409,
      code: 'room_not_running',
    })
  })
})

test('a room whose papers are all there but whose checks are not does not start', async () => {
  const room = roomAt(sitting, 1)
  const [first] = room.invigilators
  for (const leg of ['to_vault', 'from_vault', 'to_site', 'to_room', 'open'] as const)
    await carry(sitting, leg, [found(packageOf(1))], handsOf(sitting, leg, room))
  const start = (some: readonly string[]) => first.post(`${roomPath(sitting, room)}/start`, { checks: some })
  expect(await start(checks.filter((check) => check !== 'jammer'))).toMatchObject({
    status: 422,
    code: 'room_not_in_order',
    body: { facts: { missing: ['jammer'] } },
  })
  await office.admin`update duties set present_at = null where room_id = ${room.roomId} and place = 2`
  expect(await start(checks)).toMatchObject({ status: 409, code: 'invigilators_missing' })
})

test('the next room runs from start to close on its page, without script but for the keys', async () => {
  const room = roomAt(sitting, 1)
  const [first, second] = room.invigilators
  const page = roomPath(sitting, room).replace('/api', '').replace('/sessions/', '/sitting/sessions/')
  await office.admin`update duties set present_at = ${office.now().toString()} where room_id = ${room.roomId}`
  const waiting = await first.get(page)
  expect(waiting.status).toBe(200)
  for (const shown of [...room.tickets.map(({ number }) => number), second.name, packageOf(1), '<figure'])
    expect(waiting.text).toContain(shown)
  expect((await sitting.keeper.get(page)).text).not.toContain('name="checks"')
  expect(await first.form(`${page}/start`, { checks: [] })).toMatchObject({ status: 422, code: 'room_not_in_order' })
  expect(await first.form(`${page}/start`, { checks })).toMatchObject({ status: 303, location: page })
  const numbers = room.tickets.map(({ number }) => number)
  const [absent = '', breach = '', present = ''] = numbers
  const attend = (status: Record<string, string>) => first.form(`${page}/attendance`, { ticket: numbers, ...status })
  expect((await first.get(page)).text).toContain('先登记全部考生的到考情况')
  expect(await attend({ [`status-${absent}`]: 'absent', [`status-${breach}`]: 'breach', [`status-${present}`]: 'present' })).toMatchObject({
    status: 303,
  })
  const silent = await first.form(`${page}/incidents`, { kind: 'cheating', concerned: breach, note: '' })
  expect(silent.status).toBe(400)
  for (const kept of ['cheating', breach]) expect(silent.text).toContain(`value="${kept}" selected`)
  expect(await first.form(`${page}/incidents`, { kind: 'cheating', concerned: breach, note: '夹带与考试有关的纸条' })).toMatchObject({
    status: 303,
  })
  expect((await sitting.chief.get(page)).text).toContain('夹带与考试有关的纸条')
  expect((await sitting.keeper.get(page)).text).not.toContain('夹带')
  expect((await first.get(page)).text).toContain('等待试卷和答题卡回收清点')
  expect(await first.form(`${page}/record`, { other: second.accountId })).toMatchObject({ status: 409, code: 'papers_not_returned' })
  await carry(sitting, 'return', [found(packageOf(1), 'return', 1)], handsOf(sitting, 'return', room))
  expect(await first.form(`${page}/record`, { other: '' })).toMatchObject({ status: 400 })
  expect(await first.form(`${page}/record`, { other: second.accountId })).toMatchObject({ status: 303, location: '/my/statements' })
  const { statements } = (
    await second.get<{ statements: { statementId: string; payload: string }[] }>(`/api/exams/${examId}/statements?waiting=me`)
  ).body
  const { statementId, payload } = known(
    statements.find((one) => one.payload.includes(room.roomId)),
    'a room record to sign',
  )
  expect(payload).toContain('第2考场')
  const close = `${page}/record/${statementId}`
  expect((await first.get(page)).text).not.toContain(close)
  for (const signer of [first, second]) expectDone(await signer.sign({ examId, statementId }))
  expect((await second.get(page)).text).toContain(close)
  expect(await second.form(close, {})).toMatchObject({ status: 303, location: page })
  const closed = await first.get(page)
  expect(closed.text).toContain('已结束')
  expect(closed.text).not.toContain('name="other"')
  const day = await sitting.chief.get(`/exams/${examId}/sitting`)
  expect(day.text).toContain(`href="${page}"`)
})
