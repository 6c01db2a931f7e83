import { describe, expect, test } from 'vitest'
import { checkTranscript } from '../../seating/check.ts'
import { noblePrimitives } from '../../seating/primitives.ts'
import { ApplicationId } from '../../src/foundation/ids.ts'
import { known } from '../../src/foundation/invariant.ts'
import { ownTicket } from '../../src/seating/records.ts'
import { provedTicket } from '../../src/seating/ticket-records.ts'
import { arrangeExam, openArrangedOffice } from '../support/arrange.ts'
import { drawParties, drawPath, drawTerms, openParties, publicValue } from '../support/draw.ts'

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
})
