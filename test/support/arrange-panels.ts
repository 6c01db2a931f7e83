import { known } from '../../src/foundation/invariant.ts'
import { arrangeScores, passReReview, type Scored, type WantedScores } from './arrange-scores.ts'
import { drawTerms, openParties, publicValue } from './draw.ts'
import type { Office, TestPerson } from './office.ts'

export type Panelled = Scored & {
  readonly examiners: readonly TestPerson[]
  readonly inspectors: readonly [TestPerson, TestPerson]
  readonly supervisors: readonly [TestPerson, TestPerson]
  readonly clerks: readonly [TestPerson, TestPerson]
}

const zone = 'Asia/Shanghai'

/** Two posts whose candidates passed the re-review, on the eve of the interviews: trained examiners of as many units wait outside the pool. */
export async function arrangeExaminers(
  office: Office,
  many: number,
  wanted: WantedScores = { posts: [{ scores: ['80', '70', '60'] }, { scores: ['75', '65'] }] },
): Promise<Panelled> {
  const exam = await arrangeScores(office, wanted)
  await passReReview(office, exam)
  const { examId } = exam
  const eve = office.now().toZonedDateTimeISO(zone)
  await office.admin`update exams set interview_on = ${eve.add({ days: 1 }).toPlainDate().toString()} where id = ${examId}`
  const examiners: TestPerson[] = []
  for (let index = 0; index < many; index++) examiners.push(await office.officer('examiner', { examId, ownUnit: `外省第${index + 1}中学` }))
  await exam.examOffice.post(`/api/exams/${examId}/trainings`, {
    accountIds: examiners.map(({ accountId }) => accountId),
    kind: 'interview',
    trainedOn: eve.toPlainDate().toString(),
  })
  const pair = async (role: 'discipline_inspector' | 'social_supervisor' | 'panel_clerk'): Promise<[TestPerson, TestPerson]> => [
    await office.officer(role, { examId }),
    await office.officer(role, { examId }),
  ]
  return {
    ...exam,
    examiners,
    inspectors: await pair('discipline_inspector'),
    supervisors: await pair('social_supervisor'),
    clerks: await pair('panel_clerk'),
  }
}

/** The pool as other cities sent it; every second one may head a panel. */
export const poolOf = ({ examiners }: Panelled) => ({
  examiners: examiners.map(({ accountId }, index) => ({
    accountId,
    speciality: '综合',
    city: '赤峰市',
    outside: true,
    chief: index % 2 === 0,
  })),
})

/** One panel a post. */
export const planOf = ({ posts, inspectors, supervisors, clerks }: Panelled, size = 3) => ({
  panels: [0, 1].map((at) => ({
    number: at + 1,
    speciality: null,
    interviewRoom: `30${at + 1}`,
    waitingRoom: `31${at + 8}`,
    floor: 3,
    size,
    inspector: known(inspectors[at], 'an inspector').accountId,
    supervisors: [known(supervisors[at], 'a supervisor').accountId],
    clerk: known(clerks[at], 'a clerk').accountId,
    positions: [known(posts[at], 'a post').position.id],
  })),
})

export const api = ({ examId }: Pick<Scored, 'examId'>, path: string) => `/api/exams/${examId}/${path}`

export const panelIds = async (office: Office, { examId }: Scored): Promise<[string, string]> => {
  const [one, two] = await office.admin<{ id: string }[]>`select id from panels where exam_id = ${examId} order by number`
  return [known(one, 'panel 1').id, known(two, 'panel 2').id]
}

/** To the morning of the interviews, from whatever hour of the eve. */
export function toTheDay(office: Office): void {
  const eve = office.now().toZonedDateTimeISO(zone)
  office.moveClock(eve.add({ days: 1 }).with({ hour: 5, minute: 30, second: 0, millisecond: 0 }).toInstant().toString())
}

/** Freezes, opens and runs a draw through the interface. */
export async function holdDraw(office: Office, exam: Scored, freeze: string, run: (drawId: string) => string): Promise<string> {
  const frozen = await exam.examOffice.post<{ drawId: string; freezeHash: string }>(api(exam, freeze), drawTerms(office))
  if (frozen.status !== 201) throw new Error(`${freeze}: ${frozen.text}`)
  const { drawId, freezeHash } = frozen.body
  await openParties(office, exam.examId, drawId, freezeHash, exam.parties)
  const held = await exam.examOffice.post(api(exam, run(drawId)), { publicValue })
  if (held.status !== 201) throw new Error(`${run(drawId)}: ${held.text}`)
  return drawId
}

export type Seated = Panelled & {
  readonly panels: readonly [string, string]
  /** Who sits where, the head first. */
  readonly membersOf: (panel: 0 | 1) => Promise<TestPerson[]>
}

/** Pool, plan and the draw of the morning: two panels whose examiners sit. */
export async function arrangePanels(office: Office, many = 10, wanted?: WantedScores): Promise<Seated> {
  const exam = await arrangeExaminers(office, many, wanted)
  for (const [path, body] of [
    ['interview/examiners', poolOf(exam)],
    ['interview/panels', planOf(exam)],
  ] as const) {
    const reply = await exam.examOffice.post(api(exam, path), body)
    if (reply.status !== 201) throw new Error(reply.text)
  }
  const panels = await panelIds(office, exam)
  toTheDay(office)
  await holdDraw(office, exam, 'interview/panel-draw', (drawId) => `interview/panel-draw/${drawId}/run`)
  const membersOf = async (panel: 0 | 1): Promise<TestPerson[]> => {
    const { body } = await exam.examOffice.get<{ members: { accountId: string }[] }>(api(exam, `interview/panels/${panels[panel]}`))
    return body.members.map(({ accountId }) =>
      known(
        exam.examiners.find((one) => one.accountId === accountId),
        'a member',
      ),
    )
  }
  return { ...exam, panels, membersOf }
}

/** Everybody of a panel arrives, but those named, and the order is drawn. Answers who has which number. */
export async function drawOrder(office: Office, exam: Seated, panel: 0 | 1, absent: readonly string[] = []): Promise<Map<number, string>> {
  const path = `interview/panels/${exam.panels[panel]}`
  for (const { applicationId } of known(exam.posts[panel], 'a post').people) {
    const reply = await exam.clerks[panel].post(api(exam, `${path}/arrivals`), { applicationId, arrived: !absent.includes(applicationId) })
    if (reply.status !== 201) throw new Error(reply.text)
  }
  await holdDraw(office, exam, `${path}/order-draw`, (drawId) => `${path}/order-draw/${drawId}/run`)
  const rows = await office.admin<{ lot: number; id: string }[]>`
    select lot, application_id as id from interview_orders where panel_id = ${exam.panels[panel]} and lot is not null`
  return new Map(rows.map(({ lot, id }) => [lot, id]))
}
