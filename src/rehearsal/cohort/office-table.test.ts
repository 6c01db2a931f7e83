import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { readTable } from '../../exam/read-table.ts'
import { readPositionTable } from '../../exam/rules/position-table.ts'
import { known } from '../../foundation/invariant.ts'
import { asGb18030, asUntidy, asXlsx, withWrongRows } from './office-table.ts'

describe('the table of the rehearsal, in every shape an office sends it', () => {
  let csv = ''
  beforeAll(async () => {
    csv = await readFile(new URL('../data/positions.csv', import.meta.url), 'utf8')
  })
  const imported = async (bytes: Uint8Array) => {
    const rows = await readTable(bytes)
    if (!rows.ok) throw new Error(rows.refusal)
    return readPositionTable(rows.value)
  }
  const withoutRows = (table: ReturnType<typeof readPositionTable>) => table.positions.map(({ row: _, ...rest }) => rest)

  test('113 posts without error; only 户籍 is pointed out', async () => {
    const table = await imported(new TextEncoder().encode(csv))
    expect(table.errors).toEqual([])
    expect(table.positions).toHaveLength(113)
    expect(new Set(table.warnings.map((warning) => warning.facts.attribute))).toEqual(new Set(['household']))
  })
  test.each([
    { as: 'UTF-8 with BOM', shape: (table: string) => new TextEncoder().encode(`\uFEFF${table}`) },
    { as: 'GB 18030', shape: asGb18030 },
    { as: 'GB 18030 with full-width digits, stray blanks and empty rows', shape: (table: string) => asGb18030(asUntidy(table)) },
    { as: 'XLSX with merged cells and ratios turned into times', shape: asXlsx },
  ])('$as: the same posts', async ({ shape }) => {
    const table = await imported(shape(csv))
    expect(table.errors).toEqual([])
    expect(withoutRows(table)).toEqual(withoutRows(await imported(new TextEncoder().encode(csv))))
  })
  test('with wrong rows: those, all of those, and only those', async () => {
    const wrong = withWrongRows(csv)
    const table = await imported(asGb18030(wrong.table))
    expect(table.errors.map(({ row, column, code }) => ({ row, column, code }))).toEqual(wrong.faults)
    expect(known(table.positions[0], 'a post').row).toBe(14)
  })
})
