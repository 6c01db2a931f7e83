import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { appointmentFor } from '../foundation/caller.ts'
import { known } from '../foundation/invariant.ts'
import type { Env } from '../http/env.ts'
import { formKey, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select } from '../web/components/choice.tsx'
import { Field } from '../web/components/field.tsx'
import { KeyFigures } from '../web/components/figures.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { Digest } from '../web/components/proof.tsx'
import { State, type StateKind } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { formatDate, Time } from '../web/format.tsx'
import type { Desk } from './desk.tsx'
import { SecondHand } from './ledger-parts.tsx'
import type { CertificateBoard, Passes } from './read-certificates.ts'
import { receiverRoles } from './rules/filing.ts'
import { type CertificateState, spoilingReasons } from './rules/states.ts'
import { officialSeals } from './stamp-certificates.ts'
import {
  gradeWords,
  receiverWords,
  spoilingWords,
  stateWords,
  withdrawalKindWords,
  withdrawalWords,
  certificateWords as words,
} from './words.ts'

const kinds: Readonly<Record<CertificateState, StateKind>> = {
  printed: 'waiting',
  stamped: 'waiting',
  registered: 'info',
  issued: 'good',
  mailed: 'info',
  delivered: 'good',
  spoiled: 'quiet',
  recalled: 'attention',
  voided: 'quiet',
  revoked: 'bad',
}

export const CertificateStateMark = ({ c, state }: { c: Context<Env>; state: CertificateState }) => (
  <State kind={kinds[state]}>{view(c).t(stateWords[state])}</State>
)

export const gradeText = (c: Context<Env>, grade: number | null): string => {
  const text = grade === null ? undefined : gradeWords[grade]
  return text ? view(c).t(text) : '—'
}

export function Approval({ c, path, passes, director }: { c: Context<Env>; path: string; passes: Passes; director: boolean }) {
  const v = view(c)
  if (!passes.joined)
    return (
      <Section title={v.t(words.approval)}>
        <Notice title={v.t(words.notJoined)} />
      </Section>
    )
  const figures = [
    [words.passMark, passes.passMark],
    [words.waiting, passes.passes.length],
    [words.approved, passes.approved],
    [words.failed, passes.failed],
    [words.absent, passes.absent],
    [words.breach, passes.breach],
    [words.notQualified, passes.notQualified],
    [words.practicalOutstanding, passes.practicalOutstanding],
  ] as const
  return (
    <Section title={v.t(words.approval)}>
      <KeyFigures view={v} figures={figures.map(([label, value]) => ({ label: v.t(label), value }))} />
      {passes.passes.length > 0 && (
        <>
          <Table<Passes['passes'][number]>
            view={v}
            caption={v.t(words.waiting)}
            rows={passes.passes}
            columns={[
              { key: 'ticket', head: v.t(words.ticket), names: true, cell: (row) => row.ticket },
              { key: 'field', head: v.t(words.field), cell: (row) => row.field },
              { key: 'grade', head: v.t(words.grade), cell: (row) => gradeText(c, row.grade) },
              { key: 'score', head: v.t(words.score), numeric: true, cell: (row) => row.score },
              { key: 'practice', head: v.t(words.practice), numeric: true, cell: (row) => row.practice ?? '–' },
            ]}
          />
          <p>
            {v.t(words.list)} <Digest>{passes.listHash}</Digest>
          </p>
          {director && (
            <Form action={`${path}/approval`} idempotencyKey={formKey(c)} hidden={{ listHash: passes.listHash }}>
              <Button>{v.t(words.approve)}</Button>
            </Form>
          )}
        </>
      )}
    </Section>
  )
}

