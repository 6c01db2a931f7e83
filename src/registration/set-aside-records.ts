import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connect.ts'
import { applications, documents, draftsSetAside } from '../../db/schema/registration.ts'
import type { Instant } from '../foundation/clock.ts'
import type { ExamId, PersonId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'

/** Begun online before the counter settled that the number had been a stranger's, and never submitted. */
const isStrangersDraft = (of: SQL) => sql`(${of}.state = 'draft' and ${of}.entered_by is null and exists (
  select from enrolments taken where taken.person_id = ${of}.person_id and taken.reason = 'taken' and taken.used_at > ${of}.created_at))`

/** To stand beside every question for an application, by its name in the question: a stranger's draft is nobody's. */
export const isNoStrangersDraft = (of: SQL = sql`applications`): SQL => sql`not ${isStrangersDraft(of)}`

type StrangersDraft = typeof applications.$inferSelect

/** The locked draft that a stranger left where the owner now begins, if there is one. */
export async function lockStrangersDraft(tx: Tx, examId: ExamId, personId: PersonId): Promise<StrangersDraft | undefined> {
  const [row] = await tx
    .select()
    .from(applications)
    .where(and(eq(applications.examId, examId), eq(applications.personId, personId), isStrangersDraft(sql`applications`)))
    .for('update')
  return row
}

type Begun = Pick<typeof applications.$inferInsert, 'positionId' | 'draftSealed' | 'enteredBy' | 'createdAt'>

/** Keeps what the stranger wrote and brought, out of everybody's way, and begins the row anew. Hold its lock. */
export async function beginAnew(tx: Tx, strangers: StrangersDraft, begun: Begun, now: Instant): Promise<void> {
  const { id, draftVersion, positionId, draftSealed, photoFile, createdAt } = strangers
  await tx
    .insert(draftsSetAside)
    .values({ applicationId: id, draftVersion, positionId, draftSealed, photoFile, begunAt: createdAt, setAsideAt: now })
  await tx
    .update(documents)
    .set({ replacedAt: now })
    .where(and(eq(documents.applicationId, id), isNull(documents.replacedAt)))
  const changed = await tx
    .update(applications)
    .set({ ...begun, photoFile: null, draftVersion: draftVersion + 1 })
    .where(and(eq(applications.id, id), eq(applications.draftVersion, draftVersion)))
    .returning({ id: applications.id })
  invariant(changed.length === 1, `the stranger's draft ${id} changed while its row was locked`)
}
