import { readFileSync } from 'node:fs'
import { asGb18030, asUntidy, asXlsx, withWrongRows } from '../cohort/office-table.ts'
import { done, inParallel, officer, officersOf, refused, type World } from '../world.ts'
import { appoint } from './people.ts'

export const positionsCsv = readFileSync(new URL('../data/positions.csv', import.meta.url), 'utf8')

export type Position = {
  readonly id: string
  readonly code: string
  readonly unit: string
  readonly department: string
  readonly title: string
  readonly headcount: number | null
  readonly subject: string | null
  readonly writtenExempt: boolean
  readonly grade: number | null
}
export type Session = { readonly id: string; readonly subject: string; readonly startsAt: string }
export type Site = {
  readonly id: string
  readonly name: string
  readonly rooms: readonly { readonly id: string; readonly number: number }[]
}

export type Recruitment = {
  readonly examId: string
  readonly positions: readonly Position[]
  readonly sessions: readonly Session[]
  readonly sites: readonly Site[]
}

const window = { registrationOpensAt: '2026-03-09T09:00:00+08:00', registrationClosesAt: '2026-03-11T17:00:00+08:00' }

/** Every role that is not of one site, appointed to the exam by the administrator. */
const officeRoles = [
  'exam_office',
  'section_head',
  'deputy_director',
  'office_meeting',
  'review_lead',
  'discipline_inspector',
  'secrecy_officer',
  'police_escort',
  'vault_guard',
  'marking_checker',
  'score_clerk',
  'social_supervisor',
  'centre_director',
  'certificate_clerk',
  'unit_inspector',
  'marker',
  'panel_clerk',
] as const

/** Open recruitment: the notice is drafted, its table read row by row, approved three times, published in two channels and frozen. */
export async function announceRecruitment(world: World): Promise<Recruitment> {
  const { administrator } = world
  const office = officer(world, 'exam_office')
  await done(administrator.post('/api/appointments', { accountId: office.accountId(), role: 'exam_office' }), 'appointing the exam office')
  const { examId } = await done(
    office.post<{ examId: string }>('/api/exams', {
      family: 'RC',
      title: '2026年市直事业单位公开招聘工作人员',
      organiser: '市人力资源和社会保障局',
      year: 2026,
      ...window,
      writtenOn: '2026-04-18',
      interviewOn: '2026-06-20',
      notice: { tieChain: ['written', 'decision'], phones: { advice: '0436-3200101', complaint: '0436-3200110' } },
    }),
    'drafting the recruitment',
  )
  world.examIds.push(examId)
  const others = officeRoles.filter((role) => role !== 'exam_office')
  await inParallel(others, (role) => appoint(world, examId, role, officersOf(world, role)))
  await appoint(world, examId, 'exam_office', officersOf(world, 'exam_office').slice(1))
  await uploadPositions(world, examId)
  await approve(world, examId)
  const sessions = await planSessions(world, examId)
  const sites = await planSites(world, examId)
  await done(office.post(`/api/exams/${examId}/announcement`, { version: await versionOf(world, examId) }), 'announcing')
  const shown = await done(office.get<{ positions: Position[] }>(`/api/public/exams/${examId}`), 'reading the notice')
  await refused(
    office.put(`/api/exams/${examId}/notice`, { version: await versionOf(world, examId), title: '改动' }),
    'notice_frozen',
    'changing an announced notice',
  )
  world.trouble('exam', 'an announced notice was to be changed and was refused')
  return { examId, positions: shown.positions, sessions, sites }
}

const versionOf = async (world: World, examId: string): Promise<number> => {
  const found = await done(officer(world, 'exam_office').get<{ version: number }>(`/api/exams/${examId}`), 'reading the draft')
  return found.version
}

