import { describe, expect, test } from 'vitest'
import { checkExam } from '../../db/check-exam.ts'
import { checkTranscript } from '../../seating/check.ts'
import { commit } from '../../seating/commitment.ts'
import { noblePrimitives } from '../../seating/primitives.ts'
import { arrangeExam, openArrangedOffice } from '../support/arrange.ts'
import { commitAll, drawParties, drawPath, drawSeats, drawTerms, openParties, publicValue, revealAll } from '../support/draw.ts'
import { race } from '../support/race.ts'
import { trickle } from '../support/trickle.ts'

const office = await openArrangedOffice()

type Frozen = { drawId: string; freezeHash: string }

async function frozenDraw() {
  const exam = await arrangeExam(office, { candidates: 8, subjects: ['综合类'] })
  const parties = await drawParties(office, exam.examId, exam.examOffice)
  const list = await exam.examOffice.post(`/api/exams/${exam.examId}/list-freeze`)
  expect(list.status).toBe(201)
  const frozen = await exam.examOffice.post<Frozen>(`/api/exams/${exam.examId}/draws/seats`, drawTerms(office))
  expect(frozen.status).toBe(201)
  return { exam, parties, path: drawPath(exam.examId, frozen.body.drawId), ...frozen.body }
}

describe('whoever wants another result', () => {
  test('cannot give a draw up once all values are open, and alone not before either', async () => {
    const { exam, parties, path, drawId, freezeHash } = await frozenDraw()
    const [own, inspector] = parties
    expect((await own.person.post(`${path}/cancellation`, { reason: 'list_wrong' })).status).toBe(201)
    expect(await own.person.post(`${path}/cancellation/confirmation`)).toMatchObject({ status: 403, code: 'second_person_needed' })
    await commitAll(exam.examId, drawId, freezeHash, parties)
    await revealAll(exam.examId, drawId, parties)
    expect(await inspector.person.post(`${path}/cancellation/confirmation`)).toMatchObject({ status: 409, code: 'draw_can_go_on' })
  })

  test('gets one draw out of two freezes at the same moment', async () => {
    const exam = await arrangeExam(office, { subjects: ['综合类'] })
    await exam.examOffice.post(`/api/exams/${exam.examId}/list-freeze`)
    const freeze = () => exam.examOffice.post(`/api/exams/${exam.examId}/draws/seats`, drawTerms(office))
    const replies = await race(office, 'exams', freeze, freeze)
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
  })
})

