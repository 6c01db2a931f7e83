import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { accounts, persons } from '../../db/schema/identity.ts'
import {
  disputeDecisions,
  exceptionUses,
  noticeReadings,
  opinions,
  postCounts,
  qualifications,
  referrals,
  supplements,
} from '../../db/schema/qualification.ts'
import { applicationVersions, documents } from '../../db/schema/registration.ts'
import { type Instant, PlainDateText } from '../foundation/clock.ts'
import { type AccountId, ApplicationId, type ExamId, PersonId, PositionId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import type { ReferralId } from './ids.ts'
import type { Phase } from './rules/case-state.ts'
import type { ExceptionCondition } from './rules/worker-grade.ts'

export type OpinionRow = typeof opinions.$inferSelect
export type QualificationRow = typeof qualifications.$inferSelect
export type DisputeRow = typeof disputeDecisions.$inferSelect
export type SupplementRow = typeof supplements.$inferSelect
export type ReferralRow = typeof referrals.$inferSelect
export type DocumentRow = typeof documents.$inferSelect

type Key = { readonly applicationId: ApplicationId; readonly phase: Phase }

const Preparation = z.object({ trainedOn: PlainDateText.nullable(), hasReadNotice: z.boolean() })

/** Training in review and whether this version of the notice was studied. */
export async function preparationOf(tx: Tx, examId: ExamId, accountId: AccountId, noticeHash: Uint8Array) {
  const rows = await tx.execute(sql`
    select (select trained_on::text from trainings where exam_id = ${examId} and account_id = ${accountId} and kind = 'review') as "trainedOn",
           exists (select from notice_readings
                    where exam_id = ${examId} and account_id = ${accountId} and notice_hash = ${noticeHash}) as "hasReadNotice"`)
  const [found] = z.array(Preparation).parse(rows)
  return { trainedOn: found?.trainedOn ?? undefined, hasReadNotice: found?.hasReadNotice === true }
}

export async function insertReading(tx: Tx, reading: typeof noticeReadings.$inferInsert): Promise<void> {
  await tx.insert(noticeReadings).values(reading).onConflictDoNothing()
}

/** All that was ever said on one version, voided or not, in the order it was given. */
export async function opinionsEver(tx: Tx, { applicationId, phase }: Key, version: number): Promise<OpinionRow[]> {
  return tx
    .select()
    .from(opinions)
    .where(and(eq(opinions.applicationId, applicationId), eq(opinions.phase, phase), eq(opinions.version, version)))
    .orderBy(asc(opinions.givenAt), asc(opinions.id))
}

/** Opinions on one version that stand, in the order they were given. */
export const opinionsOn = async (tx: Tx, file: Key, version: number): Promise<OpinionRow[]> =>
  (await opinionsEver(tx, file, version)).filter(({ voidedAt }) => voidedAt === null)

export async function insertOpinion(tx: Tx, opinion: OpinionRow): Promise<void> {
  await tx.insert(opinions).values(opinion)
}

export async function voidOpinions(tx: Tx, { applicationId, phase }: Key, now: Instant): Promise<void> {
  await tx
    .update(opinions)
    .set({ voidedAt: now })
    .where(and(eq(opinions.applicationId, applicationId), eq(opinions.phase, phase), isNull(opinions.voidedAt)))
}

export async function insertQualification(tx: Tx, qualification: QualificationRow): Promise<void> {
  await tx.insert(qualifications).values(qualification)
}

export async function standingQualification(tx: Tx, { applicationId, phase }: Key): Promise<QualificationRow | undefined> {
  const [row] = await tx
    .select()
    .from(qualifications)
    .where(
      and(
        eq(qualifications.applicationId, applicationId),
        eq(qualifications.phase, phase),
        isNull(qualifications.supersededAt),
        isNull(qualifications.reversedAt),
      ),
    )
  return row
}

export async function reverseQualification(tx: Tx, id: QualificationRow['id'], now: Instant): Promise<void> {
  const rows = await tx
    .update(qualifications)
    .set({ reversedAt: now })
    .where(and(eq(qualifications.id, id), isNull(qualifications.reversedAt)))
    .returning({ id: qualifications.id })
  invariant(rows.length === 1, `qualification ${id} was reversed while its case was locked`)
}

export type Qualified = {
  readonly applicationId: ApplicationId
  readonly personId: PersonId
  readonly positionId: PositionId
  readonly version: number
}

/** The query of those who are qualified in a phase, for a stage that asks more of them. */
export const qualifiedNow = (examId: ExamId, phase: Phase): SQL => sql`
  select a.id as "applicationId", a.person_id as "personId", a.position_id as "positionId", a.version
    from qualifications q join applications a on a.id = q.application_id and a.version = q.version and a.state = 'submitted'
   where q.exam_id = ${examId} and q.phase = ${phase} and q.outcome = 'qualified' and q.superseded_at is null and q.reversed_at is null`

/**
 * Applications that stand qualified in a phase: two persons (or a dispute's decision) on the newest version, not reversed, not
 * withdrawn. What later stages seat, invite and certify.
 */
export async function qualifiedApplications(tx: Tx, examId: ExamId, phase: Phase): Promise<Qualified[]> {
  const rows = await tx.execute(sql`${qualifiedNow(examId, phase)} order by "applicationId"`)
  return z.array(z.object({ applicationId: ApplicationId, personId: PersonId, positionId: PositionId, version: z.int() })).parse(rows)
}

export async function decisionOn(tx: Tx, { applicationId, phase }: Key, version: number): Promise<DisputeRow | undefined> {
  const [row] = await tx
    .select()
    .from(disputeDecisions)
    .where(and(eq(disputeDecisions.applicationId, applicationId), eq(disputeDecisions.phase, phase), eq(disputeDecisions.version, version)))
  return row
}

export async function insertSectionDecision(tx: Tx, decision: typeof disputeDecisions.$inferInsert): Promise<void> {
  await tx.insert(disputeDecisions).values(decision)
}

type DeputyPart = Required<Pick<DisputeRow, 'deputyBy' | 'deputyPersonId' | 'deputyOutcome' | 'deputyReasonsSealed' | 'deputyAt'>>
export async function addDeputyDecision(tx: Tx, { applicationId, phase }: Key, version: number, deputy: DeputyPart): Promise<void> {
  const rows = await tx
    .update(disputeDecisions)
    .set(deputy)
    .where(
      and(
        eq(disputeDecisions.applicationId, applicationId),
        eq(disputeDecisions.phase, phase),
        eq(disputeDecisions.version, version),
        isNull(disputeDecisions.deputyBy),
      ),
    )
    .returning({ id: disputeDecisions.applicationId })
  invariant(rows.length === 1, `the dispute on ${applicationId} was decided while its case was locked`)
}

export async function insertSupplement(tx: Tx, supplement: SupplementRow): Promise<void> {
  await tx.insert(supplements).values(supplement)
}

export async function supplementOf(tx: Tx, { applicationId, phase }: Key): Promise<SupplementRow | undefined> {
  const [row] = await tx
    .select()
    .from(supplements)
    .where(and(eq(supplements.applicationId, applicationId), eq(supplements.phase, phase)))
  return row
}

export async function answerSupplementRow(tx: Tx, id: SupplementRow['id'], now: Instant): Promise<void> {
  const rows = await tx
    .update(supplements)
    .set({ answeredAt: now })
    .where(and(eq(supplements.id, id), isNull(supplements.answeredAt)))
    .returning({ id: supplements.id })
  invariant(rows.length === 1, `supplement ${id} was answered while its case was locked`)
}

export async function insertReferral(tx: Tx, referral: ReferralRow): Promise<void> {
  await tx.insert(referrals).values(referral)
}

export async function referralsOf(tx: Tx, { applicationId, phase }: Key): Promise<ReferralRow[]> {
  return tx
    .select()
    .from(referrals)
    .where(and(eq(referrals.applicationId, applicationId), eq(referrals.phase, phase)))
    .orderBy(asc(referrals.askedAt))
}

export async function referralById(tx: Tx, id: ReferralId): Promise<ReferralRow | undefined> {
  const [row] = await tx.select().from(referrals).where(eq(referrals.id, id))
  return row
}

type ReferralAnswer = Required<Pick<ReferralRow, 'answerSealed' | 'answeredFrom' | 'answeredBy' | 'answeredAt'>>
export async function answerReferralRow(tx: Tx, id: ReferralId, answer: ReferralAnswer): Promise<void> {
  const rows = await tx
    .update(referrals)
    .set(answer)
    .where(and(eq(referrals.id, id), isNull(referrals.answeredAt)))
    .returning({ id: referrals.id })
  invariant(rows.length === 1, `referral ${id} was answered while its case was locked`)
}

/** Exceptions this person used in other exams, over the whole history. */
export async function exceptionsUsed(tx: Tx, personId: PersonId, except: ExamId): Promise<ExceptionCondition[]> {
  const rows = await tx.select().from(exceptionUses).where(eq(exceptionUses.personId, personId))
  return rows.filter(({ examId }) => examId !== except).map(({ condition }) => condition)
}

export async function insertExceptionUse(tx: Tx, use: typeof exceptionUses.$inferInsert): Promise<void> {
  await tx
    .insert(exceptionUses)
    .values(use)
    .onConflictDoNothing({ target: [exceptionUses.personId, exceptionUses.condition, exceptionUses.examId] })
}

export async function dropExceptionUse(tx: Tx, personId: PersonId, examId: ExamId): Promise<void> {
  await tx.delete(exceptionUses).where(and(eq(exceptionUses.personId, personId), eq(exceptionUses.examId, examId)))
}

export async function sealedForm(tx: Tx, applicationId: ApplicationId, version: number) {
  const [row] = await tx
    .select({ sealed: applicationVersions.formSealed, submittedAt: applicationVersions.submittedAt })
    .from(applicationVersions)
    .where(and(eq(applicationVersions.applicationId, applicationId), eq(applicationVersions.version, version)))
  return row
}

/** The papers of an application as they are now, the photo aside: each has an original. */
export async function documentsOf(tx: Tx, applicationId: ApplicationId): Promise<DocumentRow[]> {
  const rows = await tx
    .select()
    .from(documents)
    .where(and(eq(documents.applicationId, applicationId), isNull(documents.replacedAt)))
    .orderBy(asc(documents.kind), asc(documents.uploadedAt))
  return rows.filter(({ kind }) => kind !== 'photo')
}

/** The photograph as it is now: no paper that has an original to compare it with. */
export async function photoOf(tx: Tx, applicationId: ApplicationId): Promise<DocumentRow | undefined> {
  const [row] = await tx
    .select()
    .from(documents)
    .where(and(eq(documents.applicationId, applicationId), eq(documents.kind, 'photo'), isNull(documents.replacedAt)))
  return row
}

export async function sealedPerson(tx: Tx, personId: PersonId) {
  const [row] = await tx.select().from(persons).where(eq(persons.id, personId))
  return row
}

/** The account to which a candidate's messages go; none for people a clerk entered on site. */
export async function candidateAccount(tx: Tx, personId: PersonId): Promise<AccountId | undefined> {
  const [row] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.personId, personId), eq(accounts.kind, 'candidate')))
  return row?.id
}

const MyCase = z.object({
  applicationId: ApplicationId,
  examId: z.string(),
  title: z.string(),
  number: z.string(),
  phase: z.enum(['before', 're_review', 'after']),
})

/** The phases in which a candidate's own applications are or were reviewed. */
export async function casesOfPerson(tx: Tx, personId: PersonId) {
  const rows = await tx.execute(sql`
    select c.application_id as "applicationId", c.exam_id as "examId", e.title, a.number, c.phase
      from review_cases c join applications a on a.id = c.application_id join exams e on e.id = c.exam_id
     where a.person_id = ${personId} order by c.opened_at desc`)
  return z.array(MyCase).parse(rows)
}

/** How many stand applied for each post, and how many of them passed: one statement, so that the two numbers are of one moment. */
export const postCountsOf = (tx: Tx, examId: ExamId): Promise<{ positionId: PositionId; applied: number; passed: number }[]> =>
  tx
    .select({ positionId: postCounts.positionId, applied: postCounts.applied, passed: postCounts.passed })
    .from(postCounts)
    .where(eq(postCounts.examId, examId))
