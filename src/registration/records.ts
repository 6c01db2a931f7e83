import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { among } from '../../db/among.ts'
import type { Tx } from '../../db/connect.ts'
import { exams, positions } from '../../db/schema/exam.ts'
import { persons } from '../../db/schema/identity.ts'
import { applicationCounts, applications, applicationVersions, documents } from '../../db/schema/registration.ts'
import { type Exam, examsById } from '../exam/records.ts'
import { PlainDateText, storedText } from '../foundation/clock.ts'
import type { ApplicationId, ExamId, PersonId, PositionId } from '../foundation/ids.ts'
import { invariant, known } from '../foundation/invariant.ts'
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

/** An application under its lock, with its exam and its person as they were when the statement began. */
export type Held = { readonly application: Application; readonly exam: Exam; readonly person: typeof persons.$inferSelect }

/** Whoever changes an application queues here: two submissions of one person become one version after the other. */
export async function lockApplication(tx: Tx, id: ApplicationId): Promise<Held | undefined> {
  const [row] = await tx
    .select({ application: applications, person: persons })
    .from(applications)
    .innerJoin(persons, eq(persons.id, applications.personId))
    .where(and(eq(applications.id, id), isNoStrangersDraft()))
    .for('update', { of: applications })
  if (!row) return undefined
  const heldExams = await examsById(tx, [row.application.examId])
  return { ...row, exam: known(heldExams.get(row.application.examId), `application ${id} of no exam`) }
}

/** An application without what is being filled in. */
export type Standing = Pick<
  Application,
  'id' | 'examId' | 'personId' | 'number' | 'positionId' | 'enteredBy' | 'state' | 'version' | 'draftVersion' | 'photoFile'
>
type JudgedPerson = Pick<Held['person'], 'idNumberIndex' | 'birthDateSealed' | 'nationality'>

/** What a submission is judged by. */
export type HeldForSubmission = {
  readonly application: Standing
  readonly exam: Exam
  readonly person: JudgedPerson & Pick<Held['person'], 'id'>
}

/**
 * The same lock for several, and of each what a submission is judged by. The first statement takes the locks, in the order of the ids, so
 * that two batches never wait for each other in a circle.
 */
export async function holdForSubmission(tx: Tx, ids: readonly ApplicationId[]): Promise<ReadonlyMap<ApplicationId, HeldForSubmission>> {
  // Rows as they come: to have them put together column by column took a thirtieth of a submission.
  const rows = await tx.execute<Standing & JudgedPerson>(sql`
    select a.id, a.exam_id as "examId", a.person_id as "personId", a.number, a.position_id as "positionId", a.entered_by as "enteredBy", a.state,
           a.version, a.draft_version as "draftVersion", a.photo_file as "photoFile",
           p.id_number_index as "idNumberIndex", p.birth_date_sealed as "birthDateSealed", p.nationality
      from applications a join persons p on p.id = a.person_id
     where ${among(sql`a.id`, ids)} and ${isNoStrangersDraft(sql`a`)}
     order by a.id for update of a`)
  const heldExams = await examsById(
    tx,
    rows.map(({ examId }) => examId),
  )
  return new Map(
    rows.map(({ idNumberIndex, birthDateSealed, nationality, ...application }) => {
      const exam = known(heldExams.get(application.examId), `application ${application.id} of no exam`)
      return [application.id, { application, exam, person: { id: application.personId, idNumberIndex, birthDateSealed, nationality } }]
    }),
  )
}

/** What is being filled in, still sealed; after a submission nothing but the form that was submitted. */
export type SealedDraft = Pick<Application, 'id' | 'positionId' | 'version' | 'draftSealed'> & { readonly formSealed: Uint8Array | null }

