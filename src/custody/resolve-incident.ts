import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId, RoomId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { PackageNumber } from './draft-packages.ts'
import { lockOpenIncident, lockPackages, packagesOfRoom, setPackageRoom, setPackageState, updateIncident } from './records.ts'
import type { CustodyRefusal } from './refusals.ts'
import { judgeBackup } from './rules/backup.ts'

export const DecideIncident = z.strictObject({
  examId: ExamId,
  number: PackageNumber,
  decision: z.enum(['cleared', 'withdrawn']),
  reason: z.string().trim().min(4).max(500),
})
export type DecideIncident = z.infer<typeof DecideIncident>

/** The named authority decides on a frozen package; nothing moves until the discipline inspector confirms. */
export async function decideIncident(
  deps: Deps,
  caller: Caller,
  command: DecideIncident,
): Promise<Result<{ decision: string }, CustodyRefusal | 'idempotency_key_reused'>> {
  const { examId, number, decision, reason } = command
  return act(deps, { event: 'incident_decided', role: 'office', by: caller, examId, subject: number, command }, async (tx, _now, note) => {
    const [one] = await lockPackages(tx, examId, [number])
    if (!one) return refuse('package_unknown', { number })
    const incident = await lockOpenIncident(tx, one.id)
    if (!incident) return refuse('no_open_incident', { number })
    await updateIncident(tx, incident.id, { decision, reason, decidedBy: caller.accountId })
    note({ decision })
    return accept({ decision })
  })
}

export const ConfirmIncident = z.strictObject({ examId: ExamId, number: PackageNumber })
export type ConfirmIncident = z.infer<typeof ConfirmIncident>

/** Cleared, the package goes on from where it was frozen; withdrawn, it stays frozen for ever and a backup takes its place. */
export async function confirmIncident(
  deps: Deps,
  caller: Caller,
  { examId, number }: ConfirmIncident,
): Promise<Result<{ state: string }, CustodyRefusal | 'idempotency_key_reused'>> {
  return act(deps, { event: 'incident_confirmed', role: 'office', by: caller, examId, subject: number }, async (tx, now, note) => {
    const [one] = await lockPackages(tx, examId, [number])
    if (!one) return refuse('package_unknown', { number })
    const incident = await lockOpenIncident(tx, one.id)
    if (!incident) return refuse('no_open_incident', { number })
    if (!incident.decision) return refuse('decision_missing', { number })
    if (incident.decidedBy === caller.accountId) return refuse('second_person_needed')
    await updateIncident(tx, incident.id, { confirmedBy: caller.accountId, resolvedAt: now })
    const state = incident.decision === 'cleared' ? incident.stateBefore : 'frozen'
    if (state !== 'frozen') await setPackageState(tx, one.id, 'frozen', state)
    note({ decision: incident.decision, state })
    return accept({ state })
  })
}

export const AssignBackup = z.strictObject({ examId: ExamId, number: PackageNumber, roomId: RoomId })
export type AssignBackup = z.infer<typeof AssignBackup>

/** A backup package takes the place of a withdrawn one in its room. Its own chain goes on unbroken. */
export async function assignBackup(
  deps: Deps,
  caller: Caller,
  command: AssignBackup,
): Promise<Result<{ number: string }, CustodyRefusal | 'idempotency_key_reused'>> {
  const { examId, number, roomId } = command
  return act(deps, { event: 'backup_assigned', role: 'office', by: caller, examId, subject: number, command }, async (tx, _now, note) => {
    const [one] = await lockPackages(tx, examId, [number])
    if (!one) return refuse('package_unknown', { number })
    const judged = judgeBackup(one, await packagesOfRoom(tx, examId, one.examSessionId, roomId))
    if (!judged.ok) return judged
    await setPackageRoom(tx, one.id, roomId)
    note({ room: roomId })
    return accept({ number })
  })
}
