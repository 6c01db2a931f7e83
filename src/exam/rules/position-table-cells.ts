/**
 * One cell of the table of posts into one value, for position-table.ts.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第四条、第十六条、第二十六条 (R-RC-03, R-RC-21, R-RC-31).
 */
import type { Degree, Education, PositionColumn, PostClass, Weights, WrittenCategory } from './position-columns.ts'
import type { FaultCode } from './position-table-findings.ts'

export type Normalised = string

/** Full-width letters, digits and ASCII signs become half-width; every run of blanks (also 　, no-break, zero-width) one space. */
export function normaliseCell(cell: string): Normalised {
  return cell
    .replace(/[！-～]/g, (sign) => (keptFullWidth.includes(sign) ? sign : String.fromCharCode(sign.charCodeAt(0) - 0xfee0)))
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
// Chinese punctuation is part of the text and stays as the office wrote it.
const keptFullWidth = '！（），；？'

const postClasses: Readonly<Record<string, PostClass>> = { 管理岗位: 'management', 专业技术岗位: 'professional', 工勤技能岗位: 'workman' }
const educations: Readonly<Record<string, Education>> = {
  高中: 'senior_high',
  中专: 'vocational',
  专科: 'college',
  大专: 'college',
  大学专科: 'college',
  本科: 'bachelor',
  大学本科: 'bachelor',
  硕士研究生: 'master',
  研究生: 'master',
  博士研究生: 'doctor',
}
const degrees: Readonly<Record<string, Degree>> = { 学士: 'bachelor', 硕士: 'master', 博士: 'doctor' }
const categories: readonly WrittenCategory[] = ['A', 'B', 'C', 'D', 'E']

const compact = (cell: string) => cell.replace(/ /g, '')
const orHigher = (cell: string) => compact(cell).replace(/及?以上$/, '')
const lookUp = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(table, key) ? table[key] : undefined)

const longestText = 100
const longestMajors = 1_000
const mostHeadcount = 999
const youngest = 16
const oldest = 60

type Fault = (column: PositionColumn, code: FaultCode, facts?: Readonly<Record<string, string | number>>) => void

/** Readers of one row's cells; each reports what is wrong and then gives a value that only a row without faults may use. */
export function cellReader(cellOf: (column: PositionColumn) => Normalised, fault: Fault) {
  const present = (column: PositionColumn): string => {
    const value = cellOf(column)
    if (value === '') fault(column, 'cell_empty')
    return value
  }
  return {
    text(column: PositionColumn): string {
      const value = compact(present(column))
      if (value.length > longestText) fault(column, 'cell_too_long', { limit: longestText })
      return value
    },

    code(): string {
      const value = compact(present('岗位代码')).toUpperCase()
      if (value !== '' && !/^[0-9A-Z-]{1,20}$/.test(value)) fault('岗位代码', 'code_malformed', { value })
      return value
    },

    postClass(): PostClass | undefined {
      const value = compact(present('岗位类别'))
      const postClass = lookUp(postClasses, value) ?? lookUp(postClasses, `${value}岗位`)
      if (value !== '' && !postClass) fault('岗位类别', 'class_unknown', { value })
      return postClass
    },

    headcount(): number {
      const value = compact(present('招聘人数')).replace(/[人名]$/, '')
      if (value === '') return 0
      if (!/^-?\d{1,9}$/.test(value)) fault('招聘人数', 'headcount_not_whole', { value })
      else if (Number(value) < 1) fault('招聘人数', 'headcount_below_one', { value })
      else if (Number(value) > mostHeadcount) fault('招聘人数', 'headcount_too_large', { value, limit: mostHeadcount })
      return Number(value)
    },

    education(): Education | undefined {
      const value = present('学历')
      const education = lookUp(educations, orHigher(value))
      if (value !== '' && !education) fault('学历', 'education_unknown', { value })
      return education
    },

    degree(): Degree | null {
      const value = cellOf('学位')
      if (value === '' || value === '不限' || value === '无') return null
      const degree = lookUp(degrees, orHigher(value).replace(/学位$/, ''))
      if (!degree) fault('学位', 'degree_unknown', { value })
      return degree ?? null
    },

    majors(): string[] {
      const value = present('专业')
      if (value.length > longestMajors) fault('专业', 'cell_too_long', { limit: longestMajors })
      if (value === '不限' || value === '专业不限') return []
      return [...new Set(value.split(/[；;、,，]/).map(compact))].filter((major) => major !== '')
    },

    age(): { from: number | null; to: number | null } {
      const value = compact(present('年龄'))
      const none = { from: null, to: null }
      if (value === '' || value === '不限' || value === '年龄不限') return none
      const [, low, high] =
        /^(?:(\d{1,3})(?:周?岁)?(?:至|到|-|—|~))?(\d{1,3})周?岁(?:\(含\)|（含）)?及?以下$/.exec(value) ??
        /^(\d{1,3})(?:周?岁)?(?:至|到|-|—|~)(\d{1,3})周?岁$/.exec(value) ??
        []
      if (high === undefined) {
        fault('年龄', 'age_unreadable', { value })
        return none
      }
      const limits = { from: low === undefined ? null : Number(low), to: Number(high) }
      if (limits.to < youngest || limits.to > oldest || (limits.from ?? youngest) < youngest)
        fault('年龄', 'age_out_of_range', { value, youngest, oldest })
      else if (limits.from !== null && limits.from > limits.to) fault('年龄', 'age_reversed', { value })
      return limits
    },

    exempt(): boolean {
      const value = present('免笔试')
      if (value !== '' && value !== '是' && value !== '否') fault('免笔试', 'exempt_not_yes_or_no', { value })
      return value === '是'
    },

    category(exempt: boolean): WrittenCategory | null {
      const value = compact(exempt ? cellOf('笔试类别') : present('笔试类别'))
        .toUpperCase()
        .replace(/类$/, '')
      if (value === '') return null
      const category = categories.find((known) => known === value)
      if (!category) fault('笔试类别', 'category_unknown', { value })
      return category ?? null
    },

    weights(exempt: boolean): Weights | null {
      const value = compact(cellOf('笔试与面试比例')).replace(/%/g, '')
      if (exempt) {
        if (value !== '') fault('笔试与面试比例', 'weights_on_exempt_post', { value })
        return null
      }
      if (value === '') {
        fault('笔试与面试比例', 'weights_missing')
        return null
      }
      const [, left, right] = /^(\d{1,3})[:∶/](\d{1,3})$/.exec(value) ?? []
      if (left === undefined || right === undefined) {
        fault('笔试与面试比例', 'weights_unreadable', { value })
        return null
      }
      const written = Number(left)
      const interview = Number(right)
      const sum = written + interview
      if (sum !== 10 && sum !== 100) fault('笔试与面试比例', 'weights_do_not_sum', { value, sum })
      else if (written === 0 || interview === 0) fault('笔试与面试比例', 'weights_not_positive', { value })
      const scale = sum === 10 ? 10 : 1
      return { written: written * scale, interview: interview * scale }
    },
  }
}
