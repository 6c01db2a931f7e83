import { type Context, Hono } from 'hono'
import { examOf } from '../exam/asked.tsx'
import type { ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import type { Env } from '../http/env.ts'
import { emptyForm, formTargets } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { DrawTable, TermsFields } from '../seating/draw-parts.tsx'
import { officersDraw, termsField, termsOf } from '../seating/pages.tsx'
import { Button, ButtonLink, Buttons } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice, Select } from '../web/components/choice.tsx'
import { Form } from '../web/components/form.tsx'
import { State, type StateKind } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { formatTime, listed } from '../web/format.tsx'
import type { Text } from '../web/locale.ts'
import { MarkPresent, markInvigilatorPresent, ReplaceInvigilator, replaceOnDuty } from './change-duty.ts'
import { chargeOf, chargeOfChief } from './charge.ts'
import { FreezeInvigilatorDraw, freezeInvigilatorDraw, RunInvigilatorDraw, runInvigilatorDraw } from './draw-invigilators.ts'
import { EnterPool, enterPoolMembers, WithdrawFromPool, withdrawMember } from './enter-pool.ts'
import { membersIn, Pool } from './pool-parts.tsx'
import { Late } from './preparation-calendar.tsx'
import { readCalendar } from './read-preparation.ts'
import { type RosterRow, readOutsiders, readStaffing, type StaffingView } from './read-staffing.ts'
import { staffingRefusals } from './refusals.ts'
import { type Charge, inCharge, replacementReasons } from './rules/duty.ts'
import { placeWords, replacementWords, staffingWords as words } from './words.ts'

const pathOf = (c: Context<Env>) => `/exams/${c.req.param('examId')}/staffing`

export function staffingPages() {
  const onPage = formTargets(staffingRefusals, { to: pathOf, again: staffing, fieldOf: termsField })
  const onDraw = formTargets(staffingRefusals, { to: pathOf, again: officersDraw })
  return new Hono<Env>()
    .get('/exams/:examId/staffing', (c) => staffing(c))
    .post('/exams/:examId/staffing/pool', onPage(EnterPool, enterPoolMembers, membersIn))
    .post(
      '/exams/:examId/staffing/pool/withdrawal',
      onPage(WithdrawFromPool, withdrawMember, (form) => ({ accountId: form.text('accountId') })),
    )
    .post(
      '/exams/:examId/staffing/draw',
      onPage(
        FreezeInvigilatorDraw,
        freezeInvigilatorDraw,
        (form, c) => ({
          examSessionId: form.text('examSessionId'),
          distinctUnits: form.checked('distinctUnits'),
          rotation: form.text('rotation'),
          ...termsOf(c, form),
        }),
        ({ drawId }, c) => `/exams/${c.req.param('examId')}/draws/${drawId}`,
      ),
    )
    .post(
      '/exams/:examId/draws/:drawId/invigilators',
      onDraw(RunInvigilatorDraw, runInvigilatorDraw, (form) => ({ publicValue: form.text('publicValue') })),
    )
    .post(
      '/exams/:examId/staffing/presence',
      onPage(MarkPresent, markInvigilatorPresent, (form) => ({ dutyId: form.text('dutyId') })),
    )
    .post(
      '/exams/:examId/staffing/replacement',
      onPage(ReplaceInvigilator, replaceOnDuty, (form) => ({
        dutyId: form.text('dutyId'),
        reason: form.text('reason'),
        absent: form.all('absent'),
      })),
    )
}

const open = ({ endedAt, running }: RosterRow) => endedAt === null && running

type Standing = { readonly kind: StateKind; readonly text: Text }
const standingOf = ({ endedAt, presentAt, replaces }: RosterRow): Standing => {
  if (endedAt !== null) return { kind: 'quiet', text: words.replaced }
  if (presentAt !== null) return { kind: 'good', text: words.present }
  return { kind: 'waiting', text: replaces === null ? words.onDuty : words.replacement }
}

async function staffing(c: Context<Env>, form: FormFields = emptyForm): Promise<Response> {
  const deps = c.get('deps')
  const exam = await examOf(c)
  if (!exam) return problemPage(c)
  const v = view(c)
  const caller = known(c.get('caller'), 'an officer')
  const found = await readStaffing(deps, caller, { examId: exam.id })
  const { pool, draws, toDraw, duties, reserves } = known(found.ok ? found.value : undefined, 'staffing of an exam')
  const calendar = await readCalendar(deps, exam)
  const opens = (route: string) => c.get('opens')(`POST /exams/:examId/staffing/${route}`, exam.id)
  const present = chargeOfChief(caller, exam.id)
  const theirs = chargeOf(caller, exam.id)
  const toReplace = duties.filter((duty) => open(duty) && inCharge(theirs, duty.siteId))
  return show(
    c,
    { kind: 'officer', title: words.title, lead: words.lead, exam: { id: exam.id, title: exam.title, stage: 'staffing' } },
    <>
      <Late v={v} calendar={calendar} />
      <Buttons>
        <ButtonLink href={`/exams/${exam.id}/staffing/preparation`}>{v.t(words.preparation)}</ButtonLink>
      </Buttons>
      {duties.length > 0 && <Duties c={c} examId={exam.id} duties={duties} marks={present} />}
      {duties.length > 0 && <Reserves c={c} reserves={reserves} />}
      {toReplace.length > 0 && <Replace c={c} examId={exam.id} duties={toReplace} reserves={reserves} />}
      {draws.length > 0 && <DrawTable v={v} draws={draws} href={({ drawId }) => `/exams/${exam.id}/draws/${drawId}`} />}
      {opens('draw') && pool.length > 0 && toDraw.length > 0 && <FreezeForm c={c} examId={exam.id} starts={toDraw} />}
      <Pool c={c} examId={exam.id} pool={pool} outsiders={opens('pool') ? await readOutsiders(deps, exam.id) : undefined} form={form} />
    </>,
  )
}

