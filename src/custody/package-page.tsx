import { type Context, Hono } from 'hono'
import { examOf } from '../exam/asked.tsx'
import type { Family } from '../foundation/family.ts'
import { PackageId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { formTargets } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select } from '../web/components/choice.tsx'
import { Empty, Facts } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { Table } from '../web/components/table.tsx'
import { Time, withRemark } from '../web/format.tsx'
import type { View } from '../web/locale.ts'
import { CustodyLine, type Holding } from '../web/pictures/custody-line.tsx'
import { roleNames } from '../web/words.ts'
import { custodyPage, custodyPath } from './custody-page.tsx'
import { PackageState } from './package-state.tsx'
import { type BoardRow, type Chain, type ChainLink, packageChain, packageRow, roomsForBackup } from './read-custody.ts'
import { custodyRefusals } from './refusals.ts'
import { ReportIncident, reportIncident } from './report-incident.ts'
import { AssignBackup, assignBackup, ConfirmIncident, confirmIncident, DecideIncident, decideIncident } from './resolve-incident.ts'
import { legNames, legOf } from './rules/legs.ts'
import { incidentText, incidentWords, legText, stateWords, custodyWords as words } from './words.ts'

const packagePath = (c: Context<Env>) => `${custodyPath(c)}/packages/${c.req.param('packageId')}`

/** A package is named by its number: what was read from the bag, not from the address. */
export function packagePages() {
  const one = '/exams/:examId/custody/packages/:packageId'
  const onPackage = formTargets(custodyRefusals, { to: packagePath, again: packagePage, params: ['examId'] })
  const numbered =
    (...fields: readonly string[]) =>
    (form: FormFields) =>
      Object.fromEntries(['number', ...fields].map((field) => [field, form.text(field)]))
  return new Hono<Env>()
    .get(one, (c) => packagePage(c))
    .post(`${one}/incidents`, onPackage(ReportIncident, reportIncident, numbered('kind')))
    .post(`${one}/decision`, onPackage(DecideIncident, decideIncident, numbered('decision', 'reason')))
    .post(`${one}/confirmation`, onPackage(ConfirmIncident, confirmIncident, numbered()))
    .post(`${one}/room`, onPackage(AssignBackup, assignBackup, numbered('roomId')))
}

async function packagePage(c: Context<Env>): Promise<Response> {
  const packageId = PackageId.safeParse(c.req.param('packageId'))
  const caller = c.get('caller')
  const deps = c.get('deps')
  const exam = await examOf(c)
  if (!exam || !packageId.success || !caller) return problemPage(c)
  const asked = { examId: exam.id, packageId: packageId.data }
  const [found, packed] = await Promise.all([packageChain(deps, caller, asked), packageRow(deps, caller, asked)])
  if (!found.ok) {
    c.set('problem', problemOf(custodyRefusals, found.refusal, c.get('locale')))
    return problemPage(c)
  }
  const v = view(c)
  const row = known(packed, 'a package with a chain')
  const spare =
    row.kind === 'backup' && row.roomId === null && c.get('opens')('POST /exams/:examId/custody/packages/:packageId/room', exam.id)
  return custodyPage(
    c,
    exam,
    { title: { zh: `试卷袋 ${row.number}`, en: `Package ${row.number}` } },
    <>
      {row.incident && (
        <Notice kind="bad" title={v.t(incidentText(row.incident))}>
          {v.t(words.frozen)}
        </Notice>
      )}
      <Facts
        facts={[
          [v.t(words.state), <PackageState view={v} state={row.state} />],
          [v.t(words.subject), row.subject],
          [v.t(words.room), row.room ?? v.t(words.backup)],
          [v.t(words.papers), row.papers],
          [v.t(words.cards), row.cards],
          ...(row.decision ? ([[v.t(words.decide), withRemark(v, v.t(words[row.decision]), v.t(words.unconfirmed))]] as const) : []),
          ...(row.reason ? ([[v.t(words.reason), row.reason]] as const) : []),
        ]}
      />
      <CustodyLine view={v} title={v.t(words.chain)} holdings={holdingsOf(v, exam.family, found.value)} />
      <Links v={v} links={found.value.links} />
      {spare && <Backup c={c} row={row} rooms={await roomsForBackup(deps, exam.id, row.examSessionId)} />}
      <Acts c={c} examId={exam.id} row={row} />
    </>,
  )
}

