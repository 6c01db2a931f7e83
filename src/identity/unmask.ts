import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { ExamId, PersonId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { insertUnmasking, personById } from './people-records.ts'
import { openPerson } from './person.ts'

/** Why somebody must see a whole identity number. Said before, kept sealed, and counted in the public log. */
export const UnmaskReason = z.string().trim().min(4).max(200)

export type Unmasked = { readonly idNumber: string; readonly phone: string | undefined }

type Look<R extends string> = {
  readonly examId: ExamId | undefined
  /** What the caller asked about, by id. */
  readonly subject: string
  readonly reason: string
  /** Whose number it is, if that person is the caller's business. */
  readonly find: (tx: Tx) => Promise<Result<PersonId, R>>
}

/**
 * The whole number of one person, for one look. A stage calls this from its own route and says within the act whose number is meant: who
 * tries numbers of applications stands in the log too. A repeated request is another look: an answer kept for the repeat would hold the number.
 */
export const unmask = <R extends string>(
  deps: Deps,
  caller: Caller,
  { examId, subject, reason, find }: Look<R>,
): Promise<Result<Unmasked, R>> =>
  act<Unmasked, R>(deps, { event: 'id_number_unmasked', role: 'office', by: caller, examId, subject }, async (tx, now, note) => {
    const found = await find(tx)
    if (!found.ok) return found
    const personId = found.value
    const row = known(await personById(tx, personId), `person ${personId}`)
    const id = deps.newId()
    const reasonSealed = deps.keyring.sealField(`unmaskings:reason:${id}`, UnmaskReason.parse(reason))
    await insertUnmasking(tx, { id, personId, seenBy: caller.accountId, examId: examId ?? null, reasonSealed, seenAt: now })
    note({ unmasking: id, person: personId })
    const { idNumber, phone } = openPerson(deps, row)
    return accept({ idNumber, phone })
  })
