import { known } from '../../foundation/invariant.ts'
import { done, officer, refused, submitted, type World } from '../world.ts'
import type { Bag } from './papers.ts'
import { chiefOf } from './seating.ts'

/** At a worker assessment: the setters go in with undertakings, and the papers are ordered by the seat plan. */
export async function orderPapers(world: World, examId: string, bags: readonly Bag[]): Promise<void> {
  const secrecy = officer(world, 'secrecy_officer')
  const page = `/exams/${examId}/custody/order`
  const enter = (undertaken: string) =>
    secrecy.form(`${page}/seclusion`, {
      police: officer(world, 'police_escort').accountId(),
      inspector: officer(world, 'discipline_inspector').accountId(),
      'name-1': '命题人员甲',
      'undertaken-1': '2026-05-01',
      'name-2': '命题人员乙',
      'undertaken-2': undertaken,
    })
  await refused(enter(''), 'undertaking_missing', 'entering seclusion without an undertaking')
  await submitted(enter('2026-05-02'), 'entering seclusion')
  world.trouble('custody', 'a question setter without a secrecy undertaking did not enter')
  const sessions = [...Map.groupBy(bags, ({ examSessionId }) => examSessionId)]
  const counts = sessions.flatMap(([session, load]) => {
    const papers = String(load.reduce((sum, one) => sum + one.papers, 0))
    return [
      [`papers-${session}`, papers],
      [`cards-${session}`, papers],
    ]
  })
  await submitted(
    officer(world, 'exam_office').form(`${page}/notice`, {
      number: '备卷2026-1',
      to: secrecy.accountId(),
      session: sessions.map(([session]) => session),
      ...Object.fromEntries(counts),
    }),
    'issuing the paper preparation notice',
  )
}

/** Badges and seat charts go to each site; at one the chief examiner counts a badge less, and it is settled. */
export async function supplySites(world: World, examId: string): Promise<void> {
  const office = officer(world, 'exam_office')
  const { sites } = await done(
    office.get<{ sites: { siteId: string; name: string; rooms: number }[] }>(`/api/exams/${examId}/preparation`),
    'reading the sites in use',
  )
  for (const [index, { siteId, name, rooms }] of sites.entries()) {
    const page = `/exams/${examId}/staffing/preparation`
    const badges = 2 * rooms
    const handed = { siteId, seatCharts: String(rooms) }
    await submitted(office.form(`${page}/supplies`, { ...handed, badges: String(badges) }), `handing supplies over to ${name}`)
    const chief = chiefOf(world, name)
    if (index === 0)
      await refused(chief.form(`${page}/receipt`, { ...handed, badges: String(badges - 1) }), 'supplies_differ', 'receiving fewer badges')
    await submitted(chief.form(`${page}/receipt`, { ...handed, badges: String(badges) }), `receiving supplies at ${name}`)
  }
}

const posts = [
  'commander',
  'deputy_commander',
  'chief_examiner',
  'deputy_chief_examiner',
  'exam_affairs',
  'floating_invigilator',
  'security',
]

/** The day before a worker assessment: the meeting gives the posts, and the assessor is dispatched with a slip. */
export async function holdMeeting(world: World, examId: string, heldOn: string): Promise<void> {
  const office = officer(world, 'exam_office')
  const page = `/exams/${examId}/staffing/preparation`
  const { officers } = await done(
    office.get<{ officers: { accountId: string; roles: string[] }[] }>(`/api/exams/${examId}/preparation`),
    'reading who serves in the exam',
  )
  const people = officers.filter(({ roles }) => !roles.includes('invigilator') && !roles.includes('assessor'))
  const named = Object.fromEntries(posts.map((post, index) => [post, known(people[index], `somebody for ${post}`).accountId]))
  await refused(
    office.form(`${page}/meeting`, { heldOn, ...named, security: '' }),
    'posts_unfilled',
    'a meeting without a post for security',
  )
  await submitted(office.form(`${page}/meeting`, { heldOn, ...named }), 'recording the meeting')
  const assessor = officer(world, 'assessor').accountId()
  await submitted(office.form(`${page}/dispatch`, { number: '派2026-1', head: assessor, assessors: assessor }), 'dispatching the assessor')
}
