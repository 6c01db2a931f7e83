import { type Context, Hono } from 'hono'
import { requestRefusals } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { problemPage } from '../http/problem-page.tsx'
import { show, view } from '../http/show.tsx'
import { registrationRefusals } from '../registration/refusals.ts'
import { ButtonLink } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { KeyFigures } from '../web/components/figures.tsx'
import { Notice } from '../web/components/notice.tsx'
import { Table } from '../web/components/table.tsx'
import { formatClock, formatNumber, formatTime } from '../web/format.tsx'
import type { Text, View } from '../web/locale.ts'
import { LineChart } from '../web/pictures/chart.tsx'
import { type Board, readBoard } from './read-board.ts'
import { kindNames, reasonNames, operationsWords as words } from './words.ts'

/** Seconds between two looks: of the page's script, and of a browser without it. */
const every = { withScript: 5, without: 10 }
/** A page that renews itself keeps its session alive; an unattended one must not do so for the whole day. */
const attended = { minutes: 30 }

export function operationsPages() {
  return new Hono<Env>().get('/board', board)
}

async function board(c: Context<Env>) {
  const caller = c.get('caller')
  const read = caller && (await readBoard(c.get('deps'), caller, {}))
  if (!read?.ok) return problemPage(c)
  const v = view(c)
  const since = sinceOf(c, v)
  const live = c.req.query('still') === undefined && Temporal.Instant.compare(v.now, since.add(attended)) < 0
  const again = `/board?since=${Math.floor(since.epochMilliseconds / 1000)}`
  return show(
    c,
    {
      kind: 'officer',
      title: words.title,
      ...(live && { script: 'operations-board', refresh: { seconds: every.without, href: again } }),
    },
    <div id="board" class="renewed" data-again={live ? again : undefined} data-seconds={every.withScript}>
      <p class="lead">{v.t(words.lead, { minutes: read.value.minutes, time: formatTime(v, v.now, 'second') })}</p>
      {live ? (
        <p>
          {v.t(words.refreshing, { seconds: every.withScript })} <a href="/board?still=1">{v.t(words.pause)}</a>
        </p>
      ) : (
        <Notice title={v.t(words.paused)}>
          <p>{v.t(words.tired)}</p>
          <ButtonLink href="/board">{v.t(words.resume)}</ButtonLink>
        </Notice>
      )}
      <Shown v={v} board={read.value} />
    </div>,
  )
}

/** When somebody last opened the page themselves; a time that is none, or to come, is now. */
function sinceOf(c: Context<Env>, { now }: View): Temporal.Instant {
  const said = c.req.query('since') ?? ''
  if (!/^\d{1,11}$/.test(said)) return now
  const since = Temporal.Instant.fromEpochMilliseconds(Number(said) * 1000)
  return Temporal.Instant.compare(since, now) > 0 ? now : since
}

function Shown({ v, board }: { v: View; board: Board }) {
  const labels = board.points.map(({ at }) => formatClock(v, Temporal.Instant.from(at), 'second'))
  const series = (label: Text, of: (point: Board['points'][number]) => number) => ({ label: v.t(label), values: board.points.map(of) })
  const rate = (label: Text, value: number) => ({ label: v.t(label), value: formatNumber(v, value), note: v.t(words.perSecond) })
  const { now } = board
  return (
    <>
      <KeyFigures
        view={v}
        figures={[
          rate(words.accepted, now.accepted),
          rate(words.refused, now.refused),
          rate(words.admitted, now.admitted),
          rate(words.turnedAway, now.turnedAway),
          { label: v.t(words.waiting), value: now.waiting, note: v.t(words.waitingNote) },
          { label: v.t(words.working), value: now.working, note: v.t(words.workingNote) },
          { label: v.t(words.standing), value: now.standingMilliseconds, note: v.t(words.milliseconds) },
          { label: v.t(words.processes), value: board.processes },
        ]}
      />
      <div class="columns">
        <LineChart
          view={v}
          title={v.t(words.submissionsChart)}
          labels={labels}
          series={[series(words.accepted, ({ accepted }) => accepted), series(words.refused, ({ refused }) => refused)]}
        />
        <LineChart
          view={v}
          title={v.t(words.requestsChart)}
          labels={labels}
          series={[series(words.admitted, ({ admitted }) => admitted), series(words.turnedAway, ({ turnedAway }) => turnedAway)]}
        />
      </div>
      <div class="columns">
        <Section title={v.t(words.outcomes)}>
          <Table
            view={v}
            stacked
            caption={v.t(words.outcomes)}
            rows={board.submissions}
            empty={v.t(words.noSubmissions)}
            columns={[
              { key: 'outcome', head: v.t(words.outcome), names: true, cell: ({ name }) => v.t(outcomeText(name)) },
              { key: 'count', head: v.t(words.count), numeric: true, cell: ({ count }) => formatNumber(v, count) },
            ]}
          />
        </Section>
        <Section title={v.t(words.away)}>
          <Table
            view={v}
            stacked
            caption={v.t(words.away)}
            rows={board.turnedAway.map(({ name, count }) => ({ by: name.split(' ')[0] ?? '', of: name.split(' ')[1] ?? '', count }))}
            empty={v.t(words.noneAway)}
            columns={[
              { key: 'kind', head: v.t(words.kind), names: true, cell: ({ of }) => v.t(named(kindNames, of)) },
              { key: 'reason', head: v.t(words.reason), cell: ({ by }) => v.t(named(reasonNames, by)) },
              { key: 'times', head: v.t(words.count), numeric: true, cell: ({ count }) => formatNumber(v, count) },
            ]}
          />
        </Section>
      </div>
    </>
  )
}

const named = (names: Readonly<Record<string, Text>>, code: string): Text => names[code] ?? { zh: code, en: code }

function outcomeText(code: string): Text {
  if (code === 'accepted') return words.acceptedOutcome
  if (code === 'failed') return words.failedOutcome
  return named({ ...requestRefusals, ...registrationRefusals }, code)
}
