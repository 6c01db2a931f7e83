import type { Deps } from '../deps.ts'
import type { OfExam } from '../exam/read-exams.ts'
import type { Caller } from '../foundation/caller.ts'
import type { ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, refuse } from '../foundation/result.ts'
import { personById } from '../identity/people-records.ts'
import { nameOf } from '../identity/person.ts'
import { act } from '../log/act.ts'
import type { ViolationId } from './ids.ts'
import { bansFrom, type RecusalRow, recusalsOf, violationById, violationsOf } from './records.ts'

/** The register of one exam: codes, states, hands. What happened in words is opened one case at a time. */
export async function readConduct(deps: Deps, _caller: Caller, { examId }: OfExam) {
  return deps.within('office', async (tx) =>
    accept({
      violations: (await violationsOf(tx, examId)).map(({ factsSealed: _f, findingSealed: _g, personId: _p, ...violation }) => violation),
      bans: (await bansFrom(tx, examId)).map(({ idNumberIndex: _i, personId: _p, ...ban }) => ban),
      recusals: (await recusalsOf(tx, examId)).map(shown),
    }),
  )
}

/** One case with its words, for those who decide it. Who opened what was sealed stands in the log. */
export const openViolation = (deps: Deps, caller: Caller, { examId, violationId }: { examId: ExamId; violationId: ViolationId }) =>
  act(deps, { event: 'violation_opened', role: 'office', by: caller, examId, subject: violationId }, async (tx) => {
    const row = await violationById(tx, examId, violationId)
    if (!row) return refuse('violation_unknown')
    const { factsSealed, findingSealed, personId, ...violation } = row
    const { openField } = deps.keyring
    return accept({
      ...violation,
      name: nameOf(deps, known(await personById(tx, personId), `person of ${violationId}`)),
      facts: openField(`violations:facts:${violationId}`, factsSealed),
      finding: findingSealed === null ? null : openField(`violations:finding:${violationId}`, findingSealed),
    })
  })

/** What the caller has declared in this exam. */
export const ownRecusals = async (deps: Deps, { accountId }: Caller, examId: ExamId) =>
  (await deps.within('office', (tx) => recusalsOf(tx, examId, accountId))).map(shown)

/** A declaration as pages and answers show it: that it names a relative, never whom. */
const shown = ({ relativeIdIndex, ...recusal }: RecusalRow) => ({ ...recusal, relative: relativeIdIndex !== null })
