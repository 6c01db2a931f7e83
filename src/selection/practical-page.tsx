import type { Context } from 'hono'
import { examOf } from '../exam/asked.tsx'
import type { Env } from '../http/env.ts'
import { emptyForm } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Form } from '../web/components/form.tsx'
import { State, type StateKind } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { type PracticalLine, readPractical } from './read-selection.ts'
import { selectionWords as words } from './words.ts'

const kinds: Readonly<Record<PracticalLine['state'], StateKind>> = { open: 'quiet', entered: 'waiting', confirmed: 'good' }
const stateWords = { open: words.markOpen, entered: words.markEntered, confirmed: words.markConfirmed } as const

/** Marks of the practical test: one enters, another confirms. */
export async function practicalPage(c: Context<Env>, form: FormFields = emptyForm): Promise<Response> {
  const caller = c.get('caller')
  const deps = c.get('deps')
  const exam = await examOf(c)
  if (!exam || !caller) return problemPage(c)
  const v = view(c)
  const lines = await readPractical(deps, caller, exam.id)
  const path = `/exams/${exam.id}/selection/practical`
  const id = 'practical-marks'
  const enters = c.get('opens')('POST /exams/:examId/selection/practical', exam.id)
  const confirms = c.get('opens')('POST /exams/:examId/selection/practical/confirmation', exam.id)
  return show(
    c,
    {
      kind: 'officer',
      title: words.practicalTitle,
      lead: words.practicalLead,
      exam: { id: exam.id, title: exam.title, stage: 'selection' },
      back: { label: words.title, href: `/exams/${exam.id}/selection` },
    },
    <>
      <Table<PracticalLine>
        view={v}
        caption={v.t(words.practicalTitle)}
        rows={lines}
        empty={v.t(words.practicalNone)}
        columns={[
          { key: 'number', head: v.t(words.number), names: true, cell: (row) => row.number },
          { key: 'post', head: v.t(words.post), cell: (row) => row.post },
          {
            key: 'score',
            head: v.t(words.practical),
            numeric: true,
            cell: (row) =>
              enters && row.state !== 'confirmed' ? (
                <>
                  <input type="hidden" name="application" value={row.applicationId} form={id} />
                  <input
                    class="input short"
                    name={`score-${row.applicationId}`}
                    form={id}
                    inputmode="decimal"
                    autocomplete="off"
                    value={form.text(`score-${row.applicationId}`) ?? row.score ?? undefined}
                    aria-label={`${v.t(words.practical)} ${row.number}`}
                  />
                </>
              ) : (
                (row.score ?? '–')
              ),
          },
          { key: 'state', head: v.t(words.state), cell: (row) => <State kind={kinds[row.state]}>{v.t(stateWords[row.state])}</State> },
        ]}
      />
      {enters && lines.some(({ state }) => state !== 'confirmed') && (
        <Form id={id} action={path} idempotencyKey={formKey(c)}>
          <Button>{v.t(words.enterMarks)}</Button>
        </Form>
      )}
      {confirms && lines.some(({ state }) => state === 'entered') && (
        <Form action={`${path}/confirmation`} idempotencyKey={formKey(c)}>
          <Button kind="secondary">{v.t(words.confirmMarks)}</Button>
        </Form>
      )}
    </>,
  )
}

/** The command as the table sends it: rows left empty are not entered. */
export const practicalIn = (form: FormFields) => ({
  marks: form.all('application').flatMap((applicationId) => {
    const score = form.text(`score-${applicationId}`)
    return score === undefined ? [] : [{ applicationId, score }]
  }),
})
