/**
 * What a correction does to a list: named cells and named rows, nothing else.
 *
 * Regulation: 《文山州人力资源和社会保障局工作规则》第三十二条(十三) (R-PUB-16) a published item changes only by new editing and review;
 * 《劳动保障监察支队执法公示制度》第十二条 (R-PUB-19) no selective publication: every change is named by its ticket.
 */
import { accept, type Result, refuse } from '../../foundation/result.ts'
import type { Row } from './lint.ts'
import type { ListColumn } from './lists.ts'

export type Change = { readonly ticket: string; readonly column: ListColumn; readonly value: string }
export type CorrectionRefusal = 'correction_changes_nothing' | 'correction_names_unknown_row' | 'correction_names_unknown_column'

export function correctRows(
  columns: readonly ListColumn[],
  rows: readonly Row[],
  changes: readonly Change[],
  removals: readonly string[],
): Result<readonly Row[], CorrectionRefusal> {
  const tickets = new Set(rows.map(({ ticket }) => ticket))
  const unknown = [...changes.map(({ ticket }) => ticket), ...removals].filter((ticket) => !tickets.has(ticket))
  if (unknown.length > 0) return refuse('correction_names_unknown_row', { tickets: unknown })
  const outside = changes.map(({ column }) => column).filter((column) => !columns.includes(column))
  if (outside.length > 0) return refuse('correction_names_unknown_column', { columns: outside })
  const corrected = rows
    .filter(({ ticket }) => ticket === undefined || !removals.includes(ticket))
    .map((row): Row => {
      const cells = changes.filter(({ ticket }) => ticket === row.ticket).map(({ column, value }) => [column, value] as const)
      return Object.assign({}, row, Object.fromEntries(cells))
    })
  const same =
    corrected.length === rows.length && corrected.every((row, index) => columns.every((column) => row[column] === rows[index]?.[column]))
  return same ? refuse('correction_changes_nothing') : accept(corrected)
}
