/**
 * An office's table of posts (《岗位资格条件一览表》) read into posts, with every error of every row named.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第四条 (R-RC-03) posts are set within the approved class and headcount;
 * 第五条 (R-RC-04) against restricted or discriminatory conditions the section points out and demands correction;
 * 第十六条 (R-RC-21) posts free of the written exam carry no written weight; 第二十六条 (R-RC-31) weights are fixed in the notice.
 */
import {
  type Degree,
  type Education,
  type PositionColumn,
  type PostClass,
  positionColumns,
  type Weights,
  type WrittenCategory,
} from './position-columns.ts'
import { cellReader, type Normalised, normaliseCell } from './position-table-cells.ts'
import { type FaultCode, type Finding, finding, type WarningCode } from './position-table-findings.ts'
import { restrictedAttributes } from './restricted-attributes.ts'

export type ListedPosition = {
  readonly row: number
  readonly code: string
  readonly department: string
  readonly unit: string
  readonly name: string
  readonly postClass: PostClass
  readonly headcount: number
  readonly education: Education
  readonly degree: Degree | null
  /** Empty means any field of study. */
  readonly majors: readonly string[]
  readonly age: { readonly from: number | null; readonly to: number | null }
  readonly otherConditions: string
  /** None only on a post without a written exam. */
  readonly category: WrittenCategory | null
  readonly exempt: boolean
  /** None on a post without a written exam: its interview decides. */
  readonly weights: Weights | null
}

export type PositionTable = {
  readonly positions: readonly ListedPosition[]
  readonly errors: readonly Finding<FaultCode>[]
  readonly warnings: readonly Finding<WarningCode>[]
}

const headerSearch = 10

/** Posts of the rows without error; rows with one give none. Titles above the header and empty rows are passed over. */
export function readPositionTable(rows: readonly (readonly string[])[]): PositionTable {
  const clean = rows.map((row) => row.map(normaliseCell))
  const header = clean.slice(0, headerSearch).findIndex((row) => row.some((cell) => headerText(cell) === '岗位代码'))
  const names = header < 0 ? [] : (clean[header] ?? []).map(headerText)
  const headerFaults = faultsOfHeader(header, names)
  if (headerFaults.length > 0) return { positions: [], errors: headerFaults, warnings: [] }

  const positions: ListedPosition[] = []
  const errors: Finding<FaultCode>[] = []
  const warnings: Finding<WarningCode>[] = []
  const firstRowOfCode = new Map<string, number>()
  for (const name of names) {
    if (name !== '' && name !== '序号' && name !== '备注' && !positionColumns.some((column) => column === name))
      warnings.push(finding(header + 1, name, 'column_unknown'))
  }
  for (const [index, cells] of clean.entries()) {
    if (index <= header || cells.every((cell) => cell === '')) continue
    const row = index + 1
    const cellOf = (column: PositionColumn) => cells[names.indexOf(column)] ?? ''
    const read = readRow(row, cellOf)
    const repeated = read.code === '' ? undefined : firstRowOfCode.get(read.code)
    if (repeated !== undefined) read.errors.push(finding(row, '岗位代码', 'code_repeated', { value: read.code, firstRow: repeated }))
    else firstRowOfCode.set(read.code, row)
    errors.push(...read.errors)
    warnings.push(...read.warnings)
    if (read.errors.length === 0 && read.position) positions.push(read.position)
  }
  if (positions.length === 0 && errors.length === 0) errors.push(finding(header + 1, '岗位代码', 'no_positions'))
  return { positions, errors, warnings }
}

const headerText = (cell: string) => cell.replace(/\s/g, '')

function faultsOfHeader(header: number, names: readonly string[]): Finding<FaultCode>[] {
  if (header < 0) return [finding(1, '岗位代码', 'header_not_found')]
  return positionColumns.flatMap((column): Finding<FaultCode>[] => {
    const times = names.filter((name) => name === column).length
    if (times === 0) return [finding(header + 1, column, 'column_missing')]
    return times > 1 ? [finding(header + 1, column, 'column_repeated')] : []
  })
}

type ReadRow = { code: string; position: ListedPosition | undefined; errors: Finding<FaultCode>[]; warnings: Finding<WarningCode>[] }

function readRow(row: number, cellOf: (column: PositionColumn) => Normalised): ReadRow {
  const errors: Finding<FaultCode>[] = []
  const warnings: Finding<WarningCode>[] = []
  const read = cellReader(cellOf, (column, code, facts) => errors.push(finding(row, column, code, facts)))
  const code = read.code()
  const exempt = read.exempt()
  const position = {
    row,
    code,
    department: read.text('主管部门'),
    unit: read.text('招聘单位'),
    name: read.text('岗位名称'),
    postClass: read.postClass(),
    headcount: read.headcount(),
    education: read.education(),
    degree: read.degree(),
    majors: read.majors(),
    age: read.age(),
    otherConditions: cellOf('其他条件'),
    category: read.category(exempt),
    exempt,
    weights: read.weights(exempt),
  }
  for (const column of ['其他条件', '岗位名称', '专业'] as const) {
    for (const found of restrictedAttributes(cellOf(column)))
      warnings.push(finding(row, column, 'restricted_attribute', { value: found.words, attribute: found.attribute }))
  }
  const codeLetter = /[A-E]$/.exec(code)?.[0]
  if (codeLetter && position.category && codeLetter !== position.category)
    warnings.push(finding(row, '笔试类别', 'code_and_category_differ', { value: code, category: position.category }))
  const { postClass, education } = position
  const complete = errors.length === 0 && postClass !== undefined && education !== undefined
  return { code, position: complete ? { ...position, postClass, education } : undefined, errors, warnings }
}
