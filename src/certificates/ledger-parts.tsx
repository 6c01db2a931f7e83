import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { formKey, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Field } from '../web/components/field.tsx'
import { Balance } from '../web/components/figures.tsx'
import { Form } from '../web/components/form.tsx'
import { State } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { Time } from '../web/format.tsx'
import type { Text } from '../web/locale.ts'
import { LedgerBars } from '../web/pictures/ledger-bars.tsx'
import type { Desk } from './desk.tsx'
import type { CertificateBoard } from './read-certificates.ts'
import { certificateWords as words } from './words.ts'

/** One act of the second person, beside what it is about; or the words that it is done. */
export function SecondHand({
  c,
  at,
  done,
  action,
  label,
  may,
}: {
  c: Context<Env>
  at: unknown
  done: Text
  action: string
  label: Text
  may: boolean
}) {
  const v = view(c)
  if (at) return <State kind="good">{v.t(done)}</State>
  if (!may) return <State kind="waiting">{v.t(words.unwitnessed)}</State>
  return (
    <Form action={action} idempotencyKey={formKey(c)} inline>
      <Button kind="secondary">{v.t(label)}</Button>
    </Form>
  )
}

export function Ledger({ c, path, board, opens }: Desk) {
  const v = view(c)
  const { received, issued, spoiled, printed, stock } = board.ledger
  const whole = { label: v.t(words.received), value: received }
  const parts = [
    { label: v.t(words.issued), value: issued },
    { label: v.t(words.spoiled), value: spoiled },
    { label: v.t(words.printed), value: printed },
    { label: v.t(words.stock), value: stock },
  ]
  return (
    <Section title={v.t(words.ledger)}>
      <Balance view={v} whole={whole} parts={parts} />
      <LedgerBars view={v} title={v.t(words.ledger)} whole={whole} parts={parts} />
      {board.receipts.length > 0 && (
        <Table<CertificateBoard['receipts'][number]>
          view={v}
          caption={v.t(words.receipts)}
          rows={board.receipts}
          columns={[
            { key: 'range', head: v.t(words.range), names: true, cell: (row) => `${row.first}–${row.last}` },
            { key: 'receivedAt', head: v.t(words.at), cell: (row) => <Time view={v} at={row.receivedAt} relative={false} /> },
            {
              key: 'witnessed',
              head: v.t(words.state),
              cell: (row) => (
                <SecondHand
                  c={c}
                  at={row.witnessedAt}
                  done={words.witnessed}
                  action={`${path}/blanks/${row.receiptId}/witness`}
                  label={words.witness}
                  may={opens('blanks/:receiptId/witness')}
                />
              ),
            },
          ]}
        />
      )}
      {opens('blanks') && (
        <>
          <Form action={`${path}/blanks`} idempotencyKey={formKey(c)} inline label={v.t(words.receive)}>
            <Field view={v} name="first" label={v.t(words.first)} inputmode="numeric" width="short" />
            <Field view={v} name="last" label={v.t(words.last)} inputmode="numeric" width="short" />
            <Button kind="secondary">{v.t(words.receive)}</Button>
          </Form>
          <Form action={`${path}/counts`} idempotencyKey={formKey(c)} inline label={v.t(words.count)}>
            <Field view={v} name="stock" label={v.t(words.stock)} inputmode="numeric" width="short" />
            <Field view={v} name="printed" label={v.t(words.printed)} inputmode="numeric" width="short" />
            <Field view={v} name="spoiled" label={v.t(words.spoiled)} inputmode="numeric" width="short" />
            <Button kind="secondary">{v.t(words.count)}</Button>
          </Form>
        </>
      )}
      {board.counts.length > 0 && (
        <Table<CertificateBoard['counts'][number]>
          view={v}
          caption={v.t(words.counts)}
          rows={board.counts}
          columns={[
            { key: 'at', head: v.t(words.at), names: true, cell: (row) => <Time view={v} at={row.countedAt} relative={false} /> },
            { key: 'stock', head: v.t(words.stock), numeric: true, cell: (row) => row.ledger.stock },
            { key: 'printed', head: v.t(words.printed), numeric: true, cell: (row) => row.ledger.printed },
            { key: 'spoiled', head: v.t(words.spoiled), numeric: true, cell: (row) => row.ledger.spoiled },
            {
              key: 'confirmed',
              head: v.t(words.state),
              cell: (row) => (
                <SecondHand
                  c={c}
                  at={row.confirmedAt}
                  done={words.decided}
                  action={`${path}/counts/${row.countId}/confirmation`}
                  label={words.confirmCount}
                  may={opens('counts/:countId/confirmation')}
                />
              ),
            },
          ]}
        />
      )}
    </Section>
  )
}
