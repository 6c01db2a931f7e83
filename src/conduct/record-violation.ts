import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { barFromService } from '../exam/people-records.ts'
import { loadExam } from '../exam/records.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { AccountId, ExamId, type PersonId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { personByNumber, personOfAccount } from '../identity/people-records.ts'
import { idNumberIndex } from '../identity/person.ts'
import { parseResidentId, type ResidentIdRefusal } from '../identity/rules/resident-id.ts'
import { act } from '../log/act.ts'
import { enterViolation } from './enter-violation.ts'
import { ViolationId } from './ids.ts'
import { decideViolation, lockViolation } from './records.ts'
import { type BreachRefusal, breachKinds, consequences, judgeFinding, judgeRecord } from './rules/breaches.ts'

export const RecordViolation = z.strictObject({
  examId: ExamId,
  /** An applicant by ID number, an officer by account. */
  idNumber: z.string().max(40).optional(),
  accountId: AccountId.optional(),
  kind: z.enum(breachKinds),
  facts: z.string().trim().min(4).max(4000),
  stage: z.string().regex(/^[a-z_]{2,40}$/),
})
export type RecordViolation = z.infer<typeof RecordViolation>

type RecordRefusal = 'exam_unknown' | 'offender_unknown' | 'breach_not_of_applicants'

/** Enters a breach in the register. It has no effect until another person has decided it. */
export async function recordViolation(
  deps: Deps,
  caller: Caller,
  command: RecordViolation,
): Promise<Result<{ violationId: ViolationId }, RecordRefusal | ResidentIdRefusal | 'idempotency_key_reused'>> {
  const { examId, kind, facts, stage } = command
  const violationId = ViolationId.parse(deps.newId())
  return act(
    deps,
    { event: 'violation_recorded', role: 'office', by: caller, examId, subject: violationId, command },
    async (tx, now, note) => {
      note({ kind, stage })
      if (!(await loadExam(tx, examId))) return refuse('exam_unknown')
      const offender = await offenderOf(deps, tx, command, now)
      if (!offender.ok) return offender
      const judged = judgeRecord(kind, offender.value.accountId !== undefined)
      if (!judged.ok) return judged
      await enterViolation(deps, tx, { id: violationId, examId, ...offender.value, kind, facts, stage, by: caller, now })
      return accept({ violationId })
    },
  )
}

type Offender = { readonly personId: PersonId; readonly accountId: AccountId | undefined }

async function offenderOf(
  deps: Deps,
  tx: Tx,
  { idNumber, accountId }: RecordViolation,
  now: Instant,
): Promise<Result<Offender, 'offender_unknown' | ResidentIdRefusal>> {
  if (accountId !== undefined) {
    const officer = await personOfAccount(tx, accountId)
    return officer?.account.kind === 'officer' ? accept({ personId: officer.person.id, accountId }) : refuse('offender_unknown')
  }
  const resident = parseResidentId(idNumber ?? '', dateIn(deps.authority.timeZone, now))
  if (!resident.ok) return resident
  const person = await personByNumber(tx, idNumberIndex(deps, resident.value.number))
  return person ? accept({ personId: person.id, accountId: undefined }) : refuse('offender_unknown')
}

export const DecideViolation = z.strictObject({
  examId: ExamId,
  violationId: ViolationId,
  confirmed: z.boolean(),
  consequence: z.enum(consequences).optional(),
  finding: z.string().trim().min(4).max(4000),
})
export type DecideViolation = z.infer<typeof DecideViolation>

/** Another person finds it proven or not, and what follows. Staff removed from the work lose their appointments at once. */
export async function decideViolationCase(
  deps: Deps,
  caller: Caller,
  command: DecideViolation,
): Promise<Result<{ state: 'confirmed' | 'dismissed' }, BreachRefusal | 'violation_unknown' | 'idempotency_key_reused'>> {
  const { examId, violationId, confirmed, finding } = command
  return act(
    deps,
    { event: 'violation_decided', role: 'office', by: caller, examId, subject: violationId, command },
    async (tx, now, note) => {
      note({ confirmed, consequence: command.consequence ?? null })
      const violation = await lockViolation(tx, examId, violationId)
      if (!violation) return refuse('violation_unknown')
      const breach = {
        state: violation.state,
        recorder: violation.recorderPersonId,
        offender: violation.personId,
        staff: violation.accountId !== null,
      }
      const judged = judgeFinding(breach, { confirmed, consequence: command.consequence, by: caller.personId })
      if (!judged.ok) return judged
      const state = confirmed ? 'confirmed' : 'dismissed'
      await decideViolation(tx, violationId, {
        state,
        decidedBy: caller.accountId,
        deciderPersonId: caller.personId,
        decidedAt: now,
        consequence: judged.value.consequence,
        findingSealed: deps.keyring.sealField(`violations:finding:${violationId}`, finding),
      })
      if (judged.value.consequence === 'removed_from_service' && violation.accountId !== null)
        await barFromService(tx, {
          id: deps.newId(),
          accountId: violation.accountId,
          examId,
          reason: violation.kind,
          barredBy: caller.accountId,
          barredAt: now,
        })
      return accept({ state })
    },
  )
}
