import type { Notice } from '../../src/exam/rules/notice.ts'
import { known } from '../../src/foundation/invariant.ts'
import type { Client } from '../../src/rehearsal/client.ts'
import type { Office, TestPerson } from './office.ts'

/** Three posts: two with a written exam, one without; a post of the fourth kind for recusal. */
export const positionTable = `岗位代码,主管部门,招聘单位,岗位名称,岗位类别,招聘人数,学历,学位,专业,年龄,其他条件,笔试类别,免笔试,笔试与面试比例
001E,市卫生健康委员会,市中心医院,护理,专业技术岗位,2,本科,学士,护理学；护理,40周岁及以下,,E,否,5:5
002A,市卫生健康委员会,市中心医院,财务,专业技术岗位,1,本科,学士,会计学；财务管理,40周岁及以下,,A,否,6:4
003A,市教育局,市第一中学,综合管理,管理岗位,1,本科,,不限,不限,,A,否,5:5
004E,市卫生健康委员会,市中心医院,主任医师,专业技术岗位,1,博士研究生,博士,不限,45周岁及以下,,,是,
`

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

export type People = {
  readonly clerk: TestPerson
  readonly section: TestPerson
  readonly deputy: TestPerson
  readonly meeting: TestPerson
  readonly director: TestPerson
  readonly administrator: TestPerson
}

export const officers = async (office: Office): Promise<People> => ({
  clerk: await office.officer('exam_office'),
  section: await office.officer('section_head'),
  deputy: await office.officer('deputy_director'),
  meeting: await office.officer('office_meeting'),
  director: await office.officer('centre_director'),
  administrator: await office.officer('administrator'),
})

export const recruitment = {
  family: 'RC',
  title: '2026年白城市事业单位公开招聘工作人员',
  organiser: '白城市人力资源和社会保障局',
  year: 2026,
  registrationOpensAt: '2026-03-09T09:00:00+08:00',
  registrationClosesAt: '2026-03-13T18:00:00+08:00',
  writtenOn: '2026-04-18',
  interviewOn: '2026-05-30',
  notice: { tieChain: ['written', 'decision'], phones: { advice: '0436-3200001', complaint: '0436-3200002' } },
} as const

export const quotas = [
  { unit: '市中心医院', class: 'professional', headcount: 4 },
  { unit: '市第一中学', class: 'management', headcount: 1 },
] as const

/** A value that the test knows to be a string. */
export const text = (body: Readonly<Record<string, unknown>>, name: string): string => {
  const value = body[name]
  if (typeof value !== 'string') throw new Error(`${name} is not in ${JSON.stringify(body)}`)
  return value
}

const done = async <T extends { readonly status: number; readonly text: string }>(reply: Promise<T>): Promise<T> => {
  const answered = await reply
  if (answered.status >= 400) throw new Error(`${answered.status}: ${answered.text}`)
  return answered
}

/** A draft with its posts and quotas, before any approval. */
export async function draftRecruitment(
  { clerk }: Pick<People, 'clerk'>,
  table = positionTable,
  notice: Partial<Notice> = {},
): Promise<{ examId: string; version: number }> {
  const asked = { ...recruitment, notice: { ...recruitment.notice, ...notice } }
  const examId = text((await done(clerk.post('/api/exams', asked))).body, 'examId')
  const importId = text((await done(clerk.put(`/api/exams/${examId}/position-table`, utf8(table)))).body, 'importId')
  const imported = await done(clerk.post(`/api/exams/${examId}/position-imports/${importId}/import`, { version: 1 }))
  await done(clerk.put(`/api/exams/${examId}/quotas`, { document: '白编发〔2026〕3号', quotas }))
  return { examId, version: Number(imported.body.version) }
}

export async function approveAll({ section, deputy, meeting }: People, examId: string, version: number): Promise<void> {
  await done(section.post(`/api/exams/${examId}/approvals`, { version, level: 1 }))
  await done(deputy.post(`/api/exams/${examId}/approvals`, { version, level: 2 }))
  await done(
    meeting.post(`/api/exams/${examId}/approvals`, { version, level: 3, meetingOn: '2026-03-01', minutes: '局长办公会议纪要第5号' }),
  )
}

export async function enterChannels(clerk: Client, examId: string): Promise<void> {
  for (const channel of ['bureau_site', 'city_media'])
    await done(
      clerk.post(`/api/exams/${examId}/channels`, { channel, link: `https://${channel}.example/notice/1`, publishedOn: '2026-03-02' }),
    )
}

export type Announced = { readonly examId: string; readonly positions: Readonly<Record<string, string>> }

/** An announced recruitment whose registration opens on 9 March 2026; ids of posts by code. */
export async function announcedRecruitment(office: Office, people: People, notice: Partial<Notice> = {}): Promise<Announced> {
  const { examId, version } = await draftRecruitment(people, positionTable, notice)
  await approveAll(people, examId, version)
  await enterChannels(people.clerk, examId)
  await done(people.clerk.post(`/api/exams/${examId}/announcement`, { version }))
  return { examId, positions: await positionIds(office, examId) }
}

export async function positionIds(office: Office, examId: string): Promise<Record<string, string>> {
  const rows = await office.admin<{ code: string; id: string }[]>`select code, id from positions where exam_id = ${examId}`
  return Object.fromEntries(rows.map(({ code, id }) => [code, id]))
}

export const positionOf = (exam: Announced, code: string): string => known(exam.positions[code], `a post ${code}`)
