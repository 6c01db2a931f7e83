import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { SigningKeyId } from './ids.ts'
import { tell } from './inbox.ts'
import { markRevoked, signingKey } from './key-records.ts'
import { messages } from './words.ts'

export const revocationReasons = ['lost', 'exposed', 'left_office', 'new_device'] as const
export const RevokeKey = z.strictObject({ keyId: SigningKeyId, reason: z.enum(revocationReasons) })
export type RevokeKey = z.infer<typeof RevokeKey>

export type RevocationRefusal = 'key_unknown' | 'key_already_revoked'

/** What was signed before stays signed; from now on the key signs nothing. Its owner is told. */
export async function revokeKey(
  deps: Deps,
  caller: Caller,
  command: RevokeKey,
): Promise<Result<{ keyId: string }, RevocationRefusal | 'idempotency_key_reused'>> {
  const { keyId, reason } = command
  return act(deps, { event: 'signing_key_revoked', role: 'gate', by: caller, subject: keyId, command }, async (tx, now, note) => {
    const key = await signingKey(tx, keyId)
    if (!key) return refuse('key_unknown')
    note({ owner: key.accountId, reason })
    if (!(await markRevoked(tx, keyId, now))) return refuse('key_already_revoked')
    await tell(tx, deps, { accountId: key.accountId, examId: undefined, ...messages.keyRevoked, now })
    return accept({ keyId })
  })
}
