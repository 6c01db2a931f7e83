import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { AccountId, ExamId, PackageId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { StatementId } from '../identity/ids.ts'
import { completeStatement } from '../identity/statements.ts'
import { act } from '../log/act.ts'
import { handoffStatement, judgeDestructionNow } from './draft-handoff.ts'
import {
  chainHeads,
  examOfCustody,
  heldPackage,
  insertHandoffs,
  insertIncident,
  insertReturned,
  lockPackages,
  movePackage,
  type NewHandoff,
  onDuty,
  type Package,
  partiesOf,
  sitesOfRooms,
} from './records.ts'
import type { CustodyRefusal } from './refusals.ts'
import { type Difference, judgeFound, judgePassage, judgePeople } from './rules/handoff.ts'
import { type Leg, legNames, legOf } from './rules/legs.ts'

export const CompleteHandoff = z.strictObject({ examId: ExamId, statementId: StatementId })
export type CompleteHandoff = z.infer<typeof CompleteHandoff>

const Returned = z.object({ present: z.int(), absent: z.int(), spare: z.int() })

const Payload = z.object({
  leg: z.enum(legNames),
  giver: AccountId,
  receiver: AccountId,
  witnesses: z.array(AccountId),
  packages: z.array(
    z.object({
      id: PackageId,
      number: z.string(),
      sequence: z.int(),
      previous: z.string(),
      seal: z.string(),
      papers: z.int(),
      cards: z.int(),
      returned: Returned.optional(),
    }),
  ),
})
type Payload = z.infer<typeof Payload>
type Listed = Payload['packages'][number]

export type HandoffDone = { readonly agreed: readonly string[]; readonly frozen: readonly string[] }

/**
 * Everybody has signed: each package whose counts and seal agree passes into the receiver's hands, and each that differs is frozen in the
 * giver's. The chain names the hash of the statement before, so no handoff can be taken out or put in afterwards.
 */
export async function completeHandoff(
  deps: Deps,
  caller: Caller,
  { examId, statementId }: CompleteHandoff,
): Promise<Result<HandoffDone, CustodyRefusal | 'idempotency_key_reused'>> {
  return act(deps, { event: 'handoff_signed', role: 'office', by: caller, examId, subject: statementId }, async (tx, now, note) => {
    const exam = await examOfCustody(tx, examId)
    if (!exam) return refuse('exam_unknown')
    return completeStatement(tx, { examId, id: statementId, type: handoffStatement, now }, async (statement) => {
      const signed = Payload.parse(statement.payload)
      const leg = known(legOf(exam.family, signed.leg), `leg ${signed.leg}`)
      const locked = await lockPackages(
        tx,
        examId,
        signed.packages.map(({ number }) => number),
      )
      const still = await judgeAgain(tx, examId, leg, signed, locked)
      if (!still.ok) return still
      const destruction = leg.name === 'destroy' ? await judgeDestructionNow(deps, tx, examId, exam.lastEnd, now) : accept(true as const)
      if (!destruction.ok) return destruction
      const general = statement.general
      const hash = createHash('sha256').update(general).digest()
      const outcomes = signed.packages.map((listed) => {
        const held = known(
          locked.find(({ id }) => id === listed.id),
          listed.number,
        )
        return { listed, held, difference: judgeFound(leg, heldPackage(held), listed) }
      })
      await insertHandoffs(
        tx,
        outcomes.map(({ listed, difference }) => handoffRow(examId, signed, listed, difference, { statementId, general, hash, now })),
      )
      for (const { listed, held, difference } of outcomes) await settle(deps, tx, leg, signed, listed, held, difference, now)
      const numbers = (frozen: boolean) =>
        outcomes.filter(({ difference }) => (difference !== undefined) === frozen).map(({ listed }) => listed.number)
      const done = { agreed: numbers(false), frozen: numbers(true) }
      note({ leg: leg.name, ...done, statement: hash.toString('hex'), signers: statement.signers })
      return accept(done)
    })
  })
}

/** Between draft and last signature something may have happened: people lost a role, a package moved or was frozen. */
async function judgeAgain(
  tx: Tx,
  examId: ExamId,
  leg: Leg,
  signed: Payload,
  locked: readonly Package[],
): Promise<Result<true, CustodyRefusal>> {
  const ids = [signed.giver, signed.receiver, ...signed.witnesses]
  const parties = await partiesOf(tx, examId, [...new Set(ids)])
  const [giver, receiver, ...witnesses] = ids.map((id) => parties.get(id)).filter((party) => party !== undefined)
  if (!giver || !receiver || witnesses.length < signed.witnesses.length) return refuse('party_unknown')
  const people = judgePeople(leg, { giver, receiver, witnesses })
  if (!people.ok) return people
  const heads = await chainHeads(
    tx,
    locked.map(({ id }) => id),
  )
  const sites = await sitesOfRooms(
    tx,
    locked.map(({ roomId }) => roomId),
  )
  for (const listed of signed.packages) {
    const held = locked.find(({ id }) => id === listed.id)
    if (!held || held.sequence + 1 !== listed.sequence || heads.get(held.id) !== listed.previous)
      return refuse('package_moved_meanwhile', { number: listed.number })
    const duty = leg.inRoom && held.roomId ? await onDuty(tx, examId, held.examSessionId, held.roomId) : []
    const passage = judgePassage(leg, heldPackage(held, sites), { giver, receiver, witnesses }, duty)
    if (!passage.ok) return passage
  }
  return accept(true)
}

type Signed = { readonly statementId: StatementId; readonly general: string; readonly hash: Uint8Array; readonly now: Instant }

const handoffRow = (
  examId: ExamId,
  { leg, giver, receiver, witnesses }: Payload,
  listed: Listed,
  difference: Difference | undefined,
  { statementId, general, hash, now }: Signed,
): NewHandoff => ({
  packageId: listed.id,
  sequence: listed.sequence,
  examId,
  leg,
  giver,
  receiver,
  witnesses,
  papers: listed.papers,
  cards: listed.cards,
  sealDigest: Buffer.from(listed.seal, 'hex'),
  outcome: difference ? 'frozen' : 'agreed',
  statement: general,
  statementHash: hash,
  previousHash: Buffer.from(listed.previous, 'hex'),
  statementId,
  signedAt: now,
})

async function settle(
  deps: Deps,
  tx: Tx,
  leg: Leg,
  { giver, receiver }: Payload,
  listed: Listed,
  held: Package,
  difference: Difference | undefined,
  now: Instant,
): Promise<void> {
  const { id, holderRole, papers, cards, sealDigest } = held
  if (difference) {
    // Frozen where it is: the giver still answers for it, and what was found is evidence, not the new truth.
    await movePackage(
      tx,
      { id, papers, cards, sealDigest, holderRole, holder: giver, state: 'frozen', sequence: listed.sequence },
      held.sequence,
    )
    await insertIncident(tx, {
      id: deps.newId(),
      packageId: id,
      examId: held.examId,
      kind: difference,
      leg: leg.name,
      stateBefore: held.state,
      expectedPapers: papers,
      expectedCards: cards,
      foundPapers: listed.papers,
      foundCards: listed.cards,
      foundAt: now,
      foundBy: receiver,
    })
    return
  }
  const seal = Buffer.from(listed.seal, 'hex')
  await movePackage(
    tx,
    { id, papers, cards, sealDigest: seal, holder: receiver, holderRole: leg.receiver, state: leg.to, sequence: listed.sequence },
    held.sequence,
  )
  if (leg.name !== 'return') return
  const { returned } = listed
  await insertReturned(tx, {
    examSessionId: held.examSessionId,
    roomId: known(held.roomId, 'a returned package belongs to a room'),
    examId: held.examId,
    packageId: id,
    ...known(returned, 'a return carries its counts'),
    papers: listed.papers,
    cards: listed.cards,
    countedBy: receiver,
    countedAt: now,
  })
}
