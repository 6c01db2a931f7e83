import type { Context } from 'hono'
import { type NamedOfficer, officerOptions } from '../exam/named-officers.ts'
import type { AccountId } from '../foundation/ids.ts'
import type { Env } from '../http/env.ts'
import { formKey, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select } from '../web/components/choice.tsx'
import { Field, TextArea } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { State, type StateKind } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { PlainDate, Time } from '../web/format.tsx'
import type { Text, View } from '../web/locale.ts'
import { stageNames, stages } from '../web/words.ts'
import type { ownRecusals, readConduct } from './read-conduct.ts'
import { banScopes } from './rules/bans.ts'
import { breachKinds } from './rules/breaches.ts'
import { relations } from './rules/recusal.ts'
import { banStates, breachNames, relationNames, scopeNames, violationStates, conductWords as words } from './words.ts'

type Register = Extract<Awaited<ReturnType<typeof readConduct>>, { ok: true }>['value']
type Violation = Register['violations'][number]
type Ban = Register['bans'][number]
type Recusal = Awaited<ReturnType<typeof ownRecusals>>[number]

type Part = {
  readonly c: Context<Env>
  readonly home: string
  readonly staff: readonly NamedOfficer[]
  readonly nameOf: (accountId: AccountId) => string
}

export const violationKinds: Readonly<Record<Violation['state'], StateKind>> = { recorded: 'waiting', confirmed: 'bad', dismissed: 'quiet' }
const banKinds: Readonly<Record<Ban['state'], StateKind>> = { proposed: 'waiting', in_force: 'bad', rejected: 'quiet', lifted: 'quiet' }

const optionsOf = <K extends string>(v: View, values: readonly K[], names: Readonly<Record<K, Text>>) =>
  values.map((value) => ({ value, label: v.t(names[value]) }))
const people = ({ staff }: Part) => officerOptions(staff)
export const stageText = (v: View, stage: string) => {
  const found = stages.find((one) => one === stage)
  return found ? v.t(stageNames[found]) : stage
}

export function ViolationTable({ c, home, rows, nameOf, open }: Part & { rows: readonly Violation[]; open: boolean }) {
  const v = view(c)
  return (
    <Table<Violation>
      view={v}
      caption={v.t(words.violations)}
      rows={rows}
      empty={v.t(words.noViolations)}
      columns={[
        {
          key: 'kind',
          head: v.t(words.kind),
          names: true,
          cell: ({ id, kind }) => (open ? <a href={`${home}/violations/${id}`}>{v.t(breachNames[kind])}</a> : v.t(breachNames[kind])),
        },
        { key: 'article', head: v.t(words.article), cell: ({ article }) => article },
        { key: 'stage', head: v.t(words.stage), cell: ({ stage }) => stageText(v, stage) },
        { key: 'who', head: v.t(words.who), cell: ({ accountId }) => (accountId === null ? v.t(words.applicant) : nameOf(accountId)) },
        { key: 'at', head: v.t(words.recordedAt), cell: ({ recordedAt }) => <Time view={v} at={recordedAt} /> },
        {
          key: 'state',
          head: v.t(words.state),
          cell: ({ state }) => <State kind={violationKinds[state]}>{v.t(violationStates[state])}</State>,
        },
      ]}
    />
  )
}

export function RecordForm(part: Part) {
  const { c, home } = part
  const v = view(c)
  const problems = shownProblems(c.get('problem'))
  return (
    <Section title={v.t(words.record)}>
      <p>{v.t(words.recordLead)}</p>
      <Form action={`${home}/violations`} idempotencyKey={formKey(c)}>
        <Select view={v} name="kind" label={v.t(words.kind)} options={optionsOf(v, breachKinds, breachNames)} problems={problems} />
        <Field view={v} name="offender" label={v.t(words.idNumber)} maxlength={40} optional problems={problems} />
        <Select view={v} name="staff" label={v.t(words.officer)} options={people(part)} optional problems={problems} />
        <Select view={v} name="stage" label={v.t(words.stage)} options={optionsOf(v, stages, stageNames)} problems={problems} />
        <TextArea view={v} name="facts" label={v.t(words.facts)} rows={4} maxlength={4000} problems={problems} />
        <Button>{v.t(words.record)}</Button>
      </Form>
    </Section>
  )
}

