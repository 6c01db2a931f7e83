import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { loadExam } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId, PanelId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { formatScore, parseScore, type Score, ScoreText } from '../foundation/score.ts'
import { act } from '../log/act.ts'
import { canonicalJson } from '../log/canonical.ts'
import {
  confirmResult,
  examinerMarks,
  insertExaminerScore,
  insertResult,
  isMember,
  lockPanel,
  lockResult,
  membersOf,
  orderByLot,
  ownOrder,
  recusedFromPanel,
  resultOf,
} from './records.ts'
import type { InterviewRefusal } from './refusals.ts'
import { judgeExaminerMark, panelScore } from './rules/panel-score.ts'

const Lot = z.int().min(1).max(1000)

export const MarkInterview = z.strictObject({ examId: ExamId, panelId: PanelId, lot: Lot, score: ScoreText })
export type MarkInterview = z.infer<typeof MarkInterview>

/**
 * A member of the panel marks the person with this order number. The room knows numbers, not names. A mark is given once: no lock is needed
 * for it, since an announcement takes the marks of all members and none of them has a second one.
 */
export async function markInterview(
  deps: Deps,
  caller: Caller,
  { examId, panelId, lot, score }: MarkInterview,
): Promise<Result<{ lot: number }, InterviewRefusal | 'idempotency_key_reused'>> {
  return act(deps, { event: 'interview_marked', role: 'office', by: caller, examId, subject: panelId }, async (tx, now, note) => {
    const order = await orderByLot(tx, examId, panelId, lot)
    if (!order) return refuse('lot_unknown', { lot })
    if (!(await isMember(tx, panelId, caller.accountId))) return refuse('not_on_this_panel')
    if (await recusedFromPanel(tx, examId, caller.accountId, panelId)) return refuse('examiner_recused')
    const judged = judgeExaminerMark(score)
    if (!judged.ok) return judged
    const { applicationId } = order
    const { accountId } = caller
    const saved = await insertExaminerScore(tx, { applicationId, panelId, accountId, score: formatScore(score), givenAt: now })
    if (saved.length === 0) return refuse((await resultOf(tx, applicationId)) ? 'announced_already' : 'marked_already')
    note({ lot })
    return accept({ lot })
  })
}

export const AnnounceScore = z.strictObject({ examId: ExamId, panelId: PanelId, lot: Lot })
export type AnnounceScore = z.infer<typeof AnnounceScore>

/** R-RC-29: the staff in the room compute, the head of the panel announces on the spot; the working shows which marks dropped. */
export async function announceScore(
  deps: Deps,
  caller: Caller,
  { examId, panelId, lot }: AnnounceScore,
): Promise<Result<{ score: string }, InterviewRefusal | 'idempotency_key_reused'>> {
  return act(deps, { event: 'interview_score_announced', role: 'office', by: caller, examId, subject: panelId }, async (tx, now, note) => {
    const exam = await loadExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const panel = await lockPanel(tx, examId, panelId)
    if (!panel) return refuse('panel_unknown')
    if (panel.clerk !== caller.accountId) return refuse('not_on_this_panel')
    const order = await orderByLot(tx, examId, panelId, lot)
    if (!order) return refuse('lot_unknown', { lot })
    const members = await membersOf(tx, panelId)
    const marks = (await examinerMarks(tx, order)).map(({ score }) => read(score))
    const computed = panelScore(marks, members.length, exam.notice.interviewDrop, exam.notice.decimals)
    if (!computed.ok) return computed
    const { score, kept, dropped } = computed.value
    const saved = await insertResult(tx, {
      applicationId: order.applicationId,
      examId,
      panelId,
      score: formatScore(score),
      working: canonicalJson({ kept: kept.map(formatScore), dropped: dropped.map(formatScore) }),
      computedBy: caller.accountId,
      announcedBy: known(
        members.find(({ place }) => place === 1),
        `panel ${panelId} has a head`,
      ).accountId,
      announcedAt: now,
      confirmation: 'awaited',
    })
    if (saved.length === 0) return refuse('announced_already')
    note({ lot })
    return accept({ score: formatScore(score) })
  })
}

const read = (stored: string): Score => known(parseScore(stored), `stored mark ${stored}`)

export const ConfirmScore = z.strictObject({
  applicationId: ApplicationId,
  confirmed: z.boolean(),
  reason: z.string().trim().min(2).max(500).optional(),
})
export type ConfirmScore = z.infer<typeof ConfirmScore>

/** The candidate confirms the announced score, or states why not; either answer is final, and the score stands until it is corrected. */
export async function confirmScore(
  deps: Deps,
  caller: Caller,
  command: ConfirmScore,
): Promise<Result<{ confirmation: string }, InterviewRefusal | 'idempotency_key_reused'>> {
  const { applicationId, confirmed, reason } = command
  return act(
    deps,
    { event: 'interview_score_answered', role: 'candidate', by: caller, subject: applicationId, command },
    async (tx, now, note) => {
      if (!(await ownOrder(tx, caller.personId, applicationId))) return refuse('application_unknown')
      const result = await lockResult(tx, applicationId)
      if (!result) return refuse('not_announced_yet')
      if (result.confirmation !== 'awaited') return refuse('confirmed_already')
      if (!confirmed && reason === undefined) return refuse('reason_missing')
      const confirmation = confirmed ? ('confirmed' as const) : ('refused' as const)
      await confirmResult(tx, applicationId, { confirmation, confirmedAt: now, refusalReason: confirmed ? null : (reason ?? null) })
      note({ confirmation })
      return accept({ confirmation })
    },
  )
}
