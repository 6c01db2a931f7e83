import { known } from '../../foundation/invariant.ts'
import { simulatedPerson } from '../person.ts'
import { done, inParallel, officer, refused, type World } from '../world.ts'
import { holdDraw } from './drawing.ts'
import { publishList } from './publishing.ts'
import type { Applicant } from './registering.ts'
import { decideTie } from './shortlisting.ts'

type Line = {
  readonly applicationId: string
  readonly state: string | null
  readonly total: string
  readonly vacancy: string | null
  readonly report: string
}

/** Totals are public for seven days; then 1:1, where a tie without a rule stops everything until two people decide. */
export async function choose(world: World, examId: string, days: { readonly published: string; readonly over: string }): Promise<number> {
  const office = officer(world, 'exam_office')
  await done(office.post(`/api/exams/${examId}/totals`, {}), 'computing the totals')
  await world.time.moveTo(days.published)
  await publishList(world, examId, '/totals/draft')
  await world.time.moveTo(days.over)
  for (;;) {
    const reply = await office.post<{ chosen: number; facts?: { ties?: { positionId: string; tied: string[] }[] } }>(
      `/api/exams/${examId}/appointees`,
      {},
    )
    if (reply.code !== 'tie_decision_needed') return (await done(Promise.resolve(reply), 'choosing 1:1')).chosen
    for (const tie of reply.body.facts?.ties ?? []) await decideTie(world, examId, tie.positionId, 'one_to_one', { facts: tie })
  }
}

const linesOf = async (world: World, examId: string) =>
  (await done(officer(world, 'exam_office').get<{ lines: readonly Line[] }>(`/api/exams/${examId}/selection`), 'reading the selection'))
    .lines

/** Medical checks under numbers drawn that morning; who fails or gives up is replaced by the next total, and those go to the next day. */
export async function medicals(world: World, examId: string, applicants: ReadonlyMap<string, Applicant>, firstDay: string): Promise<void> {
  let day = Temporal.PlainDate.from(firstDay)
  for (let round = 0; round < 5; round += 1) {
    if (!(await linesOf(world, examId)).some(({ state }) => state === 'medical')) return
    if (round === 0) await oneGivesUp(world, examId, applicants)
    await medicalDay(world, examId, day, round === 0)
    await fillVacancies(world, examId)
    day = day.add({ days: 2 })
  }
}

async function oneGivesUp(world: World, examId: string, applicants: ReadonlyMap<string, Applicant>): Promise<void> {
  const waiting = (await linesOf(world, examId)).filter(({ state }) => state === 'medical')
  const leaving = waiting
    .map(({ applicationId }) => applicants.get(applicationId))
    .filter((one) => one?.candidate?.story === 'plain')
    .at(-1)
  if (!leaving || waiting.length < 3) return
  await done(
    leaving.person.post(`/api/my/exams/${examId}/appointment/giving-up`, { sure: true }),
    `${leaving.key} gives the appointment up`,
  )
  world.trouble('selection', 'a chosen candidate gave up before the medical')
}

/** The doctors find one person unfit on the first day, by number: they know no name. */
async function medicalDay(world: World, examId: string, day: Temporal.PlainDate, oneFails: boolean): Promise<void> {
  const [office, section] = [officer(world, 'exam_office'), officer(world, 'section_head')]
  await world.time.moveTo(`${day}T06:00:00+08:00`)
  const { drawId } = await holdDraw<{ numbers: number }>(world, {
    examId,
    freeze: `/api/exams/${examId}/medicals`,
    body: { day: day.toString(), keepers: [office.accountId(), section.accountId()] },
    run: (id) => `/api/exams/${examId}/medicals/${id}/numbers`,
    source: '体检当日清晨三方见证掷骰',
  })
  const path = `/api/exams/${examId}/medicals/${drawId}`
  const { people: forDoctors } = await done(
    office.get<{ people: readonly object[] }>(`${path}/hospital-list`),
    'reading the hospital’s list',
  )
  if (forDoctors.some((one) => Object.keys(one).some((field) => !['number', 'sex', 'group'].includes(field))))
    throw new Error('the hospital’s list holds more than number, sex and group')
  const { people } = await done(
    office.post<{ people: readonly { number: string; applicationId: string }[] }>(`${path}/mapping`, {}),
    'opening the mapping',
  )
  const results = people.map(({ number }, index) => ({ number, outcome: oneFails && index === 0 && people.length > 3 ? 'unfit' : 'fit' }))
  await done(office.post(`${path}/results`, { results }), 'entering the results')
  const { listHash } = await done(section.get<{ listHash: string }>(path), 'comparing the results')
  await refused(office.post(`${path}/results/confirmation`, { listHash }), 'second_person_needed', 'confirming one’s own results')
  const counts = await done(section.post<{ unfit: number }>(`${path}/results/confirmation`, { listHash }), 'confirming the results')
  if (counts.unfit > 0) world.trouble('selection', 'a candidate failed the medical')
}