export function PrintQueue({ c, path, board, opens }: Desk) {
  const v = view(c)
  if (board.printable.length === 0) return null
  return (
    <Section title={v.t(words.queue)}>
      <Table<CertificateBoard['printable'][number]>
        view={v}
        caption={v.t(words.queue)}
        rows={board.printable}
        {...(opens('print')
          ? { select: { form: 'print', name: 'applicationId', value: (row) => row.applicationId, label: (row) => row.ticket } }
          : {})}
        columns={[
          { key: 'ticket', head: v.t(words.ticket), names: true, cell: (row) => row.ticket },
          { key: 'field', head: v.t(words.field), cell: (row) => row.field },
          { key: 'grade', head: v.t(words.grade), cell: (row) => gradeText(c, row.grade) },
        ]}
      />
      {opens('print') && (
        <Form id="print" action={`${path}/print`} idempotencyKey={formKey(c)}>
          <Button>{v.t(words.print)}</Button>
        </Form>
      )}
    </Section>
  )
}

export function Certificates({ c, path, board, opens }: Desk) {
  const v = view(c)
  const count = (state: CertificateState) => board.certificates.filter((one) => one.state === state).length
  return (
    <Section title={v.t(words.certificates)}>
      <Table<CertificateBoard['certificates'][number]>
        view={v}
        caption={v.t(words.certificates)}
        rows={board.certificates}
        columns={[
          { key: 'number', head: v.t(words.number), names: true, cell: (row) => <a href={`${path}/${row.certificateId}`}>{row.number}</a> },
          { key: 'blank', head: v.t(words.blank), numeric: true, cell: (row) => row.blankNumber },
          { key: 'ticket', head: v.t(words.ticket), cell: (row) => row.ticket },
          { key: 'name', head: v.t(words.name), cell: (row) => row.name },
          { key: 'state', head: v.t(words.state), cell: (row) => <CertificateStateMark c={c} state={row.state} /> },
        ]}
      />
      {opens('seal') && count('printed') > 0 && (
        <Form action={`${path}/seal`} idempotencyKey={formKey(c)} hidden={{ seals: officialSeals.join(',') }}>
          <p>{v.t(words.stampHint)}</p>
          <Button kind="secondary">{v.t(words.stamp)}</Button>
        </Form>
      )}
      {opens('register') && count('stamped') > 0 && (
        <Form action={`${path}/register`} idempotencyKey={formKey(c)}>
          <Button>{v.t(words.register)}</Button>
        </Form>
      )}
      {board.registers.length > 0 && (
        <Table<CertificateBoard['registers'][number]>
          view={v}
          caption={v.t(words.registers)}
          rows={board.registers}
          columns={[
            {
              key: 'register',
              head: v.t(words.registers),
              names: true,
              cell: (row) => <a href={`${path}/registers/${row.registerId}/register.pdf`}>{`No. ${row.number}`}</a>,
            },
            { key: 'rows', head: v.t(words.rows), numeric: true, cell: (row) => row.rows },
            { key: 'madeAt', head: v.t(words.at), cell: (row) => <Time view={v} at={row.madeAt} relative={false} /> },
            { key: 'digest', head: v.t(words.digest), cell: (row) => <code>{row.content.slice(0, 16)}…</code> },
          ]}
        />
      )}
    </Section>
  )
}

export function Spoilings({ c, path, board, opens }: Desk) {
  const v = view(c)
  return (
    <Section title={v.t(words.spoilings)}>
      {board.spoilings.length > 0 && (
        <Table<CertificateBoard['spoilings'][number]>
          view={v}
          caption={v.t(words.spoilings)}
          rows={board.spoilings}
          columns={[
            { key: 'spoiledBlank', head: v.t(words.blank), names: true, cell: (row) => row.blankNumber },
            { key: 'spoilReason', head: v.t(words.reason), cell: (row) => v.t(spoilingWords[row.reason]) },
            { key: 'proposedAt', head: v.t(words.at), cell: (row) => <Time view={v} at={row.proposedAt} relative={false} /> },
            {
              key: 'seen',
              head: v.t(words.state),
              cell: (row) => (
                <SecondHand
                  c={c}
                  at={row.witnessedAt}
                  done={words.spoiled}
                  action={`${path}/spoilings/${row.spoilingId}/witness`}
                  label={words.saw}
                  may={opens('spoilings/:spoilingId/witness')}
                />
              ),
            },
          ]}
        />
      )}
      {opens('spoilings') && (
        <Form action={`${path}/spoilings`} idempotencyKey={formKey(c)} inline label={v.t(words.spoil)}>
          <Field view={v} name="blankNumber" label={v.t(words.blank)} inputmode="numeric" width="short" />
          <Select
            view={v}
            name="reason"
            label={v.t(words.reason)}
            options={spoilingReasons.map((value) => ({ value, label: v.t(spoilingWords[value]) }))}
          />
          <Button kind="danger">{v.t(words.spoil)}</Button>
        </Form>
      )}
    </Section>
  )
}

