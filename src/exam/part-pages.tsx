import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { appointmentFor } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { appointedRoles, type Role } from '../foundation/roles.ts'
import type { Env } from '../http/env.ts'
import { answerForm, asNumber, emptyForm, type FormFields, formTargets } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select } from '../web/components/choice.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Field, FileField } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { State } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { Time } from '../web/format.tsx'
import { roleNames } from '../web/words.ts'
import { AddRooms, AddSite, addRooms, addSite, RemoveRoom, removeRoom } from './add-places.ts'
import { AppointOfficer, appointOfficer, EndAppointment, endAppointment } from './appoint-officer.ts'
import { QuotaPart, quotasIn, TradePart, tradesIn } from './draft-post-parts.tsx'
import { EnterQuotas, enterQuotas } from './enter-quotas.ts'
import { EnterTraining, enterTraining } from './enter-training.ts'
import { type ExamPart, ExamTabs } from './exam-tabs.tsx'
import { ImportPositions, importPositions } from './import-positions.ts'
import { ListTrades, listTrades } from './list-trades.ts'
import { PositionTable } from './position-table-view.tsx'
import { readPeople, readPlaces } from './read-exams.ts'
import { type Exam, importsOf, loadExam, positionsOf, quotasOf, sessionsOf } from './records.ts'
import { examRefusals } from './refusals.ts'
import { subjectsOf } from './rules/draft-position.ts'
import { familyRules } from './rules/families.ts'
import { roomKinds } from './rules/room-limit.ts'
import { trainingKinds } from './rules/training.ts'
import { ScheduleSession, scheduleSession } from './schedule-session.ts'
import { UploadPositionTable, uploadPositionTable } from './upload-position-table.ts'
import { roomKindNames, trainingNames, examWords as words } from './words.ts'

/** Posts, sessions, places and people of an exam. */
export function partPages() {
  const onPart = (part: string, again: (c: Context<Env>, form: FormFields) => Promise<Response>) =>
    formTargets(examRefusals, { to: (c) => `/exams/${c.req.param('examId')}/exam/${part}`, again })
  const onPosts = onPart('posts', posts)
  const onSites = onPart('sites', sites)
  const onPeople = onPart('people', people)
  return new Hono<Env>()
    .get('/exams/:examId/exam/posts', (c) => posts(c))
    .post('/exams/:examId/exam/quotas', onPosts(EnterQuotas, enterQuotas, quotasIn))
    .post('/exams/:examId/exam/trades', onPosts(ListTrades, listTrades, tradesIn))
    .post('/exams/:examId/exam/rooms/:roomId/removal', onSites(RemoveRoom, removeRoom))
    .post('/exams/:examId/exam/appointments/:appointmentId/end', onPeople(EndAppointment, endAppointment))
    .post('/exams/:examId/exam/position-table', (c) => {
      let bytes = new Uint8Array()
      return answerForm(c, {
        schema: UploadPositionTable,
        bodyBytes: 4_200_000,
        from: (form) => {
          bytes = new Uint8Array(form.file('table')?.bytes ?? [])
          return own(c)
        },
        run: (deps, caller, command) => uploadPositionTable(deps, caller, { ...command, bytes }),
        ...answered(c, 'posts', posts),
      })
    })
    .post('/exams/:examId/exam/position-imports/:importId/import', (c) =>
      answerForm(c, {
        schema: ImportPositions,
        from: (form) => ({ ...c.req.param(), version: asNumber(form.text('version')) }),
        run: importPositions,
        ...answered(c, 'posts', posts),
      }),
    )
    .get('/exams/:examId/exam/sessions', sessions)
    .post('/exams/:examId/exam/sessions', (c) =>
      answerForm(c, {
        schema: ScheduleSession,
        from: (form) => ({
          ...own(c),
          subject: form.text('subject'),
          startsAt: instantOf(c, form.text('startsAt')),
          endsAt: instantOf(c, form.text('endsAt')),
        }),
        run: scheduleSession,
        ...answered(c, 'sessions', sessions),
      }),
    )
    .get('/exams/:examId/exam/sites', sites)
    .post('/exams/:examId/exam/sites', (c) =>
      answerForm(c, {
        schema: AddSite,
        from: (form) => ({
          ...own(c),
          code: form.text('code'),
          name: form.text('name'),
          address: form.text('address'),
          unit: form.text('unit'),
        }),
        run: addSite,
        ...answered(c, 'sites', sites),
      }),
    )
    .post('/exams/:examId/exam/sites/:siteId/rooms', (c) =>
      answerForm(c, {
        schema: AddRooms,
        from: (form) => ({
          ...c.req.param(),
          rooms: roomNumbers(form.text('from'), form.text('to')).map((number) => ({
            number,
            name: String(number).padStart(3, '0'),
            floor: asNumber(form.text('floor')),
            rows: asNumber(form.text('rows')),
            columns: asNumber(form.text('columns')),
            capacity: asNumber(form.text('capacity')),
            kind: form.text('kind'),
            separate: form.checked('separate'),
          })),
        }),
        run: addRooms,
        ...answered(c, 'sites', sites),
      }),
    )
    .get('/exams/:examId/exam/people', people)
    .post('/exams/:examId/exam/people', (c) =>
      answerForm(c, {
        schema: AppointOfficer,
        from: (form) => ({ ...own(c), accountId: form.text('accountId'), role: form.text('role'), unit: form.text('unit') }),
        run: appointOfficer,
        ...answered(c, 'people', people),
      }),
    )
    .post('/exams/:examId/exam/trainings', (c) =>
      answerForm(c, {
        schema: EnterTraining,
        from: (form) => ({ ...own(c), accountIds: form.all('accountIds'), kind: form.text('kind'), trainedOn: form.text('trainedOn') }),
        run: enterTraining,
        ...answered(c, 'people', people),
      }),
    )
}

