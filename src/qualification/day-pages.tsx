import { type Context, Hono } from 'hono'
import type { Env } from '../http/env.ts'
import { answerForm, asNumber, emptyForm } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Field } from '../web/components/field.tsx'
import { Balance } from '../web/components/figures.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { State, type StateKind } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { dateText, PlainDate, Time } from '../web/format.tsx'
import { CloseDay, closeDay } from './close-day.ts'
import { ReadDay, ReadDays, readDay, readDays } from './read-days.ts'
import { qualificationRefusals as answers } from './refusals.ts'
import { Standing } from './standing.tsx'
import { qualificationWords as words } from './words.ts'

/** The review lead's days: numbers that must agree stand side by side, and everyone pending is ticked by name. */
export function dayPages() {
  return new Hono<Env>()
    .get('/exams/:examId/qualification/days', (c) => daysPage(c))
    .get('/exams/:examId/qualification/days/:day', (c) => dayPage(c, emptyForm))
    .post('/exams/:examId/qualification/days/:day', (c) =>
      answerForm(c, {
        schema: CloseDay,
        from: (form) => ({
          ...c.req.param(),
          submitted: asNumber(form.text('submitted')),
          confirmed: asNumber(form.text('confirmed')),
          returned: asNumber(form.text('returned')),
          pending: form.all('pending'),
        }),
        run: closeDay,
        answers,
        to: () => daysPath(c),
        again: (_, form) => dayPage(c, form),
        bodyBytes: 5 * 1024 * 1024,
      }),
    )
}

const daysPath = (c: Context<Env>) => `/exams/${c.req.param('examId')}/qualification/days`
const states: Readonly<Record<'closed' | 'open' | 'not_over', readonly [StateKind, keyof typeof words]>> = {
  closed: ['good', 'closedDay'],
  open: ['attention', 'openDay'],
  not_over: ['quiet', 'dayNotOver'],
}

async function daysPage(c: Context<Env>) {
  const parsed = ReadDays.safeParse({ examId: c.req.param('examId') })
  const caller = c.get('caller')
  const found = parsed.success && caller ? await readDays(c.get('deps'), caller, parsed.data) : undefined
  if (!found?.ok) return problemPage(c)
  const shown = view(c)
  const { t } = shown
  return show(
    c,
    {
      kind: 'officer',
      title: words.days,
      lead: words.daysLead,
      exam: { id: c.req.param('examId') ?? '', title: found.value.title, stage: 'qualification' },
    },
    <Table
      view={shown}
      caption={t(words.days)}
      columns={[
        {
          key: 'day',
          head: t(words.day),
          names: true,
          cell: (row) => (
            <a href={`${daysPath(c)}/${row.day}`}>
              <PlainDate view={shown} date={Temporal.PlainDate.from(row.day)} />
            </a>
          ),
        },
        { key: 'state', head: t(words.state), cell: (row) => <State kind={states[row.state][0]}>{t(words[states[row.state][1]])}</State> },
        { key: 'submitted', head: t(words.submitted), numeric: true, cell: (row) => row.submitted ?? '' },
        { key: 'confirmed', head: t(words.confirmed), numeric: true, cell: (row) => row.confirmed ?? '' },
        { key: 'returned', head: t(words.returnedCount), numeric: true, cell: (row) => row.returned ?? '' },
        { key: 'pending', head: t(words.pending), numeric: true, cell: (row) => row.pending ?? '' },
      ]}
      rows={found.value.days}
    />,
  )
}

