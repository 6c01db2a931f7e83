import type { Context } from 'hono'
import { z } from 'zod'
import type { ExamId } from '../foundation/ids.ts'
import type { Env } from '../http/env.ts'
import type { FormFields } from '../http/form-fields.ts'
import { formKey, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Empty } from '../web/components/facts.tsx'
import { KeyFigures } from '../web/components/figures.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { Table } from '../web/components/table.tsx'
import { formatDate } from '../web/format.tsx'
import type { Outsider, StaffingView } from './read-staffing.ts'
import { ineligibilityText, staffingWords as words } from './words.ts'

const page = (c: Context<Env>) => `/exams/${c.req.param('examId')}/staffing`

/** The command as the ticked table sends it. */
export const membersIn = (form: FormFields) => ({
  members: form.all('members').map((accountId) => ({ accountId, experienced: form.all('experienced').includes(accountId) })),
})

type PoolProps = {
  readonly c: Context<Env>
  readonly examId: ExamId
  readonly pool: StaffingView['pool']
  /** Who could be entered; only the exam office is told. */
  readonly outsiders: readonly Outsider[] | undefined
  readonly form: FormFields
}

export function Pool({ c, examId, pool, outsiders, form }: PoolProps) {
  const v = view(c)
  return (
    <Section title={v.t(words.pool)}>
      {pool.length === 0 ? (
        <Empty title={v.t(words.poolEmpty)} />
      ) : (
        <>
          <KeyFigures
            view={v}
            figures={[
              { label: v.t(words.poolCount), value: pool.filter(({ withdrawn }) => !withdrawn).length },
              { label: v.t(words.experienced), value: pool.filter(({ experienced, withdrawn }) => experienced && !withdrawn).length },
            ]}
          />
          <Members c={c} pool={pool} mayWithdraw={outsiders !== undefined} />
        </>
      )}
      {outsiders && <Enter c={c} examId={examId} outsiders={outsiders} form={form} />}
    </Section>
  )
}

function Members({
  c,
  pool,
  mayWithdraw,
}: {
  readonly c: Context<Env>
  readonly pool: StaffingView['pool']
  readonly mayWithdraw: boolean
}) {
  const v = view(c)
  return (
    <Table<StaffingView['pool'][number]>
      view={v}
      stacked
      caption={v.t(words.pool)}
      rows={pool}
      columns={[
        { key: 'member', head: v.t(words.name), names: true, cell: ({ name }) => name ?? '–' },
        { key: 'unit', head: v.t(words.unit), cell: ({ unit }) => unit },
        { key: 'experienced', head: v.t(words.experienced), cell: ({ experienced }) => v.t(experienced ? words.yes : words.no) },
        { key: 'trainedOn', head: v.t(words.trainedOn), cell: ({ trainedOn }) => formatDate(v, Temporal.PlainDate.from(trainedOn)) },
        {
          key: 'state',
          head: v.t(words.state),
          cell: ({ accountId, name, withdrawn }) =>
            withdrawn || !mayWithdraw ? (
              v.t(withdrawn ? words.withdrawn : words.available)
            ) : (
              <>
                {v.t(words.available)}{' '}
                <Form
                  action={`${page(c)}/pool/withdrawal`}
                  idempotencyKey={formKey(c)}
                  hidden={{ accountId }}
                  label={`${v.t(words.withdraw)} ${name ?? ''}`}
                  inline
                >
                  <Button kind="quiet">{v.t(words.withdraw)}</Button>
                </Form>
              </>
            ),
        },
      ]}
    />
  )
}

const Faults = z.array(z.object({ accountId: z.string(), because: z.string() }))

function Enter({
  c,
  examId,
  outsiders,
  form,
}: Required<Omit<PoolProps, 'pool' | 'outsiders'>> & { readonly outsiders: readonly Outsider[] }) {
  const v = view(c)
  const faults = Faults.safeParse(c.get('problem')?.facts?.faults)
  const reasonOf = (accountId: string) => faults.data?.find((fault) => fault.accountId === accountId)?.because
  if (outsiders.length === 0) return <Notice kind="info" title={v.t(words.nobodyOutside)} />
  const id = 'enter-pool'
  const tick = (name: 'members' | 'experienced', { accountId, name: who }: Outsider) => (
    <input
      type="checkbox"
      name={name}
      value={accountId}
      checked={form.all(name).includes(accountId)}
      aria-label={`${v.t(name === 'members' ? words.choose : words.experienced)} ${who}`}
    />
  )
  return (
    <Form id={id} action={`/exams/${examId}/staffing/pool`} idempotencyKey={formKey(c)}>
      <p>{v.t(words.enterHint)}</p>
      <Table<Outsider>
        view={v}
        stacked
        caption={v.t(words.outside)}
        rows={outsiders}
        columns={[
          { key: 'outsider', head: v.t(words.name), names: true, cell: ({ name }) => name },
          { key: 'from', head: v.t(words.unit), cell: ({ unit }) => unit },
          { key: 'trained', head: v.t(words.trainedOn), cell: ({ trainedOn }) => formatDate(v, Temporal.PlainDate.from(trainedOn)) },
          { key: 'chosen', head: v.t(words.choose), cell: (row) => tick('members', row) },
          { key: 'seasoned', head: v.t(words.experienced), cell: (row) => tick('experienced', row) },
          ...(faults.success
            ? [
                {
                  key: 'fault',
                  head: v.t(words.because),
                  cell: ({ accountId }: Outsider) => {
                    const because = reasonOf(accountId)
                    return because ? <strong>{v.t(ineligibilityText(because))}</strong> : '–'
                  },
                },
              ]
            : []),
        ]}
      />
      <Button kind="secondary">{v.t(words.enter)}</Button>
    </Form>
  )
}
