import { type Context, Hono } from 'hono'
import { tieStages } from '../../db/schema/shortlisting.ts'
import { examOf } from '../exam/asked.tsx'
import { familyRules } from '../exam/rules/families.ts'
import { problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { answerForm, formTargets } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { newestHead } from '../publicity/records.ts'
import { Button, Buttons } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Empty } from '../web/components/facts.tsx'
import { KeyFigures } from '../web/components/figures.tsx'
import { Form } from '../web/components/form.tsx'
import { State } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { Time } from '../web/format.tsx'
import { BackfillPlace, backfillPlace } from './backfill-place.ts'
import { CloseShortlists, closeShortlists } from './close-shortlists.ts'
import { ConfirmTie, confirmTie, DecideTie, decideTie } from './decide-tie.ts'
import { GiveUpPlace, giveUpPlace } from './give-up-place.ts'
import { ladderPage } from './ladder-page.tsx'
import { MakeShortlists, makeShortlists } from './make-shortlists.ts'
import { myPlacePage } from './my-place-page.tsx'
import { shortlistingHome as home, positionOf, shortlistingOf } from './paths.tsx'
import { PublishReReview, publishReReview } from './publish-re-review.ts'
import { PublishWrittenScores, publishWrittenScores } from './publish-written-scores.ts'
import { type PostLine, readShortlists, type TieLine } from './read-shortlists.ts'
import { scoreBands } from './records.ts'
import { shortlistingRefusals } from './refusals.ts'
import { ScoreBands } from './score-bands.tsx'
import { SettlePlaces, settlePlaces } from './settle-places.ts'
import { entryNames, tieStageNames, shortlistingWords as words } from './words.ts'

/** Numbers as people write them: one a line, or with commas between. */
const namesIn = (form: FormFields, field: string): string[] => (form.text(field) ?? '').split(/[\s,，、]+/).filter((name) => name !== '')

export function shortlistingPages() {
  const onBoard = formTargets(shortlistingRefusals, { to: shortlistingOf, again: (c) => overview(c) })
  const onPosition = formTargets(shortlistingRefusals, { to: positionOf, again: (c) => ladderPage(c) })
  const onOwn = formTargets(shortlistingRefusals, { to: (c) => `/my/exams/${c.req.param('examId')}/place`, again: (c) => myPlacePage(c) })
  return new Hono<Env>()
    .get(home, overview)
    .get(`${home}/positions/:positionId`, ladderPage)
    .post(`${home}/written-scores`, onBoard(PublishWrittenScores, publishWrittenScores))
    .post(`${home}/lists`, onBoard(MakeShortlists, makeShortlists))
    .post(`${home}/outcomes`, onBoard(SettlePlaces, settlePlaces))
    .post(`${home}/closing`, onBoard(CloseShortlists, closeShortlists))
    .post(`${home}/re-review`, onBoard(PublishReReview, publishReReview))
    .post(`${home}/positions/:positionId/backfill`, (c) =>
      answerForm(c, {
        schema: BackfillPlace,
        from: (form) => ({ examId: c.req.param('examId'), applicationId: form.text('applicationId') }),
        run: backfillPlace,
        answers: shortlistingRefusals,
        to: () => positionOf(c),
        again: () => ladderPage(c),
      }),
    )
    .post(
      `${home}/positions/:positionId/ties`,
      onPosition(DecideTie, decideTie, (form) => ({
        stage: form.text('stage'),
        ordered: namesIn(form, 'ordered'),
        reason: form.text('reason'),
      })),
    )
    .post(`${home}/ties/:decisionId/confirmation`, onBoard(ConfirmTie, confirmTie))
    .get('/my/exams/:examId/place', myPlacePage)
    .post(
      '/my/exams/:examId/place/giving-up',
      onOwn(GiveUpPlace, giveUpPlace, (form) => ({ sure: form.checked('sure') })),
    )
}

const opens = (c: Context<Env>, act: string) => c.get('opens')(`POST ${home}/${act}`, c.req.param('examId'))

async function overview(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  const caller = c.get('caller')
  if (!exam || !caller) return problemPage(c)
  const v = view(c)
  const result = await readShortlists(c.get('deps'), caller, { examId: exam.id })
  if (!result.ok) {
    c.set('problem', problemOf(shortlistingRefusals, result.refusal, v.locale))
    return problemPage(c)
  }
  const { posts, ties } = result.value
  const ranked = familyRules[exam.family].positions === 'table'
  const { maximum } = exam.notice.marking
  const { bands, published } = await c.get('deps').within('office', async (tx) => ({
    bands: await scoreBands(tx, exam.id, maximum),
    published: {
      written: (await newestHead(tx, exam.id, 'written_scores')) !== undefined,
      reReview: (await newestHead(tx, exam.id, 're_review')) !== undefined,
    },
  }))
  const sum = (of: 'called' | 'passed' | 'failed' | 'gaveUp' | 'backfilled') => posts.reduce((total, post) => total + post[of], 0)
  return show(
    c,
    { kind: 'officer', title: words.title, lead: words.lead, exam: { id: exam.id, title: exam.title, stage: 'shortlisting' } },
    <>
      {ranked && opens(c, 'closing') && <Steps c={c} posts={posts} published={published} />}
      {posts.length === 0 ? (
        <Empty title={v.t(ranked ? words.none : words.notRanked)} />
      ) : (
        <>
          <KeyFigures
            view={v}
            figures={(['called', 'passed', 'failed', 'gaveUp', 'backfilled'] as const).map((of) => ({
              label: v.t(words[of]),
              value: sum(of),
            }))}
          />
          <Posts c={c} posts={posts} />
        </>
      )}
      <ScoreBands view={v} maximum={maximum} bands={bands} />
      {ties.length > 0 && <Ties c={c} ties={ties} />}
    </>,
  )
}