async function dayPage(c: Context<Env>, form: FormFields) {
  const parsed = ReadDay.safeParse({ examId: c.req.param('examId'), day: c.req.param('day') })
  const caller = c.get('caller')
  const found = parsed.success && caller ? await readDay(c.get('deps'), caller, parsed.data) : undefined
  if (!found?.ok || !caller) return problemPage(c)
  const { value } = found
  const { recorded } = value
  const shown = view(c)
  const { t } = shown
  const problems = shownProblems(c.get('problem'))
  const count = (name: 'submitted' | 'confirmed' | 'returned') => Number(form.text(name) ?? Number.NaN)
  const counted = {
    submitted: count('submitted'),
    confirmed: count('confirmed'),
    returned: count('returned'),
    pending: form.all('pending').length,
  }
  const waiting = new Set<string>(recorded.pending)
  const pending = value.applications.filter(({ applicationId }) => waiting.has(applicationId))
  const day = dateText(shown, Temporal.PlainDate.from(value.day))
  const mayClose = value.closedAt === undefined && c.get('opens')('POST /exams/:examId/qualification/days/:day', parsed.data?.examId)
  return show(
    c,
    {
      kind: 'officer',
      title: { zh: `${words.days.zh} ${day.zh}`, en: `${words.days.en} ${day.en}` },
      exam: { id: c.req.param('examId') ?? '', title: value.title, stage: 'qualification' },
      back: { label: words.days, href: daysPath(c) },
    },
    <>
      {value.closedAt && (
        <Notice kind="good" title={t(words.closedDay)}>
          {value.closedBy} <Time view={shown} at={Temporal.Instant.from(value.closedAt)} />
        </Notice>
      )}
      <Section title={t(words.byRecords)}>
        <Balance
          view={shown}
          whole={{ label: t(words.submitted), value: recorded.submitted }}
          parts={[
            { label: t(words.confirmed), value: recorded.confirmed },
            { label: t(words.returnedCount), value: recorded.returned },
            { label: t(words.pending), value: recorded.pending.length },
          ]}
        />
      </Section>
      <Table
        view={shown}
        caption={t(value.closedAt ? words.bySubjectNow : words.bySubject)}
        columns={[
          { key: 'subject', head: t(words.subject), names: true, cell: (row) => row.subject ?? t(words.noWritten) },
          { key: 'submitted', head: t(words.submitted), numeric: true, cell: (row) => row.submitted },
          { key: 'confirmed', head: t(words.confirmed), numeric: true, cell: (row) => row.confirmed },
          { key: 'returned', head: t(words.returnedCount), numeric: true, cell: (row) => row.returned },
          { key: 'pending', head: t(words.pending), numeric: true, cell: (row) => row.pending.length },
        ]}
        rows={value.bySubject}
      />
      {!Number.isNaN(counted.submitted) && (
        <Section title={t(words.byCount)}>
          <Balance
            view={shown}
            whole={{ label: t(words.submitted), value: counted.submitted }}
            parts={[
              { label: t(words.confirmed), value: counted.confirmed },
              { label: t(words.returnedCount), value: counted.returned },
              { label: t(words.pending), value: counted.pending },
            ]}
          />
        </Section>
      )}
      <Table
        view={shown}
        caption={t(words.pendingNamed)}
        {...(mayClose
          ? {
              select: {
                form: 'close',
                name: 'pending',
                value: (row: (typeof pending)[number]) => row.applicationId,
                label: (row: (typeof pending)[number]) => row.number,
              },
            }
          : {})}
        columns={[
          {
            key: 'number',
            head: t(words.number),
            names: true,
            cell: (row) => (row.carried ? `${row.number} · ${t(words.carried)}` : row.number),
          },
          { key: 'position', head: t(words.position), cell: (row) => row.position },
          { key: 'state', head: t(words.state), cell: (row) => <Standing view={shown} state={row.state} /> },
        ]}
        rows={pending}
      />
      {mayClose && (
        <Form action={`${daysPath(c)}/${value.day}`} id="close" idempotencyKey={formKey(c)} label={t(words.close)}>
          <Field view={shown} name="submitted" label={t(words.submitted)} type="number" min={0} width="short" problems={problems} />
          <Field view={shown} name="confirmed" label={t(words.confirmed)} type="number" min={0} width="short" problems={problems} />
          <Field view={shown} name="returned" label={t(words.returnedCount)} type="number" min={0} width="short" problems={problems} />
          <Button>{t(words.close)}</Button>
        </Form>
      )}
    </>,
  )
}
