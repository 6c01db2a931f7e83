import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { lockLists } from '../publicity/records.ts'
import { announcedExam } from '../shortlisting/gates.ts'
import { decidedOrders } from '../shortlisting/records.ts'
import { nextToCall } from '../shortlisting/rules/ties.ts'
import { groupsInOrder } from './choose-appointees.ts'
import {
  backfillsOf,
  type CaseRow,
  choosableTotals,
  insertBackfills,
  insertCases,
  lockCases,
  proposedList,
  withAnswers,
} from './records.ts'
import type { SelectionRefusal } from './refusals.ts'
import { causeOf, judgeBackfill } from './rules/backfill.ts'
import { tellAppointees } from './tell-appointees.ts'

export const BackfillAppointee = z.strictObject({
  examId: ExamId,
  /** Who left. */
  applicationId: ApplicationId,
  /** The section head's decision where no article fills the vacancy (B-09). */
  reason: z.string().trim().min(10).max(1000).optional(),
})
export type BackfillAppointee = z.infer<typeof BackfillAppointee>

export type Filled = { readonly called: readonly ApplicationId[] }

/**
 * The next by total goes to the medical in place of somebody who left (R-RC-36). The exam's row is held, as the approval of the list of
 * proposed appointees holds it: whichever comes first, nobody is called after that list is public (R-RC-39).
 */
export async function backfillAppointee(
  deps: Deps,
  caller: Caller,
  command: BackfillAppointee,
): Promise<Result<Filled, SelectionRefusal | 'idempotency_key_reused'>> {
  const { examId, applicationId } = command
  return act(
    deps,
    { event: 'appointee_backfilled', role: 'office', by: caller, examId, subject: applicationId, command },
    async (tx, now, note) => {
      const exam = await announcedExam(tx, examId)
      if (!exam.ok) return exam
      await lockLists(tx, examId)
      const all = await lockCases(tx, examId)
      const left = all.find((one) => one.applicationId === applicationId)
      if (!left) return refuse('case_unknown')
      const ofPost = all.filter(({ positionId }) => positionId === left.positionId)
      const vacancies = withAnswers(ofPost, await backfillsOf(tx, [left.positionId]))
      const asked = known(
        vacancies.find((one) => one.applicationId === applicationId),
        'the case asked about',
      )
      const reason = appointmentFor(caller, ['section_head'], examId) ? command.reason : undefined
      const judged = judgeBackfill(await proposedList(tx, examId), asked, reason !== undefined)
      if (!judged.ok) return judged
      const cause = judged.value
      const others = cause === 'after_medical' ? [] : vacancies.filter((one) => one !== asked && isOpenByRight(one))
      const next = await nextByTotal(tx, left, all, 1 + others.length)
      if (!next.ok) return next
      const called = next.value
      await insertCases(
        tx,
        called.map((id) => ({
          applicationId: id,
          examId,
          positionId: left.positionId,
          enteredBy: 'backfill' as const,
          state: 'medical' as const,
          enteredAt: now,
          changedAt: now,
        })),
      )
      await insertBackfills(
        tx,
        [asked, ...others].slice(0, Math.max(1, called.length)).map((vacancy, index) => ({
          id: deps.newId(),
          positionId: left.positionId,
          vacatedBy: vacancy.applicationId,
          filledBy: called[index] ?? null,
          cause: causeOf(vacancy) ?? cause,
          reason: cause === 'after_medical' ? (reason ?? null) : null,
          byAccount: caller.accountId,
          at: now,
        })),
      )
      await tellAppointees(tx, deps, exam.value, called, now)
      // The cause may be somebody's health, and the log is public: it stands in the ledger only.
      note({ called })
      return accept({ called })
    },
  )
}

type Open = ReturnType<typeof withAnswers>[number]
const isOpenByRight = (one: Open) => !one.answered && causeOf(one) !== undefined && causeOf(one) !== 'after_medical'

async function nextByTotal(
  tx: Tx,
  { positionId }: CaseRow,
  cases: readonly CaseRow[],
  open: number,
): Promise<Result<ApplicationId[], SelectionRefusal>> {
  const taken = new Set<string>(cases.map(({ applicationId }) => applicationId))
  const groups = groupsInOrder((await choosableTotals(tx, positionId)).filter(({ applicationId }) => !taken.has(applicationId)))
  const decisions = [...(await decidedOrders(tx, positionId, 'medical_backfill')), ...(await decidedOrders(tx, positionId, 'one_to_one'))]
  const next = nextToCall(groups, open, decisions)
  return next.ok ? accept(next.value.map((id) => ApplicationId.parse(id))) : next
}
