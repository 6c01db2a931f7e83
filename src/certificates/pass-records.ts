import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { passApprovals, passListFilings } from '../../db/schema/certificates.ts'
import type { Instant } from '../foundation/clock.ts'
import { AccountId, ApplicationId, type ExamId, PersonId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import type { Receiver } from './rules/filing.ts'

export type PassApproval = typeof passApprovals.$inferSelect
export type Filing = typeof passListFilings.$inferSelect

/** Whether names have joined scores, and everybody who had a hand in it: entered, joined or released them. */
export async function scorersOf(tx: Tx, examId: ExamId): Promise<{ readonly joined: boolean; readonly accounts: readonly AccountId[] }> {
  const rows = await tx.execute(sql`
    select u.approved_at is not null as joined,
           array_remove(array[u.requested_by, u.approved_by] || array(select prepared_by from score_sheets where exam_id = u.exam_id)
             || array(select entered_by from practical_results where exam_id = u.exam_id)
             || array(select confirmed_by from practical_results where exam_id = u.exam_id), null) as accounts
      from unblindings u where u.exam_id = ${examId}`)
  const [row] = z.array(z.object({ joined: z.boolean(), accounts: z.array(AccountId) })).parse(rows)
  return row ?? { joined: false, accounts: [] }
}

const Result = z.object({
  applicationId: ApplicationId,
  personId: PersonId,
  version: z.int(),
  ticket: z.string(),
  field: z.string(),
  grade: z.int().nullable(),
  practicalWeight: z.string(),
  /** Confirmed by a second person. */
  practice: z.string().nullable(),
  status: z.enum(['scored', 'absent', 'breach']),
  score: z.string().nullable(),
  approval: z.enum(['none', 'standing', 'revoked']),
})
export type WrittenResult = z.infer<typeof Result>

/** Everybody with a written result, in ticket order. */
export async function writtenResultsOf(tx: Tx, examId: ExamId): Promise<WrittenResult[]> {
  return z.array(Result).parse(
    await tx.execute(sql`
      select w.application_id as "applicationId", a.person_id as "personId", a.version, t.number as ticket, p.title as field, p.grade,
             p.practical_weight as "practicalWeight", m.score as practice, w.status, w.score,
             case when pa.application_id is null then 'none' when pa.revoked_at is null then 'standing' else 'revoked' end as approval
        from written_results w join applications a on a.id = w.application_id join positions p on p.id = a.position_id
        join tickets t on t.id = w.ticket_id left join pass_approvals pa on pa.application_id = w.application_id
        left join practical_results m on m.application_id = w.application_id and m.confirmed_at is not null
       where w.exam_id = ${examId} order by t.number`),
  )
}

export async function insertApprovals(tx: Tx, rows: readonly PassApproval[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 1000) await tx.insert(passApprovals).values(rows.slice(from, from + 1000))
}

/** Takes the locks that make two prints for one person, or a print and a revocation, run one after the other. */
export const lockApprovals = (tx: Tx, examId: ExamId, ids: readonly ApplicationId[]): Promise<PassApproval[]> =>
  tx
    .select()
    .from(passApprovals)
    .where(and(eq(passApprovals.examId, examId), inArray(passApprovals.applicationId, [...ids])))
    .orderBy(asc(passApprovals.applicationId))
    .for('update')

export async function revokeApproval(tx: Tx, applicationId: ApplicationId, now: Instant): Promise<void> {
  await tx
    .update(passApprovals)
    .set({ revokedAt: now })
    .where(and(eq(passApprovals.applicationId, applicationId), isNull(passApprovals.revokedAt)))
}

/** The director whose approval the seals follow. */
export async function approverOf(tx: Tx, examId: ExamId): Promise<AccountId> {
  const [row] = await tx
    .select({ by: passApprovals.approvedBy })
    .from(passApprovals)
    .where(eq(passApprovals.examId, examId))
    .orderBy(asc(passApprovals.approvedAt))
    .limit(1)
  return known(row, `exam ${examId} has certificates without an approval`).by
}

export async function insertFiling(tx: Tx, row: Filing): Promise<boolean> {
  const rows = await tx.insert(passListFilings).values(row).onConflictDoNothing().returning({ examId: passListFilings.examId })
  return rows.length === 1
}

export const filingsOf = (tx: Tx, examId: ExamId): Promise<Filing[]> =>
  tx.select().from(passListFilings).where(eq(passListFilings.examId, examId)).orderBy(asc(passListFilings.receiver))

export async function lockFiling(tx: Tx, examId: ExamId, receiver: Receiver): Promise<Filing | undefined> {
  const [row] = await tx
    .select()
    .from(passListFilings)
    .where(and(eq(passListFilings.examId, examId), eq(passListFilings.receiver, receiver)))
    .for('update')
  return row
}

export async function receiveFiling(tx: Tx, examId: ExamId, receiver: Receiver, by: AccountId, now: Instant): Promise<void> {
  await tx
    .update(passListFilings)
    .set({ receivedBy: by, receivedAt: now })
    .where(and(eq(passListFilings.examId, examId), eq(passListFilings.receiver, receiver), isNull(passListFilings.receivedAt)))
}
