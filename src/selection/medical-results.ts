import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { DrawId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { canonicalJson } from '../log/canonical.ts'
import { listNumbers } from '../shortlisting/records.ts'
import {
  changeMedicalDay,
  lockCases,
  lockMedicalDay,
  type MedicalDayRow,
  medicalDaysOf,
  moveCase,
  type NumberRow,
  numbersOfDay,
  setOutcome,
} from './records.ts'
import type { SelectionRefusal } from './refusals.ts'
import { afterMedical, type MedicalOutcome, medicalOutcomes } from './rules/appointee.ts'
import { judgeKeeper, judgeResults, judgeSecond } from './rules/medical.ts'

const MedicalNumber = z.string().regex(/^\d{3,4}$/)

export const EnterMedicalResults = z.strictObject({
  examId: ExamId,
  drawId: DrawId,
  results: z
    .array(z.strictObject({ number: MedicalNumber, outcome: z.enum(medicalOutcomes) }))
    .min(1)
    .max(2000),
})
export type EnterMedicalResults = z.infer<typeof EnterMedicalResults>

/** A keeper enters the day's results by number, as the hospital wrote them. Nothing happens to anybody before the other keeper confirms. */
export async function enterMedicalResults(
  deps: Deps,
  caller: Caller,
  command: EnterMedicalResults,
): Promise<Result<{ entered: number }, SelectionRefusal | 'idempotency_key_reused'>> {
  const { examId, drawId, results } = command
  return act(
    deps,
    { event: 'medical_results_entered', role: 'office', by: caller, examId, subject: drawId, command },
    async (tx, now, note) => {
      const day = await lockMedicalDay(tx, examId, drawId)
      if (!day) return refuse('medical_day_unknown')
      const keeper = judgeKeeper([day.firstKeeper, day.secondKeeper], caller.accountId)
      if (!keeper.ok) return keeper
      if (day.resultsConfirmedAt !== null) return refuse('results_confirmed')
      const numbers = await numbersOfDay(tx, drawId)
      if (numbers.length === 0) return refuse('medical_day_unknown')
      const judged = judgeResults(
        numbers.map(({ number }) => number),
        results,
      )
      if (!judged.ok) return judged
      for (const { number, outcome } of results) await setOutcome(tx, drawId, number, outcome)
      await changeMedicalDay(tx, drawId, { resultsBy: caller.accountId, resultsAt: now })
      note({ entered: results.length })
      return accept({ entered: results.length })
    },
  )
}

/** Names exactly these results: what one keeper saw is told from what the other enters meanwhile. */
const hashOfResults = (numbers: readonly NumberRow[]): string =>
  createHash('sha256')
    .update(canonicalJson(numbers.map(({ number, outcome }) => ({ number, outcome }))))
    .digest('hex')

export const ConfirmMedicalResults = z.strictObject({
  examId: ExamId,
  drawId: DrawId,
  /** Of the list this keeper compared with the hospital's sheet. */
  listHash: z.string().regex(/^[0-9a-f]{64}$/),
})
export type ConfirmMedicalResults = z.infer<typeof ConfirmMedicalResults>

/** The other keeper compares with the hospital's sheet; now the results take effect. */
export async function confirmMedicalResults(
  deps: Deps,
  caller: Caller,
  command: ConfirmMedicalResults,
): Promise<Result<{ fit: number; unfit: number; absent: number }, SelectionRefusal | 'idempotency_key_reused'>> {
  const { examId, drawId, listHash } = command
  return act(
    deps,
    { event: 'medical_results_confirmed', role: 'office', by: caller, examId, subject: drawId, command },
    async (tx, now, note) => {
      const cases = await lockCases(tx, examId)
      const day = await lockMedicalDay(tx, examId, drawId)
      if (!day) return refuse('medical_day_unknown')
      const keeper = judgeKeeper([day.firstKeeper, day.secondKeeper], caller.accountId)
      if (!keeper.ok) return keeper
      if (day.resultsConfirmedAt !== null) return refuse('results_confirmed')
      if (day.resultsBy === null) return refuse('results_missing')
      const numbers = await numbersOfDay(tx, drawId)
      const second = judgeSecond(day.resultsBy, caller.accountId, listHash, hashOfResults(numbers))
      if (!second.ok) return second
      const counts = { fit: 0, unfit: 0, absent: 0 }
      for (const { applicationId, outcome } of numbers) {
        const held = known(
          cases.find((one) => one.applicationId === applicationId),
          'the case of a number',
        )
        const result = known(outcome, 'an entered outcome')
        counts[result] += 1
        // Who gave up or was cancelled meanwhile stays gone, whatever the doctor wrote.
        if (held.state !== 'medical') continue
        const next = afterMedical(held.state, result)
        if (!next.ok) return next
        await moveCase(tx, held, next.value, now)
      }
      await changeMedicalDay(tx, drawId, { resultsConfirmedBy: caller.accountId, resultsConfirmedAt: now })
      note(counts)
      return accept(counts)
    },
  )
}

export const ReadHospitalList = z.strictObject({ examId: ExamId, drawId: DrawId })

/** What the hospital gets: number, sex and group, and nothing else (R-RC-35). */
export async function readHospitalList(
  deps: Deps,
  _: Caller,
  { examId, drawId }: z.infer<typeof ReadHospitalList>,
): Promise<Result<{ day: string; people: { number: string; sex: string; group: number }[] }, SelectionRefusal>> {
  return deps.within('office', async (tx) => {
    const day = (await medicalDaysOf(tx, examId)).find((one) => one.drawId === drawId)
    if (!day) return refuse('medical_day_unknown')
    const people = (await numbersOfDay(tx, drawId)).map(({ number, sex, groupNo }) => ({ number, sex, group: groupNo }))
    return accept({ day: day.day.toString(), people })
  })
}

export type MedicalStep = 'waiting' | 'entering' | 'confirming' | 'done'

/** How far a day of medicals has come. */
export const stepOf = (
  { resultsBy, resultsConfirmedAt }: Pick<MedicalDayRow, 'resultsBy' | 'resultsConfirmedAt'>,
  drawn: boolean,
): MedicalStep => (!drawn ? 'waiting' : resultsConfirmedAt !== null ? 'done' : resultsBy === null ? 'entering' : 'confirming')

export type MedicalDay = {
  readonly day: string
  /** `outcome` is what a keeper entered; nobody but the two keepers gets it. */
  readonly people: readonly {
    readonly number: string
    readonly sex: string
    readonly group: number
    readonly outcome: MedicalOutcome | null
  }[]
  readonly keepers: readonly string[]
  /** What a keeper sends along to confirm these results; of entered results, for the keepers. */
  readonly listHash: string | null
  readonly step: MedicalStep
}

/** The hospital's list with what the office needs around it: whose hands it is in, and what waits. */
export async function readMedicalDay(
  deps: Deps,
  caller: Caller,
  { examId, drawId }: z.infer<typeof ReadHospitalList>,
): Promise<Result<MedicalDay, SelectionRefusal>> {
  return deps.within('office', async (tx) => {
    const day = (await medicalDaysOf(tx, examId)).find((one) => one.drawId === drawId)
    if (!day) return refuse('medical_day_unknown')
    const keepers = [day.firstKeeper, day.secondKeeper]
    const keeps = keepers.includes(caller.accountId)
    const numbers = await numbersOfDay(tx, drawId)
    const people = numbers.map(({ number, sex, groupNo, outcome }) => ({
      number,
      sex,
      group: groupNo,
      outcome: keeps ? outcome : null,
    }))
    const listHash = keeps && day.resultsBy !== null ? hashOfResults(numbers) : null
    return accept({ day: day.day.toString(), people, keepers, listHash, step: stepOf(day, day.drawState === 'drawn') })
  })
}

export const OpenMapping = z.strictObject({ examId: ExamId, drawId: DrawId })
export type OpenMapping = z.infer<typeof OpenMapping>

/** Which number is whose: for the two keepers only, and every look is in the log (B-48). */
export async function openMapping(
  deps: Deps,
  caller: Caller,
  { examId, drawId }: OpenMapping,
): Promise<
  Result<{ people: { number: string; applicationId: string; listNumber: string }[] }, SelectionRefusal | 'idempotency_key_reused'>
> {
  return act(deps, { event: 'medical_mapping_opened', role: 'office', by: caller, examId, subject: drawId }, async (tx) => {
    const day = await lockMedicalDay(tx, examId, drawId)
    if (!day) return refuse('medical_day_unknown')
    const keeper = judgeKeeper([day.firstKeeper, day.secondKeeper], caller.accountId)
    if (!keeper.ok) return keeper
    const numbers = await numbersOfDay(tx, drawId)
    const names = await listNumbers(
      tx,
      numbers.map(({ applicationId }) => applicationId),
    )
    return accept({
      people: numbers.map(({ number, applicationId }) => ({
        number,
        applicationId,
        listNumber: known(names.get(applicationId), 'a number on the lists'),
      })),
    })
  })
}
