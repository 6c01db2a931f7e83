import { known } from '../../foundation/invariant.ts'
import type { Person } from '../person.ts'
import { done, inParallel, officer, refused, type World } from '../world.ts'
import { publishList } from './publishing.ts'
import type { Applicant } from './registering.ts'
import { reviewAll } from './reviewing.ts'

type Post = {
  readonly positionId: string
  readonly called: number
  readonly passed: number
  readonly failed: number
  readonly gaveUp: number
  readonly headcount: number
  readonly places: number
}
type Ladder = {
  readonly places: number
  readonly rungs: readonly {
    readonly score: string | null
    readonly applicationId: string
    readonly place: { readonly enteredBy: string; readonly state: string; readonly answered: boolean } | null
  }[]
  readonly vacancies: number
}

/** Written scores are public for seven days; then 1:3 with every tie at the line. */
export async function shortlist(
  world: World,
  examId: string,
  days: { readonly published: string; readonly over: string },
): Promise<number> {
  const office = officer(world, 'exam_office')
  await world.time.moveTo(days.published)
  await publishList(world, examId, '/written-scores/draft')
  await refused(office.post(`/api/exams/${examId}/shortlists`, {}), 'publicity_running', 'shortlisting inside the seven days')
  world.trouble('shortlisting', 'the shortlist was asked for inside the seven days of publicity and was refused')
  await world.time.moveTo(days.over)
  const made = await done(office.post<{ called: number }>(`/api/exams/${examId}/shortlists`, {}), 'making the shortlists')
  world.figures.shortlisted += made.called
  const ties = (await laddersOf(world, examId, ({ called, places }) => called > places)).filter(({ ladder }) =>
    ladder.rungs.some(({ place }) => place?.enteredBy === 'tie'),
  )
  if (ties.length > 0)
    world.trouble('shortlisting', `at the 1:3 line of ${ties.length} posts people had equal scores, and all of them entered`)
  return made.called
}

/** The ladders of those posts that the table of all posts says are worth opening. */
async function laddersOf(
  world: World,
  examId: string,
  wanted: (post: Post) => boolean = () => true,
): Promise<{ positionId: string; ladder: Ladder }[]> {
  const office = officer(world, 'exam_office')
  const { posts } = await done(office.get<{ posts: readonly Post[] }>(`/api/exams/${examId}/shortlists`), 'reading the shortlists')
  return inParallel(posts.filter(wanted), async ({ positionId }) => ({
    positionId,
    ladder: await done(office.get<Ladder>(`/api/exams/${examId}/positions/${positionId}/shortlist`), 'reading a ladder'),
  }))
}

/** Originals are seen by two; who fails or gives up is replaced by the next written score, until nobody is left or every place is filled. */
export async function reReview(
  world: World,
  examId: string,
  applicants: readonly Applicant[],
  reviewers: readonly Person[],
  dates: { readonly published: string; readonly over: string },
): Promise<void> {
  const office = officer(world, 'exam_office')
  const desk = {
    examId,
    phase: 're_review' as const,
    applicants: new Map(applicants.map((one) => [one.applicationId, one])),
    opinions: new Map<string, number>(),
  }
  await giveUp(world, examId, applicants)
  for (let round = 0; round < 6; round += 1) {
    await reviewAll(world, desk, reviewers)
    await done(office.post(`/api/exams/${examId}/shortlists/outcomes`, {}), 'taking over the outcomes')
    if ((await backfill(world, examId)) === 0) break
  }
  await done(office.post(`/api/exams/${examId}/shortlists/closing`, {}), 'closing the shortlists')
  await world.time.moveTo(dates.published)
  await publishList(world, examId, '/re-review/draft')
  await world.time.moveTo(dates.over)
}

/** Somebody at the top of a list without extra ties and with others below the line: that vacancy has to be filled. */
async function giveUp(world: World, examId: string, applicants: readonly Applicant[]): Promise<void> {
  const byApplication = new Map(applicants.map((one) => [one.applicationId, one]))
  for (const { ladder } of await laddersOf(world, examId, ({ called, places }) => called === places)) {
    const placed = ladder.rungs.filter(({ place }) => place !== null)
    const below = ladder.rungs.filter(({ place, score }) => place === null && score !== null)
    const leaving = placed.find(({ applicationId }) => byApplication.get(applicationId)?.candidate?.story === 'plain')
    if (placed.length !== ladder.places || below.length === 0 || !leaving) continue
    const { person, key } = known(byApplication.get(leaving.applicationId), 'an applicant')
    await done(person.post(`/api/my/exams/${examId}/place/giving-up`, { sure: true }), `${key} gives up`)
    world.trouble('shortlisting', 'a candidate on the shortlist gave up; the next written score is called')
    return
  }
}

/** How many were called; a place nobody is left for stays empty. */
async function backfill(world: World, examId: string): Promise<number> {
  let calledNow = 0
  for (const { positionId, ladder } of await laddersOf(world, examId, ({ failed, gaveUp }) => failed + gaveUp > 0)) {
    // More entered than there are places where scores were equal: then nobody is called for who left.
    if (ladder.vacancies === 0) continue
    const vacated = ladder.rungs.filter(({ place }) => place?.answered === false && (place.state === 'failed' || place.state === 'gave_up'))
    for (const { applicationId } of vacated) {
      const reply = await officer(world, 'exam_office').post<{ called: string[] }>(
        `/api/exams/${examId}/shortlists/places/${applicationId}/backfill`,
        {},
      )
      if (reply.status >= 400) {
        if (reply.code === 'tie_decision_needed') await decideTie(world, examId, positionId, 'written_backfill', reply.body)
        continue
      }
      calledNow += reply.body.called.length
      world.figures.backfilled += reply.body.called.length
    }
  }
  return calledNow
}

/** Where the notice's chain does not part equals, people decide, two of them, with a reason on record. */
export async function decideTie(world: World, examId: string, positionId: string, stage: string, refusal: unknown): Promise<void> {
  const tied = tiedIn(refusal)
  const decided = await done(
    officer(world, 'section_head').post<{ decisionId: string }>(`/api/exams/${examId}/positions/${positionId}/tie-decisions`, {
      stage,
      ordered: tied,
      reason: '同分人员加试结构化面试，按加试成绩排序',
    }),
    'deciding a tie',
  )
  await done(
    officer(world, 'discipline_inspector').post(`/api/exams/${examId}/tie-decisions/${decided.decisionId}/confirmation`, {}),
    'confirming the decision',
  )
  world.trouble('selection', 'equal scores that no rule of the notice parts stopped the system; two people decided')
}

function tiedIn(refusal: unknown): readonly string[] {
  const facts = refusal && typeof refusal === 'object' && 'facts' in refusal ? refusal.facts : undefined
  const tied = facts && typeof facts === 'object' && 'tied' in facts ? facts.tied : undefined
  return Array.isArray(tied) ? known(tied, 'the tied').map(String) : []
}
