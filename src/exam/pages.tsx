import { type Context, Hono } from 'hono'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
import { Family } from '../foundation/family.ts'
import { ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import type { Env } from '../http/env.ts'
import { answerForm, asNumber, type FormFields } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button, ButtonLink } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select } from '../web/components/choice.tsx'
import { Empty, Facts } from '../web/components/facts.tsx'
import { Field, TextArea } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { Digest } from '../web/components/proof.tsx'
import { State } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { PlainDate, Time } from '../web/format.tsx'
import { roleNames } from '../web/words.ts'
import { AnnounceExam, announceExam } from './announce-exam.ts'
import { ApproveNotice, approveNotice } from './approve-notice.ts'
import { DraftExam, draftExam } from './draft-exam.ts'
import { EditExam, editExam } from './edit-exam.ts'
import { EnterChannel, enterChannel } from './enter-channel.ts'
import { ExamTabs } from './exam-tabs.tsx'
import { hex } from './frozen-notice.ts'
import { ParameterTable } from './parameter-table.tsx'
import { partPages } from './part-pages.tsx'
import { publicExamPages } from './public-pages.tsx'
import { ownExams } from './read-exams.ts'
import { approvalsOf, channelsOf, type Exam, loadExam, returnOf } from './records.ts'
import { examRefusals } from './refusals.ts'
import { ReturnNotice, returnNotice } from './return-notice.ts'
import { familyRules } from './rules/families.ts'
import { channelNames, familyNames, stateNames, examWords as words } from './words.ts'

export function examPages() {
  return new Hono<Env>()
    .get('/exams', list)
    .get('/new-exam', (c) => newExam(c))
    .post('/exams', (c) =>
      answerForm(c, {
        schema: DraftExam,
        from: (form) => ({ family: form.text('family'), ...fieldsOf(c, form) }),
        run: draftExam,
        answers: examRefusals,
        to: ({ examId }) => `/exams/${examId}`,
        again: (_, form) => newExam(c, form),
      }),
    )
    .get('/exams/:examId', (c) => overview(c))
    .post('/exams/:examId/exam/notice', (c) =>
      answerForm(c, {
        schema: EditExam,
        from: (form) => ({ ...own(c), ...versionOf(form), ...fieldsOf(c, form) }),
        run: editExam,
        ...answered(c),
      }),
    )
    .post('/exams/:examId/exam/approvals', (c) =>
      answerForm(c, {
        schema: ApproveNotice,
        from: (form) => ({
          ...own(c),
          ...versionOf(form),
          level: asNumber(form.text('level')),
          meetingOn: form.text('meetingOn'),
          minutes: form.text('minutes'),
        }),
        run: approveNotice,
        ...answered(c),
      }),
    )
    .post('/exams/:examId/exam/returns', (c) =>
      answerForm(c, {
        schema: ReturnNotice,
        from: (form) => ({ ...own(c), ...versionOf(form), reason: form.text('reason') }),
        run: returnNotice,
        ...answered(c),
      }),
    )
    .post('/exams/:examId/exam/channels', (c) =>
      answerForm(c, {
        schema: EnterChannel,
        from: (form) => ({ ...own(c), channel: form.text('channel'), link: form.text('link'), publishedOn: form.text('publishedOn') }),
        run: enterChannel,
        ...answered(c),
      }),
    )
    .post('/exams/:examId/exam/announcement', (c) =>
      answerForm(c, { schema: AnnounceExam, from: (form) => ({ ...own(c), ...versionOf(form) }), run: announceExam, ...answered(c) }),
    )
    .route('/', partPages())
    .route('/', publicExamPages())
}

const own = (c: Context<Env>) => ({ examId: c.req.param('examId') })
const versionOf = (form: FormFields) => ({ version: asNumber(form.text('version')) })
const answered = (c: Context<Env>) => ({ answers: examRefusals, to: () => `/exams/${c.req.param('examId')}`, again: () => overview(c) })

