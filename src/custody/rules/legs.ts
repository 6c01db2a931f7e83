/**
 * Which hands a paper package passes through, and who signs each change of hands. Derived table D2; where a family's rules are silent the
 * strictest column (worker grades) stands in.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十一条 police and discipline inspection supervise transport, sealing and keeping (R-RC-12), 第十三条
 * counted, sealed and escorted at once to closed marking (R-RC-16); 《工人技术等级考核工作制度》第六条(七) vault (R-WK-26), 第六条(八) site (R-WK-27),
 * 第六条(六) opened on the spot by invigilator and assessor (R-WK-25); 《职业技能鉴定工作制度》 police and discipline escort (R-SK-10);
 * escorts by family (B-18), two openers of two roles (B-19), two vault guards everywhere (B-49).
 */
import type { Family } from '../../foundation/family.ts'
import type { Role } from '../../foundation/roles.ts'

export const legNames = ['to_vault', 'from_vault', 'to_site', 'to_room', 'open', 'return', 'to_marking', 'destroy'] as const
export type LegName = (typeof legNames)[number]

export type PackageState =
  | 'sealed'
  | 'in_transit'
  | 'in_vault'
  | 'at_site'
  | 'with_invigilators'
  | 'opened'
  | 'returned'
  | 'at_marking'
  | 'stored'
  | 'frozen'
  | 'destroyed'

export type Leg = {
  readonly name: LegName
  readonly from: readonly PackageState[]
  readonly to: PackageState
  readonly giver: Role
  readonly receiver: Role
  /** One signature of each of these, besides giver and receiver, by other people. */
  readonly witnesses: readonly Role[]
  /** Giver and receiver are the invigilators drawn for the package's room, or they hand to and from them. */
  readonly inRoom: boolean
}

const escorts: Readonly<Record<Family, readonly Role[]>> = {
  RC: ['police_escort', 'discipline_inspector'],
  SK: ['police_escort', 'discipline_inspector'],
  WK: ['police_escort', 'discipline_inspector'],
  PT: ['police_escort', 'discipline_inspector'],
  PW: ['police_escort', 'discipline_inspector'],
  TR: ['police_escort', 'discipline_inspector'],
}

/** The second of the two roles that open a package in the room. */
const opener: Readonly<Record<Family, Role>> = {
  RC: 'chief_examiner',
  PT: 'chief_examiner',
  WK: 'assessor',
  SK: 'assessor',
  PW: 'chief_examiner',
  TR: 'chief_examiner',
}

/** The legs of a family in their order. */
export function legsOf(family: Family): readonly Leg[] {
  const escort = escorts[family]
  const leg = (
    name: LegName,
    from: PackageState,
    to: PackageState,
    giver: Role,
    receiver: Role,
    witnesses: readonly Role[],
    inRoom = false,
  ): Leg => ({
    name,
    from: [from],
    to,
    giver,
    receiver,
    witnesses,
    inRoom,
  })
  return [
    leg('to_vault', 'sealed', 'in_vault', 'secrecy_officer', 'vault_guard', ['vault_guard', ...escort]),
    leg('from_vault', 'in_vault', 'in_transit', 'vault_guard', 'secrecy_officer', ['vault_guard', ...escort]),
    leg('to_site', 'in_transit', 'at_site', 'secrecy_officer', 'site_paper_keeper', escort),
    leg('to_room', 'at_site', 'with_invigilators', 'site_paper_keeper', 'invigilator', ['invigilator'], true),
    leg('open', 'with_invigilators', 'opened', 'invigilator', 'invigilator', ['invigilator', opener[family]], true),
    leg('return', 'opened', 'returned', 'invigilator', 'site_paper_keeper', ['invigilator'], true),
    leg('to_marking', 'returned', 'at_marking', 'site_paper_keeper', 'vault_guard', ['secrecy_officer', ...escort]),
    {
      name: 'destroy',
      from: ['at_marking', 'stored'],
      to: 'destroyed',
      giver: 'vault_guard',
      receiver: 'vault_guard',
      witnesses: ['discipline_inspector', 'section_head'],
      inRoom: false,
    },
  ]
}

export const legOf = (family: Family, name: LegName): Leg | undefined => legsOf(family).find((leg) => leg.name === name)
