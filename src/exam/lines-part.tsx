import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { formKey, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { TextArea } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import type { Text } from '../web/locale.ts'
import type { Exam } from './records.ts'

/** The lines of a text field, each cut at its commas. */
export const linesOf = (text: string | undefined) =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => line.split(/\s*[,，;；\t]\s*/))

/** The parts of a line as `linesOf` reads them. */
export const lineOf = (parts: readonly (string | number | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined).join('，')

type LinesProps = {
  readonly c: Context<Env>
  readonly exam: Exam
  /** Of the form's target, below the exam's own stage, and of its field. */
  readonly route: string
  readonly name: string
  readonly title: Text
  readonly label: Text
  readonly hint: Text
  readonly lines: readonly string[]
  readonly rows: number
  readonly save: Text
  /** The draft can do without any. */
  readonly optional?: boolean
}

/** A part of the draft that is set by lines in a field, all of them at once. */
export function LinesPart({ c, exam, route, name, title, label, hint, lines, rows, save, optional }: LinesProps) {
  const v = view(c)
  return (
    <Section title={v.t(title)}>
      <Form action={`/exams/${exam.id}/exam/${route}`} idempotencyKey={formKey(c)} version={exam.version}>
        <TextArea
          view={v}
          name={name}
          label={v.t(label)}
          hint={v.t(hint)}
          value={lines.join('\n')}
          rows={rows}
          problems={shownProblems(c.get('problem'))}
          optional={optional}
        />
        <Button kind={optional ? 'secondary' : 'primary'}>{v.t(save)}</Button>
      </Form>
    </Section>
  )
}
