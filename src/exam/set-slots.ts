import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { InstantText } from '../foundation/clock.ts'
import { ExamId, SlotId } from '../foundation/ids.ts'
import { accept, type Result } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { type EditRefusal, editable } from './edit-exam.ts'
import { changeDraft, lockExam, replaceSlots } from './records.ts'
import { judgeSlots, type SlotRefusal } from './rules/slots.ts'

const Slot = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z-]{1,12}$/),
  city: z.string().trim().min(1).max(40).optional(),
  startsAt: InstantText.optional(),
  endsAt: InstantText.optional(),
  places: z.int().min(1).max(1_000_000),
})

export const SetSlots = z.strictObject({ examId: ExamId, version: z.int().min(1), slots: z.array(Slot).max(200) })
export type SetSlots = z.infer<typeof SetSlots>

/** Sittings and test cities with their places, in place of those the draft has; none: there is nothing to choose. */
export async function setSlots(
  deps: Deps,
  caller: Caller,
  command: SetSlots,
): Promise<Result<{ version: number; slots: number }, EditRefusal | SlotRefusal | 'idempotency_key_reused'>> {
  const { examId } = command
  return act(deps, { event: 'slots_set', role: 'office', by: caller, examId, subject: examId, command }, async (tx, _now, note) => {
    const found = editable(await lockExam(tx, examId), command.version)
    if (!found.ok) return found
    const judged = judgeSlots(found.value.family, command.slots)
    if (!judged.ok) return judged
    const rows = command.slots.map(({ code, city = null, startsAt = null, endsAt = null, places }) => {
      return { id: SlotId.parse(deps.newId()), examId, code, city, startsAt, endsAt, places }
    })
    await replaceSlots(tx, examId, rows)
    const version = await changeDraft(tx, found.value, {})
    note({ version, slots: rows.length, places: rows.reduce((sum, { places }) => sum + places, 0) })
    return accept({ version, slots: rows.length })
  })
}
