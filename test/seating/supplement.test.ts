import { describe, expect, test } from 'vitest'
import { checkTranscript } from '../../seating/check.ts'
import { noblePrimitives } from '../../seating/primitives.ts'
import { ApplicationId, ExamId } from '../../src/foundation/ids.ts'
import { ownTicket } from '../../src/seating/records.ts'
import type { ProvedTicket } from '../../src/seating/rules/ticket-code.ts'
import { standingOfTicket } from '../../src/seating/rules/ticket-standing.ts'
import { provedTicket, publishedPlans } from '../../src/seating/ticket-records.ts'
import { type ArrangedCandidate, arrangeExam, openArrangedOffice } from '../support/arrange.ts'
import { drawParties, drawPath, drawSeats, drawTerms, openParties, publicValue } from '../support/draw.ts'

const office = await openArrangedOffice()

type Seated = { label: string; number: string; room: number; site: string; seat: number; draw_id: string }
const seatsOf = async (examId: string) => {
  const rows = await office.admin<Seated[]>`
    select t.label, t.number, r.number as room, s.code as site, t.seat, t.draw_id from tickets t
      join rooms r on r.id = t.room_id join sites s on s.id = r.site_id where t.exam_id = ${examId}`
  return new Map(rows.map((row) => [row.label, row]))
}

/** What the candidates' square codes say now, by label. */
const provedOf = (candidates: readonly ArrangedCandidate[]) =>
  office.deps.within('candidate', async (tx) => {
    const proved = new Map<string, ProvedTicket>()
    for (const { person, applicationId } of candidates) {
      const view = await ownTicket(tx, person.personId, ApplicationId.parse(applicationId))
      if (view) proved.set(view.label, await provedTicket(tx, view))
    }
    return proved
  })

const localTime = (hours: number) =>
  office.now().toZonedDateTimeISO('Asia/Shanghai').add({ hours }).toPlainDateTime().toString({ smallestUnit: 'minute' })
const localTerms = () => ({ revealBy: localTime(2), sourceName: '中国福利彩票双色球 2026027 期', sourceDue: localTime(3) })

