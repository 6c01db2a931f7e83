import type { AccountId } from '../../foundation/ids.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'

/**
 * Whose hands stay off whose papers.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第三十五条 (R-RC-42): persons in charge and recruitment staff recuse themselves from spouse,
 * direct blood, collateral blood within three generations, close in-laws, and whatever else may affect fairness. A declaration names a
 * relative, a unit, or nobody: then it covers the whole exam (src/conduct/coverage-records.ts). Oneself is always a relation, declared or not.
 */
export const relations = ['self', 'spouse', 'direct_blood', 'collateral_three', 'close_in_law', 'other'] as const
export type Relation = (typeof relations)[number]

export type DeclarerRefusal = 'recusal_not_yours'

/** Everybody declares for themselves; for others who did not, the section or discipline inspection enters it. */
export const judgeDeclarer = (
  concerns: AccountId,
  by: { readonly accountId: AccountId; readonly oversees: boolean },
): Result<true, DeclarerRefusal> => (concerns === by.accountId || by.oversees ? accept(true) : refuse('recusal_not_yours'))
