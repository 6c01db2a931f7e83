import { type Context, Hono } from 'hono'
import { examOf } from '../exam/asked.tsx'
import { officerLabel } from '../exam/named-officers.ts'
import type { Exam } from '../exam/records.ts'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
import type { Env } from '../http/env.ts'
import { asNumber, emptyForm, formTargets } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, shownProblems, view } from '../http/show.tsx'
import { OpenStatement } from '../identity/open-statement.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice, Select } from '../web/components/choice.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Table } from '../web/components/table.tsx'
import { listed } from '../web/format.tsx'
import { roleNames } from '../web/words.ts'
import { CompleteHandoff, completeHandoff } from './complete-handoff.ts'
import { custodyPage, custodyPath } from './custody-page.tsx'
import { DraftHandoff, draftHandoff } from './draft-handoff.ts'
import { fieldsOfLines } from './line-problems.tsx'
import { type AtHand, type HandoffForm, handoffForm, type OpenHandoff, openHandoffs } from './read-handoff.ts'
import { custodyRefusals } from './refusals.ts'
import { type LegName, legNames, legsOf } from './rules/legs.ts'
import { legWords, custodyWords as words } from './words.ts'

/** Legs this person can receive on; only the receiver writes down what was found. */
const legsFor = (exam: Exam, caller: Caller) =>
  legsOf(exam.family).filter(({ receiver }) => appointmentFor(caller, [receiver], exam.id) !== undefined)

export function handoffPages() {
  const custody = '/exams/:examId/custody'
  const onHandoff = formTargets(custodyRefusals, {
    to: custodyPath,
    again: handoffPage,
    ...fieldsOfLines(listedIn),
  })
  return new Hono<Env>()
    .get(`${custody}/handoff`, (c) => handoffPage(c))
    .post(
      `${custody}/handoff`,
      onHandoff(
        DraftHandoff,
        draftHandoff,
        (form) => ({
          leg: form.text('leg'),
          giver: form.text('giver'),
          witnesses: form.all('witnesses'),
          packages: listedIn(form).map(({ number }) => lineOf(form, number)),
        }),
        () => '/my/statements',
      ),
    )
    .post(`${custody}/handoffs/:statementId`, onHandoff(CompleteHandoff, completeHandoff))
}

async function handoffPage(c: Context<Env>, form: FormFields = emptyForm): Promise<Response> {
  const caller = c.get('caller')
  const deps = c.get('deps')
  const exam = await examOf(c)
  if (!exam || !caller) return problemPage(c)
  const v = view(c)
  const legs = legsFor(exam, caller)
  const asked = form.text('leg') ?? c.req.query('leg')
  const leg = legs.find(({ name }) => name === asked)
  const [facts, open] = await Promise.all([leg && handoffForm(deps, exam.id, leg, caller), openHandoffs(deps, exam.id, caller)])
  const path = `/exams/${exam.id}/custody/handoff`
  return custodyPage(
    c,
    exam,
    { title: words.handoff, lead: words.handoffLead },
    <>
      {open.length > 0 && <Open c={c} open={open} />}
      <Section title={v.t(words.leg)}>
        <Form action={path} method="get" inline>
          <Select
            view={v}
            name="leg"
            label={v.t(words.leg)}
            value={leg?.name}
            options={legs.map(({ name }) => ({ value: name, label: v.t(legWords[name]) }))}
          />
          <Button kind="secondary">{v.t(words.choose)}</Button>
        </Form>
      </Section>
      {leg && facts && <Draft c={c} path={path} leg={leg.name} facts={facts} />}
    </>,
  )
}

/** A package without a seal number is not part of the handoff. */
const listedIn = (form: FormFields) =>
  form
    .all('number')
    .filter((number) => form.text(`seal-${number}`) !== undefined)
    .map((number) => ({ name: number, number }))

function lineOf(form: FormFields, number: string) {
  const count = (field: string) => asNumber(form.text(`${field}-${number}`))
  const returned =
    form.text('leg') === 'return' ? { returned: { present: count('present'), absent: count('absent'), spare: count('spare') } } : {}
  return { number, sealNumber: form.text(`seal-${number}`), papers: count('papers'), cards: count('cards'), ...returned }
}

type DraftProps = {
  readonly c: Context<Env>
  readonly path: string
  readonly leg: LegName
  readonly facts: HandoffForm
}

function Draft({ c, path, leg, facts }: DraftProps) {
  const v = view(c)
  const problems = shownProblems(c.get('problem'))
  const option = (officer: HandoffForm['people'][number]) => ({
    value: officer.accountId,
    label: `${officerLabel(officer)} · ${officer.roles.map((role) => v.t(roleNames[role])).join(' / ')}`,
  })
  if (facts.packages.length === 0) return <Empty title={v.t(words.nothingAtLeg)} />
  return (
    <Section title={v.t(legWords[leg])}>
      <Form action={path} idempotencyKey={formKey(c)} hidden={{ leg }}>
        <Select
          view={v}
          name="giver"
          label={v.t(words.giver)}
          problems={problems}
          options={facts.people.filter(({ gives }) => gives).map(option)}
        />
        <Choice
          view={v}
          name="witnesses"
          many
          label={v.t(words.witnesses)}
          problems={problems}
          options={facts.people.filter(({ witnesses }) => witnesses).map(option)}
        />
        <p>{v.t(words.foundHint)}</p>
        {facts.packages.map((one) => (
          <Line c={c} leg={leg} one={one} />
        ))}
        <Button>{v.t(words.draft)}</Button>
      </Form>
    </Section>
  )
}

function Line({ c, leg, one }: { readonly c: Context<Env>; readonly leg: LegName; readonly one: AtHand }) {
  const v = view(c)
  const problems = shownProblems(c.get('problem'))
  const fields = leg === 'return' ? (['papers', 'cards', 'present', 'absent', 'spare'] as const) : (['papers', 'cards'] as const)
  const named = (name: string) => `${name}-${one.number}`
  return (
    <fieldset class="field line">
      <legend>{one.room ? `${one.number} · ${one.room}` : `${one.number} · ${v.t(words.backup)}`}</legend>
      <input type="hidden" name="number" value={one.number} />
      <Field view={v} name={named('seal')} label={v.t(words.seal)} width="short" problems={problems} optional />
      {fields.map((name) => (
        <Field view={v} name={named(name)} label={v.t(words[name])} type="number" min={0} width="short" problems={problems} optional />
      ))}
    </fieldset>
  )
}

function Open({ c, open }: { readonly c: Context<Env>; readonly open: readonly OpenHandoff[] }) {
  const v = view(c)
  const legText = (leg: string) => {
    const name = legNames.find((one) => one === leg)
    return name ? v.t(legWords[name]) : leg
  }
  return (
    <Section title={v.t(words.openHandoffs)}>
      <Table<OpenHandoff>
        view={v}
        caption={v.t(words.openHandoffs)}
        rows={open}
        columns={[
          { key: 'leg', head: v.t(words.leg), names: true, cell: (row) => legText(row.leg) },
          { key: 'packages', head: v.t(words.packages), cell: (row) => listed(v, row.numbers) },
          {
            key: 'act',
            head: v.t(words.complete),
            cell: ({ statementId, missing }) => (
              <OpenStatement c={c} missing={missing} action={`${custodyPath(c)}/handoffs/${statementId}`} label={v.t(words.complete)} />
            ),
          },
        ]}
      />
    </Section>
  )
}
