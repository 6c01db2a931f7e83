import { type Context, Hono } from 'hono'
import { examOf } from '../exam/asked.tsx'
import { type NamedOfficer, officerOptions } from '../exam/named-officers.ts'
import { known } from '../foundation/invariant.ts'
import type { Role } from '../foundation/roles.ts'
import type { Env } from '../http/env.ts'
import { asNumber, emptyForm, formTargets } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, shownProblems, view } from '../http/show.tsx'
import { OpenStatement } from '../identity/open-statement.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select } from '../web/components/choice.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { Table } from '../web/components/table.tsx'
import { formatTime } from '../web/format.tsx'
import type { View } from '../web/locale.ts'
import { custodyPage, custodyPath } from './custody-page.tsx'
import { DraftPackages, draftPackages, MakePackages, makePackages } from './draft-packages.ts'
import { fieldsOfLines } from './line-problems.tsx'
import { type OpenList, type PackingForm, packingForm } from './read-packing.ts'
import { custodyRefusals } from './refusals.ts'
import { custodyWords as words } from './words.ts'

const load = 1024 * 1024

const pathOf = (c: Context<Env>) => `${custodyPath(c)}/packing`

/** What is to be packed: a line for each room of each session, then backups. `name` tells the lines apart in the form. */
type ToPack = {
  readonly name: string
  readonly examSessionId: string
  readonly roomId: string | undefined
  readonly title: string
  readonly seated: number
  readonly number: string
}

function linesOf(v: View, rooms: PackingForm['rooms'], backups: number): ToPack[] {
  const sessions: readonly string[] = [...new Set(rooms.map(({ examSessionId }) => examSessionId))]
  const digits = (n: number, width = 2) => String(n).padStart(width, '0')
  const place = (id: string) => digits(sessions.indexOf(id) + 1)
  const when = (id: string) => {
    const row = known(
      rooms.find(({ examSessionId }) => examSessionId === id),
      `session ${id}`,
    )
    return `${formatTime(v, row.startsAt)} ${row.subject}`
  }
  const forRooms = rooms.map(({ examSessionId, roomId, siteCode, siteName, number, roomName, seated }) => ({
    examSessionId,
    roomId,
    title: `${siteName} ${roomName} · ${when(examSessionId)}`,
    seated,
    number: `${siteCode.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}-${place(examSessionId)}-${digits(number, 3)}`,
  }))
  const largest = (id: string) => Math.max(...rooms.filter((row) => row.examSessionId === id).map(({ seated }) => seated))
  const spare = sessions.flatMap((examSessionId) =>
    Array.from({ length: backups }, (_, index) => ({
      examSessionId,
      roomId: undefined,
      title: `${v.t(words.backupLine)} · ${when(examSessionId)}`,
      seated: largest(examSessionId),
      number: `BY-${place(examSessionId)}-${digits(index + 1, 3)}`,
    })),
  )
  return [...forRooms, ...spare].map((line, index) => ({ ...line, name: String(index) }))
}

/** Lines as the form sent them. A backup without a seal number was not packed. */
const sentLines = (form: FormFields) =>
  form
    .all('line')
    .map((line) => {
      const [name = '', examSessionId, roomId] = line.split(' ')
      return { name, examSessionId, roomId: roomId ?? null, number: form.text(`number-${name}`), sealNumber: form.text(`seal-${name}`) }
    })
    .filter(({ roomId, sealNumber }) => roomId !== null || sealNumber !== undefined)

export function packingPages() {
  const packing = '/exams/:examId/custody/packing'
  const onPacking = formTargets(custodyRefusals, {
    to: custodyPath,
    again: packingPage,
    ...fieldsOfLines(sentLines),
    bodyBytes: load,
  })
  return new Hono<Env>()
    .get(packing, (c) => packingPage(c))
    .post(
      packing,
      onPacking(
        DraftPackages,
        draftPackages,
        (form) => ({
          inspector: form.text('inspector'),
          police: form.text('police'),
          packages: sentLines(form).map(({ name, ...line }) => ({
            ...line,
            papers: asNumber(form.text(`papers-${name}`)),
            cards: asNumber(form.text(`cards-${name}`)),
          })),
        }),
        () => '/my/statements',
      ),
    )
    .post(`${packing}/:statementId`, onPacking(MakePackages, makePackages))
}

