import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import { AccountId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import type { Role } from '../foundation/roles.ts'
import { act } from '../log/act.ts'
import { SeclusionId, SetterId } from './ids.ts'
import { endSeclusion, insertSeclusion, lockOpenSeclusion } from './order-records.ts'
import { examOfCustody, partiesOf } from './records.ts'
import type { CustodyRefusal } from './refusals.ts'
import { judgeEntering, judgeLeaving } from './rules/seclusion.ts'

/** So many setters at most go in at once. */
export const mostSetters = 50

export const EnterSeclusion = z.strictObject({
  examId: ExamId,
  police: AccountId,
  inspector: AccountId,
  setters: z
    .array(z.strictObject({ name: z.string().trim().min(1).max(60), undertakenOn: z.iso.date().optional() }))
    .min(1)
    .max(mostSetters),
})
export type EnterSeclusion = z.infer<typeof EnterSeclusion>

/** The roster of those shut in to set the papers, kept by the secrecy officer. Names are sealed; the log holds how many there are. */
export async function enterSeclusion(
  deps: Deps,
  caller: Caller,
  command: EnterSeclusion,
): Promise<Result<{ seclusionId: SeclusionId }, CustodyRefusal | 'idempotency_key_reused'>> {
  const { examId, police, inspector, setters } = command
  return act(deps, { event: 'seclusion_entered', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    if (!(await examOfCustody(tx, examId))) return refuse('exam_unknown')
    const parties = await partiesOf(tx, examId, [caller.accountId, police, inspector])
    const needed: readonly [AccountId, Role][] = [
      [police, 'police_escort'],
      [inspector, 'discipline_inspector'],
    ]
    const missing = needed.find(([id, role]) => !parties.get(id)?.roles.includes(role))
    if (missing) return refuse('witness_missing', { role: missing[1] })
    if (new Set([...parties.values()].map(({ personId }) => personId)).size < 3) return refuse('one_person_signs_once')
    const open = (await lockOpenSeclusion(tx, examId)) !== undefined
    const dated = setters.map(({ name, undertakenOn }) => ({
      name,
      undertakenOn: undertakenOn === undefined ? undefined : Temporal.PlainDate.from(undertakenOn),
    }))
    const judged = judgeEntering(dated, open, dateIn(deps.authority.timeZone, now))
    if (!judged.ok) return judged
    const seclusionId = SeclusionId.parse(deps.newId())
    await insertSeclusion(
      tx,
      { id: seclusionId, examId, police, inspector, recordedBy: caller.accountId, enteredAt: now, leftAt: null },
      judged.value.map(({ name, undertakenOn }) => {
        const id = SetterId.parse(deps.newId())
        return { id, seclusionId, nameSealed: deps.keyring.sealField(`seclusion_setters:name:${id}`, name), undertakenOn }
      }),
    )
    note({ seclusion: seclusionId, setters: setters.length, police, inspector })
    return accept({ seclusionId })
  })
}

export const EndSeclusion = z.strictObject({ examId: ExamId })
export type EndSeclusion = z.infer<typeof EndSeclusion>

/** They come out. */
export async function leaveSeclusion(
  deps: Deps,
  caller: Caller,
  { examId }: EndSeclusion,
): Promise<Result<{ seclusionId: SeclusionId }, CustodyRefusal | 'idempotency_key_reused'>> {
  return act(deps, { event: 'seclusion_left', role: 'office', by: caller, examId }, async (tx, now, note) => {
    const open = await lockOpenSeclusion(tx, examId)
    if (!open) return refuse('seclusion_not_open')
    const judged = judgeLeaving(open.enteredAt, now)
    if (!judged.ok) return judged
    await endSeclusion(tx, open.id, now)
    note({ seclusion: open.id })
    return accept({ seclusionId: open.id })
  })
}
