import { known } from '../../foundation/invariant.ts'
import { specialities } from '../cohort/staff.ts'
import type { Person } from '../person.ts'
import { done, inParallel, officer, refused, type World } from '../world.ts'
import { holdDraw } from './drawing.ts'
import type { Position } from './notice.ts'
import { enrolOfficer, registerOfficer } from './people.ts'
import type { Applicant } from './registering.ts'

/** Written categories A to E, in the order of the specialities. */
const specialityOf = (subject: string | null): string | null => (subject === null ? null : (specialities['ABCDE'.indexOf(subject)] ?? null))
const panelSize = 5

type Panel = {
  readonly id: string
  readonly number: number
  readonly speciality: string | null
  readonly clerk: string
  readonly inspector: string
}
type Room = {
  readonly members: readonly { readonly accountId: string; readonly place: number }[]
  readonly orders: readonly { readonly applicationId: string; readonly lot: number | null }[]
}

/** Examiners from other cities enter the pool; posts, rooms and supervisors are planned; on the day panels are drawn. */
export async function preparePanels(
  world: World,
  examId: string,
  positions: readonly Position[],
  passed: ReadonlySet<string>,
): Promise<Map<string, Person>> {
  const office = officer(world, 'exam_office')
  const examiners = await inParallel(world.cohort.examiners, async (one) => ({ one, accountId: await registerOfficer(world, one) }))
  await inParallel(examiners, ({ accountId }) =>
    done(world.administrator.post(`/api/exams/${examId}/appointments`, { accountId, role: 'examiner' }), 'appointing an examiner'),
  )
  const trainedOn = world.time.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()
  await done(
    office.post(`/api/exams/${examId}/trainings`, {
      accountIds: examiners.map(({ accountId }) => accountId),
      kind: 'interview',
      trainedOn,
    }),
    'training the examiners',
  )
  await done(
    office.post(`/api/exams/${examId}/interview/examiners`, {
      examiners: examiners.map(({ one, accountId }, index) => ({
        accountId,
        speciality: one.speciality,
        city: one.city,
        outside: true,
        chief: index % 2 === 0,
      })),
    }),
    'entering the examiners',
  )
  const groups = [
    ...Map.groupBy(
      positions.filter(({ id }) => passed.has(id)),
      ({ subject }) => specialityOf(subject),
    ),
  ]
  const panels = groups.map(([speciality, posts], index) => ({
    number: index + 1,
    speciality,
    interviewRoom: `面试${index + 1}室`,
    waitingRoom: `候考${index + 1}室`,
    floor: 2 + Math.floor(index / 2),
    size: panelSize,
    inspector: officer(world, 'discipline_inspector', index + 1).accountId(),
    supervisors: [officer(world, 'social_supervisor', index + 1).accountId()],
    clerk: officer(world, 'panel_clerk', index).accountId(),
    positions: posts.map(({ id }) => id),
  }))
  await done(office.post(`/api/exams/${examId}/interview/panels`, { panels }), 'planning the panels')
  return drawPanels(world, examId, new Map(examiners.map(({ one, accountId }) => [accountId, one.name])))
}

async function drawPanels(world: World, examId: string, names: ReadonlyMap<string, string>): Promise<Map<string, Person>> {
  const office = officer(world, 'exam_office')
  await refused(
    office.post(`/api/exams/${examId}/interview/panel-draw`, {
      parties: ['exam_office', 'discipline_inspector', 'section_head'],
      revealBy: world.time.now().add({ minutes: 10 }).toString(),
      source: { name: '当日清晨三方见证掷骰', due: world.time.now().add({ minutes: 20 }).toString() },
    }),
    'not_the_interview_day',
    'drawing panels before the day',
  )
  world.trouble('interview', 'panels were to be drawn before the day of the interview and were refused')
  await world.time.moveTo('2026-06-20T05:30:00+08:00')
  await holdDraw<{ examiners: number }>(world, {
    examId,
    freeze: `/api/exams/${examId}/interview/panel-draw`,
    run: (drawId) => `/api/exams/${examId}/interview/panel-draw/${drawId}/run`,
    source: '当日清晨三方见证掷骰',
  })
  await replaceOne(world, examId)
  const drawn = (await roomsOf(world, examId)).flatMap(({ room }) => room.members.map(({ accountId }) => accountId))
  const enrolled = await inParallel(
    drawn,
    async (accountId) => [accountId, await enrolOfficer(world, accountId, known(names.get(accountId), accountId))] as const,
  )
  return new Map(enrolled)
}

/** One examiner stays away; the inspector in the room calls the next of the drawn order, where there is one. */
async function replaceOne(world: World, examId: string): Promise<void> {
  const [first] = await roomsOf(world, examId)
  const { panel, room } = known(first, 'a panel')
  const leaving = known(room.members.at(-1), 'a member').accountId
  const reply = await inspectorOf(world, panel).post(`/api/exams/${examId}/interview/panels/${panel.id}/replacement`, {
    accountId: leaving,
    reason: 'absent',
    absent: [],
  })
  if (reply.code === 'no_reserve_fits') return
  await done(Promise.resolve(reply), 'filling the place of an absent examiner')
  world.trouble('interview', 'an examiner did not come; the inspector called the next of the drawn order, and nobody else moved')
}

