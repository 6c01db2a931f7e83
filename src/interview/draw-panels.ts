import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { loadExam } from '../exam/records.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import { DrawId, ExamId } from '../foundation/ids.ts'
import { invariant, known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { DrawTerms, freezeDraw, openDraw } from '../seating/draws.ts'
import { PublicValue } from '../seating/witness-public-value.ts'
import { officersWith, type Pooled, panelsOf, poolOf, positionsByPanel, recusedPositions, seatPanels } from './records.ts'
import type { InterviewRefusal } from './refusals.ts'
import { judgeDrawDay } from './rules/panels.ts'

/** A panel draw is one for the whole exam. */
const scope = 'exam'
const searchLimit = 200_000
/** What the family would give up first when no panel can be formed; a third city is dearer than a shared unit. Told, never done. */
const yields = ['distinctUnits', 'outsidersPerPanel', 'specialities'] as const

export const FreezePanelDraw = z.strictObject({ examId: ExamId, ...DrawTerms.shape })
export type FreezePanelDraw = z.infer<typeof FreezePanelDraw>

/**
 * The second random step of R-RC-26: on the morning of the interview the pool, the panels and every recusal are frozen, and three parties and
 * a public value decide who sits where. Not two of one unit on a panel, at least one from outside, a head who may head.
 */
export async function freezePanelDraw(
  deps: Deps,
  caller: Caller,
  command: FreezePanelDraw,
): Promise<Result<{ drawId: string; freezeHash: string }, InterviewRefusal | 'idempotency_key_reused'>> {
  const { examId, ...terms } = command
  return act(deps, { event: 'draw_frozen', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const exam = await loadExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const day = judgeDrawDay(exam.interviewOn?.toString(), dateIn(deps.authority.timeZone, now).toString())
    if (!day.ok) return day
    const planned = await panelsOf(tx, examId)
    if (planned.length === 0) return refuse('panels_not_planned')
    const places = planned.reduce((sum, { size }) => sum + size, 0)
    const [recused, positions] = [await recusedPositions(tx, examId), await positionsByPanel(tx, examId)]
    const pool = await servingPool(tx, examId)
    const body = {
      kind: 'panels' as const,
      examiners: pool.map(({ label, unit, speciality, outside, chief, accountId }) => ({
        label,
        unit,
        speciality,
        outside,
        chief,
        relations: recused.get(accountId) ?? [],
      })),
      panels: planned.map(({ id, number, size, speciality }) => ({
        name: String(number),
        size,
        positions: positions.get(id) ?? [],
        ...(speciality === null ? {} : { speciality }),
      })),
      // Whoever finds no place is a reserve, in drawn order: the next for a place that falls empty on the day.
      rules: { distinctUnits: true, outsidersPerPanel: 1, chiefs: true, reserves: Math.max(0, pool.length - places), searchLimit, yields },
    }
    const frozen = await freezeDraw(tx, deps, { examId, kind: 'panels', scope, body, terms, by: caller.accountId, now })
    if (!frozen.ok) return frozen
    note({
      kind: 'panels',
      draw: frozen.value.drawId,
      freezeHash: frozen.value.freezeHash,
      parties: terms.parties,
      source: terms.source.name,
    })
    return frozen
  })
}

/** Whoever lost the appointment since entering the pool is not drawn (R-RC-46). */
async function servingPool(tx: Tx, examId: ExamId): Promise<Pooled[]> {
  const pool = await poolOf(tx, examId)
  if (pool.length === 0) return []
  const accounts = pool.map(({ accountId }) => accountId)
  const serving = await officersWith(tx, examId, 'examiner', accounts)
  return pool.filter(({ accountId }) => serving.has(accountId))
}

export const RunPanelDraw = z.strictObject({ examId: ExamId, drawId: DrawId, publicValue: PublicValue })
export type RunPanelDraw = z.infer<typeof RunPanelDraw>

export async function runPanelDraw(
  deps: Deps,
  caller: Caller,
  { examId, drawId, publicValue }: RunPanelDraw,
): Promise<Result<{ drawId: string; examiners: number; transcriptHash: string }, InterviewRefusal | 'idempotency_key_reused'>> {
  return act(deps, { event: 'draw_run', role: 'office', by: caller, examId, subject: drawId }, async (tx, now, note) => {
    const opened = await openDraw(tx, { examId, drawId, kind: 'panels', publicValue, by: caller.accountId, now })
    if (!opened.ok) return opened
    const { result, transcriptHash } = opened.value
    invariant(result.kind === 'panels', `draw ${drawId} gave ${result.kind}`)
    const byLabel = new Map((await poolOf(tx, examId)).map(({ label, accountId }) => [label, accountId]))
    const byNumber = new Map((await panelsOf(tx, examId)).map(({ number, id }) => [String(number), id]))
    const members = result.panels.flatMap(({ name, people }) =>
      people.map(({ label }, index) => ({
        panelId: known(byNumber.get(name), `panel ${name}`),
        examId,
        accountId: known(byLabel.get(label), `examiner ${label}`),
        place: index + 1,
        seatedAt: now,
      })),
    )
    await seatPanels(tx, drawId, examId, members)
    note({ kind: 'panels', transcriptHash, examiners: members.length, publicValue })
    return accept({ drawId, examiners: members.length, transcriptHash })
  })
}
