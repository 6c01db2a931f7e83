import { describe, expect, test } from 'vitest'
import { arrangeExam, openArrangedOffice } from '../support/arrange.ts'
import { commitAll, drawParties, drawSeats, publicValue, revealAll } from '../support/draw.ts'

const office = await openArrangedOffice()

const localTime = (hours: number) =>
  office.now().toZonedDateTimeISO('Asia/Shanghai').add({ hours }).toPlainDateTime().toString({ smallestUnit: 'minute' })

describe('the pages of a draw', () => {
  test('an office without scripts freezes list and draw, the inspector reads the value, the seats are drawn', async () => {
    const exam = await arrangeExam(office, { candidates: 4 })
    const { examId, examOffice } = exam
    const page = `/exams/${examId}/seating`
    expect((await examOffice.get(page)).text).toContain('名单尚未冻结')
    expect(await examOffice.form(`${page}/list-freeze`, {})).toMatchObject({ status: 303, location: page })
    expect((await examOffice.get(page)).text).toContain('只有人数，没有姓名')
    const terms = { revealBy: localTime(2), sourceName: '中国福利彩票双色球 2026026 期', sourceDue: localTime(3) }
    const two = await examOffice.form(`${page}/draw`, { ...terms, parties: ['exam_office', 'discipline_inspector'] })
    expect(two).toMatchObject({ status: 422, code: 'parties_too_few' })
    const frozen = await examOffice.form(`${page}/draw`, { ...terms, parties: ['exam_office', 'discipline_inspector', 'section_head'] })
    expect(frozen.status).toBe(303)
    const drawPage = frozen.location ?? ''
    const drawId = drawPage.split('/').at(-1) ?? ''
    const parties = await drawParties(office, examId, examOffice)
    const { freezeHash } = (await office.anyone.get<{ freezeHash: string }>(`/api/public/exams/${examId}/draws/${drawId}`)).body
    expect((await parties[1].person.get(drawPage)).text).toContain('id="contribute-commit"')
    await commitAll(examId, drawId, freezeHash, parties)
    expect((await parties[1].person.get(drawPage)).text).toContain('id="contribute-reveal"')
    await revealAll(examId, drawId, parties)
    office.moveClock({ hours: 3, minutes: 1 })
    expect(await parties[1].person.form(`${drawPage}/public-value`, { publicValue })).toMatchObject({ status: 303, location: drawPage })
    expect(await examOffice.form(`${drawPage}/seats`, { publicValue: '1 2 3' })).toMatchObject({
      status: 422,
      code: 'public_value_differs',
    })
    expect(await examOffice.form(`${drawPage}/seats`, { publicValue })).toMatchObject({ status: 303, location: drawPage })
    expect((await examOffice.get(page)).text).toContain('编排结果')
  })

  test('anyone sees draws, files and a seat plan without names; a candidate the own ticket', async () => {
    const exam = await arrangeExam(office, { candidates: 3, needs: ['wheelchair'] })
    const drawId = await drawSeats(office, exam, await drawParties(office, exam.examId, exam.examOffice))
    const base = `/public/exams/${exam.examId}/draws`
    expect((await office.anyone.get(base)).text).toContain('座位抽签')
    const page = await office.anyone.get(`${base}/${drawId}?site=S1&room=1&seat=2`)
    expect(page).toMatchObject({ status: 200 })
    expect(page.text).toContain('id="recompute"')
    expect(page.text).toContain('第S1考点')
    const transcript = await office.anyone.get(`${base}/${drawId}/transcript.json`)
    expect(transcript.headers.get('content-disposition')).toContain('attachment')
    expect((await office.anyone.get(`${base}/${drawId}/input.json`)).status).toBe(200)
    const [first] = exam.candidates
    const ticket = await first?.person.get(`/my/applications/${first.applicationId}/ticket`)
    expect(ticket?.status).toBe(200)
    expect(ticket?.text).toContain(first?.person.name)
    expect(ticket?.text).toContain(`/my/applications/${first?.applicationId}/ticket.pdf`)
    // The arrangement names a photograph that nobody uploaded; the invariants want one again afterwards.
    await office.admin`update applications set photo_file = null where exam_id = ${exam.examId}`
    const paper = await first?.person.get(`/my/applications/${first.applicationId}/ticket.pdf`)
    expect(paper).toMatchObject({ status: 200 })
    expect([paper?.headers.get('content-type'), paper?.text.slice(0, 5)]).toEqual(['application/pdf', '%PDF-'])
    await office.admin`update applications set photo_file = 'arranged' where exam_id = ${exam.examId}`
    expect((await exam.candidates[1]?.person.get(`/my/applications/${first?.applicationId}/ticket.pdf`))?.status).toBe(404)
    for (const { person, applicationId } of exam.candidates) {
      expect(transcript.text).not.toContain(person.name)
      expect(transcript.text).not.toContain(applicationId)
    }
    // A wheelchair user sits on the ground floor: room 1 of a site.
    const own = await first?.person.get<{ floor: number }>(`/api/my/applications/${first.applicationId}/ticket`)
    expect(own?.body.floor).toBe(1)
  })
})
