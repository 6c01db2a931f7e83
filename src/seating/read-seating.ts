import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { examDays, loadExam, sessionsOf } from '../exam/records.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { ApplicationId, DrawId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { drawsOf, readDraw, type SeenDraw, textOf } from './draw-records.ts'
import { hexOf } from './draws.ts'
import { countLate } from './eligible-records.ts'
import { freezeOf, ownTicket, roomsInOrder, seatedRooms, type TicketView } from './records.ts'
import type { SeatingRefusal } from './refusals.ts'
import { type DrawKind, type DrawParty, type DrawState, type DrawStep, nextStep } from './rules/draw-steps.ts'
import { type Preparation, preparation, seatPlanDaysBefore } from './rules/preparation-day.ts'
import { type PlannedRoom, planOf } from './seat-plan.ts'

export type DrawView = {
  readonly drawId: string
  readonly kind: DrawKind
  readonly scope: string
  readonly state: DrawState
  readonly step: DrawStep
  readonly freezeHash: string
  readonly frozenAt: Instant
  readonly revealBy: Instant
  readonly source: { readonly name: string; readonly due: Instant }
  readonly parties: readonly {
    readonly party: DrawParty
    readonly commitment: string | null
    readonly committedAt: Instant | null
    readonly value: string | null
    readonly revealedAt: Instant | null
  }[]
  readonly witnessed: boolean
  readonly publicValue: string | null
  readonly transcriptHash: string | null
  readonly drawnAt: Instant | null
  readonly replaces: string | null
  readonly cancellation: { readonly reason: string; readonly confirmedAt: Instant | null } | null
}

/** What anybody may know of a draw: all of it but the accounts, at every step. */
export function drawView({ draw, contributions, standing }: SeenDraw, now: Instant): DrawView {
  return {
    drawId: draw.id,
    kind: draw.kind,
    scope: draw.scope,
    state: draw.state,
    step: nextStep(standing, now),
    freezeHash: hexOf(draw.freezeHash),
    frozenAt: draw.frozenAt,
    revealBy: draw.revealBy,
    source: { name: draw.publicSource, due: draw.sourceDue },
    parties: draw.parties.map((party) => {
      const given = contributions.find((one) => one.party === party)
      return {
        party,
        commitment: given ? hexOf(given.commitment) : null,
        committedAt: given?.committedAt ?? null,
        value: given?.value ? hexOf(given.value) : null,
        revealedAt: given?.revealedAt ?? null,
      }
    }),
    witnessed: draw.witnessedValue !== null,
    publicValue: draw.publicValue,
    transcriptHash: draw.transcriptHash ? hexOf(draw.transcriptHash) : null,
    drawnAt: draw.drawnAt,
    replaces: draw.replaces,
    cancellation: draw.reason === null ? null : { reason: draw.reason, confirmedAt: draw.cancelledAt },
  }
}

export const OfExam = z.strictObject({ examId: ExamId })
export const OfDraw = z.strictObject({ examId: ExamId, drawId: DrawId })

export type SeatingView = {
  readonly list: { readonly candidates: number; readonly listHash: string; readonly frozenAt: Instant } | null
  /** Which rooms serve which subject, by numbers alone, before the draw. */
  readonly planned: readonly PlannedRoom[]
  readonly planRefused: string | null
  readonly draws: readonly DrawView[]
  /** Qualified since the list was frozen, without a seat. */
  readonly late: number
  /** A session is still to begin, so that a seat can still be given. */
  readonly seatsOpen: boolean
  readonly rooms: Awaited<ReturnType<typeof seatedRooms>>
  /** By when the seats must be drawn, and how that stands; nothing while no session is set (R-STAF-04). */
  readonly due: Preparation | null
}

