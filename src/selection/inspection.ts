import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { positionById } from '../exam/records.ts'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { type CaseRow, confirmReport, insertReport, lockCase, moveCase, reportOf } from './records.ts'
import type { SelectionRefusal } from './refusals.ts'
import { afterInspection } from './rules/appointee.ts'

export const FileInspection = z.strictObject({
  examId: ExamId,
  applicationId: ApplicationId,
  outcome: z.enum(['fit', 'unfit']),
  /** Politics, conduct, law-abiding: what the group found (R-RC-37). Sealed at once. */
  report: z.string().trim().min(20).max(10_000),
})
export type FileInspection = z.infer<typeof FileInspection>

const placeOf = (applicationId: ApplicationId) => `inspection_reports:report:${applicationId}`

/** One member of the unit's group files the report; it counts when a second member has confirmed it. */
export async function fileInspection(
  deps: Deps,
  caller: Caller,
  command: FileInspection,
): Promise<Result<{ reportHash: string }, SelectionRefusal | 'idempotency_key_reused'>> {
  const { examId, applicationId, outcome, report } = command
  const hash = createHash('sha256').update(report).digest()
  const sent = { examId, applicationId, outcome, report: hash.toString('hex') }
  return act(
    deps,
    { event: 'inspection_filed', role: 'office', by: caller, examId, subject: applicationId, command: sent },
    async (tx, now, note) => {
      const held = await lockCase(tx, examId, applicationId)
      if (!held) return refuse('case_unknown')
      const ours = await judgeUnit(tx, caller, examId, held)
      if (!ours.ok) return ours
      const judged = afterInspection(held.state, outcome)
      if (!judged.ok) return judged
      if (await reportOf(tx, applicationId)) return refuse('report_filed')
      await insertReport(tx, {
        applicationId,
        outcome,
        reportSealed: deps.keyring.sealField(placeOf(applicationId), report),
        reportHash: hash,
        filedBy: caller.accountId,
        filerPersonId: caller.personId,
        filedAt: now,
      })
      // The outcome concerns one person and the log is public: only the digest of the report stands there.
      note({ report: hash.toString('hex') })
      return accept({ reportHash: hash.toString('hex') })
    },
  )
}

export const ConfirmInspection = z.strictObject({ examId: ExamId, applicationId: ApplicationId })
export type ConfirmInspection = z.infer<typeof ConfirmInspection>

/** A second member of the group stands by the report. */
export async function confirmInspection(
  deps: Deps,
  caller: Caller,
  command: ConfirmInspection,
): Promise<Result<{ state: string }, SelectionRefusal | 'idempotency_key_reused'>> {
  const { examId, applicationId } = command
  return act(
    deps,
    { event: 'inspection_confirmed', role: 'office', by: caller, examId, subject: applicationId, command },
    async (tx, now, note) => {
      const held = await lockCase(tx, examId, applicationId)
      if (!held) return refuse('case_unknown')
      const ours = await judgeUnit(tx, caller, examId, held)
      if (!ours.ok) return ours
      const report = await reportOf(tx, applicationId)
      if (!report) return refuse('report_missing')
      if (report.confirmedAt !== null) return refuse('report_confirmed')
      if (report.filerPersonId === caller.personId) return refuse('second_person_needed')
      const judged = afterInspection(held.state, report.outcome)
      if (!judged.ok) return judged
      await confirmReport(tx, applicationId, { confirmedBy: caller.accountId, confirmerPersonId: caller.personId, confirmedAt: now })
      if (judged.value !== held.state) await moveCase(tx, held, judged.value, now)
      note({ report: Buffer.from(report.reportHash).toString('hex') })
      return accept({ state: judged.value })
    },
  )
}

/** An inspection group appointed for one unit inspects people of that unit only. */
async function judgeUnit(tx: Tx, caller: Caller, examId: ExamId, held: CaseRow): Promise<Result<true, SelectionRefusal>> {
  const unit = appointmentFor(caller, ['unit_inspector'], examId)?.unit
  const post = known(await positionById(tx, examId, held.positionId), 'the post of a case')
  return unit === undefined || unit === post.unit || unit === post.department ? accept(true) : refuse('unit_of_another')
}