async function fillVacancies(world: World, examId: string): Promise<void> {
  for (const { applicationId } of (await linesOf(world, examId)).filter(({ vacancy }) => vacancy !== null)) {
    const reply = await officer(world, 'exam_office').post<{ called: readonly string[] }>(
      `/api/exams/${examId}/appointees/${applicationId}/backfill`,
      {},
    )
    if (reply.status >= 400) continue
    world.figures.backfilled += reply.body.called.length
    if (reply.body.called.length > 0) world.trouble('selection', 'a vacancy after the medical was filled by the next total')
  }
}

/** Two members of the inspection group sign every report; then the proposed appointees are public for seven days and backfill is over for ever. */
export async function propose(
  world: World,
  examId: string,
  days: { readonly published: string; readonly objection: string; readonly over: string },
): Promise<number> {
  const [first, second] = [officer(world, 'unit_inspector'), officer(world, 'unit_inspector', 1)]
  const inspected = (await linesOf(world, examId)).filter(({ state }) => state === 'inspection')
  await inParallel(inspected, async ({ applicationId }) => {
    const path = `/api/exams/${examId}/appointees/${applicationId}/inspection`
    await done(
      first.post(path, {
        outcome: 'fit',
        report: '经实地走访、查阅档案、个别谈话，该同志政治立场坚定，遵纪守法，作风正派，未发现不宜聘用的情形。',
      }),
      'filing an inspection report',
    )
    await refused(first.post(`${path}/confirmation`, {}), 'second_person_needed', 'confirming one’s own report')
    await done(second.post(`${path}/confirmation`, {}), 'confirming the report')
  })
  await world.time.moveTo(days.published)
  const { rows, publicationId } = await publishList(world, examId, '/proposed-appointees/draft')
  world.figures.proposed += rows
  await objections(world, examId, publicationId, days.objection)
  await world.time.moveTo(days.over)
  return rows
}

/** Two objections during the seven days: one is upheld and nobody takes the place, one is dismissed. */
async function objections(world: World, examId: string, publicationId: string, at: string): Promise<void> {
  await world.time.moveTo(at)
  const citizen = simulatedPerson('群众', { origin: world.origin })
  const list = await done(
    citizen.get<{ rows: readonly { ticket: string }[] }>(`/api/public/exams/${examId}/publications/${publicationId}`),
    'reading the public list',
  )
  const targets = [list.rows[0], list.rows.at(-1)]
  for (const [index, row] of targets.entries()) {
    const { ticket } = known(row, 'a row')
    await done(
      citizen.post<{ number: string }>(`/api/public/exams/${examId}/publications/${publicationId}/objections`, {
        concerns: ticket,
        statement: '反映该同志在校期间受过处分，未如实填报。',
        contact: '13800000000',
      }),
      'objecting',
    )
    const open = await done(
      officer(world, 'discipline_inspector').get<{ objections: readonly { objectionId: string; concerns?: string; state: string }[] }>(
        `/api/exams/${examId}/publications`,
      ),
      'reading the objections',
    )
    const objection = known(
      open.objections.find(({ concerns, state }) => state === 'open' && concerns === ticket),
      'the objection',
    )
    const finding = index === 0 && targets.length > 1 && list.rows.length > 2 ? 'upheld' : 'dismissed'
    await done(
      officer(world, 'discipline_inspector').post(`/api/exams/${examId}/objections/${objection.objectionId}/findings`, {
        finding,
        reasons: '经调取档案并与学校核实，结论附卷备查。',
      }),
      'deciding an objection',
    )
    world.trouble('publicity', `an objection during the publicity of the proposed appointees was ${finding}`)
  }
}

/** Hired: whoever an upheld objection concerns is cancelled, and nobody is backfilled. */
export async function hire(world: World, examId: string): Promise<{ hired: number; cancelled: number }> {
  const section = officer(world, 'section_head')
  const outcome = await done(
    section.post<{ hired: number | string[]; cancelled: number }>(`/api/exams/${examId}/hires`, {
      hiredOn: '2026-09-01',
      probationEndsOn: '2027-09-01',
    }),
    'hiring',
  )
  const cancelled = (await linesOf(world, examId)).find(({ state }) => state === 'cancelled')
  if (cancelled) {
    await refused(
      officer(world, 'exam_office').post(`/api/exams/${examId}/appointees/${cancelled.applicationId}/backfill`, {}),
      'backfill_closed',
      'backfilling after the last publicity',
    )
    world.trouble('selection', 'after the last publicity a cancelled place was not backfilled')
  }
  return { hired: Array.isArray(outcome.hired) ? outcome.hired.length : outcome.hired, cancelled: outcome.cancelled }
}
