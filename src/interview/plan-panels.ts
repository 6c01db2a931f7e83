import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { trainedAmong } from '../exam/people-records.ts'
import { loadExam } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import { AccountId, ExamId, PanelId, PositionId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { publicationOver } from '../publicity/publicity-status.ts'
import {
  insertExaminers,
  insertOrders,
  insertPanelPositions,
  insertPanels,
  interviewees,
  officersWith,
  panelsOf,
  poolOf,
} from './records.ts'
import type { InterviewRefusal } from './refusals.ts'
import { judgePanels } from './rules/panels.ts'

const Name = z.string().trim().min(1).max(40)

export const EnterExaminers = z.strictObject({
  examId: ExamId,
  examiners: z
    .array(z.strictObject({ accountId: AccountId, speciality: Name, city: Name, outside: z.boolean(), chief: z.boolean() }))
    .min(1)
    .max(500),
})
export type EnterExaminers = z.infer<typeof EnterExaminers>

/** The first random step of R-RC-26 happens in other cities, which send their lists; here they enter the pool the panels are drawn from. */
export async function enterExaminers(
  deps: Deps,
  caller: Caller,
  command: EnterExaminers,
): Promise<Result<{ examiners: number }, InterviewRefusal | 'idempotency_key_reused'>> {
  const { examId, examiners } = command
  return act(deps, { event: 'examiners_entered', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const accounts = examiners.map(({ accountId }) => accountId)
    const officers = await officersWith(tx, examId, 'examiner', accounts)
    const unknown = accounts.find((id) => !officers.has(id))
    if (unknown) return refuse('examiner_unknown', { account: unknown })
    const trained = await trainedAmong(tx, examId, 'interview', accounts)
    const untrained = accounts.find((id) => !trained.has(id))
    if (untrained) return refuse('examiner_untrained', { account: untrained })
    const pooled = new Set((await poolOf(tx, examId)).map(({ personId }) => personId))
    const persons = accounts.map((id) => known(officers.get(id), id).personId)
    if (new Set(persons).size < persons.length || persons.some((id) => pooled.has(id))) return refuse('examiner_listed_twice')
    await insertExaminers(
      tx,
      examiners.map(({ accountId, ...rest }) => {
        const { personId, unit } = known(officers.get(accountId), accountId)
        const label = Buffer.from(deps.keyring.digest(`examiner:${examId}`, accountId))
          .toString('hex')
          .slice(0, 16)
        return { ...rest, examId, accountId, personId, unit, label, enteredBy: caller.accountId, enteredAt: now }
      }),
    )
    note({ examiners: examiners.length, outside: examiners.filter(({ outside }) => outside).length })
    return accept({ examiners: examiners.length })
  })
}

export const PlanPanels = z.strictObject({
  examId: ExamId,
  panels: z
    .array(
      z.strictObject({
        number: z.int().min(1).max(200),
        speciality: Name.nullable(),
        interviewRoom: Name,
        waitingRoom: Name,
        floor: z.int().min(-2).max(60),
        size: z.int().min(3).max(11),
        inspector: AccountId,
        supervisors: z.array(AccountId).min(1).max(2),
        clerk: AccountId,
        positions: z.array(PositionId).min(1).max(500),
      }),
    )
    .min(1)
    .max(200),
})
export type PlanPanels = z.infer<typeof PlanPanels>

/** Groups posts, rooms and the people who watch them; who examines is drawn later, on the day. Interviewees are entered with their panel. */
export async function planPanels(
  deps: Deps,
  caller: Caller,
  command: PlanPanels,
): Promise<Result<{ panels: number; interviewees: number }, InterviewRefusal | 'idempotency_key_reused'>> {
  const { examId, panels } = command
  return act(deps, { event: 'panels_planned', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    if (!(await loadExam(tx, examId))) return refuse('exam_unknown')
    if ((await panelsOf(tx, examId)).length > 0) return refuse('panels_planned_already')
    if ((await publicationOver(tx, examId, 're_review', now)) !== 'over') return refuse('re_review_publicity_running')
    const waiting = await interviewees(tx, examId)
    if (waiting.length === 0) return refuse('nobody_to_interview')
    const judged = judgePanels(panels, [...new Set(waiting.map(({ positionId }) => positionId))])
    if (!judged.ok) return judged
    for (const [role, accounts] of [
      ['discipline_inspector', panels.map(({ inspector }) => inspector)],
      ['social_supervisor', panels.flatMap(({ supervisors }) => supervisors)],
      ['panel_clerk', panels.map(({ clerk }) => clerk)],
    ] as const) {
      const held = await officersWith(tx, examId, role, accounts)
      const missing = accounts.find((id) => !held.has(id))
      if (missing) return refuse('role_missing_in_room', { role, account: missing })
    }
    const rows = panels.map(({ positions, ...panel }) => ({ id: PanelId.parse(deps.newId()), positions, panel }))
    await insertPanels(
      tx,
      rows.map(({ id, panel }) => ({ ...panel, id, examId })),
    )
    await insertPanelPositions(
      tx,
      rows.flatMap(({ id, positions }) => positions.map((positionId) => ({ positionId, panelId: id, examId }))),
    )
    const panelOf = new Map(rows.flatMap(({ id, positions }) => positions.map((positionId) => [positionId, id] as const)))
    await insertOrders(
      tx,
      waiting.map(({ applicationId, positionId }) => ({ applicationId, examId, panelId: known(panelOf.get(positionId), positionId) })),
    )
    note({ panels: panels.length, interviewees: waiting.length })
    return accept({ panels: panels.length, interviewees: waiting.length })
  })
}
