import { describe, expect, test } from 'vitest'
import { type PositionColumn, positionColumns } from './position-columns.ts'
import { readPositionTable } from './position-table.ts'
import { normaliseCell } from './position-table-cells.ts'
import { restrictedAttributes } from './restricted-attributes.ts'

const good: Readonly<Record<PositionColumn, string>> = {
  岗位代码: '001A',
  主管部门: '市财政局',
  招聘单位: '市国库支付中心',
  岗位名称: '财务',
  岗位类别: '管理岗位',
  招聘人数: '2',
  学历: '本科',
  学位: '学士',
  专业: '会计学；审计学',
  年龄: '35周岁及以下',
  其他条件: '',
  笔试类别: 'A',
  免笔试: '否',
  笔试与面试比例: '5:5',
}
const tableOf = (...rows: Partial<Record<PositionColumn, string>>[]) =>
  readPositionTable([[...positionColumns], ...rows.map((row) => positionColumns.map((column) => ({ ...good, ...row })[column]))])

const position = {
  row: 2,
  code: '001A',
  department: '市财政局',
  unit: '市国库支付中心',
  name: '财务',
  postClass: 'management',
  headcount: 2,
  education: 'bachelor',
  degree: 'bachelor',
  majors: ['会计学', '审计学'],
  age: { from: null, to: 35 },
  otherConditions: '',
  category: 'A',
  exempt: false,
  weights: { written: 50, interview: 50 },
}

test('a row becomes a post', () => {
  expect(tableOf({})).toEqual({ positions: [position], errors: [], warnings: [] })
})

describe('what an office may write', () => {
  test.each([
    { row: { 招聘人数: '　２ 人' }, is: {}, because: 'full-width digits, blanks and the counter' },
    { row: { 笔试与面试比例: '５ ： ５' }, is: {}, because: 'full-width ratio' },
    { row: { 笔试与面试比例: '50:50' }, is: {}, because: 'ratio of a hundred' },
    { row: { 笔试与面试比例: '40%:60%' }, is: { weights: { written: 40, interview: 60 } }, because: 'ratio in per cent' },
    { row: { 岗位代码: '００１ａ' }, is: {}, because: 'full-width small letters' },
    { row: { 笔试类别: 'Ａ类' }, is: {}, because: 'the category with its word' },
    { row: { 岗位类别: '管理' }, is: {}, because: 'the class without its word' },
    { row: { 学历: '大学本科及以上' }, is: {}, because: 'or higher' },
    { row: { 学位: '' }, is: { degree: null }, because: 'no degree' },
    { row: { 专业: '不限' }, is: { majors: [] }, because: 'any field' },
    { row: { 专业: '会计学、审计学;会计学' }, is: {}, because: 'other separators, a field twice' },
    { row: { 年龄: '18至35周岁' }, is: { age: { from: 18, to: 35 } }, because: 'two limits' },
    { row: { 年龄: '不限' }, is: { age: { from: null, to: null } }, because: 'no limit' },
    { row: { 年龄: '60周岁以下' }, is: { age: { from: null, to: 60 } }, because: 'the oldest limit' },
    { row: { 招聘人数: '1' }, is: { headcount: 1 }, because: 'the least headcount' },
    { row: { 招聘人数: '999' }, is: { headcount: 999 }, because: 'the greatest headcount' },
    { row: { 免笔试: '是', 笔试与面试比例: '' }, is: { exempt: true, weights: null }, because: 'a post free of the written exam' },
    {
      row: { 免笔试: '是', 笔试与面试比例: '', 笔试类别: '' },
      is: { exempt: true, weights: null, category: null },
      because: 'and without category',
    },
  ])('$because', ({ row, is }) => {
    expect(tableOf(row)).toMatchObject({ positions: [{ ...position, ...is }], errors: [] })
  })
})

