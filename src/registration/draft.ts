import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Family } from '../foundation/family.ts'
import { type ApplicationId, PositionId, SlotId } from '../foundation/ids.ts'
import type { Application } from './records.ts'
import { DraftAnswers, formKind } from './rules/form.ts'

/** What is being filled in: sealed, since it holds the same personal data as the form it becomes. */
export const Draft = z.strictObject({ positionId: PositionId, slotId: SlotId.optional(), answers: DraftAnswers })
export type Draft = z.infer<typeof Draft>

type Sealing = Pick<Deps, 'keyring'>

export const sealDraft = ({ keyring }: Sealing, id: ApplicationId, draft: Draft): Uint8Array =>
  keyring.sealField(`applications:draft:${id}`, JSON.stringify(draft))

export function draftOf({ keyring }: Sealing, family: Family, application: Pick<Application, 'id' | 'draftSealed' | 'positionId'>): Draft {
  if (application.draftSealed === null) return { positionId: application.positionId, answers: { kind: formKind(family) } }
  return Draft.parse(JSON.parse(keyring.openField(`applications:draft:${application.id}`, application.draftSealed)))
}

/** Answers given now stand over those given before; a field that is not named keeps its answer. */
export const mergeAnswers = (before: DraftAnswers, now: DraftAnswers): DraftAnswers =>
  before.kind === now.kind ? DraftAnswers.parse({ ...before, ...now }) : now
