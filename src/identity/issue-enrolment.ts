import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { AccountId, ExamId, type PersonId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { closeOpenEnrolments, type EnrolmentRow, insertEnrolment, peopleLetInBy } from './enrolment-records.ts'
import { EnrolmentId } from './ids.ts'
import { accountOfKind, personByNumber, personOfAccount } from './people-records.ts'
import { idNumberIndex } from './person.ts'
import { parseResidentId, type ResidentIdRefusal } from './rules/resident-id.ts'
import { eachOtherDays, type IssueRefusal, judgeIssue, type Letting } from './rules/two-officers.ts'
import { passkeysOf } from './sign-in-records.ts'
import { IdNumberText, MobileNumber, PersonName } from './sign-up.ts'

/** How long an issued link waits for its second officer. */
const releaseWithin = { hours: 7 * 24 } as const

export async function lettingOf(tx: Tx, owner: PersonId, now: Instant): Promise<Letting> {
  return { owner, ownerActedFor: await peopleLetInBy(tx, owner, now.subtract({ hours: eachOtherDays * 24 })) }
}

export const IssueEnrolment = z.strictObject({ accountId: AccountId, reason: z.enum(['first', 'lost']) })
export type IssueEnrolment = z.infer<typeof IssueEnrolment>

export type EnrolmentIssueRefusal = IssueRefusal | 'officer_unknown' | 'has_passkey' | 'has_no_passkey'

/** An administrator lets an officer enrol a passkey. There is no link yet: the second officer makes it, with the person present. */
export async function issueEnrolment(
  deps: Deps,
  caller: Caller,
  command: IssueEnrolment,
): Promise<Result<{ enrolmentId: string }, EnrolmentIssueRefusal | 'idempotency_key_reused'>> {
  const { accountId, reason } = command
  return act(deps, { event: 'enrolment_issued', role: 'gate', by: caller, subject: accountId, command }, async (tx, now, note) => {
    note({ reason })
    const owner = await personOfAccount(tx, accountId)
    if (owner?.account.kind !== 'officer' || owner.account.closedAt !== null) return refuse('officer_unknown')
    const judged = judgeIssue(await lettingOf(tx, owner.person.id, now), caller.personId)
    if (!judged.ok) return judged
    const active = (await passkeysOf(tx, accountId)).filter(({ retiredAt }) => retiredAt === null)
    if (reason === 'first' && active.length > 0) return refuse('has_passkey')
    if (reason === 'lost' && active.length === 0) return refuse('has_no_passkey')
    const enrolmentId = await issue(deps, tx, { accountId, personId: owner.person.id, reason, by: caller, now })
    note({ enrolment: enrolmentId })
    return accept({ enrolmentId })
  })
}

export const IssueRecovery = z
  .strictObject({
    examId: ExamId,
    idNumber: IdNumberText,
    /** 'taken': what the original card says, instead of what the stranger wrote. */
    reason: z.enum(['forgotten', 'taken']),
    name: PersonName.optional(),
    phone: MobileNumber.optional(),
    originalCardSeen: z.literal(true),
  })
  .refine(({ reason, name, phone }) => reason === 'forgotten' || (name !== undefined && phone !== undefined), { path: ['name'] })
export type IssueRecovery = z.infer<typeof IssueRecovery>

export type RecoveryIssueRefusal = IssueRefusal | ResidentIdRefusal | 'candidate_unknown'

/** The same at the counter, for a candidate whose password is forgotten or whose number a stranger has signed up with. */
export async function issueRecovery(
  deps: Deps,
  caller: Caller,
  command: IssueRecovery,
): Promise<Result<{ enrolmentId: string }, RecoveryIssueRefusal | 'idempotency_key_reused'>> {
  const { examId, reason, name, phone } = command
  return act(deps, { event: 'recovery_issued', role: 'gate', by: caller, examId, command }, async (tx, now, note) => {
    note({ reason })
    const resident = parseResidentId(command.idNumber, dateIn(deps.authority.timeZone, now))
    if (!resident.ok) return resident
    const person = await personByNumber(tx, idNumberIndex(deps, resident.value.number))
    const account = person && (await accountOfKind(tx, person.id, 'candidate'))
    if (!person || !account) return refuse('candidate_unknown')
    const judged = judgeIssue(await lettingOf(tx, person.id, now), caller.personId)
    if (!judged.ok) return judged
    const enrolmentId = await issue(deps, tx, { accountId: account.id, personId: person.id, reason, by: caller, now, examId, name, phone })
    note({ enrolment: enrolmentId, account: account.id })
    return accept({ enrolmentId })
  })
}

type Issuing = Pick<EnrolmentRow, 'accountId' | 'personId' | 'reason'> & {
  readonly by: Caller
  readonly now: Instant
  readonly examId?: ExamId
  readonly name?: string | undefined
  readonly phone?: string | undefined
}

async function issue(deps: Deps, tx: Tx, { by, now, examId, name, phone, ...whose }: Issuing): Promise<EnrolmentId> {
  await closeOpenEnrolments(tx, whose.accountId, now)
  const id = EnrolmentId.parse(deps.newId())
  const seal = (what: string, text: string | undefined) =>
    text === undefined ? null : deps.keyring.sealField(`enrolments:${what}:${id}`, text)
  await insertEnrolment(tx, {
    id,
    ...whose,
    tokenHash: null,
    issuedBy: by.accountId,
    issuerPersonId: by.personId,
    releasedBy: null,
    releaserPersonId: null,
    issuedAt: now,
    releasedAt: null,
    expiresAt: now.add(releaseWithin),
    usedAt: null,
    examId: examId ?? null,
    nameSealed: seal('name', name),
    phoneSealed: seal('phone', phone),
    previousNameSealed: null,
  })
  return id
}
