import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { loadExam } from '../exam/records.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import { PlainDateText } from '../foundation/clock.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { personByNumber } from '../identity/people-records.ts'
import { idNumberIndex } from '../identity/person.ts'
import { parseResidentId, type ResidentIdRefusal } from '../identity/rules/resident-id.ts'
import { act } from '../log/act.ts'
import { BanId } from './ids.ts'
import { decideBan as decide, insertBan, lockBan } from './records.ts'
import { type BanRefusal, banScopes, judgeBanDecision } from './rules/bans.ts'
import { breachKinds } from './rules/breaches.ts'

export const ProposeBan = z.strictObject({
  examId: ExamId,
  idNumber: z.string().max(40),
  scope: z.enum(banScopes),
  breach: z.enum(breachKinds),
  /** The decision it rests on. */
  document: z.string().trim().min(2).max(200),
  startsOn: PlainDateText,
  endsOn: PlainDateText.optional(),
})
export type ProposeBan = z.infer<typeof ProposeBan>

/** Proposes to keep a person from exams. Nothing holds until a second person confirms it. */
export async function proposeBan(
  deps: Deps,
  caller: Caller,
  command: ProposeBan,
): Promise<Result<{ banId: BanId }, ResidentIdRefusal | BanRefusal | 'exam_unknown' | 'idempotency_key_reused'>> {
  const { examId, scope, breach, document, startsOn, endsOn } = command
  const banId = BanId.parse(deps.newId())
  return act(deps, { event: 'ban_proposed', role: 'office', by: caller, examId, subject: banId, command }, async (tx, now, note) => {
    note({ scope, breach })
    const exam = await loadExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const resident = parseResidentId(command.idNumber, dateIn(deps.authority.timeZone, now))
    if (!resident.ok) return resident
    if (endsOn && Temporal.PlainDate.compare(endsOn, startsOn) < 0) return refuse('ban_ends_before_start')
    const index = idNumberIndex(deps, resident.value.number)
    const person = await personByNumber(tx, index)
    if (person?.id === caller.personId) return refuse('bans_self')
    await insertBan(tx, {
      id: banId,
      personId: person?.id ?? null,
      idNumberIndex: index,
      scope,
      examId,
      family: exam.family,
      breach,
      document,
      startsOn,
      endsOn: endsOn ?? null,
      state: 'proposed',
      decidedBy: caller.accountId,
      deciderPersonId: caller.personId,
      decidedAt: now,
    })
    return accept({ banId })
  })
}

export const DecideBan = z.strictObject({ examId: ExamId, banId: BanId, decision: z.enum(['confirm', 'reject']) })
export type DecideBan = z.infer<typeof DecideBan>

/** The second person's word. */
export async function decideBan(
  deps: Deps,
  caller: Caller,
  command: DecideBan,
): Promise<Result<{ state: 'in_force' | 'rejected' }, BanRefusal | 'ban_unknown' | 'idempotency_key_reused'>> {
  const { examId, banId, decision } = command
  return act(deps, { event: 'ban_decided', role: 'office', by: caller, examId, subject: banId, command }, async (tx, now, note) => {
    note({ decision })
    const ban = await lockBan(tx, banId)
    if (!ban || ban.examId !== examId) return refuse('ban_unknown')
    const judged = judgeBanDecision(
      { state: ban.state, decider: ban.deciderPersonId, offender: ban.personId ?? undefined },
      caller.personId,
    )
    if (!judged.ok) return judged
    const state = decision === 'confirm' ? 'in_force' : 'rejected'
    await decide(tx, banId, { state, confirmedBy: caller.accountId, confirmerPersonId: caller.personId, confirmedAt: now })
    return accept({ state })
  })
}
