import { accept, type Result, refuse } from '../../foundation/result.ts'

/**
 * When a place in the re-review falls vacant, and when it may be filled.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十八条 (R-RC-23) 产生复审人员不足的 … 依次递补: only when failures or withdrawals leave fewer than 1:3,
 * so that one of several tied at the line leaves no vacancy behind. Once the list of those who passed is made no one is called any more
 * (B-10): whoever came later would not have stood in the seven days of publicity. No-show at the interview is not a cause (B-09).
 */
export type PlaceState = 'called' | 'passed' | 'failed' | 'gave_up'

export type Places = {
  /** ratio × headcount. */
  readonly places: number
  readonly states: readonly PlaceState[]
  /** How many vacated places have their line in the backfill ledger already. */
  readonly answered: number
}

const stands = (state: PlaceState) => state === 'called' || state === 'passed'

/** How many people may still be called now. */
export function vacancies({ places, states, answered }: Places): number {
  const standing = states.filter(stands).length
  const vacated = states.length - standing
  return Math.max(0, Math.min(vacated - answered, places - standing))
}

export type BackfillRefusal = 'shortlist_closed' | 'place_not_vacant' | 'vacancy_answered' | 'enough_people_left'

export function judgeBackfill(
  list: Places & { readonly closed: boolean },
  vacated: { readonly state: PlaceState; readonly answered: boolean },
): Result<{ readonly vacancies: number; readonly cause: 'failed' | 'gave_up' }, BackfillRefusal> {
  if (list.closed) return refuse('shortlist_closed')
  if (vacated.state === 'called' || vacated.state === 'passed') return refuse('place_not_vacant')
  if (vacated.answered) return refuse('vacancy_answered')
  const open = vacancies(list)
  return open === 0 ? refuse('enough_people_left') : accept({ vacancies: open, cause: vacated.state })
}

export type SettleRefusal = 'place_settled' | 're_review_over'

/** What the re-review of originals makes of a place; undefined while nobody has decided. */
export function placeAfter(caseState: string, place: PlaceState): PlaceState | undefined {
  switch (caseState) {
    case 'qualified':
      return place === 'called' ? 'passed' : undefined
    case 'returned':
      return place === 'called' ? 'failed' : undefined
    case 'reversed':
      return stands(place) ? 'failed' : undefined
    case 'given_up':
    case 'withdrawn':
      return stands(place) ? 'gave_up' : undefined
    default:
      return undefined
  }
}

/** Up to the cut-off: later the interview, the total and the appointment rest on the list, and each has its own way out. */
export function judgeGivingUp({ state, closed }: { readonly state: PlaceState; readonly closed: boolean }): Result<true, SettleRefusal> {
  if (!stands(state)) return refuse('place_settled', { state })
  return closed ? refuse('re_review_over') : accept(true)
}

export type CloseRefusal = 'shortlists_missing' | 'shortlist_closed' | 're_review_open'

/** The cut-off: everyone called has an outcome. Vacancies may stay open; from here on they do. */
export function judgeClosing(list: {
  readonly made: boolean
  readonly closed: boolean
  readonly called: number
}): Result<true, CloseRefusal> {
  if (!list.made) return refuse('shortlists_missing')
  if (list.closed) return refuse('shortlist_closed')
  return list.called > 0 ? refuse('re_review_open', { open: list.called }) : accept(true)
}
