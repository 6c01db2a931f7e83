import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { loadExam } from '../exam/records.ts'
import type { Notice } from '../exam/rules/notice.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { formatScore, parseScore, type Score, ScoreText } from '../foundation/score.ts'
import { act } from '../log/act.ts'
import { insertMarks, lockAssigned, marksOf, saveOutcomes } from './records.ts'
import type { MarkingRefusal } from './refusals.ts'
import { judgeMark, type MarkingParameters, settle } from './rules/settle.ts'

export const GiveMarks = z.strictObject({
  examId: ExamId,
  marks: z
    .array(z.strictObject({ code: z.string().min(4).max(20), score: ScoreText }))
    .min(1)
    .max(100),
})
export type GiveMarks = z.infer<typeof GiveMarks>

/** Marks for scripts this marker holds, all or none. What the other marker gave is never told; the script settles or goes to a third. */
export async function giveMarks(
  deps: Deps,
  caller: Caller,
  { examId, marks }: GiveMarks,
): Promise<Result<{ marked: number }, MarkingRefusal | 'idempotency_key_reused'>> {
  const command = { examId, marks: marks.map(({ code, score }) => ({ code, score: formatScore(score) })) }
  return act(deps, { event: 'marks_given', role: 'marking', by: caller, examId, command }, async (tx, now, note) => {
    const exam = await loadExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const parameters = parametersOf(exam.notice)
    const codes = marks.map(({ code }) => code)
    if (new Set(codes).size < codes.length) return refuse('script_listed_twice')
    for (const { code, score } of marks) {
      const judged = judgeMark(score, parameters)
      if (!judged.ok) return refuse(judged.refusal, { code })
    }
    const held = await lockAssigned(tx, examId, caller.accountId, codes)
    const missing = codes.find((code) => !held.some((script) => script.code === code))
    if (missing) return refuse('script_not_assigned', { code: missing })
    const given = new Map(marks.map(({ code, score }) => [code, score]))
    await insertMarks(
      tx,
      held.map(({ id, code, round }) => ({
        id: deps.newId(),
        scriptId: id,
        round,
        marker: caller.accountId,
        score: text(given.get(code)),
        givenAt: now,
      })),
    )
    const all = await marksOf(
      tx,
      held.map(({ id }) => id),
    )
    await saveOutcomes(
      tx,
      held.map(({ id }) => {
        const outcome = settle((all.get(id) ?? []).map(read), parameters)
        if ('settled' in outcome) return { id, state: 'settled' as const, score: formatScore(outcome.settled) }
        return { id, state: outcome.needs === 'third' ? ('disputed' as const) : ('marking' as const), score: null }
      }),
    )
    note({ marks: held.length })
    return accept({ marked: held.length })
  })
}

const text = (score: Score | undefined): string => formatScore(known(score, 'every code was checked'))
const read = (stored: string): Score => known(parseScore(stored), `stored mark ${stored}`)

/** What the notice fixes about marks, as exact decimals. */
const parametersOf = ({ marking, decimals }: Notice): MarkingParameters => ({
  maximum: read(marking.maximum),
  tolerance: read(marking.tolerance),
  step: read(marking.step),
  decimals,
})
