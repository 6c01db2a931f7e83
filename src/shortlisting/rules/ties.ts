import { accept, type Result, refuse } from '../../foundation/result.ts'

/**
 * What happens where equals stand at a line that cannot take them all: the system stops, and two people decide and say why.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》 has a rule for ties only at 1:3 (第十六条, R-RC-20); for 1:1 (第二十八条, R-RC-33) and for the order
 * of backfill (第十八条、第三十一条, R-RC-23, R-RC-36) it has none (B-08). No order of rows, time of application or lot ever stands in for one.
 */
export type TieRefusal = 'tie_decision_needed'

/** Groups of equals, best first; nobody stands in two. */
export type Groups = readonly (readonly string[])[]

/** Orders that two people decided, newest first; each names everyone it was decided about. */
export type Decisions = readonly (readonly string[])[]

/** The decided order of a group; undefined when no decision covers everyone in it. */
function decidedOrder(tied: readonly string[], decisions: Decisions): string[] | undefined {
  const covering = decisions.find((ordered) => tied.every((id) => ordered.includes(id)))
  return covering?.filter((id) => tied.includes(id))
}

/** The first so many. A group that fits is taken whole; one that does not is taken in its decided order or not at all. */
export function takeInOrder(groups: Groups, places: number, decisions: Decisions): Result<readonly string[], TieRefusal> {
  const taken: string[] = []
  for (const group of groups) {
    const left = places - taken.length
    if (left <= 0) break
    const ordered = group.length <= left ? group : decidedOrder(group, decisions)
    if (!ordered) return refuse('tie_decision_needed', { tied: group, places: left })
    taken.push(...ordered.slice(0, left))
  }
  return accept(taken)
}

/**
 * Whom to call into a vacancy: the next one. Equals are called together if the vacancies suffice for all of them, since calling one first
 * would already be a choice. Nobody left: an empty list.
 */
export function nextToCall(groups: Groups, vacancies: number, decisions: Decisions): Result<readonly string[], TieRefusal> {
  const next = groups.find((group) => group.length > 0) ?? []
  if (next.length <= vacancies) return accept(next)
  const ordered = decidedOrder(next, decisions)
  return ordered ? accept(ordered.slice(0, 1)) : refuse('tie_decision_needed', { tied: next, places: vacancies })
}

export type DecisionRefusal =
  | 'tie_of_one'
  | 'tie_names_someone_twice'
  | 'tie_of_another_post'
  | 'decision_confirmed'
  | 'second_person_needed'

export function judgeDecision(ordered: readonly string[], ofPost: ReadonlySet<string>): Result<true, DecisionRefusal> {
  if (ordered.length < 2) return refuse('tie_of_one')
  if (new Set(ordered).size < ordered.length) return refuse('tie_names_someone_twice')
  const foreign = ordered.find((id) => !ofPost.has(id))
  return foreign === undefined ? accept(true) : refuse('tie_of_another_post', { applicationId: foreign })
}

/** Persons, not accounts: one person with two accounts is one person. */
export function judgeSecond(
  decision: { readonly decidedBy: string; readonly confirmed: boolean },
  by: string,
): Result<true, DecisionRefusal> {
  if (decision.confirmed) return refuse('decision_confirmed')
  return decision.decidedBy === by ? refuse('second_person_needed') : accept(true)
}
