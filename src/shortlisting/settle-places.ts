import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { catchUp } from '../qualification/case-records.ts'
import { announcedExam } from './gates.ts'
import { lockShortlists, reviewedPlaces, settlePlace } from './records.ts'
import type { ShortlistingRefusal } from './refusals.ts'
import { type PlaceState, placeAfter } from './rules/backfill.ts'

export const SettlePlaces = z.strictObject({ examId: ExamId })
export type SettlePlaces = z.infer<typeof SettlePlaces>

/** Takes over what the re-review of originals has decided so far. May run as often as one likes. */
export async function settlePlaces(
  deps: Deps,
  caller: Caller,
  command: SettlePlaces,
): Promise<Result<Settled, ShortlistingRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  return act(deps, { event: 're_review_taken_over', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const exam = await announcedExam(tx, examId)
    if (!exam.ok) return exam
    if ((await lockShortlists(tx, examId)).length === 0) return refuse('shortlists_missing')
    const settled = await settleLocked(tx, examId, now)
    note(settled)
    return accept(settled)
  })
}

export type Settled = Readonly<Record<Exclude<PlaceState, 'called'>, number>>

/** For use cases that hold the locks of all lists: judges on outcomes as they are now. */
export async function settleLocked(tx: Tx, examId: ExamId, now: Instant): Promise<Settled> {
  await catchUp(tx, examId, 're_review', now)
  const settled = { passed: 0, failed: 0, gave_up: 0 }
  for (const { applicationId, state, review } of await reviewedPlaces(tx, examId)) {
    const next = placeAfter(review, state)
    if (next === undefined || next === 'called') continue
    await settlePlace(tx, applicationId, state, next, now)
    settled[next] += 1
  }
  return settled
}
