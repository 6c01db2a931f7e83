import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { asNumber } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { formKey, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Field, TextArea } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Table } from '../web/components/table.tsx'
import type { EnterQuotas } from './enter-quotas.ts'
import { LinesPart, lineOf, linesOf } from './lines-part.tsx'
import type { Exam, Position } from './records.ts'
import { postClassNames, examWords as words } from './words.ts'

type Quota = EnterQuotas['quotas'][number] & { readonly document: string }
type Part = { readonly c: Context<Env>; readonly exam: Exam }

const classOf = (name: string | undefined) =>
  Object.entries(postClassNames).find(([, { zh, en }]) => name === zh || name === en)?.[0] ?? name

/** '市中心医院，专业技术，4' a line. */
export const quotasIn = (form: FormFields) => ({
  document: form.text('document'),
  quotas: linesOf(form.text('quotas')).map(([unit, name, headcount]) => ({ unit, class: classOf(name), headcount: asNumber(headcount) })),
})

/** '汽车驾驶员，4' a line; the paper's subject and the share of the practical part may follow. */
export const tradesIn = (form: FormFields) => ({
  version: asNumber(form.text('version')),
  trades: linesOf(form.text('trades')).map(([trade, grade, subject, practicalPercent]) => ({
    trade,
    grade: asNumber(grade),
    ...(subject ? { subject } : {}),
    ...(practicalPercent ? { practicalPercent: asNumber(practicalPercent) } : {}),
  })),
})

/** 第四条 (R-RC-03): the approved establishment, as a table and as the lines it is entered by. */
export function QuotaPart({ c, exam, quotas, office }: Part & { quotas: readonly Quota[]; office: boolean }) {
  const v = view(c)
  const [first] = quotas
  const typed = quotas.map((one) => `${one.unit}，${v.t(postClassNames[one.class])}，${one.headcount}`).join('\n')
  return (
    <Section title={v.t(words.quotas)}>
      <Table<Quota>
        view={v}
        caption={first ? `${v.t(words.quotas)} ${first.document}` : v.t(words.quotas)}
        rows={quotas}
        columns={[
          { key: 'quotaUnit', head: v.t(words.ownUnit), names: true, cell: ({ unit }) => unit },
          { key: 'class', head: v.t(words.postClass), cell: (row) => v.t(postClassNames[row.class]) },
          { key: 'headcount', head: v.t(words.quotaHeadcount), numeric: true, cell: ({ headcount }) => headcount },
        ]}
      />
      {office && (
        <Form action={`/exams/${exam.id}/exam/quotas`} idempotencyKey={formKey(c)}>
          <Field
            view={v}
            name="document"
            label={v.t(words.quotaDocument)}
            value={first?.document}
            maxlength={200}
            width="long"
            problems={shownProblems(c.get('problem'))}
          />
          <TextArea view={v} name="quotas" label={v.t(words.quotas)} hint={v.t(words.quotaHint)} value={typed} rows={8} />
          <Button kind="secondary">{v.t(words.saveQuotas)}</Button>
        </Form>
      )}
    </Section>
  )
}

/** 第五条(一) (R-WK-16): trades and grades in place of a table of posts. */
export function TradePart({ c, exam, positions }: Part & { positions: readonly Position[] }) {
  const lines = positions.map(({ title, grade, subject, practicalWeight }) => {
    const percent = Math.round(Number(practicalWeight) * 100)
    return lineOf([title, grade, subject, percent > 0 ? percent : null])
  })
  const { trades, tradeHint, saveTrades } = words
  const said = { title: trades, label: trades, hint: tradeHint, save: saveTrades }
  return <LinesPart c={c} exam={exam} route="trades" name="trades" {...said} lines={lines} rows={12} />
}
