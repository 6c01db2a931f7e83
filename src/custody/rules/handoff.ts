/**
 * Whether a change of hands may happen, and whether what was found agrees with what was handed over. A difference never passes: the
 * package is frozen where it is, in the hands that hold it.
 *
 * Regulation: 《专业技术职务资格考试制度》第十六条(一) counted against order and packing list (R-PAPER-01); 《事业单位公开招聘工作管理制度》第十一条
 * both supervisors sign every custody event (R-RC-12); 《工人技术等级考核工作制度》第六条(六) not opened before the set time (R-WK-25),
 * 第二条(四) a suspected leak freezes every package of that paper (R-WK-08).
 */

import { accept, type Result, refuse } from '../../foundation/result.ts'
import type { Role } from '../../foundation/roles.ts'
import type { Leg, PackageState } from './legs.ts'

/** A person at the handoff: who it is, and every role they hold for this exam. */
export type Party = {
  readonly accountId: string
  readonly personId: string
  readonly roles: readonly Role[]
  /** Where they keep papers or are chief examiner; none means at every site. */
  readonly sites?: readonly string[]
}

export type HeldPackage = {
  readonly number: string
  readonly state: PackageState
  readonly holder: string
  readonly roomId: string | undefined
  /** Of its room; a backup may go to any site. */
  readonly siteId?: string | undefined
  readonly papers: number
  readonly cards: number
  /** HMAC of the seal number, hex. */
  readonly seal: string
}

export type Found = { readonly papers: number; readonly cards: number; readonly seal: string }

export type HandoffRefusal =
  | 'package_not_at_this_leg'
  | 'package_frozen'
  | 'giver_does_not_hold_package'
  | 'giver_role_missing'
  | 'receiver_role_missing'
  | 'carrier_cannot_receive'
  | 'witness_missing'
  | 'one_person_signs_once'
  | 'opened_too_early'
  | 'not_this_rooms_invigilator'
  | 'package_of_another_site'
  | 'retention_not_over'
  | 'legal_hold'

export type People = { readonly giver: Party; readonly receiver: Party; readonly witnesses: readonly Party[] }

/** Who must be there for this leg. Opening has one holder: giver and receiver are the same invigilator, and two others witness. */
export function judgePeople(leg: Leg, { giver, receiver, witnesses }: People): Result<true, HandoffRefusal> {
  if (!giver.roles.includes(leg.giver)) return refuse('giver_role_missing', { role: leg.giver })
  if (!receiver.roles.includes(leg.receiver)) return refuse('receiver_role_missing', { role: leg.receiver })
  const keepsHolder = leg.name === 'open' || leg.name === 'destroy'
  if (!keepsHolder && giver.personId === receiver.personId) return refuse('carrier_cannot_receive')
  if (keepsHolder && giver.personId !== receiver.personId) return refuse('giver_does_not_hold_package')
  const persons = [giver.personId, ...(keepsHolder ? [] : [receiver.personId]), ...witnesses.map(({ personId }) => personId)]
  if (new Set(persons).size !== persons.length) return refuse('one_person_signs_once')
  const missing = missingWitness(leg.witnesses, witnesses)
  return missing ? refuse('witness_missing', { role: missing }) : accept(true)
}

/** The first role no witness is left for. Each witness stands for one role; a person with two roles is tried for both. */
function missingWitness(needed: readonly Role[], witnesses: readonly Party[]): Role | undefined {
  const [role, ...rest] = needed
  if (role === undefined) return undefined
  let missing: Role | undefined = role
  for (const witness of witnesses.filter(({ roles }) => roles.includes(role))) {
    missing = missingWitness(
      rest,
      witnesses.filter((other) => other !== witness),
    )
    if (missing === undefined) return undefined
  }
  return missing
}

/** Whether this package may pass on this leg now. `invigilators` are the accounts on duty in its room. */
export function judgePassage(
  leg: Leg,
  held: HeldPackage,
  { giver, receiver, witnesses = [] }: Pick<People, 'giver' | 'receiver'> & Partial<People>,
  invigilators: readonly string[],
): Result<true, HandoffRefusal> {
  const named = { number: held.number }
  if (held.state === 'frozen') return refuse('package_frozen', named)
  if (!leg.from.includes(held.state)) return refuse('package_not_at_this_leg', { ...named, state: held.state })
  if (held.holder !== giver.accountId) return refuse('giver_does_not_hold_package', named)
  const elsewhere = [giver, receiver, ...witnesses].some(
    ({ sites = [] }) => sites.length > 0 && held.siteId && !sites.includes(held.siteId),
  )
  if (elsewhere) return refuse('package_of_another_site', named)
  if (!leg.inRoom) return accept(true)
  const inRoom = leg.receiver === 'invigilator' ? receiver.accountId : giver.accountId
  return invigilators.includes(inRoom) ? accept(true) : refuse('not_this_rooms_invigilator', named)
}

export type Difference = 'count_differs' | 'seal_differs'

/** What was found against what is on record. Opening breaks the seal and a return brings a new one, so only there it may change. */
export function judgeFound(leg: Leg, held: Pick<HeldPackage, 'papers' | 'cards' | 'seal'>, found: Found): Difference | undefined {
  if (found.papers !== held.papers || found.cards !== held.cards) return 'count_differs'
  return leg.name !== 'return' && found.seal !== held.seal ? 'seal_differs' : undefined
}

/** R-WK-25: not before the set time, which is so many minutes before the session starts. */
export function judgeOpening(startsAt: Temporal.Instant, now: Temporal.Instant, minutesBefore: number): Result<true, 'opened_too_early'> {
  const earliest = startsAt.subtract({ minutes: minutesBefore })
  return Temporal.Instant.compare(now, earliest) < 0 ? refuse('opened_too_early', { notBefore: earliest.toString() }) : accept(true)
}
