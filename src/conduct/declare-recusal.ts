import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { loadExam } from '../exam/records.ts'
import { dateIn } from '../foundation/calendar.ts'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
import { AccountId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { idNumberIndex } from '../identity/person.ts'
import { parseResidentId, type ResidentIdRefusal } from '../identity/rules/resident-id.ts'
import { act } from '../log/act.ts'
import { RecusalId } from './ids.ts'
import { insertRecusal, officerServes } from './records.ts'
import { type DeclarerRefusal, judgeDeclarer, relations } from './rules/recusal.ts'

export const DeclareRecusal = z.strictObject({
  examId: ExamId,
  /** Whom it concerns; the section may enter it for others, everybody else only for themselves. */
  accountId: AccountId.optional(),
  relation: z.enum(relations),
  /** The relative who applies; left out, and no unit named, it covers the whole exam. */
  relativeIdNumber: z.string().max(40).optional(),
  unit: z.string().trim().min(1).max(100).optional(),
})
export type DeclareRecusal = z.infer<typeof DeclareRecusal>

/** Whether the caller may enter it for others who kept silent. */
export const overseesRecusals = (caller: Caller, examId: ExamId): boolean =>
  appointmentFor(caller, ['section_head', 'discipline_inspector'], examId) !== undefined

export type RecusalRefusal = DeclarerRefusal | 'account_unknown' | 'exam_unknown'

/** 第三十五条 (R-RC-42): from this moment the officer is out of what the declaration covers. It cannot be taken back. */
export async function declareRecusal(
  deps: Deps,
  caller: Caller,
  command: DeclareRecusal,
): Promise<Result<{ recusalId: RecusalId }, RecusalRefusal | ResidentIdRefusal | 'idempotency_key_reused'>> {
  const { examId, relation, relativeIdNumber, unit } = command
  const accountId = command.accountId ?? caller.accountId
  const recusalId = RecusalId.parse(deps.newId())
  return act(
    deps,
    { event: 'recusal_declared', role: 'office', by: caller, examId, subject: accountId, command },
    async (tx, now, note) => {
      note({ covers: relativeIdNumber ? 'relative' : unit ? 'unit' : 'exam' })
      if (!(await loadExam(tx, examId))) return refuse('exam_unknown')
      const oversees = overseesRecusals(caller, examId)
      const judged = judgeDeclarer(accountId, { accountId: caller.accountId, oversees })
      if (!judged.ok) return judged
      if (!(await officerServes(tx, examId, accountId))) return refuse('account_unknown')
      const relative = relativeIdNumber === undefined ? undefined : parseResidentId(relativeIdNumber, dateIn(deps.authority.timeZone, now))
      if (relative && !relative.ok) return relative
      await insertRecusal(tx, {
        id: recusalId,
        examId,
        accountId,
        relation,
        relativeIdIndex: relative ? idNumberIndex(deps, relative.value.number) : null,
        unit: unit ?? null,
        declaredBy: caller.accountId,
        declaredAt: now,
      })
      return accept({ recusalId })
    },
  )
}
