import { afterEach, expect } from 'vitest'
import { checkExam } from '../../db/check-exam.ts'
import { selectionInvariants } from '../../db/invariants/selection.ts'
import { shortlistingInvariants } from '../../db/invariants/shortlisting.ts'
import type { Notice } from '../../src/exam/rules/notice.ts'
import type { Family } from '../../src/foundation/family.ts'
import { known } from '../../src/foundation/invariant.ts'
import { type Arranged, type ArrangedCandidate, type ArrangedPosition, arrangeExam } from './arrange.ts'
import { drawParties, drawSeats, type Party } from './draw.ts'
import { type Office, openOffice, type TestPerson } from './office.ts'

/** What an arranged exam cannot satisfy, since nobody marked: the invariants of marking and of the stages before. */
const bypassed = new WeakMap<Office, ReadonlySet<string>>()
const brokenIn = async ({ ownerUrl, authority }: Office) => (await checkExam(ownerUrl, authority)).broken

export async function openScoredOffice(): Promise<Office> {
  const office = await openOffice({ checked: false })
  afterEach(async () => {
    const known = bypassed.get(office) ?? new Set()
    expect((await brokenIn(office)).filter(({ invariant }) => !known.has(invariant))).toEqual([])
  })
  return office
}

const own = [...Object.keys(shortlistingInvariants), ...Object.keys(selectionInvariants)]

/** After rows of other stages were put in by hand: what they break there is not asked again; what is ours always is. */
async function bypassNow(office: Office): Promise<void> {
  const broken = (await brokenIn(office)).map(({ invariant }) => invariant).filter((invariant) => !own.includes(invariant))
  bypassed.set(office, new Set([...(bypassed.get(office) ?? []), ...broken]))
}

export type Outcome = string | 'absent' | 'breach'
export type ScoredPost = {
  readonly headcount?: number
  readonly scores: readonly Outcome[]
  readonly weights?: readonly [string, string, string]
}

export type ScoredCandidate = ArrangedCandidate & { readonly ticket: string }
export type Scored = Arranged & {
  readonly parties: readonly [Party, Party, Party]
  readonly head: TestPerson
  readonly deputy: TestPerson
  readonly inspector: TestPerson
  readonly reviewers: readonly [TestPerson, TestPerson]
  /** Candidates of each post, in the order of the scores asked for; the post free of the written test comes last. */
  readonly posts: readonly { readonly position: ArrangedPosition; readonly people: readonly ScoredCandidate[] }[]
}

export type WantedScores = {
  readonly posts: readonly ScoredPost[]
  readonly family?: Family
  readonly exempt?: number
  readonly notice?: Partial<Notice>
}

/** Seats are drawn through the interface; written scores are put into the tables as the unblinding would. */
export async function arrangeScores(office: Office, { posts, family = 'RC', exempt = 0, notice = {} }: WantedScores): Promise<Scored> {
  const { admin, deps } = office
  const exam = await arrangeExam(office, {
    family,
    subjects: posts.map((_, index) => `第${index + 1}类`),
    candidates: Math.max(...posts.map(({ scores }) => scores.length)),
    exempt,
    sites: 1,
    roomsPerSite: Math.max(posts.length, 2),
    notice,
  })
  const { examId } = exam
  for (const [index, { headcount = 1, weights }] of posts.entries()) {
    const id = known(exam.positions[index], 'a post').id
    await admin`update positions set headcount = ${headcount} where id = ${id}`
    if (weights)
      await admin`update positions set written_weight = ${weights[0]}, interview_weight = ${weights[1]}, practical_weight = ${weights[2]} where id = ${id}`
  }
  const parties = await drawParties(office, examId, exam.examOffice)
  await drawSeats(office, exam, parties)
  const tickets = await admin<{ id: string; number: string; application: string }[]>`
    select id, number, application_id as application from tickets where exam_id = ${examId}`
  const now = office.now().toString()
  const made = []
  for (const [index, position] of exam.positions.entries()) {
    const people: ScoredCandidate[] = []
    for (const [place, person] of exam.candidates.filter(({ positionId }) => positionId === position.id).entries()) {
      const ticket = tickets.find(({ application }) => application === person.applicationId)
      people.push({ ...person, ticket: ticket?.number ?? '' })
      if (!ticket) continue
      const outcome = posts[index]?.scores[place] ?? 'absent'
      const scored = outcome !== 'absent' && outcome !== 'breach'
      const script = scored ? deps.newId() : null
      if (script) {
        await admin`insert into scripts (id, exam_id, subject, code, state, settled_score) values (${script}, ${examId}, ${position.subject}, ${script}, 'settled', ${outcome})`
        await admin`insert into script_codes (script_id, ticket_id, exam_id) values (${script}, ${ticket.id}, ${examId})`
      }
      await admin`
        insert into written_results (application_id, exam_id, ticket_id, script_id, status, score, joined_at)
        values (${person.applicationId}, ${examId}, ${ticket.id}, ${script}, ${scored ? 'scored' : outcome}, ${scored ? outcome : null}, ${now})`
    }
    made.push({ position, people })
  }
  const officer = (role: Parameters<Office['officer']>[0]) => office.officer(role, { examId })
  await bypassNow(office)
  return {
    ...exam,
    parties,
    posts: made,
    inspector: parties[1].person,
    head: parties[2].person,
    deputy: await officer('deputy_director'),
    reviewers: [await officer('reviewer'), await officer('reviewer')],
  }
}

