import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import { type Instant, PlainDateText } from '../foundation/clock.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { publicationOver } from '../publicity/publicity-status.ts'
import { lockLists, newestPublication, objectionsAbout, readSnapshot } from '../publicity/records.ts'
import { announcedExam } from '../shortlisting/gates.ts'
import { listNumbers } from '../shortlisting/records.ts'
import { appointmentOf, breachConfirmed, endAppointment, insertAppointments, lockCase, lockCases, moveCase } from './records.ts'
import type { SelectionRefusal } from './refusals.ts'
import { afterBreach, afterFindings, afterProbation } from './rules/appointee.ts'

export const HireAppointees = z.strictObject({ examId: ExamId, hiredOn: PlainDateText, probationEndsOn: PlainDateText })
export type HireAppointees = z.infer<typeof HireAppointees>

export type Concluded = {
  readonly hired: number
  readonly cancelled: number
  readonly suspended: number
  /** Objections about them are undecided, or a correction took them off the list. */
  readonly waiting: number
}

/**
 * When the seven days are over, everyone on the list meets what was found about them (R-RC-39): no objection or none with effect, hired;
 * upheld, cancelled and not replaced; not provable at once, suspended. May be repeated when an undecided or suspended matter is concluded.
 */
export async function hireAppointees(
  deps: Deps,
  caller: Caller,
  command: HireAppointees,
): Promise<Result<Concluded, SelectionRefusal | 'idempotency_key_reused'>> {
  const { examId, hiredOn, probationEndsOn } = command
  const sent = { examId, hiredOn: hiredOn.toString(), probationEndsOn: probationEndsOn.toString() }
  return act(deps, { event: 'appointees_hired', role: 'office', by: caller, examId, command: sent }, async (tx, now, note) => {
    const exam = await announcedExam(tx, examId)
    if (!exam.ok) return exam
    await lockLists(tx, examId)
    const publicity = await publicationOver(tx, examId, 'proposed_appointees', now)
    if (publicity === 'none') return refuse('not_public_yet')
    if (publicity === 'running') return refuse('publicity_running')
    if (Temporal.PlainDate.compare(probationEndsOn, hiredOn) <= 0) return refuse('probation_reversed')
    const open = (await lockCases(tx, examId)).filter(({ state }) => state === 'proposed' || state === 'suspended')
    if (open.length === 0) return refuse('nobody_to_hire')
    const findingsOf = await findingsByApplication(
      tx,
      examId,
      open.map(({ applicationId }) => applicationId),
    )
    const hired: ApplicationId[] = []
    const counts = { cancelled: 0, suspended: 0, waiting: 0 }
    for (const one of open) {
      const findings = findingsOf.get(one.applicationId)
      const next = findings ? afterFindings(one.state, findings) : undefined
      if (!next?.ok) {
        counts.waiting += 1
        continue
      }
      if (next.value === 'proposed') {
        await moveCase(tx, one, 'hired', now)
        hired.push(one.applicationId)
        continue
      }
      counts[next.value === 'cancelled' ? 'cancelled' : 'suspended'] += 1
      if (next.value !== one.state) await moveCase(tx, one, next.value, now)
    }
    if (hired.length > 0)
      await insertAppointments(
        tx,
        hired.map((applicationId) => ({ applicationId, hiredOn, probationEndsOn, decidedBy: caller.accountId, decidedAt: now })),
      )
    const concluded = { hired: hired.length, ...counts }
    note({ ...concluded, people: hired })
    return accept(concluded)
  })
}

type Finding = 'open' | 'upheld' | 'not_provable' | 'dismissed'

/** Findings about each person on the newest version; an objection to the whole list that is open concerns everybody. */
async function findingsByApplication(tx: Tx, examId: ExamId, ids: readonly ApplicationId[]): Promise<Map<ApplicationId, Finding[]>> {
  const newest = known(await newestPublication(tx, examId, 'proposed_appointees'), 'a published list')
  const listed = new Set(readSnapshot(newest.snapshot).rows.map(({ ticket }) => ticket))
  const objections = await objectionsAbout(tx, examId, 'proposed_appointees')
  const whole = objections.filter(({ concerns, state }) => concerns === null && state === 'open').map(({ state }) => state)
  const numbers = await listNumbers(tx, ids)
  return new Map(
    ids
      .filter((id) => listed.has(numbers.get(id)))
      .map((id) => [id, [...whole, ...objections.filter(({ concerns }) => concerns === numbers.get(id)).map(({ state }) => state)]]),
  )
}

export const EndProbation = z.strictObject({ examId: ExamId, applicationId: ApplicationId, passed: z.boolean() })
export type EndProbation = z.infer<typeof EndProbation>

/** The unit's word at the end of the probation (R-RC-40). */
export async function endProbation(
  deps: Deps,
  caller: Caller,
  command: EndProbation,
): Promise<Result<{ state: string }, SelectionRefusal | 'idempotency_key_reused'>> {
  const { examId, applicationId, passed } = command
  return act(deps, { event: 'probation_ended', role: 'office', by: caller, examId, subject: applicationId, command }, async (tx, now) => {
    const held = await lockCase(tx, examId, applicationId)
    if (!held) return refuse('case_unknown')
    const appointment = await appointmentOf(tx, applicationId)
    if (!appointment) return refuse('not_hired')
    const judged = afterProbation(held.state, passed, appointment.probationEndsOn, dateIn(deps.authority.timeZone, now))
    if (!judged.ok) return judged
    await moveCase(tx, held, judged.value, now)
    await close(tx, applicationId, judged.value === 'confirmed' ? 'confirmed' : 'revoked', caller, now)
    return accept({ state: judged.value })
  })
}

export const RevokeAppointment = z.strictObject({ examId: ExamId, applicationId: ApplicationId })
export type RevokeAppointment = z.infer<typeof RevokeAppointment>

/** A breach that two people have confirmed ends any of these states, also after hiring (R-RC-45). */
export async function revokeAppointment(
  deps: Deps,
  caller: Caller,
  command: RevokeAppointment,
): Promise<Result<{ state: string }, SelectionRefusal | 'idempotency_key_reused'>> {
  const { examId, applicationId } = command
  return act(
    deps,
    { event: 'appointment_revoked', role: 'office', by: caller, examId, subject: applicationId, command },
    async (tx, now, note) => {
      const held = await lockCase(tx, examId, applicationId)
      if (!held) return refuse('case_unknown')
      const judged = afterBreach(held.state, await breachConfirmed(tx, examId, applicationId))
      if (!judged.ok) return judged
      await moveCase(tx, held, judged.value, now)
      if (judged.value === 'revoked') await close(tx, applicationId, 'revoked', caller, now)
      note({ from: held.state, to: judged.value })
      return accept({ state: judged.value })
    },
  )
}

const close = (tx: Tx, applicationId: ApplicationId, outcome: 'confirmed' | 'revoked', { accountId }: Caller, now: Instant) =>
  endAppointment(tx, applicationId, { outcome, outcomeBy: accountId, outcomeAt: now })
