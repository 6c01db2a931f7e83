import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { readSheet } from 'read-excel-file/node'
import { readZip, writeZip, type ZipEntry } from '../files/zip.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'

/** Row i is row i + 1 as a spreadsheet program numbers it; empty cells and rows are kept so that errors name the row the office sees. */
export type TableRows = readonly (readonly string[])[]

export type TableRefusal =
  | 'table_empty'
  | 'table_too_large'
  | 'table_too_many_rows'
  | 'table_type_not_accepted'
  | 'table_unpacks_too_large'
  | 'table_unreadable'

export type TableLimits = {
  readonly bytes: number
  readonly rows: number
  readonly columns: number
  readonly unpackedBytes: number
}

export const tableLimits: TableLimits = { bytes: 4_000_000, rows: 5_000, columns: 60, unpackedBytes: 40_000_000 }

/** What an office sends: CSV in UTF-8 (with or without BOM) or GB 18030, or XLSX. The kind is told by content, never by file name. */
export async function readTable(bytes: Uint8Array, limits: TableLimits = tableLimits): Promise<Result<TableRows, TableRefusal>> {
  if (bytes.length === 0) return refuse('table_empty')
  if (bytes.length > limits.bytes) return refuse('table_too_large', { bytes: bytes.length, limit: limits.bytes })
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return readXlsx(bytes, limits)
  const text = decodeText(bytes)
  if (text === undefined) return refuse('table_type_not_accepted')
  return readCsv(text, limits)
}

const startsWith = (bytes: Uint8Array, head: readonly number[]) => head.every((byte, i) => bytes[i] === byte)

/** A byte 0 is in no text of these two encodings; it is in XLS, PDF and UTF-16. */
function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const text = iconv.decode(Buffer.from(bytes), 'gb18030')
    return text.includes('\uFFFD') ? undefined : text
  }
}

function readCsv(text: string, limits: TableLimits): Result<TableRows, TableRefusal> {
  try {
    const rows = parse(text, {
      relax_column_count: true,
      skip_empty_lines: false,
      delimiter: text.slice(0, 4_000).includes(',') ? ',' : '\t',
      max_record_size: 100_000,
      to: limits.rows + 1,
    })
    return withinLimits(rows, limits)
  } catch (error) {
    return refuse('table_unreadable', { reason: error instanceof Error ? error.message : 'csv' })
  }
}

function withinLimits(rows: TableRows, limits: TableLimits): Result<TableRows, TableRefusal> {
  if (rows.length > limits.rows) return refuse('table_too_many_rows', { limit: limits.rows })
  if (rows.some((row) => row.length > limits.columns)) return refuse('table_too_large', { columns: limits.columns })
  return rows.some((row) => row.some((cell) => cell.trim() !== '')) ? accept(rows) : refuse('table_empty')
}

/**
 * The archive is unpacked here within limits and packed again for the reader, so that it never sees bytes that were not counted.
 * One cell with the address XFD1048576 would make it build a million rows: addresses are checked before.
 */
async function readXlsx(bytes: Uint8Array, limits: TableLimits): Promise<Result<TableRows, TableRefusal>> {
  const unpacked = readZip(bytes, { entries: 500, unpackedBytes: limits.unpackedBytes })
  if (!unpacked.ok) return refuse(unpacked.refusal === 'zip_unpacks_too_large' ? 'table_unpacks_too_large' : 'table_unreadable')
  const parts = unpacked.value.filter((entry) => entry.name.endsWith('.xml') || entry.name.endsWith('.xml.rels'))
  const sheet = firstSheet(parts)
  if (sheet === undefined) return refuse('table_type_not_accepted')
  if (parts.some((part) => textOf(part).includes('<!DOCTYPE'))) return refuse('table_unreadable', { reason: 'doctype' })
  const extent = extentOf(sheet)
  if (extent.rows > limits.rows) return refuse('table_too_many_rows', { rows: extent.rows, limit: limits.rows })
  if (extent.columns > limits.columns) return refuse('table_too_large', { columns: extent.columns, limit: limits.columns })
  try {
    const cells = await readSheet(Buffer.from(writeZip(parts)), 1)
    const rows = cells.map((row) => row.map(cellText))
    fillDown(rows, sheet)
    return withinLimits(rows, limits)
  } catch (error) {
    return refuse('table_unreadable', { reason: error instanceof Error ? error.message : 'xlsx' })
  }
}

const textOf = (entry: ZipEntry) => Buffer.from(entry.content).toString('utf8')

function firstSheet(parts: readonly ZipEntry[]): string | undefined {
  const part = (name: string) => {
    const found = parts.find((entry) => entry.name === name)
    return found && textOf(found)
  }
  const id = /<(?:\w+:)?sheet\s[^>]*?\br:id="([^"]+)"/.exec(part('xl/workbook.xml') ?? '')?.[1]
  const relations = part('xl/_rels/workbook.xml.rels') ?? ''
  const relation = [...relations.matchAll(/<Relationship\s[^>]*>/g)]
    .map(([tag]) => tag)
    .find((tag) => id !== undefined && tag.includes(`Id="${id}"`))
  const target = relation && /Target="([^"]+)"/.exec(relation)?.[1]
  if (target === undefined) return undefined
  return part(target.startsWith('/') ? target.slice(1) : `xl/${target}`)
}

const columnNumber = (letters: string) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

function extentOf(sheet: string): { rows: number; columns: number } {
  let rows = 0
  let columns = 0
  for (const [, letters = '', row] of sheet.matchAll(/<(?:\w+:)?(?:c|row)\s[^>]*?\br="([A-Z]*)(\d+)"/g)) {
    rows = Math.max(rows, Number(row))
    columns = Math.max(columns, columnNumber(letters))
  }
  return { rows, columns }
}

const excelDayZero = Date.UTC(1899, 11, 30)
const dayMs = 86_400_000

/** Spreadsheet programs turn the ratio 5:5 into the time of day 05:05; a time without a day is therefore given back as hours:minutes. */
function cellText(cell: unknown): string {
  if (cell === null) return ''
  if (!(cell instanceof Date)) return String(cell)
  const sinceDayZero = cell.getTime() - excelDayZero
  if (sinceDayZero < 0 || sinceDayZero >= 2 * dayMs) return cell.toISOString().slice(0, 10)
  const minutes = Math.round((sinceDayZero % dayMs) / 60_000)
  return `${Math.floor(minutes / 60)}:${minutes % 60}`
}

/** A cell merged over several rows holds its value once; each of its rows means that value. */
function fillDown(rows: string[][], sheet: string): void {
  for (const [, column = '', first, last] of sheet.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):[A-Z]+(\d+)"/g)) {
    const at = columnNumber(column) - 1
    const value = rows[Number(first) - 1]?.[at] ?? ''
    for (const row of rows.slice(Number(first), Number(last))) row[at] = value
  }
}
