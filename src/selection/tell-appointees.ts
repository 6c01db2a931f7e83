import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Exam } from '../exam/records.ts'
import type { Instant } from '../foundation/clock.ts'
import type { ApplicationId } from '../foundation/ids.ts'
import { tellMany } from '../identity/inbox.ts'
import { candidateAccounts } from '../shortlisting/records.ts'
import { messages } from './words.ts'

/** Tells everyone who goes to the medical. */
export async function tellAppointees(tx: Tx, deps: Deps, exam: Exam, ids: readonly ApplicationId[], now: Instant): Promise<void> {
  const { subject, body } = messages.chosen(exam.title)
  const accounts = await candidateAccounts(tx, ids)
  await tellMany(
    tx,
    deps,
    accounts.map((accountId) => ({ accountId, examId: exam.id, subject, body, now })),
  )
}
