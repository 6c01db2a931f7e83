import { afterEach, describe, expect, test } from 'vitest'
import { checkExam } from '../../db/check-exam.ts'
import {
  announcedRecruitment,
  approveAll,
  draftRecruitment,
  enterChannels,
  officers,
  positionTable,
  recruitment,
  text,
  utf8,
} from '../support/exams.ts'
import { openOffice, type TestPerson } from '../support/office.ts'
import { race } from '../support/race.ts'

const office = await openOffice()
const people = await officers(office)
const { clerk, section, deputy, meeting } = people

afterEach(async () => {
  expect((await checkExam(office.ownerUrl, office.authority)).broken).toEqual([])
})

describe('a draft', () => {
  test('takes what the office leaves out from the rule book', async () => {
    const { examId } = await draftRecruitment(people)
    const exam = await clerk.get(`/api/exams/${examId}`)
    expect(exam.body).toMatchObject({
      family: 'RC',
      state: 'draft',
      version: 2,
      notice: { ratio: 3, publicityDays: 7, retentionMonths: 6, roomLimit: 30, ageCutoff: '2026-12-31' },
      sources: { ratio: { rule: 'R-RC-20' } },
    })
    expect((await office.anyone.get(`/api/public/exams/${examId}`)).code).toBe('exam_unknown')
  })

  test.each([
    { notice: { ratio: 2 }, code: 'notice_against_rules', status: 422, because: '1:3' },
    { notice: { publicityDays: 6 }, code: 'notice_against_rules', status: 422, because: 'seven days' },
    { notice: { bribe: 1 }, code: 'malformed', status: 400, because: 'an unknown key' },
    { notice: { ageCutoff: '2026-02-30' }, code: 'malformed', status: 400, because: 'no such day' },
  ])('is refused with $notice: $because', async ({ notice, code, status }) => {
    const reply = await clerk.post('/api/exams', { ...recruitment, notice })
    expect(reply).toMatchObject({ status, code })
  })

  test('a window that closes before it opens is refused', async () => {
    expect((await clerk.post('/api/exams', { ...recruitment, registrationClosesAt: recruitment.registrationOpensAt })).code).toBe(
      'window_reversed',
    )
  })

  test('an edit of an older version is stale, and a new version needs new approvals', async () => {
    const { examId, version } = await draftRecruitment(people)
    await approveAll(people, examId, version)
    await enterChannels(clerk, examId)
    expect((await clerk.put(`/api/exams/${examId}/notice`, { version: version - 1, title: '另一个标题' })).code).toBe('stale_form')
    const edited = await clerk.put(`/api/exams/${examId}/notice`, { version, title: '另一个标题' })
    expect(edited.body).toEqual({ version: version + 1 })
    expect((await clerk.post(`/api/exams/${examId}/announcement`, { version: version + 1 })).code).toBe('approvals_missing')
  })

  test('two edits at once are one edit and one stale form', async () => {
    const { examId, version } = await draftRecruitment(people)
    const edit = (title: string) => clerk.put(`/api/exams/${examId}/notice`, { version, title })
    const replies = await race(
      office,
      'exams',
      () => edit('甲公告'),
      () => edit('乙公告'),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
  })
})

describe('the table of posts', () => {
  test('a wrong row is named, nothing is imported, and the error-free table is', async () => {
    const examId = text((await clerk.post('/api/exams', recruitment)).body, 'examId')
    const wrong = await clerk.put(
      `/api/exams/${examId}/position-table`,
      utf8(positionTable.replace('护理,专业技术岗位,2', '护理,专业技术岗位,零')),
    )
    expect(wrong.body).toMatchObject({ positions: 3, errors: [{ row: 2, column: '招聘人数', code: 'headcount_not_whole' }] })
    const importId = text(wrong.body, 'importId')
    const refused = await clerk.post(`/api/exams/${examId}/position-imports/${importId}/import`, { version: 1 })
    expect(refused).toMatchObject({ status: 422, code: 'position_table_has_errors' })
    expect((await clerk.get(`/api/exams/${examId}`)).body).toMatchObject({ version: 1, positions: [] })
  })

  test('importing again replaces the posts', async () => {
    const { examId, version } = await draftRecruitment(people)
    const importId = text(
      (await clerk.put(`/api/exams/${examId}/position-table`, utf8(positionTable.split('\n').slice(0, 2).join('\n')))).body,
      'importId',
    )
    await clerk.post(`/api/exams/${examId}/position-imports/${importId}/import`, { version })
    const { body } = await clerk.get<{ positions: { code: string; writtenWeight: string }[] }>(`/api/exams/${examId}`)
    expect(body.positions.map(({ code, writtenWeight }) => [code, writtenWeight])).toEqual([['001E', '0.5000']])
  })

  test.each([
    { bytes: new Uint8Array(0), code: 'table_empty', status: 422, because: 'nothing' },
    { bytes: utf8('%PDF-1.4\u0000'), code: 'table_type_not_accepted', status: 415, because: 'a PDF' },
    { bytes: new Uint8Array(4_000_001).fill(65), code: 'body_too_large', status: 413, because: 'too large' },
  ])('$because is refused', async ({ bytes, code, status }) => {
    const { examId } = await draftRecruitment(people)
    expect(await clerk.put(`/api/exams/${examId}/position-table`, bytes)).toMatchObject({ status, code })
  })
})

describe('approvals', () => {
  test('in order, by three persons, none of them the drafter', async () => {
    const { examId, version } = await draftRecruitment(people)
    const at = `/api/exams/${examId}/approvals`
    expect((await deputy.post(at, { version, level: 2 })).code).toBe('level_out_of_order')
    expect((await deputy.post(at, { version, level: 1 })).code).toBe('level_of_another_role')
    expect((await section.post(at, { version, level: 1 })).status).toBe(201)
    expect((await section.post(at, { version, level: 1 })).code).toBe('level_already_approved')
    expect((await deputy.post(at, { version, level: 2 })).status).toBe(201)
    expect((await meeting.post(at, { version, level: 3 })).code).toBe('minutes_missing')
    expect((await meeting.post(at, { version, level: 3, meetingOn: '2026-03-01', minutes: '纪要' })).body).toMatchObject({ complete: true })
  })

  test('one person in two roles is one person', async () => {
    const both = await office.officer(['section_head', 'deputy_director'])
    const { examId, version } = await draftRecruitment(people)
    expect((await both.post(`/api/exams/${examId}/approvals`, { version, level: 1 })).status).toBe(201)
    expect((await both.post(`/api/exams/${examId}/approvals`, { version, level: 2 })).code).toBe('approver_twice')
  })

  test('two approve the same level at once: one stands', async () => {
    const { examId, version } = await draftRecruitment(people)
    const other = await office.officer('section_head')
    const approve = (person: TestPerson) => () => person.post(`/api/exams/${examId}/approvals`, { version, level: 1 })
    const replies = await race(office, 'exams', approve(section), approve(other))
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  test('what was sent back cannot be approved until it is changed', async () => {
    const { examId, version } = await draftRecruitment(people)
    await section.post(`/api/exams/${examId}/returns`, { version, reason: '“限户籍”无政策依据，请整改' })
    expect((await section.post(`/api/exams/${examId}/approvals`, { version, level: 1 })).code).toBe('returned_for_correction')
    await clerk.put(`/api/exams/${examId}/notice`, { version, title: '整改后的公告' })
    expect((await section.post(`/api/exams/${examId}/approvals`, { version: version + 1, level: 1 })).status).toBe(201)
  })
})

describe('the announcement', () => {
  test('freezes one text with one hash, which the public can hash again', async () => {
    const { examId } = await announcedRecruitment(office, people)
    const frozen = await office.anyone.get<{ text: string; noticeHash: string }>(`/api/public/exams/${examId}/frozen-notice`)
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(frozen.body.text))
    expect(Buffer.from(digest).toString('hex')).toBe(frozen.body.noticeHash)
    expect((await office.anyone.get(`/api/public/exams/${examId}`)).body).toMatchObject({
      noticeHash: frozen.body.noticeHash,
      state: 'announced',
    })
  })

  test('afterwards nothing of it changes', async () => {
    const { examId } = await announcedRecruitment(office, people)
    const frozen = [
      clerk.put(`/api/exams/${examId}/notice`, { version: 2, title: '改名' }),
      clerk.put(`/api/exams/${examId}/position-table`, utf8(positionTable)),
      clerk.put(`/api/exams/${examId}/quotas`, {
        document: '白编发〔2026〕4号',
        quotas: [{ unit: '市中心医院', class: 'professional', headcount: 9 }],
      }),
      clerk.post(`/api/exams/${examId}/announcement`, { version: 2 }),
    ]
    expect((await Promise.all(frozen)).map(({ code }) => code)).toEqual([
      'notice_frozen',
      'notice_frozen',
      'notice_frozen',
      'notice_frozen',
    ])
  })

  test('needs the quota, both channels and all approvals', async () => {
    const { examId, version } = await draftRecruitment(people)
    const announce = () => clerk.post(`/api/exams/${examId}/announcement`, { version })
    expect((await announce()).code).toBe('approvals_missing')
    expect(
      (await clerk.post(`/api/exams/${examId}/channels`, { channel: 'bureau_site', link: 'https://a.example', publishedOn: '2026-03-02' }))
        .code,
    ).toBe('approvals_missing')
    await approveAll(people, examId, version)
    expect((await announce()).code).toBe('channel_missing')
    await enterChannels(clerk, examId)
    await clerk.put(`/api/exams/${examId}/quotas`, {
      document: '白编发〔2026〕3号',
      quotas: [{ unit: '市中心医院', class: 'professional', headcount: 4 }],
    })
    expect(await announce()).toMatchObject({ code: 'quota_exceeded', status: 422 })
  })

  test('is recorded with its hash and without personal data', async () => {
    await announcedRecruitment(office, people)
    const [entry] = (await office.logged('exam_announced')).slice(-1)
    expect(entry).toMatchObject({ outcome: 'accepted', actor: clerk.accountId, detail: { positions: 4 } })
  })
})

test('an exam of another authority is not found', async () => {
  const { examId } = await announcedRecruitment(office, people)
  expect((await office.anyoneAt(office.south).get(`/api/public/exams/${examId}`)).code).toBe('exam_unknown')
})

test('worker grades: trades instead of a table, the director alone, one channel', async () => {
  const worker = { ...recruitment, family: 'WK', title: '2026年机关事业单位工人技术等级考核', notice: {} }
  const examId = text((await clerk.post('/api/exams', worker)).body, 'examId')
  expect((await clerk.put(`/api/exams/${examId}/position-table`, utf8(positionTable))).code).toBe('positions_from_trades')
  const trades = [
    { trade: '汽车驾驶员', grade: 4 },
    { trade: '汽车驾驶员', grade: 3 },
    { trade: '园林绿化工', grade: 5, practicalPercent: 40 },
  ]
  expect((await clerk.put(`/api/exams/${examId}/trades`, { version: 1, trades: [...trades, trades[0]] })).code).toBe('trade_repeated')
  await clerk.put(`/api/exams/${examId}/trades`, { version: 1, trades })
  expect((await section.post(`/api/exams/${examId}/approvals`, { version: 2, level: 1 })).code).toBe('level_of_another_role')
  expect((await people.director.post(`/api/exams/${examId}/approvals`, { version: 2, level: 1 })).body).toMatchObject({ complete: true })
  await clerk.post(`/api/exams/${examId}/channels`, { channel: 'bureau_site', link: 'https://a.example', publishedOn: '2026-03-02' })
  expect((await clerk.post(`/api/exams/${examId}/announcement`, { version: 2 })).status).toBe(201)
  const { body } = await office.anyone.get<{ positions: { subject: string; practicalWeight: string }[] }>(`/api/public/exams/${examId}`)
  expect(body.positions.map(({ subject }) => subject)).toEqual(['汽车驾驶员（高级工）', '汽车驾驶员（中级工）', '园林绿化工（初级工）'])
})
