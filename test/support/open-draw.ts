import type postgres from 'postgres'
import { commit } from '../../seating/commitment.ts'
import type { Deps } from '../../src/deps.ts'
import type { Caller } from '../../src/foundation/caller.ts'
import { AccountId, DrawId, type ExamId, PersonId } from '../../src/foundation/ids.ts'
import { known } from '../../src/foundation/invariant.ts'
import type { Result } from '../../src/foundation/result.ts'
import { commitToDraw } from '../../src/seating/commit-to-draw.ts'
import { freezeSeatDraw } from '../../src/seating/draw-seats.ts'
import { revealToDraw } from '../../src/seating/reveal-to-draw.ts'
import type { DrawParty } from '../../src/seating/rules/draw-steps.ts'
import { witnessPublicValue } from '../../src/seating/witness-public-value.ts'
import { officersOf } from './arrange-list.ts'

const parties: readonly DrawParty[] = ['exam_office', 'discipline_inspector', 'section_head']
const publicValue = '03 09 14 21 27 33 + 08'

export type OpenDraw = {
  readonly drawId: DrawId
  readonly publicValue: string
  /** The officers of the arranged list, each in one role. */
  readonly office: Caller
  readonly inspector: Caller
  readonly head: Caller
}

/** The draw of an arranged list by the use cases, up to the moment at which it may be run: `hoursOn` moves the clock that `deps` reads. */
export async function openDraw(
  deps: Deps,
  admin: postgres.Sql,
  { examId, hoursOn, told = () => {} }: { readonly examId: ExamId; readonly hoursOn: () => void; readonly told?: (step: string) => void },
): Promise<OpenDraw> {
  const callers = (await officersOf(admin)).map(
    (officer, at): Caller => ({
      accountId: AccountId.parse(officer.accountId),
      personId: PersonId.parse(officer.personId),
      kind: 'officer',
      name: '考务',
      appointments: [{ role: known(parties[at], 'a party'), examId, siteId: undefined, unit: undefined }],
      idempotencyKey: undefined,
    }),
  )
  const [office, inspector, head] = [known(callers[0], 'the office'), known(callers[1], 'the inspector'), known(callers[2], 'the head')]
  const now = deps.clock()
  const source = { name: '中国福利彩票双色球 2026134', due: now.add({ hours: 3 }) }
  const frozen = done(await freezeSeatDraw(deps, office, { examId, parties: [...parties], revealBy: now.add({ hours: 2 }), source }))
  told('frozen')
  const drawId = DrawId.parse(frozen.drawId)
  const secretOf = (at: number) => new Uint8Array(32).fill(at + 1)
  for (const [at, caller] of callers.entries()) {
    const party = known(parties[at], 'a party')
    done(await commitToDraw(deps, caller, { examId, drawId, party, commitment: commit(frozen.freezeHash, party, secretOf(at)) }))
  }
  for (const [at, caller] of callers.entries()) done(await revealToDraw(deps, caller, { examId, drawId, value: hex(secretOf(at)) }))
  hoursOn()
  done(await witnessPublicValue(deps, inspector, { examId, drawId, publicValue }))
  told('committed, revealed, public value read')
  return { drawId, publicValue, office, inspector, head }
}

/** The value of a use case that must not refuse. */
export function done<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(`refused: ${result.refusal}`)
  return result.value
}

const hex = (value: Uint8Array): string => Buffer.from(value).toString('hex')
