import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { dateIn } from '../foundation/calendar.ts'
import { AccountId, PersonId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { record } from '../log/record.ts'
import { type LinkRefusal, LinkToken } from './enrol-passkey.ts'
import { foundingLinkBy, foundingLinkRows, insertEnrolment, markFounded, renewFoundingLink } from './enrolment-records.ts'
import { EnrolmentId } from './ids.ts'
import { accountOfKind, enterAccount, enterPerson, grantInstallationRole, personByNumber } from './people-records.ts'
import { nameOf, sealPerson } from './person.ts'
import { OfficerFacts, type RegistrationRefusal } from './register-officer.ts'
import { linkOf } from './release-enrolment.ts'
import { parseResidentId } from './rules/resident-id.ts'
import { newToken, tokenHash } from './sessions.ts'

const foundingRoles = ['administrator', 'security_administrator'] as const
export type FoundingLink = { readonly role: (typeof foundingRoles)[number]; readonly link: string }

/**
 * The links of the first start, for the administrator and for the security administrator. Each start prints new ones for whoever has not
 * come yet; once both have, there are none, whatever the environment says.
 */
export async function foundingLinks(deps: Deps): Promise<FoundingLink[]> {
  const now = deps.clock()
  return deps.within('gate', async (tx) => {
    const used = (await foundingLinkRows(tx)).filter(({ usedAt }) => usedAt !== null).map(({ role }) => role)
    const links: FoundingLink[] = []
    for (const role of foundingRoles.filter((one) => !used.includes(one))) {
      const token = newToken(deps)
      if (await renewFoundingLink(tx, role, tokenHash(token), now, now.add({ hours: 7 * 24 })))
        links.push({ role, link: linkOf(deps, token) })
    }
    return links
  })
}

export const Found = z.strictObject({ token: LinkToken, ...OfficerFacts })
export type Found = z.infer<typeof Found>

export type FoundingRefusal = LinkRefusal | RegistrationRefusal | 'other_person_needed'

/** Whoever holds the link says who they are; the same link then enrols their passkey. The two founders are two people. */
export async function found(deps: Deps, command: Found): Promise<Result<{ accountId: string }, FoundingRefusal>> {
  const now = deps.clock()
  const hash = tokenHash(command.token)
  const resident = parseResidentId(command.idNumber, dateIn(deps.authority.timeZone, now))
  if (!resident.ok) return resident
  return deps.within('gate', async (tx) => {
    const link = await foundingLinkBy(tx, hash)
    if (!link) return refuse('link_unknown')
    if (link.usedAt !== null) return refuse('link_used')
    if (Temporal.Instant.compare(link.expiresAt, now) <= 0) return refuse('link_expired')
    const { name, phone, unit, onEstablishment } = command
    const row = sealPerson(deps, { id: PersonId.parse(deps.newId()), resident: resident.value, name, phone, createdAt: now })
    const person = (await enterPerson(tx, row))
      ? row
      : known(await personByNumber(tx, row.idNumberIndex), 'a number that is taken has a person')
    if (nameOf(deps, person) !== name) return refuse('name_differs')
    if (await accountOfKind(tx, person.id, 'officer')) return refuse('other_person_needed')
    const accountId = AccountId.parse(deps.newId())
    await enterAccount(tx, {
      id: accountId,
      personId: person.id,
      kind: 'officer',
      unit,
      onEstablishment,
      createdBy: null,
      createdAt: now,
      closedAt: null,
    })
    await grantInstallationRole(tx, accountId, link.role, null, now)
    await markFounded(tx, link.role, accountId, now)
    await insertEnrolment(tx, {
      id: EnrolmentId.parse(deps.newId()),
      accountId,
      personId: person.id,
      tokenHash: hash,
      reason: 'founding',
      issuedBy: null,
      issuerPersonId: null,
      releasedBy: null,
      releaserPersonId: null,
      issuedAt: now,
      releasedAt: null,
      expiresAt: now.add({ hours: 1 }),
      usedAt: null,
      examId: null,
      nameSealed: null,
      phoneSealed: null,
      previousNameSealed: null,
    })
    const entry = { event: 'founded', at: now, actor: accountId, examId: undefined, subject: accountId, detail: { role: link.role } }
    await record(tx, deps.newId(), { ...entry, outcome: 'accepted' })
    return accept({ accountId })
  })
}