async function packingPage(c: Context<Env>, form: FormFields = emptyForm): Promise<Response> {
  const caller = c.get('caller')
  const deps = c.get('deps')
  const exam = await examOf(c)
  if (!exam || !caller) return problemPage(c)
  const v = view(c)
  const { rooms, packed, people, open } = await packingForm(deps, exam.id, caller)
  const backups = Math.min(Number(/^\d{1,2}$/.exec(form.text('backups') ?? c.req.query('backups') ?? '')?.[0] ?? 1), 20)
  return custodyPage(
    c,
    exam,
    { title: words.packing, lead: words.packingLead },
    <>
      {open.length > 0 && <Open c={c} open={open} />}
      {packed > 0 && <Notice kind="good" title={v.t(words.packed, { n: packed })} />}
      {rooms.length === 0 ? (
        <Empty title={v.t(words.seatsMissing)}>{v.t(words.seatsMissingBody)}</Empty>
      ) : (
        packed === 0 && (
          <>
            <Form action={pathOf(c)} method="get" inline>
              <Field
                view={v}
                name="backups"
                type="number"
                min={0}
                max={20}
                label={v.t(words.backupsPerSession)}
                value={String(backups)}
                width="short"
              />
              <Button kind="secondary">{v.t(words.relist)}</Button>
            </Form>
            <Draft c={c} people={people} backups={backups} lines={linesOf(v, rooms, backups)} />
          </>
        )
      )}
    </>,
  )
}

type DraftProps = {
  readonly c: Context<Env>
  readonly people: readonly NamedOfficer[]
  readonly backups: number
  readonly lines: readonly ToPack[]
}

function Draft({ c, people, backups, lines }: DraftProps) {
  const v = view(c)
  const problems = shownProblems(c.get('problem'))
  const signer = (name: 'police' | 'inspector', role: Role) => (
    <Select view={v} name={name} label={v.t(words[name])} options={officerOptions(people, role)} problems={problems} />
  )
  return (
    <Section title={v.t(words.draftList)}>
      <Form action={pathOf(c)} idempotencyKey={formKey(c)} hidden={{ backups: String(backups) }}>
        {signer('police', 'police_escort')}
        {signer('inspector', 'discipline_inspector')}
        {lines.map((line) => (
          <Line c={c} line={line} />
        ))}
        <Button>{v.t(words.draftList)}</Button>
      </Form>
    </Section>
  )
}

function Line({ c, line }: { readonly c: Context<Env>; readonly line: ToPack }) {
  const v = view(c)
  const problems = shownProblems(c.get('problem'))
  const { name, examSessionId, roomId, title, seated, number } = line
  const optional = roomId === undefined
  return (
    <fieldset class="field line">
      <legend>
        {title} · {v.t(words.seated)} {seated}
      </legend>
      <input type="hidden" name="line" value={[name, examSessionId, roomId].filter((part) => part !== undefined).join(' ')} />
      <Field
        view={v}
        name={`number-${name}`}
        label={v.t(words.packageNumber)}
        value={number}
        width="short"
        maxlength={24}
        problems={problems}
        optional={optional}
      />
      <Field
        view={v}
        name={`seal-${name}`}
        label={v.t(words.seal)}
        width="short"
        maxlength={8}
        pattern="[A-Z]{2}[0-9]{6}"
        problems={problems}
        optional={optional}
      />
      {(['papers', 'cards'] as const).map((count) => (
        <Field
          view={v}
          name={`${count}-${name}`}
          label={v.t(words[count])}
          type="number"
          min={0}
          max={1000}
          width="short"
          problems={problems}
          optional={optional}
        />
      ))}
    </fieldset>
  )
}

function Open({ c, open }: { readonly c: Context<Env>; readonly open: readonly OpenList[] }) {
  const v = view(c)
  return (
    <Table<OpenList>
      view={v}
      stacked
      caption={v.t(words.openLists)}
      rows={open}
      columns={[
        { key: 'list', head: v.t(words.list), names: true, cell: ({ packages }) => v.t(words.packagesIn, { n: packages }) },
        {
          key: 'act',
          head: v.t(words.makeThem),
          cell: ({ statementId, missing }) => (
            <OpenStatement c={c} missing={missing} action={`${pathOf(c)}/${statementId}`} label={v.t(words.makeThem)} />
          ),
        },
      ]}
    />
  )
}
