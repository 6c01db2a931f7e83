import { type Context, Hono } from 'hono'
import { examOf } from '../exam/asked.tsx'
import { ApplicationId, DrawId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { problemOf } from '../http/answer.ts'
import { sendProblem } from '../http/endpoint.ts'
import type { Env } from '../http/env.ts'
import { problemPage } from '../http/problem-page.tsx'
import { sayWhen } from '../http/say-when.ts'
import { show, view } from '../http/show.tsx'
import { qrSvg } from '../print/qr.ts'
import { ButtonLink, Buttons } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Facts } from '../web/components/facts.tsx'
import { Digest } from '../web/components/proof.tsx'
import { Count, formatTime, Time } from '../web/format.tsx'
import { SeatPlan } from '../web/pictures/seat-plan.tsx'
import { drawOf } from './asked.tsx'
import { DrawSteps, DrawTable, Recompute } from './draw-parts.tsx'
import { drawPlaces } from './draw-places.ts'
import { readProvedTicket, ticketPdf } from './print-ticket.ts'
import { drawText, OfApplication, readDraws, readPublicRoom } from './read-seating.ts'
import { seatingRefusals } from './refusals.ts'
import { seatsIn } from './room-grid.ts'
import { ticketCheckPage } from './ticket-check-page.tsx'
import { drawKindWords, ticketCheckWords, ticketRules, seatingWords as words } from './words.ts'

/** What the public sees of the draws, and a candidate of the one seat. */
export function publicSeatingPages() {
  return new Hono<Env>()
    .get('/public/exams/:examId/draws', publicDraws)
    .get('/public/exams/:examId/draws/:drawId', publicDraw)
    .get('/public/exams/:examId/draws/:drawId/transcript.json', (c) => file(c, 'transcript'))
    .get('/public/exams/:examId/draws/:drawId/input.json', (c) => file(c, 'input'))
    .get('/public/exams/:examId/ticket-check', ticketCheckPage)
    .get('/my/applications/:applicationId/ticket', ticket)
    .get('/my/applications/:applicationId/ticket.pdf', ticketFile)
}

async function publicDraws(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c, 'public')
  if (!exam) return problemPage(c)
  const v = view(c)
  const found = await readDraws(c.get('deps'), { examId: exam.id })
  const { draws, list } = known(found.ok ? found.value : undefined, 'draws of an exam')
  return show(
    c,
    { kind: 'public', title: words.publicTitle, lead: words.publicLead, exam: { id: exam.id, title: exam.title, stage: 'seating' } },
    <>
      {list && (
        <Facts
          facts={[
            [v.t(words.candidates), <Count view={v} value={list.candidates} />],
            [v.t(words.frozenAt), <Time view={v} at={list.frozenAt} />],
            [v.t(words.listHash), <Digest>{list.listHash}</Digest>],
          ]}
        />
      )}
      <DrawTable v={v} draws={draws} href={({ drawId }) => `/public/exams/${exam.id}/draws/${drawId}`} />
    </>,
  )
}

async function publicDraw(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c, 'public')
  const draw = await drawOf(c)
  if (!exam || !draw) return problemPage(c)
  const v = view(c)
  const files = `/public/exams/${exam.id}/draws/${draw.drawId}`
  const { site, room, seat } = c.req.query()
  const asked = site && room && draw.kind === 'seats' ? await readPublicRoom(c.get('deps'), exam.id, site, Number(room)) : undefined
  return show(
    c,
    {
      kind: 'public',
      title: drawKindWords[draw.kind],
      exam: { id: exam.id, title: exam.title, stage: drawPlaces[draw.kind].stage },
      back: { label: words.backToDraws, href: `/public/exams/${exam.id}/draws` },
      ...(draw.state === 'drawn' ? { script: 'seating-recompute' } : {}),
    },
    <>
      {asked && (
        <SeatPlan
          view={v}
          title={`${asked.siteName} ${asked.roomName}`}
          rows={asked.rows}
          columns={asked.columns}
          seats={seatsIn(asked)}
          marked={Number(seat)}
          markedLabel={v.t(words.seat)}
        />
      )}
      {draw.state === 'drawn' && <Recompute v={v} draw={draw} files={files} number={c.req.query('number')} />}
      <DrawSteps v={v} draw={draw} files={files} />
    </>,
  )
}

