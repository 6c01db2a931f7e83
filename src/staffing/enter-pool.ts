import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { type Exam, loadExam, positionsOf, sitesOf } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import { AccountId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { enterPool, entrants, onDutyAnywhere, withdrawFromPool } from './records.ts'
import type { StaffingRefusal } from './refusals.ts'
import { type ExamUnits, ineligible } from './rules/eligibility.ts'

const Member = z.strictObject({ accountId: AccountId, experienced: z.boolean() })
export const EnterPool = z.strictObject({ examId: ExamId, members: z.array(Member).min(1).max(5000) })
export type EnterPool = z.infer<typeof EnterPool>

/** All of them or none: each person who may not enter is named with the reason. */
export async function enterPoolMembers(
  deps: Deps,
  caller: Caller,
  command: EnterPool,
): Promise<Result<{ entered: number }, StaffingRefusal | 'idempotency_key_reused'>> {
  const { examId, members } = command
  return act(deps, { event: 'staff_pool_entered', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const exam = await loadExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    if (new Set(members.map(({ accountId }) => accountId)).size < members.length) return refuse('member_listed_twice')
    const units = await unitsOf(tx, exam)
    const found = await entrants(
      tx,
      examId,
      members.map(({ accountId }) => accountId),
    )
    const faults = members.flatMap(({ accountId }) => {
      const person = found.get(accountId)
      const because = person ? ineligible({ ...person, trainedOn: person.trainedOn ?? undefined }, units) : 'account_unknown'
      return because === undefined ? [] : [{ accountId, because }]
    })
    if (faults.length > 0) return refuse('member_ineligible', { faults })
    await enterPool(
      tx,
      members.map(({ accountId, experienced }) => {
        const person = known(found.get(accountId), `entrant ${accountId}`)
        return {
          examId,
          accountId,
          personId: person.personId,
          unit: person.unit,
          onEstablishment: person.onEstablishment,
          experienced,
          trainedOn: known(person.trainedOn, `training of ${accountId}`),
          label: Buffer.from(deps.keyring.digest(`staff-label:${examId}`, accountId))
            .toString('hex')
            .slice(0, 32),
          enteredBy: caller.accountId,
          enteredAt: now,
          withdrawnAt: null,
        }
      }),
    )
    note({ entered: members.length })
    return accept({ entered: members.length })
  })
}

export async function unitsOf(tx: Tx, { id, organiser, notice }: Exam): Promise<ExamUnits> {
  const positions = await positionsOf(tx, id)
  const organising = new Set([organiser, ...positions.flatMap(({ unit, department }) => [unit, department])])
  return { source: notice.invigilatorSource, organising, hosts: new Set((await sitesOf(tx, id)).map(({ unit }) => unit)) }
}

export const WithdrawFromPool = z.strictObject({ examId: ExamId, accountId: AccountId })
export type WithdrawFromPool = z.infer<typeof WithdrawFromPool>

/** Takes somebody out of the next draws. Whoever is on duty is replaced first. */
export async function withdrawMember(
  deps: Deps,
  caller: Caller,
  command: WithdrawFromPool,
): Promise<Result<{ accountId: string }, StaffingRefusal | 'idempotency_key_reused'>> {
  const { examId, accountId } = command
  return act(deps, { event: 'staff_withdrawn', role: 'office', by: caller, examId, subject: accountId, command }, async (tx, now) => {
    if (await onDutyAnywhere(tx, examId, accountId)) return refuse('member_on_duty')
    return (await withdrawFromPool(tx, examId, accountId, now)) ? accept({ accountId }) : refuse('member_unknown')
  })
}
