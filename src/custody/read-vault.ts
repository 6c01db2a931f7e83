import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result } from '../foundation/result.ts'
import { vaultCountsOf } from './records.ts'
import type { CustodyRefusal } from './refusals.ts'

export const OfVault = z.strictObject({ examId: ExamId })

export type VaultCount = {
  readonly countedAt: string
  readonly packages: number
  readonly expected: number
  readonly firstGuard: string
  readonly secondGuard: string
}

/** R-PAPER-02: every count of the vault, newest first, with what the register said at that moment. */
export async function readVault(
  deps: Deps,
  _caller: Caller,
  { examId }: z.infer<typeof OfVault>,
): Promise<Result<{ counts: readonly VaultCount[] }, CustodyRefusal>> {
  const counts = await deps.within('office', (tx) => vaultCountsOf(tx, examId))
  return accept({
    counts: counts.map(({ countedAt, packages, expected, firstGuard, secondGuard }) => ({
      countedAt: countedAt.toString(),
      packages,
      expected,
      firstGuard,
      secondGuard,
    })),
  })
}