export function BanTable({ c, home, rows, decide }: Part & { rows: readonly Ban[]; decide: boolean }) {
  const v = view(c)
  return (
    <Table<Ban>
      view={v}
      caption={v.t(words.bans)}
      rows={rows}
      empty={v.t(words.noBans)}
      columns={[
        { key: 'document', head: v.t(words.document), names: true, cell: ({ document }) => document },
        { key: 'breach', head: v.t(words.kind), cell: ({ breach }) => v.t(breachNames[breach]) },
        { key: 'scope', head: v.t(words.scope), cell: ({ scope }) => v.t(scopeNames[scope]) },
        { key: 'from', head: v.t(words.startsOn), cell: ({ startsOn }) => <PlainDate view={v} date={startsOn} /> },
        { key: 'to', head: v.t(words.until), cell: ({ endsOn }) => (endsOn ? <PlainDate view={v} date={endsOn} /> : v.t(words.endless)) },
        {
          key: 'ban',
          head: v.t(words.state),
          cell: ({ id, state, document }) => (
            <>
              <State kind={banKinds[state]}>{v.t(banStates[state])}</State>
              {decide && state === 'proposed' && (
                <Form action={`${home}/bans/${id}/decision`} idempotencyKey={formKey(c)} inline label={document}>
                  <Button kind="danger" name="decision" value="confirm">
                    {v.t(words.confirm)}
                  </Button>
                  <Button kind="quiet" name="decision" value="reject">
                    {v.t(words.reject)}
                  </Button>
                </Form>
              )}
            </>
          ),
        },
      ]}
    />
  )
}

export function BanForm({ c, home }: Part) {
  const v = view(c)
  const problems = shownProblems(c.get('problem'))
  return (
    <Section title={v.t(words.propose)}>
      <Form action={`${home}/bans`} idempotencyKey={formKey(c)}>
        <Field view={v} name="banned" label={v.t(words.idNumber)} maxlength={40} problems={problems} />
        <Select view={v} name="breach" label={v.t(words.kind)} options={optionsOf(v, breachKinds, breachNames)} problems={problems} />
        <Select view={v} name="scope" label={v.t(words.scope)} options={optionsOf(v, banScopes, scopeNames)} problems={problems} />
        <Field view={v} name="document" label={v.t(words.document)} maxlength={200} width="long" problems={problems} />
        <Field view={v} name="startsOn" label={v.t(words.startsOn)} type="date" problems={problems} />
        <Field view={v} name="endsOn" label={v.t(words.endsOn)} type="date" optional problems={problems} />
        <Button>{v.t(words.propose)}</Button>
      </Form>
    </Section>
  )
}

export function RecusalTable({ c, rows, nameOf, title }: Part & { rows: readonly Recusal[]; title: string }) {
  const v = view(c)
  return (
    <Table<Recusal>
      view={v}
      caption={title}
      rows={rows}
      empty={v.t(words.noRecusals)}
      columns={[
        { key: 'officer', head: v.t(words.officer), names: true, cell: ({ accountId }) => nameOf(accountId) },
        { key: 'relation', head: v.t(words.relation), cell: ({ relation }) => v.t(relationNames[relation]) },
        { key: 'covers', head: v.t(words.covers), cell: ({ unit, relative }) => unit ?? v.t(relative ? words.relative : words.wholeExam) },
        { key: 'declared', head: v.t(words.recordedAt), cell: ({ declaredAt }) => <Time view={v} at={declaredAt} /> },
      ]}
    />
  )
}

export function RecusalForm(part: Part & { forOthers: boolean }) {
  const { c, home, forOthers } = part
  const v = view(c)
  const problems = shownProblems(c.get('problem'))
  return (
    <Section title={v.t(words.declare)}>
      <p>{v.t(words.declareLead)}</p>
      <Form action={`${home}/recusals`} idempotencyKey={formKey(c)}>
        {forOthers && <Select view={v} name="accountId" label={v.t(words.forWhom)} options={people(part)} optional problems={problems} />}
        <Select view={v} name="relation" label={v.t(words.relation)} options={optionsOf(v, relations, relationNames)} problems={problems} />
        <Field view={v} name="relativeIdNumber" label={v.t(words.relativeIdNumber)} maxlength={40} optional problems={problems} />
        <Field view={v} name="unit" label={v.t(words.unit)} maxlength={100} optional problems={problems} />
        <Button kind="danger">{v.t(words.declare)}</Button>
      </Form>
    </Section>
  )
}
