/**
 * Order lots, and numbered groups by sex.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第二十九条 (R-RC-34) medical candidates are grouped at random by sex;
 * 第三十条 (R-RC-35) and numbered at random that morning.
 */
import { compareText } from './canonical.ts'
import type { GroupMember, GroupsInput, LotsInput } from './input.ts'
import { nth } from './known.ts'
import { rankOrder } from './stream.ts'

export type LotsResult = { readonly kind: 'lots'; readonly labels: readonly string[] }
export type Grouped = { readonly sex: string; readonly labels: readonly string[] }
/** Groups in the order of their sex; the medical number of a label is its place in all groups read one after the other, from 1. */
export type GroupsResult = { readonly kind: 'groups'; readonly groups: readonly Grouped[] }

/** The labels in the order of their lots: who comes first, second, and so on. */
function lots(seed: Uint8Array, labels: readonly string[]): string[] {
  return rankOrder(seed, 'lots', labels).map((index) => nth(labels, index))
}

function groupsBySex(seed: Uint8Array, people: readonly GroupMember[], groupSize: number): Grouped[] {
  const order = rankOrder(
    seed,
    'groups',
    people.map(({ label }) => label),
  ).map((index) => nth(people, index))
  const sexes = [...new Set(people.map(({ sex }) => sex))].sort(compareText)
  return sexes.flatMap((sex) => {
    const labels = order.filter((one) => one.sex === sex).map(({ label }) => label)
    const groups: Grouped[] = []
    for (let from = 0; from < labels.length; from += groupSize) groups.push({ sex, labels: labels.slice(from, from + groupSize) })
    return groups
  })
}

export const drawLots = (input: LotsInput, seed: Uint8Array): LotsResult => ({ kind: 'lots', labels: lots(seed, input.labels) })
export const drawGroups = (input: GroupsInput, seed: Uint8Array): GroupsResult => ({
  kind: 'groups',
  groups: groupsBySex(seed, input.candidates, input.rules.groupSize),
})