/** Whose hands it was in, from when to when: an agreed handoff ends one holding and begins the next, a difference only marks it. */
function holdingsOf(v: View, family: Family, { madeAt, makerUnit, links }: Chain): Holding[] {
  const made: Holding = { holder: makerUnit, role: v.t(roleNames.secrecy_officer), from: Temporal.Instant.from(madeAt) }
  const holdings = links.map((link): Holding => {
    const name = known(
      legNames.find((one) => one === link.leg),
      `leg ${link.leg}`,
    )
    const leg = known(legOf(family, name), `leg ${name} of ${family}`)
    const frozen = link.outcome === 'frozen'
    const from = Temporal.Instant.from(link.signedAt)
    const role = v.t(roleNames[frozen ? leg.giver : leg.receiver])
    const holder = name === 'destroy' && !frozen ? v.t(stateWords.destroyed) : frozen ? link.giverUnit : link.receiverUnit
    return { holder, role, from, signers: link.signerUnits, frozen, ...(leg.to === 'destroyed' && !frozen ? { until: from } : {}) }
  })
  const line = [made, ...holdings]
  return line.map((one, index) => ({ ...one, until: one.until ?? line[index + 1]?.from }))
}

const Links = ({ v, links }: { v: View; links: readonly ChainLink[] }) => (
  <Table<ChainLink>
    view={v}
    stacked
    caption={v.t(words.statements)}
    rows={links}
    empty={v.t(words.noLinks)}
    columns={[
      { key: 'sequence', head: v.t(words.sequence), numeric: true, names: true, cell: ({ sequence }) => sequence },
      {
        key: 'leg',
        head: v.t(words.leg),
        cell: ({ leg, outcome }) => `${v.t(legText(leg))}${outcome === 'frozen' ? ` – ${v.t(words.frozenHere)}` : ''}`,
      },
      { key: 'at', head: v.t(words.signedAt), cell: ({ signedAt }) => <Time view={v} at={Temporal.Instant.from(signedAt)} /> },
      {
        key: 'signed',
        head: v.t(words.signed),
        cell: ({ giver, receiver, witnesses }) => v.t(words.signers, { n: new Set([giver, receiver, ...witnesses]).size }),
      },
      { key: 'papers', head: v.t(words.papers), numeric: true, cell: ({ papers }) => papers },
      { key: 'cards', head: v.t(words.cards), numeric: true, cell: ({ cards }) => cards },
      { key: 'hash', head: v.t(words.statement), cell: ({ statementHash }) => <code>{statementHash.slice(0, 16)}…</code> },
    ]}
  />
)

type ActProps = { readonly c: Context<Env>; readonly row: BoardRow }
type BackupProps = ActProps & { readonly rooms: readonly { roomId: string; room: string }[] }

function Backup({ c, row, rooms }: BackupProps) {
  const v = view(c)
  if (rooms.length === 0) return <Empty title={v.t(words.noRoomInNeed)}>{v.t(words.backupHint)}</Empty>
  return (
    <Section title={v.t(words.assignBackup)}>
      <p>{v.t(words.backupHint)}</p>
      <Form action={`${packagePath(c)}/room`} idempotencyKey={formKey(c)} hidden={{ number: row.number }}>
        <Select
          view={v}
          name="roomId"
          label={v.t(words.room)}
          problems={shownProblems(c.get('problem'))}
          options={rooms.map(({ roomId, room }) => ({ value: roomId, label: room }))}
        />
        <Button>{v.t(words.assignBackup)}</Button>
      </Form>
    </Section>
  )
}

/** What this officer may do with this package now. */
function Acts({ c, examId, row }: ActProps & { readonly examId: string }) {
  const v = view(c)
  const path = `/exams/${examId}/custody/packages/${row.id}`
  const problems = shownProblems(c.get('problem'))
  const opens = (route: string) => c.get('opens')(route, examId)
  if (row.incident === null)
    return opens('POST /exams/:examId/custody/packages/:packageId/incidents') ? (
      <Section title={v.t(words.report)}>
        <Form action={`${path}/incidents`} idempotencyKey={formKey(c)} hidden={{ number: row.number }}>
          <Select
            view={v}
            name="kind"
            problems={problems}
            label={v.t(words.incident)}
            hint={v.t(words.reportHint)}
            options={Object.entries(incidentWords).map(([value, text]) => ({ value, label: v.t(text) }))}
          />
          <Button kind="danger">{v.t(words.report)}</Button>
        </Form>
      </Section>
    ) : null
  if (row.decision === null && opens('POST /exams/:examId/custody/packages/:packageId/decision'))
    return (
      <Section title={v.t(words.decide)}>
        <Form action={`${path}/decision`} idempotencyKey={formKey(c)} hidden={{ number: row.number }}>
          <Select
            view={v}
            name="decision"
            problems={problems}
            label={v.t(words.decide)}
            options={(['cleared', 'withdrawn'] as const).map((value) => ({ value, label: v.t(words[value]) }))}
          />
          <Field view={v} name="reason" label={v.t(words.reason)} width="long" problems={problems} />
          <Button>{v.t(words.decide)}</Button>
        </Form>
      </Section>
    )
  if (row.decision !== null && opens('POST /exams/:examId/custody/packages/:packageId/confirmation'))
    return (
      <Section title={v.t(words.confirm)}>
        <Form action={`${path}/confirmation`} idempotencyKey={formKey(c)} hidden={{ number: row.number }}>
          <Button>{v.t(words.confirm)}</Button>
        </Form>
      </Section>
    )
  return null
}
