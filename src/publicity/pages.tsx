import { type Context, Hono } from 'hono'
import type { Env } from '../http/env.ts'
import { answerForm } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { Button, ButtonLink, Buttons } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select, Tick } from '../web/components/choice.tsx'
import { Facts } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { Digest, TwoHands } from '../web/components/proof.tsx'
import { State, type StateKind } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { Time } from '../web/format.tsx'
import type { View } from '../web/locale.ts'
import { ApprovePublication, approvePublication } from './approve-publication.ts'
import { boardPath } from './board-path.ts'
import { CorrectPublication, correctPublication } from './correct-publication.ts'
import { DecideObjection, decideObjection } from './decide-objection.ts'
import { objectionPage } from './objection-page.tsx'
import { publicPublicityPages } from './public-pages.tsx'
import { publicityBoard, publicList, ReadDraft, ReadList, ReadLists, readDraft } from './read-publicity.ts'
import { publicityRefusals as answers } from './refusals.ts'
import type { ListColumn } from './rules/lists.ts'
import type { PublicityStatus } from './rules/window.ts'
import { WithdrawDraft, withdrawDraft } from './withdraw-draft.ts'
import { columnNames, findingNames, kindNames, statusNames, publicityWords as words } from './words.ts'

const opens = (c: Context<Env>, route: string) => c.get('opens')(`POST /exams/:examId/publicity/${route}`, c.req.param('examId'))

/** Officers' pages of public lists, and the public's. */
export function publicityPages() {
  return new Hono<Env>()
    .route('/', publicPublicityPages())
    .get('/exams/:examId/publicity', (c) => boardPage(c))
    .get('/exams/:examId/publicity/drafts/:draftId', (c) => draftPage(c))
    .post('/exams/:examId/publicity/drafts/:draftId/approval', (c) =>
      answerForm(c, {
        schema: ApprovePublication,
        from: (form) => ({ ...c.req.param(), snapshotHash: form.text('snapshotHash') }),
        run: approvePublication,
        answers,
        to: () => boardPath(c.req.param('examId')),
        again: () => draftPage(c),
      }),
    )
    .post('/exams/:examId/publicity/drafts/:draftId/withdrawal', (c) =>
      answerForm(c, {
        schema: WithdrawDraft,
        from: () => c.req.param(),
        run: withdrawDraft,
        answers,
        to: () => boardPath(c.req.param('examId')),
        again: () => draftPage(c),
      }),
    )
    .get('/exams/:examId/publicity/lists/:publicationId', (c) => correctionPage(c))
    .post('/exams/:examId/publicity/lists/:publicationId/corrections', (c) =>
      answerForm(c, {
        schema: CorrectPublication,
        from: (form) => {
          const ticket = form.text('ticket')
          const removed = form.checked('remove') && ticket !== undefined
          const change = { ticket, column: form.text('column'), value: form.text('value') ?? '' }
          return { ...c.req.param(), reason: form.text('reason'), changes: removed ? [] : [change], removals: removed ? [ticket] : [] }
        },
        run: correctPublication,
        answers,
        to: () => boardPath(c.req.param('examId')),
        again: () => correctionPage(c),
      }),
    )
    .get('/exams/:examId/publicity/objections/:objectionId', (c) => objectionPage(c))
    .post('/exams/:examId/publicity/objections/:objectionId/findings', (c) =>
      answerForm(c, {
        schema: DecideObjection,
        from: (form) => ({ ...c.req.param(), finding: form.text('finding'), reasons: form.text('reasons') }),
        run: decideObjection,
        answers,
        to: () => c.req.path.replace(/\/findings$/, ''),
        again: () => objectionPage(c),
      }),
    )
}

const instant = (text: string) => Temporal.Instant.from(text)

const statusKinds: Readonly<Record<PublicityStatus, StateKind>> = {
  none: 'quiet',
  running: 'info',
  objection_open: 'attention',
  over: 'good',
}

