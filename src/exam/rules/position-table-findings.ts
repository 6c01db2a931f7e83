/**
 * What the import of posts says of a cell: the row as a spreadsheet numbers it, the column, a sentence in both languages.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第四条、第五条 (R-RC-03, R-RC-04).
 */
import { attributeWords, type RestrictedAttribute } from './restricted-attributes.ts'

export type Facts = Readonly<Record<string, string | number>>
type Words = { readonly zh: (facts: Facts) => string; readonly en: (facts: Facts) => string }

/** What the import of posts says of a cell (R-RC-03, R-RC-04): the row as a spreadsheet numbers it, the column, a sentence in both languages. */
export type Finding<Code extends string> = {
  readonly row: number
  readonly column: string
  readonly code: Code
  readonly zh: string
  readonly en: string
  readonly facts: Facts
}

const faultWords = {
  header_not_found: { zh: () => '前十行里没有找到表头“岗位代码”', en: () => 'no header with 岗位代码 in the first ten rows' },
  column_missing: { zh: () => '缺少这一列', en: () => 'this column is missing' },
  column_repeated: { zh: () => '这一列出现了不止一次', en: () => 'this column occurs more than once' },
  no_positions: { zh: () => '表中没有岗位', en: () => 'the table holds no posts' },
  cell_empty: { zh: () => '不能为空', en: () => 'must not be empty' },
  cell_too_long: { zh: (f) => `超过 ${f.limit} 个字`, en: (f) => `longer than ${f.limit} characters` },
  code_malformed: {
    zh: (f) => `岗位代码“${f.value}”只能由不超过 20 位的数字、字母和短横线组成`,
    en: (f) => `the code “${f.value}” may hold up to 20 digits, letters and hyphens only`,
  },
  code_repeated: {
    zh: (f) => `岗位代码“${f.value}”与第 ${f.firstRow} 行重复`,
    en: (f) => `the code “${f.value}” is already in row ${f.firstRow}`,
  },
  class_unknown: {
    zh: (f) => `岗位类别“${f.value}”不是管理岗位、专业技术岗位或工勤技能岗位`,
    en: (f) => `the class “${f.value}” is none of management, professional, workman`,
  },
  headcount_not_whole: { zh: (f) => `招聘人数“${f.value}”不是整数`, en: (f) => `the headcount “${f.value}” is not a whole number` },
  headcount_below_one: { zh: (f) => `招聘人数为 ${f.value}，至少应为 1`, en: (f) => `the headcount is ${f.value}; it must be at least 1` },
  headcount_too_large: {
    zh: (f) => `招聘人数为 ${f.value}，超过 ${f.limit}`,
    en: (f) => `the headcount is ${f.value}, more than ${f.limit}`,
  },
  education_unknown: { zh: (f) => `学历“${f.value}”无法识别`, en: (f) => `the education “${f.value}” is not known` },
  degree_unknown: {
    zh: (f) => `学位“${f.value}”不是学士、硕士或博士`,
    en: (f) => `the degree “${f.value}” is none of bachelor, master, doctor`,
  },
  age_unreadable: {
    zh: (f) => `年龄“${f.value}”应写作“35周岁及以下”“18至35周岁”或“不限”`,
    en: (f) => `write the age “${f.value}” as 35周岁及以下, 18至35周岁 or 不限`,
  },
  age_out_of_range: {
    zh: (f) => `年龄“${f.value}”超出 ${f.youngest} 至 ${f.oldest} 周岁`,
    en: (f) => `the age “${f.value}” is outside ${f.youngest} to ${f.oldest}`,
  },
  age_reversed: { zh: (f) => `年龄“${f.value}”下限高于上限`, en: (f) => `the age “${f.value}” begins above its end` },
  exempt_not_yes_or_no: { zh: (f) => `免笔试“${f.value}”应为“是”或“否”`, en: (f) => `免笔试 is “${f.value}”; write 是 or 否` },
  category_unknown: { zh: (f) => `笔试类别“${f.value}”不是 A、B、C、D、E 之一`, en: (f) => `the category “${f.value}” is none of A to E` },
  weights_missing: { zh: () => '参加笔试的岗位必须写明比例', en: () => 'a post with a written exam must state the ratio' },
  weights_unreadable: {
    zh: (f) => `比例“${f.value}”应写作“5:5”；请把这一列的单元格格式设为文本`,
    en: (f) => `write the ratio “${f.value}” as 5:5, and format the column as text`,
  },
  weights_do_not_sum: {
    zh: (f) => `比例“${f.value}”相加为 ${f.sum}，应为 10 或 100`,
    en: (f) => `the ratio “${f.value}” sums to ${f.sum}, not to 10 or 100`,
  },
  weights_not_positive: {
    zh: (f) => `比例“${f.value}”有一项为 0；不考笔试的岗位请在“免笔试”填“是”`,
    en: (f) => `the ratio “${f.value}” has a zero; a post without a written exam says 是 under 免笔试`,
  },
  weights_on_exempt_post: {
    zh: (f) => `免笔试岗位不应填写比例，现为“${f.value}”`,
    en: (f) => `a post free of the written exam has no ratio, but “${f.value}” is given`,
  },
} satisfies Record<string, Words>

const warningWords = {
  column_unknown: { zh: () => '不认识这一列，已略过', en: () => 'this column is not known and was passed over' },
  code_and_category_differ: {
    zh: (f) => `岗位代码“${f.value}”的类别字母与笔试类别 ${f.category} 不一致`,
    en: (f) => `the letter of the code “${f.value}” is not its category ${f.category}`,
  },
  restricted_attribute: {
    zh: (f) => `“${f.value}”涉及${attributeOf(f).zh}限制，请依据第五条说明理由或要求招聘单位整改`,
    en: (f) => `“${f.value}” restricts by ${attributeOf(f).en}: give the reason, or have the unit correct it (article 5)`,
  },
} satisfies Record<string, Words>

export type FaultCode = keyof typeof faultWords
export type WarningCode = keyof typeof warningWords

const isAttribute = (name: unknown): name is RestrictedAttribute => typeof name === 'string' && Object.hasOwn(attributeWords, name)
const attributeOf = (facts: Facts) => (isAttribute(facts.attribute) ? attributeWords[facts.attribute] : { zh: '', en: '' })

const words: Record<FaultCode | WarningCode, Words> = { ...faultWords, ...warningWords }

export const finding = <Code extends FaultCode | WarningCode>(
  row: number,
  column: string,
  code: Code,
  facts: Facts = {},
): Finding<Code> => ({
  row,
  column,
  code,
  zh: `第 ${row} 行“${column}”：${words[code].zh(facts)}`,
  en: `row ${row}, ${column}: ${words[code].en(facts)}`,
  facts,
})
