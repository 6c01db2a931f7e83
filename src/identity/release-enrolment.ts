import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { lockEnrolment, markReleased } from './enrolment-records.ts'
import { EnrolmentId } from './ids.ts'
import { lettingOf } from './issue-enrolment.ts'
import { personOfAccount } from './people-records.ts'
import { judgeRelease, type ReleaseRefusal } from './rules/two-officers.ts'
import { newToken, tokenHash } from './sessions.ts'

/** The person stands there: the link is opened now or never. */
const useWithin = { minutes: 30 } as const

export type Released = { readonly link: string; readonly expiresAt: string }
export type EnrolmentReleaseRefusal = ReleaseRefusal | 'enrolment_unknown' | 'not_the_unit_head'

export const linkOf = (deps: Deps, token: string): string => `${deps.authority.origin}/enrol/${token}`

export const ReleaseEnrolment = z.strictObject({ enrolmentId: EnrolmentId, personSeen: z.literal(true) })
export type ReleaseEnrolment = z.infer<typeof ReleaseEnrolment>

/** The security administrator, or the head of the officer's own unit, has seen the person. The link is told once and kept as a hash. */
export const releaseEnrolment = (deps: Deps, caller: Caller, { enrolmentId }: ReleaseEnrolment) =>
  release(deps, caller, enrolmentId, undefined)

export const ReleaseRecovery = z.strictObject({ examId: ExamId, enrolmentId: EnrolmentId, personSeen: z.literal(true) })
export type ReleaseRecovery = z.infer<typeof ReleaseRecovery>

/** The second officer at the counter has seen the original card too. */
export const releaseRecovery = (deps: Deps, caller: Caller, { enrolmentId, examId }: ReleaseRecovery) =>
  release(deps, caller, enrolmentId, examId)

async function release(
  deps: Deps,
  caller: Caller,
  enrolmentId: EnrolmentId,
  examId: ExamId | undefined,
): Promise<Result<Released, EnrolmentReleaseRefusal | 'idempotency_key_reused'>> {
  const event = examId === undefined ? 'enrolment_released' : 'recovery_released'
  // No command: the answer holds the link and must not be kept.
  return act(deps, { event, role: 'gate', by: caller, examId, subject: enrolmentId }, async (tx, now, note) => {
    const enrolment = await lockEnrolment(tx, enrolmentId)
    if (!enrolment || enrolment.examId !== (examId ?? null) || enrolment.issuerPersonId === null) return refuse('enrolment_unknown')
    note({ account: enrolment.accountId, reason: enrolment.reason })
    const owner = known(await personOfAccount(tx, enrolment.accountId), `enrolment ${enrolmentId} has no account`)
    if (examId === undefined && !maySee(caller, owner.account.unit)) return refuse('not_the_unit_head')
    const judged = judgeRelease(
      {
        ...(await lettingOf(tx, enrolment.personId, now)),
        issuer: enrolment.issuerPersonId,
        released: enrolment.releasedAt !== null,
        expired: Temporal.Instant.compare(enrolment.expiresAt, now) <= 0,
      },
      caller.personId,
    )
    if (!judged.ok) return judged
    const token = newToken(deps)
    const expiresAt = now.add(useWithin)
    await markReleased(tx, enrolmentId, {
      releasedBy: caller.accountId,
      releaserPersonId: caller.personId,
      releasedAt: now,
      tokenHash: tokenHash(token),
      expiresAt,
    })
    return accept({ link: linkOf(deps, token), expiresAt: expiresAt.toString() })
  })
}

const maySee = (caller: Caller, unit: string | null): boolean =>
  caller.appointments.some(
    ({ role, unit: headOf }) => role === 'security_administrator' || (role === 'section_head' && headOf !== undefined && headOf === unit),
  )
