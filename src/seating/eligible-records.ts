import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Exam } from '../exam/records.ts'
import { ApplicationId, PositionId } from '../foundation/ids.ts'
import { qualifiedNow } from '../qualification/records.ts'

const Eligible = z.object({ applicationId: ApplicationId, positionId: PositionId, version: z.int() })
export type Eligible = z.infer<typeof Eligible>

/** Who is qualified; everybody who has applied, where the review comes only after the written test. */
const eligible = ({ id, notice }: Exam): SQL =>
  notice.reviewMode === 'before'
    ? qualifiedNow(id, 'before')
    : sql`select id as "applicationId", position_id as "positionId", version from applications where exam_id = ${id} and state = 'submitted'`

/** Qualified since the list was frozen: by a dispute that was decided in their favour. */
const late = (exam: Exam): SQL => sql`
  select * from (${eligible(exam)}) as one
   where not exists (select from listed_candidates l where l.exam_id = ${exam.id} and l.application_id = one."applicationId")`

/** Whoever may sit the written test as of now. */
export const eligibleOf = async (tx: Tx, exam: Exam): Promise<Eligible[]> =>
  z.array(Eligible).parse(await tx.execute(sql`${eligible(exam)} order by "applicationId"`))

export const lateEligible = async (tx: Tx, exam: Exam): Promise<Eligible[]> =>
  z.array(Eligible).parse(await tx.execute(sql`${late(exam)} order by "applicationId"`))

export async function countLate(tx: Tx, exam: Exam): Promise<number> {
  const [row] = z
    .array(z.object({ late: z.number() }))
    .parse(await tx.execute(sql`select count(*)::int as late from (${late(exam)}) as one`))
  return row?.late ?? 0
}
