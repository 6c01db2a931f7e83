import type { AccountId, ExamId, PersonId, SiteId } from './ids.ts'
import type { Role } from './roles.ts'

/** One role somebody holds; without an exam it holds for every exam of the authority. */
export type Appointment = {
  readonly role: Role
  readonly examId: ExamId | undefined
  readonly siteId: SiteId | undefined
  readonly unit: string | undefined
}

/** Who acts. Built from the session by src/identity; never from anything the client says. */
export type Caller = {
  readonly accountId: AccountId
  readonly personId: PersonId
  readonly kind: 'candidate' | 'officer'
  readonly name: string
  readonly appointments: readonly Appointment[]
  /** The client's key for "the same act again", from the Idempotency-Key header or the form. */
  readonly idempotencyKey: string | undefined
}

/** The same person with the key of another request; a sealed name stays unopened. */
export const withKey = (caller: Caller, idempotencyKey: string | undefined): Caller => ({
  accountId: caller.accountId,
  personId: caller.personId,
  kind: caller.kind,
  appointments: caller.appointments,
  get name() {
    return caller.name
  },
  idempotencyKey,
})

/**
 * Keys that the table would not take are no keys: the request then counts as a new one. Only ASCII, of which a character is one sign for us and
 * for PostgreSQL: a key that it refused would undo the batch of everybody who came at the same moment.
 */
export const boundedKey = (key: string | undefined): string | undefined =>
  key !== undefined && /^[\x20-\x7e]{8,128}$/.test(key) ? key : undefined

/** Whether the person serves in this exam, in whatever role. */
export const servesIn = (caller: Caller, examId: ExamId): boolean =>
  caller.appointments.some((held) => held.examId === undefined || held.examId === examId)

/** The appointment by which the caller may act in one of the roles for this exam, if there is one. */
export const appointmentFor = (caller: Caller, roles: readonly Role[], examId: string | undefined): Appointment | undefined =>
  caller.appointments.find((held) => roles.includes(held.role) && (held.examId === undefined || held.examId === examId))
