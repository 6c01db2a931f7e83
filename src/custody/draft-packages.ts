import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { AccountId, ExamId, ExamSessionId, PackageId, RoomId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import type { Role } from '../foundation/roles.ts'
import { StatementId } from '../identity/ids.ts'
import { completeStatement, draftStatement } from '../identity/statements.ts'
import { act } from '../log/act.ts'
import { paperNoticeOf, seclusionsOf } from './order-records.ts'
import { examOfCustody, insertPackages, numbersTaken, partiesOf, seatPlanRows } from './records.ts'
import type { CustodyRefusal } from './refusals.ts'
import { judgePacking, type Packed } from './rules/packing.ts'
import { judgeAgainstOrder } from './rules/paper-notice.ts'
import { judgeOrigin } from './rules/seclusion.ts'

const Count = z.int().min(0).max(1000)
export const SealNumber = z.string().regex(/^[A-Z]{2}\d{6}$/)
export const PackageNumber = z.string().regex(/^[A-Z0-9-]{3,24}$/)

export const DraftPackages = z.strictObject({
  examId: ExamId,
  inspector: AccountId,
  police: AccountId,
  packages: z
    .array(
      z.strictObject({
        number: PackageNumber,
        examSessionId: ExamSessionId,
        roomId: RoomId.nullable(),
        papers: Count,
        cards: Count,
        sealNumber: SealNumber,
      }),
    )
    .min(1)
    .max(2000),
})
export type DraftPackages = z.infer<typeof DraftPackages>

export const packagesStatement = 'packages-made'

/**
 * The secrecy officer takes the sealed packages over from the printers: one per room and session by the frozen seat plan, and backups.
 * The list becomes a statement that police and discipline inspection sign with them; only then do the packages exist.
 */
export async function draftPackages(
  deps: Deps,
  caller: Caller,
  command: DraftPackages,
): Promise<Result<{ statementId: StatementId; payload: unknown }, CustodyRefusal | 'idempotency_key_reused'>> {
  const { examId, inspector, police, packages } = command
  return act(deps, { event: 'packages_drafted', role: 'office', by: caller, examId, command }, async (tx, now, note) => {
    const exam = await examOfCustody(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const origin = judgeOrigin(exam.family, (await seclusionsOf(tx, examId)).length > 0)
    if (!origin.ok) return origin
    const plan = await seatPlanRows(tx, examId)
    const judged = judgePacking(packages, plan)
    if (!judged.ok) return judged
    const agrees = judgeAgainstOrder(exam.family, packages, (await paperNoticeOf(tx, examId))?.quantities)
    if (!agrees.ok) return agrees
    const taken = await numbersTaken(
      tx,
      examId,
      packages.map(({ number }) => number),
    )
    if (taken.length > 0) return refuse('package_number_taken', { numbers: taken })
    const parties = await partiesOf(tx, examId, [caller.accountId, inspector, police])
    const needed: readonly [AccountId, Role][] = [
      [caller.accountId, 'secrecy_officer'],
      [inspector, 'discipline_inspector'],
      [police, 'police_escort'],
    ]
    const missing = needed.find(([id, role]) => !parties.get(id)?.roles.includes(role))
    if (missing) return refuse('witness_missing', { role: missing[1] })
    if (new Set([...parties.values()].map(({ personId }) => personId)).size < needed.length) return refuse('one_person_signs_once')
    const where = new Map(plan.map((row) => [`${row.examSessionId} ${row.roomId}`, `${row.siteName} ${row.roomName}`]))
    const payload = {
      exam: examId,
      at: now.toString(),
      holder: caller.accountId,
      packages: packages.map(({ sealNumber, ...rest }) => ({
        id: deps.newId(),
        ...rest,
        where: where.get(`${rest.examSessionId} ${rest.roomId}`) ?? null,
        seal: Buffer.from(deps.keyring.digest(`seal:${examId}`, sealNumber)).toString('hex'),
      })),
    }
    const statementId = await draftStatement(tx, {
      id: deps.newId(),
      examId,
      type: packagesStatement,
      payload,
      signers: needed.map(([account]) => account),
      by: caller.accountId,
      now,
    })
    note({ statement: statementId, packages: packages.length })
    return accept({ statementId, payload })
  })
}

export const MakePackages = z.strictObject({ examId: ExamId, statementId: StatementId })
export type MakePackages = z.infer<typeof MakePackages>

const Payload = z.object({
  holder: AccountId,
  packages: z.array(
    z.object({
      id: PackageId,
      number: PackageNumber,
      examSessionId: ExamSessionId,
      roomId: RoomId.nullable(),
      papers: Count,
      cards: Count,
      seal: z.string(),
    }),
  ),
})

/** The signed list takes effect: every package begins in the secrecy officer's hands, its chain rooted in the signed statement. */
export async function makePackages(
  deps: Deps,
  caller: Caller,
  { examId, statementId }: MakePackages,
): Promise<Result<{ packages: number }, CustodyRefusal | 'idempotency_key_reused'>> {
  return act(deps, { event: 'packages_made', role: 'office', by: caller, examId, subject: statementId }, async (tx, now, note) => {
    return completeStatement(tx, { examId, id: statementId, type: packagesStatement, now }, async (statement) => {
      const { holder, packages } = Payload.parse(statement.payload)
      const taken = await numbersTaken(
        tx,
        examId,
        packages.map(({ number }) => number),
      )
      if (taken.length > 0) return refuse('package_number_taken', { numbers: taken })
      const genesis = createHash('sha256').update(statement.general).digest()
      await insertPackages(
        tx,
        packages.map(({ seal, roomId, ...rest }) => ({
          ...rest,
          roomId,
          examId,
          kind: roomId === null ? ('backup' as const) : ('papers' as const),
          sealDigest: Buffer.from(seal, 'hex'),
          state: 'sealed' as const,
          holder,
          holderRole: 'secrecy_officer' as const,
          sequence: 0,
          genesisHash: genesis,
          madeAt: now,
        })),
      )
      note({
        packages: packages.length,
        papers: sum(packages, 'papers'),
        cards: sum(packages, 'cards'),
        statement: genesis.toString('hex'),
      })
      return accept({ packages: packages.length })
    })
  })
}

const sum = (packages: readonly Packed[], count: 'papers' | 'cards') => packages.reduce((total, one) => total + one[count], 0)
