/**
 * Regulation: 《事业单位公开招聘工作管理制度》第四条 (R-RC-03): units recruit within the establishment the committee fixed for the year, by
 * class of post. A unit and class that is not in the approved list has none.
 */
export type Quota = { readonly unit: string; readonly class: string; readonly headcount: number }
export type Planned = { readonly unit: string; readonly class: string; readonly headcount: number | null }

export type Overrun = { readonly unit: string; readonly class: string; readonly planned: number; readonly approved: number }

/** Every unit and class whose posts together plan more people than approved. */
export function overruns(positions: readonly Planned[], quotas: readonly Quota[]): readonly Overrun[] {
  const sums = new Map<string, Overrun>()
  for (const { unit, class: postClass, headcount } of positions) {
    const key = JSON.stringify([unit, postClass])
    const approved = quotas.find((quota) => quota.unit === unit && quota.class === postClass)?.headcount ?? 0
    const planned = (sums.get(key)?.planned ?? 0) + (headcount ?? 0)
    sums.set(key, { unit, class: postClass, planned, approved })
  }
  return [...sums.values()].filter(({ planned, approved }) => planned > approved)
}
