import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Exam } from '../exam/records.ts'
import type { Instant } from '../foundation/clock.ts'
import type { ApplicationId } from '../foundation/ids.ts'
import { tellMany } from '../identity/inbox.ts'
import { candidateAccounts } from './records.ts'
import { messages } from './words.ts'

/** Tells everyone who is called to come in person with their originals (R-RC-22). */
export async function tellCalled(tx: Tx, deps: Deps, exam: Exam, called: readonly ApplicationId[], now: Instant): Promise<void> {
  const { subject, body } = messages.called(exam.title)
  const accounts = await candidateAccounts(tx, called)
  await tellMany(
    tx,
    deps,
    accounts.map((accountId) => ({ accountId, examId: exam.id, subject, body, now })),
  )
}
