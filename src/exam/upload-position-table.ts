import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { type EditRefusal, editable } from './edit-exam.ts'
import { PositionImportId } from './ids.ts'
import { readTable, type TableRefusal } from './read-table.ts'
import { insertImport, lockExam } from './records.ts'
import { positionFromTable } from './rules/draft-position.ts'
import { familyRules } from './rules/families.ts'
import { readPositionTable } from './rules/position-table.ts'
import type { FaultCode, Finding, WarningCode } from './rules/position-table-findings.ts'

export const UploadPositionTable = z.strictObject({ examId: ExamId })
export type UploadPositionTable = z.infer<typeof UploadPositionTable> & { readonly bytes: Uint8Array }

export type UploadedTable = {
  readonly importId: PositionImportId
  readonly positions: number
  readonly errors: readonly Finding<FaultCode>[]
  readonly warnings: readonly Finding<WarningCode>[]
}

/** Reads an office's table and keeps what it says and what is wrong with it. Nothing of the draft changes until it is imported. */
export async function uploadPositionTable(
  deps: Deps,
  caller: Caller,
  { examId, bytes }: UploadPositionTable,
): Promise<Result<UploadedTable, EditRefusal | TableRefusal | 'positions_from_trades' | 'idempotency_key_reused'>> {
  const fileHash = createHash('sha256').update(bytes).digest()
  const command = { examId, file: fileHash.toString('hex') }
  const rows = await readTable(bytes)
  return act(
    deps,
    { event: 'position_table_uploaded', role: 'office', by: caller, examId, subject: examId, command },
    async (tx, now, note) => {
      note({ file: command.file })
      const found = editable(await lockExam(tx, examId), undefined)
      if (!found.ok) return found
      if (familyRules[found.value.family].positions !== 'table') return refuse('positions_from_trades')
      if (!rows.ok) return rows
      const { positions, errors, warnings } = readPositionTable(rows.value)
      const importId = PositionImportId.parse(deps.newId())
      await insertImport(tx, {
        id: importId,
        examId,
        fileHash: new Uint8Array(fileHash),
        positions: positions.map(positionFromTable),
        errors,
        warnings,
        uploadedBy: caller.accountId,
        uploadedAt: now,
      })
      note({ positions: positions.length, errors: errors.length, warnings: warnings.length })
      return accept({ importId, positions: positions.length, errors, warnings })
    },
  )
}
