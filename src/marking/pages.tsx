import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { examOf } from '../exam/asked.tsx'
import type { Exam } from '../exam/records.ts'
import type { Env } from '../http/env.ts'
import { answerForm, asNumber, formTargets } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Progress } from '../web/components/notice.tsx'
import { State, type StateKind } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { ScoreFigure, trimScore } from '../web/format.tsx'
import { CodeScripts, codeScripts } from './code-scripts.ts'
import { GiveMarks, giveMarks } from './give-marks.ts'
import { heldBundle, type MarkingBoard, markingBoard } from './read-marking.ts'
import type { MarkingProgress } from './records.ts'
import { markingRefusals } from './refusals.ts'
import { CheckSheet, checkSheet, PrepareSheet, prepareSheet, readSheet, type SheetWorking } from './score-sheets.ts'
import { SheetSignature } from './sheet-signature.tsx'
import { DraftSheetSignature, draftSheetSignature, SignSheet, signSheet } from './sign-sheet.ts'
import { TakeScripts, takeScripts } from './take-scripts.ts'
import { ApproveUnblinding, approveUnblindingOf, RequestUnblinding, requestUnblinding } from './unblind.ts'
import { sheetStates, markingWords as words } from './words.ts'

const bundleSize = 20

export function markingPages() {
  const home = (c: Context<Env>) => `/exams/${c.req.param('examId')}/marking`
  return new Hono<Env>()
    .get('/exams/:examId/marking', marking)
    .get('/exams/:examId/marking/sheets/:sheetId', sheet)
    .post('/exams/:examId/marking/bundles', (c) =>
      answerForm(c, {
        schema: TakeScripts,
        from: () => ({ ...c.req.param(), count: bundleSize }),
        run: takeScripts,
        answers: markingRefusals,
        to: () => home(c),
        again: () => marking(c),
      }),
    )
    .post('/exams/:examId/marking/marks', (c) =>
      answerForm(c, {
        schema: GiveMarks,
        from: (form) => ({ ...c.req.param(), marks: form.all('code').map((code) => ({ code, score: form.text(`mark-${code}`) })) }),
        run: giveMarks,
        answers: markingRefusals,
        to: () => home(c),
        again: () => marking(c),
      }),
    )
    .post('/exams/:examId/marking/codes', (c) =>
      answerForm(c, {
        schema: CodeScripts,
        from: () => c.req.param(),
        run: codeScripts,
        answers: markingRefusals,
        to: () => home(c),
        again: () => marking(c),
      }),
    )
    .post('/exams/:examId/marking/sheets', (c) =>
      answerForm(c, {
        schema: PrepareSheet,
        from: (form) => ({ ...c.req.param(), subject: form.text('subject'), scripts: asNumber(form.text('scripts')) }),
        run: prepareSheet,
        answers: markingRefusals,
        to: ({ sheetId }) => `${home(c)}/sheets/${sheetId}`,
        again: () => marking(c),
      }),
    )
    .post('/exams/:examId/marking/sheets/:sheetId/check', (c) =>
      answerForm(c, {
        schema: CheckSheet,
        from: () => c.req.param(),
        run: checkSheet,
        answers: markingRefusals,
        to: () => home(c),
        again: () => sheet(c),
      }),
    )
    .post(
      '/exams/:examId/marking/sheets/:sheetId/signature',
      formTargets(markingRefusals, { to: (c) => `${home(c)}/sheets/${c.req.param('sheetId')}`, again: sheet })(
        DraftSheetSignature,
        draftSheetSignature,
        (form) => ({ marker: form.text('marker') }),
      ),
    )
    .post(
      '/exams/:examId/marking/signatures/:statementId',
      formTargets(markingRefusals, { to: home, again: marking })(SignSheet, signSheet),
    )
    .post('/exams/:examId/marking/unblinding/request', (c) =>
      answerForm(c, {
        schema: RequestUnblinding,
        from: () => c.req.param(),
        run: requestUnblinding,
        answers: markingRefusals,
        to: () => home(c),
        again: () => marking(c),
      }),
    )
    .post('/exams/:examId/marking/unblinding/approval', (c) =>
      answerForm(c, {
        schema: ApproveUnblinding,
        from: () => c.req.param(),
        run: approveUnblindingOf,
        answers: markingRefusals,
        to: () => home(c),
        again: () => marking(c),
      }),
    )
}

