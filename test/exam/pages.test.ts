import { expect, test } from 'vitest'
import { announcedRecruitment, officers, positionTable, utf8 } from '../support/exams.ts'
import { openOffice } from '../support/office.ts'

const office = await openOffice()
const people = await officers(office)
const { clerk, section, deputy, meeting } = people
const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''

test('an office drafts, imports, approves and sees its notice page by page, without script', async () => {
  const drafted = await clerk.form('/exams', {
    family: 'RC',
    title: '2026年事业单位公开招聘公告',
    organiser: '市人力资源和社会保障局',
    year: '2026',
    registrationOpensAt: '2026-03-09T09:00',
    registrationClosesAt: '2026-03-13T18:00',
    writtenOn: '2026-04-18',
    advice: '0436-3200001',
    complaint: '0436-3200002',
    'tie-1': 'written',
    'tie-2': 'decision',
  })
  expect(drafted.status).toBe(303)
  const path = String(drafted.location)
  const file = (text: string) => ({ table: new File([Buffer.from(utf8(text))], '岗位表.csv', { type: 'text/csv' }) })
  await clerk.form(`${path}/exam/position-table`, file(positionTable.replace('护理,专业技术岗位,2', '护理,专业技术岗位,0')))
  const wrong = await clerk.get(`${path}/exam/posts`)
  expect(wrong.text).toContain('至少应为 1')
  expect(wrong.text).not.toContain('/import"')
  office.moveClock({ minutes: 1 })
  await clerk.form(`${path}/exam/position-table`, file(positionTable))
  const right = await clerk.get(`${path}/exam/posts`)
  const target = /action="([^"]*\/import)"/.exec(right.text)?.[1] ?? ''
  expect((await clerk.form(target, { version: hidden(right.text, 'version') })).status).toBe(303)
  expect((await clerk.get(`${path}/exam/posts`)).text).toContain('主任医师')
  for (const [person, level] of [
    [section, 1],
    [deputy, 2],
    [meeting, 3],
  ] as const) {
    const page = await person.get(path)
    expect(page.text).toContain('批准本级')
    const given = {
      version: hidden(page.text, 'version'),
      level: String(level),
      ...(level === 3 ? { meetingOn: '2026-03-01', minutes: '纪要第5号' } : {}),
    }
    expect((await person.form(`${path}/exam/approvals`, given)).status).toBe(303)
  }
  const early = await clerk.form(`${path}/exam/announcement`, { version: '2' })
  expect([early.status, early.code]).toEqual([422, 'quota_missing'])
})

test('a draft changed by a colleague is not overwritten by a second click', async () => {
  const drafted = await clerk.form('/exams', { family: 'RC', title: '公开招聘', organiser: '市人事考试中心', year: '2026' })
  const path = String(drafted.location)
  const typed = { title: '我改的标题', organiser: '市人事考试中心', year: '2026', version: hidden((await clerk.get(path)).text, 'version') }
  expect((await clerk.form(`${path}/exam/notice`, { ...typed, title: '同事改的标题' })).status).toBe(303)
  const refused = await clerk.form(`${path}/exam/notice`, typed)
  expect([refused.status, refused.code]).toEqual([409, 'stale_form'])
  const form = /<form action="[^"]*\/exam\/notice".*?<\/form>/s.exec(refused.text)?.[0] ?? ''
  expect(form).toContain('我改的标题')
  expect((await clerk.form(`${path}/exam/notice`, { ...typed, version: hidden(form, 'version') })).code).toBe('stale_form')
  expect((await clerk.get(path)).text).toContain('同事改的标题')
})

test('a day or hour that does not exist is refused beside its field', async () => {
  const { examId } = await announcedRecruitment(office, people)
  const draft = { family: 'RC', title: '公开招聘', organiser: '市人事考试中心', year: '2026' }
  for (const wrong of ['2026-02-30T09:00', '2026-13-01T09:00', '2026-03-09T25:00', 'soon']) {
    const drafted = await clerk.form('/exams', { ...draft, registrationOpensAt: wrong })
    expect([wrong, drafted.status, drafted.code]).toEqual([wrong, 400, 'malformed'])
    const set = await clerk.form(`/exams/${examId}/exam/sessions`, { subject: '综合', startsAt: wrong, endsAt: '2026-04-18T11:00' })
    expect([wrong, set.status, set.code]).toEqual([wrong, 400, 'malformed'])
  }
})

test('a form larger than its page takes is refused on that page', async () => {
  const { status, code } = await clerk.form('/exams', { family: 'RC', title: 'x'.repeat(300_000) })
  expect([status, code]).toEqual([413, 'body_too_large'])
})

test('every page of the stage opens, and shows a stranger nothing', async () => {
  const { examId } = await announcedRecruitment(office, people)
  for (const path of [
    '/exams',
    '/new-exam',
    `/exams/${examId}`,
    ...['posts', 'sessions', 'sites', 'people'].map((part) => `/exams/${examId}/exam/${part}`),
  ]) {
    expect([path, (await clerk.get(path)).status]).toEqual([path, 200])
    expect([path, (await office.anyone.get(path)).status]).toEqual([path, 303])
  }
  for (const path of ['/public/exams', `/public/exams/${examId}`, `/public/exams/${examId}/frozen-notice.json`])
    expect([path, (await office.anyone.get(path)).status]).toEqual([path, 200])
})

