import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { ExamId } from '../foundation/ids.ts'
import { accept, type Result } from '../foundation/result.ts'
import { heldScripts, type MarkingProgress, progressOf, sheetsOf } from './records.ts'
import type { MarkingRefusal } from './refusals.ts'
import type { Bundle } from './take-scripts.ts'

export type MarkingBoard = {
  readonly subjects: readonly MarkingProgress[]
  readonly sheets: readonly {
    readonly id: string
    readonly subject: string
    readonly number: number
    readonly state: string
    readonly content: string
  }[]
}

/** How far the marking has come, by subject and sheet: counts and codes' hashes only. */
export async function markingBoard(
  deps: Deps,
  _caller: Caller,
  { examId }: { examId: ExamId },
): Promise<Result<MarkingBoard, MarkingRefusal>> {
  return deps.within('marking', async (tx) =>
    accept({
      subjects: await progressOf(tx, examId),
      sheets: (await sheetsOf(tx, examId)).map(({ id, subject, number, state, contentHash }) => ({
        id,
        subject,
        number,
        state,
        content: Buffer.from(contentHash).toString('hex'),
      })),
    }),
  )
}

/** The bundle this marker holds and has not marked. */
export async function heldBundle(deps: Deps, caller: Caller, { examId }: { examId: ExamId }): Promise<Result<Bundle, MarkingRefusal>> {
  const held = await deps.within('marking', (tx) => heldScripts(tx, examId, caller.accountId))
  return accept({ scripts: held.map(({ code, subject }) => ({ code, subject })) })
}
