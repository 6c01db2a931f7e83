import type { Context } from 'hono'
import type { RoomInSession } from '../../seating/supplement.ts'
import { examOf } from '../exam/asked.tsx'
import type { Env } from '../http/env.ts'
import { problemPage } from '../http/problem-page.tsx'
import { show, view } from '../http/show.tsx'
import { Section } from '../web/components/card.tsx'
import { Field } from '../web/components/field.tsx'
import { DataBlock, Digest } from '../web/components/proof.tsx'
import { formatTime, listed } from '../web/format.tsx'
import type { View } from '../web/locale.ts'
import { publishedPlans } from './ticket-records.ts'
import { ticketCheckWords as words } from './words.ts'

/** For the door: once it is open, a ticket is checked by its square code with no network. What the code says is never sent to us. */
export async function ticketCheckPage(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c, 'public')
  if (!exam) return problemPage(c)
  const v = view(c)
  const plans = await c.get('deps').within('public', (tx) => publishedPlans(tx, exam.id))
  return show(
    c,
    {
      kind: 'public',
      title: words.title,
      lead: words.lead,
      exam: { id: exam.id, title: exam.title, stage: 'seating' },
      script: 'seating-ticket-check',
    },
    <>
      <form id="ticket-check" class="form" method="get">
        <Field view={v} name="code" label={v.t(words.code)} hint={v.t(words.codeHint)} />
        <button class="button primary" type="submit" disabled>
          {v.t(words.check)}
        </button>{' '}
        <button class="button" type="button" id="ticket-camera" hidden>
          {v.t(words.camera)}
        </button>
      </form>
      <video id="ticket-video" hidden muted playsinline width="320" height="240" aria-label={v.t(words.camera)} />
      <p id="ticket-status" role="status" aria-live="polite" />
      <dl id="ticket-facts" class="facts" />
      <noscript>
        <p>{v.t(words.needsScript)}</p>
      </noscript>
      <Section title={v.t(words.roots)}>
        {plans.length === 0 ? <p>{v.t(words.noRoots)}</p> : null}
        {plans.map(({ draw, root, lost }) => (
          <>
            <p>
              <a href={`/public/exams/${exam.id}/draws/${draw}`}>{v.t(words.draw)}</a>: <Digest>{root}</Digest>
            </p>
            {lost.length > 0 && (
              <p>
                {v.t(words.lost)}: {listed(v, lost.map(lostRoom(v)))}
              </p>
            )}
          </>
        ))}
      </Section>
      <DataBlock
        id="ticket-check-data"
        value={{ plans, words: Object.fromEntries(Object.entries(words).map(([name, text]) => [name, v.t(text)])) }}
      />
    </>,
  )
}

const lostRoom =
  (v: View) =>
  ({ session, site, number }: RoomInSession): string =>
    v.t(words.lostRoom, { site, room: number, at: formatTime(v, Temporal.Instant.from(session)) })
