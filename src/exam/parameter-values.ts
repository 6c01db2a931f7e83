import { formatDate } from '../web/format.tsx'
import type { Text, View } from '../web/locale.ts'
import type { Notice, Parameter, TieRule } from './rules/notice.ts'

/** What may part a tie, as people say it. */
export const tieRules: Readonly<Record<TieRule, Text>> = {
  written: { zh: '笔试成绩高者优先', en: 'the higher written score' },
  interview: { zh: '面试成绩高者优先', en: 'the higher interview score' },
  practical: { zh: '专业考核成绩高者优先', en: 'the higher practical score' },
  decision: { zh: '集体研究决定并记录理由', en: 'a recorded decision' },
}

/** What the public sees of the numbers at each post. */
export const countChoices: Readonly<Record<NonNullable<Notice['liveCounts']>, Text>> = {
  not_shown: { zh: '不公布', en: 'none' },
  applied: { zh: '各岗位报名人数', en: 'how many applied for each post' },
  applied_and_passed: { zh: '各岗位报名人数和审核通过人数', en: 'how many applied for each post, and how many passed the review' },
}

const choices: Readonly<Record<string, Text>> = {
  none: { zh: '不去掉，全部计入', en: 'none dropped' },
  highest_and_lowest: { zh: '去掉一个最高分和一个最低分', en: 'one highest and one lowest dropped' },
  natural: { zh: '自然日', en: 'natural days' },
  working: { zh: '工作日', en: 'working days' },
  before: { zh: '考前审核', en: 'before the examination' },
  after: { zh: '考后审核', en: 'after the examination' },
  peer: { zh: '两名审核员分别审核', en: 'two reviewers, each alone' },
  hierarchical: { zh: '经办人审核、负责人复核', en: 'a clerk, then the head' },
  host: { zh: '考点单位', en: 'the host of the site' },
  third_party: { zh: '第三方单位', en: 'a third party' },
  centre: { zh: '考试中心', en: 'the examination centre' },
  online: { zh: '网上报名', en: 'online' },
  on_site: { zh: '现场报名', en: 'at the counter' },
  both: { zh: '网上和现场报名', en: 'online and at the counter' },
  ...countChoices,
}
const yes: Text = { zh: '是', en: 'yes' }
const no: Text = { zh: '否', en: 'no' }
const noTieRule: Text = { zh: '公告未规定，遇同分须集体研究', en: 'none: where a tie decides, people must' }
const marks: Text = {
  zh: '满分 {maximum} 分；两评相差不超过 {tolerance} 分取平均；给分单位 {step} 分',
  en: '{maximum} full marks; averaged up to {tolerance} apart; in steps of {step}',
}
const ordinary: Text = { zh: '按周一至周五工作、周末休息计算', en: 'Monday to Friday are working days' }
const off: Text = { zh: '放假：{days}', en: 'Days off: {days}' }
const working: Text = { zh: '调休上班：{days}', en: 'Worked instead: {days}' }

/** A parameter of the notice as people say it, never as the program keeps it. */
export function parameterValue(view: View, notice: Notice, parameter: Parameter): string | undefined {
  const { t } = view
  const day = (text: string) => formatDate(view, Temporal.PlainDate.from(text))
  const list = (items: readonly string[]) => items.join(view.locale === 'zh' ? '；' : '; ')
  switch (parameter) {
    case 'tieChain':
      return notice.tieChain.length === 0
        ? t(noTieRule)
        : notice.tieChain.map((rule, index) => `${index + 1}. ${t(tieRules[rule])}`).join(' ')
    case 'marking':
      return t(marks, notice.marking)
    case 'ageCutoff':
    case 'yearsCutoff':
      return day(notice[parameter])
    case 'holidays': {
      const said = [
        ...(notice.holidays.off.length > 0 ? [t(off, { days: list(notice.holidays.off.map(day)) })] : []),
        ...(notice.holidays.working.length > 0 ? [t(working, { days: list(notice.holidays.working.map(day)) })] : []),
      ]
      return said.length === 0 ? t(ordinary) : list(said)
    }
    case 'phones':
      return list([notice.phones.advice, notice.phones.complaint].filter((phone) => phone !== null))
    default: {
      const value = notice[parameter]
      if (value === undefined) return undefined
      if (typeof value === 'boolean') return t(value ? yes : no)
      const choice = choices[value]
      return choice ? t(choice) : String(value)
    }
  }
}
