import { known } from '../../foundation/invariant.ts'
import type { Unfitness } from '../cohort/candidates.ts'
import type { Person } from '../person.ts'
import { done, inParallel, officer, officersOf, refused, type World } from '../world.ts'
import { type Applicant, documentKind } from './registering.ts'

export type Phase = 'before' | 're_review'

type File = {
  readonly version: number
  readonly asked: readonly string[]
  readonly state: string
  readonly mayOpine: boolean
  readonly documents: readonly { readonly documentId: string }[]
  readonly supplement?: { readonly answeredAt?: string }
  readonly grade?: { readonly met: boolean }
}

/** Which condition of the document an unfit applicant fails. */
const failing: Readonly<Record<Unfitness, string>> = {
  major: 'field',
  age: 'age',
  education: 'education',
  degree: 'degree',
  not_fresh_graduate: 'other',
  no_certificate: 'other',
  not_local: 'other',
  experience: 'other',
}

const stepOf: Readonly<Record<string, string>> = {
  materials: 'materials',
  education: 'education',
  degree: 'education',
  field: 'field',
  work_years: 'workYears',
  professional_years: 'professionalYears',
  qualification: 'qualification',
  exemption: 'exemption',
}

/** Reviewers of the exam: appointed to every department, trained after the notice, and the document read. */
export async function prepareReviewers(
  world: World,
  examId: string,
  departments: readonly string[],
  people: readonly Person[],
  trainedOn: string,
): Promise<void> {
  const posts = people.flatMap((reviewer) => departments.map((unit) => ({ reviewer, unit })))
  await inParallel(posts, ({ reviewer, unit }) =>
    done(
      world.administrator.post(`/api/exams/${examId}/appointments`, { accountId: reviewer.accountId(), role: 'reviewer', unit }),
      `appointing reviewer ${reviewer.name} for ${unit}`,
    ),
  )
  const office = officer(world, 'exam_office')
  const lead = officer(world, 'review_lead')
  const accountIds = [...people, lead].map((one) => one.accountId())
  await done(office.post(`/api/exams/${examId}/trainings`, { accountIds, kind: 'review', trainedOn }), 'training the reviewers')
  const { noticeHash } = await done(
    office.get<{ noticeHash: string }>(`/api/public/exams/${examId}/frozen-notice`),
    'reading the frozen notice',
  )
  await inParallel([...people, lead], (reviewer) =>
    done(reviewer.post(`/api/exams/${examId}/reviews/reading`, { noticeHash }), 'acknowledging the document'),
  )
}

type Desk = {
  readonly examId: string
  readonly phase: Phase
  readonly applicants: ReadonlyMap<string, Applicant>
  readonly opinions: Map<string, number>
}

/** Two blind opinions on every file; what is missing is asked for once; those who differ go to the section. */
export async function reviewAll(world: World, desk: Desk, reviewers: readonly Person[]): Promise<void> {
  // Whoever finds nothing goes home while a colleague still reads a file that then needs a second reader: so they all look again.
  for (let read = 1; read > 0; )
    read = (await Promise.all(reviewers.map((reviewer) => workThrough(world, desk, reviewer)))).reduce((sum, one) => sum + one, 0)
}

async function workThrough(world: World, desk: Desk, reviewer: Person): Promise<number> {
  for (let read = 0; ; read += 1) {
    const next = await reviewer.post<{ applicationId: string }>(`/api/exams/${desk.examId}/reviews/next`, { phase: desk.phase })
    if (next.code === 'nothing_waits') return read
    const { applicationId } = await done(Promise.resolve(next), `${reviewer.name} asks for a file`)
    await review(world, desk, reviewer, known(desk.applicants.get(applicationId), `applicant ${applicationId}`))
  }
}

async function review(world: World, desk: Desk, reviewer: Person, applicant: Applicant): Promise<void> {
  const { examId, phase } = desk
  const path = `/api/exams/${examId}/reviews/${phase}/${applicant.applicationId}`
  const file = await done(reviewer.get<File>(path), `opening the file of ${applicant.key}`)
  const missing = phase === 'before' ? applicant.candidate?.missing : null
  if (missing && file.supplement?.answeredAt === undefined) {
    const items = [{ condition: 'materials', what: `缺少${documentKind(missing)}` }]
    const asked = await reviewer.post(`${path}/supplement`, { version: file.version, items })
    // Two reviewers may find the same gap at once: there is one notice.
    if (asked.code === 'supplement_asked_before') return
    await done(Promise.resolve(asked), `asking ${applicant.key} for what is missing`)
    world.trouble('qualification', 'material was missing and one complete notice asked for it')
    return
  }
  const given = desk.opinions.get(applicant.applicationId) ?? 0
  desk.opinions.set(applicant.applicationId, given + 1)
  const fails = failedCondition(applicant, file, phase, given)
  const opinion = opinionOf(file, phase, fails)
  const reply = await reviewer.post(`${path}/opinions`, opinion)
  // While this one was reading, the other reviewer asked for what is missing, or the candidate handed it in.
  if (
    reply.code === 'case_not_open' ||
    reply.code === 'case_changed' ||
    reply.code === 'opinion_given_already' ||
    reply.code === 'opinion_needs_lead'
  )
    return
  await done(Promise.resolve(reply), `opinion of ${reviewer.name} on ${applicant.key}`)
}

