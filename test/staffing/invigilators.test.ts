import { describe, expect, test } from 'vitest'
import { checkTranscript } from '../../seating/check.ts'
import { noblePrimitives } from '../../seating/primitives.ts'
import { arrangeExam, openArrangedOffice } from '../support/arrange.ts'
import { drawParties, drawPath, drawSeats, drawTerms, openParties, publicValue } from '../support/draw.ts'
import { arrangePool } from '../support/staff.ts'

const office = await openArrangedOffice()

type Frozen = { drawId: string; freezeHash: string }
type Roster = {
  duties: {
    dutyId: string
    accountId: string
    roomId: string
    siteId: string
    place: number
    endedAt: string | null
    presentAt: string | null
    name: string | null
  }[]
  reserves: { accountId: string; rank: number }[]
}

describe('invigilators are drawn on the morning', () => {
  test('two for each room by lot, and the first reserve takes the place of whoever does not come', async () => {
    const exam = await arrangeExam(office, { candidates: 16, writtenIn: { days: 5 } })
    const { examId, examOffice } = exam
    const parties = await drawParties(office, examId, examOffice)
    await drawSeats(office, exam, parties)
    const pool = await arrangePool(office, exam, 12)
    const relative = exam.candidates[0]
    await office.admin`
      insert into recusals (id, exam_id, account_id, relation, relative_id_index, declared_by, declared_at)
      select ${office.deps.newId()}, ${examId}, ${pool[0]?.accountId ?? ''}, 'spouse', id_number_index, ${pool[0]?.accountId ?? ''}, ${office.now().toString()}
        from persons where id = ${relative?.person.personId ?? ''}`
    const entered = await examOffice.post(`/api/exams/${examId}/staff-pool`, {
      members: pool.map(({ accountId }) => ({ accountId, experienced: true })),
    })
    expect(entered).toMatchObject({ status: 201, body: { entered: 12 } })
    // Five are recused from the whole exam when they are in the pool already: neither on duty nor in reserve.
    const late = pool.slice(7)
    for (const { accountId } of late)
      expect((await parties[2].person.post(`/api/exams/${examId}/recusals`, { accountId, relation: 'other' })).status).toBe(201)

    const examSessionId = exam.sessions.get('综合类')
    const early = await examOffice.post(`/api/exams/${examId}/draws/invigilators`, { examSessionId, ...drawTerms(office) })
    expect(early).toMatchObject({ status: 409, code: 'not_the_exam_day' })
    const page = async () => (await examOffice.get(`/exams/${examId}/staffing`)).text
    const freezeForm = `action="/exams/${examId}/staffing/draw"`
    expect(await page()).toContain('只能在考试当日开考前办理')
    expect(await page()).not.toContain(freezeForm)
    office.moveClock(
      office.now().toZonedDateTimeISO('Asia/Shanghai').add({ days: 5 }).startOfDay().add({ hours: 4 }).toInstant().toString(),
    )
    expect(await page()).toContain(freezeForm)
    const frozen = await examOffice.post<Frozen>(`/api/exams/${examId}/draws/invigilators`, { examSessionId, ...drawTerms(office) })
    expect(frozen.status).toBe(201)
    expect(await page()).not.toContain('冻结监考抽签')
    const { drawId, freezeHash } = frozen.body
    await openParties(office, examId, drawId, freezeHash, parties)
    const run = await examOffice.post(`${drawPath(examId, drawId)}/invigilators`, { publicValue })
    expect(run).toMatchObject({ status: 201, body: { duties: 4, reserves: 1 } })
    const transcript = await office.anyone.get(`/api/public/exams/${examId}/draws/${drawId}/transcript`)
    expect(checkTranscript(transcript.text, noblePrimitives)).toEqual({ ok: true })
    const drawn = await office.admin<{ account: string }[]>`
      select account_id as account from duties where draw_id = ${drawId} union select account_id from duty_reserves where draw_id = ${drawId}`
    expect(drawn).toHaveLength(5)
    expect(late.filter(({ accountId }) => drawn.some(({ account }) => account === accountId))).toEqual([])

    const chief = await office.officer('chief_examiner', { examId })
    const before = await chief.get<Roster>(`/api/exams/${examId}/staffing`)
    const [absent, ...others] = before.body.duties
    expect(before.body.duties).toHaveLength(4)
    // A chief examiner of one site is offered the duties of that site alone, and the exam office no presence to enter.
    const idsOn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, id]) => id).sort()
    const present = /name="dutyId" value="([^"]+)"/g
    const replaceable = /<option value="([^"]{36})"/g
    for (const { id } of exam.sites) {
      const own = before.body.duties.filter(({ siteId }) => siteId === id).map(({ dutyId }) => dutyId)
      const there = (await (await office.officer('chief_examiner', { examId, siteId: id })).get(`/exams/${examId}/staffing`)).text
      expect([id, idsOn(there, present), idsOn(there, replaceable)]).toEqual([id, own.toSorted(), own.toSorted()])
    }
    const all = before.body.duties.map(({ dutyId }) => dutyId).sort()
    expect([idsOn(await page(), present), idsOn(await page(), replaceable)]).toEqual([[], all])
    for (const { dutyId } of others) expect((await chief.post(`/api/exams/${examId}/duties/${dutyId}/presence`)).status).toBe(201)
    const replaced = await chief.post<{ dutyId: string }>(`/api/exams/${examId}/duties/${absent?.dutyId}/replacement`, {
      reason: 'absent',
      absent: [],
    })
    expect(replaced.status).toBe(201)
    const after = await chief.get<Roster>(`/api/exams/${examId}/staffing`)
    const now = after.body.duties.filter(({ endedAt }) => endedAt === null)
    expect(now.map(({ accountId }) => accountId).filter((id) => others.some(({ accountId }) => accountId === id))).toHaveLength(3)
    expect(now.find(({ dutyId }) => dutyId === replaced.body.dutyId)).toMatchObject({
      accountId: before.body.reserves[0]?.accountId,
      roomId: absent?.roomId,
      place: absent?.place,
    })
    const replacement = `action="/exams/${examId}/staffing/replacement"`
    expect((await chief.get(`/exams/${examId}/staffing`)).text).toContain(replacement)
    office.moveClock({ days: 1 })
    expect((await chief.get(`/exams/${examId}/staffing`)).text).not.toContain(replacement)
  })
})