describe('whoever wants to steer the value', () => {
  test('does not lose the own value by having said a wrong one', async () => {
    const { exam, parties, path, drawId, freezeHash } = await frozenDraw()
    await commitAll(exam.examId, drawId, freezeHash, parties)
    const wrong = await parties[0].person.post(`${path}/values`, { value: 'ab'.repeat(32) })
    expect(wrong).toMatchObject({ status: 422, code: 'reveal_wrong' })
    expect((await parties[0].person.post(`${path}/values`, { value: parties[0].value })).status).toBe(201)
  })

  test('does not get to open before everybody is bound, nor to copy another commitment', async () => {
    const { exam, parties, path, freezeHash } = await frozenDraw()
    const [own, inspector] = parties
    const commitment = commit(freezeHash, own.role, new Uint8Array(Buffer.from(own.value, 'hex')))
    expect((await own.person.post(`${path}/commitments`, { party: own.role, commitment })).status).toBe(201)
    expect(await own.person.post(`${path}/values`, { value: own.value })).toMatchObject({ status: 409, code: 'commitments_open' })
    expect((await inspector.person.post(`${path}/commitments`, { party: inspector.role, commitment })).status).toBe(201)
    const head = parties[2]
    const third = commit(freezeHash, head.role, new Uint8Array(Buffer.from(head.value, 'hex')))
    expect((await head.person.post(`${path}/commitments`, { party: head.role, commitment: third })).status).toBe(201)
    expect((await own.person.post(`${path}/values`, { value: own.value })).status).toBe(201)
    // The copied commitment is bound to the other party's name: its value cannot open it.
    expect(await inspector.person.post(`${path}/values`, { value: own.value })).toMatchObject({ status: 422, code: 'reveal_wrong' })
    expect(exam.candidates).toHaveLength(8)
  })

  test('cannot stand for two parties, though two roles are held', async () => {
    const { exam, parties, path, freezeHash } = await frozenDraw()
    const [own] = parties
    await office.appoint(own.person, 'section_head', { examId: exam.examId })
    const send = (party: string) =>
      own.person.post(`${path}/commitments`, { party, commitment: commit(freezeHash, party, new Uint8Array(32).fill(5)) })
    expect((await send('exam_office')).status).toBe(201)
    expect(await send('section_head')).toMatchObject({ status: 403, code: 'one_person_one_party' })
  })

  test('the exam office alone gets nowhere: it needs the inspector’s reading of the public value, and the same one', async () => {
    const { exam, parties, path, drawId, freezeHash } = await frozenDraw()
    const [own, inspector] = parties
    await commitAll(exam.examId, drawId, freezeHash, parties)
    await revealAll(exam.examId, drawId, parties)
    expect(await own.person.post(`${path}/seats`, { publicValue })).toMatchObject({ status: 409, code: 'source_not_due' })
    office.moveClock({ hours: 3, minutes: 1 })
    expect(await own.person.post(`${path}/seats`, { publicValue })).toMatchObject({ status: 409, code: 'public_value_unwitnessed' })
    expect(await own.person.post(`${path}/public-value`, { publicValue })).toMatchObject({ status: 403, code: 'party_unknown' })
    expect((await inspector.person.post(`${path}/public-value`, { publicValue })).status).toBe(201)
    for (const tried of ['03 09 14 21 27 33 + 09', '1', '2'])
      expect(await own.person.post(`${path}/seats`, { publicValue: tried })).toMatchObject({ status: 422, code: 'public_value_differs' })
    expect((await own.person.post(`${path}/seats`, { publicValue })).status).toBe(201)
  })

  test('cannot keep a value half said until the public value is out: an officer’s act is dated when all of it is here', async () => {
    const { exam, parties, path, drawId, freezeHash } = await frozenDraw()
    const [own, inspector, head] = parties
    await commitAll(exam.examId, drawId, freezeHash, parties)
    await revealAll(exam.examId, drawId, [own, inspector])
    const slow = { method: 'POST', path: `${path}/values`, type: 'application/json', body: JSON.stringify({ value: head.value }) } as const
    expect(await trickle(office, head.person, { ...slow, meanwhile: () => office.moveClock({ hours: 2 }) })).toMatchObject({
      status: 409,
      code: 'reveal_time_over',
    })
  })

  test('stays silent: the draw is given up in public by two, and the next one names it', async () => {
    const { exam, parties, path, drawId, freezeHash } = await frozenDraw()
    const [own, inspector, head] = parties
    await commitAll(exam.examId, drawId, freezeHash, parties)
    await revealAll(exam.examId, drawId, [own, inspector])
    office.moveClock({ hours: 2 })
    expect(await head.person.post(`${path}/values`, { value: head.value })).toMatchObject({ status: 409, code: 'reveal_time_over' })
    expect((await own.person.post(`${path}/cancellation`, { reason: 'party_silent' })).status).toBe(201)
    expect((await inspector.person.post(`${path}/cancellation/confirmation`)).status).toBe(201)
    const next = await own.person.post<Frozen>(`/api/exams/${exam.examId}/draws/seats`, drawTerms(office))
    expect(next.status).toBe(201)
    const seen = await office.anyone.get<{ draws: { drawId: string; state: string; replaces: string | null }[] }>(
      `/api/public/exams/${exam.examId}/draws`,
    )
    expect(seen.body.draws.map(({ drawId: id, state, replaces }) => ({ id, state, replaces }))).toEqual([
      { id: drawId, state: 'cancelled', replaces: null },
      { id: next.body.drawId, state: 'frozen', replaces: drawId },
    ])
  })
})

