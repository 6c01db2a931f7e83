import type { Context } from 'hono'
import { examOf } from '../exam/asked.tsx'
import { namedOfficers, officerOptions } from '../exam/named-officers.ts'
import { DrawId, ExamId } from '../foundation/ids.ts'
import { problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { emptyForm } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { TermsFields } from '../seating/draw-parts.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select } from '../web/components/choice.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { State } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { dateText } from '../web/format.tsx'
import { type MedicalDay, openMapping, readMedicalDay } from './medical-results.ts'
import { keeperRoles } from './read-selection.ts'
import { selectionRefusals as answers } from './refusals.ts'
import { medicalOutcomes } from './rules/appointee.ts'
import { outcomeNames, selectionWords as words } from './words.ts'

const homeOf = (c: Context<Env>) => `/exams/${c.req.param('examId')}/selection`

/** Freezing the draw of a day: the day, the two keepers, and the terms every draw is announced with. */
export async function MedicalDraw({ c, examId }: { c: Context<Env>; examId: ExamId }) {
  const v = view(c)
  const keepers = officerOptions(await namedOfficers(c.get('deps'), examId, keeperRoles))
  const problems = shownProblems(c.get('problem'))
  return (
    <Section title={v.t(words.medicalDraw)} id="medical-draw">
      <p>{v.t(words.medicalDrawLead)}</p>
      <Form action={`${homeOf(c)}/medicals`} idempotencyKey={formKey(c)}>
        <Field view={v} name="day" label={v.t(words.day)} type="date" width="medium" problems={problems} />
        <Select view={v} name="firstKeeper" label={v.t(words.firstKeeper)} options={keepers} problems={problems} />
        <Select view={v} name="secondKeeper" label={v.t(words.secondKeeper)} options={keepers} problems={problems} />
        <TermsFields c={c} />
        <Button>{v.t(words.freezeDraw)}</Button>
      </Form>
    </Section>
  )
}

type Person = MedicalDay['people'][number]
type Mapped = { readonly number: string; readonly listNumber: string }

/** The day of a medical: what the hospital gets, what it wrote, and for the two keepers whose number is whose. */
export async function medicalPage(c: Context<Env>, form: FormFields = emptyForm, mapping?: readonly Mapped[]): Promise<Response> {
  const drawId = DrawId.safeParse(c.req.param('drawId'))
  const caller = c.get('caller')
  const deps = c.get('deps')
  const exam = await examOf(c)
  if (!exam || !drawId.success || !caller) return problemPage(c)
  const v = view(c)
  const result = await readMedicalDay(deps, caller, { examId: exam.id, drawId: drawId.data })
  if (!result.ok) {
    c.set('problem', problemOf(answers, result.refusal, v.locale))
    return problemPage(c)
  }
  const { day, people, keepers, listHash, step } = result.value
  const on = dateText(v, Temporal.PlainDate.from(day))
  const base = `${homeOf(c)}/medicals/${drawId.data}`
  const keeps = keepers.includes(caller.accountId)
  const id = 'medical-results'
  const outcome = ({ number, outcome: entered }: Person) => (
    <>
      <input type="hidden" name="number" value={number} form={id} />
      <select class="input" name={`outcome-${number}`} form={id} aria-label={`${v.t(words.outcome)} ${number}`} required>
        <option value="">–</option>
        {medicalOutcomes.map((value) => (
          <option value={value} selected={(form.text(`outcome-${number}`) ?? entered) === value}>
            {v.t(outcomeNames[value])}
          </option>
        ))}
      </select>
    </>
  )
  return show(
    c,
    {
      kind: 'officer',
      title: { zh: `体检 ${on.zh}`, en: `Medical of ${on.en}` },
      exam: { id: exam.id, title: exam.title, stage: 'selection' },
      back: { label: words.title, href: homeOf(c) },
    },
    <>
      <p>
        <State kind={step === 'done' ? 'good' : 'waiting'}>{v.t(words[step])}</State>
      </p>
      {people.length === 0 && (
        <Empty title={v.t(words.waiting)}>
          <a href={`/exams/${exam.id}/draws/${drawId.data}`}>{v.t(words.toDraw)}</a>
        </Empty>
      )}
      <Table<Person>
        view={v}
        caption={v.t(words.hospitalList)}
        rows={people}
        columns={[
          { key: 'number', head: v.t(words.numbers), names: true, cell: (row) => row.number },
          { key: 'sex', head: v.t(words.sex), cell: (row) => v.t(row.sex === 'female' ? words.female : words.male) },
          { key: 'group', head: v.t(words.group), numeric: true, cell: (row) => row.group },
          // What was entered stands as text too: a list that was changed and not sent is not what the other keeper confirms.
          ...(keeps && (step === 'confirming' || step === 'done')
            ? [{ key: 'entered', head: v.t(words.outcome), cell: (row: Person) => row.outcome && v.t(outcomeNames[row.outcome]) }]
            : []),
          ...(keeps && (step === 'entering' || step === 'confirming')
            ? [{ key: 'outcome', head: v.t(step === 'entering' ? words.results : words.correction), cell: outcome }]
            : []),
        ]}
      />
      {keeps && people.length > 0 && (
        <Section title={v.t(words.results)}>
          <p>{v.t(words.keepersOnly)}</p>
          {(step === 'entering' || step === 'confirming') && (
            <Form id={id} action={`${base}/results`} idempotencyKey={formKey(c)}>
              <Button kind={step === 'entering' ? 'primary' : 'secondary'}>
                {v.t(step === 'entering' ? words.enter : words.enterAgain)}
              </Button>
            </Form>
          )}
          {step === 'confirming' && (
            <Form action={`${base}/confirmation`} idempotencyKey={formKey(c)} hidden={{ listHash: listHash ?? undefined }}>
              <Button>{v.t(words.confirm)}</Button>
            </Form>
          )}
          {mapping ? (
            <Table<Mapped>
              view={v}
              caption={v.t(words.mapping)}
              rows={mapping}
              columns={[
                { key: 'mapped', head: v.t(words.numbers), names: true, cell: (row) => row.number },
                { key: 'ticket', head: v.t(words.number), cell: (row) => row.listNumber },
              ]}
            />
          ) : (
            <Form action={`${base}/mapping`}>
              <Button kind="danger">{v.t(words.openMapping)}</Button>
            </Form>
          )}
        </Section>
      )}
      {!keeps && people.length > 0 && <Notice kind="quiet" title={v.t(words.keepersOnly)} />}
    </>,
  )
}

/** Opens the mapping for a keeper: every look is an act in the log, so it is posted and shown once. */
export async function openMappingPage(c: Context<Env>): Promise<Response> {
  const asked = { examId: ExamId.safeParse(c.req.param('examId')), drawId: DrawId.safeParse(c.req.param('drawId')) }
  const caller = c.get('caller')
  if (!asked.examId.success || !asked.drawId.success || !caller) return problemPage(c)
  const opened = await openMapping(c.get('deps'), caller, { examId: asked.examId.data, drawId: asked.drawId.data })
  if (opened.ok) return medicalPage(c, emptyForm, opened.value.people)
  const problem = problemOf(answers, opened.refusal, c.get('locale'), opened.facts)
  c.set('problem', problem)
  c.status(problem.status)
  return medicalPage(c)
}

/** The command as the table of outcomes sends it. */
export const outcomesIn = (form: FormFields) => ({
  results: form.all('number').map((number) => ({ number, outcome: form.text(`outcome-${number}`) })),
})

/** Day and keepers, as the form of a draw sends them. */
export const medicalDrawIn = (form: FormFields) => ({
  day: form.text('day'),
  keepers: [form.text('firstKeeper'), form.text('secondKeeper')],
})

/** Where that form holds the n-th keeper. */
export const keeperField = (path: string): string | undefined =>
  path === 'keepers.0' ? 'firstKeeper' : path === 'keepers' || path === 'keepers.1' ? 'secondKeeper' : undefined
