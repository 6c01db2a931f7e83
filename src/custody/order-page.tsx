import { type Context, Hono } from 'hono'
import { examOf } from '../exam/asked.tsx'
import { type NamedOfficer, namedOfficers, officerOptions } from '../exam/named-officers.ts'
import { known } from '../foundation/invariant.ts'
import type { Env } from '../http/env.ts'
import { asNumber, emptyForm, type FieldNames, formTargets } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, shownProblems, view } from '../http/show.tsx'
import { officerNames } from '../identity/read-people.ts'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select } from '../web/components/choice.tsx'
import { Empty, Facts } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { Table } from '../web/components/table.tsx'
import { formatTime, listed, PlainDate, withRemark } from '../web/format.tsx'
import type { View } from '../web/locale.ts'
import { custodyPage, custodyPath } from './custody-page.tsx'
import { IssuePaperNotice, issuePaperNotice } from './issue-paper-notice.ts'
import { EndSeclusion, EnterSeclusion, enterSeclusion, leaveSeclusion, mostSetters } from './keep-seclusion.ts'
import { type OrderView, readOrder, type SeclusionView, type SessionOrder } from './read-order.ts'
import { custodyRefusals } from './refusals.ts'
import { needsNotice } from './rules/paper-notice.ts'
import { custodyWords as words } from './words.ts'

const pathOf = (c: Context<Env>) => `${custodyPath(c)}/order`

const upTo = (lines: number) => Array.from({ length: lines }, (_, index) => index + 1)

/** How many lines the form has: as many as asked for, and eight when nobody asked. */
const linesAsked = (c: Context<Env>, form: FormFields) =>
  Math.min(Math.max(Number(/^\d{1,2}$/.exec(form.text('setters') ?? c.req.query('setters') ?? '')?.[0] ?? 8), 1), mostSetters)

/** A line in which nothing is written is nobody. */
const settersIn = (form: FormFields) =>
  upTo(mostSetters)
    .map((line) => ({ line, name: form.text(`name-${line}`), undertakenOn: form.text(`undertaken-${line}`) }))
    .filter(({ name, undertakenOn }) => name !== undefined || undertakenOn !== undefined)

const fieldNames: FieldNames = {
  fieldOf: (path, form) => {
    const [list, index = 0, key] = path.split('.')
    if (list === 'quantities' && key) return `${key}-${form.all('session')[Number(index)]}`
    const line = settersIn(form)[Number(index)]?.line ?? 1
    return list === 'setters' ? `${key === 'undertakenOn' ? 'undertaken' : 'name'}-${line}` : undefined
  },
  fieldAbout: ({ examSessionId: session, seated, line }, form) => {
    // The rule counts those who were entered; the form may have empty lines between them.
    if (typeof line === 'number') return `undertaken-${settersIn(form)[line - 1]?.line ?? 1}`
    if (typeof session !== 'string') return undefined
    return Number(form.text(`papers-${session}`)) < Number(seated) ? `papers-${session}` : `cards-${session}`
  },
}

export function orderPages() {
  const order = '/exams/:examId/custody/order'
  const onOrder = formTargets(custodyRefusals, { to: pathOf, again: orderPage, ...fieldNames })
  return new Hono<Env>()
    .get(order, (c) => orderPage(c))
    .post(
      `${order}/notice`,
      onOrder(IssuePaperNotice, issuePaperNotice, (form) => ({
        number: form.text('number'),
        to: form.text('to'),
        quantities: form.all('session').map((examSessionId) => ({
          examSessionId,
          papers: asNumber(form.text(`papers-${examSessionId}`)),
          cards: asNumber(form.text(`cards-${examSessionId}`)),
        })),
      })),
    )
    .post(
      `${order}/seclusion`,
      onOrder(EnterSeclusion, enterSeclusion, (form) => ({
        police: form.text('police'),
        inspector: form.text('inspector'),
        setters: settersIn(form).map(({ name, undertakenOn }) => ({ name, undertakenOn })),
      })),
    )
    .post(`${order}/seclusion/end`, onOrder(EndSeclusion, leaveSeclusion))
}