export async function sealedDrafts(tx: Tx, ids: readonly ApplicationId[]): Promise<ReadonlyMap<ApplicationId, SealedDraft>> {
  if (ids.length === 0) return new Map()
  const { id, positionId, version, draftSealed } = applications
  const { formSealed } = applicationVersions
  const rows = await tx
    .select({ id, positionId, version, draftSealed, formSealed })
    .from(applications)
    .leftJoin(applicationVersions, and(eq(applicationVersions.applicationId, id), eq(applicationVersions.version, version)))
    .where(among(id, ids))
  return new Map(rows.map((row) => [row.id, row]))
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

/** The next version, and what is filled in further: nothing of its own, as a rule, since the version holds the form. */
export type EnteredVersion = typeof applicationVersions.$inferInsert & Pick<Application, 'draftSealed'>

/**
 * Enters the next version of locked applications, which now stand as it says. In the row of the application nothing changes that an index
 * holds, and it is written in the page where it lies.
 */
export async function enterVersions(tx: Tx, rows: readonly EnteredVersion[]): Promise<void> {
  const list = rows.map(
    ({ applicationId, version, examId, positionId, formSealed, formSalt, formHash, submittedBy, submittedAt, receipt, draftSealed }) => ({
      id: applicationId,
      version,
      exam: examId,
      post: positionId,
      form: base64(formSealed),
      salt: base64(formSalt),
      hash: base64(formHash),
      by: submittedBy,
      at: storedText(submittedAt),
      receipt,
      ...(draftSealed && { draft: base64(draftSealed) }),
    }),
  )
  const ids = rows.map(({ applicationId }) => applicationId)
  const changed = await tx.execute(sql`
    with r as materialized (
      select * from json_to_recordset(${JSON.stringify(list)}::json)
        as r(id uuid, version integer, exam uuid, post uuid, form text, salt text, hash text, by uuid, at timestamptz, receipt text, draft text)),
    entered as (
      insert into application_versions
        (application_id, version, exam_id, position_id, form_sealed, form_salt, form_hash, submitted_by, submitted_at, receipt)
      select id, version, exam, post, decode(form, 'base64'), decode(salt, 'base64'), decode(hash, 'base64'), by, at, receipt from r)
    update applications a
       set state = 'submitted', version = r.version, draft_version = a.draft_version + 1, draft_sealed = decode(r.draft, 'base64'), position_id = r.post,
           submitted_at = r.at, withdrawn_at = null
      from r
     where a.id = r.id and a.version = r.version - 1 and ${among(sql`a.id`, ids)}`)
  invariant(changed.count === rows.length, 'an application changed while its row was locked')
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

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

/** The papers of several applications as they are now. */
export async function documentsOfAll(tx: Tx, ids: readonly ApplicationId[]): Promise<ReadonlyMap<ApplicationId, Document[]>> {
  const rows = await tx
    .select()
    .from(documents)
    .where(and(among(documents.applicationId, ids), isNull(documents.replacedAt)))
    .orderBy(documents.kind, documents.uploadedAt, documents.id)
  return Map.groupBy(rows, ({ applicationId }) => applicationId)
}

/** A new paper stands for the former of its kind; of 'other' there may be several. */
export async function putDocument(tx: Tx, row: typeof documents.$inferInsert & { readonly kind: DocumentKind }): Promise<void> {
  await tx.execute(sql`
    with replaced as (
      update documents set replaced_at = ${row.uploadedAt}
       where application_id = ${row.applicationId} and kind = ${row.kind} and kind <> 'other' and replaced_at is null
      returning id)
    insert into documents (id, application_id, kind, file, content_type, bytes, uploaded_at, border_plain)
    select ${row.id}, ${row.applicationId}, ${row.kind}, ${row.file}, ${row.contentType}, ${row.bytes}, ${row.uploadedAt}, ${row.borderPlain ?? null}
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

const DayCount = z.object({ day: PlainDateText, online: z.int(), onSite: z.int() })

/** How many of the standing applications came on which day of the authority's calendar. */
export async function submittedByDay(tx: Tx, examId: ExamId, zone: string): Promise<z.infer<typeof DayCount>[]> {
  const rows = await tx.execute(sql`
    select to_char(submitted_at at time zone ${zone}, 'YYYY-MM-DD') as day,
           count(*) filter (where entered_by is null)::integer as online, count(*) filter (where entered_by is not null)::integer as "onSite"
      from applications where exam_id = ${examId} and state = 'submitted' group by 1 order by 1`)
  return z.array(DayCount).parse([...rows])
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
