import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { InvigilatorsInput } from '../../seating/input-staff.ts'
import { invigilatorPosition, replaceInvigilator } from '../../seating/staff.ts'
import type { Deps } from '../deps.ts'
import { loadExam, sessionsOf } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import { AccountId, ExamId } from '../foundation/ids.ts'
import { invariant, known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { tell } from '../identity/inbox.ts'
import { act } from '../log/act.ts'
import { frozenInput } from '../seating/draws.ts'
import { chargeOf } from './charge.ts'
import { DutyId } from './ids.ts'
import {
  type Duty,
  endDuty,
  insertDuties,
  lockDutiesOf,
  lockDuty,
  markPresent,
  poolOf,
  reservesOf,
  roomsAt,
  type StaffedRoom,
} from './records.ts'
import type { StaffingRefusal } from './refusals.ts'
import { judgePresence, judgeReplacement, replacementReasons, type SessionTimes } from './rules/duty.ts'
import { dutyMessage } from './words.ts'

export const MarkPresent = z.strictObject({ examId: ExamId, dutyId: DutyId })
export type MarkPresent = z.infer<typeof MarkPresent>

type Changed = Promise<Result<{ dutyId: string }, StaffingRefusal | 'idempotency_key_reused'>>

/** The chief examiner of the site has seen the invigilator with the badge on. */
export async function markInvigilatorPresent(deps: Deps, caller: Caller, command: MarkPresent): Changed {
  const { examId, dutyId } = command
  return act(deps, { event: 'invigilator_present', role: 'office', by: caller, examId, subject: dutyId, command }, async (tx, now) => {
    const duty = await lockDuty(tx, examId, dutyId)
    if (!duty) return refuse('duty_unknown')
    const { session, room } = await placeOf(tx, duty)
    const judged = judgePresence(deps.authority.timeZone, session, standing(duty, room), chargeOf(caller, examId), now)
    if (!judged.ok) return judged
    await markPresent(tx, dutyId, now)
    return accept({ dutyId })
  })
}

export const ReplaceInvigilator = z.strictObject({
  examId: ExamId,
  dutyId: DutyId,
  reason: z.enum(replacementReasons),
  /** Reserves who are not here either. */
  absent: z.array(AccountId).max(200),
})
export type ReplaceInvigilator = z.infer<typeof ReplaceInvigilator>

/** The first reserve in drawn order who is here and keeps the rules of the room takes the one place; nobody else moves. */
export async function replaceOnDuty(deps: Deps, caller: Caller, command: ReplaceInvigilator): Changed {
  const { examId, dutyId, reason, absent } = command
  return act(
    deps,
    { event: 'invigilator_replaced', role: 'office', by: caller, examId, subject: dutyId, command },
    async (tx, now, note) => {
      note({ reason })
      const first = await lockDuty(tx, examId, dutyId)
      if (!first) return refuse('duty_unknown')
      const all = await lockDutiesOf(tx, first.drawId)
      const duty = known(
        all.find(({ id }) => id === dutyId),
        `duty ${dutyId}`,
      )
      const { session, room, rooms } = await placeOf(tx, duty)
      const judged = judgeReplacement(deps.authority.timeZone, session, standing(duty, room), reason, chargeOf(caller, examId), now)
      if (!judged.ok) return judged
      const found = await nextReserve(tx, duty, all, rooms, absent)
      if (!found.ok) return found
      const next: Duty = {
        ...duty,
        id: DutyId.parse(deps.newId()),
        accountId: found.value,
        replaces: dutyId,
        reason,
        assignedAt: now,
        endedAt: null,
        presentAt: null,
      }
      await endDuty(tx, dutyId, now)
      await insertDuties(tx, [next])
      const exam = known(await loadExam(tx, examId), `exam ${examId}`)
      await tell(tx, deps, { accountId: next.accountId, examId, ...dutyMessage(exam.title)(room.siteName, room.name, duty.place), now })
      note({ duty: next.id, draw: duty.drawId })
      return accept({ dutyId: next.id })
    },
  )
}

/** The engine's word on who comes next, over the places as they stand now. */
async function nextReserve(
  tx: Tx,
  duty: Duty,
  all: readonly Duty[],
  rooms: readonly StaffedRoom[],
  absent: readonly AccountId[],
): Promise<Result<AccountId, StaffingRefusal>> {
  const input = known(await frozenInput(tx, duty.examId, duty.drawId), `draw ${duty.drawId}`)
  invariant(input.kind === 'invigilators', `draw ${duty.drawId} is no draw of invigilators`)
  const pool = await poolOf(tx, duty.examId)
  const labels = new Map(pool.map(({ accountId, label }) => [accountId, label]))
  const labelOf = (accountId: AccountId) => known(labels.get(accountId), `label of ${accountId}`)
  const used = new Set(all.map(({ accountId }) => accountId))
  const gone = new Set(pool.filter(({ withdrawnAt }) => withdrawnAt !== null).map(({ accountId }) => accountId))
  const reserves = (await reservesOf(tx, duty.drawId)).filter(({ accountId }) => !used.has(accountId) && !gone.has(accountId))
  const result = {
    kind: 'invigilators',
    rooms: roomsOf(input, all, rooms, labelOf),
    reserves: reserves.map(({ accountId }) => labelOf(accountId)),
  } as const
  const own = known(
    rooms.find(({ roomId }) => roomId === duty.roomId),
    `room ${duty.roomId}`,
  )
  const where = { site: own.site, number: own.number, position: invigilatorPosition(duty.place - 1) }
  const replaced = replaceInvigilator(
    input,
    result,
    where,
    absent.flatMap((accountId) => labels.get(accountId) ?? []),
  )
  if (!replaced.ok) return refuse(replaced.refusal.code)
  const { replacedBy } = replaced.value
  return accept(known(reserves.find(({ accountId }) => labelOf(accountId) === replacedBy)?.accountId, `reserve ${replacedBy}`))
}

const roomsOf = (
  input: InvigilatorsInput,
  all: readonly Duty[],
  rooms: readonly StaffedRoom[],
  labelOf: (accountId: AccountId) => string,
) =>
  input.rooms.map(({ site, number }) => {
    const room = rooms.find((one) => one.site === site && one.number === number)
    const here = all.filter(({ roomId, endedAt }) => roomId === room?.roomId && endedAt === null).sort((a, b) => a.place - b.place)
    return {
      site,
      number,
      people: here.map(({ accountId, place }) => ({ position: invigilatorPosition(place - 1), label: labelOf(accountId) })),
    }
  })

type Place = { readonly session: SessionTimes; readonly room: StaffedRoom; readonly rooms: readonly StaffedRoom[] }

async function placeOf(tx: Tx, duty: Duty): Promise<Place> {
  const session = known(
    (await sessionsOf(tx, duty.examId)).find(({ id }) => id === duty.examSessionId),
    `session of duty ${duty.id}`,
  )
  const rooms = await roomsAt(tx, duty.examId, session.startsAt)
  const room = known(
    rooms.find(({ roomId }) => roomId === duty.roomId),
    `room of duty ${duty.id}`,
  )
  return { session, room, rooms }
}

const standing = ({ endedAt, presentAt }: Duty, { siteId }: StaffedRoom) => ({
  ended: endedAt !== null,
  present: presentAt !== null,
  siteId,
})
