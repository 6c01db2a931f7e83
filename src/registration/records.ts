import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import { exams, positions } from '../../db/schema/exam.ts'
import { persons } from '../../db/schema/identity.ts'
import { applicationCounts, applications, applicationVersions, documents } from '../../db/schema/registration.ts'
import { type Exam, examOf } from '../exam/records.ts'
import type { ApplicationId, ExamId, PersonId, PositionId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import type { DocumentKind } from './rules/documents.ts'
import { isNoStrangersDraft } from './set-aside-records.ts'

export type Application = typeof applications.$inferSelect
export type ApplicationVersion = typeof applicationVersions.$inferSelect
export type Document = typeof documents.$inferSelect

/** Enters the application unless the person has one in this exam, under any race; answers whether this call entered it. */
export async function enterApplication(tx: Tx, row: typeof applications.$inferInsert): Promise<boolean> {
  const entered = await tx
    .insert(applications)
    .values(row)
    .onConflictDoNothing({ target: [applications.examId, applications.personId] })
    .returning({ id: applications.id })
  return entered.length === 1
}

export async function applicationOf(tx: Tx, examId: ExamId, personId: PersonId): Promise<Application | undefined> {
  const [row] = await tx
    .select()
    .from(applications)
    .where(and(eq(applications.examId, examId), eq(applications.personId, personId)))
  return row
}

export async function loadApplication(tx: Tx, id: ApplicationId): Promise<Application | undefined> {
  const [row] = await tx
    .select()
    .from(applications)
    .where(and(eq(applications.id, id), isNoStrangersDraft()))
  return row
}

/**
 * Whoever changes an application queues here: two submissions of one person become one version after the other. The exam comes along
 * as it was when the statement began; its window does not move once it is announced.
 */
export async function lockApplication(
  tx: Tx,
  examId: ExamId,
  id: ApplicationId,
): Promise<{ readonly application: Application; readonly exam: Exam } | undefined> {
  const [row] = await tx
    .select({ application: applications, exam: exams })
    .from(applications)
    .innerJoin(exams, eq(exams.id, applications.examId))
    .where(and(eq(applications.examId, examId), eq(applications.id, id), isNoStrangersDraft()))
    .for('update', { of: applications })
  return row && { application: row.application, exam: examOf(row.exam) }
}

type Changes = Partial<
  Pick<Application, 'state' | 'version' | 'draftVersion' | 'draftSealed' | 'photoFile' | 'positionId' | 'submittedAt' | 'withdrawnAt'>
>
export async function changeApplication(
  tx: Tx,
  from: Pick<Application, 'id' | 'version' | 'draftVersion'>,
  changes: Changes,
): Promise<void> {
  const changed = await tx
    .update(applications)
    .set(changes)
    .where(and(eq(applications.id, from.id), eq(applications.version, from.version), eq(applications.draftVersion, from.draftVersion)))
    .returning({ id: applications.id })
  invariant(changed.length === 1, `application ${from.id} changed while its row was locked`)
}

export const insertVersion = (tx: Tx, row: typeof applicationVersions.$inferInsert) => tx.insert(applicationVersions).values(row)

export const versionsOf = (tx: Tx, id: ApplicationId): Promise<ApplicationVersion[]> =>
  tx.select().from(applicationVersions).where(eq(applicationVersions.applicationId, id)).orderBy(asc(applicationVersions.version))

export async function versionOf(tx: Tx, id: ApplicationId, version: number): Promise<ApplicationVersion | undefined> {
  const [row] = await tx
    .select()
    .from(applicationVersions)
    .where(and(eq(applicationVersions.applicationId, id), eq(applicationVersions.version, version)))
  return row
}

/** The papers of an application as they are now. */
export const documentsOf = (tx: Tx, id: ApplicationId): Promise<Document[]> =>
  tx
    .select()
    .from(documents)
    .where(and(eq(documents.applicationId, id), isNull(documents.replacedAt)))
    .orderBy(documents.kind, documents.uploadedAt, documents.id)

/** A new paper stands for the former of its kind; of 'other' there may be several. */
export async function putDocument(tx: Tx, row: typeof documents.$inferInsert & { readonly kind: DocumentKind }): Promise<void> {
  await tx.execute(sql`
    with replaced as (
      update documents set replaced_at = ${row.uploadedAt}
       where application_id = ${row.applicationId} and kind = ${row.kind} and kind <> 'other' and replaced_at is null
      returning id)
    insert into documents (id, application_id, kind, file, content_type, bytes, uploaded_at)
    select ${row.id}, ${row.applicationId}, ${row.kind}, ${row.file}, ${row.contentType}, ${row.bytes}, ${row.uploadedAt}
      from (select count(*) from replaced) after_it`)
}

export async function personOf(tx: Tx, id: PersonId) {
  const [row] = await tx.select().from(persons).where(eq(persons.id, id))
  invariant(row, `person ${id} of an application is not there`)
  return row
}

export const ownApplications = (tx: Tx, personId: PersonId) =>
  tx
    .select({ application: applications, exam: exams, position: positions })
    .from(applications)
    .innerJoin(exams, eq(exams.id, applications.examId))
    .innerJoin(positions, eq(positions.id, applications.positionId))
    .where(and(eq(applications.personId, personId), isNoStrangersDraft()))
    .orderBy(desc(applications.createdAt))

export const countsOf = (tx: Tx, examId: ExamId): Promise<{ positionId: PositionId; submitted: number }[]> =>
  tx
    .select({ positionId: applicationCounts.positionId, submitted: applicationCounts.submitted })
    .from(applicationCounts)
    .where(eq(applicationCounts.examId, examId))

const StateCount = z.object({ state: z.enum(['draft', 'submitted', 'withdrawn']), onSite: z.boolean(), count: z.int() })

/** How many applications are in which state, online and at the counter. */
export async function statesOf(tx: Tx, examId: ExamId): Promise<z.infer<typeof StateCount>[]> {
  const rows = await tx.execute(sql`
    select state, entered_by is not null as "onSite", count(*)::integer as count
      from applications where exam_id = ${examId} group by 1, 2 order by 1, 2`)
  return z.array(StateCount).parse([...rows])
}

export type Listed = Pick<Application, 'id' | 'number' | 'state' | 'version' | 'submittedAt' | 'positionId'> & {
  readonly code: string
  readonly title: string
}

/** A page of applications by number, without anything about the persons. */
export const listed = (tx: Tx, examId: ExamId, after: string, limit: number): Promise<Listed[]> =>
  tx
    .select({
      id: applications.id,
      number: applications.number,
      state: applications.state,
      version: applications.version,
      submittedAt: applications.submittedAt,
      positionId: applications.positionId,
      code: positions.code,
      title: positions.title,
    })
    .from(applications)
    .innerJoin(positions, eq(positions.id, applications.positionId))
    .where(and(eq(applications.examId, examId), sql`${applications.number} > ${after}`))
    .orderBy(applications.number)
    .limit(limit)
