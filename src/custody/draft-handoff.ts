import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import type { Family } from '../foundation/family.ts'
import { AccountId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import type { StatementId } from '../identity/ids.ts'
import { draftStatement } from '../identity/statements.ts'
import { act } from '../log/act.ts'
import { needsDispatch } from '../staffing/rules/assessor-dispatch.ts'
import { PackageNumber, SealNumber } from './draft-packages.ts'
import {
  chainHeads,
  dispatchedAssessors,
  examOfCustody,
  heldPackage,
  lockPackages,
  onDuty,
  openMatters,
  type Package,
  partiesOf,
  seatedByRoom,
  sessionStart,
  sitesOfRooms,
} from './records.ts'
import type { CustodyRefusal } from './refusals.ts'
import { judgeOpening, judgePassage, judgePeople, type Party, type People } from './rules/handoff.ts'
import { type Leg, legNames, legOf } from './rules/legs.ts'
import { judgeDestruction } from './rules/retention.ts'
import { judgeReturned } from './rules/returned-count.ts'

const Count = z.int().min(0).max(1000)

export const DraftHandoff = z.strictObject({
  examId: ExamId,
  leg: z.enum(legNames),
  giver: AccountId,
  witnesses: z.array(AccountId).min(1).max(8),
  /** What the receiver found: the numbers are looked at and counted, not copied from the register. */
  packages: z
    .array(
      z.strictObject({
        number: PackageNumber,
        sealNumber: SealNumber,
        papers: Count,
        cards: Count,
        returned: z.strictObject({ present: Count, absent: Count, spare: Count }).optional(),
      }),
    )
    .min(1)
    .max(2000),
})
export type DraftHandoff = z.infer<typeof DraftHandoff>

/** Papers may be unsealed this long before the session starts (R-WK-25); the first bell. */
const openingMinutesBefore = 15

export const handoffStatement = 'handoff'

/**
 * The receiver states what was found, and the statement waits for everybody's signature. Nothing changes hands yet: the register moves
 * when the statement is complete (complete-handoff.ts), and judges again then.
 */
export async function draftHandoff(
  deps: Deps,
  caller: Caller,
  command: DraftHandoff,
): Promise<Result<{ statementId: StatementId; payload: unknown }, CustodyRefusal | 'idempotency_key_reused'>> {
  const { examId, leg: legName, giver, witnesses, packages } = command
  return act(deps, { event: 'handoff_drafted', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const exam = await examOfCustody(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const leg = known(legOf(exam.family, legName), `leg ${legName}`)
    const parties = await partiesOf(tx, examId, [...new Set([giver, caller.accountId, ...witnesses])])
    const present = [giver, caller.accountId, ...witnesses].map((id) => parties.get(id))
    if (present.some((party) => party === undefined)) return refuse('party_unknown')
    const [giving, receiving, ...witnessing] = present.filter((party) => party !== undefined)
    const people: People = { giver: known(giving, 'giver'), receiver: known(receiving, 'receiver'), witnesses: witnessing }
    const judgedPeople = judgePeople(leg, people)
    if (!judgedPeople.ok) return judgedPeople
    const dispatched = await judgeDispatched(tx, examId, exam.family, leg, witnessing)
    if (!dispatched.ok) return dispatched
    const numbers = packages.map(({ number }) => number)
    if (new Set(numbers).size < numbers.length) return refuse('package_listed_twice')
    const locked = await lockPackages(tx, examId, numbers)
    const byNumber = new Map(locked.map((one) => [one.number, one]))
    const unknown = numbers.find((number) => !byNumber.has(number))
    if (unknown) return refuse('package_unknown', { number: unknown })
    const judged = await judgeLoad(deps, tx, examId, leg, people, locked, command, now, exam.lastEnd)
    if (!judged.ok) return judged
    const heads = await chainHeads(
      tx,
      locked.map(({ id }) => id),
    )
    const payload = {
      exam: examId,
      leg: legName,
      at: now.toString(),
      giver,
      receiver: caller.accountId,
      witnesses,
      packages: packages.map(({ number, sealNumber, papers, cards, returned }) => {
        const one = known(byNumber.get(number), number)
        const seal = Buffer.from(deps.keyring.digest(`seal:${examId}`, sealNumber)).toString('hex')
        return {
          id: one.id,
          number,
          sequence: one.sequence + 1,
          previous: heads.get(one.id),
          seal,
          papers,
          cards,
          ...(returned ? { returned } : {}),
        }
      }),
    }
    const signers = [...new Set([giver, caller.accountId, ...witnesses])]
    const statementId = await draftStatement(tx, {
      id: deps.newId(),
      examId,
      type: handoffStatement,
      payload,
      signers,
      by: caller.accountId,
      now,
    })
    note({ statement: statementId, leg: legName, packages: numbers })
    return accept({ statementId, payload })
  })
}

/** R-WK-24, -25: at a worker assessment the assessor who opens is one whom a slip dispatched. */
async function judgeDispatched(
  tx: Tx,
  examId: ExamId,
  family: Family,
  leg: Leg,
  witnesses: readonly Party[],
): Promise<Result<true, CustodyRefusal>> {
  if (leg.name !== 'open' || !needsDispatch(family)) return accept(true)
  const sent = await dispatchedAssessors(tx, examId)
  const there = witnesses.some(({ accountId, roles }) => roles.includes('assessor') && sent.has(accountId))
  return there ? accept(true) : refuse('assessor_not_dispatched')
}

/** Everything about the packages themselves: at this leg, in these hands, in their own room, at the right time. */
async function judgeLoad(
  deps: Deps,
  tx: Tx,
  examId: ExamId,
  leg: Leg,
  people: People,
  locked: readonly Package[],
  { packages }: DraftHandoff,
  now: Instant,
  lastEnd: Instant | null,
): Promise<Result<true, CustodyRefusal>> {
  if (leg.inRoom && locked.length > 1) return refuse('packages_of_one_room_only')
  const sites = await sitesOfRooms(
    tx,
    locked.map(({ roomId }) => roomId),
  )
  for (const one of locked) {
    const duty = leg.inRoom && one.roomId ? await onDuty(tx, examId, one.examSessionId, one.roomId) : []
    const passage = judgePassage(leg, heldPackage(one, sites), people, duty)
    if (!passage.ok) return passage
    if (leg.name === 'open') {
      const opening = judgeOpening(await sessionStart(tx, one.examSessionId), now, openingMinutesBefore)
      if (!opening.ok) return opening
    }
  }
  if (leg.name === 'destroy') {
    const destruction = await judgeDestructionNow(deps, tx, examId, lastEnd, now)
    if (!destruction.ok) return destruction
  }
  if (leg.name !== 'return') return accept(true)
  const [returning] = packages
  const [one] = locked
  if (!returning?.returned || !one) return refuse('returned_counts_missing')
  const seated = (await seatedByRoom(tx, examId)).find((room) => room.roomId === one.roomId && room.examSessionId === one.examSessionId)
  return judgeReturned({ ...returning.returned, papers: returning.papers, cards: returning.cards }, seated?.seated ?? 0)
}

/** Judged when it is drafted and again when it takes effect: a complaint may have come in while people were signing. */
export async function judgeDestructionNow(deps: Deps, tx: Tx, examId: ExamId, lastEnd: Instant | null, now: Instant) {
  const zone = deps.authority.timeZone
  const last = known(lastEnd, 'an exam with packages has sessions').toZonedDateTimeISO(zone).toPlainDate()
  return judgeDestruction(last, now.toZonedDateTimeISO(zone).toPlainDate(), await openMatters(tx, examId))
}
