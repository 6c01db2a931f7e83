import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { lockPlace, ownApplication, settlePlace, shortlistOfPosition } from './records.ts'
import type { ShortlistingRefusal } from './refusals.ts'
import { judgeGivingUp } from './rules/backfill.ts'

export const GiveUpPlace = z.strictObject({ examId: ExamId, sure: z.literal(true) })
export type GiveUpPlace = z.infer<typeof GiveUpPlace>

/** The candidate gives the re-review up; the place may go to the next by written score (R-RC-23). */
export async function giveUpPlace(
  deps: Deps,
  caller: Caller,
  command: GiveUpPlace,
): Promise<Result<{ state: string }, ShortlistingRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  return act(deps, { event: 're_review_given_up', role: 'candidate', by: caller, examId, command }, async (tx, now, note) => {
    const own = await ownApplication(tx, examId, caller.personId)
    if (!own) return refuse('application_unknown')
    const place = await lockPlace(tx, examId, own.applicationId)
    if (!place) return refuse('place_unknown')
    // After the lock: the closing holds every standing place until its date is committed.
    const list = known(await shortlistOfPosition(tx, examId, place.positionId), 'the list of a place')
    const judged = judgeGivingUp({ state: place.state, closed: list.closedAt !== null })
    if (!judged.ok) return judged
    await settlePlace(tx, own.applicationId, place.state, 'gave_up', now)
    note({ application: own.applicationId })
    return accept({ state: 'gave_up' })
  })
}