const inspectorOf = (world: World, panel: Panel): Person =>
  known(
    world.officers.get('discipline_inspector')?.find((one) => one.accountId() === panel.inspector),
    `inspector of panel ${panel.number}`,
  )

async function roomsOf(world: World, examId: string): Promise<{ panel: Panel; room: Room }[]> {
  const office = officer(world, 'exam_office')
  const { panels } = await done(office.get<{ panels: readonly Panel[] }>(`/api/exams/${examId}/interview/panels`), 'reading the panels')
  return inParallel(panels, async (panel) => ({
    panel,
    room: await done(office.get<Room>(`/api/exams/${examId}/interview/panels/${panel.id}`), 'reading a panel'),
  }))
}

/** Arrivals, the order by lot, seven marks each, the score announced and answered on the spot, the sheet signed by three. */
export async function interview(
  world: World,
  examId: string,
  examiners: ReadonlyMap<string, Person>,
  applicants: ReadonlyMap<string, Applicant>,
): Promise<number> {
  const waiting = await roomsOf(world, examId)
  await inParallel(waiting, ({ panel, room }) => receive(world, examId, panel, room, applicants))
  // One after the other: each draw waits for a public source of its own.
  for (const { panel } of waiting) await drawOrder(world, examId, panel)
  const rooms = await roomsOf(world, examId)
  await Promise.all(rooms.map(({ panel, room }) => holdInterviews(world, examId, panel, room, examiners, applicants)))
  return rooms.reduce((sum, { room }) => sum + room.orders.filter(({ lot }) => lot !== null).length, 0)
}

const clerkOf = (world: World, panel: Panel): Person =>
  known(
    world.officers.get('panel_clerk')?.find((one) => one.accountId() === panel.clerk),
    `clerk of panel ${panel.number}`,
  )

async function receive(world: World, examId: string, panel: Panel, room: Room, applicants: ReadonlyMap<string, Applicant>): Promise<void> {
  const clerk = clerkOf(world, panel)
  const path = `/api/exams/${examId}/interview/panels/${panel.id}`
  // One does not come, where enough others do: no backfill for an absence at the interview (B-09).
  const absent =
    panel.number === 1 && room.orders.length > 6
      ? room.orders.find(({ applicationId }) => applicants.get(applicationId)?.candidate?.story === 'plain')
      : undefined
  await inParallel(room.orders, ({ applicationId }) =>
    done(clerk.post(`${path}/arrivals`, { applicationId, arrived: applicationId !== absent?.applicationId }), 'receiving an interviewee'),
  )
  if (absent) world.trouble('interview', 'an interviewee did not come; nobody takes the place')
}

async function drawOrder(world: World, examId: string, panel: Panel): Promise<void> {
  const path = `/api/exams/${examId}/interview/panels/${panel.id}`
  await holdDraw<{ lots: number }>(world, {
    examId,
    freeze: `${path}/order-draw`,
    run: (drawId) => `${path}/order-draw/${drawId}/run`,
    source: '候考室当场三方见证掷骰',
  })
}

async function holdInterviews(
  world: World,
  examId: string,
  panel: Panel,
  room: Room,
  examiners: ReadonlyMap<string, Person>,
  applicants: ReadonlyMap<string, Applicant>,
): Promise<void> {
  const clerk = clerkOf(world, panel)
  const path = `/api/exams/${examId}/interview/panels/${panel.id}`
  const members = room.members.map(({ accountId }) => known(examiners.get(accountId), 'an examiner'))
  for (const { lot, applicationId } of room.orders) {
    if (lot === null) continue
    const { candidate, person } = known(applicants.get(applicationId), 'an interviewee')
    await Promise.all(
      members.map((member, index) =>
        done(member.post(`${path}/marks`, { lot, score: candidate?.interview[index] ?? '80' }), 'marking an interview'),
      ),
    )
    await done(clerk.post(`${path}/announcements`, { lot }), 'announcing a score')
    const objects = lot === 1 && panel.number === 2
    await done(
      person.post(
        `/api/my/applications/${applicationId}/interview/confirmation`,
        objects ? { confirmed: false, reason: '认为第二题追问时间不足' } : { confirmed: true },
      ),
      'answering a score',
    )
    if (objects) world.trouble('interview', 'a candidate did not confirm the announced score; the reason is on record')
  }
  const { statementId } = await done(clerk.post<{ statementId: string }>(`${path}/sheet`, {}), 'drafting the panel’s sheet')
  const head = known(members[0], 'a head')
  const inspector = inspectorOf(world, panel)
  await inParallel([head, clerk, inspector], (signer) => done(signer.sign({ examId, statementId }), 'signing the panel’s sheet'))
  await done(clerk.post(`/api/exams/${examId}/interview/sheets/${statementId}/completion`, {}), 'locking the panel’s sheet')
}

/** Posts that still have somebody after the re-review. */
export async function postsWithPassed(world: World, examId: string): Promise<ReadonlySet<string>> {
  const { posts } = await done(
    officer(world, 'exam_office').get<{ posts: readonly { positionId: string; passed: number }[] }>(`/api/exams/${examId}/shortlists`),
    'reading the shortlists',
  )
  return new Set(posts.filter(({ passed }) => passed > 0).map(({ positionId }) => positionId))
}