async function uploadPositions(world: World, examId: string): Promise<void> {
  const office = officer(world, 'exam_office')
  const wrong = withWrongRows(positionsCsv)
  const upload = (bytes: Uint8Array, what: string) =>
    done(office.put<{ errors: unknown[]; importId: string }>(`/api/exams/${examId}/position-table`, bytes), what)
  const first = await upload(asGb18030(wrong.table), 'uploading the first table')
  if (first.errors.length < wrong.faults.length)
    throw new Error(`the table has ${wrong.faults.length} faults, ${first.errors.length} were named`)
  await refused(
    office.post(`/api/exams/${examId}/position-imports/${first.importId}/import`, { version: await versionOf(world, examId) }),
    'position_table_has_errors',
    'importing a table with wrong rows',
  )
  world.trouble('exam', `a table of posts with ${wrong.faults.length} wrong rows was refused, each row named`)
  const untidy = await upload(asGb18030(asUntidy(positionsCsv)), 'uploading a table typed untidily, in GB 18030')
  if (untidy.errors.length > 0) throw new Error(`an untidy table without a fault was given ${untidy.errors.length}`)
  const table = await upload(asXlsx(positionsCsv), 'uploading the table')
  await done(
    office.post(`/api/exams/${examId}/position-imports/${table.importId}/import`, { version: await versionOf(world, examId) }),
    'importing the table',
  )
}

async function approve(world: World, examId: string): Promise<void> {
  const office = officer(world, 'exam_office')
  const detail = await done(
    office.get<{ positions: { unit: string; class: string; headcount: number }[] }>(`/api/exams/${examId}`),
    'reading the posts',
  )
  const quotas = [...Map.groupBy(detail.positions, (one) => `${one.unit}|${one.class}`)].map(([key, posts]) => {
    const [unit = '', kind = ''] = key.split('|')
    return { unit, class: kind, headcount: posts.reduce((sum, { headcount }) => sum + headcount, 0) }
  })
  await done(office.put(`/api/exams/${examId}/quotas`, { document: '市编办〔2026〕12号', quotas }), 'entering the quotas')
  const version = await versionOf(world, examId)
  const path = `/api/exams/${examId}/approvals`
  await refused(officer(world, 'deputy_director').post(path, { version, level: 2 }), 'level_out_of_order', 'approving out of order')
  world.trouble('exam', 'an approval out of order was refused')
  await done(officer(world, 'section_head').post(path, { version, level: 1 }), 'first approval')
  await done(officer(world, 'deputy_director').post(path, { version, level: 2 }), 'second approval')
  await done(
    officer(world, 'office_meeting').post(path, { version, level: 3, meetingOn: '2026-03-02', minutes: '局长办公会议纪要〔2026〕5号' }),
    'third approval',
  )
  const channels = [
    { channel: 'bureau_site', link: 'https://rsj.example.cn/notice/2026-1' },
    { channel: 'city_media', link: 'https://daily.example.cn/20260302/a4' },
  ]
  for (const one of channels)
    await done(office.post(`/api/exams/${examId}/channels`, { ...one, publishedOn: '2026-03-02' }), 'entering a channel')
}

async function planSessions(world: World, examId: string): Promise<Session[]> {
  const office = officer(world, 'exam_office')
  for (const subject of ['A', 'B', 'C', 'D', 'E'])
    await done(
      office.post(`/api/exams/${examId}/sessions`, { subject, startsAt: '2026-04-18T09:00:00+08:00', endsAt: '2026-04-18T11:30:00+08:00' }),
      `session ${subject}`,
    )
  return (await done(office.get<{ sessions: Session[] }>(`/api/exams/${examId}/sessions`), 'reading the sessions')).sessions
}

