import { type Context, Hono } from 'hono'
import { examOf } from '../exam/asked.tsx'
import { known } from '../foundation/invariant.ts'
import { problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { formTargets, instantIn } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice } from '../web/components/choice.tsx'
import { Empty, Facts } from '../web/components/facts.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { Digest } from '../web/components/proof.tsx'
import { Table } from '../web/components/table.tsx'
import { Count, PlainDate, Time } from '../web/format.tsx'
import { drawOf } from './asked.tsx'
import { ConfirmCancellation, confirmCancellation, ProposeCancellation, proposeCancellation } from './cancel-draw.ts'
import { DrawActs, DrawSteps, DrawTable, TermsFields } from './draw-parts.tsx'
import { drawPlaces } from './draw-places.ts'
import { FreezeSeatDraw, freezeSeatDraw, RunSeatDraw, runSeatDraw } from './draw-seats.ts'
import { FreezeList, freezeList } from './freeze-list.ts'
import { readSeating, type SeatingView } from './read-seating.ts'
import { seatingRefusals } from './refusals.ts'
import { FreezeSupplement, freezeSupplement, RunSupplement, runSupplement } from './supplement-seats.ts'
import { WitnessPublicValue, witnessPublicValue } from './witness-public-value.ts'
import { drawKindWords, seatingWords as words } from './words.ts'

/** What officers see of seats and draws. */
export function seatingPages() {
  const draw = '/exams/:examId/draws/:drawId'
  const toDraw = (drawId: string, c: Context<Env>) => `/exams/${c.req.param('examId')}/draws/${drawId}`
  const onSeating = formTargets(seatingRefusals, {
    to: (c) => `/exams/${c.req.param('examId')}/seating`,
    again: seating,
    fieldOf: termsField,
  })
  const onDraw = formTargets(seatingRefusals, {
    to: (c) => toDraw(known(c.req.param('drawId'), 'a draw in the path'), c),
    again: officersDraw,
  })
  const terms = (form: FormFields, c: Context<Env>) => termsOf(c, form)
  const read = (form: FormFields) => ({ publicValue: form.text('publicValue') })
  return new Hono<Env>()
    .get('/exams/:examId/seating', seating)
    .post('/exams/:examId/seating/list-freeze', onSeating(FreezeList, freezeList))
    .post(
      '/exams/:examId/seating/draw',
      onSeating(FreezeSeatDraw, freezeSeatDraw, terms, ({ drawId }, c) => toDraw(drawId, c)),
    )
    .post(
      '/exams/:examId/seating/supplement',
      onSeating(
        FreezeSupplement,
        freezeSupplement,
        (form, c) => ({ ...termsOf(c, form), lost: form.all('lost').map(lostRoom) }),
        ({ drawId }, c) => toDraw(drawId, c),
      ),
    )
    .post(`${draw}/seat-supplement`, onDraw(RunSupplement, runSupplement, read))
    .get(draw, officersDraw)
    .post(`${draw}/public-value`, onDraw(WitnessPublicValue, witnessPublicValue, read))
    .post(`${draw}/seats`, onDraw(RunSeatDraw, runSeatDraw, read))
    .post(
      `${draw}/cancellation`,
      onDraw(ProposeCancellation, proposeCancellation, (form) => ({ reason: form.text('reason') })),
    )
    .post(`${draw}/cancellation/confirmation`, onDraw(ConfirmCancellation, confirmCancellation))
}

/** A box of the form says session and room in one word. */
function lostRoom(word: string) {
  const [examSessionId, roomId] = word.split(':')
  return { examSessionId, roomId }
}

/** Where the form of the terms holds what the command calls otherwise. */
export const termsField = (path: string): string | undefined =>
  path === 'source.name' ? 'sourceName' : path === 'source.due' ? 'sourceDue' : undefined

/** Terms as a form sends them: local times of the authority become instants; what is no time stays for the schema to refuse. */
export function termsOf(c: Context<Env>, form: FormFields) {
  return {
    parties: form.all('parties'),
    revealBy: instantIn(c, form.text('revealBy')),
    source: { name: form.text('sourceName'), due: instantIn(c, form.text('sourceDue')) },
  }
}

