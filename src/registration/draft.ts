import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Family } from '../foundation/family.ts'
import { type ApplicationId, PositionId, SlotId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { comparableJson } from '../log/canonical.ts'
import { type SealedDraft, sealedDrafts } from './records.ts'
import { ApplicationForm, DraftAnswers, formKind } from './rules/form.ts'

/** What is being filled in: sealed, since it holds the same personal data as the form it becomes. */
export const Draft = z.strictObject({ positionId: PositionId, slotId: SlotId.optional(), answers: DraftAnswers })
export type Draft = z.infer<typeof Draft>

type Sealing = Pick<Deps, 'keyring'>

export const sealDraft = ({ keyring }: Sealing, id: ApplicationId, draft: Draft): Uint8Array =>
  keyring.sealField(`applications:draft:${id}`, JSON.stringify(draft))

/** What is being filled in; when something was submitted and nothing was changed since, that. */
export function openDraft({ keyring }: Sealing, family: Family, { id, positionId, version, draftSealed, formSealed }: SealedDraft): Draft {
  if (draftSealed) return Draft.parse(JSON.parse(keyring.openField(`applications:draft:${id}`, draftSealed)))
  if (!formSealed) return { positionId, answers: { kind: formKind(family) } }
  return { positionId, answers: ApplicationForm.parse(JSON.parse(keyring.openField(placeOfForm(id, version), formSealed))) }
}

export async function draftOf(deps: Sealing, tx: Tx, family: Family, id: ApplicationId): Promise<Draft> {
  return openDraft(deps, family, known((await sealedDrafts(tx, [id])).get(id), `application ${id} is not there`))
}

/** Whether something was changed after the last submission and not submitted since; `heldSlot` is the slot whose place is held. */
export function isUnsent(
  { keyring }: Sealing,
  draft: Draft,
  { id, positionId, version, draftSealed, formSealed }: SealedDraft,
  heldSlot: string | undefined,
): boolean {
  if (!draftSealed || !formSealed) return false
  const answers: unknown = JSON.parse(keyring.openField(placeOfForm(id, version), formSealed))
  return comparableJson(draft) !== comparableJson({ positionId, slotId: heldSlot, answers })
}

/** Where the form of a version is sealed to. */
export const placeOfForm = (id: ApplicationId, version: number): string => `application_versions:form:${id}:${version}`

/** Answers given now stand over those given before; a field that is not named keeps its answer, and what was emptied has none. */
export function mergeAnswers(before: DraftAnswers, now: DraftAnswers, emptied: readonly string[] = []): DraftAnswers {
  const merged = Object.entries(before.kind === now.kind ? { ...before, ...now } : now)
  return DraftAnswers.parse(Object.fromEntries(merged.filter(([name]) => !emptied.includes(name))))
}
