import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Instant } from '../foundation/clock.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { record } from '../log/record.ts'
import { forPasskey, type LinkRefusal, LinkToken, openLink } from './enrol-passkey.ts'
import { correctPerson, type EnrolmentRow, markUsed } from './enrolment-records.ts'
import { tell } from './inbox.ts'
import { hashingLane } from './lane.ts'
import { hashPassword } from './password-hash.ts'
import { type PersonRow, personById } from './people-records.ts'
import { nameOf, openPerson, sealName, sealPhone } from './person.ts'
import { judgePassword, normalisePassword, type PasswordRefusal } from './rules/password.ts'
import { deleteSessionsOf } from './session-records.ts'
import { openSession } from './sessions.ts'
import { setPassword } from './sign-in-records.ts'
import { PasswordText } from './sign-up.ts'
import { messages } from './words.ts'

export const SetPasswordByLink = z.strictObject({ token: LinkToken, password: PasswordText })
export type SetPasswordByLink = z.infer<typeof SetPasswordByLink>

/** The candidate at the counter chooses a new password. Taken over from a stranger, the account also gets its owner's name and telephone. */
export async function setPasswordByLink(
  deps: Deps,
  { token, password }: SetPasswordByLink,
): Promise<Result<{ accountId: string; sessionToken: string }, LinkRefusal | PasswordRefusal | 'too_busy'>> {
  const now = deps.clock()
  // Judged before a core is spent on it, and again with the link locked.
  const first = await deps.within('gate', (tx) => judgeLink(deps, tx, token, password, now))
  if (!first.ok) return first
  const hash = await hashPassword(hashingLane, normalisePassword(password), deps.newSecret().subarray(0, 16))
  if (hash === 'busy') return refuse('too_busy')
  return deps.within('gate', async (tx) => {
    const judged = await judgeLink(deps, tx, token, password, now)
    if (!judged.ok) return judged
    const { enrolment, person } = judged.value
    const { id, accountId, reason, examId } = enrolment
    const previousName = reason === 'taken' ? await takeOver(deps, tx, enrolment, person) : null
    await setPassword(tx, accountId, hash, now)
    await markUsed(tx, id, now, previousName)
    await deleteSessionsOf(tx, accountId)
    await tell(tx, deps, { accountId, examId: undefined, ...messages.passwordSet, now })
    const sessionToken = await openSession(deps, tx, accountId, now)
    const entry = {
      event: 'password_set_at_counter',
      at: now,
      actor: accountId,
      examId: examId ?? undefined,
      subject: id,
      detail: { reason },
    }
    await record(tx, deps.newId(), { ...entry, outcome: 'accepted' })
    return accept({ accountId, sessionToken })
  })
}

async function judgeLink(
  deps: Deps,
  tx: Tx,
  token: string,
  password: string,
  now: Instant,
): Promise<Result<{ enrolment: EnrolmentRow; person: PersonRow }, LinkRefusal | PasswordRefusal>> {
  const link = await openLink(tx, token, now)
  if (!link.ok) return link
  if (forPasskey(link.value)) return refuse('link_unknown')
  const person = known(await personById(tx, link.value.personId), `person ${link.value.personId} is gone`)
  const judged = judgePassword(password, openPerson(deps, person))
  return judged.ok ? accept({ enrolment: link.value, person }) : judged
}

/** What the stranger had written stays, sealed, with the recovery. */
async function takeOver(deps: Deps, tx: Tx, { id, nameSealed, phoneSealed }: EnrolmentRow, person: PersonRow): Promise<Uint8Array> {
  const open = (what: string, sealed: Uint8Array | null) =>
    deps.keyring.openField(`enrolments:${what}:${id}`, known(sealed, `recovery ${id} has no ${what}`))
  await correctPerson(tx, person.id, {
    nameSealed: sealName(deps, person.id, open('name', nameSealed)),
    phoneSealed: sealPhone(deps, person.id, open('phone', phoneSealed)),
  })
  return deps.keyring.sealField(`enrolments:previous_name:${id}`, nameOf(deps, person))
}
