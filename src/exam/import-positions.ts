import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId, PositionId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { type EditRefusal, editable } from './edit-exam.ts'
import { PositionImportId } from './ids.ts'
import { changeDraft, importById, lockExam, markImported, replacePositions } from './records.ts'
import { DraftPosition } from './rules/draft-position.ts'

export const ImportPositions = z.strictObject({ examId: ExamId, importId: PositionImportId, version: z.int().min(1) })
export type ImportPositions = z.infer<typeof ImportPositions>

export type ImportRefusal = 'import_unknown' | 'position_table_has_errors'

/** Takes the posts of an uploaded table without errors in place of those the draft has. All or none. */
export async function importPositions(
  deps: Deps,
  caller: Caller,
  command: ImportPositions,
): Promise<Result<{ version: number; positions: number }, ImportRefusal | EditRefusal | 'idempotency_key_reused'>> {
  const { examId, importId } = command
  return act(
    deps,
    { event: 'positions_imported', role: 'office', by: caller, examId, subject: importId, command },
    async (tx, now, note) => {
      const found = editable(await lockExam(tx, examId), command.version)
      if (!found.ok) return found
      const table = await importById(tx, examId, importId)
      if (!table) return refuse('import_unknown')
      const errors = z.array(z.unknown()).parse(table.errors)
      if (errors.length > 0) return refuse('position_table_has_errors', { errors })
      const positions = z.array(DraftPosition).parse(table.positions)
      await replacePositions(
        tx,
        examId,
        positions.map((position) => ({ ...position, id: PositionId.parse(deps.newId()) })),
      )
      await markImported(tx, importId, now)
      const version = await changeDraft(tx, found.value, {})
      note({ version, positions: positions.length })
      return accept({ version, positions: positions.length })
    },
  )
}
