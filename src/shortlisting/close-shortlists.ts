import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { announcedExam } from './gates.ts'
import { closeLists, lockShortlists, shortlistCounts } from './records.ts'
import type { ShortlistingRefusal } from './refusals.ts'
import { judgeClosing } from './rules/backfill.ts'
import { settleLocked } from './settle-places.ts'

export const CloseShortlists = z.strictObject({ examId: ExamId })
export type CloseShortlists = z.infer<typeof CloseShortlists>

/** The cut-off: everyone who passed is known, the list can be made public, and nobody is called into a vacancy any more (B-10). */
export async function closeShortlists(
  deps: Deps,
  caller: Caller,
  command: CloseShortlists,
): Promise<Result<{ passed: number }, ShortlistingRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  return act(deps, { event: 'shortlists_closed', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const exam = await announcedExam(tx, examId)
    if (!exam.ok) return exam
    const lists = await lockShortlists(tx, examId)
    const settled = lists.length > 0 ? await settleLocked(tx, examId, now) : undefined
    const counts = await shortlistCounts(tx, examId)
    const sum = (of: 'called' | 'passed') => counts.reduce((total, row) => total + row[of], 0)
    const judged = judgeClosing({
      made: lists.length > 0,
      closed: lists.some(({ closedAt }) => closedAt !== null),
      called: sum('called'),
    })
    if (!judged.ok) return judged
    await closeLists(tx, examId, now)
    note({ lists: lists.length, passed: sum('passed'), settledNow: settled ? settled.passed + settled.failed + settled.gave_up : 0 })
    return accept({ passed: sum('passed') })
  })
}
