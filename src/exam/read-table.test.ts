import { deflateRawSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { workbookAround } from '../files/workbook.ts'
import { writeZip } from '../files/zip.ts'
import { readTable, tableLimits } from './read-table.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const csv = '姓名,单位\n㛃䶮,市图书馆\n𬀩𪩘·买买提,"市,博物馆"\n'
const cells = [
  ['姓名', '单位'],
  ['㛃䶮', '市图书馆'],
  ['𬀩𪩘·买买提', '市,博物馆'],
]

describe('a table is read by its content', () => {
  test.each([
    { bytes: utf8(csv), as: 'UTF-8' },
    { bytes: utf8(`\uFEFF${csv}`), as: 'UTF-8 with BOM' },
    { bytes: new Uint8Array(iconv.encode(csv, 'gb18030')), as: 'GB 18030, four-byte characters included' },
    { bytes: utf8(csv.replaceAll('\n', '\r\n')), as: 'lines ended as on Windows' },
    { bytes: utf8('姓名\t单位\n㛃䶮\t市图书馆\n'), as: 'tabs' },
  ])('$as', async ({ bytes, as }) => {
    expect(await readTable(bytes)).toEqual({ ok: true, value: as === 'tabs' ? cells.slice(0, 2) : cells })
  })

  test('an empty line keeps its number', async () => {
    expect(await readTable(utf8('a,b\n\nc,d\n'))).toEqual({ ok: true, value: [['a', 'b'], [''], ['c', 'd']] })
  })
})

const sheet = (rows: string, more = '') =>
  workbookAround(
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData>${more}</worksheet>`,
  )
const text = (address: string, value: string) => `<c r="${address}" t="inlineStr"><is><t>${value}</t></is></c>`

describe('XLSX', () => {
  test('cells merged downwards mean their value in each row; numbers, gaps and times become text', async () => {
    const bytes = sheet(
      `<row r="2">${text('A2', '市教育局')}<c r="B2"><v>3</v></c></row><row r="3"><c r="C3" s="1"><v>0.2118055555555556</v></c></row><row r="4">${text('B4', 'x')}</row>`,
      '<mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells>',
    )
    expect(await readTable(bytes)).toEqual({
      ok: true,
      value: [
        ['', '', ''],
        ['市教育局', '3', ''],
        ['市教育局', '', '5:5'],
        ['市教育局', 'x', ''],
      ],
    })
  })
})

describe('what is no table is refused', () => {
  const bombRow = `<row r="1">${text('A1', 'x')}</row>`
  test.each([
    { bytes: new Uint8Array(), refusal: 'table_empty', because: 'no bytes' },
    { bytes: utf8(',,\n,,\n'), refusal: 'table_empty', because: 'no words' },
    { bytes: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), refusal: 'table_type_not_accepted', because: 'the old XLS format' },
    { bytes: new Uint8Array([0x81, 0x20, 0xff, 0xff]), refusal: 'table_type_not_accepted', because: 'neither UTF-8 nor GB 18030' },
    { bytes: utf8('a,"b\n'), refusal: 'table_unreadable', because: 'a quote that never ends' },
    {
      bytes: writeZip([{ name: 'a.xml', content: utf8('<a/>') }]),
      refusal: 'table_type_not_accepted',
      because: 'a ZIP that is no workbook',
    },
    { bytes: sheet(bombRow).slice(0, 600), refusal: 'table_unreadable', because: 'half a workbook' },
    {
      bytes: sheet(`<row r="1048576">${text('A1048576', 'x')}</row>`),
      refusal: 'table_too_many_rows',
      because: 'a cell in the last row of a sheet',
    },
    { bytes: sheet(`<row r="1">${text('XFD1', 'x')}</row>`), refusal: 'table_too_large', because: 'a cell in the last column of a sheet' },
    {
      bytes: workbookAround('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'),
      refusal: 'table_unreadable',
      because: 'a document type declares entities',
    },
  ])('$because', async ({ bytes, refusal }) => {
    expect(await readTable(bytes)).toMatchObject({ ok: false, refusal })
  })

  test.each([
    { rows: tableLimits.rows, ok: true, because: 'as many rows as allowed' },
    { rows: tableLimits.rows + 1, ok: false, because: 'one row more' },
  ])('$because', async ({ rows, ok }) => {
    expect(await readTable(utf8('a,b\n'.repeat(rows)))).toMatchObject(ok ? { ok } : { ok, refusal: 'table_too_many_rows' })
  })

  test.each([
    { bytes: tableLimits.bytes, ok: true, because: 'as large as allowed' },
    { bytes: tableLimits.bytes + 1, ok: false, because: 'one byte more' },
  ])('$because', async ({ bytes, ok }) => {
    const line = utf8('a\n'.padStart(1000, 'a'))
    const content = new Uint8Array(bytes).map((_, i) => line[i % 1000] ?? 0)
    expect(await readTable(content)).toMatchObject(ok ? { ok } : { ok, refusal: 'table_too_large' })
  })

  test('an archive of 60 kB that unpacks to 60 MB is refused though it states a small size', async () => {
    const honest = Buffer.from(workbookAround(`<worksheet>${' '.repeat(60_000_000)}</worksheet>`))
    expect(honest.length).toBeLessThan(100_000)
    expect(await readTable(honest)).toMatchObject({ ok: false, refusal: 'table_unpacks_too_large' })
    const size = Buffer.alloc(4)
    size.writeUInt32LE(60_000_000 + '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet></worksheet>'.length)
    let lying = honest
    for (let at = lying.indexOf(size); at >= 0; at = lying.indexOf(size)) {
      lying = Buffer.from(lying)
      lying.writeUInt32LE(10, at)
    }
    expect(lying.equals(honest)).toBe(false)
    expect(await readTable(lying)).toMatchObject({ ok: false, refusal: 'table_unpacks_too_large' })
  })

  test('entries outside the central directory are never unpacked', async () => {
    const table = Buffer.from(sheet(bombRow))
    const hidden = deflateRawSync(Buffer.alloc(50_000_000))
    const end = table.length - 22
    const shifted = Buffer.concat([table.subarray(0, end), hidden, table.subarray(end)])
    expect(await readTable(shifted)).toEqual({ ok: true, value: [['x']] })
  })
})
