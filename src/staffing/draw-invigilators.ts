import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { type Exam, type ExamSession, loadExam, sessionsOf } from '../exam/records.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { type AccountId, DrawId, ExamId, ExamSessionId } from '../foundation/ids.ts'
import { invariant, known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { tellMany } from '../identity/inbox.ts'
import { act } from '../log/act.ts'
import { DrawTerms, freezeDraw, type OpenedDraw, openDraw } from '../seating/draws.ts'
import { PublicValue } from '../seating/witness-public-value.ts'
import { unitsOf } from './enter-pool.ts'
import { DutyId } from './ids.ts'
import { newestMeeting } from './preparation-records.ts'
import {
  busyAt,
  type Duty,
  excludedRooms,
  insertDuties,
  insertReserves,
  poolOf,
  type Reserve,
  roomsAt,
  roomsOfSessionBefore,
  type StaffedRoom,
} from './records.ts'
import type { StaffingRefusal } from './refusals.ts'
import { apartRules, DutyOptions } from './rules/apart.ts'
import { judgeMorning } from './rules/duty.ts'
import { needsMeeting } from './rules/duty-posts.ts'
import { experiencedPerRoom, invigilatorRatio, peopleNeeded } from './rules/invigilator-count.ts'
import { scopeOf } from './session-start.ts'
import { dutyMessage } from './words.ts'

/** Steps of the search before it says “not decided”; far beyond what any real pool needs. */
const searchLimit = 200_000

export const FreezeInvigilatorDraw = z.strictObject({
  examId: ExamId,
  examSessionId: ExamSessionId,
  ...DutyOptions.shape,
  ...DrawTerms.shape,
})
export type FreezeInvigilatorDraw = z.infer<typeof FreezeInvigilatorDraw>

/**
 * On the morning: pool, rooms and recusals are frozen for all sessions that start together, since nobody can be in two of them. The named
 * session stands for its start.
 */
export async function freezeInvigilatorDraw(
  deps: Deps,
  caller: Caller,
  command: FreezeInvigilatorDraw,
): Promise<Result<{ drawId: string; freezeHash: string }, StaffingRefusal | 'idempotency_key_reused'>> {
  const { examId, examSessionId, distinctUnits, rotation, ...terms } = command
  return act(deps, { event: 'draw_frozen', role: 'office', by: caller, examId, subject: examSessionId, command }, async (tx, now, note) => {
    const exam = await loadExam(tx, examId)
    const session = (await sessionsOf(tx, examId)).find(({ id }) => id === examSessionId)
    if (!exam || !session) return refuse('session_unknown')
    const morning = judgeMorning(deps.authority.timeZone, session, now)
    if (!morning.ok) return morning
    const rooms = await roomsAt(tx, examId, session.startsAt)
    if (rooms.length === 0) return refuse('seats_not_drawn')
    if (needsMeeting(exam.family) && !(await newestMeeting(tx, examId))) return refuse('posts_unfilled')
    const body = await bodyOf(tx, deps.authority.timeZone, exam, session, rooms, { distinctUnits, rotation })
    const frozen = await freezeDraw(tx, deps, {
      examId,
      kind: 'invigilators',
      scope: scopeOf(session),
      body,
      terms,
      by: caller.accountId,
      now,
    })
    if (!frozen.ok) return frozen
    note({
      kind: 'invigilators',
      draw: frozen.value.drawId,
      freezeHash: frozen.value.freezeHash,
      parties: terms.parties,
      source: terms.source.name,
    })
    return frozen
  })
}

async function bodyOf(tx: Tx, zone: string, exam: Exam, session: ExamSession, rooms: readonly StaffedRoom[], options: DutyOptions) {
  const units = await unitsOf(tx, exam)
  const busy = await busyAt(tx, exam.id, session.startsAt, session.endsAt)
  const excluded = Map.groupBy(await excludedRooms(tx, exam.id, session.startsAt), ({ accountId }) => accountId)
  const outOf = (accountId: AccountId) =>
    (excluded.get(accountId) ?? []).map(({ site, number }) => ({ basis: 'declared' as const, site, number }))
  const before = Map.groupBy(await roomsOfSessionBefore(tx, exam.id, session.startsAt), ({ accountId }) => accountId)
  // Recused from the whole exam after entering the pool: out of every room, and of no use as a reserve.
  const pool = (await poolOf(tx, exam.id)).filter(
    ({ accountId, withdrawnAt }) => withdrawnAt === null && !busy.has(accountId) && outOf(accountId).length < rooms.length,
  )
  const { reserves } = peopleNeeded(rooms.map(({ candidates }) => candidates))
  return {
    kind: 'invigilators',
    pool: pool.map(({ accountId, label, unit, experienced, trainedOn }) => ({
      label,
      unit: unit.normalize('NFC'),
      role: 'invigilator',
      experienced,
      trainedOn: trainedOn.toString(),
      relations: outOf(accountId),
      past: (before.get(accountId) ?? []).map(({ site, number }) => ({ site, number })),
    })),
    rooms: rooms.map(({ site, number, candidates, unit }) => ({ site, number, candidates, unit: unit.normalize('NFC') })),
    rules: {
      ...invigilatorRatio,
      experiencedPerRoom,
      excludedUnits: units.source === 'third_party' ? [...units.organising].map((unit) => unit.normalize('NFC')) : [],
      frontRoles: [],
      ...apartRules(units.source, options),
      reserves,
      searchLimit,
      trainedBy: dateIn(zone, session.startsAt).toString(),
    },
  } as const
}

export const RunInvigilatorDraw = z.strictObject({ examId: ExamId, drawId: DrawId, publicValue: PublicValue })
export type RunInvigilatorDraw = z.infer<typeof RunInvigilatorDraw>

/** The one result: who keeps watch where, and who waits as reserve. Each of them is told. */
export async function runInvigilatorDraw(
  deps: Deps,
  caller: Caller,
  command: RunInvigilatorDraw,
): Promise<
  Result<{ drawId: string; duties: number; reserves: number; transcriptHash: string }, StaffingRefusal | 'idempotency_key_reused'>
> {
  const { examId, drawId, publicValue } = command
  return act(deps, { event: 'draw_run', role: 'office', by: caller, examId, subject: drawId, command }, async (tx, now, note) => {
    const exam = await loadExam(tx, examId)
    if (!exam) return refuse('session_unknown')
    const opened = await openDraw(tx, { examId, drawId, kind: 'invigilators', publicValue, by: caller.accountId, now })
    if (!opened.ok) return opened
    const { duties, reserves, rooms } = await saveDuties(deps, tx, exam, opened.value, now)
    const text = dutyMessage(exam.title)
    await tellMany(
      tx,
      deps,
      duties.map(({ accountId, roomId, place }) => {
        const room = known(rooms.get(roomId), `room ${roomId}`)
        return { accountId, examId, ...text(room.siteName, room.name, place), now }
      }),
    )
    const { transcriptHash } = opened.value
    note({ kind: 'invigilators', transcriptHash, duties: duties.length, reserves: reserves.length, publicValue })
    return accept({ drawId, duties: duties.length, reserves: reserves.length, transcriptHash })
  })
}

async function saveDuties(deps: Deps, tx: Tx, exam: Exam, { drawId, scope, result }: OpenedDraw, now: Instant) {
  invariant(result.kind === 'invigilators', `draw ${drawId} gave ${result.kind}`)
  const members = new Map((await poolOf(tx, exam.id)).map(({ label, accountId }) => [label, accountId]))
  const accountOf = (label: string) => known(members.get(label), `pool member ${label}`)
  const rooms = await roomsAt(tx, exam.id, Temporal.Instant.from(scope))
  const placed = new Map(rooms.map((room) => [`${room.number} ${room.site}`, room]))
  const duties = result.rooms.flatMap(({ site, number, people }) => {
    const room = known(placed.get(`${number} ${site}`), `room ${number} at ${site}`)
    return people.map(
      ({ label }, index): Duty => ({
        id: DutyId.parse(deps.newId()),
        examId: exam.id,
        examSessionId: room.examSessionId,
        roomId: room.roomId,
        accountId: accountOf(label),
        place: index + 1,
        drawId,
        replaces: null,
        reason: null,
        assignedAt: now,
        endedAt: null,
        presentAt: null,
      }),
    )
  })
  await insertDuties(tx, duties)
  const { examSessionId } = known(rooms[0], `rooms of draw ${drawId}`)
  const reserves = result.reserves.map(
    (label, index): Reserve => ({ examId: exam.id, examSessionId, accountId: accountOf(label), rank: index + 1, drawId }),
  )
  await insertReserves(tx, reserves)
  return { duties, reserves, rooms: new Map(rooms.map((room) => [room.roomId, room])) }
}