/** Ordering the papers by the seat plan, and who was shut in to set them. */
async function orderPage(c: Context<Env>, form: FormFields = emptyForm): Promise<Response> {
  const caller = c.get('caller')
  const deps = c.get('deps')
  const exam = await examOf(c)
  if (!exam || !caller) return problemPage(c)
  const v = view(c)
  const opens = (route: string) => c.get('opens')(route, exam.id)
  const people = await namedOfficers(deps, exam.id, ['secrecy_officer', 'police_escort', 'discipline_inspector'])
  const read = await readOrder(deps, caller, { examId: exam.id })
  const order = known(read.ok ? read.value : undefined, 'the order of an exam')
  const late = order.due && (order.due.state === 'due' || order.due.state === 'overdue') && needsNotice(exam.family) ? order.due : undefined
  const named = [
    ...(order.notice ? [order.notice.issuedTo] : []),
    ...order.seclusions.flatMap(({ police, inspector }) => [police, inspector]),
  ]
  const names = await officerNames(deps, caller, named, exam.id)
  const inside = order.seclusions.some(({ leftAt }) => leftAt === null)
  return custodyPage(
    c,
    exam,
    { title: words.order, lead: words.orderLead },
    <>
      {late && (
        <Notice kind={late.state === 'due' ? 'attention' : 'bad'} title={v.t(words.noticeLate)}>
          {v.t(words.dueOn)} <PlainDate view={v} date={late.dueOn} />
        </Notice>
      )}
      <Section title={v.t(words.notice)}>
        {order.notice ? <Issued v={v} order={order} notice={order.notice} names={names} /> : <Empty title={v.t(words.noNotice)} />}
        {!order.notice && opens('POST /exams/:examId/custody/order/notice') && (
          <IssueForm c={c} sessions={order.sessions} people={people} />
        )}
      </Section>
      <Section title={v.t(words.seclusion)}>
        <Seclusions v={v} seclusions={order.seclusions} names={names} />
        {inside && opens('POST /exams/:examId/custody/order/seclusion/end') && (
          <Form action={`${pathOf(c)}/seclusion/end`} idempotencyKey={formKey(c)}>
            <Button kind="secondary">{v.t(words.leave)}</Button>
          </Form>
        )}
        {!inside && opens('POST /exams/:examId/custody/order/seclusion') && <EnterForm c={c} people={people} lines={linesAsked(c, form)} />}
      </Section>
    </>,
  )
}

const whenOf = (v: View, { startsAt, subject }: SessionOrder) => `${formatTime(v, Temporal.Instant.from(startsAt))} ${subject}`
type Names = Awaited<ReturnType<typeof officerNames>>

type IssuedProps = {
  readonly v: View
  readonly order: OrderView
  readonly notice: NonNullable<OrderView['notice']>
  readonly names: Names
}

const Issued = ({ v, order, notice, names }: IssuedProps) => (
  <>
    <Facts
      facts={[
        [v.t(words.noticeNumber), notice.number],
        [v.t(words.issuedTo), names.get(notice.issuedTo) ?? '–'],
        [v.t(words.issuedAt), formatTime(v, Temporal.Instant.from(notice.issuedAt))],
      ]}
    />
    <Table<OrderView['sessions'][number]>
      view={v}
      stacked
      caption={v.t(words.notice)}
      rows={order.sessions}
      columns={[
        { key: 'session', head: v.t(words.session), names: true, cell: (row) => whenOf(v, row) },
        { key: 'seated', head: v.t(words.seated), numeric: true, cell: ({ seated }) => seated },
        ...(['papers', 'cards'] as const).map((count) => ({
          key: count,
          head: v.t(words[count]),
          numeric: true,
          cell: ({ examSessionId }: SessionOrder) => notice.quantities.find((line) => line.examSessionId === examSessionId)?.[count] ?? '–',
        })),
      ]}
    />
  </>
)

type FormProps = { readonly c: Context<Env>; readonly people: readonly NamedOfficer[] }

