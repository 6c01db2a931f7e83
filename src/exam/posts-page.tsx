import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '../http/env.ts'
import { answerForm, asNumber } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { FileField } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { State } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { Time } from '../web/format.tsx'
import { examOf } from './asked.tsx'
import { FirstComePart, firstComeIn } from './capacity-parts.tsx'
import { QuotaPart, quotasIn, TradePart, tradesIn } from './draft-post-parts.tsx'
import { EnterQuotas, enterQuotas } from './enter-quotas.ts'
import { ImportPositions, importPositions } from './import-positions.ts'
import { ListTrades, listTrades } from './list-trades.ts'
import { partTargets, showPart } from './part-frame.tsx'
import { PositionTable } from './position-table-view.tsx'
import { type Exam, importsOf, positionsOf, quotasOf } from './records.ts'
import { examRefusals } from './refusals.ts'
import { familyRules } from './rules/families.ts'
import { SetFirstCome, setFirstCome } from './set-first-come.ts'
import { UploadPositionTable, uploadPositionTable } from './upload-position-table.ts'
import { examWords as words } from './words.ts'

/** Posts of an exam, from the office's table or list, with their quotas. */
export function postPages() {
  const onPosts = partTargets('posts', posts)
  return new Hono<Env>()
    .get('/exams/:examId/exam/posts', (c) => posts(c))
    .post('/exams/:examId/exam/quotas', onPosts(EnterQuotas, enterQuotas, quotasIn))
    .post('/exams/:examId/exam/trades', onPosts(ListTrades, listTrades, tradesIn))
    .post('/exams/:examId/exam/first-come-posts', onPosts(SetFirstCome, setFirstCome, firstComeIn))
    .post('/exams/:examId/exam/position-table', (c) => {
      let bytes: Uint8Array = new Uint8Array()
      return answerForm(c, {
        schema: UploadPositionTable,
        bodyBytes: 4_200_000,
        from: (form) => {
          bytes = form.file('table')?.bytes ?? new Uint8Array()
          return c.req.param()
        },
        run: (deps, caller, command) => uploadPositionTable(deps, caller, { ...command, bytes }),
        answers: examRefusals,
        to: () => `/exams/${c.req.param('examId')}/exam/posts`,
        again: () => posts(c),
      })
    })
    .post(
      '/exams/:examId/exam/position-imports/:importId/import',
      onPosts(ImportPositions, importPositions, (form) => ({ version: asNumber(form.text('version')) })),
    )
}

const opens = (c: Context<Env>, exam: Exam, route: string) => c.get('opens')(`POST /exams/:examId/exam/${route}`, exam.id)

const Findings = z.array(z.object({ row: z.int(), column: z.string(), zh: z.string(), en: z.string() }))
type FindingRow = z.infer<typeof Findings>[number]

async function posts(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  if (!exam) return problemPage(c)
  const v = view(c)
  const office = exam.state === 'draft' && opens(c, exam, 'position-table')
  const { positions, imports, quotas } = await c.get('deps').within('office', async (tx) => ({
    positions: await positionsOf(tx, exam.id),
    imports: await importsOf(tx, exam.id),
    quotas: await quotasOf(tx, exam.id),
  }))
  const rules = familyRules[exam.family]
  const latest = imports[0]
  const errors = Findings.parse(latest?.errors ?? [])
  const warnings = Findings.parse(latest?.warnings ?? [])
  const findings = (caption: string, rows: readonly FindingRow[]) =>
    rows.length > 0 && (
      <Table
        view={v}
        caption={caption}
        rows={rows}
        columns={[
          { key: 'row', head: v.t(words.row), cell: ({ row }) => row, numeric: true },
          { key: 'column', head: v.t(words.column), cell: ({ column }) => column },
          { key: 'what', head: v.t(words.what), cell: ({ zh, en }) => v.t({ zh, en }) },
        ]}
      />
    )
  return showPart(
    c,
    exam,
    'posts',
    <>
      {office && rules.positions === 'trades' && <TradePart c={c} exam={exam} positions={positions} />}
      {office && rules.positions === 'table' && (
        <Section title={v.t(words.uploadTable)}>
          <Form action={`/exams/${exam.id}/exam/position-table`} idempotencyKey={formKey(c)} upload>
            <FileField
              view={v}
              name="table"
              label={v.t(words.positionsTable)}
              hint={v.t(words.uploadHint)}
              accept=".csv,.xlsx,text/csv"
              types="CSV、XLSX"
              size="4 MB"
              problems={shownProblems(c.get('problem'))}
            />
            <Button kind="secondary">{v.t(words.upload)}</Button>
          </Form>
        </Section>
      )}
      {latest && exam.state === 'draft' && (
        <Section title={v.t(words.uploads)}>
          <p>
            <Time view={v} at={latest.uploadedAt} /> {latest.importedAt && <State kind="good">{v.t(words.imported)}</State>}
          </p>
          {findings(v.t(words.errors), errors)}
          {findings(v.t(words.warnings), warnings)}
          {office && errors.length === 0 && !latest.importedAt && (
            <Form action={`/exams/${exam.id}/exam/position-imports/${latest.id}/import`} idempotencyKey={formKey(c)} version={exam.version}>
              <Button>{v.t(words.import)}</Button>
            </Form>
          )}
        </Section>
      )}
      {rules.quota && <QuotaPart c={c} exam={exam} quotas={quotas} office={office} />}
      {office && rules.firstCome && positions.length > 0 && <FirstComePart c={c} exam={exam} positions={positions} />}
      <PositionTable view={v} positions={positions} />
    </>,
  )
}
