import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { loadExam } from '../exam/records.ts'
import { appointmentFor } from '../foundation/caller.ts'
import { ExamId, PackageId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { Role } from '../foundation/roles.ts'
import { problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { answerForm } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { Button, ButtonLink } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select } from '../web/components/choice.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { KeyFigures } from '../web/components/figures.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { State, type StateKind } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { Timeline } from '../web/components/timeline.tsx'
import { roleNames } from '../web/words.ts'
import { CompleteHandoff, completeHandoff } from './complete-handoff.ts'
import { handoffPage, handoffTarget } from './handoff-page.tsx'
import { type BoardRow, custodyBoard, packageChain } from './read-custody.ts'
import { custodyRefusals } from './refusals.ts'
import { ReportIncident, reportIncident } from './report-incident.ts'
import { ConfirmIncident, confirmIncident, DecideIncident, decideIncident } from './resolve-incident.ts'
import { legNames, type PackageState } from './rules/legs.ts'
import { incidentWords, legWords, stateWords, custodyWords as words } from './words.ts'

export function custodyPages() {
  return new Hono<Env>()
    .get('/exams/:examId/custody', (c) => board(c))
    .get('/exams/:examId/custody/packages/:packageId', (c) => chain(c))
    .get('/exams/:examId/custody/handoff', (c) => handoffPage(c))
    .post('/exams/:examId/custody/handoff', handoffTarget)
    .post('/exams/:examId/custody/packages/:packageId/incidents', (c) =>
      answerForm(c, {
        schema: ReportIncident,
        from: (form) => ({ examId: c.req.param('examId'), number: form.text('number'), kind: form.text('kind') }),
        run: reportIncident,
        answers: custodyRefusals,
        to: () => packagePath(c),
        again: () => chain(c),
      }),
    )
    .post('/exams/:examId/custody/packages/:packageId/decision', (c) =>
      answerForm(c, {
        schema: DecideIncident,
        from: (form) => ({
          examId: c.req.param('examId'),
          number: form.text('number'),
          decision: form.text('decision'),
          reason: form.text('reason'),
        }),
        run: decideIncident,
        answers: custodyRefusals,
        to: () => packagePath(c),
        again: () => chain(c),
      }),
    )
    .post('/exams/:examId/custody/packages/:packageId/confirmation', (c) =>
      answerForm(c, {
        schema: ConfirmIncident,
        from: (form) => ({ examId: c.req.param('examId'), number: form.text('number') }),
        run: confirmIncident,
        answers: custodyRefusals,
        to: () => packagePath(c),
        again: () => chain(c),
      }),
    )
    .post('/exams/:examId/custody/handoffs/:statementId', (c) =>
      answerForm(c, {
        schema: CompleteHandoff,
        from: () => c.req.param(),
        run: completeHandoff,
        answers: custodyRefusals,
        to: () => `/exams/${c.req.param('examId')}/custody`,
        again: () => board(c),
      }),
    )
}

/** Who receives packages, and so may state what was found. */
const receivers = (c: Context<Env>, examId: string): boolean => {
  const caller = c.get('caller')
  return (
    caller !== undefined &&
    appointmentFor(caller, ['secrecy_officer', 'vault_guard', 'site_paper_keeper', 'invigilator'], examId) !== undefined
  )
}

const packagePath = (c: Context<Env>) => `/exams/${c.req.param('examId')}/custody/packages/${c.req.param('packageId')}`

const kinds: Readonly<Record<PackageState, StateKind>> = {
  sealed: 'info',
  in_transit: 'waiting',
  in_vault: 'good',
  at_site: 'good',
  with_invigilators: 'waiting',
  opened: 'attention',
  returned: 'good',
  at_marking: 'good',
  stored: 'quiet',
  frozen: 'bad',
  destroyed: 'quiet',
}

const Leg = z.enum(legNames)
const Shown = z.looseObject({ state: z.custom<PackageState>(), holderRole: Role })

async function examOf(c: Context<Env>) {
  const examId = ExamId.safeParse(c.req.param('examId'))
  return examId.success ? c.get('deps').within('office', (tx) => loadExam(tx, examId.data)) : undefined
}

async function board(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  if (!exam) return problemPage(c)
  const v = view(c)
  const result = await custodyBoard(c.get('deps'), known(c.get('caller'), 'an officer'), { examId: exam.id })
  const packages = result.ok ? result.value.packages : []
  const count = (...states: string[]) => packages.filter(({ state }) => states.includes(state)).length
  return show(
    c,
    { kind: 'officer', title: words.title, lead: words.lead, exam: { id: exam.id, title: exam.title, stage: 'custody' } },
    packages.length === 0 ? (
      <Empty title={v.t(words.none)} />
    ) : (
      <>
        <KeyFigures
          view={v}
          figures={[
            { label: v.t(words.allPackages), value: packages.length },
            { label: v.t(stateWords.in_vault), value: count('in_vault') },
            { label: v.t(words.inHands), value: count('sealed', 'in_transit', 'at_site', 'with_invigilators', 'opened', 'returned') },
            { label: v.t(stateWords.at_marking), value: count('at_marking', 'stored') },
            { label: v.t(words.frozen), value: count('frozen') },
          ]}
        />
        {receivers(c, exam.id) && <ButtonLink href={`/exams/${exam.id}/custody/handoff`}>{v.t(words.handoff)}</ButtonLink>}
        <Table<BoardRow>
          view={v}
          caption={v.t(words.packages)}
          rows={packages}
          columns={[
            {
              key: 'number',
              head: v.t(words.number),
              names: true,
              cell: (row) => <a href={`/exams/${exam.id}/custody/packages/${row.id}`}>{row.number}</a>,
            },
            { key: 'kind', head: v.t(words.kind), cell: (row) => v.t(row.kind === 'backup' ? words.backup : words.ofRooms) },
            { key: 'papers', head: v.t(words.papers), numeric: true, cell: (row) => row.papers },
            { key: 'cards', head: v.t(words.cards), numeric: true, cell: (row) => row.cards },
            {
              key: 'state',
              head: v.t(words.state),
              cell: (row) => {
                const { state } = Shown.parse(row)
                return <State kind={kinds[state]}>{v.t(stateWords[state])}</State>
              },
            },
            { key: 'holder', head: v.t(words.holder), cell: (row) => v.t(roleNames[Shown.parse(row).holderRole]) },
            { key: 'links', head: v.t(words.links), numeric: true, cell: (row) => row.sequence },
            {
              key: 'incident',
              head: v.t(words.incident),
              cell: (row) => (row.incident ? incidentText(c, row.incident) : row.state === 'frozen' ? v.t(words.withdrawn) : ''),
            },
          ]}
        />
      </>
    ),
  )
}

function incidentText(c: Context<Env>, kind: string) {
  const text = Object.entries(incidentWords).find(([code]) => code === kind)?.[1]
  return text ? view(c).t(text) : kind
}

async function chain(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  const packageId = PackageId.safeParse(c.req.param('packageId'))
  const caller = c.get('caller')
  if (!exam || !packageId.success || !caller) return problemPage(c)
  const deps = c.get('deps')
  const [found, all] = await Promise.all([
    packageChain(deps, caller, { examId: exam.id, packageId: packageId.data }),
    custodyBoard(deps, caller, { examId: exam.id }),
  ])
  if (!found.ok) {
    c.set('problem', problemOf(custodyRefusals, found.refusal, c.get('locale')))
    return problemPage(c)
  }
  const v = view(c)
  const row = all.ok ? all.value.packages.find(({ id }) => id === packageId.data) : undefined
  const { number, links, madeAt } = found.value
  return show(
    c,
    {
      kind: 'officer',
      title: { zh: `试卷袋 ${number}`, en: `Package ${number}` },
      exam: { id: exam.id, title: exam.title, stage: 'custody' },
      back: { label: words.title, href: `/exams/${exam.id}/custody` },
    },
    <>
      {row?.incident && (
        <Notice kind="bad" title={incidentText(c, row.incident)}>
          {v.t(words.frozen)}
        </Notice>
      )}
      <Section title={v.t(words.chain)}>
        <Timeline
          view={v}
          label={v.t(words.chain)}
          moments={[
            { at: Temporal.Instant.from(madeAt), title: v.t(words.made), kind: 'info' as const },
            ...links.map((link) => ({
              at: Temporal.Instant.from(link.signedAt),
              title: v.t(legWords[Leg.parse(link.leg)]) + (link.outcome === 'frozen' ? ` – ${v.t(words.frozenHere)}` : ''),
              kind: link.outcome === 'frozen' ? ('bad' as const) : ('good' as const),
              who: `${v.t(words.from)} ${link.giverUnit} → ${v.t(words.to)} ${link.receiverUnit} · ${v.t(words.signers, { n: new Set([link.giver, link.receiver, ...link.witnesses]).size })}`,
              detail: (
                <p>
                  {v.t(words.papers)} {link.papers} · {v.t(words.cards)} {link.cards} · {v.t(words.statement)}{' '}
                  <code>{link.statementHash.slice(0, 16)}…</code>
                </p>
              ),
            })),
          ]}
        />
      </Section>
      {row && <Acts c={c} examId={exam.id} row={row} />}
    </>,
  )
}

/** What this officer may do with this package now. */
function Acts({ c, examId, row }: { c: Context<Env>; examId: string; row: BoardRow }) {
  const v = view(c)
  const caller = known(c.get('caller'), 'an officer')
  const path = `/exams/${examId}/custody/packages/${row.id}`
  const may = (role: Role) => appointmentFor(caller, [role], examId) !== undefined
  if (row.incident === null)
    return (
      <Section title={v.t(words.report)}>
        <Form action={`${path}/incidents`} idempotencyKey={formKey(c)} hidden={{ number: row.number }}>
          <Select
            view={v}
            name="kind"
            label={v.t(words.incident)}
            hint={v.t(words.reportHint)}
            options={Object.entries(incidentWords).map(([value, text]) => ({ value, label: v.t(text) }))}
          />
          <Button kind="danger">{v.t(words.report)}</Button>
        </Form>
      </Section>
    )
  if (row.decision === null && may('section_head'))
    return (
      <Section title={v.t(words.decide)}>
        <Form action={`${path}/decision`} idempotencyKey={formKey(c)} hidden={{ number: row.number }}>
          <Select
            view={v}
            name="decision"
            label={v.t(words.decide)}
            options={(['cleared', 'withdrawn'] as const).map((value) => ({ value, label: v.t(words[value]) }))}
          />
          <Field view={v} name="reason" label={v.t(words.reason)} width="long" />
          <Button>{v.t(words.decide)}</Button>
        </Form>
      </Section>
    )
  if (row.decision !== null && may('discipline_inspector'))
    return (
      <Section title={v.t(words.confirm)}>
        <Form action={`${path}/confirmation`} idempotencyKey={formKey(c)} hidden={{ number: row.number }}>
          <Button>{v.t(words.confirm)}</Button>
        </Form>
      </Section>
    )
  return null
}