test('quotas, trades, rooms and appointments are entered and taken back by forms', async () => {
  const base = {
    organiser: '市人事考试中心',
    year: '2026',
    registrationOpensAt: '2026-03-09T09:00',
    registrationClosesAt: '2026-03-13T18:00',
    advice: '0436-3200001',
    complaint: '0436-3200002',
  }
  const rc = String((await clerk.form('/exams', { ...base, family: 'RC', title: '公开招聘' })).location)
  const document = '白编发〔2026〕3号'
  const wrong = await clerk.form(`${rc}/exam/quotas`, { document, quotas: '市中心医院，技术，4' })
  expect([wrong.status, wrong.code]).toEqual([400, 'malformed'])
  expect(wrong.text).toContain('市中心医院，技术，4')
  expect((await clerk.form(`${rc}/exam/quotas`, { document, quotas: '市中心医院，专业技术，4\n市第一中学，管理，1' })).status).toBe(303)
  const kept = await clerk.get(`${rc}/exam/posts`)
  for (const shown of [document, '市中心医院，专业技术，4', '市第一中学']) expect(kept.text).toContain(shown)
  expect((await clerk.form(`${rc}/exam/trades`, { version: '1', trades: '汽车驾驶员，4' })).code).toBe('positions_from_table')

  const wk = String((await clerk.form('/exams', { ...base, family: 'WK', title: '工人技术等级考核' })).location)
  const page = await clerk.get(`${wk}/exam/posts`)
  expect(page.text).not.toContain('/exam/position-table')
  const version = hidden(page.text, 'version')
  expect((await clerk.form(`${wk}/exam/trades`, { version, trades: '汽车驾驶员，4\n汽车驾驶员，4' })).code).toBe('trade_repeated')
  expect((await clerk.form(`${wk}/exam/trades`, { version, trades: '汽车驾驶员，4\n电工，3，电工理论，40' })).status).toBe(303)
  expect((await clerk.get(`${wk}/exam/posts`)).text).toContain('电工，3，电工理论，40')
  expect((await clerk.form(`${wk}/exam/trades`, { version, trades: '焊工，5' })).code).toBe('stale_form')

  const examId = String(wk.split('/').at(-1))
  await clerk.form(`${wk}/exam/sites`, { code: '01', name: '第一考点', address: '新华路1号', unit: '市第一中学' })
  const [site] = await office.admin<{ id: string }[]>`select id from sites where exam_id = ${examId}`
  await clerk.form(`${wk}/exam/sites`, { code: '02', name: '第二考点', address: '新华路2号', unit: '市第二中学' })
  const ids = [...(await clerk.get(`${wk}/exam/sites`)).text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  const room = { from: '1', to: '1', floor: '1', rows: '6', columns: '5', capacity: '30', kind: 'written', separate: 'yes' }
  const rooms = `${wk}/exam/sites/${site?.id}/rooms`
  for (const [wrong, field] of [
    [{ capacity: '501' }, 'capacity'],
    [{ rows: '0' }, 'rows'],
    [{ kind: 'hall' }, 'kind'],
    [{ from: '0', to: '1' }, 'from'],
    [{ from: '9999', to: '10000' }, 'to'],
    [{ from: '2', to: '1' }, 'to'],
  ] as const) {
    const refused = await clerk.form(rooms, { ...room, ...wrong })
    expect([refused.status, refused.code]).toEqual([400, 'malformed'])
    const besides = [...refused.text.matchAll(/<(?:input|select)[^>]*name="(\w+)"[^>]*aria-invalid="true"/g)].map(([, name]) => name)
    expect([wrong, besides]).toEqual([wrong, [field]])
  }
  expect((await clerk.form(rooms, room)).status).toBe(303)
  expect(await office.admin`select separate from rooms where exam_id = ${examId}`).toEqual([{ separate: true }])
  const removal = /action="([^"]*\/removal)"/.exec((await clerk.get(`${wk}/exam/sites`)).text)?.[1] ?? ''
  expect((await clerk.form(removal, {})).status).toBe(303)
  expect((await clerk.form(removal, {})).code).toBe('room_unknown')

  const guard = await office.officer('vault_guard', { examId })
  // People are ticked for a training only where there is a form to tick them for.
  expect((await clerk.get(`${wk}/exam/people`)).text).toContain(`name="accountIds" value="${guard.accountId}"`)
  expect((await people.administrator.get(`${wk}/exam/people`)).text).not.toContain('name="accountIds"')
  const end = /action="([^"]*\/end)"/.exec((await people.administrator.get(`${wk}/exam/people`)).text)?.[1] ?? ''
  expect((await clerk.get(`${wk}/exam/people`)).text).not.toContain(end)
  expect((await people.administrator.form(end, {})).status).toBe(303)
  expect((await people.administrator.get(`${wk}/exam/people`)).text).not.toContain(end)
  // Whoever served is chosen again by name, for a site; who approves or supervises is the administrator's to appoint.
  const appoint = (fields: Record<string, string>) => clerk.form(`${wk}/exam/people`, { accountId: guard.accountId, ...fields })
  const offered = (await clerk.get(`${wk}/exam/people`)).text
  expect(offered).toContain(`<option value="${guard.accountId}">${guard.name}`)
  expect(offered).not.toContain(`<option value="${clerk.accountId}">`)
  expect(offered).not.toContain('<option value="centre_director">')
  expect((await people.administrator.get(`${wk}/exam/people`)).text).toContain('<option value="centre_director">')
  const refused = await appoint({ role: 'site_paper_keeper', siteId: office.deps.newId() })
  expect(refused).toMatchObject({ code: 'site_unknown' })
  expect(refused.text).toContain(`<option value="${guard.accountId}" selected`)
  expect((await appoint({ role: 'site_paper_keeper', siteId: site?.id ?? '' })).status).toBe(303)
  expect((await clerk.get(`${wk}/exam/people`)).text).toMatch(/<td[^>]*>第一考点<\/td>/)
})
