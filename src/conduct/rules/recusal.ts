import type { AccountId } from '../../foundation/ids.ts'

/**
 * Whose hands stay off whose papers.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第三十五条 (R-RC-42): persons in charge and recruitment staff recuse themselves from spouse,
 * direct blood, collateral blood within three generations, close in-laws, and whatever else may affect fairness. A declaration names a
 * relative, a unit, or nobody: then it covers the whole exam. Oneself is always a relation, declared or not.
 */
export const relations = ['self', 'spouse', 'direct_blood', 'collateral_three', 'close_in_law', 'other'] as const
export type Relation = (typeof relations)[number]

export type Declaration = {
  readonly accountId: AccountId
  /** Blind index of the relative's number, as hex. */
  readonly relative: string | undefined
  readonly unit: string | undefined
}

export type Concerned = {
  /** Blind indexes of the applicants concerned, as hex. */
  readonly persons: readonly string[]
  readonly units: readonly string[]
}

/** Whether the declaration covers any of the persons or units concerned. */
export function covers(declaration: Declaration, concerned: Concerned): boolean {
  if (declaration.relative === undefined && declaration.unit === undefined) return true
  if (declaration.relative !== undefined && concerned.persons.includes(declaration.relative)) return true
  return declaration.unit !== undefined && concerned.units.includes(declaration.unit)
}
