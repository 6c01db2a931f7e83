import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { checkTranscript } from '../../seating/check.ts'
import { noblePrimitives } from '../../seating/primitives.ts'
import type { Caller } from '../../src/foundation/caller.ts'
import { AccountId, ApplicationId, DrawId, ExamId, PersonId } from '../../src/foundation/ids.ts'
import { known } from '../../src/foundation/invariant.ts'
import { freezeSeatDraw, runSeatDraw } from '../../src/seating/draw-seats.ts'
import { DrawTerms } from '../../src/seating/draws.ts'
import { ownTicket } from '../../src/seating/records.ts'
import { provedTicket } from '../../src/seating/ticket-records.ts'
import { arrangeExam, openArrangedOffice } from '../support/arrange.ts'
import { drawParties, drawPath, drawTerms, openParties, publicValue } from '../support/draw.ts'
import type { TestPerson } from '../support/office.ts'

const office = await openArrangedOffice()

type Frozen = { drawId: string; freezeHash: string }

describe('from the frozen list to the tickets', () => {
  test('everybody on the list gets one seat, and a stranger recomputes it', async () => {
    const exam = await arrangeExam(office, { candidates: 40, exempt: 2 })
    const { examId, examOffice } = exam
    const list = await examOffice.post<{ candidates: number }>(`/api/exams/${examId}/list-freeze`)
    expect(list).toMatchObject({ status: 201, body: { candidates: 82 } })
    const parties = await drawParties(office, examId, examOffice)
    const frozen = await examOffice.post<Frozen>(`/api/exams/${examId}/draws/seats`, drawTerms(office))
    expect(frozen.status).toBe(201)
    const { drawId, freezeHash } = frozen.body
    await openParties(office, examId, drawId, freezeHash, parties)
    const run = await examOffice.post<{ seats: number; transcriptHash: string }>(`${drawPath(examId, drawId)}/seats`, { publicValue })
    expect(run).toMatchObject({ status: 201, body: { seats: 80 } })

    const ticket = await exam.candidates[0]?.person.get<{ number: string; label: string; seat: number }>(
      `/api/my/applications/${exam.candidates[0].applicationId}/ticket`,
    )
    expect(ticket?.status).toBe(200)
    const transcript = await office.anyone.get<Record<string, unknown>>(`/api/public/exams/${examId}/draws/${drawId}/transcript`)
    expect(checkTranscript(transcript.text, noblePrimitives)).toEqual({ ok: true })
    expect(transcript.text).toContain(ticket?.body.label ?? 'no label')
    const logged = await office.logged('draw_run')
    expect(logged).toMatchObject([
      {
        outcome: 'accepted',
        subject: drawId,
        detail: { seats: 80, transcriptHash: run.body.transcriptHash, ticketsRoot: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    ])
    const told = await office.admin`select count(*)::int as told from inbox_messages where exam_id = ${examId}`
    expect(told[0]?.told).toBe(80)

    // A seat that the draw did not give has no leaf, and so no proof.
    const own = exam.candidates[0]
    await office.deps.within('candidate', async (tx) => {
      const one = known(own && (await ownTicket(tx, own.person.personId, ApplicationId.parse(own.applicationId))), 'a ticket')
      expect((await provedTicket(tx, one)).ticket.label).toBe(one.label)
      await expect(provedTicket(tx, { ...one, label: 'f'.repeat(32) })).rejects.toThrow('the leaf of ticket')
    })
  })

  test.each([1, 7, 80, 100])(
    'its people read by pages of %i and written by batches of as many, the tickets are the drawn plan',
    async (many) => {
      const { examId, examOffice } = await arrangeExam(office, { candidates: 40, exempt: 0 })
      await examOffice.post(`/api/exams/${examId}/list-freeze`)
      const parties = await drawParties(office, examId, examOffice)
      const { revealBy, source, ...terms } = DrawTerms.parse(drawTerms(office))
      const caller = callerOf(examOffice, examId)
      const frozen = await freezeSeatDraw(office.deps, caller, { examId: ExamId.parse(examId), revealBy, source, ...terms })
      if (!frozen.ok) throw new Error(frozen.refusal)
      const { drawId, freezeHash } = frozen.value
      await openParties(office, examId, drawId, freezeHash, parties)
      const command = { examId: ExamId.parse(examId), drawId: DrawId.parse(drawId), publicValue }
      expect(await runSeatDraw(office.deps, caller, command, { page: many, batch: many })).toMatchObject({ ok: true, value: { seats: 80 } })

      const transcript = await office.anyone.get(`/api/public/exams/${examId}/draws/${drawId}/transcript`)
      expect(checkTranscript(transcript.text, noblePrimitives)).toEqual({ ok: true })
      const drawn = drawFileSeats(transcript.text)
      const tickets = await office.admin`
      select t.label, r.number as room, t.seat from tickets t join rooms r on r.id = t.room_id where t.exam_id = ${examId} order by t.label`
      expect(tickets.map(({ label, room, seat }) => ({ label, room, seat }))).toEqual(drawn)
      const told = await office.admin`
      select count(*)::int as messages, count(distinct account_id)::int as people from inbox_messages where exam_id = ${examId}`
      expect(told[0]).toEqual({ messages: 80, people: 80 })
    },
  )
})

const Drawn = z.object({
  result: z.object({ rooms: z.array(z.object({ number: z.number(), seats: z.array(z.string()) })) }),
})

/** Who sits where by the published transcript, in the order of the labels. */
function drawFileSeats(transcript: string) {
  const { rooms } = Drawn.parse(JSON.parse(transcript)).result
  return rooms
    .flatMap(({ number, seats }) => seats.map((label, at) => ({ label, room: number, seat: at + 1 })))
    .sort((a, b) => (a.label < b.label ? -1 : 1))
}

const callerOf = ({ accountId, personId }: TestPerson, examId: string): Caller => ({
  accountId: AccountId.parse(accountId),
  personId: PersonId.parse(personId),
  kind: 'officer',
  name: '考务',
  appointments: [{ role: 'exam_office', examId: ExamId.parse(examId), siteId: undefined, unit: undefined }],
  idempotencyKey: undefined,
})
