import { describe, expect, test } from 'vitest'
import { lintList, type Row } from './lint.ts'
import { listForms, publicationKinds } from './lists.ts'

const six = ['unit', 'position', 'plan', 'name', 'ticket', 'score']
const appointee: Row = { unit: '市人民医院', position: '护理', plan: '2', name: '王欣㛃', ticket: '2026000123', score: '81.35' }
const codes = (kind: Parameters<typeof lintList>[0], columns: readonly string[], rows: readonly Row[]) => [
  ...new Set(lintList(kind, columns, rows).map(({ code }) => code)),
]

describe('第三十三条: proposed appointees, exactly six fields', () => {
  test.each([
    { columns: six, rows: [appointee], finds: [], because: 'all six' },
    { columns: six.slice(1), rows: [{ ...appointee, unit: undefined }], finds: ['column_missing'], because: 'five' },
    { columns: [...six, 'rank'], rows: [{ ...appointee, rank: '1' }], finds: ['column_not_public'], because: 'seven' },
    { columns: six, rows: [{ ...appointee, name: '' }], finds: ['cell_empty'], because: 'an empty name' },
    { columns: six, rows: [{ ...appointee, name: '  ' }], finds: ['cell_empty'], because: 'a name of spaces' },
    { columns: six, rows: [{ ...appointee, name: '王*㛃' }], finds: ['name_masked'], because: 'the article publishes the name' },
    { columns: six, rows: [appointee, appointee], finds: ['ticket_twice'], because: 'the same ticket twice' },
    { columns: six, rows: [], finds: ['list_empty'], because: 'nobody' },
    { columns: [...six, 'unit'], rows: [appointee], finds: ['column_twice'], because: 'a column twice' },
    { columns: six, rows: [{ ...appointee, note: '备注' }], finds: ['cell_outside_columns'], because: 'a cell nobody sees' },
  ])('$because', ({ columns, rows, finds }) => {
    const clean = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== undefined)))
    expect(codes('proposed_appointees', columns, clean)).toEqual(finds)
  })
})

describe('第五条: no identity number, no telephone number', () => {
  const columns = ['ticket', 'name', 'note']
  const noted = (note: string): Row => ({ ticket: '2026000123', name: '张*明', note })
  test.each([
    { note: '缺考', finds: [] },
    { note: '11010519491231002X', finds: ['identity_number_shown'] },
    { note: '身份证号11010519491231002x。', finds: ['identity_number_shown'] },
    { note: '１１０１０５１９４９１２３１００２Ｘ', finds: ['identity_number_shown'] },
    { note: '110105 19491231 002X', finds: ['identity_number_shown'] },
    { note: '110105491231002', finds: ['identity_number_shown'] },
    { note: '110105********002X', finds: [] },
    { note: '13812345678', finds: ['telephone_shown'] },
    { note: '138-1234-5678', finds: ['telephone_shown'] },
    { note: '+8613812345678', finds: ['telephone_shown'] },
    { note: '0436-3212345', finds: ['telephone_shown'] },
    { note: '12812345678', finds: [] },
    { note: '第2026031412号文件', finds: [] },
    { note: '张\u202e明', finds: ['text_unclean'] },
  ])('$note', ({ note, finds }) => {
    expect(codes('written_scores', columns, [noted(note)])).toEqual(finds)
  })

  test.each([
    { ticket: '2026000123', finds: [] },
    { ticket: '13812345678', finds: [], because: 'eleven digits in the ticket column are a ticket' },
    { ticket: '11010519491231002X', finds: ['identity_number_shown'], because: 'an identity number is one anywhere' },
    { ticket: '张三', finds: ['ticket_malformed'] },
    { ticket: '123', finds: ['ticket_malformed'] },
  ])('ticket $ticket', ({ ticket, finds }) => {
    expect(codes('written_scores', ['ticket'], [{ ticket }])).toEqual(finds)
  })
})

test('names are masked wherever the article does not publish them', () => {
  expect(publicationKinds.filter((kind) => listForms[kind].names === 'whole')).toEqual(['proposed_appointees'])
  expect(codes('re_review', ['ticket', 'name'], [{ ticket: '2026000123', name: '张明' }])).toEqual(['name_not_masked'])
})

test('a list that is wrong everywhere names fifty faults', () => {
  const rows = Array.from({ length: 1000 }, (_, index) => ({ ticket: `T${index}000`, name: '张明' }))
  expect(lintList('re_review', ['ticket', 'name'], rows)).toHaveLength(50)
})
