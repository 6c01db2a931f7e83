import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { AccountId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { insertVaultCount, packagesInVault, partiesOf } from './records.ts'
import type { CustodyRefusal } from './refusals.ts'

export const CountVault = z.strictObject({ examId: ExamId, secondGuard: AccountId, packages: z.int().min(0).max(100_000) })
export type CountVault = z.infer<typeof CountVault>

/** R-PAPER-02, B-49: two guards count what lies in the vault, each shift. A difference is recorded and refused, so that somebody looks. */
export async function countVault(
  deps: Deps,
  caller: Caller,
  command: CountVault,
): Promise<Result<{ packages: number }, CustodyRefusal | 'idempotency_key_reused'>> {
  const { examId, secondGuard, packages } = command
  return act(deps, { event: 'vault_counted', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const parties = await partiesOf(tx, examId, [caller.accountId, secondGuard])
    const [first, second] = [parties.get(caller.accountId), parties.get(secondGuard)]
    if (!first || !second || first.personId === second.personId || !second.roles.includes('vault_guard')) return refuse('two_guards_needed')
    const expected = await packagesInVault(tx, examId)
    await insertVaultCount(tx, { id: deps.newId(), examId, firstGuard: caller.accountId, secondGuard, packages, expected, countedAt: now })
    note({ packages, expected })
    return packages === expected ? accept({ packages }) : refuse('vault_count_differs', { packages, expected })
  })
}