async function seating(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  if (!exam) return problemPage(c)
  const v = view(c)
  const caller = known(c.get('caller'), 'an officer')
  const found = await readSeating(c.get('deps'), caller, { examId: exam.id })
  if (!found.ok) return problemPage(c)
  const { list, draws, rooms, due, seatsOpen } = found.value
  const opens = (route: string) => c.get('opens')(`POST /exams/:examId/seating/${route}`, exam.id)
  const standing = draws.some(({ kind, state }) => kind === 'seats' && state !== 'cancelled')
  const supplementing = draws.some(({ kind, state }) => kind === 'seat_supplement' && state !== 'cancelled' && state !== 'drawn')
  return show(
    c,
    { kind: 'officer', title: words.title, lead: words.lead, exam: { id: exam.id, title: exam.title, stage: 'seating' } },
    <>
      {due && (due.state === 'due' || due.state === 'overdue') && (
        <Notice kind={due.state === 'due' ? 'attention' : 'bad'} title={v.t(words.seatsDue)}>
          {v.t(words.seatsDueBy)} <PlainDate view={v} date={due.dueOn} />
        </Notice>
      )}
      {list ? (
        <Section title={v.t(words.list)}>
          <Facts
            facts={[
              [v.t(words.candidates), <Count view={v} value={list.candidates} />],
              [v.t(words.frozenAt), <Time view={v} at={list.frozenAt} />],
              [v.t(words.listHash), <Digest>{list.listHash}</Digest>],
            ]}
          />
        </Section>
      ) : (
        <Empty title={v.t(words.listOpen)}>
          <p>{v.t(words.listOpenBody)}</p>
          {opens('list-freeze') && (
            <Form action={`/exams/${exam.id}/seating/list-freeze`} idempotencyKey={formKey(c)}>
              <Button>{v.t(words.freezeList)}</Button>
            </Form>
          )}
        </Empty>
      )}
      {draws.length > 0 && <DrawTable v={v} draws={draws} href={({ drawId }) => `/exams/${exam.id}/draws/${drawId}`} />}
      {list && rooms.length === 0 && <Planned c={c} found={found.value} />}
      {list && !standing && opens('draw') && (
        <Section title={v.t(words.freezeDraw)}>
          <p>{v.t(words.freezeDrawHint)}</p>
          <Form action={`/exams/${exam.id}/seating/draw`} idempotencyKey={formKey(c)}>
            <TermsFields c={c} />
            <Button>{v.t(words.freezeDraw)}</Button>
          </Form>
        </Section>
      )}
      {rooms.length > 0 && seatsOpen && opens('supplement') && !supplementing && <Supplement c={c} examId={exam.id} found={found.value} />}
      {rooms.length > 0 && (
        <Table<SeatingView['rooms'][number]>
          view={v}
          caption={v.t(words.result)}
          rows={rooms}
          columns={[
            { key: 'room', head: v.t(words.room), names: true, cell: (row) => `${row.siteName} ${row.roomName}` },
            { key: 'subject', head: v.t(words.subject), cell: (row) => row.subject },
            { key: 'seated', head: v.t(words.seated), numeric: true, cell: (row) => row.seated },
            { key: 'limit', head: v.t(words.limit), numeric: true, cell: (row) => Math.min(row.familyLimit, row.capacity) },
          ]}
        />
      )}
    </>,
  )
}

/** Rooms that are lost and candidates who came late: a draw of their own. */
function Supplement({ c, examId, found }: { c: Context<Env>; examId: string; found: SeatingView }) {
  const v = view(c)
  const used = found.rooms.filter(({ seated }) => seated > 0)
  return (
    <Section title={v.t(words.supplement)}>
      <p>{v.t(words.supplementHint)}</p>
      <Facts facts={[[v.t(words.lateCandidates), <Count view={v} value={found.late} />]]} />
      <Form action={`/exams/${examId}/seating/supplement`} idempotencyKey={formKey(c)}>
        <Choice
          view={v}
          name="lost"
          many
          label={v.t(words.lostRooms)}
          value={[]}
          options={used.map((room) => ({
            value: `${room.examSessionId}:${room.roomId}`,
            label: `${room.siteName} ${room.roomName} · ${room.subject}`,
          }))}
          problems={shownProblems(c.get('problem'))}
        />
        <TermsFields c={c} />
        <Button>{v.t(words.freezeDraw)}</Button>
      </Form>
    </Section>
  )
}

function Planned({ c, found }: { c: Context<Env>; found: SeatingView }) {
  const v = view(c)
  if (found.planRefused) {
    const { text } = problemOf(seatingRefusals, found.planRefused, v.locale)
    return <Notice kind="attention" title={text} />
  }
  return (
    <Section title={v.t(words.planned)}>
      <p>{v.t(words.plannedHint)}</p>
      <Table<SeatingView['planned'][number]>
        view={v}
        caption={v.t(words.planned)}
        rows={found.planned}
        columns={[
          { key: 'subject', head: v.t(words.subject), names: true, cell: (row) => row.subject },
          { key: 'site', head: v.t(words.site), cell: (row) => row.site },
          { key: 'room', head: v.t(words.room), numeric: true, cell: (row) => row.number },
          { key: 'seated', head: v.t(words.seated), numeric: true, cell: (row) => row.seated },
        ]}
      />
    </Section>
  )
}

/** The page of one draw of any kind, for those who take part in it. A form sent here by a later stage is shown again by this page. */
export async function officersDraw(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  const draw = await drawOf(c)
  if (!exam || !draw) return problemPage(c)
  const v = view(c)
  const { stage, run } = drawPlaces[draw.kind]
  return show(
    c,
    {
      kind: 'officer',
      title: drawKindWords[draw.kind],
      exam: { id: exam.id, title: exam.title, stage },
      back: { label: words.back, href: `/exams/${exam.id}/${stage}` },
      script: 'seating-contribute',
    },
    <>
      <DrawActs c={c} examId={exam.id} draw={draw} run={`/exams/${exam.id}/draws/${draw.drawId}/${run}`} />
      <DrawSteps v={v} draw={draw} files={`/public/exams/${exam.id}/draws/${draw.drawId}`} />
    </>,
  )
}
