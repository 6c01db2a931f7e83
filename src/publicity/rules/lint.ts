/**
 * Faults of a list that must not become public. Judged when the list is drafted and again when it is approved.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第三十三条 (R-RC-38); 《政务公开制度》第五条 (R-PUB-06) no identity number, no telephone number;
 * 《文山州人力资源和社会保障局工作规则》第三十二条(四) (R-PUB-12) proof-read for accuracy, completeness and secrecy.
 */
import { type ListColumn, listForms, type PublicationKind } from './lists.ts'

export type Row = Readonly<Partial<Record<ListColumn, string>>>

export type LintCode =
  | 'list_empty'
  | 'column_missing'
  | 'column_not_public'
  | 'column_twice'
  | 'cell_empty'
  | 'cell_outside_columns'
  | 'ticket_malformed'
  | 'ticket_twice'
  | 'name_not_masked'
  | 'name_masked'
  | 'identity_number_shown'
  | 'telephone_shown'
  | 'text_unclean'

export type Fault = { readonly code: LintCode; readonly row?: number; readonly column?: string }

/** At most this many faults are named: a list that is wrong everywhere is wrong once. */
const named = 50

export function lintList(kind: PublicationKind, columns: readonly string[], rows: readonly Row[]): readonly Fault[] {
  const form = listForms[kind]
  const allowed: readonly string[] = [...form.required, ...form.optional]
  const faults: Fault[] = [
    ...(rows.length === 0 ? [{ code: 'list_empty' as const }] : []),
    ...form.required.filter((column) => !columns.includes(column)).map((column) => ({ code: 'column_missing' as const, column })),
    ...columns.filter((column) => !allowed.includes(column)).map((column) => ({ code: 'column_not_public' as const, column })),
    ...columns.filter((column, index) => columns.indexOf(column) !== index).map((column) => ({ code: 'column_twice' as const, column })),
  ]
  const tickets = new Set<string>()
  for (const [index, row] of rows.entries()) {
    if (faults.length >= named) break
    const at = index + 1
    for (const column of Object.keys(row)) if (!columns.includes(column)) faults.push({ code: 'cell_outside_columns', row: at, column })
    for (const column of form.required)
      if (columns.includes(column) && !row[column]?.trim()) faults.push({ code: 'cell_empty', row: at, column })
    if (columns.includes('name') && row.name !== undefined) faults.push(...nameFaults(row.name, form.names, at))
    const { ticket } = row
    if (ticket !== undefined && tickets.has(ticket)) faults.push({ code: 'ticket_twice', row: at, column: 'ticket' })
    if (ticket !== undefined) tickets.add(ticket)
    for (const [column, cell] of Object.entries(row)) faults.push(...cellFaults(column, cell ?? '', at))
  }
  return faults.slice(0, named)
}

function nameFaults(name: string, form: 'masked' | 'whole', row: number): Fault[] {
  if (name.trim() === '') return [{ code: 'cell_empty', row, column: 'name' }]
  const masked = name.includes('*')
  if (form === 'masked' && !masked) return [{ code: 'name_not_masked', row, column: 'name' }]
  return form === 'whole' && masked ? [{ code: 'name_masked', row, column: 'name' }] : []
}

function cellFaults(column: string, cell: string, row: number): Fault[] {
  // Full-width digits and a number broken by spaces or dashes are the same number to a reader.
  const plain = cell.normalize('NFKC')
  const joined = plain.replace(/[\s\-–—·.,，]/gu, '')
  const faults: Fault[] = []
  if (identityNumber.test(joined)) faults.push({ code: 'identity_number_shown', row, column })
  if (column === 'ticket') {
    if (!/^[0-9A-Z-]{4,24}$/.test(cell)) faults.push({ code: 'ticket_malformed', row, column })
  } else if (telephone.test(joined)) faults.push({ code: 'telephone_shown', row, column })
  if (unclean.test(cell)) faults.push({ code: 'text_unclean', row, column })
  return faults
}

const born = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])'
/** Resident ID of 18 or 15 digits by its shape: region, birth date, sequence. */
const identityNumber = new RegExp(`(?<!\\d)[1-9]\\d{5}(?:(?:18|19|20)\\d{2}${born}\\d{3}[\\dXx]|\\d{2}${born}\\d{3})(?![\\dXx])`, 'u')
const telephone = /(?<!\d)(?:(?:\+?86)?1[3-9]\d{9}|0\d{9,11})(?!\d)/u
/** Control characters and the marks that reorder or hide text. */
const unclean = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u