type Roster = { c: Context<Env>; examId: ExamId; duties: readonly RosterRow[]; marks: Charge }

/** Who serves where; presence is entered by the chief examiner of the site. */
function Duties({ c, examId, duties, marks }: Roster) {
  const v = view(c)
  return (
    <Table<RosterRow>
      view={v}
      stacked
      caption={v.t(words.duties)}
      rows={duties}
      columns={[
        { key: 'session', head: v.t(words.session), cell: (row) => `${formatTime(v, row.startsAt)} ${row.subject}` },
        { key: 'room', head: v.t(words.room), names: true, cell: (row) => `${row.siteName} ${row.room}` },
        { key: 'place', head: v.t(words.place), cell: (row) => v.t(placeWords(row.place)) },
        { key: 'name', head: v.t(words.name), cell: (row) => row.name ?? '–' },
        { key: 'unit', head: v.t(words.unit), cell: (row) => row.unit },
        {
          key: 'state',
          head: v.t(words.state),
          cell: (row) => {
            const { kind, text } = standingOf(row)
            return (
              <>
                <State kind={kind}>{v.t(text)}</State>
                {row.reason && ` (${v.t(replacementWords[row.reason] ?? words.replacement)})`}
                {inCharge(marks, row.siteId) && open(row) && row.presentAt === null && (
                  <Form
                    action={`/exams/${examId}/staffing/presence`}
                    idempotencyKey={formKey(c)}
                    hidden={{ dutyId: row.dutyId }}
                    inline
                    label={`${v.t(words.markPresent)} ${row.siteName} ${row.room} ${v.t(placeWords(row.place))}`}
                  >
                    <Button kind="secondary">{v.t(words.markPresent)}</Button>
                  </Form>
                )}
              </>
            )
          },
        },
      ]}
    />
  )
}

const Reserves = ({ c, reserves }: { c: Context<Env>; reserves: StaffingView['reserves'] }) => {
  const v = view(c)
  return (
    <Table<StaffingView['reserves'][number]>
      view={v}
      stacked
      caption={v.t(words.reserves)}
      rows={reserves}
      columns={[
        { key: 'session', head: v.t(words.session), cell: (row) => formatTime(v, row.startsAt) },
        { key: 'rank', head: v.t(words.rank), numeric: true, names: true, cell: (row) => row.rank },
        { key: 'unit', head: v.t(words.unit), cell: (row) => row.unit },
      ]}
    />
  )
}

type Replacing = { c: Context<Env>; examId: ExamId; duties: readonly RosterRow[]; reserves: StaffingView['reserves'] }

function Replace({ c, examId, duties, reserves }: Replacing) {
  const v = view(c)
  const problems = shownProblems(c.get('problem'))
  return (
    <Section title={v.t(words.replaceTitle)}>
      <p>{v.t(words.replaceHint)}</p>
      <Form action={`/exams/${examId}/staffing/replacement`} idempotencyKey={formKey(c)}>
        <Select
          view={v}
          name="dutyId"
          label={v.t(words.duty)}
          problems={problems}
          options={duties.map(({ dutyId, siteName, room, place, name }) => ({
            value: dutyId,
            label: `${siteName} ${room} ${v.t(placeWords(place))} ${name ?? ''}`,
          }))}
        />
        <Choice
          view={v}
          name="reason"
          label={v.t(words.reason)}
          problems={problems}
          options={replacementReasons.map((value) => ({ value, label: v.t(replacementWords[value] ?? words.reason) }))}
        />
        {reserves.length > 0 && (
          <Choice
            view={v}
            name="absent"
            many
            optional
            label={v.t(words.absentReserves)}
            options={reserves.map(({ accountId, rank, unit }) => ({ value: accountId, label: `${rank} ${unit}` }))}
          />
        )}
        <Button>{v.t(words.replace)}</Button>
      </Form>
    </Section>
  )
}

function FreezeForm({ c, examId, starts }: { c: Context<Env>; examId: ExamId; starts: StaffingView['toDraw'] }) {
  const v = view(c)
  const today = starts.filter((start) => start.today)
  const labelOf = ({ startsAt, subjects }: (typeof starts)[number]) => `${formatTime(v, startsAt)} ${listed(v, subjects)}`
  if (today.length === 0)
    return (
      <Section title={v.t(words.freeze)}>
        <p>{v.t(words.freezeHint)}</p>
        <ul>
          {starts.map((start) => (
            <li>{labelOf(start)}</li>
          ))}
        </ul>
      </Section>
    )
  return (
    <Section title={v.t(words.freeze)}>
      <p>{v.t(words.freezeHint)}</p>
      <Form action={`/exams/${examId}/staffing/draw`} idempotencyKey={formKey(c)}>
        <Select
          view={v}
          name="examSessionId"
          label={v.t(words.session)}
          options={today.map((start) => ({ value: start.examSessionId, label: labelOf(start) }))}
        />
        <Choice
          view={v}
          many
          optional
          name="distinctUnits"
          label={v.t(words.apart)}
          options={[{ value: 'true', label: v.t(words.distinctUnits) }]}
        />
        <Choice
          view={v}
          name="rotation"
          label={v.t(words.rotation)}
          value="none"
          options={[
            { value: 'none', label: v.t(words.rotationNone) },
            { value: 'room', label: v.t(words.rotationRoom) },
            { value: 'site', label: v.t(words.rotationSite) },
          ]}
        />
        <TermsFields c={c} />
        <Button>{v.t(words.freeze)}</Button>
      </Form>
    </Section>
  )
}
