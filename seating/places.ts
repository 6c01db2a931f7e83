import { type Answer, accept, refuse } from './answer.ts'
import { conflictOf } from './conflict.ts'
import { fill } from './fill.ts'
import type { DrawInput } from './input.ts'
import { planSeats } from './seats-plan.ts'
import { judgeNumbers, type StaffInput, taskOf } from './staff-task.ts'
import { planSupplement } from './supplement.ts'

/** Whether every person can be given a place, decided from the frozen input alone: a refusal that depended on the seed would be a re-roll. */
export function judgePlaces(input: DrawInput): Answer<true> {
  if (input.kind === 'seats') {
    const plan = planSeats(input)
    return plan.ok ? accept(true) : plan
  }
  if (input.kind === 'supplement') {
    const plan = planSupplement(input)
    return plan.ok ? accept(true) : plan
  }
  if (input.kind === 'lots' || input.kind === 'groups') return accept(true)
  const numbers = judgeNumbers(input)
  if (!numbers.ok) return numbers
  const task = taskOf(input)
  const filling = fill(
    task,
    task.people.map((_, index) => index),
    input.rules.searchLimit,
  )
  return filling.state === 'filled' ? accept(true) : refuseFilling(filling, input)
}

/** “Not decided” is an answer of its own: it never stands for impossible. */
export function refuseFilling(
  { state, circle }: { readonly state: 'impossible' | 'not_decided'; readonly circle: string },
  input: StaffInput,
) {
  if (state === 'not_decided') {
    const sentence = `rules.searchLimit was reached at ${circle}; whether it can be filled is not decided`
    return refuse('staffing_not_decided', 'rules.searchLimit', sentence)
  }
  const conflict = conflictOf(input)
  const { rules, possibleWithout } = conflict
  const field = input.kind === 'invigilators' ? 'rooms' : 'panels'
  const excluded = `${field}: no assignment obeys ${rules.map((rule) => `rules.${rule}`).join(' and ')} together`
  const remedy =
    possibleWithout === undefined ? 'setting one rule of rules.yields aside is not enough' : `without rules.${possibleWithout} there is one`
  return refuse('staffing_impossible', field, `${excluded}; the search ends at ${circle}; ${remedy}`, conflict)
}
