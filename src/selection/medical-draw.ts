import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { dateIn } from '../foundation/calendar.ts'
import type { Caller } from '../foundation/caller.ts'
import { PlainDateText } from '../foundation/clock.ts'
import { AccountId, type ApplicationId, DrawId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { DrawTerms, freezeDraw, openDraw } from '../seating/draws.ts'
import { PublicValue } from '../seating/witness-public-value.ts'
import { announcedExam } from '../shortlisting/gates.ts'
import { casesOf, insertMedicalDay, insertNumbers, lockCases, lockMedicalDay, medicalDaysOf, peopleOf } from './records.ts'
import type { MedicalDrawRefusal } from './refusals.ts'
import { groupSize, judgeKeepers, judgeNumbering, numbersOf } from './rules/medical.ts'

export const FreezeMedicalDraw = z.strictObject({
  examId: ExamId,
  day: PlainDateText,
  /** The two who may open the mapping of numbers (B-48). */
  keepers: z.tuple([AccountId, AccountId]),
  ...DrawTerms.shape,
})
export type FreezeMedicalDraw = z.infer<typeof FreezeMedicalDraw>

/** What stands for a person in the published draw; only this office's key leads back. */
const labelOf = ({ keyring }: Pick<Deps, 'keyring'>, drawId: DrawId, applicationId: ApplicationId): string =>
  Buffer.from(keyring.digest(`medical:${drawId}`, applicationId))
    .toString('hex')
    .slice(0, 32)

/** Freezes who goes to the medical of a day; groups and numbers are drawn on its morning (R-RC-34, R-RC-35). */
export async function freezeMedicalDraw(
  deps: Deps,
  caller: Caller,
  command: FreezeMedicalDraw,
): Promise<Result<{ drawId: string; freezeHash: string; candidates: number }, MedicalDrawRefusal | 'idempotency_key_reused'>> {
  const { examId, day, keepers, ...terms } = command
  const sent = { examId, day: day.toString(), keepers, parties: terms.parties, source: terms.source.name }
  return act(deps, { event: 'draw_frozen', role: 'office', by: caller, examId, command: sent }, async (tx, now, note) => {
    const exam = await announcedExam(tx, examId)
    if (!exam.ok) return exam
    const two = judgeKeepers(keepers[0], keepers[1])
    if (!two.ok) return two
    if (Temporal.PlainDate.compare(day, dateIn(deps.authority.timeZone, now)) < 0) return refuse('medical_day_past')
    if ((await medicalDaysOf(tx, examId)).some(({ resultsConfirmedAt }) => resultsConfirmedAt === null)) return refuse('medical_day_open')
    const waiting = (await lockCases(tx, examId)).filter(({ state }) => state === 'medical').map(({ applicationId }) => applicationId)
    if (waiting.length === 0) return refuse('nobody_for_medical')
    const drawId = DrawId.parse(deps.newId())
    const people = await peopleOf(tx, waiting)
    const candidates = waiting
      .map((id) => ({ label: labelOf(deps, drawId, id), sex: known(people.get(id), 'the person of a case').sex }))
      .sort((a, b) => (a.label < b.label ? -1 : 1))
    const frozen = await freezeDraw(tx, deps, {
      examId,
      kind: 'medical_numbers',
      scope: day.toString(),
      body: { kind: 'groups', candidates, rules: { groupSize } },
      terms,
      by: caller.accountId,
      now,
      drawId,
    })
    if (!frozen.ok) return frozen
    await insertMedicalDay(tx, { drawId, examId, day, firstKeeper: keepers[0], secondKeeper: keepers[1] })
    note({
      kind: 'medical_numbers',
      draw: drawId,
      freezeHash: frozen.value.freezeHash,
      parties: terms.parties,
      source: terms.source.name,
      day: day.toString(),
      keepers,
    })
    return accept({ ...frozen.value, candidates: candidates.length })
  })
}

export const DrawMedicalNumbers = z.strictObject({ examId: ExamId, drawId: DrawId, publicValue: PublicValue })
export type DrawMedicalNumbers = z.infer<typeof DrawMedicalNumbers>

/** Draws groups and numbers on the morning of the check, and on no other. */
export async function drawMedicalNumbers(
  deps: Deps,
  caller: Caller,
  command: DrawMedicalNumbers,
): Promise<Result<{ numbers: number; transcriptHash: string }, MedicalDrawRefusal | 'idempotency_key_reused'>> {
  const { examId, drawId, publicValue } = command
  return act(deps, { event: 'draw_run', role: 'office', by: caller, examId, subject: drawId, command }, async (tx, now, note) => {
    const day = await lockMedicalDay(tx, examId, drawId)
    if (!day) return refuse('medical_day_unknown')
    const morning = judgeNumbering(deps.authority.timeZone, day.day, now)
    if (!morning.ok) return morning
    const opened = await openDraw(tx, { examId, drawId, kind: 'medical_numbers', publicValue, by: caller.accountId, now })
    if (!opened.ok) return opened
    const { result, transcriptHash } = opened.value
    const applicationOf = await applicationsByLabel(deps, tx, examId, drawId)
    const numbered = numbersOf(result.kind === 'groups' ? result.groups : [])
    await insertNumbers(
      tx,
      numbered.map(({ label, sex, group, number }) => ({
        drawId,
        applicationId: known(applicationOf.get(label), 'a label of this draw'),
        examId,
        number,
        sex: sex === 'female' ? ('female' as const) : ('male' as const),
        groupNo: group,
      })),
    )
    note({ kind: 'medical_numbers', transcriptHash, numbers: numbered.length, publicValue })
    return accept({ numbers: numbered.length, transcriptHash })
  })
}

async function applicationsByLabel(deps: Deps, tx: Tx, examId: ExamId, drawId: DrawId): Promise<Map<string, ApplicationId>> {
  const cases = await casesOf(tx, examId)
  return new Map(cases.map(({ applicationId }) => [labelOf(deps, drawId, applicationId), applicationId]))
}
