import { and, asc, count, desc, eq, getTableColumns, gte, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { exams } from '../../db/schema/exam.ts'
import { objectionFindings, objections, publicationDrafts, publications } from '../../db/schema/publicity.ts'
import { Notice } from '../exam/rules/notice.ts'
import type { Instant } from '../foundation/clock.ts'
import type { AccountId, ExamId, PublicationId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import type { DraftId, ObjectionId, ObjectionNumber } from './ids.ts'
import type { ObjectionFinding, ObjectionState } from './rules/hands.ts'
import { listColumns, type PublicationKind, publicationKinds } from './rules/lists.ts'

export type Publication = typeof publications.$inferSelect
export type Draft = typeof publicationDrafts.$inferSelect
export type Objection = typeof objections.$inferSelect
export type Finding = typeof objectionFindings.$inferSelect

/** What a snapshot's text says. */
const Snapshot = z.object({
  exam: z.string(),
  kind: z.enum(publicationKinds),
  columns: z.array(z.enum(listColumns)),
  rows: z.array(z.partialRecord(z.enum(listColumns), z.string())),
})
export type Snapshot = z.infer<typeof Snapshot>
export const readSnapshot = (text: string): Snapshot => Snapshot.parse(JSON.parse(text))

/** The exam as publicity needs it: its name and what the notice says about periods, holidays and telephones. */
export async function examOfLists(tx: Tx, examId: ExamId) {
  const [row] = await tx
    .select({ family: exams.family, title: exams.title, state: exams.state, notice: exams.notice })
    .from(exams)
    .where(eq(exams.id, examId))
  return row && row.state !== 'draft' ? { ...row, notice: Notice.parse(row.notice) } : undefined
}

/** Makes approvals of one exam run one after the other, so that a version number is given once. */
export async function lockLists(tx: Tx, examId: ExamId): Promise<void> {
  await tx.select({ id: exams.id }).from(exams).where(eq(exams.id, examId)).for('no key update')
}

export async function insertDraft(tx: Tx, draft: Draft): Promise<void> {
  await tx.insert(publicationDrafts).values(draft)
}

/** An earlier draft of the same list that nobody approved gives way to the newer one. */
export async function withdrawOpenDrafts(tx: Tx, examId: ExamId, kind: PublicationKind, by: AccountId, now: Instant): Promise<void> {
  await tx
    .update(publicationDrafts)
    .set({ withdrawnAt: now, withdrawnBy: by })
    .where(
      and(
        eq(publicationDrafts.examId, examId),
        eq(publicationDrafts.kind, kind),
        isNull(publicationDrafts.publishedAs),
        isNull(publicationDrafts.withdrawnAt),
      ),
    )
}

export async function lockDraft(tx: Tx, examId: ExamId, id: DraftId): Promise<Draft | undefined> {
  const [row] = await tx
    .select()
    .from(publicationDrafts)
    .where(and(eq(publicationDrafts.id, id), eq(publicationDrafts.examId, examId)))
    .for('update')
  return row
}

export async function draftById(tx: Tx, examId: ExamId, id: DraftId): Promise<Draft | undefined> {
  const [row] = await tx
    .select()
    .from(publicationDrafts)
    .where(and(eq(publicationDrafts.id, id), eq(publicationDrafts.examId, examId)))
  return row
}

export async function openDrafts(tx: Tx, examId: ExamId): Promise<Draft[]> {
  return tx
    .select()
    .from(publicationDrafts)
    .where(and(eq(publicationDrafts.examId, examId), isNull(publicationDrafts.publishedAs), isNull(publicationDrafts.withdrawnAt)))
    .orderBy(asc(publicationDrafts.preparedAt))
}

export async function settleDraft(
  tx: Tx,
  id: DraftId,
  settled: { readonly publishedAs: PublicationId } | { readonly withdrawnAt: Instant; readonly withdrawnBy: AccountId },
): Promise<void> {
  const moved = await tx
    .update(publicationDrafts)
    .set(settled)
    .where(and(eq(publicationDrafts.id, id), isNull(publicationDrafts.publishedAs), isNull(publicationDrafts.withdrawnAt)))
    .returning({ id: publicationDrafts.id })
  invariant(moved.length === 1, `draft ${id} was settled while we held its lock`)
}

export async function newestPublication(tx: Tx, examId: ExamId, kind: PublicationKind): Promise<Publication | undefined> {
  const [row] = await tx
    .select()
    .from(publications)
    .where(and(eq(publications.examId, examId), eq(publications.kind, kind)))
    .orderBy(desc(publications.version))
    .limit(1)
  return row
}

/** Everything of a published list but the list itself, which may be that of a whole exam. */
const { snapshot: _list, ...headColumns } = getTableColumns(publications)
export type PublicationHead = Omit<Publication, 'snapshot'>

export async function newestHead(tx: Tx, examId: ExamId, kind: PublicationKind): Promise<PublicationHead | undefined> {
  const [row] = await tx
    .select(headColumns)
    .from(publications)
    .where(and(eq(publications.examId, examId), eq(publications.kind, kind)))
    .orderBy(desc(publications.version))
    .limit(1)
  return row
}

export async function publicationHead(tx: Tx, examId: ExamId, id: PublicationId): Promise<PublicationHead | undefined> {
  const [row] = await tx
    .select(headColumns)
    .from(publications)
    .where(and(eq(publications.id, id), eq(publications.examId, examId)))
  return row
}

export async function insertPublication(tx: Tx, publication: Publication): Promise<void> {
  await tx.insert(publications).values(publication)
}

/** Newest first, every version: a corrected list stays visible. */
export async function publicationsOf(tx: Tx, examId: ExamId): Promise<PublicationHead[]> {
  return tx
    .select(headColumns)
    .from(publications)
    .where(eq(publications.examId, examId))
    .orderBy(desc(publications.openedAt), desc(publications.version))
}

export async function publicationById(tx: Tx, examId: ExamId, id: PublicationId): Promise<Publication | undefined> {
  const [row] = await tx
    .select()
    .from(publications)
    .where(and(eq(publications.id, id), eq(publications.examId, examId)))
  return row
}

export async function insertObjection(tx: Tx, objection: Objection): Promise<void> {
  await tx.insert(objections).values(objection)
}

export async function objectionsSince(tx: Tx, publicationId: PublicationId, since: Instant): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(objections)
    .where(and(eq(objections.publicationId, publicationId), gte(objections.raisedAt, since)))
  return row?.count ?? 0
}

export type ObjectionOnList = Objection & { readonly kind: PublicationKind; readonly preparedBy: AccountId }

const onList = { objection: objections, kind: publications.kind, preparedBy: publications.preparedBy }

export async function objectionsOfExam(tx: Tx, examId: ExamId): Promise<ObjectionOnList[]> {
  const rows = await tx
    .select(onList)
    .from(objections)
    .innerJoin(publications, eq(publications.id, objections.publicationId))
    .where(eq(publications.examId, examId))
    .orderBy(asc(objections.raisedAt))
  return rows.map(({ objection, ...list }) => ({ ...objection, ...list }))
}

/** Takes the row lock that makes two findings on one objection run one after the other. */
export async function lockObjection(tx: Tx, examId: ExamId, id: ObjectionId): Promise<ObjectionOnList | undefined> {
  const [row] = await tx
    .select(onList)
    .from(objections)
    .innerJoin(publications, eq(publications.id, objections.publicationId))
    .where(and(eq(objections.id, id), eq(publications.examId, examId)))
    .for('update', { of: objections })
  return row && { ...row.objection, kind: row.kind, preparedBy: row.preparedBy }
}

export async function objectionByNumber(tx: Tx, number: ObjectionNumber) {
  const [row] = await tx
    .select({
      state: objections.state,
      raisedAt: objections.raisedAt,
      dueAt: objections.dueAt,
      decidedAt: objections.decidedAt,
      examId: publications.examId,
      kind: publications.kind,
    })
    .from(objections)
    .innerJoin(publications, eq(publications.id, objections.publicationId))
    .where(eq(objections.number, number))
  return row
}

export async function findingsOn(tx: Tx, ids: readonly ObjectionId[]): Promise<Finding[]> {
  if (ids.length === 0) return []
  return tx
    .select()
    .from(objectionFindings)
    .where(inArray(objectionFindings.objectionId, [...ids]))
    .orderBy(asc(objectionFindings.sequence))
}

export async function saveFinding(tx: Tx, finding: Finding, from: ObjectionState): Promise<void> {
  await tx.insert(objectionFindings).values(finding)
  const moved = await tx
    .update(objections)
    .set({ state: finding.finding, decidedAt: finding.decidedAt })
    .where(and(eq(objections.id, finding.objectionId), eq(objections.state, from)))
    .returning({ id: objections.id })
  invariant(moved.length === 1, `objection ${finding.objectionId} left ${from} while we held its lock`)
}

export type ObjectionAbout = { readonly concerns: string | null; readonly state: 'open' | ObjectionFinding }

/** Objections on any version of one list, with the ticket each is about. */
export async function objectionsAbout(tx: Tx, examId: ExamId, kind: PublicationKind): Promise<ObjectionAbout[]> {
  return tx
    .select({ concerns: objections.concerns, state: objections.state })
    .from(objections)
    .innerJoin(publications, eq(publications.id, objections.publicationId))
    .where(and(eq(publications.examId, examId), eq(publications.kind, kind)))
    .orderBy(asc(objections.raisedAt))
}

/** Names of officers, by account, for the pages of officers. */
export async function sealedNames(tx: Tx, accounts: readonly AccountId[]) {
  if (accounts.length === 0) return []
  const rows = await tx.execute(sql`
    select a.id as "accountId", p.id as "personId", encode(p.name_sealed, 'hex') as sealed
      from accounts a join persons p on p.id = a.person_id where a.id in ${accounts}`)
  return z.array(z.object({ accountId: z.string(), personId: z.string(), sealed: z.string() })).parse(rows)
}
