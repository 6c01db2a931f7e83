import { type Context, Hono } from 'hono'
import { appointmentFor } from '../foundation/caller.ts'
import { known } from '../foundation/invariant.ts'
import type { Env } from '../http/env.ts'
import { answerForm, asNumber, formTargets } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
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
import { examOf } from './asked.tsx'
import { DraftExam, draftExam } from './draft-exam.ts'
import { DraftFields, draftField, draftIn, draftOf, newExam } from './draft-form.tsx'
import { EditExam, editExam } from './edit-exam.ts'
import { EnterChannel, enterChannel } from './enter-channel.ts'
import { ExamTabs } from './exam-tabs.tsx'
import { hex } from './frozen-notice.ts'
import { ParameterTable } from './parameter-table.tsx'
import { peoplePages } from './people-page.tsx'
import { postPages } from './posts-page.tsx'
import { publicExamPages } from './public-pages.tsx'
import { ownExams } from './read-exams.ts'
import { approvalsOf, channelsOf, type Exam, returnOf } from './records.ts'
import { examRefusals } from './refusals.ts'
import { ReturnNotice, returnNotice } from './return-notice.ts'
import { familyRules } from './rules/families.ts'
import { sessionPages } from './sessions-page.tsx'
import { sitePages } from './sites-page.tsx'
import { channelNames, familyNames, stateNames, examWords as words } from './words.ts'

export function examPages() {
  const onExam = formTargets(examRefusals, {
    to: (c) => `/exams/${c.req.param('examId')}`,
    again: (c) => overview(c),
    fieldOf: draftField,
  })
  return new Hono<Env>()
    .get('/exams', list)
    .get('/new-exam', (c) => newExam(c))
    .post('/exams', (c) =>
      answerForm(c, {
        schema: DraftExam,
        from: (form) => ({ family: form.text('family'), ...draftIn(c, form) }),
        run: draftExam,
        answers: examRefusals,
        to: ({ examId }) => `/exams/${examId}`,
        fieldOf: draftField,
        again: () => newExam(c),
      }),
    )
    .get('/exams/:examId', overview)
    .post(
      '/exams/:examId/exam/notice',
      onExam(EditExam, editExam, (form, c) => ({ ...versionOf(form), ...draftIn(c, form) })),
    )
    .post(
      '/exams/:examId/exam/approvals',
      onExam(ApproveNotice, approveNotice, (form) => ({
        ...versionOf(form),
        level: asNumber(form.text('level')),
        meetingOn: form.text('meetingOn'),
        minutes: form.text('minutes'),
      })),
    )
    .post(
      '/exams/:examId/exam/returns',
      onExam(ReturnNotice, returnNotice, (form) => ({ ...versionOf(form), reason: form.text('reason') })),
    )
    .post(
      '/exams/:examId/exam/channels',
      onExam(EnterChannel, enterChannel, (form) => ({
        channel: form.text('channel'),
        link: form.text('link'),
        publishedOn: form.text('publishedOn'),
      })),
    )
    .post('/exams/:examId/exam/announcement', onExam(AnnounceExam, announceExam, versionOf))
    .route('/', postPages())
    .route('/', sessionPages())
    .route('/', sitePages())
    .route('/', peoplePages())
    .route('/', publicExamPages())
}

const versionOf = (form: FormFields) => ({ version: asNumber(form.text('version')) })
const stateKinds = { draft: 'waiting', announced: 'good', cancelled: 'bad' } as const

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

async function overview(c: Context<Env>): Promise<Response> {
  const v = view(c)
  const exam = await examOf(c)
  const caller = c.get('caller')
  if (!exam || !caller) return problemPage(c)
  const { approvals, returned, channels } = await c.get('deps').within('office', async (tx) => ({
    approvals: await approvalsOf(tx, exam),
    returned: await returnOf(tx, exam),
    channels: await channelsOf(tx, exam.id),
  }))
  const approvers = familyRules[exam.family].approvers
  const next = approvals.length + 1
  const nextRole = approvers[next - 1]
  const drafting = exam.state === 'draft'
  const office = drafting && c.get('opens')('POST /exams/:examId/exam/notice', exam.id)
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
        {drafting && !returned && nextRole && appointmentFor(caller, [nextRole], exam.id) && (
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
            <DraftFields c={c} values={draftOf(c, exam)} />
            <Button kind="secondary">{v.t(words.save)}</Button>
          </Form>
        </Section>
      )}
    </>,
  )
}
