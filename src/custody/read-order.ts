import { z } from 'zod'
import type { Quantity } from '../../db/schema/custody.ts'
import type { Deps } from '../deps.ts'
import { examDays } from '../exam/records.ts'
import { dateIn } from '../foundation/calendar.ts'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result } from '../foundation/result.ts'
import { type Preparation, preparation } from '../seating/rules/preparation-day.ts'
import { paperNoticeOf, seclusionsOf, settersOf } from './order-records.ts'
import { seatPlanRows } from './records.ts'
import type { CustodyRefusal } from './refusals.ts'
import { noticeDaysBefore } from './rules/paper-notice.ts'

export const OfOrder = z.strictObject({ examId: ExamId })

export type SessionOrder = {
  readonly examSessionId: string
  readonly subject: string
  readonly startsAt: string
  readonly rooms: number
  readonly seated: number
}
export type SeclusionView = {
  readonly enteredAt: string
  readonly leftAt: string | null
  readonly police: string
  readonly inspector: string
  /** Names only for the secrecy officer and the discipline inspector. */
  readonly setters: readonly { readonly name: string | null; readonly undertakenOn: string }[]
}
export type OrderView = {
  readonly sessions: readonly SessionOrder[]
  readonly notice: {
    readonly number: string
    readonly issuedAt: string
    readonly issuedTo: string
    readonly quantities: readonly Quantity[]
  } | null
  readonly due: Preparation | null
  readonly seclusions: readonly SeclusionView[]
}

/** What was ordered by the seat plan, by when it had to be (R-WK-24), and who was shut in (R-WK-23). */
export async function readOrder(
  deps: Deps,
  caller: Caller,
  { examId }: z.infer<typeof OfOrder>,
): Promise<Result<OrderView, CustodyRefusal>> {
  const zone = deps.authority.timeZone
  const named = appointmentFor(caller, ['secrecy_officer', 'discipline_inspector'], examId) !== undefined
  return deps.within('office', async (tx) => {
    const plan = await seatPlanRows(tx, examId)
    const bySession = [...Map.groupBy(plan, ({ examSessionId }) => examSessionId).values()]
    const notice = await paperNoticeOf(tx, examId)
    const days = await examDays(tx, examId, zone)
    const setters = await settersOf(tx, examId)
    return accept({
      sessions: bySession.flatMap((rows) =>
        rows[0]
          ? [
              {
                examSessionId: rows[0].examSessionId,
                subject: rows[0].subject,
                startsAt: rows[0].startsAt.toString(),
                rooms: rows.length,
                seated: rows.reduce((sum, { seated }) => sum + seated, 0),
              },
            ]
          : [],
      ),
      notice: notice
        ? { number: notice.number, issuedAt: notice.issuedAt.toString(), issuedTo: notice.issuedTo, quantities: notice.quantities }
        : null,
      due: days ? preparation(days.first, noticeDaysBefore, dateIn(zone, deps.clock()), notice !== undefined) : null,
      seclusions: (await seclusionsOf(tx, examId)).map(({ id, enteredAt, leftAt, police, inspector }) => ({
        enteredAt: enteredAt.toString(),
        leftAt: leftAt?.toString() ?? null,
        police,
        inspector,
        setters: setters
          .filter(({ seclusionId }) => seclusionId === id)
          .map((one) => ({
            name: named ? deps.keyring.openField(`seclusion_setters:name:${one.id}`, one.nameSealed) : null,
            undertakenOn: one.undertakenOn.toString(),
          })),
      })),
    })
  })
}
