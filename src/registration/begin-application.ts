import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { activeBan } from '../conduct/records.ts'
import type { Deps } from '../deps.ts'
import { positionById } from '../exam/records.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { ApplicationId, ExamId, PersonId, PositionId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { enterPerson, personByNumber } from '../identity/people-records.ts'
import { idNumberIndex, sealPerson } from '../identity/person.ts'
import { parseResidentId, type ResidentIdRefusal } from '../identity/rules/resident-id.ts'
import { act, type Note } from '../log/act.ts'
import { databaseRoleOf, examInWindow } from './access.ts'
import { applicationNumber } from './application-number.ts'
import { sealDraft } from './draft.ts'
import { applicationOf, enterApplication, personOf } from './records.ts'
import { formKind } from './rules/form.ts'
import type { WindowRefusal } from './rules/window.ts'
import { beginAnew, lockStrangersDraft } from './set-aside-records.ts'

export const BeginApplication = z.strictObject({ examId: ExamId, positionId: PositionId })
export type BeginApplication = z.infer<typeof BeginApplication>

export type BeginRefusal = WindowRefusal | 'position_unknown' | 'already_applied' | 'banned'
export type Begun = { readonly applicationId: ApplicationId; readonly number: string; readonly draftVersion: number }

/** Opens a person's one application for an exam, as a draft for the chosen post. */
export async function beginApplication(
  deps: Deps,
  caller: Caller,
  command: BeginApplication,
): Promise<Result<Begun, BeginRefusal | 'idempotency_key_reused'>> {
  const id = ApplicationId.parse(deps.newId())
  const { examId } = command
  return act(
    deps,
    { event: 'application_begun', role: databaseRoleOf(caller), by: caller, examId, subject: id, command },
    (tx, now, note) => begin(deps, tx, caller, { ...command, id, personId: caller.personId, now }, note),
  )
}

export const EnterOnSite = z.strictObject({
  examId: ExamId,
  positionId: PositionId,
  idNumber: z.string().max(40),
  name: z.string().trim().min(1).max(60),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d -]{6,20}$/),
})
export type EnterOnSite = z.infer<typeof EnterOnSite>

/** R-RC-08: the same at the counter, for whoever stands there with their card. A person already known keeps their own record. */
export async function enterOnSite(
  deps: Deps,
  caller: Caller,
  command: EnterOnSite,
): Promise<Result<Begun, BeginRefusal | ResidentIdRefusal | 'idempotency_key_reused'>> {
  const id = ApplicationId.parse(deps.newId())
  const { examId, positionId, name, phone } = command
  return act(
    deps,
    { event: 'application_entered_on_site', role: 'office', by: caller, examId, subject: id, command },
    async (tx, now, note) => {
      note({ position: positionId })
      const resident = parseResidentId(command.idNumber, dateIn(deps.authority.timeZone, now))
      if (!resident.ok) return resident
      const index = idNumberIndex(deps, resident.value.number)
      const newPerson = sealPerson(deps, { id: PersonId.parse(deps.newId()), resident: resident.value, name, phone, createdAt: now })
      if (!(await personByNumber(tx, index))) await enterPerson(tx, newPerson)
      const person = known(await personByNumber(tx, index), 'a person was entered and is not there')
      return begin(deps, tx, caller, { examId, positionId, id, personId: person.id, now }, note)
    },
  )
}

async function begin(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  {
    examId,
    positionId,
    id,
    personId,
    now,
  }: BeginApplication & { readonly id: ApplicationId; readonly personId: PersonId; readonly now: Instant },
  note: Note,
): Promise<Result<Begun, BeginRefusal>> {
  const exam = await examInWindow(tx, examId, caller, now)
  if (!exam.ok) return exam
  if (!(await positionById(tx, examId, positionId))) return refuse('position_unknown')
  const person = await personOf(tx, personId)
  const ban = await activeBan(tx, person.idNumberIndex, exam.value, dateIn(deps.authority.timeZone, now))
  if (ban) return refuse('banned', { until: ban.endsOn?.toString() ?? null })
  const number = applicationNumber(id)
  const draft = (of: ApplicationId) => ({
    positionId,
    enteredBy: caller.kind === 'officer' ? caller.accountId : null,
    draftSealed: sealDraft(deps, of, { positionId, answers: { kind: formKind(exam.value.family) } }),
    createdAt: now,
  })
  const entered = await enterApplication(tx, { ...draft(id), id, examId, personId, number, state: 'draft', version: 0, draftVersion: 1 })
  if (entered) return accept({ applicationId: id, number, draftVersion: 1 })
  const strangers = await lockStrangersDraft(tx, examId, personId)
  if (strangers) {
    await beginAnew(tx, strangers, draft(strangers.id), now)
    note({ application: strangers.id, draftSetAside: strangers.draftVersion })
    return accept({ applicationId: strangers.id, number: strangers.number, draftVersion: strangers.draftVersion + 1 })
  }
  const standing = known(await applicationOf(tx, examId, personId), 'an application stood in the way and is not there')
  return refuse('already_applied', { number: standing.number, applicationId: standing.id, state: standing.state })
}
