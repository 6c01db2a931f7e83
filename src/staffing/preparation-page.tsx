import { type Context, Hono } from 'hono'
import { examOf } from '../exam/asked.tsx'
import { officerLabel, officerOptions } from '../exam/named-officers.ts'
import { known } from '../foundation/invariant.ts'
import type { Env } from '../http/env.ts'
import { asNumber, formTargets } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice, Select } from '../web/components/choice.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Table } from '../web/components/table.tsx'
import { formatDate, formatTime, listed } from '../web/format.tsx'
import { chargeOfChief } from './charge.ts'
import { DispatchAssessors, dispatchAssessors } from './dispatch-assessors.ts'
import { HandOverSupplies, handOverSupplies, ReceiveSupplies, receiveSiteSupplies } from './hand-over-supplies.ts'
import { Calendar } from './preparation-calendar.tsx'
import { type ExamOfficer, type PreparationView, readPreparation, type SiteSupplies } from './read-preparation.ts'
import { RecordMeeting, recordMeeting } from './record-meeting.ts'
import { staffingRefusals } from './refusals.ts'
import { needsDispatch } from './rules/assessor-dispatch.ts'
import { inCharge } from './rules/duty.ts'
import { namedPosts, needsMeeting } from './rules/duty-posts.ts'
import { postText, postWords, staffingWords as words } from './words.ts'

const path = '/exams/:examId/staffing/preparation'
const pathOf = (c: Context<Env>) => `/exams/${c.req.param('examId')}/staffing/preparation`

/** What must be ready before the day: supplies at the sites, posts, assessors. */
export function preparationPages() {
  const onPage = formTargets(staffingRefusals, { to: pathOf, again: page })
  const counts = (form: FormFields) => ({
    siteId: form.text('siteId'),
    badges: asNumber(form.text('badges')),
    seatCharts: asNumber(form.text('seatCharts')),
  })
  return new Hono<Env>()
    .get(path, (c) => page(c))
    .post(`${path}/supplies`, onPage(HandOverSupplies, handOverSupplies, counts))
    .post(`${path}/receipt`, onPage(ReceiveSupplies, receiveSiteSupplies, counts))
    .post(
      `${path}/meeting`,
      onPage(RecordMeeting, recordMeeting, (form) => ({
        heldOn: form.text('heldOn'),
        posts: namedPosts.flatMap((post) => form.all(post).map((accountId) => ({ post, accountId }))),
      })),
    )
    .post(
      `${path}/dispatch`,
      onPage(DispatchAssessors, dispatchAssessors, (form) => ({
        number: form.text('number'),
        head: form.text('head'),
        assessors: form.all('assessors'),
      })),
    )
}

async function page(c: Context<Env>): Promise<Response> {
  const deps = c.get('deps')
  const exam = await examOf(c)
  if (!exam) return problemPage(c)
  const v = view(c)
  const caller = known(c.get('caller'), 'an officer')
  const read = await readPreparation(deps, caller, { examId: exam.id })
  const found = known(read.ok ? read.value : undefined, 'the preparation of an exam')
  const opens = (route: string) => c.get('opens')(`POST /exams/:examId/staffing/preparation/${route}`, exam.id)
  const charge = chargeOfChief(caller, exam.id)
  const mine = found.sites.filter(({ siteId }) => inCharge(charge, siteId))
  const toReceive = mine.filter(({ handed, receivedAt }) => handed !== null && receivedAt === null)
  return show(
    c,
    {
      kind: 'officer',
      title: words.preparation,
      lead: words.preparationLead,
      exam: { id: exam.id, title: exam.title, stage: 'staffing' },
      back: { label: words.title, href: `/exams/${exam.id}/staffing` },
    },
    <>
      <Calendar v={v} calendar={found.calendar} />
      <Section title={v.t(words.supplies)}>
        <Sites c={c} sites={found.sites} />
        {toReceive.length > 0 && <SuppliesForm c={c} sites={toReceive} act="receipt" />}
        {opens('supplies') && found.sites.length > 0 && (
          <SuppliesForm c={c} sites={found.sites.filter(({ receivedAt }) => receivedAt === null)} act="supplies" />
        )}
      </Section>
      <Section title={v.t(words.meeting)}>
        <Meeting c={c} found={found} needed={needsMeeting(exam.family)} />
        {opens('meeting') && <MeetingForm c={c} officers={found.officers} />}
      </Section>
      {(needsDispatch(exam.family) || found.dispatches.length > 0) && (
        <Section title={v.t(words.dispatch)}>
          <Dispatches c={c} found={found} />
          {opens('dispatch') && <DispatchForm c={c} officers={found.officers} />}
        </Section>
      )}
    </>,
  )
}

function Sites({ c, sites }: { readonly c: Context<Env>; readonly sites: readonly SiteSupplies[] }) {
  const v = view(c)
  const at = (text: string) => formatTime(v, Temporal.Instant.from(text))
  return (
    <Table<SiteSupplies>
      view={v}
      stacked
      caption={v.t(words.supplies)}
      rows={sites}
      empty={v.t(words.noSites)}
      columns={[
        { key: 'site', head: v.t(words.site), names: true, cell: ({ name }) => name },
        { key: 'rooms', head: v.t(words.roomsInUse), numeric: true, cell: ({ rooms }) => rooms },
        { key: 'badges', head: v.t(words.badges), numeric: true, cell: ({ handed }) => handed?.badges ?? '–' },
        { key: 'charts', head: v.t(words.seatCharts), numeric: true, cell: ({ handed }) => handed?.seatCharts ?? '–' },
        { key: 'handed', head: v.t(words.handedAt), cell: ({ handed }) => (handed ? at(handed.at) : '–') },
        { key: 'received', head: v.t(words.receivedAt), cell: ({ receivedAt }) => (receivedAt ? at(receivedAt) : '–') },
      ]}
    />
  )
}