const SheetState = z.enum(['prepared', 'checked', 'signed', 'unblinded'])
const sheetKinds: Readonly<Record<z.infer<typeof SheetState>, StateKind>> = {
  prepared: 'waiting',
  checked: 'info',
  signed: 'good',
  unblinded: 'quiet',
}

async function marking(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c, 'marking')
  const caller = c.get('caller')
  if (!exam || !caller) return problemPage(c)
  const deps = c.get('deps')
  const opens = (route: string) => c.get('opens')(route, exam.id)
  const board = opens('GET /api/exams/:examId/marking') ? await markingBoard(deps, caller, { examId: exam.id }) : undefined
  const held = opens('GET /api/exams/:examId/marking/bundle') ? await heldBundle(deps, caller, { examId: exam.id }) : undefined
  return show(
    c,
    { kind: 'officer', title: words.title, lead: words.lead, exam: { id: exam.id, title: exam.title, stage: 'marking' } },
    <>
      {held?.ok && <Mine c={c} exam={exam} scripts={held.value.scripts} />}
      {board?.ok && (
        <Board
          c={c}
          exam={exam}
          board={board.value}
          clerk={opens('POST /exams/:examId/marking/codes')}
          inspector={opens('POST /exams/:examId/marking/unblinding/approval')}
        />
      )}
    </>,
  )
}

function Mine({ c, exam, scripts }: { c: Context<Env>; exam: Exam; scripts: readonly { code: string; subject: string }[] }) {
  const v = view(c)
  const path = `/exams/${exam.id}/marking`
  if (scripts.length === 0)
    return (
      <Section title={v.t(words.mine)}>
        <Empty title={v.t(words.noneHeld)}>
          <Form action={`${path}/bundles`} idempotencyKey={formKey(c)}>
            <Button>{v.t(words.take)}</Button>
          </Form>
        </Empty>
      </Section>
    )
  return (
    <Section title={v.t(words.mine)}>
      <p>{v.t(words.mineHint)}</p>
      <Form action={`${path}/marks`} idempotencyKey={formKey(c)}>
        {scripts.map(({ code, subject }) => (
          <>
            <input type="hidden" name="code" value={code} />
            <Field view={v} name={`mark-${code}`} label={`${subject} · ${code}`} inputmode="decimal" width="short" />
          </>
        ))}
        <Button>{v.t(words.give)}</Button>
      </Form>
    </Section>
  )
}

type BoardProps = {
  readonly c: Context<Env>
  readonly exam: Exam
  readonly board: MarkingBoard
  readonly clerk: boolean
  readonly inspector: boolean
}