function IssueForm({ c, people, sessions }: FormProps & { readonly sessions: readonly SessionOrder[] }) {
  const v = view(c)
  const problems = shownProblems(c.get('problem'))
  if (sessions.length === 0) return <p>{v.t(words.seatsMissing)}</p>
  return (
    <Form action={`${pathOf(c)}/notice`} idempotencyKey={formKey(c)} label={v.t(words.issue)}>
      <Field view={v} name="number" label={v.t(words.noticeNumber)} problems={problems} maxlength={40} />
      <Select view={v} name="to" label={v.t(words.issuedTo)} problems={problems} options={officerOptions(people, 'secrecy_officer')} />
      {sessions.map((session) => (
        <fieldset class="field line">
          <legend>
            {whenOf(v, session)} · {v.t(words.seated)} {session.seated}
          </legend>
          <input type="hidden" name="session" value={session.examSessionId} />
          {(['papers', 'cards'] as const).map((count) => (
            <Field
              view={v}
              name={`${count}-${session.examSessionId}`}
              type="number"
              min={session.seated}
              inputmode="numeric"
              width="short"
              label={v.t(words[count])}
              problems={problems}
            />
          ))}
        </fieldset>
      ))}
      <Button>{v.t(words.issue)}</Button>
    </Form>
  )
}

function Seclusions({ v, seclusions, names }: { readonly v: View; readonly seclusions: readonly SeclusionView[]; readonly names: Names }) {
  const at = (text: string) => formatTime(v, Temporal.Instant.from(text))
  return (
    <Table<SeclusionView>
      view={v}
      stacked
      caption={v.t(words.seclusion)}
      rows={seclusions}
      empty={v.t(words.noSeclusion)}
      columns={[
        { key: 'entered', head: v.t(words.enteredAt), names: true, cell: ({ enteredAt }) => at(enteredAt) },
        { key: 'left', head: v.t(words.leftAt), cell: ({ leftAt }) => (leftAt ? at(leftAt) : v.t(words.inside)) },
        {
          key: 'setters',
          head: v.t(words.setters),
          cell: ({ setters }) =>
            listed(
              v,
              setters.map(({ name, undertakenOn }) => withRemark(v, name ?? '–', undertakenOn)),
            ),
        },
        { key: 'police', head: v.t(words.police), cell: ({ police }) => names.get(police) ?? '–' },
        { key: 'inspector', head: v.t(words.inspector), cell: ({ inspector }) => names.get(inspector) ?? '–' },
      ]}
    />
  )
}

function EnterForm({ c, people, lines }: FormProps & { readonly lines: number }) {
  const v = view(c)
  const problems = shownProblems(c.get('problem'))
  return (
    <>
      <Form action={pathOf(c)} method="get" inline>
        <Field
          view={v}
          name="setters"
          type="number"
          min={1}
          max={mostSetters}
          label={v.t(words.howManySetters)}
          value={lines}
          width="short"
        />
        <Button kind="quiet">{v.t(words.relist)}</Button>
      </Form>
      <Form action={`${pathOf(c)}/seclusion`} idempotencyKey={formKey(c)} hidden={{ setters: String(lines) }} label={v.t(words.enter)}>
        {(
          [
            ['police', 'police_escort'],
            ['inspector', 'discipline_inspector'],
          ] as const
        ).map(([name, role]) => (
          <Select view={v} name={name} label={v.t(words[name])} problems={problems} options={officerOptions(people, role)} />
        ))}
        {upTo(lines).map((line) => (
          <fieldset class="field line">
            <legend>{v.t(words.setter, { n: line })}</legend>
            <Field view={v} name={`name-${line}`} label={v.t(words.setterName)} width="short" maxlength={60} optional={line > 1} />
            <Field view={v} name={`undertaken-${line}`} type="date" label={v.t(words.undertakenOn)} width="short" optional={line > 1} />
          </fieldset>
        ))}
        <Button kind="secondary">{v.t(words.enter)}</Button>
      </Form>
    </>
  )
}
