import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { ExamId, PersonId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { insertUnmasking, personById } from './people-records.ts'
import { openPerson } from './person.ts'

/** Why somebody must see a whole identity number. Said before, kept sealed, and counted in the public log. */
export const UnmaskReason = z.string().trim().min(4).max(200)

export type Unmasked = { readonly idNumber: string; readonly phone: string | undefined }

/**
 * The whole number of one person, for one look. A stage calls this from its own route, after it has judged that the person is the caller's
 * business; the look is in the log whether or not the page arrives.
 */
export const unmask = (
  deps: Deps,
  caller: Caller,
  { personId, examId, reason }: { readonly personId: PersonId; readonly examId: ExamId | undefined; readonly reason: string },
): Promise<Result<Unmasked, 'person_unknown' | 'idempotency_key_reused'>> =>
  act(deps, { event: 'id_number_unmasked', role: 'office', by: caller, examId, subject: personId }, async (tx: Tx, now, note) => {
    const row = await personById(tx, personId)
    if (!row) return refuse('person_unknown')
    const id = deps.newId()
    const reasonSealed = deps.keyring.sealField(`unmaskings:reason:${id}`, UnmaskReason.parse(reason))
    await insertUnmasking(tx, { id, personId, seenBy: caller.accountId, examId: examId ?? null, reasonSealed, seenAt: now })
    note({ unmasking: id })
    const { idNumber, phone } = openPerson(deps, row)
    return accept({ idNumber, phone })
  })
