import type { Deps } from '../deps.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { forPasskey, type LinkRefusal, LinkToken, openLink } from './enrol-passkey.ts'
import { foundingLinkBy } from './enrolment-records.ts'
import { personOfAccount } from './people-records.ts'
import { nameOf } from './person.ts'
import { tokenHash } from './sessions.ts'

export type LinkShown = { readonly kind: 'founding' } | { readonly kind: 'password' } | { readonly kind: 'passkey'; readonly name: string }

/** What a one-time link is for, so that its page shows the right form. Looking uses nothing up. */
export async function lookAtLink(deps: Deps, token: string): Promise<Result<LinkShown, LinkRefusal>> {
  if (!LinkToken.safeParse(token).success) return refuse('link_unknown')
  const now = deps.clock()
  return deps.within('gate', async (tx) => {
    const founding = await foundingLinkBy(tx, tokenHash(token))
    if (founding && founding.usedAt === null)
      return Temporal.Instant.compare(founding.expiresAt, now) > 0 ? accept({ kind: 'founding' }) : refuse('link_expired')
    const link = await openLink(tx, token, now)
    if (!link.ok) return link
    if (!forPasskey(link.value)) return accept({ kind: 'password' })
    const { person } = known(await personOfAccount(tx, link.value.accountId), `account ${link.value.accountId} is gone`)
    return accept({ kind: 'passkey', name: nameOf(deps, person) })
  })
}