/** A local date and time of a form, in the authority's zone; what is none is left for the schema to refuse. */
function instantOf(c: Context<Env>, text: string | undefined): string | undefined {
  if (text === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return text
  return Temporal.PlainDateTime.from(text).toZonedDateTime(c.get('deps').authority.timeZone).toInstant().toString()
}
const localOf = (c: Context<Env>, at: Temporal.Instant | null) =>
  at === null ? undefined : at.toZonedDateTimeISO(c.get('deps').authority.timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' })

/** The draft's fields as the API takes them. */
function fieldsOf(c: Context<Env>, form: FormFields) {
  const tie = form.text('tieChain')
  return {
    title: form.text('title'),
    organiser: form.text('organiser'),
    year: asNumber(form.text('year')),
    registrationOpensAt: instantOf(c, form.text('registrationOpensAt')),
    registrationClosesAt: instantOf(c, form.text('registrationClosesAt')),
    writtenOn: form.text('writtenOn'),
    interviewOn: form.text('interviewOn'),
    notice: {
      phones: { advice: form.text('advice') ?? null, complaint: form.text('complaint') ?? null },
      tieChain: tie === undefined ? [] : tie.split(/[\s,，、]+/).filter((rule) => rule !== ''),
    },
  }
}

const stateKinds = { draft: 'waiting', announced: 'good', cancelled: 'bad' } as const
const may = (caller: Caller | undefined, roles: Parameters<typeof appointmentFor>[1], examId?: string) =>
  caller !== undefined && appointmentFor(caller, roles, examId) !== undefined

async function list(c: Context<Env>): Promise<Response> {
  const v = view(c)
  const caller = known(c.get('caller'), 'an officer')
  const exams = await c.get('deps').within('office', (tx) => ownExams(tx, caller))
  const acts = c.get('opens')('GET /new-exam') && (
    <ButtonLink kind="primary" href="/new-exam">
      {v.t(words.newExam)}
    </ButtonLink>
  )
  return show(
    c,
    { kind: 'officer', title: words.exams, lead: words.examsLead, acts },
    exams.length === 0 ? (
      <Empty title={v.t(words.noneYet)} />
    ) : (
      <Table
        view={v}
        caption={v.t(words.exams)}
        rows={exams}
        columns={[
          { key: 'title', head: v.t(words.title), cell: (exam: Exam) => <a href={`/exams/${exam.id}`}>{exam.title}</a>, names: true },
          { key: 'family', head: v.t(words.family), cell: (exam: Exam) => v.t(familyNames[exam.family]) },
          { key: 'year', head: v.t(words.year), cell: (exam: Exam) => exam.year, numeric: true },
          {
            key: 'state',
            head: v.t(words.state),
            cell: (exam: Exam) => <State kind={stateKinds[exam.state]}>{v.t(stateNames[exam.state])}</State>,
          },
          {
            key: 'closes',
            head: v.t(words.closes),
            cell: (exam: Exam) => exam.registrationClosesAt && <Time view={v} at={exam.registrationClosesAt} />,
          },
        ]}
      />
    ),
  )
}

type Values = Readonly<Record<string, string | number | null | undefined>>

function DraftFields({ c, values }: { c: Context<Env>; values: Values }) {
  const v = view(c)
  const problems = shownProblems(c.get('problem'))
  const value = (name: string) => values[name] ?? undefined
  return (
    <>
      <Field view={v} name="title" label={v.t(words.title)} width="long" maxlength={120} value={value('title')} problems={problems} />
      <Field
        view={v}
        name="organiser"
        label={v.t(words.organiser)}
        width="long"
        maxlength={120}
        value={value('organiser')}
        problems={problems}
      />
      <Field
        view={v}
        name="year"
        type="number"
        width="short"
        min={2000}
        max={2100}
        label={v.t(words.year)}
        value={value('year')}
        problems={problems}
      />
      <Field
        view={v}
        name="registrationOpensAt"
        type="datetime-local"
        label={v.t(words.opens)}
        value={value('registrationOpensAt')}
        problems={problems}
        optional
      />
      <Field
        view={v}
        name="registrationClosesAt"
        type="datetime-local"
        label={v.t(words.closes)}
        value={value('registrationClosesAt')}
        problems={problems}
        optional
      />
      <Field view={v} name="writtenOn" type="date" label={v.t(words.written)} value={value('writtenOn')} problems={problems} optional />
      <Field
        view={v}
        name="interviewOn"
        type="date"
        label={v.t(words.interview)}
        value={value('interviewOn')}
        problems={problems}
        optional
      />
      <Field view={v} name="advice" type="tel" label={v.t(words.advice)} value={value('advice')} problems={problems} optional />
      <Field view={v} name="complaint" type="tel" label={v.t(words.complaint)} value={value('complaint')} problems={problems} optional />
      <Field
        view={v}
        name="tieChain"
        label={v.t(examTie)}
        hint={v.t(words.tieHint)}
        value={value('tieChain')}
        problems={problems}
        optional
      />
    </>
  )
}
const examTie = { zh: '同分处理次序', en: 'What parts a tie' } as const

async function newExam(c: Context<Env>, form?: FormFields): Promise<Response> {
  const v = view(c)
  const { adviceLine, complaintLine } = c.get('deps').authority
  const names = [
    'title',
    'organiser',
    'year',
    'registrationOpensAt',
    'registrationClosesAt',
    'writtenOn',
    'interviewOn',
    'advice',
    'complaint',
    'tieChain',
  ]
  const typed = form && Object.fromEntries(names.map((name) => [name, form.text(name)]))
  return show(
    c,
    { kind: 'officer', title: words.newExam, lead: words.newLead, back: { label: words.exams, href: '/exams' } },
    <Form action="/exams" idempotencyKey={formKey(c)}>
      <Select
        view={v}
        name="family"
        label={v.t(words.family)}
        value={form?.text('family')}
        problems={shownProblems(c.get('problem'))}
        options={Family.options.map((family) => ({ value: family, label: v.t(familyNames[family]) }))}
      />
      <DraftFields c={c} values={typed ?? { advice: adviceLine, complaint: complaintLine, organiser: c.get('deps').authority.name }} />
      <Button>{v.t(words.create)}</Button>
    </Form>,
  )
}

async function overview(c: Context<Env>): Promise<Response> {
  const v = view(c)
  const examId = ExamId.safeParse(c.req.param('examId'))
  const loaded = examId.success
    ? await c.get('deps').within('office', async (tx) => {
        const exam = await loadExam(tx, examId.data)
        return (
          exam && {
            exam,
            approvals: await approvalsOf(tx, exam),
            returned: await returnOf(tx, exam),
            channels: await channelsOf(tx, exam.id),
          }
        )
      })
    : undefined
  if (!loaded) return problemPage(c)
  const { exam, approvals, returned, channels } = loaded
  const caller = c.get('caller')
  const approvers = familyRules[exam.family].approvers
  const next = approvals.length + 1
  const nextRole = approvers[next - 1]
  const drafting = exam.state === 'draft'
  const office = drafting && may(caller, ['exam_office'], exam.id)
  const path = `/exams/${exam.id}/exam`
  const problems = shownProblems(c.get('problem'))
  return show(
    c,
    {
      kind: 'officer',
      title: { zh: exam.title, en: exam.title },
      exam: { id: exam.id, title: exam.title, stage: 'exam' },
      back: { label: words.exams, href: '/exams' },
    },
    <>
      <ExamTabs view={v} opens={c.get('opens')} examId={exam.id} current="overview" />
      <Facts
        facts={[
          [v.t(words.state), <State kind={stateKinds[exam.state]}>{v.t(stateNames[exam.state])}</State>],
          [v.t(words.family), v.t(familyNames[exam.family])],
          [v.t(words.organiser), exam.organiser],
          [v.t(words.version), String(exam.version)],
          [v.t(words.opens), exam.registrationOpensAt ? <Time view={v} at={exam.registrationOpensAt} /> : ''],
          [v.t(words.closes), exam.registrationClosesAt ? <Time view={v} at={exam.registrationClosesAt} /> : ''],
          [v.t(words.written), exam.writtenOn ? <PlainDate view={v} date={exam.writtenOn} /> : ''],
          ...(exam.noticeHash ? [[v.t(words.hash), <Digest>{hex(exam.noticeHash)}</Digest>] as const] : []),
        ]}
      />
      {returned && (
        <Notice kind="attention" title={v.t(words.returned)}>
          <p>{returned.reason}</p>
        </Notice>
      )}
      <Section title={v.t(words.approvals)}>
        <p class="hint">{v.t(words.approvalsHint)}</p>
        <Facts
          facts={approvers.map((role, index) => {
            const given = approvals.find(({ level }) => level === index + 1)
            return [
              `${v.t(words.level, { n: index + 1 })} ${v.t(roleNames[role])}`,
              given ? (
                <>
                  <State kind="good">{v.t(words.approved)}</State> <Time view={v} at={given.approvedAt} /> {given.minutes}
                </>
              ) : (
                <State kind="waiting">{v.t(words.waiting)}</State>
              ),
            ]
          })}
        />
        {drafting && !returned && nextRole && may(caller, [nextRole], exam.id) && (
          <>
            <Form action={`${path}/approvals`} idempotencyKey={formKey(c)} version={exam.version} hidden={{ level: next }}>
              {next === 3 && <Field view={v} name="meetingOn" type="date" label={v.t(words.meetingOn)} problems={problems} />}
              {next === 3 && <Field view={v} name="minutes" width="long" label={v.t(words.minutes)} problems={problems} />}
              <Button>{v.t(words.approve)}</Button>
            </Form>
            {nextRole !== 'office_meeting' && (
              <Form action={`${path}/returns`} idempotencyKey={formKey(c)} version={exam.version} label={v.t(words.sendBack)}>
                <TextArea view={v} name="reason" label={v.t(words.reason)} maxlength={1000} problems={problems} />
                <Button kind="secondary">{v.t(words.sendBack)}</Button>
              </Form>
            )}
          </>
        )}
      </Section>
      <Section title={v.t(words.channels)}>
        <Facts
          facts={familyRules[exam.family].channels.map((channel) => {
            const entered = channels.find((one) => one.channel === channel)
            return [
              v.t(channelNames[channel]),
              entered ? <a href={entered.link}>{entered.link}</a> : <State kind="waiting">{v.t(words.waiting)}</State>,
            ]
          })}
        />
        {office && approvals.length === approvers.length && (
          <Form action={`${path}/channels`} idempotencyKey={formKey(c)} inline label={v.t(words.channels)}>
            <Select
              view={v}
              name="channel"
              label={v.t(words.channel)}
              problems={problems}
              options={familyRules[exam.family].channels.map((channel) => ({ value: channel, label: v.t(channelNames[channel]) }))}
            />
            <Field view={v} name="link" type="url" label={v.t(words.link)} problems={problems} />
            <Field view={v} name="publishedOn" type="date" label={v.t(words.publishedOn)} problems={problems} />
            <Button kind="secondary">{v.t(words.enter)}</Button>
          </Form>
        )}
        {office && approvals.length === approvers.length && (
          <Form action={`${path}/announcement`} idempotencyKey={formKey(c)} version={exam.version}>
            <p class="hint">{v.t(words.announceHint)}</p>
            <Button>{v.t(words.announce)}</Button>
          </Form>
        )}
      </Section>
      <Section title={v.t(words.notice)}>
        <ParameterTable view={v} exam={exam} />
      </Section>
      {office && (
        <Section title={v.t(words.save)}>
          <p class="hint">{v.t(words.saveHint)}</p>
          <Form action={`${path}/notice`} idempotencyKey={formKey(c)} version={exam.version}>
            <DraftFields
              c={c}
              values={{
                title: exam.title,
                organiser: exam.organiser,
                year: exam.year,
                registrationOpensAt: localOf(c, exam.registrationOpensAt),
                registrationClosesAt: localOf(c, exam.registrationClosesAt),
                writtenOn: exam.writtenOn?.toString(),
                interviewOn: exam.interviewOn?.toString(),
                advice: exam.notice.phones.advice,
                complaint: exam.notice.phones.complaint,
                tieChain: exam.notice.tieChain.join(', '),
              }}
            />
            <Button kind="secondary">{v.t(words.save)}</Button>
          </Form>
        </Section>
      )}
    </>,
  )
}
