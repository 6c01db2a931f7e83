import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { loadExam, type Position, positionsOf } from '../exam/records.ts'
import { shownCounts } from '../exam/rules/notice.ts'
import type { Instant } from '../foundation/clock.ts'
import { ExamId } from '../foundation/ids.ts'
import { kept } from '../foundation/keep.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { fillOf } from '../registration/place-records.ts'
import { postCountsOf } from './records.ts'
import type { QualificationRefusal } from './refusals.ts'

export const CountPosts = z.strictObject({ examId: ExamId })
export type CountPosts = z.infer<typeof CountPosts>

export type CountedPost = Pick<Position, 'code' | 'department' | 'unit' | 'title' | 'headcount'> & {
  readonly positionId: string
  /** Null where the notice does not let it be seen. */
  readonly applied: number | null
  readonly passed: number | null
  /** Places, and how many of them are free; null where registration has no end but the deadline. */
  readonly places: number | null
  readonly left: number | null
}

export type PostCounts = {
  /** Every application acknowledged by then is counted, and none that was not yet there when the answer was made. */
  readonly countedAt: Instant
  readonly title: string
  readonly posts: readonly CountedPost[]
  readonly applied: number | null
  readonly passed: number | null
}

const counted = kept<Result<PostCounts, QualificationRefusal>>('post counts')

/** The posts of an exam with their numbers as the notice lets everybody see them; counted once for all who ask at the same moment. */
export const countPosts = (deps: Deps, { examId }: CountPosts): Promise<Result<PostCounts, QualificationRefusal>> => {
  const now = deps.clock()
  return deps.keep(counted, examId, now, () => countNow(deps, examId, now))
}

const countNow = (deps: Deps, examId: ExamId, countedAt: Instant): Promise<Result<PostCounts, QualificationRefusal>> =>
  deps.within('public', async (tx) => {
    const exam = await loadExam(tx, examId)
    if (!exam || exam.announcedAt === null) return refuse<QualificationRefusal>('exam_unknown')
    const shown = shownCounts(exam.notice)
    const counts = new Map(shown.applied ? (await postCountsOf(tx, examId)).map((one) => [one.positionId, one]) : [])
    const positions = await positionsOf(tx, examId)
    const runsOut = positions.some(({ places }) => places !== null)
    const left = new Map<string, number>(runsOut ? (await fillOf(tx, examId)).map((one) => [one.id, one.left]) : [])
    const posts = positions.map(({ id, code, department, unit, title, headcount, places }): CountedPost => {
      const { applied = 0, passed = 0 } = counts.get(id) ?? {}
      return {
        ...{ positionId: id, code, department, unit, title, headcount },
        applied: shown.applied ? applied : null,
        passed: shown.passed ? passed : null,
        places,
        left: left.get(id) ?? null,
      }
    })
    const sum = (of: 'applied' | 'passed') => (shown[of] ? posts.reduce((total, post) => total + (post[of] ?? 0), 0) : null)
    return accept({ countedAt, title: exam.title, posts, applied: sum('applied'), passed: sum('passed') })
  })
