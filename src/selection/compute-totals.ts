import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { type Exam, type Position, positionsOf } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { type ApplicationId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { formatScore, type Score } from '../foundation/score.ts'
import { act } from '../log/act.ts'
import { lockLists } from '../publicity/records.ts'
import { announcedExam, judgePublicity, judgeUnpublished } from '../shortlisting/gates.ts'
import { scoreOf } from '../shortlisting/records.ts'
import { type InterviewedPlace, interviewedPlaces, replaceTotals, type TotalRow } from './records.ts'
import type { SelectionRefusal } from './refusals.ts'
import { type Chain, components, type Marks, placeTotals, reachesMinimum, totalOf, type Weights } from './rules/total.ts'

export const ComputeTotals = z.strictObject({ examId: ExamId })
export type ComputeTotals = z.infer<typeof ComputeTotals>

/**
 * Totals of everyone who was interviewed, when every interview score is confirmed or its refusal recorded, and
 * every panel's sheet is signed (R-RC-29, R-RC-32). Who did not
 * come has none and is not replaced (B-09). May be repeated until totals are public.
 */
export async function computeTotals(
  deps: Deps,
  caller: Caller,
  command: ComputeTotals,
): Promise<Result<{ totals: number; absent: number }, SelectionRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  return act(deps, { event: 'totals_computed', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const exam = await announcedExam(tx, examId)
    if (!exam.ok) return exam
    await lockLists(tx, examId)
    const publicity = await judgePublicity(tx, examId, 're_review', now)
    if (!publicity.ok) return publicity
    const unpublished = await judgeUnpublished(tx, examId, 'total_scores')
    if (!unpublished.ok) return unpublished
    const places = await interviewedPlaces(tx, examId)
    if (places.length === 0) return refuse('shortlists_missing')
    const open = places.filter(({ absent, confirmation }) => !absent && (confirmation === null || confirmation === 'awaited')).length
    if (open > 0) return refuse('interviews_open', { open })
    const unsealed = places.filter(({ absent, sealed }) => !absent && !sealed).length
    if (unsealed > 0) return refuse('panel_sheets_unsigned', { open: unsealed })
    const byPost = Map.groupBy(
      places.filter(({ absent }) => !absent),
      ({ positionId }) => positionId,
    )
    const rows: TotalRow[] = []
    for (const post of await positionsOf(tx, examId)) {
      const made = totalsOfPost(exam.value, post, byPost.get(post.id) ?? [], now)
      if (!made.ok) return made
      rows.push(...made.value)
    }
    await replaceTotals(tx, examId, rows)
    const done = { totals: rows.length, absent: places.length - rows.length }
    note(done)
    return accept(done)
  })
}

export const weightsOf = (post: Position): Weights => ({
  written: scoreOf(post.writtenWeight),
  interview: scoreOf(post.interviewWeight),
  practical: scoreOf(post.practicalWeight),
})

export const marksOf = (row: Pick<InterviewedPlace, 'written' | 'interview' | 'practical'>): Marks => ({
  written: optional(row.written),
  interview: optional(row.interview),
  practical: optional(row.practical),
})

const optional = (text: string | null): Score | undefined => (text === null ? undefined : scoreOf(text))

/** The notice's chain up to the people who decide at its end. */
const chainOf = ({ notice }: Exam): Chain => notice.tieChain.flatMap((rule) => components.find((component) => component === rule) ?? [])

function totalsOfPost(exam: Exam, post: Position, places: readonly InterviewedPlace[], now: Instant): Result<TotalRow[], SelectionRefusal> {
  const { decimals, minimumInterviewScore } = exam.notice
  const minimum = minimumInterviewScore === undefined ? undefined : scoreOf(minimumInterviewScore)
  const people: { applicationId: ApplicationId; marks: Marks; total: Score; interview: Score }[] = []
  for (const place of places) {
    const marks = marksOf(place)
    const total = totalOf(marks, weightsOf(post), decimals)
    if (!total.ok) return refuse(total.refusal, { ...total.facts, position: post.code, applicationId: place.applicationId })
    const interview = known(marks.interview, 'a confirmed interview has a score')
    people.push({ applicationId: place.applicationId, marks, total: total.value, interview })
  }
  const placed = new Map(placeTotals(people, chainOf(exam)).map((one) => [one.applicationId, one]))
  return accept(
    people.map(({ applicationId, marks, total, interview }) => {
      const place = known(placed.get(applicationId), 'everyone has a place')
      return {
        applicationId,
        examId: exam.id,
        positionId: post.id,
        written: marks.written ? formatScore(marks.written) : null,
        interview: formatScore(interview),
        practical: marks.practical ? formatScore(marks.practical) : null,
        total: formatScore(total),
        rank: place.rank,
        tieSettledBy: place.tieSettledBy ?? null,
        orderNo: place.orderNo,
        belowMinimum: !reachesMinimum(interview, minimum),
        computedAt: now,
      }
    }),
  )
}
