/**
 * Who may be shut in to set and print papers: nobody without a secrecy undertaking, under police and discipline inspection, and never two
 * seclusions of one exam at once. The papers themselves never enter the system.
 *
 * Regulation: 《工人技术等级考核工作制度》第六条（四） (R-WK-23) question setters go in together with discipline and police staff, set and print there
 * and sign secrecy undertakings.
 */
import type { Family } from '../../foundation/family.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'

export type SeclusionRefusal = 'undertaking_missing' | 'undertaking_dated_ahead' | 'seclusion_open' | 'leaves_before_entering'
export type SeclusionOrderRefusal = 'seclusion_missing'

export type Setter = { readonly name: string; readonly undertakenOn: Temporal.PlainDate | undefined }
export type BoundSetter = { readonly name: string; readonly undertakenOn: Temporal.PlainDate }

const needsSeclusion = (family: Family): boolean => family === 'WK'

/** The setters with their undertakings. `open` is whether a seclusion of the exam has not ended yet. */
export function judgeEntering(
  setters: readonly Setter[],
  open: boolean,
  entersOn: Temporal.PlainDate,
): Result<readonly BoundSetter[], SeclusionRefusal> {
  if (open) return refuse('seclusion_open')
  const bound: BoundSetter[] = []
  for (const [index, { name, undertakenOn }] of setters.entries()) {
    if (undertakenOn === undefined) return refuse('undertaking_missing', { line: index + 1 })
    if (Temporal.PlainDate.compare(undertakenOn, entersOn) > 0) return refuse('undertaking_dated_ahead', { line: index + 1 })
    bound.push({ name, undertakenOn })
  }
  return accept(bound)
}

export const judgeLeaving = (enteredAt: Temporal.Instant, leftAt: Temporal.Instant): Result<true, SeclusionRefusal> =>
  Temporal.Instant.compare(leftAt, enteredAt) > 0 ? accept(true) : refuse('leaves_before_entering')

/** Sealed packages of a worker assessment come out of a seclusion that is on record. */
export const judgeOrigin = (family: Family, onRecord: boolean): Result<true, SeclusionOrderRefusal> =>
  needsSeclusion(family) && !onRecord ? refuse('seclusion_missing') : accept(true)
