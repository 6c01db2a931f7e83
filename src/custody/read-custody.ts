import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { ExamId, PackageId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { handoffsOf, incidentsOf, packageBy, packagesOf, unitsOf } from './records.ts'
import type { CustodyRefusal } from './refusals.ts'

/** Every package with where it is and who holds it; seals stay digests. */
export async function custodyBoard(
  deps: Deps,
  _caller: Caller,
  { examId }: { examId: ExamId },
): Promise<Result<{ packages: readonly BoardRow[] }, CustodyRefusal>> {
  return deps.within('office', async (tx) => {
    const incidents = new Map(
      (await incidentsOf(tx, examId)).filter(({ resolvedAt }) => resolvedAt === null).map((one) => [one.packageId, one]),
    )
    const packages = (await packagesOf(tx, examId)).map((one) => ({
      id: one.id,
      number: one.number,
      examSessionId: one.examSessionId,
      roomId: one.roomId,
      kind: one.kind,
      papers: one.papers,
      cards: one.cards,
      state: one.state,
      holder: one.holder,
      holderRole: one.holderRole,
      sequence: one.sequence,
      incident: incidents.get(one.id)?.kind ?? null,
      decision: incidents.get(one.id)?.decision ?? null,
    }))
    return accept({ packages })
  })
}
export type BoardRow = {
  readonly id: string
  readonly number: string
  readonly examSessionId: string
  readonly roomId: string | null
  readonly kind: string
  readonly papers: number
  readonly cards: number
  readonly state: string
  readonly holder: string
  readonly holderRole: string
  readonly sequence: number
  readonly incident: string | null
  readonly decision: string | null
}

export type ChainLink = {
  readonly sequence: number
  readonly leg: string
  readonly giver: string
  readonly receiver: string
  readonly giverUnit: string
  readonly receiverUnit: string
  readonly witnesses: readonly string[]
  readonly papers: number
  readonly cards: number
  readonly outcome: string
  readonly statementHash: string
  readonly previousHash: string
  readonly signedAt: string
}

/** One package's way through all hands, each link with the hash of its signed statement. */
export async function packageChain(
  deps: Deps,
  _caller: Caller,
  { examId, packageId }: { examId: ExamId; packageId: PackageId },
): Promise<Result<{ number: string; state: string; madeAt: string; links: readonly ChainLink[] }, CustodyRefusal>> {
  return deps.within('office', async (tx) => {
    const one = await packageBy(tx, examId, packageId)
    if (!one) return refuse('package_unknown')
    const chain = await handoffsOf(tx, packageId)
    const units = await unitsOf(tx, [...new Set(chain.flatMap(({ giver, receiver }) => [giver, receiver]))])
    const links = chain.map((link) => ({
      sequence: link.sequence,
      leg: link.leg,
      giver: link.giver,
      receiver: link.receiver,
      giverUnit: units.get(link.giver) ?? '',
      receiverUnit: units.get(link.receiver) ?? '',
      witnesses: link.witnesses,
      papers: link.papers,
      cards: link.cards,
      outcome: link.outcome,
      statementHash: Buffer.from(link.statementHash).toString('hex'),
      previousHash: Buffer.from(link.previousHash).toString('hex'),
      signedAt: link.signedAt.toString(),
    }))
    return accept({ number: one.number, state: one.state, madeAt: one.madeAt.toString(), links })
  })
}
