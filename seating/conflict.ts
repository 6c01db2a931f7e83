/**
 * When no assignment obeys all rules: which of them together exclude every one, and which one, set aside alone, would leave one.
 *
 * The draw itself never sets a rule aside: the office changes the rule in the open and freezes anew.
 */
import type { Conflict } from './answer.ts'
import { type Filling, fill } from './fill.ts'
import { type StaffInput, type StaffRule, staffRuleNames, taskOf } from './staff-task.ts'

/** Each question of the explanation may take so many choices; “not decided” is never read as impossible. */
const most = 20_000

/** To be asked of an input for which the search has proved that nothing obeys all rules. */
export function conflictOf(input: StaffInput): Conflict {
  const all = staffRuleNames(input)
  const limit = Math.min(most, input.rules.searchLimit)
  const without = (aside: readonly StaffRule[]): Filling['state'] => {
    const task = taskOf(input, new Set(aside))
    return fill(
      task,
      task.people.map((_, index) => index),
      limit,
    ).state
  }
  let kept: readonly StaffRule[] = all
  let minimal = true
  for (const rule of all) {
    const rest = kept.filter((one) => one !== rule)
    const state = without(all.filter((one) => !rest.includes(one)))
    if (state === 'impossible') kept = rest
    if (state === 'not_decided') minimal = false
  }
  const possibleWithout = input.rules.yields.find((rule) => without([rule]) === 'filled')
  return { rules: kept, minimal, ...(possibleWithout === undefined ? {} : { possibleWithout }) }
}
