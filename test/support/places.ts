import { known } from '../../src/foundation/invariant.ts'
import { type Announced, approveAll, enterChannels, type People, positionIds, recruitment, text, utf8 } from './exams.ts'
import type { Office } from './office.ts'

const done = async <T extends { readonly status: number; readonly text: string }>(reply: Promise<T>): Promise<T> => {
  const answered = await reply
  if (answered.status >= 400) throw new Error(`${answered.status}: ${answered.text}`)
  return answered
}

/** Two posts without a written examination and one with: 保洁, 保绿, 协管. */
export const welfareTable = `岗位代码,主管部门,招聘单位,岗位名称,岗位类别,招聘人数,学历,学位,专业,年龄,其他条件,笔试类别,免笔试,笔试与面试比例
101,市住房和城乡建设局,市环境卫生管理处,保洁,工勤技能岗位,2,高中,,不限,不限,,,是,
102,市住房和城乡建设局,市园林处,保绿,工勤技能岗位,2,高中,,不限,不限,,,是,
103,市民政局,市救助站,协管,工勤技能岗位,1,高中,,不限,不限,,A,否,5:5
`

export type SlotGiven = {
  readonly code: string
  readonly city?: string
  readonly startsAt?: string
  readonly endsAt?: string
  readonly places: number
}
export type WithSlots = Announced & { readonly slots: Readonly<Record<string, string>> }

const ready = async (office: Office, examId: string): Promise<WithSlots> => {
  const rows = await office.admin<{ code: string; id: string }[]>`select code, id from exam_slots where exam_id = ${examId}`
  return { examId, positions: await positionIds(office, examId), slots: Object.fromEntries(rows.map(({ code, id }) => [code, id])) }
}

export const slotOf = (exam: WithSlots, code: string): string => known(exam.slots[code], `a slot ${code}`)

/** The draft of public-welfare posts: 101 and 102 first come, with so many places each. */
export async function draftWelfare(
  { clerk }: Pick<People, 'clerk'>,
  places: Readonly<Record<string, number>>,
  slots: readonly SlotGiven[] = [],
): Promise<{ examId: string; version: number }> {
  const draft = { ...recruitment, family: 'PW', title: '2026年公益性岗位公开招用', notice: { phones: recruitment.notice.phones } }
  const examId = text((await done(clerk.post('/api/exams', draft))).body, 'examId')
  const importId = text((await done(clerk.put(`/api/exams/${examId}/position-table`, utf8(welfareTable)))).body, 'importId')
  const imported = await done(clerk.post(`/api/exams/${examId}/position-imports/${importId}/import`, { version: 1 }))
  const posts = Object.entries(places).map(([code, many]) => ({ code, places: many }))
  const set = await done(clerk.put(`/api/exams/${examId}/first-come-posts`, { version: imported.body.version, posts }))
  const last = await done(clerk.put(`/api/exams/${examId}/slots`, { version: set.body.version, slots }))
  return { examId, version: Number(last.body.version) }
}

export async function announcedWelfare(
  office: Office,
  people: People,
  places: Readonly<Record<string, number>>,
  slots: readonly SlotGiven[] = [],
): Promise<WithSlots> {
  const { examId, version } = await draftWelfare(people, places, slots)
  await approveAll(people, examId, version)
  await enterChannels(people.clerk, examId)
  await done(people.clerk.post(`/api/exams/${examId}/announcement`, { version }))
  return ready(office, examId)
}

/** A computer-based worker assessment of two trades at the given sittings. */
export async function announcedSittings(office: Office, people: People, slots: readonly SlotGiven[]): Promise<WithSlots> {
  const { clerk, director } = people
  const draft = { ...recruitment, family: 'WK', title: '2026年工人技术等级考核（机考）', notice: {} }
  const examId = text((await done(clerk.post('/api/exams', draft))).body, 'examId')
  const path = `/api/exams/${examId}`
  const trades = [
    { trade: '汽车驾驶员', grade: 4 },
    { trade: '维修电工', grade: 4 },
  ]
  const listed = await done(clerk.put(`${path}/trades`, { version: 1, trades }))
  const { version } = (await done(clerk.put(`${path}/slots`, { version: listed.body.version, slots }))).body
  await done(director.post(`${path}/approvals`, { version, level: 1 }))
  await enterChannels(clerk, examId)
  await done(clerk.post(`${path}/announcement`, { version }))
  return ready(office, examId)
}
