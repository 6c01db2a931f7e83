import type { Context } from 'hono'
import { examOf } from '../exam/asked.tsx'
import { officerOptions } from '../exam/named-officers.ts'
import type { Env } from '../http/env.ts'
import { asNumber, emptyForm } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice, Select } from '../web/components/choice.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Table } from '../web/components/table.tsx'
import { words as common } from '../web/words.ts'
import type { InterviewPost } from './board-records.ts'
import { type Planning, type PooledExaminer, readPlanning, type Serving } from './read-planning.ts'
import { interviewWords as words } from './words.ts'

type Part = { readonly c: Context<Env>; readonly examId: string; readonly planning: Planning; readonly form: FormFields }

/** The pool of examiners, and panels, rooms and posts before the day. */
export async function planningPage(c: Context<Env>, form: FormFields = emptyForm): Promise<Response> {
  const caller = c.get('caller')
  const deps = c.get('deps')
  const exam = await examOf(c)
  if (!exam || !caller) return problemPage(c)
  const planning = await readPlanning(deps, caller, exam.id)
  const part = { c, examId: exam.id, planning, form }
  const opens = (route: string) => c.get('opens')(route, exam.id)
  return show(
    c,
    {
      kind: 'officer',
      title: words.plan,
      exam: { id: exam.id, title: exam.title, stage: 'interview' },
      back: { label: words.back, href: `/exams/${exam.id}/interview` },
    },
    <>
      <Pool {...part} />
      {opens('POST /exams/:examId/interview/examiners') && <Enter {...part} />}
      {opens('POST /exams/:examId/interview/panels') && !planning.planned && <Plan {...part} />}
    </>,
  )
}

function Pool({ c, planning }: Part) {
  const v = view(c)
  const yes = (value: boolean) => (value ? v.t(common.yes) : '–')
  return (
    <Table<PooledExaminer>
      view={v}
      caption={v.t(words.pool)}
      rows={planning.pool}
      empty={v.t(words.poolEmpty)}
      columns={[
        { key: 'name', head: v.t(words.name), names: true, cell: ({ name }) => name },
        { key: 'unit', head: v.t(words.unit), cell: ({ unit }) => unit },
        { key: 'speciality', head: v.t(words.speciality), cell: ({ speciality }) => speciality },
        { key: 'city', head: v.t(words.city), cell: ({ city }) => city },
        { key: 'outside', head: v.t(words.outside), cell: ({ outside }) => yes(outside) },
        { key: 'chief', head: v.t(words.chief), cell: ({ chief }) => yes(chief) },
      ]}
    />
  )
}

function Enter({ c, examId, planning, form }: Part) {
  const v = view(c)
  const id = 'enter-examiners'
  const text = (name: string, label: string) => (
    <input class="input medium" name={name} form={id} value={form.text(name)} maxlength={40} aria-label={label} autocomplete="off" />
  )
  const tick = (name: string, label: string, otherwise: boolean) => (
    <input
      type="checkbox"
      name={name}
      form={id}
      value="yes"
      checked={form.all('examiner').length > 0 ? form.checked(name) : otherwise}
      aria-label={label}
    />
  )
  return (
    <Section title={v.t(words.enterPool)}>
      <p>{v.t(words.poolLead)}</p>
      {planning.candidates.length === 0 ? (
        <Empty title={v.t(words.nobodyToEnter)} />
      ) : (
        <>
          <Table<Serving>
            view={v}
            caption={v.t(words.enterPool)}
            rows={planning.candidates}
            select={{ form: id, name: 'examiner', value: ({ accountId }) => accountId, label: ({ name }) => name }}
            columns={[
              { key: 'examiner', head: v.t(words.name), names: true, cell: ({ name }) => name },
              { key: 'unit', head: v.t(words.unit), cell: ({ unit }) => unit },
              {
                key: 'speciality',
                head: v.t(words.speciality),
                cell: ({ accountId, name }) => text(`speciality-${accountId}`, `${v.t(words.speciality)} ${name}`),
              },
              {
                key: 'city',
                head: v.t(words.city),
                cell: ({ accountId, name }) => text(`city-${accountId}`, `${v.t(words.city)} ${name}`),
              },
              {
                key: 'outside',
                head: v.t(words.outside),
                cell: ({ accountId, name }) => tick(`outside-${accountId}`, `${v.t(words.outside)} ${name}`, true),
              },
              {
                key: 'chief',
                head: v.t(words.chief),
                cell: ({ accountId, name }) => tick(`chief-${accountId}`, `${v.t(words.chief)} ${name}`, false),
              },
            ]}
          />
          <Form id={id} action={`/exams/${examId}/interview/examiners`} idempotencyKey={formKey(c)}>
            <Button>{v.t(words.enter)}</Button>
          </Form>
        </>
      )}
    </Section>
  )
}

/** The command as the table of examiners sends it. */
export const examinersIn = (form: FormFields) => ({
  examiners: form.all('examiner').map((accountId) => ({
    accountId,
    speciality: form.text(`speciality-${accountId}`),
    city: form.text(`city-${accountId}`),
    outside: form.checked(`outside-${accountId}`),
    chief: form.checked(`chief-${accountId}`),
  })),
})

