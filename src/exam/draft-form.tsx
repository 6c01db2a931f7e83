import type { Context } from 'hono'
import { Family } from '../foundation/family.ts'
import type { Env } from '../http/env.ts'
import { asNumber, type FormFields, instantIn } from '../http/form.ts'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Select } from '../web/components/choice.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import type { Exam } from './records.ts'
import { familyNames, examWords as words } from './words.ts'

const localOf = (c: Context<Env>, at: Temporal.Instant | null) =>
  at === null ? undefined : at.toZonedDateTimeISO(c.get('deps').authority.timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' })

/** The draft's fields as the API takes them. */
export function draftIn(c: Context<Env>, form: FormFields) {
  const tie = form.text('tieChain')
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
      tieChain: tie === undefined ? [] : tie.split(/[\s,，、]+/).filter((rule) => rule !== ''),
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
  tieChain: exam.notice.tieChain.join(', '),
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
      <Field
        view={v}
        name="registrationOpensAt"
        type="datetime-local"
        label={v.t(words.opens)}
        value={value('registrationOpensAt')}
        problems={problems}
        optional
      />
      <Field
        view={v}
        name="registrationClosesAt"
        type="datetime-local"
        label={v.t(words.closes)}
        value={value('registrationClosesAt')}
        problems={problems}
        optional
      />
      <Field view={v} name="writtenOn" type="date" label={v.t(words.written)} value={value('writtenOn')} problems={problems} optional />
      <Field
        view={v}
        name="interviewOn"
        type="date"
        label={v.t(words.interview)}
        value={value('interviewOn')}
        problems={problems}
        optional
      />
      <Field view={v} name="advice" type="tel" label={v.t(words.advice)} value={value('advice')} problems={problems} optional />
      <Field view={v} name="complaint" type="tel" label={v.t(words.complaint)} value={value('complaint')} problems={problems} optional />
      <Field
        view={v}
        name="tieChain"
        label={v.t(examTie)}
        hint={v.t(words.tieHint)}
        value={value('tieChain')}
        problems={problems}
        optional
      />
    </>
  )
}
const examTie = { zh: '同分处理次序', en: 'What parts a tie' } as const

/** The form of a new exam. */
export async function newExam(c: Context<Env>, form?: FormFields): Promise<Response> {
  const v = view(c)
  const { adviceLine, complaintLine } = c.get('deps').authority
  const names = [
    'title',
    'organiser',
    'year',
    'registrationOpensAt',
    'registrationClosesAt',
    'writtenOn',
    'interviewOn',
    'advice',
    'complaint',
    'tieChain',
  ]
  const typed = form && Object.fromEntries(names.map((name) => [name, form.text(name)]))
  return show(
    c,
    { kind: 'officer', title: words.newExam, lead: words.newLead, back: { label: words.exams, href: '/exams' } },
    <Form action="/exams" idempotencyKey={formKey(c)}>
      <Select
        view={v}
        name="family"
        label={v.t(words.family)}
        value={form?.text('family')}
        problems={shownProblems(c.get('problem'))}
        options={Family.options.map((family) => ({ value: family, label: v.t(familyNames[family]) }))}
      />
      <DraftFields c={c} values={typed ?? { advice: adviceLine, complaint: complaintLine, organiser: c.get('deps').authority.name }} />
      <Button>{v.t(words.create)}</Button>
    </Form>,
  )
}
