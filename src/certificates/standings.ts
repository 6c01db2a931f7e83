import { createHash } from 'node:crypto'
import type { Tx } from '../../db/connect.ts'
import { disqualifiedAmong } from '../conduct/records.ts'
import { known } from '../foundation/invariant.ts'
import { compareScores, parseScore, score } from '../foundation/score.ts'
import { canonicalJson } from '../log/canonical.ts'
import { qualifiedApplications } from '../qualification/records.ts'
import type { CertifyingExam } from './certifying-exam.ts'
import { type WrittenResult, writtenResultsOf } from './pass-records.ts'
import { type Finding, findingOf, type Standing, type WrittenOutcome } from './rules/pass.ts'

export type Judged = WrittenResult & { readonly finding: Finding }

/** Everybody with a written result and what the pass rule says of them today. */
export async function judgedResults(tx: Tx, { exam, passMark }: CertifyingExam): Promise<Judged[]> {
  const results = await writtenResultsOf(tx, exam.id)
  const qualified = new Map(
    (await qualifiedApplications(tx, exam.id, exam.notice.reviewMode)).map(({ applicationId, version }) => [applicationId, version]),
  )
  const disqualified = new Set(
    await disqualifiedAmong(
      tx,
      exam.id,
      results.map(({ personId }) => personId),
    ),
  )
  return results.map((result) => ({
    ...result,
    finding: findingOf(
      {
        outcome: outcomeOf(result),
        qualified: qualified.get(result.applicationId) === result.version,
        disqualified: disqualified.has(result.personId),
        practice: practiceOf(result),
      },
      passMark,
    ),
  }))
}

const practiceOf = ({ practicalWeight, practice }: WrittenResult): Standing['practice'] =>
  compareScores(exact(practicalWeight), score(0)) === 0 ? 'not_asked' : practice === null ? 'outstanding' : exact(practice)

const exact = (text: string) => known(parseScore(text), `${text} is a decimal of the database`)

const outcomeOf = ({ status, score: text }: WrittenResult): WrittenOutcome =>
  status === 'scored' ? { status, score: exact(known(text, 'a scored result has a score')) } : { status }

/** The passes that nobody has approved or revoked yet, and the hash of exactly this list. */
export function passesToApprove({ exam, passMarkText }: CertifyingExam, judged: readonly Judged[]) {
  const passes = judged.filter(({ finding, approval }) => finding === 'passed' && approval === 'none')
  const text = canonicalJson({
    exam: exam.id,
    passMark: passMarkText,
    passes: passes.map(({ ticket, score: text, practice }) => ({ ticket, score: text, ...(practice === null ? {} : { practice }) })),
  })
  return { passes, listHash: createHash('sha256').update(text).digest() }
}
