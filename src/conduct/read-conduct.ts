import type { Deps } from '../deps.ts'
import type { OfExam } from '../exam/read-exams.ts'
import type { Caller } from '../foundation/caller.ts'
import { accept } from '../foundation/result.ts'
import { bansFrom, recusalsOf, violationsOf } from './records.ts'

/** The register of one exam: codes, states, hands. What happened in words is opened one case at a time. */
export async function readConduct(deps: Deps, _caller: Caller, { examId }: OfExam) {
  return deps.within('office', async (tx) =>
    accept({
      violations: (await violationsOf(tx, examId)).map(({ factsSealed: _f, findingSealed: _g, personId: _p, ...violation }) => violation),
      bans: (await bansFrom(tx, examId)).map(({ idNumberIndex: _i, personId: _p, ...ban }) => ban),
      recusals: (await recusalsOf(tx, examId)).map(({ relativeIdIndex, ...recusal }) => ({
        ...recusal,
        relative: relativeIdIndex !== null,
      })),
    }),
  )
}
