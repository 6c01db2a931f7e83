import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { type ExamSession, sessionsOf } from '../exam/records.ts'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { ExamId, type PersonId } from '../foundation/ids.ts'
import { accept, type Result } from '../foundation/result.ts'
import { nameOf } from '../identity/person.ts'
import { drawsOf } from '../seating/draw-records.ts'
import { type DrawView, drawView } from '../seating/read-seating.ts'
import { dutyRoster, peopleOutsidePool, poolOf, sealedNames, waitingReserves } from './records.ts'
import type { StaffingRefusal } from './refusals.ts'
import { judgeMorning, judgeRunning } from './rules/duty.ts'
import { scopeOf } from './session-start.ts'

export const OfStaff = z.strictObject({ examId: ExamId })

export type RosterRow = {
  readonly dutyId: string
  readonly examSessionId: string
  readonly roomId: string
  readonly accountId: string
  /** Only for those who must find the person. */
  readonly name: string | null
  readonly unit: string
  readonly place: number
  readonly subject: string
  readonly startsAt: Instant
  readonly siteId: string
  readonly siteName: string
  readonly room: string
  readonly replaces: string | null
  readonly reason: string | null
  readonly endedAt: Instant | null
  readonly presentAt: Instant | null
  /** On the day, until the session is over: presence and replacements are entered then. */
  readonly running: boolean
}

export type StaffingView = {
  readonly pool: readonly {
    readonly accountId: string
    /** Only for those who enter and withdraw people. */
    readonly name: string | null
    readonly unit: string
    readonly experienced: boolean
    readonly trainedOn: string
    readonly withdrawn: boolean
  }[]
  readonly draws: readonly DrawView[]
  /** Starts that no draw stands for and that have not begun. All sessions of one start are drawn together. */
  readonly toDraw: readonly {
    readonly examSessionId: string
    readonly startsAt: Instant
    readonly subjects: readonly string[]
    readonly today: boolean
  }[]
  readonly duties: readonly RosterRow[]
  readonly reserves: Awaited<ReturnType<typeof waitingReserves>>
}

/** Pool, draws, who serves where and who waits. Names are opened for the exam office and the chief examiners alone. */
export async function readStaffing(
  deps: Deps,
  caller: Caller,
  { examId }: z.infer<typeof OfStaff>,
): Promise<Result<StaffingView, StaffingRefusal>> {
  const now = deps.clock()
  const named = appointmentFor(caller, ['exam_office', 'chief_examiner'], examId) !== undefined
  return deps.within('office', async (tx) => {
    const members = await poolOf(tx, examId)
    const names = await namesOf(deps, tx, named ? members : [])
    const pool = members.map(({ accountId, personId, unit, experienced, trainedOn, withdrawnAt }) => ({
      accountId,
      name: names.get(personId) ?? null,
      unit,
      experienced,
      trainedOn: trainedOn.toString(),
      withdrawn: withdrawnAt !== null,
    }))
    const duties = (await dutyRoster(tx, examId)).map(({ personId, nameSealed, label: _, endsAt, ...row }) => ({
      ...row,
      running: judgeRunning(deps.authority.timeZone, { startsAt: row.startsAt, endsAt }, now).ok,
      name: named ? nameOf(deps, { id: personId, nameSealed }) : null,
    }))
    const draws = (await drawsOf(tx, examId, 'invigilators')).map((held) => drawView(held, now))
    const toDraw = startsToDraw(await sessionsOf(tx, examId), draws, deps.authority.timeZone, now)
    return accept({ pool, draws, toDraw, duties, reserves: await waitingReserves(tx, examId) })
  })
}

function startsToDraw(
  sessions: readonly ExamSession[],
  draws: readonly DrawView[],
  timeZone: string,
  now: Instant,
): StaffingView['toDraw'] {
  const drawn = new Set(draws.flatMap(({ state, scope }) => (state === 'cancelled' ? [] : [scope])))
  return [...Map.groupBy(sessions, scopeOf)].flatMap(([scope, together]) => {
    const [first] = together
    if (!first || drawn.has(scope) || Temporal.Instant.compare(now, first.startsAt) >= 0) return []
    const today = judgeMorning(timeZone, first, now).ok
    return [{ examSessionId: first.id, startsAt: first.startsAt, subjects: together.map(({ subject }) => subject), today }]
  })
}

async function namesOf(deps: Deps, tx: Tx, people: readonly { readonly personId: PersonId }[]): Promise<Map<PersonId, string>> {
  const sealed = await sealedNames(
    tx,
    people.map(({ personId }) => personId),
  )
  return new Map([...sealed].map(([id, nameSealed]) => [id, nameOf(deps, { id, nameSealed })]))
}

export type Outsider = { readonly accountId: string; readonly name: string; readonly unit: string; readonly trainedOn: string }

/** Who could be entered into the pool, by name; for the exam office. */
export async function readOutsiders(deps: Deps, examId: ExamId): Promise<readonly Outsider[]> {
  const people = await deps.within('office', (tx) => peopleOutsidePool(tx, examId))
  return people.map(({ accountId, personId, nameSealed, unit, trainedOn }) => ({
    accountId,
    name: nameOf(deps, { id: personId, nameSealed }),
    unit,
    trainedOn: trainedOn.toString(),
  }))
}
