import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId, PositionId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { type EditRefusal, editable } from './edit-exam.ts'
import { changeDraft, lockExam, replacePositions } from './records.ts'
import { positionFromTrade, Trade } from './rules/draft-position.ts'
import { familyRules } from './rules/families.ts'

export const ListTrades = z.strictObject({ examId: ExamId, version: z.int().min(1), trades: z.array(Trade).min(1).max(500) })
export type ListTrades = z.infer<typeof ListTrades>

/** 第五条(一) (R-WK-16): the trades and grades of this assessment, in place of those the draft has. */
export async function listTrades(
  deps: Deps,
  caller: Caller,
  command: ListTrades,
): Promise<
  Result<{ version: number; positions: number }, EditRefusal | 'positions_from_table' | 'trade_repeated' | 'idempotency_key_reused'>
> {
  const { examId } = command
  return act(deps, { event: 'trades_listed', role: 'office', by: caller, examId, subject: examId, command }, async (tx, _now, note) => {
    const found = editable(await lockExam(tx, examId), command.version)
    if (!found.ok) return found
    const { family, organiser } = found.value
    if (familyRules[family].positions !== 'trades') return refuse('positions_from_table')
    const repeated = command.trades.find(
      (one, at) => command.trades.findIndex((other) => other.trade === one.trade && other.grade === one.grade) !== at,
    )
    if (repeated) return refuse('trade_repeated', { trade: repeated.trade, grade: repeated.grade })
    const names = [...new Set(command.trades.map(({ trade }) => trade))]
    const rows = command.trades.map((trade) => ({
      ...positionFromTrade(trade, names.indexOf(trade.trade) + 1, organiser),
      id: PositionId.parse(deps.newId()),
    }))
    await replacePositions(tx, examId, rows)
    const version = await changeDraft(tx, found.value, {})
    note({ version, positions: rows.length })
    return accept({ version, positions: rows.length })
  })
}
