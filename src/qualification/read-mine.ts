import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result } from '../foundation/result.ts'
import { readCase } from './case-records.ts'
import { SupplementItems } from './read-reviews.ts'
import { casesOfPerson, opinionsOn, standingQualification, supplementOf } from './records.ts'
import { announcedExam } from './reviewer-of.ts'
import { articleFor } from './rules/articles.ts'
import { type CaseState, caseNow, type Phase } from './rules/case-state.ts'
import type { Condition } from './rules/conditions.ts'
import { reasonsOf } from './settle-case.ts'

export const ReadMine = z.strictObject({})

export type MyReview = {
  readonly applicationId: string
  readonly examId: string
  readonly title: string
  readonly number: string
  readonly phase: Phase
  readonly state: CaseState
  readonly version: number
  readonly cites: readonly Condition[]
  readonly reasons: readonly string[]
  readonly article: { readonly zh: string; readonly en: string }
  readonly supplement:
    | {
        readonly items: readonly { readonly condition: Condition; readonly what: string }[]
        readonly dueAt: string
        readonly answeredAt: string | undefined
      }
    | undefined
}

/** A candidate's own reviews: where each stands now, why, by which article, and what has to be completed by when. */
export async function readMine(deps: Deps, caller: Caller): Promise<Result<{ reviews: MyReview[] }, never>> {
  const now = deps.clock()
  const reviews = await deps.within('candidate', async (tx) => {
    const mine: MyReview[] = []
    for (const { applicationId, examId, title, number, phase } of await casesOfPerson(tx, caller.personId)) {
      const exam = await announcedExam(tx, ExamId.parse(examId))
      const file = exam && (await readCase(tx, exam.id, applicationId, phase, undefined))
      if (!exam || !file) continue
      const { state, version } = caseNow(file, now)
      const decided = state === 'returned' && (await standingQualification(tx, file)) !== undefined
      // Until a decision stands, what one reviewer said is nobody's business but the review's.
      const against = decided ? (await opinionsOn(tx, file, version)).filter(({ verdict }) => verdict === 'not_qualified') : []
      const supplement = await supplementOf(tx, file)
      mine.push({
        applicationId,
        examId,
        title,
        number,
        phase,
        state: state === 'referred' || state === 'disputed' ? 'open' : state,
        version,
        cites: [...new Set(against.flatMap(({ cites }) => cites))],
        reasons: reasonsOf(deps, against),
        article: articleFor(exam.family, phase),
        supplement: supplement && {
          items: SupplementItems.parse(JSON.parse(deps.keyring.openField(`supplements:items:${supplement.id}`, supplement.itemsSealed))),
          dueAt: supplement.dueAt.toString(),
          answeredAt: supplement.answeredAt?.toString(),
        },
      })
    }
    return mine
  })
  return accept({ reviews })
}
