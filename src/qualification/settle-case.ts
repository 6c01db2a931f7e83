import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Instant } from '../foundation/clock.ts'
import { invariant } from '../foundation/invariant.ts'
import { tell } from '../identity/inbox.ts'
import { type CaseFile, moveCase } from './case-records.ts'
import { judgeWorker } from './grade-finding.ts'
import { QualificationId } from './ids.ts'
import { candidateAccount, insertExceptionUse, insertQualification, type OpinionRow, type QualificationRow } from './records.ts'
import type { AnnouncedExam } from './reviewer-of.ts'
import { articleFor } from './rules/articles.ts'
import type { Outcome } from './rules/reviewer.ts'
import { phaseNames, qualificationWords as words } from './words.ts'

/** Writes the outcome of a case, spends a worker's exception, and tells the candidate with the reason and the article. */
export async function settleCase(
  tx: Tx,
  deps: Deps,
  exam: AnnouncedExam,
  file: CaseFile,
  given: readonly OpinionRow[],
  settled: { readonly outcome: Outcome; readonly byDispute: boolean },
  now: Instant,
): Promise<void> {
  const { outcome, byDispute } = settled
  const [first, second] = given
  invariant(first && second, `case ${file.applicationId} was to be settled without two opinions`)
  if (outcome === 'qualified') {
    const finding = await judgeWorker(tx, deps, exam, file)
    invariant(finding?.ok !== false, `case ${file.applicationId} was to qualify against the conditions of the grade`)
    const condition = finding?.value.usesException
    if (condition) await insertExceptionUse(tx, { personId: file.personId, condition, examId: exam.id, usedAt: now })
  }
  const qualification: QualificationRow = {
    id: QualificationId.parse(deps.newId()),
    applicationId: file.applicationId,
    examId: exam.id,
    phase: file.phase,
    version: file.version,
    outcome,
    firstOpinion: first.id,
    firstPerson: first.reviewerPersonId,
    firstVerdict: first.verdict,
    secondOpinion: second.id,
    secondPerson: second.reviewerPersonId,
    secondVerdict: second.verdict,
    byDispute,
    decidedAt: now,
    supersededAt: null,
    reversedAt: null,
  }
  const [accountId] = await Promise.all([
    candidateAccount(tx, file.personId),
    insertQualification(tx, qualification),
    moveCase(tx, file, outcome, now),
  ])
  if (!accountId) return
  const { title } = exam
  const article = articleFor(exam.family, file.phase)
  const reasons = outcome === 'returned' ? reasonsOf(deps, given) : []
  const body =
    outcome === 'qualified'
      ? {
          zh: `您报考的「${title}」已通过${phaseNames[file.phase].zh}。`,
          en: `Your application to "${title}" has passed the ${phaseNames[file.phase].en}.`,
        }
      : {
          zh: `您报考的「${title}」未通过${phaseNames[file.phase].zh}。原因：${reasons.join('；') || '见审核意见'}。依据：${article.zh}。`,
          en: `Your application to "${title}" did not pass the ${phaseNames[file.phase].en}. Reason: ${reasons.join('; ') || 'see the opinions'}. Under: ${article.en}.`,
        }
  await tell(tx, deps, { accountId, examId: exam.id, subject: words.outcomeSubject, body, now })
}

/** What the reviewers gave as reasons, each once. */
export const reasonsOf = (deps: Pick<Deps, 'keyring'>, opinions: readonly OpinionRow[]): string[] => [
  ...new Set(
    opinions.flatMap(({ id, reasonSealed }) => (reasonSealed ? deps.keyring.openField(`opinions:reason:${id}`, reasonSealed) : [])),
  ),
]
