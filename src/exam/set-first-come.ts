import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId } from '../foundation/ids.ts'
import { accept, type Result } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { type EditRefusal, editable } from './edit-exam.ts'
import { changeDraft, lockExam, positionsOf, replacePositions } from './records.ts'
import { type FirstComeRefusal, judgeFirstCome } from './rules/slots.ts'

const Post = z.strictObject({ code: z.string().trim().min(1).max(40), places: z.int().min(1).max(100_000) })

export const SetFirstCome = z.strictObject({ examId: ExamId, version: z.int().min(1), posts: z.array(Post).max(500) })
export type SetFirstCome = z.infer<typeof SetFirstCome>

/** 第十六条 (R-PW-09): which posts of the draft are filled in the order of registration, and how many may register; all others are not. */
export async function setFirstCome(
  deps: Deps,
  caller: Caller,
  command: SetFirstCome,
): Promise<Result<{ version: number; posts: number }, EditRefusal | FirstComeRefusal | 'idempotency_key_reused'>> {
  const { examId, posts } = command
  return act(deps, { event: 'first_come_set', role: 'office', by: caller, examId, subject: examId, command }, async (tx, _now, note) => {
    const found = editable(await lockExam(tx, examId), command.version)
    if (!found.ok) return found
    const positions = await positionsOf(tx, examId)
    const judged = judgeFirstCome(found.value.family, positions, posts)
    if (!judged.ok) return judged
    const places = new Map(posts.map((post) => [post.code, post.places]))
    await replacePositions(
      tx,
      examId,
      positions.map((position) => ({ ...position, places: places.get(position.code) ?? null })),
    )
    const version = await changeDraft(tx, found.value, {})
    note({ version, posts: posts.length })
    return accept({ version, posts: posts.length })
  })
}