describe('each error is named with its row and column', () => {
  test.each([
    { column: '岗位代码', value: '', code: 'cell_empty' },
    { column: '岗位代码', value: '一号', code: 'code_malformed' },
    { column: '岗位名称', value: '财'.repeat(101), code: 'cell_too_long' },
    { column: '招聘单位', value: ' 　', code: 'cell_empty' },
    { column: '岗位类别', value: '行政岗位', code: 'class_unknown' },
    { column: '岗位类别', value: 'constructor', code: 'class_unknown' },
    { column: '招聘人数', value: '0', code: 'headcount_below_one' },
    { column: '招聘人数', value: '-1', code: 'headcount_below_one' },
    { column: '招聘人数', value: '1.5', code: 'headcount_not_whole' },
    { column: '招聘人数', value: '1000', code: 'headcount_too_large' },
    { column: '学历', value: '高小', code: 'education_unknown' },
    { column: '学位', value: '院士', code: 'degree_unknown' },
    { column: '年龄', value: '35', code: 'age_unreadable' },
    { column: '年龄', value: '61周岁及以下', code: 'age_out_of_range' },
    { column: '年龄', value: '15至35周岁', code: 'age_out_of_range' },
    { column: '年龄', value: '36至35周岁', code: 'age_reversed' },
    { column: '免笔试', value: '', code: 'cell_empty' },
    { column: '免笔试', value: 'Y', code: 'exempt_not_yes_or_no' },
    { column: '笔试类别', value: '', code: 'cell_empty' },
    { column: '笔试类别', value: 'F', code: 'category_unknown' },
    { column: '笔试与面试比例', value: '', code: 'weights_missing' },
    { column: '笔试与面试比例', value: '一半一半', code: 'weights_unreadable' },
    { column: '笔试与面试比例', value: '5:4', code: 'weights_do_not_sum' },
    { column: '笔试与面试比例', value: '60:41', code: 'weights_do_not_sum' },
    { column: '笔试与面试比例', value: '0:10', code: 'weights_not_positive' },
  ] as const)('$column “$value”: $code', ({ column, value, code }) => {
    const table = tableOf({}, { 岗位代码: '002A', [column]: value })
    expect(table.errors.map(({ row, column: at, code: what }) => ({ row, column: at, code: what }))).toEqual([{ row: 3, column, code }])
    expect(table.positions).toEqual([position])
    expect(table.errors[0]?.zh).toContain(`第 3 行“${column}”`)
    expect(table.errors[0]?.en).not.toMatch(/undefined/)
  })

  test('a ratio on a post free of the written exam', () => {
    expect(tableOf({ 免笔试: '是' }).errors).toMatchObject([{ column: '笔试与面试比例', code: 'weights_on_exempt_post' }])
  })
  test('a code used twice names the first row, though written differently', () => {
    expect(tableOf({}, { 岗位代码: '００１ａ' }).errors).toMatchObject([{ row: 3, code: 'code_repeated', facts: { firstRow: 2 } }])
  })
  test('one row can have several errors', () => {
    expect(tableOf({ 招聘人数: '0', 年龄: 'x', 免笔试: '?' }).errors).toHaveLength(3)
  })
})

describe('the header', () => {
  test.each([
    { rows: [['a']], code: 'header_not_found' },
    { rows: [['岗位代码']], code: 'column_missing' },
    { rows: [[...positionColumns, '学历']], code: 'column_repeated' },
    { rows: [[...positionColumns]], code: 'no_positions' },
  ])('$code', ({ rows, code }) => {
    const table = readPositionTable(rows)
    expect(table.positions).toEqual([])
    expect(table.errors[0]?.code).toBe(code)
  })
  test('below a title, in another order, with a column of ours unknown: rows keep their numbers', () => {
    const order = [...positionColumns].reverse()
    const table = readPositionTable([['附件1'], [], ['咨询电话', ...order], [], ['', ...order.map((column) => good[column])]])
    expect(table.positions).toEqual([{ ...position, row: 5 }])
    expect(table.warnings).toMatchObject([{ row: 3, column: '咨询电话', code: 'column_unknown' }])
  })
})

describe('R-RC-04: attributes that restrict by who a person is are pointed out, never refused', () => {
  test.each([
    ['限男性', 'sex'],
    ['适合女生', 'sex'],
    ['未婚', 'marriage'],
    ['限汉族', 'ethnicity'],
    ['限户籍在本市', 'household'],
    ['本市生源', 'household'],
    ['身高170cm以上', 'looks'],
    ['非乙肝携带者', 'health'],
    ['985高校毕业', 'school'],
    ['全日制', 'study_mode'],
    ['职工子女优先', 'kinship'],
  ])('%s: %s', (text, attribute) => {
    const table = tableOf({ 其他条件: text })
    expect(table.errors).toEqual([])
    expect(table.warnings).toMatchObject([{ row: 2, column: '其他条件', code: 'restricted_attribute', facts: { attribute } }])
  })
  test.each(['', '限应届高校毕业生', '具有2年以上相关工作经历', '取得相应执业资格证书', '中共党员'])('“%s” is left alone', (text) => {
    expect(restrictedAttributes(text)).toEqual([])
  })
  test('a field of study is not an attribute of a person', () => {
    expect(tableOf({ 专业: '民族学；宗教学' }).warnings).toMatchObject([{ column: '专业' }])
  })
})

test('cells are normalised once and for all', () => {
  for (const cell of ['　５：５\u00a0', 'Ａ\u200bＢ', ' 会计学；审计学（本科） '])
    expect(normaliseCell(normaliseCell(cell))).toBe(normaliseCell(cell))
})
