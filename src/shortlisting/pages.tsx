import { type Context, Hono } from 'hono'
import { tieStages } from '../../db/schema/shortlisting.ts'
import { loadExam } from '../exam/records.ts'
import { appointmentFor } from '../foundation/caller.ts'
import { ExamId, PositionId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import type { Role } from '../foundation/roles.ts'
import { score } from '../foundation/score.ts'
import { problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { answerForm, type FormFields } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { Button, Buttons } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select, Tick } from '../web/components/choice.tsx'
import { Empty, Facts } from '../web/components/facts.tsx'
import { TextArea } from '../web/components/field.tsx'
import { KeyFigures } from '../web/components/figures.tsx'
import { Form } from '../web/components/form.tsx'
import { Digest, Proof } from '../web/components/proof.tsx'
import { State, type StateKind } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { Time } from '../web/format.tsx'
import { ShortlistLadder } from '../web/pictures/shortlist-ladder.tsx'
import { BackfillPlace, backfillPlace } from './backfill-place.ts'
import { CloseShortlists, closeShortlists } from './close-shortlists.ts'
import { ConfirmTie, confirmTie, DecideTie, decideTie } from './decide-tie.ts'
import { GiveUpPlace, giveUpPlace } from './give-up-place.ts'
import { MakeShortlists, makeShortlists } from './make-shortlists.ts'
import { PublishReReview, publishReReview } from './publish-re-review.ts'
import { PublishWrittenScores, publishWrittenScores } from './publish-written-scores.ts'
import {
  type PostLine,
  type Rung,
  readMyPlace,
  readShortlist,
  readShortlists,
  type ShortlistView,
  type TieLine,
} from './read-shortlists.ts'
import { scoreBands, scoreOf } from './records.ts'
import { shortlistingRefusals } from './refusals.ts'
import type { PlaceState } from './rules/backfill.ts'
import { ScoreBands } from './score-bands.tsx'
import { SettlePlaces, settlePlaces } from './settle-places.ts'
import { entryNames, stateNames, tieStageNames, shortlistingWords as words } from './words.ts'

const home = '/exams/:examId/shortlisting'
const answers = shortlistingRefusals
const examParam = (c: Context<Env>) => ({ examId: c.req.param('examId') })
const homeOf = (c: Context<Env>) => `/exams/${c.req.param('examId')}/shortlisting`
const postOf = (c: Context<Env>) => `${homeOf(c)}/positions/${c.req.param('positionId')}`

/** Numbers as people write them: one a line, or with commas between. */
const namesIn = (form: FormFields, field: string): string[] => (form.text(field) ?? '').split(/[\s,，、]+/).filter((name) => name !== '')

export function shortlistingPages() {
  return new Hono<Env>()
    .get(home, (c) => overview(c))
    .get(`${home}/positions/:positionId`, (c) => ladder(c))
    .post(`${home}/written-scores`, (c) =>
      answerForm(c, {
        schema: PublishWrittenScores,
        from: () => examParam(c),
        run: publishWrittenScores,
        answers,
        to: () => homeOf(c),
        again: () => overview(c),
      }),
    )
    .post(`${home}/lists`, (c) =>
      answerForm(c, {
        schema: MakeShortlists,
        from: () => examParam(c),
        run: makeShortlists,
        answers,
        to: () => homeOf(c),
        again: () => overview(c),
      }),
    )
    .post(`${home}/outcomes`, (c) =>
      answerForm(c, {
        schema: SettlePlaces,
        from: () => examParam(c),
        run: settlePlaces,
        answers,
        to: () => homeOf(c),
        again: () => overview(c),
      }),
    )
    .post(`${home}/closing`, (c) =>
      answerForm(c, {
        schema: CloseShortlists,
        from: () => examParam(c),
        run: closeShortlists,
        answers,
        to: () => homeOf(c),
        again: () => overview(c),
      }),
    )
    .post(`${home}/re-review`, (c) =>
      answerForm(c, {
        schema: PublishReReview,
        from: () => examParam(c),
        run: publishReReview,
        answers,
        to: () => homeOf(c),
        again: () => overview(c),
      }),
    )
    .post(`${home}/positions/:positionId/backfill`, (c) =>
      answerForm(c, {
        schema: BackfillPlace,
        from: (form) => ({ ...examParam(c), applicationId: form.text('applicationId') }),
        run: backfillPlace,
        answers,
        to: () => postOf(c),
        again: () => ladder(c),
      }),
    )
    .post(`${home}/positions/:positionId/ties`, (c) =>
      answerForm(c, {
        schema: DecideTie,
        from: (form) => ({ ...c.req.param(), stage: form.text('stage'), ordered: namesIn(form, 'ordered'), reason: form.text('reason') }),
        run: decideTie,
        answers,
        to: () => postOf(c),
        again: () => ladder(c),
      }),
    )
    .post(`${home}/ties/:decisionId/confirmation`, (c) =>
      answerForm(c, {
        schema: ConfirmTie,
        from: () => c.req.param(),
        run: confirmTie,
        answers,
        to: () => homeOf(c),
        again: () => overview(c),
      }),
    )
    .get('/my/exams/:examId/place', (c) => mine(c))
    .post('/my/exams/:examId/place/giving-up', (c) =>
      answerForm(c, {
        schema: GiveUpPlace,
        from: (form) => ({ ...examParam(c), sure: form.checked('sure') }),
        run: giveUpPlace,
        answers,
        to: () => `/my/exams/${c.req.param('examId')}/place`,
        again: () => mine(c),
      }),
    )
}

const kinds: Readonly<Record<PlaceState, StateKind>> = { called: 'waiting', passed: 'good', failed: 'bad', gave_up: 'quiet' }

async function examOf(c: Context<Env>) {
  const examId = ExamId.safeParse(c.req.param('examId'))
  return examId.success ? c.get('deps').within('office', (tx) => loadExam(tx, examId.data)) : undefined
}

const may = (c: Context<Env>, ...roles: Role[]) =>
  appointmentFor(known(c.get('caller'), 'an officer'), roles, c.req.param('examId')) !== undefined

async function overview(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  const caller = c.get('caller')
  if (!exam || !caller) return problemPage(c)
  const v = view(c)
  const result = await readShortlists(c.get('deps'), caller, { examId: exam.id })
  if (!result.ok) {
    c.set('problem', problemOf(answers, result.refusal, v.locale))
    return problemPage(c)
  }
  const { posts, ties } = result.value
  const { maximum } = exam.notice.marking
  const bands = await c.get('deps').within('office', (tx) => scoreBands(tx, exam.id, maximum))
  const sum = (of: 'called' | 'passed' | 'failed' | 'gaveUp' | 'backfilled') => posts.reduce((total, post) => total + post[of], 0)
  return show(
    c,
    { kind: 'officer', title: words.title, lead: words.lead, exam: { id: exam.id, title: exam.title, stage: 'shortlisting' } },
    <>
      {may(c, 'exam_office', 'section_head') && <Steps c={c} posts={posts} />}
      {posts.length === 0 ? (
        <Empty title={v.t(words.none)} />
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

/** What comes next, in its order. */
function Steps({ c, posts }: { c: Context<Env>; posts: readonly PostLine[] }) {
  const v = view(c)
  const base = homeOf(c)
  const step = (path: string, label: string, kind: 'primary' | 'secondary' = 'primary') => (
    <Form action={`${base}/${path}`} idempotencyKey={formKey(c)} inline>
      <Button kind={kind}>{label}</Button>
    </Form>
  )
  const closed = posts.length > 0 && posts.every((post) => post.closed)
  return (
    <Section title={v.t(words.toPublicity)}>
      <p>
        {v.t(posts.length === 0 ? words.makeLead : closed ? words.closeLead : words.lead)}{' '}
        <a href={`/exams/${c.req.param('examId')}/publicity`}>{v.t(words.toPublicity)}</a>
      </p>
      <Buttons>
        {posts.length === 0 && step('written-scores', v.t(words.publishScores), 'secondary')}
        {posts.length === 0 && step('lists', v.t(words.make))}
        {posts.length > 0 && !closed && step('outcomes', v.t(words.settle), 'secondary')}
        {posts.length > 0 && !closed && step('closing', v.t(words.close))}
        {closed && step('re-review', v.t(words.publishReReview))}
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
      caption={v.t(words.posts)}
      rows={posts}
      columns={[
        {
          key: 'post',
          head: v.t(words.post),
          names: true,
          cell: (row) => <a href={`${homeOf(c)}/positions/${row.positionId}`}>{row.post}</a>,
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
              ) : may(c, 'deputy_director', 'discipline_inspector', 'section_head') ? (
                <Form action={`${homeOf(c)}/ties/${row.decisionId}/confirmation`} idempotencyKey={formKey(c)} inline>
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

/** So many rungs below the line are drawn; the table has everybody. */
const drawnBelow = 8

async function ladder(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  const positionId = PositionId.safeParse(c.req.param('positionId'))
  const caller = c.get('caller')
  if (!exam || !positionId.success || !caller) return problemPage(c)
  const v = view(c)
  const result = await readShortlist(c.get('deps'), caller, { examId: exam.id, positionId: positionId.data })
  if (!result.ok) {
    c.set('problem', problemOf(answers, result.refusal, v.locale))
    return problemPage(c)
  }
  const list = result.value
  return show(
    c,
    {
      kind: 'officer',
      title: { zh: list.post, en: list.post },
      exam: { id: exam.id, title: exam.title, stage: 'shortlisting' },
      back: { label: words.title, href: homeOf(c) },
    },
    <>
      <Facts
        facts={[
          [v.t(words.headcount), list.headcount],
          [v.t(words.places), list.basis === 'exempt' ? v.t(entryNames.exempt) : list.places],
          [v.t(words.cut), list.cutScore ?? '–'],
          [v.t(words.vacancies), list.vacancies],
          [v.t(words.state), v.t(list.closed ? words.closed : words.open)],
        ]}
      />
      {list.basis === 'ratio' && <Picture c={c} list={list} />}
      <Rungs c={c} list={list} />
      <Ledger c={c} list={list} />
      {may(c, 'section_head') && <TieForm c={c} />}
      <Proof view={v} title={v.t(words.proof)} items={[{ label: v.t(words.inputHash), value: <Digest>{list.inputHash}</Digest> }]} />
    </>,
  )
}

const entered = ({ place }: Rung) => place !== null && place.enteredBy !== 'backfill'

function Picture({ c, list }: { c: Context<Env>; list: ShortlistView }) {
  const v = view(c)
  const ranked = list.rungs.filter(({ rank }) => rank !== null)
  const shown = ranked.slice(0, ranked.filter(entered).length + drawnBelow)
  const line =
    list.cutScore === null
      ? v.t(words.lineOpen, { places: list.places })
      : v.t(words.line, { ratio: list.ratio, places: list.places, cut: list.cutScore })
  return (
    <ShortlistLadder
      view={v}
      title={v.t(words.ladder)}
      line={line}
      rungs={shown.map((rung) => ({
        rank: rung.rank ?? 0,
        label: rung.number,
        score: rung.score === null ? score(0) : scoreOf(rung.score),
        inside: entered(rung),
        note: rung.place
          ? [rung.place.enteredBy === 'ratio' ? undefined : v.t(entryNames[rung.place.enteredBy]), v.t(stateNames[rung.place.state])]
              .filter(Boolean)
              .join(' · ')
          : undefined,
      }))}
    />
  )
}

function Rungs({ c, list }: { c: Context<Env>; list: ShortlistView }) {
  const v = view(c)
  const fillable = list.vacancies > 0 && may(c, 'section_head', 'exam_office')
  return (
    <Table<Rung>
      view={v}
      caption={v.t(words.ladder)}
      rows={list.rungs}
      columns={[
        { key: 'rank', head: v.t(words.rank), numeric: true, cell: (row) => row.rank ?? '–' },
        { key: 'number', head: v.t(words.number), names: true, cell: (row) => row.number },
        { key: 'score', head: v.t(words.score), numeric: true, cell: (row) => row.score ?? '–' },
        { key: 'entry', head: v.t(words.entry), cell: (row) => (row.place ? v.t(entryNames[row.place.enteredBy]) : v.t(words.below)) },
        {
          key: 'state',
          head: v.t(words.state),
          cell: (row) => row.place && <State kind={kinds[row.place.state]}>{v.t(stateNames[row.place.state])}</State>,
        },
        {
          key: 'backfill',
          head: v.t(words.backfill),
          cell: (row) =>
            fillable && row.place && !row.place.answered && (row.place.state === 'failed' || row.place.state === 'gave_up') ? (
              <Form action={`${postOf(c)}/backfill`} idempotencyKey={formKey(c)} hidden={{ applicationId: row.applicationId }} inline>
                <Button kind="secondary">{v.t(words.backfill)}</Button>
              </Form>
            ) : null,
        },
      ]}
    />
  )
}

function Ledger({ c, list }: { c: Context<Env>; list: ShortlistView }) {
  const v = view(c)
  if (list.ledger.length === 0) return null
  return (
    <Section title={v.t(words.ledger)}>
      <Table
        view={v}
        caption={v.t(words.ledger)}
        rows={list.ledger}
        columns={[
          { key: 'vacated', head: v.t(words.vacatedBy), names: true, cell: (row) => row.vacatedBy },
          { key: 'cause', head: v.t(words.cause), cell: (row) => v.t(row.cause === 'gave_up' ? stateNames.gave_up : stateNames.failed) },
          { key: 'filled', head: v.t(words.filledBy), cell: (row) => row.filledBy ?? v.t(words.nobodyLeft) },
          { key: 'at', head: v.t(words.at), cell: (row) => <Time view={v} at={Temporal.Instant.from(row.at)} /> },
        ]}
      />
    </Section>
  )
}

function TieForm({ c }: { c: Context<Env> }) {
  const v = view(c)
  return (
    <Section title={v.t(words.ties)}>
      <p>{v.t(words.tieLead)}</p>
      <Form action={`${postOf(c)}/ties`} idempotencyKey={formKey(c)}>
        <Select
          view={v}
          name="stage"
          label={v.t(words.tieStage)}
          options={tieStages.map((value) => ({ value, label: v.t(tieStageNames[value]) }))}
        />
        <TextArea view={v} name="ordered" label={v.t(words.tieOrder)} rows={3} />
        <TextArea view={v} name="reason" label={v.t(words.reason)} rows={3} maxlength={1000} />
        <Button>{v.t(words.decide)}</Button>
      </Form>
    </Section>
  )
}

async function mine(c: Context<Env>): Promise<Response> {
  const examId = ExamId.safeParse(c.req.param('examId'))
  const caller = c.get('caller')
  if (!examId.success || !caller) return problemPage(c)
  const v = view(c)
  const result = await readMyPlace(c.get('deps'), caller, { examId: examId.data })
  if (!result.ok) {
    c.set('problem', problemOf(answers, result.refusal, v.locale))
    return problemPage(c)
  }
  const { exam, number, published, score: own, rank, place, reasons } = result.value
  const stands = place?.state === 'called' || place?.state === 'passed'
  return show(
    c,
    {
      kind: 'candidate',
      title: words.mine,
      exam: { id: examId.data, title: exam, stage: 'shortlisting' },
      back: { label: words.back, href: '/my/exams' },
    },
    published ? (
      <>
        <Facts
          facts={[
            [v.t(words.number), number],
            [v.t(words.myScore), own ?? '–'],
            [v.t(words.rank), rank ?? '–'],
            ...(place ? [[v.t(words.state), <State kind={kinds[place.state]}>{v.t(stateNames[place.state])}</State>] as const] : []),
          ]}
        />
        <Section title={v.t(words.why)}>
          {reasons.length === 0 ? <p>{v.t(words.awaitsList)}</p> : reasons.map((reason) => <p>{v.t(reason)}</p>)}
        </Section>
        {stands && (
          <Section title={v.t(words.giveUp)}>
            <p>{v.t(words.giveUpLead)}</p>
            <Form action={`/my/exams/${examId.data}/place/giving-up`} idempotencyKey={formKey(c)}>
              <Tick view={v} name="sure" label={v.t(words.sure)} />
              <Button kind="danger">{v.t(words.giveUp)}</Button>
            </Form>
          </Section>
        )}
      </>
    ) : (
      <Empty title={v.t(words.notYet)}>
        <p>{v.t(words.notYetLead)}</p>
      </Empty>
    ),
  )
}
