/** The office's table of posts in the shapes in which offices really send it. */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import iconv from 'iconv-lite'
import { spreadsheetNamespace, workbookAround } from '../../files/workbook.ts'

const rowsOf = (csv: string): string[][] => parse(csv, { bom: true, relax_column_count: true })

/** As the spreadsheet program of an office saves a CSV. */
export const asGb18030 = (csv: string): Uint8Array => new Uint8Array(iconv.encode(csv, 'gb18030'))

const fullWidth = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

/** Digits and letters typed full-width, blanks of four kinds before, after and between: the same posts all the same. */
export function asUntidy(csv: string): string {
  const blanks = ['', ' ', '\u3000', '\u00a0', '\t']
  const rows = rowsOf(csv).map((row, i) =>
    row.map(
      (cell, j) => `${blanks[(i + j) % blanks.length]}${(i + j) % 3 === 0 ? fullWidth(cell) : cell}${blanks[(i * 2 + j) % blanks.length]}`,
    ),
  )
  return stringify(rows.flatMap((row, i) => (i % 20 === 19 ? [row, row.map(() => '')] : [row])))
}

/** One wrong cell each in twelve rows, and what the import must say of it: row number, column, code. */
export function withWrongRows(csv: string): { table: string; faults: { row: number; column: string; code: string }[] } {
  const rows = rowsOf(csv)
  const header = rows[0] ?? []
  const wrong = [
    [2, '招聘人数', '0', 'headcount_below_one'],
    [3, '招聘人数', '两人', 'headcount_not_whole'],
    [4, '岗位类别', '技术岗', 'class_unknown'],
    [5, '笔试与面试比例', '5:4', 'weights_do_not_sum'],
    [6, '年龄', '三十五岁以下', 'age_unreadable'],
    [7, '笔试与面试比例', '5:5', 'weights_on_exempt_post'],
    [8, '笔试类别', 'F', 'category_unknown'],
    [9, '岗位代码', rows[7]?.[0] ?? '', 'code_repeated'],
    [10, '学历', '高小', 'education_unknown'],
    [11, '招聘单位', '', 'cell_empty'],
    [12, '免笔试', '可', 'exempt_not_yes_or_no'],
    [13, '年龄', '5周岁及以下', 'age_out_of_range'],
  ] as const
  const faults = wrong.map(([row, column, value, code]) => {
    rows[row - 1]?.splice(header.indexOf(column), 1, value)
    return { row, column, code }
  })
  return { table: stringify(rows), faults }
}

/**
 * As XLSX: a merged title row above the header, department and unit merged over their posts, headcounts as numbers, and every fifth
 * ratio as the time of day into which a spreadsheet program turns 5:5.
 */
export function asXlsx(csv: string): Uint8Array {
  const [header = [], ...rows] = rowsOf(csv)
  const lastColumn = columnName(header.length - 1)
  const merges = [`A1:${lastColumn}1`]
  const lines = [textRow(1, ['岗位资格条件一览表']), textRow(2, header)]
  const startOf = [0, 0, 0]
  for (const [i, row] of rows.entries()) {
    const line = i + 3
    const cells = row.map((value, column) => {
      const address = `${columnName(column)}${line}`
      if (column === 1 || column === 2) {
        const same = i > 0 && row.slice(1, column + 1).every((text, k) => text === rows[i - 1]?.[k + 1])
        if (!same) startOf[column] = line
        const next = rows[i + 1]
        const last = !next || row.slice(1, column + 1).some((text, k) => text !== next[k + 1])
        if (last && startOf[column] !== line) merges.push(`${columnName(column)}${startOf[column]}:${address}`)
        return same ? '' : textCell(address, value)
      }
      if (header[column] === '招聘人数') return `<c r="${address}"><v>${value}</v></c>`
      if (header[column] === '笔试与面试比例' && value !== '' && i % 5 === 0)
        return `<c r="${address}" s="1"><v>${timeOfDay(value)}</v></c>`
      return value === '' ? '' : textCell(address, value)
    })
    lines.push(`<row r="${line}">${cells.join('')}</row>`)
  }
  const sheet = `<worksheet xmlns="${spreadsheetNamespace}"><sheetData>${lines.join('')}</sheetData><mergeCells count="${merges.length}">${merges
    .map((ref) => `<mergeCell ref="${ref}"/>`)
    .join('')}</mergeCells></worksheet>`
  return workbookAround(sheet)
}

function columnName(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26)
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const textCell = (address: string, text: string) =>
  `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
const textRow = (line: number, cells: readonly string[]) =>
  `<row r="${line}">${cells.map((text, i) => textCell(`${columnName(i)}${line}`, text)).join('')}</row>`

function timeOfDay(ratio: string): string {
  const [hours, minutes] = ratio.split(':').map(Number)
  return (((hours ?? 0) * 60 + (minutes ?? 0)) / 1440).toFixed(15)
}
