import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { positionsOf } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { lockLists } from '../publicity/records.ts'
import { announcedExam, judgePublicity } from '../shortlisting/gates.ts'
import { decidedOrders } from '../shortlisting/records.ts'
import { groupsOfEqualRank } from '../shortlisting/rules/competition-rank.ts'
import { takeInOrder } from '../shortlisting/rules/ties.ts'
import { choicesOf, choosableTotals, insertCases, insertChoices, type TotalRow } from './records.ts'
import type { SelectionRefusal } from './refusals.ts'
import { tellAppointees } from './tell-appointees.ts'

export const ChooseAppointees = z.strictObject({ examId: ExamId })
export type ChooseAppointees = z.infer<typeof ChooseAppointees>

/** Groups that share a place after the notice's chain; who is below the interview minimum is in none. */
export const groupsInOrder = (totals: readonly TotalRow[]): ApplicationId[][] =>
  groupsOfEqualRank(
    totals.filter(({ belowMinimum }) => !belowMinimum).map(({ applicationId, orderNo }) => ({ item: applicationId, rank: orderNo })),
  )

/**
 * The first N of every post go to the medical (R-RC-33). A tie at the line of any post stops the whole act and names all of them: the
 * choice is made for all posts at once, after two people have decided each (B-08).
 */
export async function chooseAppointees(
  deps: Deps,
  caller: Caller,
  command: ChooseAppointees,
): Promise<Result<{ posts: number; chosen: number }, SelectionRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  return act(deps, { event: 'appointees_chosen', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const exam = await announcedExam(tx, examId)
    if (!exam.ok) return exam
    await lockLists(tx, examId)
    const publicity = await judgePublicity(tx, examId, 'total_scores', now)
    if (!publicity.ok) return publicity
    if ((await choicesOf(tx, examId)).length > 0) return refuse('chosen_already')
    const posts = (await positionsOf(tx, examId)).filter(({ headcount }) => headcount !== null)
    const ties: unknown[] = []
    const chosen: { applicationId: ApplicationId; positionId: (typeof posts)[number]['id'] }[] = []
    for (const { id, code, headcount } of posts) {
      const groups = groupsInOrder(await choosableTotals(tx, id))
      const taken = takeInOrder(groups, known(headcount, 'a headcount'), await decidedOrders(tx, id, 'one_to_one'))
      if (taken.ok) chosen.push(...taken.value.map((one) => ({ applicationId: ApplicationId.parse(one), positionId: id })))
      else ties.push({ positionId: id, position: code, ...taken.facts })
    }
    if (ties.length > 0) return refuse('tie_decision_needed', { ties })
    await insertChoices(
      tx,
      posts.map(({ id, headcount }) => ({
        positionId: id,
        examId,
        headcount: known(headcount, 'a headcount'),
        chosenBy: caller.accountId,
        chosenAt: now,
      })),
    )
    await insertCases(
      tx,
      chosen.map((one) => ({
        ...one,
        examId,
        enteredBy: 'one_to_one' as const,
        state: 'medical' as const,
        enteredAt: now,
        changedAt: now,
      })),
    )
    await tellAppointees(
      tx,
      deps,
      exam.value,
      chosen.map(({ applicationId }) => applicationId),
      now,
    )
    note({ posts: posts.length, chosen: chosen.map(({ applicationId }) => applicationId) })
    return accept({ posts: posts.length, chosen: chosen.length })
  })
}
