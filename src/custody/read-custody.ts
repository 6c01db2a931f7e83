import type { Deps } from '../deps.ts'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
import type { AccountId, ExamId, ExamSessionId, PackageId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import type { Role } from '../foundation/roles.ts'
import {
  handoffsOf,
  incidentsOf,
  openIncidentOf,
  type Package,
  packageBy,
  packagesOf,
  placesOfPackages,
  roomsInNeed,
  unitsOf,
} from './records.ts'
import type { CustodyRefusal } from './refusals.ts'
import type { PackageState } from './rules/legs.ts'

/** Every package with where it is and who holds it; seals stay digests. */
export async function custodyBoard(
  deps: Deps,
  _caller: Caller,
  { examId }: { examId: ExamId },
): Promise<Result<CustodyBoard, CustodyRefusal>> {
  return deps.within('office', async (tx) => {
    const incidents = new Map(
      (await incidentsOf(tx, examId)).filter(({ resolvedAt }) => resolvedAt === null).map((one) => [one.packageId, one]),
    )
    const places = await placesOfPackages(tx, examId)
    const packages = (await packagesOf(tx, examId)).map((one) => rowOf(one, places.get(one.id), incidents.get(one.id)))
    return accept({ packages })
  })
}
export type CustodyBoard = { readonly packages: readonly BoardRow[] }

export type BoardRow = {
  readonly id: string
  readonly number: string
  readonly examSessionId: ExamSessionId
  readonly roomId: string | null
  readonly subject: string
  /** Site and room in words; none for a backup. */
  readonly room: string | null
  readonly kind: string
  readonly papers: number
  readonly cards: number
  readonly state: PackageState
  readonly holder: string
  readonly holderRole: Role
  readonly sequence: number
  readonly incident: string | null
  readonly decision: 'cleared' | 'withdrawn' | null
}

type Incident = NonNullable<Awaited<ReturnType<typeof openIncidentOf>>>
type Place = { readonly subject: string; readonly room: string | null }

const rowOf = (one: Package, place: Place | undefined, incident: Incident | undefined): BoardRow => ({
  id: one.id,
  number: one.number,
  examSessionId: one.examSessionId,
  roomId: one.roomId,
  subject: place?.subject ?? '',
  room: place?.room ?? null,
  kind: one.kind,
  papers: one.papers,
  cards: one.cards,
  state: one.state,
  holder: one.holder,
  holderRole: one.holderRole,
  sequence: one.sequence,
  incident: incident?.kind ?? null,
  decision: incident?.decision ?? null,
})

/** One line of the board, and to those who decide about it and confirm it why it was decided so. */
export async function packageRow(
  deps: Deps,
  caller: Caller,
  { examId, packageId }: { examId: ExamId; packageId: PackageId },
): Promise<(BoardRow & { readonly reason: string | null }) | undefined> {
  return deps.within('office', async (tx) => {
    const one = await packageBy(tx, examId, packageId)
    if (!one) return undefined
    const incident = await openIncidentOf(tx, packageId)
    const decides = appointmentFor(caller, ['section_head', 'discipline_inspector'], examId) !== undefined
    const place = (await placesOfPackages(tx, examId, packageId)).get(packageId)
    return { ...rowOf(one, place, incident), reason: decides ? (incident?.reason ?? null) : null }
  })
}

export type ChainLink = {
  readonly sequence: number
  readonly leg: string
  readonly giver: string
  readonly receiver: string
  readonly giverUnit: string
  readonly receiverUnit: string
  readonly witnesses: readonly string[]
  /** Units of everybody who signed, each once. */
  readonly signerUnits: readonly string[]
  readonly papers: number
  readonly cards: number
  readonly outcome: string
  readonly statementHash: string
  readonly previousHash: string
  readonly signedAt: string
}

export type Chain = {
  readonly number: string
  readonly state: string
  readonly madeAt: string
  /** Of the secrecy officer who took it over sealed. */
  readonly makerUnit: string
  readonly links: readonly ChainLink[]
}

/** One package's way through all hands, each link with the hash of its signed statement. */
export async function packageChain(
  deps: Deps,
  _caller: Caller,
  { examId, packageId }: { examId: ExamId; packageId: PackageId },
): Promise<Result<Chain, CustodyRefusal>> {
  return deps.within('office', async (tx) => {
    const one = await packageBy(tx, examId, packageId)
    if (!one) return refuse('package_unknown')
    const chain = await handoffsOf(tx, packageId)
    const maker = chain[0]?.giver ?? one.holder
    const units = await unitsOf(tx, [...new Set([maker, ...chain.flatMap(partiesTo)])])
    const links = chain.map((link) => ({
      sequence: link.sequence,
      leg: link.leg,
      giver: link.giver,
      receiver: link.receiver,
      giverUnit: units.get(link.giver) ?? '',
      receiverUnit: units.get(link.receiver) ?? '',
      witnesses: link.witnesses,
      signerUnits: [...new Set(partiesTo(link).map((account) => units.get(account) ?? ''))].filter((unit) => unit !== ''),
      papers: link.papers,
      cards: link.cards,
      outcome: link.outcome,
      statementHash: Buffer.from(link.statementHash).toString('hex'),
      previousHash: Buffer.from(link.previousHash).toString('hex'),
      signedAt: link.signedAt.toString(),
    }))
    return accept({ number: one.number, state: one.state, madeAt: one.madeAt.toString(), makerUnit: units.get(maker) ?? '', links })
  })
}

const partiesTo = ({ giver, receiver, witnesses }: { giver: AccountId; receiver: AccountId; witnesses: readonly AccountId[] }) => [
  giver,
  receiver,
  ...witnesses,
]

/** Where this backup could go: rooms of its paper that lost their own package. */
export const roomsForBackup = (deps: Deps, examId: ExamId, examSessionId: ExamSessionId) =>
  deps.within('office', (tx) => roomsInNeed(tx, examId, examSessionId))