async function file(c: Context<Env>, which: 'transcript' | 'input'): Promise<Response> {
  const examId = ExamId.safeParse(c.req.param('examId'))
  const drawId = DrawId.safeParse(c.req.param('drawId'))
  if (!examId.success || !drawId.success) return sendProblem(c, problemOf(seatingRefusals, 'draw_unknown', c.get('locale')))
  const found = await drawText(c.get('deps'), { examId: examId.data, drawId: drawId.data }, which)
  if (!found.ok) return sendProblem(c, problemOf(seatingRefusals, found.refusal, c.get('locale')))
  return c.body(found.value, 200, {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="${which}-${drawId.data}.json"`,
  })
}

async function ticket(c: Context<Env>): Promise<Response> {
  const applicationId = ApplicationId.safeParse(c.req.param('applicationId'))
  const caller = c.get('caller')
  if (!applicationId.success || !caller) return problemPage(c)
  const found = await readProvedTicket(c.get('deps'), caller, { applicationId: applicationId.data })
  if (!found.ok) {
    c.set('problem', problemOf(seatingRefusals, found.refusal, c.get('locale')))
    return problemPage(c)
  }
  const { ticket: one, address } = found.value
  const v = view(c)
  const svg = await qrSvg(address)
  const code = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  return show(
    c,
    {
      kind: 'candidate',
      title: words.ticketTitle,
      back: { label: words.mine, href: '/my' },
      exam: { id: one.examId, title: one.exam, stage: 'seating' },
    },
    <>
      <Facts
        facts={[
          [v.t(words.ticketNumber), <strong class="number">{one.number}</strong>],
          [v.t(words.candidate), caller.name],
          [v.t(words.subject), one.subject],
          [v.t(words.time), `${formatTime(v, one.startsAt)} – ${formatTime(v, one.endsAt)}`],
          [v.t(words.site), one.siteName],
          [v.t(words.address), one.address],
          [v.t(words.room), one.roomName],
          [v.t(words.seat), <strong class="number">{one.seat}</strong>],
          [
            v.t(words.label),
            <>
              <Digest>{one.label}</Digest> {v.t(words.labelHint)}{' '}
              <a href={`/public/exams/${one.examId}/draws/${one.drawId}#verify`}>{v.t(words.verifyDraw)}</a>
              {' · '}
              <a id="ticket-proof" href={address}>
                {v.t(ticketCheckWords.title)}
              </a>
            </>,
          ],
        ]}
      />
      <Buttons>
        <ButtonLink kind="primary" href={`/my/applications/${one.applicationId}/ticket.pdf`}>
          {v.t(words.ticketFile)}
        </ButtonLink>
      </Buttons>
      <SeatPlan
        view={v}
        title={`${one.siteName} ${one.roomName}`}
        rows={one.rows}
        columns={one.columns}
        seats={seatsIn(one)}
        marked={one.seat}
      />
      <Section title={v.t(words.rules)}>
        <ul>
          {ticketRules.map((rule) => (
            <li>{v.t(rule)}</li>
          ))}
        </ul>
      </Section>
      <Section title={v.t(words.seatCode)}>
        <p>{v.t(words.seatCodeHint)}</p>
        <img class="code" src={code} alt={v.t(words.seatCode)} width="180" height="180" />
      </Section>
    </>,
  )
}

async function ticketFile(c: Context<Env>): Promise<Response> {
  const parsed = OfApplication.safeParse(c.req.param())
  const caller = c.get('caller')
  if (!parsed.success || !caller) return problemPage(c)
  const found = await ticketPdf(c.get('deps'), caller, parsed.data)
  if (!found.ok) {
    const problem = problemOf(seatingRefusals, found.refusal, c.get('locale'))
    c.set('problem', problem)
    sayWhen(c, problem)
    return problemPage(c)
  }
  return c.body(Buffer.from(found.value), 200, {
    'content-type': 'application/pdf',
    'content-disposition': 'attachment; filename="admission-ticket.pdf"',
    'cache-control': 'no-store',
  })
}
