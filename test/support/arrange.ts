import { afterEach, expect } from 'vitest'
import { checkExam } from '../../db/check-exam.ts'
import { defaultNotice, type Notice } from '../../src/exam/rules/notice.ts'
import type { Family } from '../../src/foundation/family.ts'
import { canonicalJson } from '../../src/log/canonical.ts'
import type { GeneralForm } from '../../src/registration/rules/form.ts'
import type { AccessNeed } from '../../src/seating/rules/seat-input.ts'
import { type Office, openOffice, type TestPerson } from './office.ts'

export type ArrangedPosition = {
  readonly id: string
  readonly code: string
  readonly subject: string | null
  readonly unit: string
  readonly department: string
}
export type ArrangedCandidate = {
  readonly person: TestPerson
  readonly applicationId: string
  readonly positionId: string
  readonly subject: string | null
}
export type ArrangedRoom = { readonly id: string; readonly siteId: string; readonly number: number; readonly capacity: number }
export type Arranged = {
  readonly examId: string
  readonly examOffice: TestPerson
  readonly positions: readonly ArrangedPosition[]
  /** By subject. */
  readonly sessions: ReadonlyMap<string, string>
  readonly sites: readonly { readonly id: string; readonly code: string }[]
  readonly rooms: readonly ArrangedRoom[]
  readonly candidates: readonly ArrangedCandidate[]
}

export type Wanted = {
  /** Access needs of the first candidates of each subject, in order. */
  readonly needs?: readonly AccessNeed[]
  readonly family?: Family
  readonly notice?: Partial<Notice>
  readonly subjects?: readonly string[]
  /** Qualified people for each subject. */
  readonly candidates?: number
  /** One more post without a written test, with so many qualified people. */
  readonly exempt?: number
  readonly sites?: number
  readonly roomsPerSite?: number
  readonly capacity?: number
  /** The written test, as a duration from the office's clock. */
  readonly writtenIn?: Temporal.DurationLike
  /** Leave the review of the last one open. */
  readonly oneOpen?: boolean
}

/** What an arranged exam cannot satisfy, since nobody acted: approvals, channels, log entries of the earlier stages. */
const bypassed = new WeakMap<Office, ReadonlySet<string>>()

/** An office for arranged exams: after each test every invariant is asked that the arrangement itself did not bypass. */
export async function openArrangedOffice(options: { readonly startsAt?: string } = {}): Promise<Office> {
  const office = await openOffice({ ...options, checked: false })
  afterEach(async () => {
    const known = bypassed.get(office) ?? new Set()
    expect((await brokenIn(office)).filter(({ invariant }) => !known.has(invariant))).toEqual([])
  })
  return office
}

const brokenIn = async ({ ownerUrl, authority }: Office) => (await checkExam(ownerUrl, authority)).broken

/**
 * An announced exam whose registration is over and whose review is settled, written straight into the tables of the earlier stages: for
 * tests of the stages after them. Open the office with `openArrangedOffice`.
 */