async function boardPage(c: Context<Env>) {
  const parsed = ReadLists.safeParse(c.req.param())
  const caller = c.get('caller')
  const found = parsed.success && caller ? await publicityBoard(c.get('deps'), caller, parsed.data) : undefined
  if (!found?.ok) return problemPage(c)
  const { value } = found
  const shown = view(c)
  const { t } = shown
  const path = boardPath(c.req.param('examId'))
  return show(
    c,
    { kind: 'officer', title: words.publicity, exam: { id: c.req.param('examId') ?? '', title: value.title, stage: 'selection' } },
    <>
      <Section title={t(words.drafts)}>
        <Table
          view={shown}
          stacked
          caption={t(words.drafts)}
          columns={[
            {
              key: 'list',
              head: t(words.list),
              names: true,
              cell: (row) => <a href={`${path}/drafts/${row.draftId}`}>{t(kindNames[row.kind])}</a>,
            },
            { key: 'rows', head: t(words.rows), numeric: true, cell: (row) => row.rows },
            { key: 'at', head: t(words.preparedBy), cell: (row) => <Time view={shown} at={instant(row.preparedAt)} /> },
            { key: 'reason', head: t(words.reason), cell: (row) => row.reason ?? '' },
          ]}
          rows={value.drafts}
          empty={t(words.noDrafts)}
        />
      </Section>
      <Section title={t(words.published)}>
        <Table
          view={shown}
          stacked
          caption={t(words.published)}
          columns={[
            {
              key: 'list',
              head: t(words.list),
              names: true,
              cell: (row) => <a href={`${path}/lists/${row.publicationId}`}>{t(kindNames[row.kind])}</a>,
            },
            { key: 'version', head: t({ zh: '版本', en: 'Version' }), numeric: true, cell: (row) => row.version },
            {
              key: 'status',
              head: t(words.state),
              cell: (row) => <State kind={statusKinds[row.status]}>{t(statusNames[row.status])}</State>,
            },
            { key: 'closes', head: t(words.until), cell: (row) => <Time view={shown} at={instant(row.closesAt)} /> },
          ]}
          rows={value.lists}
          empty={t(words.nothingPublic)}
        />
      </Section>
      <Section title={t(words.objections)}>
        <Table
          view={shown}
          stacked
          caption={t(words.objections)}
          columns={[
            {
              key: 'concerns',
              head: t(words.concerns),
              names: true,
              cell: (row) => <a href={`${path}/objections/${row.objectionId}`}>{row.concerns ?? t(words.wholeList)}</a>,
            },
            { key: 'kind', head: t(words.list), cell: (row) => t(kindNames[row.kind]) },
            {
              key: 'state',
              head: t(words.state),
              cell: (row) => <State kind={row.state === 'open' ? 'waiting' : 'info'}>{t(findingNames[row.state])}</State>,
            },
            { key: 'name', head: t(words.realName), cell: (row) => t(row.underName ? words.realName : words.anonymous) },
            { key: 'due', head: t(words.dueAt), cell: (row) => <Time view={shown} at={instant(row.dueAt)} /> },
          ]}
          rows={value.objections}
          empty={t(words.noObjections)}
        />
      </Section>
    </>,
  )
}

type Listing = { readonly columns: readonly ListColumn[]; readonly rows: readonly Readonly<Partial<Record<ListColumn, string>>>[] }
const Listed = ({ view: shown, caption, columns, rows }: Listing & { view: View; caption: string }) => (
  <Table
    view={shown}
    stacked
    caption={caption}
    columns={columns.map((column) => ({
      key: column,
      head: shown.t(columnNames[column]),
      names: column === 'ticket',
      cell: (row: Listing['rows'][number]) => row[column] ?? '',
    }))}
    rows={rows}
  />
)