export function Withdrawals({ c, path, board, opens }: Desk) {
  const v = view(c)
  if (board.withdrawals.length === 0) return null
  return (
    <Section title={v.t(words.withdrawals)}>
      <Table<CertificateBoard['withdrawals'][number]>
        view={v}
        caption={v.t(words.withdrawals)}
        rows={board.withdrawals}
        columns={[
          { key: 'withdrawn', head: v.t(words.number), names: true, cell: (row) => row.number },
          { key: 'kind', head: v.t(words.withdraw), cell: (row) => v.t(withdrawalKindWords[row.kind]) },
          { key: 'why', head: v.t(words.reason), cell: (row) => v.t(withdrawalWords[row.reason]) },
          {
            key: 'decision',
            head: v.t(words.state),
            cell: (row) => (
              <SecondHand
                c={c}
                at={row.approvedAt}
                done={words.decided}
                action={`${path}/withdrawals/${row.withdrawalId}/approval`}
                label={words.decide}
                may={opens('withdrawals/:withdrawalId/approval')}
              />
            ),
          },
        ]}
      />
    </Section>
  )
}

export function PassList({ c, path, board, opens }: Desk) {
  const v = view(c)
  const filing = (receiver: string) => board.filings.find((one) => one.receiver === receiver)
  const dueOf = (receiver: CertificateBoard['receivers'][number]) => {
    const dueOn = filing(receiver)?.dueOn
    return dueOn === undefined ? '—' : formatDate(v, Temporal.PlainDate.from(dueOn))
  }
  const caller = known(c.get('caller'), 'an officer')
  const receives = (receiver: CertificateBoard['receivers'][number]) =>
    appointmentFor(caller, [receiverRoles[receiver]], c.req.param('examId')) !== undefined
  const stateOf = (receiver: CertificateBoard['receivers'][number]): Child => {
    const filed = filing(receiver)
    if (filed)
      return (
        <SecondHand
          c={c}
          at={filed.receivedAt}
          done={words.receipt}
          action={`${path}/filings/${receiver}/receipt`}
          label={words.acknowledge}
          may={receives(receiver)}
        />
      )
    if (!opens('filings')) return '—'
    return (
      <Form action={`${path}/filings`} idempotencyKey={formKey(c)} hidden={{ receiver }} inline>
        <Button kind="secondary">{v.t(words.file)}</Button>
      </Form>
    )
  }
  return (
    <Section title={v.t(words.passList)}>
      <p>{v.t(words.passListHint)}</p>
      {opens('pass-list') && (
        <Form action={`${path}/pass-list`} idempotencyKey={formKey(c)}>
          <Button kind="secondary">{v.t(words.draftList)}</Button>
        </Form>
      )}
      <Table<CertificateBoard['receivers'][number]>
        view={v}
        caption={v.t(words.filings)}
        rows={board.receivers}
        columns={[
          { key: 'receiver', head: v.t(words.receiver), names: true, cell: (row) => v.t(receiverWords[row]) },
          { key: 'due', head: v.t(words.due), cell: (row) => dueOf(row) },
          { key: 'filing', head: v.t(words.state), cell: stateOf },
        ]}
      />
    </Section>
  )
}
