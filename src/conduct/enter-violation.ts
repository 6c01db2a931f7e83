import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import type { AccountId, ExamId, PersonId } from '../foundation/ids.ts'
import type { ViolationId } from './ids.ts'
import { insertViolation } from './records.ts'
import { articleOfBreach, type BreachKind } from './rules/breaches.ts'

type NewViolation = {
  readonly personId: PersonId
  /** The officer in breach; undefined for an applicant. */
  readonly accountId: AccountId | undefined
  readonly id: ViolationId
  readonly examId: ExamId
  readonly kind: BreachKind
  readonly facts: string
  readonly stage: string
  readonly by: Caller
  readonly now: Instant
}

/** For stages that see a breach in their own work (the room, the review): the same entry, in their transaction. */
export async function enterViolation(deps: Pick<Deps, 'keyring'>, tx: Tx, entry: NewViolation): Promise<void> {
  const { id, examId, personId, accountId, kind, facts, stage, by, now } = entry
  await insertViolation(tx, {
    id,
    examId,
    personId,
    accountId: accountId ?? null,
    kind,
    article: articleOfBreach[kind],
    factsSealed: deps.keyring.sealField(`violations:facts:${id}`, facts),
    stage,
    state: 'recorded',
    recordedBy: by.accountId,
    recorderPersonId: by.personId,
    recordedAt: now,
  })
}
