import { type Context, Hono } from 'hono'
import { problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { answerForm } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { Button, ButtonLink, Buttons } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Tick } from '../web/components/choice.tsx'
import { Empty } from '../web/components/facts.tsx'
import { KeyFigures } from '../web/components/figures.tsx'
import { Form } from '../web/components/form.tsx'
import { Tabs } from '../web/components/navigation.tsx'
import { Notice } from '../web/components/notice.tsx'
import { Table } from '../web/components/table.tsx'
import { Time } from '../web/format.tsx'
import { dayPages } from './day-pages.tsx'
import { disputePages } from './dispute-pages.tsx'
import { filePages } from './file-page.tsx'
import { myReviewPages } from './my-page.tsx'
import { OpenPhase, openPhase } from './open-phase.ts'
import { postsPage } from './posts-page.tsx'
import { ConfirmReading, confirmReading } from './read-notice.ts'
import { ListReviews, listReviews } from './read-reviews.ts'
import { qualificationRefusals as answers, type QualificationRefusal } from './refusals.ts'
import { caseStates, phases } from './rules/case-state.ts'
import { Standing } from './standing.tsx'
import { TakeNext, takeNextCase } from './take-case.ts'
import { phaseNames, stateNames, qualificationWords as words } from './words.ts'

/** Everybody's pages of the review: the pile, the desk, the disputes, the days, and the candidate's own. */
export function qualificationPages() {
  return new Hono<Env>()
    .route('/', filePages())
    .route('/', disputePages())
    .route('/', dayPages())
    .route('/', myReviewPages())
    .route('/', postsPage())
    .get('/exams/:examId/qualification', (c) => home(c))
    .post('/exams/:examId/qualification/opening', (c) =>
      answerForm(c, {
        schema: OpenPhase,
        from: () => ({ ...c.req.param(), phase: 'before' }),
        run: openPhase,
        answers,
        to: () => homePath(c),
        again: () => home(c),
      }),
    )
    .post('/exams/:examId/qualification/reading', (c) =>
      answerForm(c, {
        schema: ConfirmReading,
        from: (form) => ({ ...c.req.param(), noticeHash: form.checked('studied') ? form.text('noticeHash') : undefined }),
        run: confirmReading,
        answers,
        to: () => homePath(c),
        again: () => home(c),
      }),
    )
    .post('/exams/:examId/qualification/next', (c) =>
      answerForm(c, {
        schema: TakeNext,
        from: (form) => ({ ...c.req.param(), phase: form.text('phase') }),
        run: async (deps, caller, command) => {
          const taken = await takeNextCase(deps, caller, command)
          return taken.ok ? { ok: true as const, value: { ...taken.value, phase: command.phase } } : taken
        },
        answers,
        to: ({ phase, applicationId }) => `${homePath(c)}/files/${phase}/${applicationId}`,
        again: () => home(c),
      }),
    )
}

const homePath = (c: Context<Env>) => `/exams/${c.req.param('examId')}/qualification`
const opens = (c: Context<Env>, route: string) => c.get('opens')(route, c.req.param('examId'))

async function home(c: Context<Env>) {
  const caller = c.get('caller')
  const { lang: _, ...query } = c.req.query()
  const parsed = ListReviews.safeParse({
    examId: c.req.param('examId'),
    phase: query.phase ?? 'before',
    state: query.state || undefined,
    offset: query.offset ?? 0,
  })
  if (!parsed.success || !caller) return problemPage(c)
  const found = await listReviews(c.get('deps'), caller, parsed.data)
  if (!found.ok) {
    c.set('problem', problemOf(answers, found.refusal, c.get('locale')))
    return problemPage(c)
  }
  const { value } = found
  const { phase, examId } = parsed.data
  const shown = view(c)
  const { t, locale } = shown
  const path = homePath(c)
  const reviews = opens(c, 'GET /exams/:examId/qualification/files/:phase/:applicationId')
  const known = (code: string): code is QualificationRefusal => code in answers
  return show(
    c,
    { kind: 'officer', title: words.title, exam: { id: examId, title: value.title, stage: 'qualification' } },
    <>
      <Tabs
        label={t(words.title)}
        tabs={phases.map((one) => ({ label: t(phaseNames[one]), href: `${path}?phase=${one}`, current: one === phase }))}
      />
      <Buttons>
        {opens(c, 'GET /exams/:examId/qualification/disputes') && <ButtonLink href={`${path}/disputes`}>{t(words.disputes)}</ButtonLink>}
        {opens(c, 'GET /exams/:examId/qualification/days') && <ButtonLink href={`${path}/days`}>{t(words.days)}</ButtonLink>}
      </Buttons>
      {value.counts && (
        <KeyFigures view={shown} figures={value.counts.map(({ state, count }) => ({ label: t(stateNames[state]), value: count }))} />
      )}
      {!value.opened && !reviews && <Empty title={t(words.notOpened)} />}
      {!value.opened && phase === 'before' && opens(c, 'POST /exams/:examId/qualification/opening') && (
        <Form action={`${path}/opening`} idempotencyKey={formKey(c)} inline>
          <Button>{t(words.openPhase)}</Button>
        </Form>
      )}
      {reviews && value.standing === 'notice_not_read' && (
        <Section title={t(words.study)}>
          <p>{t(words.studyLead)}</p>
          <p>
            <a href={`/exams/${examId}`}>{t(words.study)}</a>
          </p>
          <Form action={`${path}/reading`} idempotencyKey={formKey(c)} hidden={{ noticeHash: value.noticeHash }}>
            <Tick view={shown} name="studied" label={t(words.studied)} />
            <Button>{t(words.confirm)}</Button>
          </Form>
        </Section>
      )}
      {reviews && value.standing && value.standing !== 'notice_not_read' && known(value.standing) && (
        <Notice kind="attention" title={answers[value.standing][locale]} />
      )}
      {reviews && !value.standing && value.opened && (
        <Form action={`${path}/next`} idempotencyKey={formKey(c)} hidden={{ phase }} inline>
          <Button>{t(words.next)}</Button>
        </Form>
      )}
      {reviews && (
        <Table
          view={shown}
          stacked
          caption={t(words.pile)}
          filter={{ action: path, values: { phase, state: parsed.data.state } }}
          columns={[
            {
              key: 'number',
              head: t(words.number),
              names: true,
              cell: (row) => <a href={`${path}/files/${phase}/${row.applicationId}`}>{row.number}</a>,
            },
            { key: 'position', head: t(words.position), cell: (row) => row.position },
            { key: 'unit', head: t(words.unit), cell: (row) => row.unit },
            {
              key: 'state',
              head: t(words.state),
              filter: caseStates.map((state) => ({ value: state, label: t(stateNames[state]) })),
              cell: (row) => <Standing view={shown} state={!row.given && row.state === 'disputed' ? 'open' : row.state} />,
            },
            { key: 'mine', head: t(words.mine), cell: (row) => t(row.given ? words.given : row.taken ? words.taken : words.notGiven) },
            { key: 'opened', head: t(words.openedAt), cell: (row) => <Time view={shown} at={row.openedAt} /> },
          ]}
          rows={value.cases}
          empty={t(words.nothing)}
        />
      )}
    </>,
  )
}