const mostPanels = 30

/** Panels proposed by the written subject of their posts: one speciality, one panel. */
function Plan({ c, examId, planning, form }: Part) {
  const v = view(c)
  const subjects = [...new Set(planning.posts.map(({ subject }) => subject))]
  const asked = Number(c.req.query('panels') ?? form.all('panel').length)
  const panels = Number.isInteger(asked) && asked > 0 ? Math.min(asked, mostPanels) : Math.max(1, subjects.length)
  const numbers = Array.from({ length: panels }, (_, index) => index + 1)
  if (planning.posts.length === 0) return <Empty title={v.t(words.none)} />
  return (
    <Section title={v.t(words.plan)}>
      <p>{v.t(words.planLead)}</p>
      <Form action={`/exams/${examId}/interview/planning`} method="get" inline label={v.t(words.howMany)}>
        <Field view={v} name="panels" label={v.t(words.howMany)} type="number" min={1} max={mostPanels} value={panels} width="short" />
        <Button kind="secondary">{v.t(words.layOut)}</Button>
      </Form>
      <Form action={`/exams/${examId}/interview/panels`} idempotencyKey={formKey(c)}>
        {numbers.map((number) => (
          <OnePanel c={c} number={number} planning={planning} />
        ))}
        <Table<InterviewPost>
          view={v}
          caption={v.t(words.postsOf)}
          rows={planning.posts}
          columns={[
            { key: 'code', head: v.t(words.post), names: true, cell: ({ code, unit, title }) => `${code} ${unit} ${title}` },
            { key: 'people', head: v.t(words.people), numeric: true, cell: ({ interviewees }) => interviewees },
            {
              key: 'panel',
              head: v.t(words.panels),
              cell: ({ positionId, code, subject }) => {
                const chosen = form.text(`panel-of-${positionId}`) ?? String((subjects.indexOf(subject) % panels) + 1)
                return (
                  <>
                    <input type="hidden" name="position" value={positionId} />
                    <select class="input" name={`panel-of-${positionId}`} aria-label={`${v.t(words.panels)} ${code}`}>
                      {numbers.map((number) => (
                        <option value={String(number)} selected={String(number) === chosen}>
                          {v.t(words.panel, { n: number })}
                        </option>
                      ))}
                    </select>
                  </>
                )
              },
            },
          ]}
        />
        <Button>{v.t(words.plan)}</Button>
      </Form>
    </Section>
  )
}

function OnePanel({ c, number, planning }: Omit<Part, 'examId' | 'form'> & { number: number }) {
  const v = view(c)
  const problems = shownProblems(c.get('problem'))
  const named = (name: string) => `${name}-${number}`
  const field = (
    name: string,
    label: string,
    more: { type?: 'number'; value?: string | number; hint?: string; optional?: boolean } = {},
  ) => <Field view={v} name={named(name)} label={label} width={more.type ? 'short' : 'medium'} problems={problems} {...more} />
  const person = (name: string, label: string, people: readonly Serving[]) => (
    <Select view={v} name={named(name)} label={label} options={officerOptions(people)} problems={problems} />
  )
  return (
    <fieldset class="field">
      <legend>{v.t(words.panel, { n: number })}</legend>
      <input type="hidden" name="panel" value={String(number)} />
      {field('speciality', v.t(words.speciality), { hint: v.t(words.specialityHint), optional: true })}
      {field('interviewRoom', v.t(words.interviewRoom))}
      {field('waitingRoom', v.t(words.waitingRoom))}
      {field('floor', v.t(words.floor), { type: 'number' })}
      {field('size', v.t(words.size), { type: 'number', value: 7 })}
      {person('inspector', v.t(words.inspector), planning.inspectors)}
      <Choice
        view={v}
        name={named('supervisors')}
        many
        label={v.t(words.supervisors)}
        options={officerOptions(planning.supervisors)}
        problems={problems}
      />
      {person('clerk', v.t(words.clerk), planning.clerks)}
    </fieldset>
  )
}

/** `panels.0.floor` is `floor-1`, and `examiners.0.city` the city of the first who is ticked. */
export function planningField(path: string, form: FormFields): string | undefined {
  const [list, index, key] = path.split('.')
  const names = list === 'panels' ? form.all('panel') : list === 'examiners' ? form.all('examiner') : []
  const name = names[Number(index)]
  return name !== undefined && key !== undefined ? `${key}-${name}` : undefined
}

/** The command as the planning form sends it. */
export const panelsIn = (form: FormFields) => ({
  panels: form.all('panel').map((number) => {
    const of = (name: string) => form.text(`${name}-${number}`)
    return {
      number: asNumber(number),
      speciality: of('speciality') ?? null,
      interviewRoom: of('interviewRoom'),
      waitingRoom: of('waitingRoom'),
      floor: asNumber(of('floor')),
      size: asNumber(of('size')),
      inspector: of('inspector'),
      supervisors: form.all(`supervisors-${number}`),
      clerk: of('clerk'),
      positions: form.all('position').filter((position) => form.text(`panel-of-${position}`) === number),
    }
  }),
})
