import type { Context } from 'hono'
import { Family } from '../foundation/family.ts'
import type { Env } from '../http/env.ts'
import { asNumber, instantIn } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Select } from '../web/components/choice.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { countChoices, tieRules } from './parameter-values.ts'
import type { Exam } from './records.ts'
import { Notice, TieRule } from './rules/notice.ts'
import { familyNames, parameterNames, examWords as words } from './words.ts'

/** What parts a tie first, what then, and so on: a field each. */
const tieSteps = ['tie-1', 'tie-2', 'tie-3', 'tie-4'] as const

/** The field of a part of the draft. */
export const draftField = (path: string): string | undefined => (path.includes('tieChain') ? tieSteps[0] : undefined)

const localOf = (c: Context<Env>, at: Temporal.Instant | null) =>
  at === null ? undefined : at.toZonedDateTimeISO(c.get('deps').authority.timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' })

/** The draft's fields as the API takes them. */
export function draftIn(c: Context<Env>, form: FormFields) {
  return {
    title: form.text('title'),
    organiser: form.text('organiser'),
    year: asNumber(form.text('year')),
    registrationOpensAt: instantIn(c, form.text('registrationOpensAt')),
    registrationClosesAt: instantIn(c, form.text('registrationClosesAt')),
    writtenOn: form.text('writtenOn'),
    interviewOn: form.text('interviewOn'),
    notice: {
      phones: { advice: form.text('advice') ?? null, complaint: form.text('complaint') ?? null },
      tieChain: tieSteps.flatMap((step) => form.text(step) ?? []),
      liveCounts: form.text('liveCounts'),
    },
  }
}

/** What the form shows of a draft. */
export const draftOf = (c: Context<Env>, exam: Exam): Values => ({
  title: exam.title,
  organiser: exam.organiser,
  year: exam.year,
  registrationOpensAt: localOf(c, exam.registrationOpensAt),
  registrationClosesAt: localOf(c, exam.registrationClosesAt),
  writtenOn: exam.writtenOn?.toString(),
  interviewOn: exam.interviewOn?.toString(),
  advice: exam.notice.phones.advice,
  complaint: exam.notice.phones.complaint,
  liveCounts: exam.notice.liveCounts,
  ...Object.fromEntries(tieSteps.map((step, index) => [step, exam.notice.tieChain[index]])),
})

type Values = Readonly<Record<string, string | number | null | undefined>>

export function DraftFields({ c, values }: { c: Context<Env>; values: Values }) {
  const v = view(c)
  const problems = shownProblems(c.get('problem'))
  const value = (name: string) => values[name] ?? undefined
  return (
    <>
      <Field view={v} name="title" label={v.t(words.title)} width="long" maxlength={120} value={value('title')} problems={problems} />
      <Field
        view={v}
        name="organiser"
        label={v.t(words.organiser)}
        width="long"
        maxlength={120}
        value={value('organiser')}
        problems={problems}
      />
      <Field
        view={v}
        name="year"
        type="number"
        width="short"
        min={2000}
        max={2100}
        label={v.t(words.year)}
        value={value('year')}
        problems={problems}
      />
      {(
        [
          ['registrationOpensAt', 'datetime-local', words.opens],
          ['registrationClosesAt', 'datetime-local', words.closes],
          ['writtenOn', 'date', words.written],
          ['interviewOn', 'date', words.interview],
          ['advice', 'tel', words.advice],
          ['complaint', 'tel', words.complaint],
        ] as const
      ).map(([name, type, label]) => (
        <Field view={v} name={name} type={type} label={v.t(label)} value={value(name)} problems={problems} optional />
      ))}
      {tieSteps.map((step, index) => (
        <Select
          view={v}
          name={step}
          label={v.t({ zh: `同分处理：第${index + 1}步`, en: `What parts a tie, step ${index + 1}` })}
          hint={index === 0 ? v.t(words.tieHint) : undefined}
          options={TieRule.options.map((rule) => ({ value: rule, label: v.t(tieRules[rule]) }))}
          value={value(step)?.toString()}
          problems={problems}
          optional
        />
      ))}
      <Select
        view={v}
        name="liveCounts"
        label={v.t(parameterNames.liveCounts)}
        options={Notice.shape.liveCounts.unwrap().options.map((choice) => ({ value: choice, label: v.t(countChoices[choice]) }))}
        value={value('liveCounts')?.toString() ?? 'applied'}
        problems={problems}
      />
    </>
  )
}

/** The form of a new exam. */
export async function newExam(c: Context<Env>): Promise<Response> {
  const v = view(c)
  const { adviceLine, complaintLine, name } = c.get('deps').authority
  return show(
    c,
    { kind: 'officer', title: words.newExam, lead: words.newLead, back: { label: words.exams, href: '/exams' } },
    <Form action="/exams" idempotencyKey={formKey(c)}>
      <Select
        view={v}
        name="family"
        label={v.t(words.family)}
        problems={shownProblems(c.get('problem'))}
        options={Family.options.map((family) => ({ value: family, label: v.t(familyNames[family]) }))}
      />
      <DraftFields c={c} values={{ advice: adviceLine, complaint: complaintLine, organiser: name }} />
      <Button>{v.t(words.create)}</Button>
    </Form>,
  )
}
