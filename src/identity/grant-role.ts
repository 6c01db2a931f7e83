import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { AccountId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { InstallationRole } from '../foundation/roles.ts'
import { act } from '../log/act.ts'
import { grantInstallationRole, holdersOf, personOfAccount, withdrawInstallationRole } from './people-records.ts'

export const GrantRole = z.strictObject({ accountId: AccountId, role: InstallationRole })
export type GrantRole = z.infer<typeof GrantRole>

export type GrantRefusal = 'officer_unknown' | 'not_for_oneself' | 'holds_another_role'

/** The security administrator makes somebody administrator, security administrator or auditor: one of the three, never their own. */
export async function grantRole(
  deps: Deps,
  caller: Caller,
  command: GrantRole,
): Promise<Result<{ accountId: string }, GrantRefusal | 'idempotency_key_reused'>> {
  const { accountId, role } = command
  return act(deps, { event: 'installation_role_granted', role: 'gate', by: caller, subject: accountId, command }, async (tx, now, note) => {
    note({ role })
    if (accountId === caller.accountId) return refuse('not_for_oneself')
    const owner = await personOfAccount(tx, accountId)
    if (owner?.account.kind !== 'officer' || owner.account.closedAt !== null) return refuse('officer_unknown')
    return (await grantInstallationRole(tx, accountId, role, caller.accountId, now)) ? accept({ accountId }) : refuse('holds_another_role')
  })
}

export type RoleWithdrawalRefusal = 'not_for_oneself' | 'role_not_held' | 'last_holder'

/** Holds from the next request on. The last administrator and the last security administrator stay: without them nobody could be let in. */
export async function withdrawRole(
  deps: Deps,
  caller: Caller,
  command: GrantRole,
): Promise<Result<{ accountId: string }, RoleWithdrawalRefusal | 'idempotency_key_reused'>> {
  const { accountId, role } = command
  return act(deps, { event: 'installation_role_withdrawn', role: 'gate', by: caller, subject: accountId, command }, async (tx, _, note) => {
    note({ role })
    if (accountId === caller.accountId) return refuse('not_for_oneself')
    const holders = await holdersOf(tx, role)
    if (!holders.includes(accountId)) return refuse('role_not_held')
    if (role !== 'auditor' && holders.length === 1) return refuse('last_holder')
    return (await withdrawInstallationRole(tx, accountId, role)) ? accept({ accountId }) : refuse('role_not_held')
  })
}