/** Sites of third-party schools with their rooms; each site's chief examiner and paper keeper are appointed to it. */
async function planSites(world: World, examId: string): Promise<Site[]> {
  const office = officer(world, 'exam_office')
  for (const [index, site] of world.cohort.sites.entries()) {
    const { siteId } = await done(
      office.post<{ siteId: string }>(`/api/exams/${examId}/sites`, {
        code: String(index + 1).padStart(2, '0'),
        name: site.name,
        address: site.address,
        unit: site.name.replace(/考点.*$/, ''),
      }),
      `site ${site.name}`,
    )
    const rooms = site.rooms.map(({ number, floor, seats }) => ({
      number: Number(number),
      name: `第${Number(number)}考场`,
      floor,
      rows: 6,
      columns: 5,
      capacity: seats,
    }))
    await done(office.post(`/api/exams/${examId}/sites/${siteId}/rooms`, { rooms }), `rooms of ${site.name}`)
    await appoint(world, examId, 'chief_examiner', [officer(world, 'chief_examiner', index)], { siteId })
    await appoint(world, examId, 'site_paper_keeper', [officer(world, 'site_paper_keeper', index)], { siteId })
  }
  return (await done(office.get<{ sites: Site[] }>(`/api/exams/${examId}/sites`), 'reading the sites')).sites
}

const workerDays = {
  registrationOpensAt: '2026-04-21T09:00:00+08:00',
  registrationClosesAt: '2026-04-22T17:00:00+08:00',
  writtenOn: '2026-05-09',
}
const grades = [5, 4, 3, 2, 1] as const
const gradeNames: Readonly<Record<(typeof grades)[number], string>> = { 5: '初级工', 4: '中级工', 3: '高级工', 2: '技师', 1: '高级技师' }

/** Worker grades: the centre fixes trades and grades, its director approves alone, and the notice stands on the bureau's site. */
export async function announceWorkerGrades(world: World): Promise<Recruitment> {
  const office = officer(world, 'exam_office')
  const { examId } = await done(
    office.post<{ examId: string }>('/api/exams', {
      family: 'WK',
      title: '2026年机关事业单位工人技术等级岗位考核',
      organiser: '市工人技术等级考核指导中心',
      year: 2026,
      ...workerDays,
      notice: { phones: { advice: '0436-3200101', complaint: '0436-3200110' } },
    }),
    'drafting the worker grades',
  )
  world.examIds.push(examId)
  const others = officeRoles.filter((role) => role !== 'exam_office')
  await inParallel(others, (role) => appoint(world, examId, role, officersOf(world, role)))
  await appoint(world, examId, 'assessor', officersOf(world, 'assessor'))
  const trades = [...new Set(world.cohort.workers.map(({ trade }) => trade))].flatMap((trade) =>
    grades.map((grade) => ({ trade, grade, subject: `理论（${gradeNames[grade]}）` })),
  )
  await done(office.put(`/api/exams/${examId}/trades`, { version: await versionOf(world, examId), trades }), 'listing the trades')
  await done(
    officer(world, 'centre_director').post(`/api/exams/${examId}/approvals`, { version: await versionOf(world, examId), level: 1 }),
    'approving the worker grades',
  )
  await done(
    office.post(`/api/exams/${examId}/channels`, {
      channel: 'bureau_site',
      link: 'https://rsj.example.cn/notice/2026-2',
      publishedOn: '2026-04-20',
    }),
    'entering the channel',
  )
  for (const grade of grades)
    await done(
      office.post(`/api/exams/${examId}/sessions`, {
        subject: `理论（${gradeNames[grade]}）`,
        startsAt: '2026-05-09T09:00:00+08:00',
        endsAt: '2026-05-09T11:00:00+08:00',
      }),
      `session ${grade}`,
    )
  const { sessions } = await done(office.get<{ sessions: Session[] }>(`/api/exams/${examId}/sessions`), 'reading the sessions')
  const sites = await planSites(world, examId)
  await done(office.post(`/api/exams/${examId}/announcement`, { version: await versionOf(world, examId) }), 'announcing the worker grades')
  const shown = await done(office.get<{ positions: Position[] }>(`/api/public/exams/${examId}`), 'reading the notice')
  return { examId, positions: shown.positions, sessions, sites }
}