describe('whoever wants to change the list', () => {
  test('finds it closed: no freeze while a review is open, no seat for somebody who is not on it', async () => {
    const open = await arrangeExam(office, { oneOpen: true })
    expect(await open.examOffice.post(`/api/exams/${open.examId}/list-freeze`)).toMatchObject({ status: 409, code: 'review_open' })
    const { exam, parties, drawId, freezeHash } = await frozenDraw()
    await openParties(office, exam.examId, drawId, freezeHash, parties)
    await exam.examOffice.post(`${drawPath(exam.examId, drawId)}/seats`, { publicValue })
    const smuggled = office.admin`
      insert into tickets (id, exam_id, application_id, number, exam_session_id, room_id, family_limit, seat, draw_id, label, issued_at)
      select gen_random_uuid(), exam_id, ${open.candidates[0]?.applicationId ?? ''}, '999', exam_session_id, room_id, family_limit, 29, draw_id, repeat('0', 32), issued_at
        from tickets where draw_id = ${drawId} limit 1`
    await expect(smuggled).rejects.toMatchObject({ code: '23503' })
  })

  test('a candidate sees the own ticket alone', async () => {
    const exam = await arrangeExam(office, { candidates: 2 })
    await drawSeats(office, exam, await drawParties(office, exam.examId, exam.examOffice))
    const [first, second] = exam.candidates
    expect((await first?.person.get(`/api/my/applications/${first.applicationId}/ticket`))?.status).toBe(200)
    expect(await first?.person.get(`/api/my/applications/${second?.applicationId}/ticket`)).toMatchObject({
      status: 404,
      code: 'ticket_unknown',
    })
  })
})

describe('whoever holds the database', () => {
  test('moves a seat: the check of the examination names it', async () => {
    const exam = await arrangeExam(office, { candidates: 6, subjects: ['综合类'] })
    const drawId = await drawSeats(office, exam, await drawParties(office, exam.examId, exam.examOffice))
    const move = (from: number, to: number) => office.admin`update tickets set seat = ${to} where draw_id = ${drawId} and seat = ${from}`
    await move(3, 30)
    const { broken } = await checkExam(office.ownerUrl, office.authority)
    expect(broken.map(({ invariant }) => invariant)).toContain('4. every ticket is what its draw says, and every drawn seat has its ticket')
    await move(30, 3)
  })

  test('rewrites the transcript with it: the hash in the log and every stranger’s check say no', async () => {
    const exam = await arrangeExam(office, { candidates: 6, subjects: ['综合类'] })
    const drawId = await drawSeats(office, exam, await drawParties(office, exam.examId, exam.examOffice))
    const [row] = await office.admin<{ transcript: string }[]>`select transcript from draws where id = ${drawId}`
    const text = row?.transcript ?? ''
    const [a = '', b = ''] = /"seats":\["([0-9a-f]{32})","([0-9a-f]{32})"/.exec(text)?.slice(1) ?? []
    const forged = text.replace(`["${a}","${b}"`, `["${b}","${a}"`)
    expect(forged).not.toBe(text)
    expect(checkTranscript(forged, noblePrimitives)).toMatchObject({ ok: false })
    const write = async (one: string) => {
      await office.admin`update draws set transcript = ${one}, transcript_hash = sha256(convert_to(${one}, 'UTF8')) where id = ${drawId}`
    }
    await write(forged)
    const { broken } = await checkExam(office.ownerUrl, office.authority)
    expect(broken.map(({ invariant }) => invariant)).toContain('4. a transcript is the one whose hash was written down when it was drawn')
    await write(text)
  })

  test.each(['label', 'seed', 'freezeHash', 'publicValue', 'value'])(
    'alters the %s of a transcript: the checker refuses it',
    async (member) => {
      const { exam, parties, drawId, freezeHash } = await frozenDraw()
      await openParties(office, exam.examId, drawId, freezeHash, parties)
      await exam.examOffice.post(`${drawPath(exam.examId, drawId)}/seats`, { publicValue })
      const { text } = await office.anyone.get(`/api/public/exams/${exam.examId}/draws/${drawId}/transcript`)
      const altered = text.replace(
        new RegExp(`"${member}":"([0-9a-f])`),
        (found, digit: string) => `${found.slice(0, -1)}${digit === '0' ? '1' : '0'}`,
      )
      expect(altered).not.toBe(text)
      expect(checkTranscript(text, noblePrimitives)).toEqual({ ok: true })
      expect(checkTranscript(altered, noblePrimitives)).toMatchObject({ ok: false })
    },
  )
})
