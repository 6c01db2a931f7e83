import type { Context } from 'hono'
import { tieStages } from '../../db/schema/shortlisting.ts'
import { examOf } from '../exam/asked.tsx'
import { PositionId } from '../foundation/ids.ts'
import { score } from '../foundation/score.ts'
import { problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select } from '../web/components/choice.tsx'
import { Facts } from '../web/components/facts.tsx'
import { TextArea } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Digest, Proof } from '../web/components/proof.tsx'
import { Table } from '../web/components/table.tsx'
import { Time } from '../web/format.tsx'
import { ShortlistLadder } from '../web/pictures/shortlist-ladder.tsx'
import { positionOf, shortlistingHome, shortlistingOf } from './paths.tsx'
import { type Rung, readShortlist, type ShortlistView } from './read-shortlists.ts'
import { scoreOf } from './records.ts'
import { shortlistingRefusals } from './refusals.ts'
import { Standing } from './standing.tsx'
import { entryNames, stateNames, tieStageNames, shortlistingWords as words } from './words.ts'

const opens = (c: Context<Env>, act: 'backfill' | 'ties') =>
  c.get('opens')(`POST ${shortlistingHome}/positions/:positionId/${act}`, c.req.param('examId'))

/** So many rungs below the line are drawn; the table has everybody. */
const drawnBelow = 8

/** One post: who stands on which rung, what became of the places, and the ties decided by hand. */
export async function ladderPage(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  const positionId = PositionId.safeParse(c.req.param('positionId'))
  const caller = c.get('caller')
  if (!exam || !positionId.success || !caller) return problemPage(c)
  const v = view(c)
  const result = await readShortlist(c.get('deps'), caller, { examId: exam.id, positionId: positionId.data })
  if (!result.ok) {
    c.set('problem', problemOf(shortlistingRefusals, result.refusal, v.locale))
    return problemPage(c)
  }
  const list = result.value
  return show(
    c,
    {
      kind: 'officer',
      title: { zh: list.post, en: list.post },
      exam: { id: exam.id, title: exam.title, stage: 'shortlisting' },
      back: { label: words.title, href: shortlistingOf(c) },
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
      {opens(c, 'ties') && <TieForm c={c} />}
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
  const fillable = list.vacancies > 0 && opens(c, 'backfill')
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
          cell: (row) => row.place && <Standing view={v} state={row.place.state} />,
        },
        {
          key: 'backfill',
          head: v.t(words.backfill),
          cell: (row) =>
            fillable && row.place && !row.place.answered && (row.place.state === 'failed' || row.place.state === 'gave_up') ? (
              <Form action={`${positionOf(c)}/backfill`} idempotencyKey={formKey(c)} hidden={{ applicationId: row.applicationId }} inline>
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
      <Form action={`${positionOf(c)}/ties`} idempotencyKey={formKey(c)}>
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
