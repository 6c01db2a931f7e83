import { expect, test } from 'vitest'
import { known } from '../../src/foundation/invariant.ts'
import { arrangeExaminers, panelIds, planOf, poolOf, toTheDay } from '../support/arrange-panels.ts'
import { openScoredOffice } from '../support/arrange-scores.ts'
import { openParties, publicValue } from '../support/draw.ts'
import { sendWrong } from '../support/forms.ts'
import type { TestPerson } from '../support/office.ts'

const office = await openScoredOffice()

/** The terms as the form asks for them: local times of the authority. */
const terms = () => {
  const local = (hours: number) =>
    office.now().toZonedDateTimeISO('Asia/Shanghai').add({ hours }).toPlainDateTime().toString({ smallestUnit: 'minute' })
  return {
    parties: ['exam_office', 'discipline_inspector', 'section_head'],
    revealBy: local(2),
    sourceName: '中国福利彩票双色球 2026026 期',
    sourceDue: local(3),
  }
}

test('a whole interview day by forms alone', async () => {
  const exam = await arrangeExaminers(office, 9)
  const { examId, examOffice } = exam
  const home = `/exams/${examId}/interview`
  const see = async (person: TestPerson, path: string) => {
    const page = await person.get(path)
    expect(page.status, path).toBe(200)
    return page.text
  }
  const send = async (person: TestPerson, path: string, fields: Record<string, string | string[]> = {}) => {
    const reply = await person.form(path, fields)
    expect(reply, `${path}: ${reply.text.slice(0, 300)}`).toMatchObject({ status: 303 })
    return known(reply.location, 'where it goes')
  }
  /** A draw from its form to its result: the page of the draw says where it is run. */
  const hold = async (freeze: string): Promise<string> => {
    const page = await send(examOffice, freeze, terms())
    const drawId = known(page.split('/').at(-1), 'a draw')
    const [frozen] = await office.admin<{ hash: string }[]>`select encode(freeze_hash, 'hex') as hash from draws where id = ${drawId}`
    await openParties(office, examId, drawId, known(frozen, 'the draw').hash, exam.parties)
    const target = known(/action="(\/exams\/[^"]+\/draws\/[^"]+)"/.exec(await see(examOffice, page))?.[1], 'where the draw is run')
    return send(examOffice, target, { publicValue })
  }

  expect(await see(examOffice, `${home}/planning`)).toContain(known(exam.examiners[0], 'an examiner').name)
  const { examiners } = poolOf(exam)
  const wrong = await examOffice.form(`${home}/examiners`, { examiner: known(examiners[0], 'one').accountId })
  expect(wrong).toMatchObject({ status: 400, code: 'malformed' })
  await send(
    examOffice,
    `${home}/examiners`,
    Object.fromEntries([
      ['examiner', examiners.map(({ accountId }) => accountId)],
      ...examiners.flatMap(({ accountId, speciality, city, chief }) => [
        [`speciality-${accountId}`, speciality],
        [`city-${accountId}`, city],
        [`outside-${accountId}`, 'yes'],
        ...(chief ? [[`chief-${accountId}`, 'yes']] : []),
      ]),
    ]),
  )
  // Who entered the pool is named still when they serve no more.
  const gone = known(exam.examiners[8], 'an examiner')
  await office.admin`update appointments set ended_at = ${office.now().toString()} where account_id = ${gone.accountId}`
  expect(await see(examOffice, `${home}/planning`)).toContain(gone.name)
  await office.appoint(gone, 'examiner', { examId })
  const [one, two] = planOf(exam).panels
  const plan = [one, two].flatMap((panel) => {
    const { number, interviewRoom, waitingRoom, floor, size, inspector, supervisors, clerk, positions } = known(panel, 'a panel')
    return [
      ['interviewRoom', interviewRoom],
      ['waitingRoom', waitingRoom],
      ['floor', String(floor)],
      ['size', String(size)],
      ['inspector', inspector],
      ['supervisors', supervisors],
      ['clerk', clerk],
    ]
      .map(([name, value]) => [`${String(name)}-${number}`, value])
      .concat(positions.map((position) => [`panel-of-${position}`, String(number)]))
  })
  const fields = { panel: ['1', '2'], position: exam.posts.slice(0, 2).map(({ position }) => position.id), ...Object.fromEntries(plan) }
  const unplanned = await sendWrong(examOffice, `${home}/planning`)
  expect(unplanned).toEqual({ tried: ['/exams/:id/interview/panels'], lost: [] })
  const refused = await examOffice.form(`${home}/panels`, { ...fields, 'waitingRoom-2': '302' })
  expect(refused.code).toBe('rooms_not_apart')
  const high = await examOffice.form(`${home}/panels`, { ...fields, 'floor-2': 'high' })
  expect([...high.text.matchAll(/id="field-([\w-]+)-problem"/g)].map(([, name]) => name)).toEqual(['floor-2'])
  // What was typed is kept.
  expect(refused.text).toContain('value="302"')
  expect(await send(examOffice, `${home}/panels`, fields)).toBe(home)

  toTheDay(office)
  expect(await see(examOffice, home)).toContain(`${home}/panel-draw`)
  await hold(`${home}/panel-draw`)
  const [panel] = await panelIds(office, exam)
  const room = `${home}/panels/${panel}`
  const people = known(exam.posts[0], 'a post').people
  for (const { applicationId } of people) await send(exam.clerks[0], `${room}/arrivals`, { applicationId, arrived: 'yes' })
  expect(await hold(`${room}/order-draw`)).toBe(room)

  const memberIds = (
    await office.admin<{ id: string }[]>`select account_id as id from panel_members where panel_id = ${panel} order by place`
  ).map(({ id }) => id)
  const leaving = known(memberIds[2], 'a third member')
  const roomForm = '/exams/:id/interview/panels/:id'
  expect(await sendWrong(exam.inspectors[0], room)).toEqual({ tried: [`${roomForm}/replacement`], lost: [] })
  await send(exam.inspectors[0], `${room}/replacement`, { accountId: leaving, reason: 'absent' })
  const seated = await office.admin<{ id: string }[]>`
    select account_id as id from panel_members where panel_id = ${panel} and ended_at is null order by place`
  const members = seated.map(({ id }) =>
    known(
      exam.examiners.find(({ accountId }) => accountId === id),
      'a member',
    ),
  )
  expect(members.some(({ accountId }) => accountId === leaving)).toBe(false)
  expect(await sendWrong(known(members[0], 'a member'), room)).toEqual({ tried: [`${roomForm}/marks`], lost: [] })
  for (const lot of ['1', '2', '3']) {
    for (const member of members) await send(member, `${room}/marks`, { lot, score: '80' })
    expect(await see(exam.clerks[0], room)).toContain(`${room}/announcements`)
    await send(exam.clerks[0], `${room}/announcements`, { announced: lot })
  }
  const first = known(people[0], 'a candidate')
  const mine = `/my/applications/${first.applicationId}/interview`
  const long = '对评分有疑问。'.repeat(200)
  const tooLong = await first.person.form(`${mine}/confirmation`, { confirmed: 'no', reason: long })
  expect(tooLong).toMatchObject({ status: 400, code: 'malformed' })
  expect(tooLong.text).toContain(`>${long}</textarea>`)
  expect(tooLong.text).toContain('id="field-reason-problem"')
  expect(tooLong.text).toMatch(/value="no" checked/)
  for (const { person, applicationId } of people)
    await send(person, `/my/applications/${applicationId}/interview/confirmation`, { confirmed: 'yes' })
  await send(exam.clerks[0], `${room}/sheet`)
  const [drafted] = await office.admin<{ id: string }[]>`select id from statements where type = 'interview-sheet' and exam_id = ${examId}`
  const statementId = known(drafted, 'a sheet').id
  expect(await see(exam.clerks[0], room)).toContain('/my/statements')
  for (const signer of [known(members[0], 'the head'), exam.clerks[0], exam.inspectors[0]]) await signer.sign({ examId, statementId })
  expect(await see(exam.clerks[0], room)).toContain(`${home}/sheets/${statementId}`)
  await send(exam.clerks[0], `${home}/sheets/${statementId}`)
  expect(await see(exam.clerks[0], room)).toContain('成绩表已锁定')
})
