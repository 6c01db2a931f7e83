import { z } from 'zod'
import type { Instant } from '../../foundation/clock.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'

/**
 * The steps of a draw: frozen list → commitments → reveals → public value → one result. The order is the security: whoever could still
 * change something does not know the result, and whoever knows the result can change nothing.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十条 (R-RC-10) arranged at random by a third party, so that the organisers cannot help anybody;
 * B-15 the office starts the draw and cannot see, repeat or edit it.
 */
const drawKinds = ['seats', 'seat_supplement', 'invigilators', 'panels', 'interview_order', 'medical_numbers'] as const
export type DrawKind = (typeof drawKinds)[number]
export type DrawState = 'frozen' | 'committed' | 'drawn' | 'cancelled'

/** Roles that may stand at a draw, each with a random value of its own. */
export const drawParties = [
  'exam_office',
  'discipline_inspector',
  'police_escort',
  'section_head',
  'social_supervisor',
  'centre_director',
] as const
export const DrawParty = z.enum(drawParties)
export type DrawParty = z.infer<typeof DrawParty>

export type Contribution = { readonly party: DrawParty; readonly accountId: string; readonly revealed: boolean }
export type DrawStanding = {
  readonly state: DrawState
  readonly parties: readonly DrawParty[]
  readonly contributions: readonly Contribution[]
  readonly revealBy: Instant
  readonly sourceDue: Instant
  readonly witness: { readonly accountId: string; readonly value: string } | undefined
  readonly cancelProposedBy: string | undefined
}

export type StepRefusal =
  | 'parties_too_few'
  | 'inspector_missing'
  | 'reveal_time_past'
  | 'source_too_early'
  | 'draw_over'
  | 'party_unknown'
  | 'party_has_committed'
  | 'one_person_one_party'
  | 'reveal_time_over'
  | 'commitments_open'
  | 'commitment_missing'
  | 'already_revealed'
  | 'reveal_missing'
  | 'source_not_due'
  | 'public_value_unwitnessed'
  | 'public_value_differs'
  | 'second_person_needed'
  | 'draw_can_go_on'
  | 'cancellation_not_proposed'
  | 'cancellation_proposed'

/** Three or more parties of different roles, the discipline inspector among them; a public value nobody can know before the last reveal. */
export function judgeTerms(
  terms: { readonly parties: readonly DrawParty[]; readonly revealBy: Instant; readonly sourceDue: Instant },
  now: Instant,
): Result<true, StepRefusal> {
  const parties = new Set(terms.parties)
  if (parties.size < 3 || parties.size < terms.parties.length) return refuse('parties_too_few')
  if (!parties.has('discipline_inspector')) return refuse('inspector_missing')
  if (!before(now, terms.revealBy)) return refuse('reveal_time_past')
  // To the second, as it is published: a source due within the second of the last reveal would be known to the last who reveals.
  if (!before(terms.revealBy.add({ seconds: 1 }), terms.sourceDue)) return refuse('source_too_early')
  return accept(true)
}

export function judgeCommitment(draw: DrawStanding, party: DrawParty, accountId: string, now: Instant): Result<true, StepRefusal> {
  if (isOver(draw)) return refuse('draw_over')
  if (!draw.parties.includes(party)) return refuse('party_unknown')
  if (!before(now, draw.revealBy)) return refuse('reveal_time_over')
  if (draw.contributions.some((one) => one.party === party)) return refuse('party_has_committed')
  if (draw.contributions.some((one) => one.accountId === accountId)) return refuse('one_person_one_party')
  return accept(true)
}

const allCommitted = (draw: DrawStanding): boolean => draw.contributions.length === draw.parties.length
export const allRevealed = (draw: DrawStanding): boolean => allCommitted(draw) && draw.contributions.every(({ revealed }) => revealed)

/** Nobody opens a value while another party could still choose its own. */
export function judgeReveal(draw: DrawStanding, accountId: string, now: Instant): Result<DrawParty, StepRefusal> {
  if (isOver(draw)) return refuse('draw_over')
  const own = draw.contributions.find((one) => one.accountId === accountId)
  if (!own) return refuse('commitment_missing')
  if (!allCommitted(draw)) return refuse('commitments_open')
  if (own.revealed) return refuse('already_revealed')
  if (!before(now, draw.revealBy)) return refuse('reveal_time_over')
  return accept(own.party)
}

/** The public value is read by two: a single reader could choose among values until the result suits. A slip may be restated; both stay in the log. */
export function judgeWitness(draw: DrawStanding, now: Instant): Result<true, StepRefusal> {
  if (isOver(draw)) return refuse('draw_over')
  if (!allRevealed(draw)) return refuse('reveal_missing')
  if (before(now, draw.sourceDue)) return refuse('source_not_due')
  return accept(true)
}

export function judgeRun(draw: DrawStanding, accountId: string, publicValue: string, now: Instant): Result<true, StepRefusal> {
  if (isOver(draw)) return refuse('draw_over')
  if (!allRevealed(draw)) return refuse('reveal_missing')
  if (before(now, draw.sourceDue)) return refuse('source_not_due')
  if (!draw.witness) return refuse('public_value_unwitnessed')
  if (draw.witness.accountId === accountId) return refuse('second_person_needed')
  if (draw.witness.value !== publicValue) return refuse('public_value_differs')
  return accept(true)
}

/**
 * A draw may be given up while nobody has opened a value, or when a party stays silent past the deadline. Once all have revealed, the
 * result is fixed and whoever dislikes it must not be able to ask for another; `stuck` is a draw whose search ended undecided.
 */
export function judgeCancellation(draw: DrawStanding, stuck: boolean, now: Instant): Result<true, StepRefusal> {
  if (isOver(draw)) return refuse('draw_over')
  if (draw.contributions.every(({ revealed }) => !revealed) || stuck) return accept(true)
  if (!allRevealed(draw) && !before(now, draw.revealBy)) return accept(true)
  return refuse('draw_can_go_on')
}

export function judgeSecondHand(draw: DrawStanding, accountId: string): Result<true, StepRefusal> {
  if (draw.cancelProposedBy === undefined) return refuse('cancellation_not_proposed')
  return draw.cancelProposedBy === accountId ? refuse('second_person_needed') : accept(true)
}

export type DrawStep = 'commit' | 'reveal' | 'source' | 'run' | 'over' | 'cancelled' | 'broken'

/** What the draw waits for. */
export function nextStep(draw: DrawStanding, now: Instant): DrawStep {
  if (draw.state === 'drawn') return 'over'
  if (draw.state === 'cancelled') return 'cancelled'
  if (allRevealed(draw)) return before(now, draw.sourceDue) ? 'source' : 'run'
  if (!before(now, draw.revealBy)) return 'broken'
  return allCommitted(draw) ? 'reveal' : 'commit'
}

const isOver = ({ state }: DrawStanding) => state === 'drawn' || state === 'cancelled'
const before = (a: Instant, b: Instant) => Temporal.Instant.compare(a, b) < 0