const own = (c: Context<Env>) => ({ examId: c.req.param('examId') })
const answered = (c: Context<Env>, part: ExamPart, page: (c: Context<Env>) => Promise<Response>) => ({
  answers: examRefusals,
  to: () => `/exams/${c.req.param('examId')}/exam/${part}`,
  again: () => page(c),
})

/** A run of room numbers from a form, at most 500 of them. */
function roomNumbers(from: string | undefined, to: string | undefined): number[] {
  const first = Number(from)
  const last = Number(to ?? from)
  if (!Number.isInteger(first) || !Number.isInteger(last) || last < first || last - first >= 500) return []
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

function instantOf(c: Context<Env>, text: string | undefined): string | undefined {
  if (text === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return text
  return Temporal.PlainDateTime.from(text).toZonedDateTime(c.get('deps').authority.timeZone).toInstant().toString()
}

async function examOf(c: Context<Env>): Promise<Exam | undefined> {
  const examId = ExamId.safeParse(c.req.param('examId'))
  return examId.success ? c.get('deps').within('office', (tx) => loadExam(tx, examId.data)) : undefined
}

const may = (c: Context<Env>, exam: Exam, roles: readonly Role[]) => {
  const caller = c.get('caller')
  return caller !== undefined && appointmentFor(caller, roles, exam.id) !== undefined
}
const shown = (exam: Exam, part: Exclude<ExamPart, 'overview'>) =>
  ({ kind: 'officer', title: words[part], exam: { id: exam.id, title: exam.title, stage: 'exam' } }) as const

const Findings = z.array(z.object({ row: z.int(), column: z.string(), zh: z.string(), en: z.string() }))
type FindingRow = z.infer<typeof Findings>[number]

async function posts(c: Context<Env>, form: FormFields = emptyForm): Promise<Response> {
  const exam = await examOf(c)
  if (!exam) return problemPage(c)
  const v = view(c)
  const office = exam.state === 'draft' && may(c, exam, ['exam_office'])
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
  return show(
    c,
    shown(exam, 'posts'),
    <>
      <ExamTabs view={v} opens={c.get('opens')} examId={exam.id} current="posts" />
      {office && rules.positions === 'trades' && <TradePart c={c} exam={exam} form={form} positions={positions} />}
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
      {rules.quota && <QuotaPart c={c} exam={exam} form={form} quotas={quotas} office={office} />}
      <PositionTable view={v} positions={positions} />
    </>,
  )
}

async function sessions(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  if (!exam) return problemPage(c)
  const v = view(c)
  const { set, subjects } = await c
    .get('deps')
    .within('office', async (tx) => ({ set: await sessionsOf(tx, exam.id), subjects: subjectsOf(await positionsOf(tx, exam.id)) }))
  const problems = shownProblems(c.get('problem'))
  return show(
    c,
    shown(exam, 'sessions'),
    <>
      <ExamTabs view={v} opens={c.get('opens')} examId={exam.id} current="sessions" />
      {exam.placesClosedAt && <Notice title={v.t(words.placesFrozen)} />}
      <Table
        view={v}
        caption={v.t(words.sessions)}
        rows={set}
        empty={v.t(words.noSessions)}
        columns={[
          { key: 'subject', head: v.t(words.subject), cell: ({ subject }) => subject, names: true },
          { key: 'startsAt', head: v.t(words.startsAt), cell: ({ startsAt }) => <Time view={v} at={startsAt} /> },
          { key: 'endsAt', head: v.t(words.endsAt), cell: ({ endsAt }) => <Time view={v} at={endsAt} relative={false} /> },
        ]}
      />
      {!exam.placesClosedAt && may(c, exam, ['exam_office']) && (
        <Section title={v.t(words.setSession)}>
          <Form action={`/exams/${exam.id}/exam/sessions`} idempotencyKey={formKey(c)} inline>
            <Select
              view={v}
              name="subject"
              label={v.t(words.subject)}
              problems={problems}
              options={subjects.map((subject) => ({ value: subject, label: subject }))}
            />
            <Field view={v} name="startsAt" type="datetime-local" label={v.t(words.startsAt)} problems={problems} />
            <Field view={v} name="endsAt" type="datetime-local" label={v.t(words.endsAt)} problems={problems} />
            <Button>{v.t(words.setSession)}</Button>
          </Form>
        </Section>
      )}
    </>,
  )
}

async function sites(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  if (!exam) return problemPage(c)
  const v = view(c)
  const places = await readPlaces(c.get('deps'), known(c.get('caller'), 'an officer'), { examId: exam.id })
  const listed = places.value.sites
  const office = !exam.placesClosedAt && may(c, exam, ['exam_office'])
  const problems = shownProblems(c.get('problem'))
  const number = (name: string, label: string, value: number) => (
    <Field view={v} name={name} type="number" width="short" label={label} value={value} problems={problems} />
  )
  return show(
    c,
    shown(exam, 'sites'),
    <>
      <ExamTabs view={v} opens={c.get('opens')} examId={exam.id} current="sites" />
      {exam.placesClosedAt && <Notice title={v.t(words.placesFrozen)} />}
      {listed.length === 0 && <Empty title={v.t(words.noSites)} />}
      {listed.map((site) => (
        <Section title={`${site.code} ${site.name}`}>
          <p>
            {site.address} · {site.unit}
          </p>
          <Table
            view={v}
            caption={`${site.name} ${v.t(words.sites)}`}
            rows={site.rooms}
            columns={[
              { key: 'room', head: v.t(words.room), cell: (room) => `${room.number} ${room.name}`, names: true },
              { key: 'kind', head: v.t(words.roomKind), cell: (room) => v.t(roomKindNames[room.kind]) },
              { key: 'floor', head: v.t(words.floor), cell: (room) => room.floor, numeric: true },
              {
                key: 'grid',
                head: `${v.t(words.rows)} × ${v.t(words.columns)}`,
                cell: (room) => `${room.seatRows} × ${room.seatColumns}`,
                numeric: true,
              },
              { key: 'capacity', head: v.t(words.capacity), cell: (room) => room.capacity, numeric: true },
              { key: 'separate', head: v.t(words.separate), cell: (room) => (room.separate ? '✓' : '') },
              ...(office
                ? [
                    {
                      key: 'remove',
                      head: v.t(words.removeRoom),
                      cell: (room: (typeof site.rooms)[number]) => (
                        <Form
                          action={`/exams/${exam.id}/exam/rooms/${room.id}/removal`}
                          idempotencyKey={formKey(c)}
                          inline
                          label={`${site.name} ${room.name}`}
                        >
                          <Button kind="quiet">{v.t(words.removeRoom)}</Button>
                        </Form>
                      ),
                    },
                  ]
                : []),
            ]}
          />
          {office && (
            <Form
              action={`/exams/${exam.id}/exam/sites/${site.id}/rooms`}
              idempotencyKey={formKey(c)}
              inline
              label={`${v.t(words.addRooms)} ${site.name}`}
            >
              {number('from', v.t(words.fromNumber), site.rooms.length + 1)}
              {number('to', v.t(words.toNumber), site.rooms.length + 1)}
              {number('floor', v.t(words.floor), 1)}
              {number('rows', v.t(words.rows), 6)}
              {number('columns', v.t(words.columns), 5)}
              {number('capacity', v.t(words.capacity), exam.notice.roomLimit)}
              <Select
                view={v}
                name="kind"
                label={v.t(words.roomKind)}
                value="written"
                options={roomKinds.map((kind) => ({ value: kind, label: v.t(roomKindNames[kind]) }))}
              />
              <Button kind="secondary">{v.t(words.addRooms)}</Button>
            </Form>
          )}
        </Section>
      ))}
      {office && (
        <Section title={v.t(words.addSite)}>
          <Form action={`/exams/${exam.id}/exam/sites`} idempotencyKey={formKey(c)}>
            <Field view={v} name="code" label={v.t(words.siteCode)} width="short" problems={problems} />
            <Field view={v} name="name" label={v.t(words.siteName)} problems={problems} />
            <Field view={v} name="address" label={v.t(words.address)} width="long" problems={problems} />
            <Field view={v} name="unit" label={v.t(words.hostUnit)} problems={problems} />
            <Button>{v.t(words.addSite)}</Button>
          </Form>
        </Section>
      )}
    </>,
  )
}

async function people(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  if (!exam) return problemPage(c)
  const v = view(c)
  const read = await readPeople(c.get('deps'), known(c.get('caller'), 'an officer'), { examId: exam.id })
  const serving = read.value.people
  const problems = shownProblems(c.get('problem'))
  const trainees = `training-of-${exam.id}`
  return show(
    c,
    shown(exam, 'people'),
    <>
      <ExamTabs view={v} opens={c.get('opens')} examId={exam.id} current="people" />
      <Table
        view={v}
        caption={v.t(words.people)}
        rows={serving}
        select={{
          form: trainees,
          name: 'accountIds',
          value: ({ accountId }) => accountId,
          label: ({ name, role }) => `${name} ${v.t(roleNames[role])}`,
        }}
        columns={[
          { key: 'name', head: v.t(words.name), cell: ({ name }) => name, names: true },
          { key: 'role', head: v.t(words.role), cell: ({ role }) => v.t(roleNames[role]) },
          { key: 'ownUnit', head: v.t(words.ownUnit), cell: ({ ownUnit }) => ownUnit ?? '' },
          {
            key: 'boundTo',
            head: v.t(words.boundTo),
            cell: ({ unit, forEveryExam }) => unit ?? (forEveryExam ? v.t(words.everyExam) : ''),
          },
          {
            key: 'trainings',
            head: v.t(words.trainings),
            cell: ({ trainings }) => trainings.map(({ kind, trainedOn }) => `${v.t(trainingNames[kind])} ${trainedOn}`).join('；'),
          },
          ...(may(c, exam, ['administrator'])
            ? [
                {
                  key: 'end',
                  head: v.t(words.endAppointment),
                  cell: (row: (typeof serving)[number]) =>
                    row.forEveryExam ? null : (
                      <Form
                        action={`/exams/${exam.id}/exam/appointments/${row.appointmentId}/end`}
                        idempotencyKey={formKey(c)}
                        inline
                        label={row.name}
                      >
                        <Button kind="quiet">{v.t(words.endAppointment)}</Button>
                      </Form>
                    ),
                },
              ]
            : []),
        ]}
      />
      {may(c, exam, ['exam_office', 'section_head']) && (
        <Section title={v.t(words.enterTraining)}>
          <Form id={trainees} action={`/exams/${exam.id}/exam/trainings`} idempotencyKey={formKey(c)} inline>
            <Select
              view={v}
              name="kind"
              label={v.t(words.training)}
              problems={problems}
              options={trainingKinds.map((kind) => ({ value: kind, label: v.t(trainingNames[kind]) }))}
            />
            <Field view={v} name="trainedOn" type="date" label={v.t(words.trainedOn)} problems={problems} />
            <Button kind="secondary">{v.t(words.enter)}</Button>
          </Form>
        </Section>
      )}
      {may(c, exam, ['exam_office', 'administrator']) && (
        <Section title={v.t(words.appoint)}>
          <Form action={`/exams/${exam.id}/exam/people`} idempotencyKey={formKey(c)} inline>
            <Field view={v} name="accountId" label={v.t(words.account)} problems={problems} />
            <Select
              view={v}
              name="role"
              label={v.t(words.role)}
              problems={problems}
              options={appointedRoles.map((role) => ({ value: role, label: v.t(roleNames[role]) }))}
            />
            <Field view={v} name="unit" label={v.t(words.boundTo)} problems={problems} optional />
            <Button>{v.t(words.appoint)}</Button>
          </Form>
        </Section>
      )}
    </>,
  )
}
