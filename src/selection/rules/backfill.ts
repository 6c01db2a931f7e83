import { accept, type Result, refuse } from '../../foundation/result.ts'
import type { AppointeeState } from './appointee.ts'

/**
 * Who may follow a person that left before the hire.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第三十一条 (R-RC-36) failed the medical or gave it up: the next by total; 第三十三条 (R-RC-39) 不再递补:
 * from the publicity of the proposed appointees on, nobody, for ever. What happens between the medical and that list the articles leave
 * open: only by a recorded decision of the section, and by default not (B-09).
 */
export type ListState = 'none' | 'draft' | 'published'

export type Vacancy = {
  readonly state: AppointeeState
  /** Where the person stood when they left. */
  readonly leftFrom: AppointeeState | undefined
  /** Whether the ledger has its line. */
  readonly answered: boolean
}

export type BackfillCause = 'medical_failed' | 'medical_given_up' | 'after_medical'

/** Why the post lacks somebody; undefined while nobody has left, or where no backfill is thinkable. */
export function causeOf({ state, leftFrom }: Pick<Vacancy, 'state' | 'leftFrom'>): BackfillCause | undefined {
  if (state === 'medical_failed') return 'medical_failed'
  if (state === 'gave_up' && leftFrom === 'medical') return 'medical_given_up'
  if (state === 'gave_up' || state === 'inspection_failed' || state === 'cancelled') return 'after_medical'
  return undefined
}

export type BackfillRefusal =
  | 'backfill_closed'
  | 'list_awaits_approval'
  | 'post_not_vacant'
  | 'vacancy_answered'
  | 'section_decision_needed'

/** `decided`: the section head gives a reason for a vacancy the articles do not name. */
export function judgeBackfill(list: ListState, vacancy: Vacancy, decided: boolean): Result<BackfillCause, BackfillRefusal> {
  if (list === 'published') return refuse('backfill_closed')
  if (list === 'draft') return refuse('list_awaits_approval')
  const cause = causeOf(vacancy)
  if (cause === undefined) return refuse('post_not_vacant', { state: vacancy.state })
  if (vacancy.answered) return refuse('vacancy_answered')
  return cause === 'after_medical' && !decided ? refuse('section_decision_needed', { state: vacancy.state }) : accept(cause)
}

/** Vacancies that the article itself tells the office to fill and that have no line in the ledger. */
export const openByRight = (vacancies: readonly Vacancy[]): number =>
  vacancies.filter((one) => !one.answered && causeOf(one) !== undefined && causeOf(one) !== 'after_medical').length

export type ProposalRefusal = 'proposed_already' | 'appointees_missing' | 'appointee_unsettled' | 'vacancy_open'

/** Both results for everyone, and every vacancy answered: afterwards nothing can be filled any more. */
export function judgeProposal(
  list: ListState,
  cases: readonly (Vacancy & { readonly reported: boolean })[],
): Result<true, ProposalRefusal> {
  if (list === 'published') return refuse('proposed_already')
  const unsettled = cases.filter(({ state, reported }) => state === 'medical' || (state === 'inspection' && !reported)).length
  if (unsettled > 0) return refuse('appointee_unsettled', { open: unsettled })
  const open = openByRight(cases)
  if (open > 0) return refuse('vacancy_open', { open })
  return cases.some(({ state }) => state === 'inspection' || state === 'proposed') ? accept(true) : refuse('appointees_missing')
}