function failedCondition({ candidate, worker }: Applicant, file: File, phase: Phase, given: number): string | undefined {
  if (worker) return file.grade?.met === false ? 'work_years' : undefined
  if (!candidate || phase !== 'before') return undefined
  if (candidate.story === 'borderline' && given === 1) return file.asked.includes('field') ? 'field' : 'materials'
  const condition = candidate.unfitness && failing[candidate.unfitness]
  if (!condition) return undefined
  return file.asked.includes(condition) ? condition : 'materials'
}

function opinionOf(file: File, phase: Phase, fails: string | undefined) {
  const judged = ['materials', 'education', 'field', 'workYears', 'professionalYears', 'qualification', 'exemption']
  const main: Readonly<Record<string, string>> = { workYears: 'work_years', professionalYears: 'professional_years' }
  const steps = judged.map((step) => {
    if (fails && stepOf[fails] === step) return [step, 'not_met']
    return [step, file.asked.includes(main[step] ?? step) ? 'met' : 'not_asked']
  })
  return {
    version: file.version,
    verdict: fails ? 'not_qualified' : 'qualified',
    checklist: {
      ...Object.fromEntries(steps),
      opinionSigned: true,
      originalsCompared: phase === 'before' ? 'copies_only' : 'compared',
      finished: true,
    },
    cites: fails ? [fails] : [],
    ...(fails ? { reason: '与岗位资格条件不符' } : {}),
    inPerson: phase === 're_review',
    originalsSeen: phase === 're_review' ? file.documents.map(({ documentId }) => documentId) : [],
  }
}

/** Candidates hand in what the notice named; one hands in nothing and the deadline passes. */
async function answerSupplements(world: World, examId: string, applicants: readonly Applicant[]): Promise<void> {
  const asked = applicants.filter(({ candidate }) => candidate?.missing)
  const late = asked.length > 2 ? asked[0] : undefined
  await inParallel(
    asked.filter((one) => one !== late),
    async ({ key, person, applicationId, candidate }) => {
      const path = `/api/exams/${examId}/reviews/before/${applicationId}`
      const missing = known(candidate?.missing, 'a missing paper')
      await done(
        person.put(`${path}/materials/${documentKind(missing)}`, await world.pictures.scan(known(candidate, key), missing)),
        `supplement of ${key}`,
      )
      await done(person.post(`${path}/completion`, {}), `completion of ${key}`)
    },
  )
  if (late) world.trouble('qualification', 'one supplement was not handed in and counts as given up')
}

/** The section decides together on every dispute; where it cannot, the deputy director does. */
async function settleDisputes(world: World, examId: string): Promise<void> {
  const section = officer(world, 'section_head')
  const { disputes } = await done(
    section.get<{ disputes: { applicationId: string; phase: string; version: number }[] }>(`/api/exams/${examId}/disputes`),
    'reading the disputes',
  )
  for (const [index, { applicationId, phase, version }] of disputes.entries()) {
    const path = `/api/exams/${examId}/reviews/${phase}/${applicationId}`
    const outcome = index === 0 ? 'undecided' : index % 2 === 0 ? 'returned' : 'qualified'
    await done(
      section.post(`${path}/section-decision`, { version, outcome, minutes: '科室集体复核会议纪要〔2026〕7号' }),
      'deciding a dispute',
    )
    if (outcome === 'undecided')
      await done(
        officer(world, 'deputy_director').post(`${path}/deputy-decision`, {
          version,
          outcome: 'qualified',
          reasons: '所学专业与岗位要求相近，予以通过',
        }),
        'deciding as deputy director',
      )
    world.trouble('qualification', `two reviewers differed; ${outcome === 'undecided' ? 'the deputy director' : 'the section'} decided`)
  }
}

/** The review lead closes each day of registration; a day that does not add up stays open. */
export async function closeDays(world: World, examId: string): Promise<void> {
  const lead = officer(world, 'review_lead')
  const { days } = await done(lead.get<{ days: { day: string }[] }>(`/api/exams/${examId}/reconciliations`), 'reading the days')
  for (const [index, { day }] of days.entries()) {
    const path = `/api/exams/${examId}/reconciliations/${day}`
    const { recorded } = await done(
      lead.get<{ recorded: { submitted: number; confirmed: number; returned: number; pending: string[] } }>(path),
      `reading ${day}`,
    )
    if (index === 0) {
      await refused(
        lead.post(`${path}/closing`, { ...recorded, confirmed: recorded.confirmed + 1 }),
        'day_does_not_add_up',
        'closing a day that does not add up',
      )
      world.trouble('qualification', 'a day whose numbers did not agree could not be closed')
    }
    await done(lead.post(`${path}/closing`, recorded), `closing ${day}`)
  }
}

/** The whole first review of an exam. */
export async function reviewRegistrations(
  world: World,
  examId: string,
  applicants: readonly Applicant[],
  reviewers: readonly Person[],
): Promise<void> {
  const desk: Desk = {
    examId,
    phase: 'before',
    applicants: new Map(applicants.map((one) => [one.applicationId, one])),
    opinions: new Map(),
  }
  await done(officer(world, 'exam_office').post(`/api/exams/${examId}/reviews/opening`, { phase: 'before' }), 'opening the review')
  await reviewAll(world, desk, reviewers)
  await answerSupplements(world, examId, applicants)
  await reviewAll(world, desk, reviewers)
  await settleDisputes(world, examId)
}

export const reviewersOf = (world: World): readonly Person[] => officersOf(world, 'reviewer')
