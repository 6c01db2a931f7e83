import { and, asc, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import {
  certificateCounters,
  certificateStandings,
  certificates,
  certificateWithdrawals,
  issueRegisters,
  proxyPermits,
  sealUses,
} from '../../db/schema/certificates.ts'
import { applications } from '../../db/schema/registration.ts'
import type { Instant } from '../foundation/clock.ts'
import { type AccountId, type ApplicationId, type CertificateId, type ExamId, PersonId } from '../foundation/ids.ts'
import { invariant, known } from '../foundation/invariant.ts'
import type { RegisterId, WithdrawalId } from './ids.ts'
import type { CertificateKind, CertifyingFamily } from './rules/pass.ts'
import type { CertificateState } from './rules/states.ts'

export type Certificate = typeof certificates.$inferSelect
export type NewCertificate = typeof certificates.$inferInsert
export type Register = typeof issueRegisters.$inferSelect
export type Withdrawal = typeof certificateWithdrawals.$inferSelect
export type ProxyPermit = typeof proxyPermits.$inferSelect
export type Standing = typeof certificateStandings.$inferSelect

/** The next running numbers of a family and year; the row's lock keeps two prints apart, and a print that fails leaves no gap. */
export async function nextRunning(tx: Tx, family: CertifyingFamily, year: number, many: number): Promise<number> {
  const [row] = await tx
    .insert(certificateCounters)
    .values({ family, year, last: many })
    .onConflictDoUpdate({
      target: [certificateCounters.family, certificateCounters.year],
      set: { last: sql`${certificateCounters.last} + ${many}` },
    })
    .returning({ last: certificateCounters.last })
  return known(row, 'an upsert answers its row').last - many + 1
}

export const insertCertificates = (tx: Tx, rows: readonly NewCertificate[]) => tx.insert(certificates).values([...rows])

export const certificatesOf = (tx: Tx, examId: ExamId): Promise<Certificate[]> =>
  tx.select().from(certificates).where(eq(certificates.examId, examId)).orderBy(asc(certificates.number))

/** Every certificate there was for these applications, newest first. */
export const certificatesFor = (tx: Tx, ids: readonly ApplicationId[]): Promise<Certificate[]> =>
  tx
    .select()
    .from(certificates)
    .where(inArray(certificates.applicationId, [...ids]))
    .orderBy(desc(certificates.printedAt), desc(certificates.number))

export async function certificateBy(tx: Tx, examId: ExamId, id: CertificateId): Promise<Certificate | undefined> {
  const [row] = await tx
    .select()
    .from(certificates)
    .where(and(eq(certificates.id, id), eq(certificates.examId, examId)))
  return row
}

export async function lockCertificate(tx: Tx, examId: ExamId, id: CertificateId): Promise<Certificate | undefined> {
  const [row] = await tx
    .select()
    .from(certificates)
    .where(and(eq(certificates.id, id), eq(certificates.examId, examId)))
    .for('update')
  return row
}

export async function lockCertificateOn(tx: Tx, kind: CertificateKind, blankNumber: number): Promise<Certificate | undefined> {
  const [row] = await tx
    .select()
    .from(certificates)
    .where(and(eq(certificates.kind, kind), eq(certificates.blankNumber, blankNumber)))
    .for('update')
  return row
}

/** Certificates in one state, locked in the order of their numbers; without those one person printed, where asked. */
export const lockInState = (tx: Tx, examId: ExamId, state: CertificateState, notPrintedBy?: AccountId): Promise<Certificate[]> =>
  tx
    .select()
    .from(certificates)
    .where(
      and(
        eq(certificates.examId, examId),
        eq(certificates.state, state),
        notPrintedBy === undefined ? undefined : ne(certificates.printedBy, notPrintedBy),
      ),
    )
    .orderBy(asc(certificates.number))
    .for('update')

type Moved = Partial<
  Pick<Certificate, 'sealUse' | 'stampedBy' | 'registerId' | 'collected' | 'issuedBy' | 'issuedAt' | 'trackingSealed' | 'deliveredAt'>
> & { readonly state: CertificateState }

/** Moves certificates on, guarded by the state that was judged. */
export async function moveCertificates(tx: Tx, ids: readonly CertificateId[], from: CertificateState, to: Moved): Promise<void> {
  const moved = await tx
    .update(certificates)
    .set(to)
    .where(and(inArray(certificates.id, [...ids]), eq(certificates.state, from)))
    .returning({ id: certificates.id })
  invariant(moved.length === ids.length, `certificates ${ids.join(', ')} left ${from} while we held their locks`)
}

export async function nextSealUse(tx: Tx, examId: ExamId): Promise<number> {
  const [row] = await tx
    .select({ last: sql<number>`coalesce(max(${sealUses.number}), 0)::int` })
    .from(sealUses)
    .where(eq(sealUses.examId, examId))
  return (row?.last ?? 0) + 1
}

export const insertSealUse = (tx: Tx, row: typeof sealUses.$inferInsert) => tx.insert(sealUses).values(row)
export const sealUsesOf = (tx: Tx, examId: ExamId) =>
  tx.select().from(sealUses).where(eq(sealUses.examId, examId)).orderBy(asc(sealUses.number))

export const registersOf = (tx: Tx, examId: ExamId): Promise<Register[]> =>
  tx.select().from(issueRegisters).where(eq(issueRegisters.examId, examId)).orderBy(asc(issueRegisters.number))

export async function registerBy(tx: Tx, examId: ExamId, id: RegisterId): Promise<Register | undefined> {
  const [row] = await tx
    .select()
    .from(issueRegisters)
    .where(and(eq(issueRegisters.id, id), eq(issueRegisters.examId, examId)))
  return row
}

export const insertRegister = (tx: Tx, row: Register) => tx.insert(issueRegisters).values(row)

export async function permitFor(tx: Tx, id: CertificateId): Promise<ProxyPermit | undefined> {
  const [row] = await tx.select().from(proxyPermits).where(eq(proxyPermits.certificateId, id))
  return row
}

export async function insertPermit(tx: Tx, row: ProxyPermit): Promise<boolean> {
  const rows = await tx.insert(proxyPermits).values(row).onConflictDoNothing().returning({ id: proxyPermits.certificateId })
  return rows.length === 1
}

export const insertWithdrawal = (tx: Tx, row: Withdrawal) => tx.insert(certificateWithdrawals).values(row)

export async function lockWithdrawal(tx: Tx, id: WithdrawalId): Promise<Withdrawal | undefined> {
  const [row] = await tx.select().from(certificateWithdrawals).where(eq(certificateWithdrawals.id, id)).for('update')
  return row
}

export async function approveWithdrawalRow(tx: Tx, id: WithdrawalId, by: AccountId, now: Instant): Promise<void> {
  await tx
    .update(certificateWithdrawals)
    .set({ approvedBy: by, approvedAt: now })
    .where(and(eq(certificateWithdrawals.id, id), isNull(certificateWithdrawals.approvedBy)))
}

export const withdrawalsOf = (tx: Tx, examId: ExamId) =>
  tx
    .select({ withdrawal: certificateWithdrawals, number: certificates.number })
    .from(certificateWithdrawals)
    .innerJoin(certificates, eq(certificates.id, certificateWithdrawals.certificateId))
    .where(eq(certificates.examId, examId))
    .orderBy(desc(certificateWithdrawals.proposedAt))

/** What anybody may know; nothing of a certificate that has not left the house. */
export async function standingBy(tx: Tx, number: string): Promise<Standing | undefined> {
  const [row] = await tx.select().from(certificateStandings).where(eq(certificateStandings.number, number))
  return row
}

/** A person's own certificates, once they have left the house. */
export async function certificatesOfPerson(tx: Tx, personId: PersonId): Promise<Certificate[]> {
  const rows = await tx
    .select({ certificate: certificates })
    .from(certificates)
    .innerJoin(applications, eq(applications.id, certificates.applicationId))
    .where(and(eq(applications.personId, personId), sql`${certificates.issuedAt} is not null`))
    .orderBy(desc(certificates.issuedAt))
  return rows.map(({ certificate }) => certificate)
}

/** The sealed form of the version that was found qualified, and the photograph. */
export async function applicationToPrint(tx: Tx, id: ApplicationId) {
  const Row = z.object({
    personId: PersonId,
    version: z.int(),
    form: z.instanceof(Uint8Array),
    photo: z.string().nullable(),
    unit: z.string(),
    field: z.string(),
    grade: z.int().nullable(),
  })
  const [row] = z.array(Row).parse(
    await tx.execute(sql`
      select a.person_id as "personId", a.version, v.form_sealed as form, a.photo_file as photo, p.unit, p.title as field, p.grade
        from applications a join application_versions v on v.application_id = a.id and v.version = a.version
        join positions p on p.id = a.position_id where a.id = ${id}`),
  )
  return known(row, `application ${id} has an approved pass and no form`)
}
