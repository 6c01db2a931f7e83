import { Table } from '../web/components/table.tsx'
import type { View } from '../web/locale.ts'
import { parameterValue } from './parameter-values.ts'
import type { Exam } from './records.ts'
import { type Parameter, sourcesOf } from './rules/notice.ts'
import { parameterNames, examWords as words } from './words.ts'

type Line = { readonly parameter: Parameter; readonly value: string }

const isParameter = (name: string): name is Parameter => Object.hasOwn(parameterNames, name)

/** What the notice fixes, each with the article it comes from or "set by the notice". */
export function ParameterTable({ view: v, exam }: { view: View; exam: Exam }) {
  const sources = sourcesOf[exam.family]
  const lines = Object.keys(exam.notice).flatMap((parameter): Line[] => {
    if (!isParameter(parameter) || parameter === 'phones') return []
    const value = parameterValue(v, exam.notice, parameter)
    return value === undefined ? [] : [{ parameter, value }]
  })
  return (
    <Table
      view={v}
      caption={v.t(words.notice)}
      stacked
      rows={lines}
      columns={[
        { key: 'parameter', head: v.t(words.parameter), cell: ({ parameter }) => v.t(parameterNames[parameter]), names: true },
        { key: 'value', head: v.t(words.value), cell: ({ value }) => value },
        {
          key: 'source',
          head: v.t(words.source),
          cell: ({ parameter }) => {
            const source = sources[parameter]
            return source ? source.article : v.t(words.byNotice)
          },
        },
      ]}
    />
  )
}
