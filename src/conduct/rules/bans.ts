import type { Family } from '../../foundation/family.ts'
import type { ExamId, PersonId } from '../../foundation/ids.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'

/**
 * Who may not apply, for which exams, on which days.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第三十八条 (R-RC-45) an applicant in breach loses the exam; a ban is proposed by one person
 * and holds from the word of another, so that nobody is shut out by a single hand.
 */
export const banScopes = ['exam', 'family', 'all'] as const
export type BanScope = (typeof banScopes)[number]

export type Ban = {
  readonly scope: BanScope
  readonly examId: ExamId | null
  readonly family: Family | null
  readonly startsOn: Temporal.PlainDate
  readonly endsOn: Temporal.PlainDate | null
}

/** Whether a ban in force keeps its person from this exam on this day. Both days belong to it; without an end it has none. */
export function banHolds(ban: Ban, exam: { readonly id: ExamId; readonly family: Family }, today: Temporal.PlainDate): boolean {
  if (Temporal.PlainDate.compare(today, ban.startsOn) < 0) return false
  if (ban.endsOn !== null && Temporal.PlainDate.compare(today, ban.endsOn) > 0) return false
  if (ban.scope === 'all') return true
  return ban.scope === 'family' ? ban.family === exam.family : ban.examId === exam.id
}

export type BanRefusal = 'ban_already_decided' | 'confirms_own_ban' | 'bans_self' | 'ban_ends_before_start'

export function judgeBanDecision(
  ban: {
    readonly state: 'proposed' | 'in_force' | 'rejected' | 'lifted'
    readonly decider: PersonId
    readonly offender: PersonId | undefined
  },
  by: PersonId,
): Result<PersonId, BanRefusal> {
  if (ban.state !== 'proposed') return refuse('ban_already_decided')
  if (ban.decider === by) return refuse('confirms_own_ban')
  if (ban.offender === by) return refuse('bans_self')
  return accept(by)
}