type SuppliesProps = {
  readonly c: Context<Env>
  readonly sites: readonly SiteSupplies[]
  /** `supplies` hands over, `receipt` receives. */
  readonly act: 'supplies' | 'receipt'
}

function SuppliesForm({ c, sites, act }: SuppliesProps) {
  const v = view(c)
  if (sites.length === 0) return null
  const problems = shownProblems(c.get('problem'))
  return (
    <Form action={`${pathOf(c)}/${act}`} idempotencyKey={formKey(c)} label={v.t(act === 'supplies' ? words.handOver : words.receive)}>
      {act === 'receipt' && <p>{v.t(words.receiveHint)}</p>}
      <fieldset class="field line">
        <legend>{v.t(act === 'supplies' ? words.handOver : words.receive)}</legend>
        <Select
          view={v}
          name="siteId"
          label={v.t(words.site)}
          problems={problems}
          options={sites.map(({ siteId, name }) => ({ value: siteId, label: name }))}
        />
        {(['badges', 'seatCharts'] as const).map((name) => (
          <Field
            view={v}
            name={name}
            type="number"
            min={0}
            inputmode="numeric"
            width="short"
            label={v.t(words[name])}
            problems={problems}
          />
        ))}
      </fieldset>
      <Button kind={act === 'supplies' ? 'secondary' : 'primary'}>{v.t(act === 'supplies' ? words.handOver : words.receive)}</Button>
    </Form>
  )
}

const nameIn = (officers: readonly ExamOfficer[]) => (accountId: string) => {
  const one = officers.find((officer) => officer.accountId === accountId)
  return one ? officerLabel(one) : '–'
}

type MeetingProps = { readonly c: Context<Env>; readonly found: PreparationView; readonly needed: boolean }

function Meeting({ c, found: { meeting, officers }, needed }: MeetingProps) {
  const v = view(c)
  if (!meeting) return <Empty title={v.t(words.noMeeting)}>{needed && v.t(words.noMeetingBody)}</Empty>
  const who = nameIn(officers)
  return (
    <Table<(typeof meeting.posts)[number]>
      view={v}
      stacked
      caption={`${v.t(words.heldOn)} ${formatDate(v, Temporal.PlainDate.from(meeting.heldOn))}`}
      rows={meeting.posts}
      columns={[
        { key: 'post', head: v.t(words.post), names: true, cell: ({ post }) => v.t(postText(post)) },
        { key: 'holder', head: v.t(words.name), cell: ({ accountId }) => who(accountId) },
      ]}
    />
  )
}

type OfficersForm = { readonly c: Context<Env>; readonly officers: readonly ExamOfficer[] }

function MeetingForm({ c, officers }: OfficersForm) {
  const v = view(c)
  const problems = shownProblems(c.get('problem'))
  return (
    <Form action={`${pathOf(c)}/meeting`} idempotencyKey={formKey(c)} label={v.t(words.recordMeeting)}>
      <p>{v.t(words.meetingHint)}</p>
      <Field view={v} name="heldOn" type="date" label={v.t(words.heldOn)} problems={problems} />
      {namedPosts.map((post) => (
        <Select
          view={v}
          name={post}
          label={v.t(postWords[post])}
          problems={problems}
          options={officerOptions(officers.filter(({ roles }) => roles.some((role) => role !== 'invigilator')))}
        />
      ))}
      <Button kind="secondary">{v.t(words.recordMeeting)}</Button>
    </Form>
  )
}

function Dispatches({ c, found: { dispatches, officers } }: { readonly c: Context<Env>; readonly found: PreparationView }) {
  const v = view(c)
  const who = nameIn(officers)
  return (
    <Table<PreparationView['dispatches'][number]>
      view={v}
      stacked
      caption={v.t(words.dispatch)}
      rows={dispatches}
      empty={v.t(words.noDispatch)}
      columns={[
        { key: 'slip', head: v.t(words.slipNumber), names: true, cell: ({ number }) => number },
        { key: 'head', head: v.t(words.headAssessor), cell: ({ head }) => who(head) },
        { key: 'assessors', head: v.t(words.assessors), cell: ({ assessors }) => listed(v, assessors.map(who)) },
        { key: 'sent', head: v.t(words.dispatchedAt), cell: ({ at }) => formatTime(v, Temporal.Instant.from(at)) },
      ]}
    />
  )
}

function DispatchForm({ c, officers }: OfficersForm) {
  const v = view(c)
  const problems = shownProblems(c.get('problem'))
  const assessors = officerOptions(officers, 'assessor')
  if (assessors.length === 0) return <Empty title={v.t(words.noAssessors)} />
  return (
    <Form action={`${pathOf(c)}/dispatch`} idempotencyKey={formKey(c)} label={v.t(words.dispatchThem)}>
      <p>{v.t(words.dispatchHint)}</p>
      <Field view={v} name="number" label={v.t(words.slipNumber)} problems={problems} maxlength={40} />
      <Choice view={v} name="assessors" many label={v.t(words.assessors)} options={assessors} problems={problems} />
      <Select view={v} name="head" label={v.t(words.headAssessor)} options={assessors} problems={problems} />
      <Button kind="secondary">{v.t(words.dispatchThem)}</Button>
    </Form>
  )
}