type StepsProps = {
  readonly c: Context<Env>
  readonly posts: readonly PostLine[]
  readonly published: { readonly written: boolean; readonly reReview: boolean }
}

/** What comes next, in its order; a public list is not drafted again. */
function Steps({ c, posts, published }: StepsProps) {
  const v = view(c)
  const base = shortlistingOf(c)
  const step = (path: string, label: string, kind: 'primary' | 'secondary' = 'primary') =>
    opens(c, path) && (
      <Form action={`${base}/${path}`} idempotencyKey={formKey(c)} inline>
        <Button kind={kind}>{label}</Button>
      </Form>
    )
  const closed = posts.length > 0 && posts.every((post) => post.closed)
  return (
    <Section title={v.t(words.next)}>
      <p>
        {v.t(posts.length === 0 ? words.makeLead : closed ? words.closeLead : words.lead)}{' '}
        <a href={`/exams/${c.req.param('examId')}/publicity`}>{v.t(words.toPublicity)}</a>
      </p>
      <Buttons>
        {posts.length === 0 && !published.written && step('written-scores', v.t(words.publishScores), 'secondary')}
        {posts.length === 0 && step('lists', v.t(words.make))}
        {posts.length > 0 && !closed && step('outcomes', v.t(words.settle), 'secondary')}
        {posts.length > 0 && !closed && step('closing', v.t(words.close))}
        {closed && !published.reReview && step('re-review', v.t(words.publishReReview))}
      </Buttons>
    </Section>
  )
}

function Posts({ c, posts }: { c: Context<Env>; posts: readonly PostLine[] }) {
  const v = view(c)
  const number = (key: 'headcount' | 'places' | 'called' | 'passed' | 'failed' | 'gaveUp' | 'backfilled') => ({
    key,
    head: v.t(words[key]),
    numeric: true,
    cell: (row: PostLine) => row[key],
  })
  return (
    <Table<PostLine>
      view={v}
      stacked
      caption={v.t(words.posts)}
      rows={posts}
      columns={[
        {
          key: 'post',
          head: v.t(words.post),
          names: true,
          cell: (row) => <a href={`${shortlistingOf(c)}/positions/${row.positionId}`}>{row.post}</a>,
        },
        number('headcount'),
        number('places'),
        {
          key: 'cut',
          head: v.t(words.cut),
          numeric: true,
          cell: (row) => (row.basis === 'exempt' ? v.t(entryNames.exempt) : (row.cutScore ?? '–')),
        },
        number('called'),
        number('passed'),
        number('failed'),
        number('gaveUp'),
        number('backfilled'),
        {
          key: 'state',
          head: v.t(words.state),
          cell: (row) => <State kind={row.closed ? 'quiet' : 'waiting'}>{v.t(row.closed ? words.closed : words.open)}</State>,
        },
      ]}
    />
  )
}

function Ties({ c, ties }: { c: Context<Env>; ties: readonly TieLine[] }) {
  const v = view(c)
  const stageName = (stage: string) => {
    const found = tieStages.find((one) => one === stage)
    return found ? v.t(tieStageNames[found]) : stage
  }
  return (
    <Section title={v.t(words.ties)}>
      <Table<TieLine>
        view={v}
        caption={v.t(words.ties)}
        rows={ties}
        columns={[
          { key: 'stage', head: v.t(words.tieStage), names: true, cell: (row) => stageName(row.stage) },
          { key: 'ordered', head: v.t(words.number), cell: (row) => row.ordered.join(' → ') },
          { key: 'reason', head: v.t(words.reason), cell: (row) => row.reason },
          { key: 'at', head: v.t(words.at), cell: (row) => <Time view={v} at={Temporal.Instant.from(row.decidedAt)} /> },
          {
            key: 'state',
            head: v.t(words.state),
            cell: (row) =>
              row.confirmedAt !== null ? (
                <State kind="good">{v.t(words.confirmed)}</State>
              ) : opens(c, 'ties/:decisionId/confirmation') ? (
                <Form action={`${shortlistingOf(c)}/ties/${row.decisionId}/confirmation`} idempotencyKey={formKey(c)} inline>
                  <Button kind="secondary">{v.t(words.confirm)}</Button>
                </Form>
              ) : (
                <State kind="waiting">{v.t(words.awaitsSecond)}</State>
              ),
          },
        ]}
      />
    </Section>
  )
}
