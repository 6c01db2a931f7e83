import { type Context, Hono } from 'hono'
import { examAnd } from '../exam/asked.tsx'
import { announcedExams, positionsOf, slotsOf } from '../exam/records.ts'
import { examWords } from '../exam/words.ts'
import { known } from '../foundation/invariant.ts'
import type { Env } from '../http/env.ts'
import { answerForm } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button, ButtonLink } from '../web/components/button.tsx'
import { Card, CardList, Section } from '../web/components/card.tsx'
import { Select } from '../web/components/choice.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { KeyFigures } from '../web/components/figures.tsx'
import { Form } from '../web/components/form.tsx'
import { Countdown } from '../web/components/notice.tsx'
import { State } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { inWindow } from './access.ts'
import { applicationPages } from './application-pages.tsx'
import { EnterOnSite, enterOnSite } from './begin-application.ts'
import { choosePostPages } from './choose-post.tsx'
import { fillOf } from './place-records.ts'
import { receiptPage } from './receipt-page.tsx'
import { countsOf, ownApplications, statesOf, submittedByDay } from './records.ts'
import { registrationRefusals } from './refusals.ts'
import { FillPicture, RegistrationPictures } from './registration-pictures.tsx'
import { applicationStates, registrationWords as words } from './words.ts'

export function registrationPages() {
  return new Hono<Env>()
    .get('/my/exams', myExams)
    .get('/exams/:examId/registration', (c) => officeView(c))
    .post('/exams/:examId/registration/on-site', (c) =>
      answerForm(c, {
        schema: EnterOnSite,
        from: (form) => ({
          examId: c.req.param('examId'),
          positionId: form.text('positionId'),
          idNumber: form.text('idNumber'),
          name: form.text('name'),
          phone: form.text('phone'),
        }),
        run: enterOnSite,
        answers: registrationRefusals,
        to: ({ applicationId }) => `/my/applications/${applicationId}/form/1`,
        again: () => officeView(c),
      }),
    )
    .route('/', choosePostPages())
    .route('/', applicationPages())
    .route('/', receiptPage())
}

const stateKinds = { draft: 'waiting', submitted: 'good', withdrawn: 'quiet' } as const

async function myExams(c: Context<Env>): Promise<Response> {
  const v = view(c)
  const caller = c.get('caller')
  const { exams, own } = await c.get('deps').within('candidate', async (tx) => ({
    exams: await announcedExams(tx),
    own: caller ? await ownApplications(tx, caller.personId) : [],
  }))
  return show(
    c,
    { kind: 'candidate', title: words.myExams, lead: words.myLead },
    exams.length === 0 ? (
      <Empty title={v.t(words.none)} />
    ) : (
      <CardList>
        {exams.map((exam) => {
          const mine = own.find(({ exam: { id } }) => id === exam.id)
          const opens = exam.registrationOpensAt
          const closes = exam.registrationClosesAt
          const before = opens !== null && Temporal.Instant.compare(v.now, opens) < 0
          const over = closes !== null && Temporal.Instant.compare(v.now, closes) >= 0
          return (
            <Card
              level={2}
              title={exam.title}
              state={mine && <State kind={stateKinds[mine.application.state]}>{v.t(applicationStates[mine.application.state])}</State>}
              foot={
                mine ? (
                  <ButtonLink kind="primary" href={`/my/applications/${mine.application.id}`}>
                    {v.t(mine.application.state === 'draft' && !over ? words.goOn : words.viewApplication)}
                  </ButtonLink>
                ) : before || over ? (
                  <ButtonLink href={`/public/exams/${exam.id}`}>{v.t(examWords.overview)}</ButtonLink>
                ) : (
                  <ButtonLink kind="primary" href={`/my/exams/${exam.id}`}>
                    {v.t(words.choosePost)}
                  </ButtonLink>
                )
              }
            >
              {before && opens ? (
                <Countdown view={v} until={opens} label={v.t(words.opensAt)} />
              ) : (
                closes && <Countdown view={v} until={closes} label={v.t(words.closesAt)} />
              )}
            </Card>
          )
        })}
      </CardList>
    ),
  )
}

async function officeView(c: Context<Env>): Promise<Response> {
  const v = view(c)
  const asked = await examAnd(c, 'office', async (tx, { id }) => ({
    positions: await positionsOf(tx, id),
    counts: await countsOf(tx, id),
    states: await statesOf(tx, id),
    days: await submittedByDay(tx, id, v.zone),
    fill: await fillOf(tx, id),
    slots: await slotsOf(tx, id),
  }))
  if (!asked) return problemPage(c)
  const { exam, positions, counts, states, days, fill, slots } = asked
  const problems = shownProblems(c.get('problem'))
  const atCounter =
    c.get('opens')('POST /exams/:examId/registration/on-site', exam.id) && inWindow(exam, known(c.get('caller'), 'an officer'), v.now).ok
  const submitted = (onSite: boolean) =>
    states.filter((row) => row.state === 'submitted' && row.onSite === onSite).reduce((sum, { count }) => sum + count, 0)
  const posts = positions.map((position) => ({
    ...position,
    submitted: counts.find(({ positionId }) => positionId === position.id)?.submitted ?? 0,
  }))
  const drafts = states.filter(({ state }) => state === 'draft').reduce((sum, { count }) => sum + count, 0)
  return show(
    c,
    { kind: 'officer', title: words.office, lead: words.officeLead, exam: { id: exam.id, title: exam.title, stage: 'registration' } },
    <>
      <KeyFigures
        view={v}
        figures={[
          { label: v.t(words.total), value: submitted(true) + submitted(false) },
          { label: v.t(words.online), value: submitted(false) },
          { label: v.t(words.onSite), value: submitted(true) },
          { label: v.t(applicationStates.draft), value: drafts },
        ]}
      />
      {exam.registrationClosesAt && <Countdown view={v} until={exam.registrationClosesAt} label={v.t(words.closesAt)} />}
      <RegistrationPictures view={v} days={days} posts={posts} />
      <FillPicture view={v} fill={fill} posts={positions} slots={slots} />
      {atCounter && (
        <Section title={v.t(words.onSiteEntry)}>
          <Form action={`/exams/${exam.id}/registration/on-site`} idempotencyKey={formKey(c)} inline>
            <Field view={v} name="idNumber" label={v.t(words.idNumber)} maxlength={40} problems={problems} />
            <Field view={v} name="name" label={v.t(words.name)} maxlength={60} problems={problems} />
            <Field view={v} name="phone" type="tel" label={v.t(examWords.phones)} problems={problems} />
            <Select
              view={v}
              name="positionId"
              label={v.t(examWords.post)}
              problems={problems}
              options={positions.map(({ id, code, unit, title }) => ({ value: id, label: `${code} ${unit} ${title}` }))}
            />
            <Button>{v.t(words.begin)}</Button>
          </Form>
        </Section>
      )}
      <Table
        view={v}
        caption={v.t(examWords.posts)}
        columns={[
          { key: 'code', head: v.t(examWords.code), cell: (row) => row.code, names: true },
          { key: 'unit', head: v.t(examWords.unit), cell: (row) => row.unit },
          { key: 'title', head: v.t(examWords.post), cell: (row) => row.title },
          { key: 'headcount', head: v.t(examWords.headcount), cell: (row) => row.headcount ?? '', numeric: true },
          {
            key: 'applied',
            head: v.t(examWords.applied),
            cell: (row) => row.submitted,
            numeric: true,
          },
        ]}
        rows={posts}
      />
    </>,
  )
}
