import { type Answer, accept, refuse } from './answer.ts'
import { fill } from './fill.ts'
import type { DrawInput } from './input.ts'
import { planSeats } from './seats-plan.ts'
import { searchLimitOf, taskOf } from './staff-task.ts'

/** Whether every person can be given a place, decided from the frozen input alone: a refusal that depended on the seed would be a re-roll. */
export function judgePlaces(input: DrawInput): Answer<true> {
  if (input.kind === 'seats') {
    const plan = planSeats(input)
    return plan.ok ? accept(true) : plan
  }
  if (input.kind === 'lots' || input.kind === 'groups') return accept(true)
  const task = taskOf(input)
  if (!task.ok) return task
  const filling = fill(
    task.value,
    task.value.people.map((_, index) => index),
    searchLimitOf(input),
  )
  return filling.state === 'filled' ? accept(true) : refuseFilling(filling, input.kind)
}

/** “Not decided” is an answer of its own: it never stands for impossible. */
export function refuseFilling(
  filling: { readonly state: 'impossible' | 'not_decided'; readonly circle: string },
  kind: 'invigilators' | 'panels',
) {
  const field = kind === 'invigilators' ? 'rooms' : 'panels'
  return filling.state === 'impossible'
    ? refuse('staffing_impossible', field, `${field}: no assignment obeys all rules; the search ends at ${filling.circle}`)
    : refuse(
        'staffing_not_decided',
        'rules.searchLimit',
        `rules.searchLimit was reached at ${filling.circle}; whether it can be filled is not decided`,
      )
}