export async function readSeating(
  deps: Deps,
  _caller: Caller,
  { examId }: z.infer<typeof OfExam>,
): Promise<Result<SeatingView, SeatingRefusal>> {
  const now = deps.clock()
  return deps.within('office', async (tx) => {
    const exam = await loadExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const list = await freezeOf(tx, examId)
    const zone = deps.authority.timeZone
    const days = await examDays(tx, examId, zone)
    const rooms = await seatedRooms(tx, examId)
    // Once seats are drawn the tickets say which room serves which subject.
    const plan = list && rooms.length === 0 ? await planOf(tx, exam) : undefined
    return accept({
      list: list ? { candidates: list.candidates, listHash: hexOf(list.listHash), frozenAt: list.frozenAt } : null,
      planned: plan?.ok ? plan.value : [],
      planRefused: plan && !plan.ok ? plan.refusal : null,
      draws: [...(await viewsOf(tx, examId, now, 'seats')), ...(await viewsOf(tx, examId, now, 'seat_supplement'))],
      late: list ? await countLate(tx, exam) : 0,
      seatsOpen: (await sessionsOf(tx, examId)).some(({ startsAt }) => Temporal.Instant.compare(now, startsAt) < 0),
      rooms,
      due: days
        ? preparation(
            days.first,
            seatPlanDaysBefore,
            dateIn(zone, now),
            rooms.some(({ seated }) => seated > 0),
          )
        : null,
    })
  })
}

const viewsOf = async (tx: Tx, examId: ExamId, now: Instant, kind?: DrawKind) =>
  (await drawsOf(tx, examId, kind)).map((held) => drawView(held, now))

/** Every draw of an exam, cancelled ones too. */
export async function readDraws(
  deps: Deps,
  { examId }: z.infer<typeof OfExam>,
): Promise<Result<{ draws: readonly DrawView[]; list: SeatingView['list'] }, SeatingRefusal>> {
  const now = deps.clock()
  return deps.within('public', async (tx) => {
    const list = await freezeOf(tx, examId)
    return accept({
      draws: await viewsOf(tx, examId, now),
      list: list ? { candidates: list.candidates, listHash: hexOf(list.listHash), frozenAt: list.frozenAt } : null,
    })
  })
}

export async function readOneDraw(deps: Deps, { examId, drawId }: z.infer<typeof OfDraw>): Promise<Result<DrawView, SeatingRefusal>> {
  const now = deps.clock()
  return deps.within('public', async (tx) => {
    const held = await readDraw(tx, examId, drawId)
    return held ? accept(drawView(held, now)) : refuse('draw_unknown')
  })
}

/** The published bytes of a draw that has its result; before, the frozen input. */
export async function drawText(
  deps: Deps,
  { examId, drawId }: z.infer<typeof OfDraw>,
  which: 'transcript' | 'input',
): Promise<Result<string, SeatingRefusal>> {
  return deps.within('public', async (tx) => {
    const found = await textOf(tx, examId, drawId, which)
    if (!found) return refuse('draw_unknown')
    return found.text === null ? refuse('not_drawn_yet') : accept(found.text)
  })
}

/** The transcript as JSON; its canonical text is what was hashed. */
export async function readTranscript(deps: Deps, of: z.infer<typeof OfDraw>): Promise<Result<unknown, SeatingRefusal>> {
  const found = await drawText(deps, of, 'transcript')
  return found.ok ? accept(JSON.parse(found.value) as unknown) : found
}

export const OfApplication = z.strictObject({ applicationId: ApplicationId })
export type OfApplication = z.infer<typeof OfApplication>

export async function readTicket(
  deps: Deps,
  caller: Caller,
  { applicationId }: z.infer<typeof OfApplication>,
): Promise<Result<TicketView, SeatingRefusal>> {
  const ticket = await deps.within('candidate', (tx) => ownTicket(tx, caller.personId, applicationId))
  return ticket ? accept(ticket) : refuse('ticket_unknown')
}

/** The shape of one room, for a seat plan without names. */
export async function readPublicRoom(deps: Deps, examId: ExamId, site: string, number: number) {
  const rooms = await deps.within('public', (tx) => roomsInOrder(tx, examId))
  return rooms.find((room) => room.site === site && room.number === number)
}