describe('R-RC-10: a room is lost and somebody has qualified late', () => {
  test('they are drawn onto free seats, nobody else moves, and a stranger holds it against the first transcript', async () => {
    const exam = await arrangeExam(office, { candidates: 33 })
    const { examId, examOffice } = exam
    const parties = await drawParties(office, examId, examOffice)
    const late = exam.candidates[0]?.applicationId ?? ''
    // The dispute of one candidate is decided in their favour only after the list was frozen.
    const qualified = (since: string | null) =>
      office.admin`update qualifications set superseded_at = ${since} where application_id = ${late}`
    await qualified(office.now().toString())
    const first = await drawSeats(office, exam, parties)
    const before = await seatsOf(examId)
    expect(before.size).toBe(65)
    const codes = await provedOf(exam.candidates)
    const { rooms } = (
      await examOffice.get<{ rooms: { examSessionId: string; roomId: string; seated: number }[] }>(`/api/exams/${examId}/seating`)
    ).body
    const lost = rooms.filter(({ seated }) => seated > 0).slice(0, 1)
    const command = { ...drawTerms(office), lost: lost.map(({ examSessionId, roomId }) => ({ examSessionId, roomId })) }

    const nobody = await examOffice.post(`/api/exams/${examId}/draws/seat-supplements`, { ...command, lost: [] })
    expect(nobody).toMatchObject({ status: 409, code: 'nobody_to_seat' })
    await qualified(null)
    // Whoever has a seat is not asked again: nobody needs to open their form to count or to seat those who came late.
    await office.admin`
      update application_versions set form_sealed = ''::bytea
       where application_id in (select application_id from listed_candidates where exam_id = ${examId})`
    expect((await examOffice.get<{ late: number }>(`/api/exams/${examId}/seating`)).body.late).toBe(1)
    const frozen = await examOffice.post<{ drawId: string; freezeHash: string }>(`/api/exams/${examId}/draws/seat-supplements`, command)
    expect(frozen.status).toBe(201)
    const { drawId, freezeHash } = frozen.body
    expect(await examOffice.post(`/api/exams/${examId}/draws/seat-supplements`, command)).toMatchObject({
      status: 409,
      code: 'draw_exists',
    })
    await openParties(office, examId, drawId, freezeHash, parties)
    expect((await examOffice.get(`/exams/${examId}/draws/${drawId}`)).text).toContain('座位补充抽签')
    const run = await examOffice.post<{ seats: number }>(`${drawPath(examId, drawId)}/seat-supplement`, { publicValue })
    expect(run).toMatchObject({ status: 201, body: { seats: 1 + (lost[0]?.seated ?? 0) } })

    const after = await seatsOf(examId)
    const moved = [...after.values()].filter(({ draw_id }) => draw_id === drawId)
    expect(moved.length).toBe(1 + (lost[0]?.seated ?? 0))
    expect(after.size).toBe(66)
    for (const [label, seat] of before) if (!moved.some((one) => one.label === label)) expect(after.get(label)).toEqual(seat)
    // At the door the former ticket of whoever moved is good no longer, however genuine; everybody else's is, and the new ones are.
    const plans = await office.deps.within('public', (tx) => publishedPlans(tx, ExamId.parse(examId)))
    expect(plans.map(({ draw, lost: gone }) => [draw, gone.length])).toEqual([
      [first, 0],
      [drawId, 1],
    ])
    const standing = (one: ProvedTicket) => standingOfTicket(one, plans, noblePrimitives)
    for (const [label, one] of codes) {
      expect(standing(one)).toBe(moved.some((seat) => seat.label === label) ? 'superseded' : 'stands')
    }
    expect(new Set([...(await provedOf(exam.candidates)).values()].map(standing))).toEqual(new Set(['stands']))
    const door = `/public/exams/${examId}/ticket-check`
    for (const [page, words] of [
      [door, '自本次抽签起停用的考场'],
      [`${door}?lang=en`, 'Rooms no longer used since this draw'],
    ] as const) {
      expect((await office.anyone.get(page)).text).toContain(words)
    }
    const textOf = async (id: string) => (await office.anyone.get(`/api/public/exams/${examId}/draws/${id}/transcript`)).text
    expect(checkTranscript(await textOf(drawId), noblePrimitives, undefined, [await textOf(first)])).toEqual({ ok: true })
    expect(await office.logged('draw_run')).toMatchObject([
      {},
      { outcome: 'accepted', subject: drawId, detail: { kind: 'seat_supplement' } },
    ])
  })

  test('without scripts: the office ticks the room that is lost; one supplement at a time', async () => {
    const exam = await arrangeExam(office, { candidates: 3 })
    const { examId, examOffice } = exam
    const page = `/exams/${examId}/seating`
    const supplement = { ...localTerms(), parties: ['exam_office', 'discipline_inspector', 'section_head'] }
    expect(await examOffice.form(`${page}/supplement`, supplement)).toMatchObject({ code: 'seats_not_drawn' })
    await drawSeats(office, exam, await drawParties(office, examId, examOffice))
    expect((await examOffice.get(page)).text).toContain('停用的考场')
    const { rooms } = (await examOffice.get<{ rooms: { examSessionId: string; roomId: string }[] }>(`/api${page}`)).body
    const lost = rooms.slice(0, 1).map(({ examSessionId, roomId }) => `${examSessionId}:${roomId}`)
    const again = { ...supplement, ...localTerms() }
    expect(await examOffice.form(`${page}/supplement`, again)).toMatchObject({ status: 409, code: 'nobody_to_seat' })
    expect(await examOffice.form(`${page}/supplement`, { ...again, lost: ['x'] })).toMatchObject({ status: 400, code: 'malformed' })
    expect((await examOffice.form(`${page}/supplement`, { ...again, lost })).location).toContain(`/exams/${examId}/draws/`)
    expect((await examOffice.get(page)).text).not.toContain('停用的考场')
  })

  test('is offered as long as a session is still to begin', async () => {
    const exam = await arrangeExam(office, { candidates: 3 })
    const page = `/exams/${exam.examId}/seating`
    await drawSeats(office, exam, await drawParties(office, exam.examId, exam.examOffice))
    const [last] = await office.admin<{ startsAt: string }[]>`
      select to_char(max(starts_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "startsAt" from exam_sessions where exam_id = ${exam.examId}`
    const begins = Temporal.Instant.from(String(last?.startsAt))
    office.moveClock(begins.subtract({ seconds: 1 }).toString())
    expect((await exam.examOffice.get(page)).text).toContain('停用的考场')
    office.moveClock({ seconds: 1 })
    expect((await exam.examOffice.get(page)).text).not.toContain('停用的考场')
  })
})