export async function arrangeExam(office: Office, wanted: Wanted = {}): Promise<Arranged> {
  const { admin, deps } = office
  const { family = 'RC', subjects = ['综合类', '教育类'], candidates = 5, exempt = 0, sites = 2, roomsPerSite = 3, capacity = 30 } = wanted
  const at = office.now()
  const text = (instant: Temporal.Instant) => instant.toString()
  const zone = office.authority.timeZone
  const opened = at.subtract({ hours: 24 * 20 })
  const closed = at.subtract({ hours: 24 * 10 })
  const written = at
    .toZonedDateTimeISO(zone)
    .add(wanted.writtenIn ?? { days: 10 })
    .with({ hour: 9, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
  const examId = deps.newId()
  const clerk = await office.officer('exam_office')
  const notice = { ...defaultNotice(family, written.year, { advice: '0457-1234567', complaint: '0457-7654321' }), ...wanted.notice }
  const frozenText = canonicalJson({ exam: examId })
  await admin`
    insert into exams (id, family, title, organiser, year, state, version, registration_opens_at, registration_closes_at, written_on, notice,
      frozen_text, notice_hash, announced_at, created_by, created_at)
    values (${examId}, ${family}, '2026年事业单位公开招聘', '阳泉市人力资源和社会保障局', ${written.year}, 'announced', 1, ${text(opened)}, ${text(closed)},
      ${written.toPlainDate().toString()}, ${admin.json(JSON.parse(JSON.stringify(notice)))}, ${frozenText}, sha256(${frozenText}::bytea),
      ${text(opened.subtract({ hours: 48 }))}, ${clerk.accountId}, ${text(opened.subtract({ hours: 72 }))})`
  await office.appoint(clerk, 'exam_office', { examId })

  const positions: ArrangedPosition[] = [...subjects, ...(exempt > 0 ? [null] : [])].map((subject, index) => ({
    id: deps.newId(),
    code: `P${String(index + 1).padStart(3, '0')}`,
    subject,
    unit: `招聘单位${index + 1}`,
    department: `主管部门${index + 1}`,
  }))
  for (const { id, code, subject, unit, department } of positions) {
    const weights = subject === null ? [0, 1] : [0.6, 0.4]
    await admin`
      insert into positions (id, exam_id, code, department, unit, title, class, headcount, subject, written_exempt, written_weight, interview_weight, practical_weight)
      values (${id}, ${examId}, ${code}, ${department}, ${unit}, '科员', '管理', 1, ${subject}, ${subject === null}, ${weights[0] ?? 0}, ${weights[1] ?? 0}, 0)`
  }
  const sessions = new Map<string, string>()
  for (const subject of subjects) {
    const id = deps.newId()
    sessions.set(subject, id)
    await admin`
      insert into exam_sessions (id, exam_id, subject, starts_at, ends_at)
      values (${id}, ${examId}, ${subject}, ${text(written.toInstant())}, ${text(written.add({ hours: 2, minutes: 30 }).toInstant())})`
  }
  const siteRows = Array.from({ length: sites }, (_, index) => ({ id: deps.newId(), code: `S${index + 1}` }))
  const rooms: ArrangedRoom[] = []
  for (const { id: siteId, code } of siteRows) {
    await admin`insert into sites (id, exam_id, code, name, address, unit) values (${siteId}, ${examId}, ${code}, ${`第${code}考点`}, '中心街1号', ${`${code}中学`})`
    for (let number = 1; number <= roomsPerSite; number++) {
      const room = { id: deps.newId(), siteId, number, capacity }
      rooms.push(room)
      await admin`
        insert into rooms (id, exam_id, family, site_id, number, name, floor, seat_rows, seat_columns, capacity, kind)
        values (${room.id}, ${examId}, ${family}, ${siteId}, ${number}, ${`第${number}考场`}, ${number === 1 ? 1 : 2}, 6, 5, ${capacity}, 'written')`
    }
  }
  const people = await arrangeCandidates(office, {
    examId,
    positions,
    each: candidates,
    exempt,
    at: opened.add({ hours: 24 }),
    oneOpen: wanted.oneOpen ?? false,
    needs: wanted.needs ?? [],
  })
  await closeDay(office, examId, clerk, opened.add({ hours: 24 }), people.length, wanted.oneOpen ? people.slice(-1) : [])
  if (!bypassed.has(office)) bypassed.set(office, new Set((await brokenIn(office)).map(({ invariant }) => invariant)))
  return { examId, examOffice: clerk, positions, sessions, sites: siteRows, rooms, candidates: people }
}

type Applying = {
  readonly examId: string
  readonly positions: readonly ArrangedPosition[]
  readonly each: number
  readonly exempt: number
  readonly at: Temporal.Instant
  readonly oneOpen: boolean
  readonly needs: readonly AccessNeed[]
}

async function arrangeCandidates(
  office: Office,
  { examId, positions, each, exempt, at, oneOpen, needs }: Applying,
): Promise<ArrangedCandidate[]> {
  const { admin, deps } = office
  const [a, b] = [await office.officer('reviewer', { examId }), await office.officer('reviewer', { examId })]
  const opened = at.toString()
  const decided = at.add({ hours: 1 }).toString()
  await admin`insert into review_phases (exam_id, phase, opened_by, opened_at) values (${examId}, 'before', ${a.accountId}, ${opened})`
  const checklist = admin.json(
    Object.fromEntries(
      [
        'materials',
        'education',
        'field',
        'workYears',
        'professionalYears',
        'qualification',
        'exemption',
        'opinionSigned',
        'originalsCompared',
        'finished',
      ].map((step) => [step, 'yes']),
    ),
  )
  const people: ArrangedCandidate[] = []
  for (const position of positions) {
    const many = position.subject === null ? exempt : each
    for (let index = 0; index < many; index++) {
      const person = await office.candidate()
      const applicationId = deps.newId()
      people.push({ person, applicationId, positionId: position.id, subject: position.subject })
      const need = needs[index] ?? 'none'
      const open = oneOpen && position === positions.at(-1) && index === many - 1
      await admin`
        insert into applications (id, exam_id, person_id, number, position_id, state, version, draft_version, photo_file, created_at, submitted_at)
        values (${applicationId}, ${examId}, ${person.personId}, ${`A${String(people.length).padStart(6, '0')}`}, ${position.id}, 'submitted', 1, 1, 'arranged', ${opened}, ${opened})`
      await admin`
        insert into application_versions (application_id, version, exam_id, position_id, form_sealed, form_salt, form_hash, submitted_by, submitted_at, receipt)
        values (${applicationId}, 1, ${examId}, ${position.id}, ${deps.keyring.sealField(`application_versions:form:${applicationId}:1`, formOf(need))},
          ${Buffer.alloc(32)}, ${Buffer.alloc(32)}, ${person.accountId}, ${opened}, 'arranged')`
      await admin`
        insert into review_cases (application_id, exam_id, phase, state, opened_at, version, closed_at)
        values (${applicationId}, ${examId}, 'before', ${open ? 'open' : 'qualified'}, ${opened}, 1, ${open ? null : decided})`
      if (open) continue
      const opinions = [deps.newId(), deps.newId()] as const
      for (const [at, reviewer] of [a, b].entries())
        await admin`
          insert into opinions (id, application_id, phase, version, reviewer, reviewer_person_id, verdict, cites, checklist, in_person, originals_seen, given_at)
          values (${opinions[at] ?? ''}, ${applicationId}, 'before', 1, ${reviewer.accountId}, ${reviewer.personId}, 'qualified', '{}', ${checklist}, false, '{}', ${decided})`
      await admin`
        insert into qualifications (id, application_id, exam_id, phase, version, outcome, first_opinion, first_person, first_verdict, second_opinion, second_person,
          second_verdict, by_dispute, decided_at)
        values (${deps.newId()}, ${applicationId}, ${examId}, 'before', 1, 'qualified', ${opinions[0]}, ${a.personId}, 'qualified', ${opinions[1]}, ${b.personId},
          'qualified', false, ${decided})`
    }
  }
  return people
}

const formOf = (accessNeeds: AccessNeed): string =>
  JSON.stringify({
    kind: 'general',
    education: 'bachelor',
    degree: 'bachelor',
    school: '白城师范学院',
    major: '汉语言文学',
    graduatedOn: '2015-07-01',
    politicalStatus: 'masses',
    phone: '13800000000',
    address: '白城市中心街1号',
    accessNeeds,
    studyMode: 'full_time',
    freshGraduate: 'no',
    employment: '无',
    certificates: '无',
    relatives: [],
  } satisfies GeneralForm)

async function closeDay(
  { admin, authority }: Office,
  examId: string,
  clerk: TestPerson,
  day: Temporal.Instant,
  submitted: number,
  pending: readonly ArrangedCandidate[],
): Promise<void> {
  const names = pending.map(({ applicationId }) => applicationId)
  await admin`
    insert into daily_reconciliations (exam_id, day, submitted, confirmed, returned, pending, pending_names, closed_by, closed_at)
    values (${examId}, ${day.toZonedDateTimeISO(authority.timeZone).toPlainDate().toString()}, ${submitted}, ${submitted - names.length}, 0, ${names.length},
      ${admin.json(names)}, ${clerk.accountId}, ${day.add({ hours: 24 }).toString()})`
  await admin`
    insert into reconciled_applications (application_id, exam_id, day)
    select a.id, a.exam_id, r.day from applications a join daily_reconciliations r on r.exam_id = a.exam_id where a.exam_id = ${examId}`
}
