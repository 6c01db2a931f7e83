import postgres from 'postgres'
import { type Authority, connect } from '../db/connect.ts'
import { createApp } from '../src/app.ts'
import { bindDeps } from '../src/bind-deps.ts'
import type { Deps } from '../src/deps.ts'
import { diskStore } from '../src/files/store.ts'
import { type Instant, systemClock } from '../src/foundation/clock.ts'
import { AccountId, PersonId } from '../src/foundation/ids.ts'
import { known } from '../src/foundation/invariant.ts'
import type { Role } from '../src/foundation/roles.ts'
import { sessionCookie } from '../src/http/requests.ts'
import { enterAccount, enterPerson } from '../src/identity/people-records.ts'
import { sealPerson } from '../src/identity/person.ts'
import { openSession } from '../src/identity/sessions.ts'
import type { Keyring } from '../src/keys/keyring.ts'
import { openLogger } from '../src/operating-log.ts'
import { type Client, clientOf, type Reply } from '../src/rehearsal/client.ts'
import { loadAssets } from '../src/web/assets.ts'
import { residentNumber } from './numbers.ts'

export type Place = {
  readonly authority: Authority
  readonly serviceUrl: string
  readonly ownerUrl: string
  readonly keyring: Keyring
  readonly filesFolder: string
}
export type ReadyExam = { readonly examId: string; readonly positionId: string; readonly openedAt: Instant }

const posts = `岗位代码,主管部门,招聘单位,岗位名称,岗位类别,招聘人数,学历,学位,专业,年龄,其他条件,笔试类别,免笔试,笔试与面试比例
001A,市教育局,市第一中学,综合管理,管理岗位,1,本科,,不限,不限,,A,否,5:5
`

/**
 * An announced recruitment whose registration opened an hour ago: drafted, approved and announced through the service's own routes, by the
 * clock of three weeks ago. Only the officers' accounts, sessions and appointments are entered without their ceremonies.
 */
export async function announceExam({ authority, serviceUrl, ownerUrl, keyring, filesFolder }: Place): Promise<ReadyExam> {
  const now = systemClock()
  const openedAt = now.subtract({ hours: 1 })
  const database = connect(serviceUrl, { max: 2 })
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { search_path: authority.schema, TimeZone: 'UTC' } })
  try {
    const deps = bindDeps(
      {
        database,
        keyring,
        clock: () => systemClock().subtract({ hours: 21 * 24 }),
        files: diskStore(filesFolder, () => crypto.randomUUID()),
        logger: openLogger('silent'),
        rehearsal: false,
      },
      authority,
    )
    const app = createApp({ authorities: [authority], depsFor: () => deps, assets: await loadAssets() })
    const appointer = await enterOfficer(deps, 0)
    const officerAs = async (role: Role, index: number): Promise<Client> => {
      const account = await enterOfficer(deps, index)
      await owner`
        insert into appointments (id, account_id, role, appointed_by, appointed_at)
        values (${deps.newId()}, ${account}, ${role}, ${appointer}, ${deps.clock().toString()})`
      const token = await deps.within('gate', (tx) => openSession(deps, tx, account, deps.clock()))
      return clientOf(async (path, init) => app.request(new URL(path, authority.origin).href, init), {
        origin: authority.origin,
        cookie: async () => `${sessionCookie(authority.origin)}=${token}`,
      })
    }
    const clerk = await officerAs('exam_office', 1)
    const { examId, version } = await draft(clerk, openedAt, dateOf(deps, now))
    const path = `/api/exams/${examId}`
    const today = dateOf(deps, deps.clock()).toString()
    for (const [index, role] of (['section_head', 'deputy_director', 'office_meeting'] as const).entries())
      await done(
        (await officerAs(role, index + 2)).post(`${path}/approvals`, {
          version,
          level: index + 1,
          ...(role === 'office_meeting' ? { meetingOn: today, minutes: '局长办公会议纪要第5号' } : {}),
        }),
      )
    for (const channel of ['bureau_site', 'city_media'])
      await done(clerk.post(`${path}/channels`, { channel, link: `https://${channel}.example/notice/1`, publishedOn: today }))
    await done(clerk.post(`${path}/announcement`, { version }))
    const [post] = await owner<{ id: string }[]>`select id from positions where exam_id = ${examId}`
    return { examId, positionId: known(post, 'the post of the table').id, openedAt }
  } finally {
    await database.close()
    await owner.end({ timeout: 5 })
  }
}

const dateOf = (deps: Deps, at: Instant) => at.toZonedDateTimeISO(deps.authority.timeZone).toPlainDate()

async function enterOfficer(deps: Deps, index: number): Promise<AccountId> {
  const [id, personId, createdAt] = [AccountId.parse(deps.newId()), PersonId.parse(deps.newId()), deps.clock()]
  const resident = residentNumber(index, dateOf(deps, createdAt).subtract({ years: 40 }))
  await deps.within('gate', async (tx) => {
    await enterPerson(tx, sealPerson(deps, { id: personId, resident, name: '职员', phone: undefined, createdAt }))
    const unit = '市人事考试中心'
    await enterAccount(tx, { id, personId, kind: 'officer', unit, onEstablishment: true, createdBy: null, createdAt, closedAt: null })
  })
  return id
}

async function draft(clerk: Client, openedAt: Instant, today: Temporal.PlainDate): Promise<{ examId: string; version: number }> {
  const { examId } = await done(
    clerk.post<{ examId: string }>('/api/exams', {
      family: 'RC',
      title: '事业单位公开招聘工作人员',
      organiser: '市人力资源和社会保障局',
      year: today.year,
      registrationOpensAt: openedAt.toString(),
      registrationClosesAt: openedAt.add({ hours: 10 * 24 }).toString(),
      writtenOn: today.add({ days: 40 }).toString(),
      interviewOn: today.add({ days: 80 }).toString(),
      notice: { tieChain: ['written', 'decision'], phones: { advice: '0436-3200001', complaint: '0436-3200002' } },
    }),
  )
  const path = `/api/exams/${examId}`
  const { importId } = await done(clerk.put<{ importId: string }>(`${path}/position-table`, new TextEncoder().encode(posts)))
  const { version } = await done(clerk.post<{ version: number }>(`${path}/position-imports/${importId}/import`, { version: 1 }))
  await done(clerk.put(`${path}/quotas`, { document: '编发3号', quotas: [{ unit: '市第一中学', class: 'management', headcount: 1 }] }))
  return { examId, version }
}

async function done<T>(asked: Promise<Reply<T>>): Promise<T> {
  const { status, text, body } = await asked
  if (status >= 300) throw new Error(`the exam could not be announced: ${status} ${text.slice(0, 600)}`)
  return body
}