const done = async <T extends { readonly status: number; readonly text: string }>(reply: Promise<T>): Promise<T> => {
  const answered = await reply
  if (answered.status >= 400) throw new Error(`${answered.status}: ${answered.text}`)
  return answered
}

type Drafted = { readonly draftId: string; readonly snapshotHash: string }

/** Drafts a list by the route, has the section head approve it, and waits until its seven days are over. */
export async function publishAndWait(office: Office, { examId, examOffice, head }: Scored, route: string): Promise<void> {
  const { draftId, snapshotHash } = (await done(examOffice.post<Drafted>(`/api/exams/${examId}/${route}`))).body
  await done(head.post(`/api/exams/${examId}/publications/drafts/${draftId}/approval`, { snapshotHash }))
  office.moveClock({ days: 8 })
}

/** The two reviewers' outcome on the originals, as the qualification stage would write it. */
export async function settleReview(
  { admin, deps, now }: Office,
  { examId, reviewers: [a, b] }: Pick<Scored, 'examId' | 'reviewers'>,
  applicationIds: readonly string[],
  outcome: 'qualified' | 'returned',
): Promise<void> {
  const at = now().toString()
  const verdict = outcome === 'qualified' ? 'qualified' : 'not_qualified'
  for (const applicationId of applicationIds) {
    const steps = await admin<
      { checklist: Record<string, string> }[]
    >`select checklist from opinions where application_id = ${applicationId} limit 1`
    const ids = [deps.newId(), deps.newId()] as const
    for (const [index, reviewer] of [a, b].entries())
      await admin`
        insert into opinions (id, application_id, phase, version, reviewer, reviewer_person_id, verdict, reason_sealed, cites, checklist, in_person, originals_seen, given_at)
        values (${ids[index] ?? ''}, ${applicationId}, 're_review', 1, ${reviewer.accountId}, ${reviewer.personId}, ${verdict},
          ${outcome === 'returned' ? Buffer.from('sealed') : null}, ${outcome === 'returned' ? ['education'] : []}, ${admin.json(steps[0]?.checklist ?? {})}, true, '{}', ${at})`
    await admin`
      insert into qualifications (id, application_id, exam_id, phase, version, outcome, first_opinion, first_person, first_verdict, second_opinion, second_person,
        second_verdict, by_dispute, decided_at)
      values (${deps.newId()}, ${applicationId}, ${examId}, 're_review', 1, ${outcome}, ${ids[0]}, ${a.personId}, ${verdict}, ${ids[1]}, ${b.personId}, ${verdict}, false, ${at})`
    await admin`update review_cases set state = ${outcome}, closed_at = ${at} where application_id = ${applicationId} and phase = 're_review'`
  }
}

/** From written scores to those who may be interviewed: everyone called passes the re-review, both lists are public for their time. */
export async function passReReview(office: Office, exam: Scored): Promise<void> {
  const { examId } = exam
  await publishAndWait(office, exam, 'written-scores/draft')
  await done(exam.head.post(`/api/exams/${examId}/shortlists`))
  const called = await office.admin<{ id: string }[]>`select application_id as id from shortlist_places where exam_id = ${examId}`
  await settleReview(
    office,
    exam,
    called.map(({ id }) => id),
    'qualified',
  )
  await done(exam.head.post(`/api/exams/${examId}/shortlists/closing`))
  await publishAndWait(office, exam, 're-review/draft')
}

/**
 * Further to confirmed interviews, with scores put into the tables as the panels would: by post, in the order of the written ones;
 * 'absent' did not come.
 */
export async function arrangeInterviews(office: Office, exam: Scored, scores: readonly (readonly Outcome[])[]): Promise<void> {
  const { admin, deps } = office
  const { examId } = exam
  await passReReview(office, exam)
  const panelId = deps.newId()
  const at = office.now().toString()
  await admin`
    insert into panels (id, exam_id, number, speciality, interview_room, waiting_room, floor, size, inspector, supervisors, clerk, sheet, sheet_signed_at)
    values (${panelId}, ${examId}, 1, '综合', '301', '319', 3, 7, ${exam.inspector.accountId}, ${[exam.deputy.accountId]}, ${exam.head.accountId}, 'arranged', ${at})`
  for (const [post, ofPost] of scores.entries())
    for (const [index, score] of ofPost.entries()) {
      const { applicationId } = known(exam.posts[post]?.people[index], 'a candidate with an interview score')
      const absent = score === 'absent'
      await admin`
        insert into interview_orders (application_id, panel_id, exam_id, absent_at) values (${applicationId}, ${panelId}, ${examId}, ${absent ? at : null})`
      if (!absent)
        await admin`
          insert into interview_results (application_id, exam_id, panel_id, score, working, computed_by, announced_by, announced_at, confirmation, confirmed_at)
          values (${applicationId}, ${examId}, ${panelId}, ${score}, '{}', ${exam.head.accountId}, ${exam.deputy.accountId}, ${at}, 'confirmed', ${at})`
    }
  await bypassNow(office)
}