function Board({ c, exam, board, clerk, inspector }: BoardProps) {
  const v = view(c)
  const path = `/exams/${exam.id}/marking`
  const total = board.subjects.reduce((sum, { scripts }) => sum + scripts, 0)
  const signed = board.subjects.reduce((sum, subject) => sum + subject.signed, 0)
  const columns = (['scripts', 'first', 'second', 'disputed', 'settled', 'onSheet', 'signed'] as const).map((key) => ({
    key,
    head: v.t(words[key]),
    numeric: true,
    cell: (row: MarkingProgress) => row[key],
  }))
  return (
    <>
      <Section title={v.t(words.progress)}>
        <Progress label={v.t(words.signed)} value={signed} of={total} />
        <Table<MarkingProgress>
          view={v}
          caption={v.t(words.progress)}
          rows={board.subjects}
          columns={[{ key: 'subject', head: v.t(words.subject), names: true, cell: (row) => row.subject }, ...columns]}
        />
        {clerk && total === 0 && (
          <Form action={`${path}/codes`} idempotencyKey={formKey(c)}>
            <Button>{v.t(words.code_scripts)}</Button>
          </Form>
        )}
      </Section>
      <Section title={v.t(words.sheets)}>
        <Table<MarkingBoard['sheets'][number]>
          view={v}
          caption={v.t(words.sheets)}
          rows={board.sheets}
          columns={[
            {
              key: 'number',
              head: v.t(words.number),
              names: true,
              cell: (row) => <a href={`${path}/sheets/${row.id}`}>{`${row.subject}-${row.number}`}</a>,
            },
            {
              key: 'state',
              head: v.t(words.state),
              cell: (row) => {
                const state = SheetState.parse(row.state)
                return <State kind={sheetKinds[state]}>{v.t(sheetStates[state])}</State>
              },
            },
            { key: 'digest', head: v.t(words.digest), cell: (row) => <code>{row.content.slice(0, 16)}…</code> },
          ]}
        />
        {clerk && (
          <Form action={`${path}/sheets`} idempotencyKey={formKey(c)} inline>
            <Field view={v} name="subject" label={v.t(words.subject)} width="short" />
            <Field view={v} name="scripts" label={v.t(words.perSheet)} type="number" value={50} width="short" />
            <Button kind="secondary">{v.t(words.prepare)}</Button>
          </Form>
        )}
      </Section>
      {(clerk || inspector) && total > 0 && (
        <Section title={v.t(words.unblind)}>
          <Form action={`${path}/unblinding/${clerk ? 'request' : 'approval'}`} idempotencyKey={formKey(c)}>
            <Button kind="danger">{v.t(clerk ? words.request : words.approve)}</Button>
          </Form>
        </Section>
      )}
    </>
  )
}

async function sheet(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c, 'marking')
  const sheetId = z.uuid().safeParse(c.req.param('sheetId'))
  const caller = c.get('caller')
  if (!exam || !sheetId.success || !caller) return problemPage(c)
  const found = await readSheet(c.get('deps'), caller, { examId: exam.id, sheetId: sheetId.data })
  if (!found.ok) return problemPage(c)
  const v = view(c)
  const { subject, number, lines } = found.value
  const state = SheetState.parse(found.value.state)
  return show(
    c,
    {
      kind: 'officer',
      title: { zh: `成绩表 ${subject}-${number}`, en: `Score sheet ${subject}-${number}` },
      exam: { id: exam.id, title: exam.title, stage: 'marking' },
      back: { label: words.back, href: `/exams/${exam.id}/marking` },
    },
    <>
      <p>
        <State kind={sheetKinds[state]}>{v.t(sheetStates[state])}</State>
      </p>
      <Table<SheetWorking['lines'][number]>
        view={v}
        caption={v.t(words.sheet, { subject, number })}
        rows={lines}
        columns={[
          { key: 'code', head: v.t(words.code), names: true, cell: (row) => <code>{row.code}</code> },
          { key: 'marks', head: v.t(words.marks), numeric: true, cell: (row) => row.marks.map(trimScore).join(' / ') },
          { key: 'score', head: v.t(words.score), numeric: true, cell: (row) => row.score && <ScoreFigure score={row.score} /> },
        ]}
      />
      {state === 'prepared' && c.get('opens')('POST /exams/:examId/marking/sheets/:sheetId/check', exam.id) && (
        <Form action={`/exams/${exam.id}/marking/sheets/${sheetId.data}/check`} idempotencyKey={formKey(c)}>
          <Button>{v.t(words.check)}</Button>
        </Form>
      )}
      {state === 'checked' && <SheetSignature c={c} examId={exam.id} sheetId={sheetId.data} />}
    </>,
  )
}
