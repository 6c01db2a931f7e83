import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
import { AccountId, ExamId, SiteId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { AppointedRole } from '../foundation/roles.ts'
import { act } from '../log/act.ts'
import { AppointmentId } from './ids.ts'
import { appointeeFor, appointmentById, endAppointment as end, enterAppointment, lockAppointments } from './people-records.ts'
import { siteById } from './records.ts'
import { type AppointmentRefusal, judgeAppointment } from './rules/appointment.ts'

const fields = {
  accountId: AccountId,
  role: AppointedRole,
  /** The recruiting unit a reviewer or inspector is bound to. */
  unit: z.string().trim().min(1).max(100).optional(),
} as const

/** For every exam of the authority: by the administrator. */
export const AppointForAll = z.strictObject(fields)
export const AppointOfficer = z.strictObject({ ...fields, examId: ExamId, siteId: SiteId.optional() })
export type AppointOfficer = z.infer<typeof AppointForAll> & { readonly examId?: ExamId | undefined; readonly siteId?: SiteId | undefined }

type Refusal = AppointmentRefusal | 'account_unknown' | 'exam_unknown' | 'site_unknown' | 'already_appointed'

/** Who serves as what: for all exams, an exam, or a site of it. Nobody appoints themselves. */
export async function appointOfficer(
  deps: Deps,
  caller: Caller,
  command: AppointOfficer,
): Promise<Result<{ appointmentId: AppointmentId }, Refusal | 'idempotency_key_reused'>> {
  const { accountId, role, examId, siteId, unit } = command
  const id = AppointmentId.parse(deps.newId())
  return act(
    deps,
    { event: 'officer_appointed', role: 'office', by: caller, examId, subject: accountId, command },
    async (tx, now, note) => {
      note({ role, site: siteId ?? null })
      // Two appointments of one person at once would not see each other: they queue on the exam, or on all of them.
      if (!(await lockAppointments(tx, examId))) return refuse('exam_unknown')
      if (examId && siteId && !(await siteById(tx, examId, siteId))) return refuse('site_unknown')
      const appointee = await appointeeFor(tx, accountId, examId)
      if (!appointee) return refuse('account_unknown')
      const administrator = appointmentFor(caller, ['administrator'], undefined) !== undefined
      const judged = judgeAppointment({ personId: caller.personId, administrator }, appointee, role, examId)
      if (!judged.ok) return judged
      const entered = await enterAppointment(tx, {
        id,
        accountId,
        role,
        examId: examId ?? null,
        siteId: siteId ?? null,
        unit: unit ?? null,
        appointedBy: caller.accountId,
        appointedAt: now,
      })
      return entered ? accept({ appointmentId: id }) : refuse('already_appointed')
    },
  )
}

export const EndAppointment = z.strictObject({ appointmentId: AppointmentId, examId: ExamId })
export type EndAppointment = z.infer<typeof EndAppointment>

/** From the next request on the officer no longer has the role. An appointment for every exam is not ended from within one. */
export async function endAppointment(
  deps: Deps,
  caller: Caller,
  command: EndAppointment,
): Promise<Result<{ appointmentId: AppointmentId }, 'appointment_unknown' | 'appointment_ended' | 'idempotency_key_reused'>> {
  const { appointmentId, examId } = command
  return act(
    deps,
    { event: 'appointment_ended', role: 'office', by: caller, examId, subject: appointmentId, command },
    async (tx, now, note) => {
      const held = await appointmentById(tx, appointmentId)
      if (!held || held.examId !== examId) return refuse('appointment_unknown')
      note({ role: held.role, account: held.accountId })
      if (held.endedAt !== null) return refuse('appointment_ended')
      await end(tx, appointmentId, now)
      return accept({ appointmentId })
    },
  )
}
