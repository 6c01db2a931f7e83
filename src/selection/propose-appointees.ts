import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { positionsOf } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result } from '../foundation/result.ts'
import { formatScore, roundScore } from '../foundation/score.ts'
import { act } from '../log/act.ts'
import { draftPublication } from '../publicity/draft-publication.ts'
import { lockLists } from '../publicity/records.ts'
import type { Row } from '../publicity/rules/lint.ts'
import { announcedExam } from '../shortlisting/gates.ts'
import { listNumbers, scoreOf } from '../shortlisting/records.ts'
import { backfillsOf, lockCases, moveCase, peopleOf, proposedList, reportsOf, totalsOf, withAnswers } from './records.ts'
import type { SelectionRefusal } from './refusals.ts'
import { judgeProposal } from './rules/backfill.ts'

export const ProposeAppointees = z.strictObject({ examId: ExamId })
export type ProposeAppointees = z.infer<typeof ProposeAppointees>

/**
 * Drafts the list of proposed appointees with exactly the six fields of R-RC-38. While it waits for approval nobody is called into a
 * vacancy, and its publication closes backfill for ever (R-RC-39): backfill reads the publication itself, under the lock its approval takes.
 */
export async function proposeAppointees(
  deps: Deps,
  caller: Caller,
  command: ProposeAppointees,
): Promise<Result<{ draftId: string; snapshotHash: string; rows: number }, SelectionRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  return act(deps, { event: 'appointees_proposed', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const exam = await announcedExam(tx, examId)
    if (!exam.ok) return exam
    await lockLists(tx, examId)
    const cases = await lockCases(tx, examId)
    const reports = await reportsOf(
      tx,
      cases.map(({ applicationId }) => applicationId),
    )
    const reported = new Set(reports.filter(({ confirmedAt }) => confirmedAt !== null).map(({ applicationId }) => applicationId))
    const posts = new Map((await positionsOf(tx, examId)).map((post) => [post.id, post]))
    const ledger = await backfillsOf(tx, [...posts.keys()])
    const judged = judgeProposal(
      await proposedList(tx, examId),
      withAnswers(cases, ledger).map((one) => ({ ...one, reported: reported.has(one.applicationId) })),
    )
    if (!judged.ok) return judged
    const proposed = cases.filter(({ state }) => state === 'inspection' || state === 'proposed')
    const ids = proposed.map(({ applicationId }) => applicationId)
    const people = await peopleOf(tx, ids)
    const numbers = await listNumbers(tx, ids)
    const totals = new Map((await totalsOf(tx, examId)).map((row) => [row.applicationId, row.total]))
    const rows = proposed.map(({ applicationId, positionId }): Row => {
      const post = known(posts.get(positionId), 'the post of a case')
      const person = known(people.get(applicationId), 'the person of a case')
      return {
        unit: post.unit,
        position: `${post.code} ${post.title}`,
        plan: String(post.headcount),
        name: deps.keyring.openField(`persons:name:${person.personId}`, Buffer.from(person.nameSealed, 'hex')),
        ticket: known(numbers.get(applicationId), 'a number'),
        score: formatScore(roundScore(scoreOf(known(totals.get(applicationId), 'a total')), exam.value.notice.decimals)),
      }
    })
    rows.sort((a, b) => ((a.position ?? '') < (b.position ?? '') ? -1 : a.position === b.position ? 0 : 1))
    const columns = ['unit', 'position', 'plan', 'name', 'ticket', 'score'] as const
    const drafted = await draftPublication(tx, {
      id: deps.newId(),
      examId,
      kind: 'proposed_appointees',
      columns,
      rows,
      by: caller.accountId,
      now,
    })
    if (!drafted.ok) return drafted
    for (const one of proposed) if (one.state === 'inspection') await moveCase(tx, one, 'proposed', now)
    note({ draft: drafted.value.draftId, snapshot: drafted.value.snapshotHash, proposed: ids })
    return accept({ ...drafted.value, rows: rows.length })
  })
}