async function draftPage(c: Context<Env>) {
  const parsed = ReadDraft.safeParse({ examId: c.req.param('examId'), draftId: c.req.param('draftId') })
  const caller = c.get('caller')
  const found = parsed.success && caller ? await readDraft(c.get('deps'), caller, parsed.data) : undefined
  if (!found?.ok) return problemPage(c)
  const { value } = found
  const shown = view(c)
  const { t } = shown
  const path = `${boardPath(c.req.param('examId'))}/drafts/${value.draftId}`
  return show(
    c,
    {
      kind: 'officer',
      title: kindNames[value.kind],
      lead: words.approveLead,
      exam: { id: c.req.param('examId') ?? '', title: value.title, stage: 'selection' },
      back: { label: words.back, href: boardPath(c.req.param('examId')) },
    },
    <>
      {value.reason && <Notice kind="info" title={t(words.corrects, { reason: value.reason })} />}
      <Listed view={shown} caption={t(kindNames[value.kind])} columns={value.columns} rows={value.list} />
      <Facts facts={[[t(words.hash), <Digest>{value.snapshotHash}</Digest>]]} />
      {!value.settled && (
        <TwoHands
          view={shown}
          first={{ name: value.preparer, role: t(words.preparedBy), at: instant(value.preparedAt) }}
          awaited={t(value.own ? words.ownDraft : words.awaited)}
        >
          {opens(c, 'drafts/:draftId/approval') && !value.own && (
            <Buttons>
              <Form action={`${path}/approval`} idempotencyKey={formKey(c)} hidden={{ snapshotHash: value.snapshotHash }} inline>
                <Button kind="danger">{t(words.approve)}</Button>
              </Form>
            </Buttons>
          )}
        </TwoHands>
      )}
      {!value.settled && (
        <Form action={`${path}/withdrawal`} idempotencyKey={formKey(c)} inline>
          <Button kind="secondary">{t(words.withdraw)}</Button>
        </Form>
      )}
    </>,
  )
}

async function correctionPage(c: Context<Env>) {
  const parsed = ReadList.safeParse({ examId: c.req.param('examId'), publicationId: c.req.param('publicationId') })
  const found = parsed.success ? await publicList(c.get('deps'), parsed.data) : undefined
  if (!found?.ok) return problemPage(c)
  const { value } = found
  const shown = view(c)
  const { t } = shown
  return show(
    c,
    {
      kind: 'officer',
      title: kindNames[value.kind],
      exam: { id: c.req.param('examId') ?? '', title: value.title, stage: 'selection' },
      back: { label: words.back, href: boardPath(c.req.param('examId')) },
      acts: <ButtonLink href={`/public/exams/${c.req.param('examId')}/publicity/${value.publicationId}`}>{t(words.publicity)}</ButtonLink>,
    },
    <>
      <p>
        {t(words.version, { n: value.version })} · {t(words.until)} <Time view={shown} at={instant(value.closesAt)} />
      </p>
      <Listed view={shown} caption={t(kindNames[value.kind])} columns={value.columns} rows={value.rows} />
      {opens(c, 'lists/:publicationId/corrections') && value.newest === value.publicationId && (
        <Section title={t(words.correct)}>
          <p>{t(words.correctLead)}</p>
          <Form action={`${boardPath(c.req.param('examId'))}/lists/${value.publicationId}/corrections`} idempotencyKey={formKey(c)}>
            <Field view={shown} name="ticket" label={t(columnNames.ticket)} />
            <Select
              view={shown}
              name="column"
              label={t(words.column)}
              options={value.columns.map((column) => ({ value: column, label: t(columnNames[column]) }))}
              optional
            />
            <Field view={shown} name="value" label={t(words.value)} optional />
            <Tick view={shown} name="remove" label={t(words.remove)} optional />
            <Field view={shown} name="reason" label={t(words.reason)} width="long" />
            <Button>{t(words.correct)}</Button>
          </Form>
        </Section>
      )}
    </>,
  )
}
