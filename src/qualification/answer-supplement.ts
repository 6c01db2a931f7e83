import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { askFirst } from '../log/ask-first.ts'
import { DocumentId } from '../registration/ids.ts'
import { type Application, changeApplication, lockApplication, putDocument } from '../registration/records.ts'
import { documentKinds } from '../registration/rules/documents.ts'
import { ApplicationForm, formKind } from '../registration/rules/form.ts'
import { takeIn } from '../registration/take-in.ts'
import { sealImage, storeImage, type UploadRefusal } from '../registration/upload-material.ts'
import { type CaseFile, lockOwnCase, reopenCompleted } from './case-records.ts'
import { formUnderReview } from './grade-finding.ts'
import { answerSupplementRow, type SupplementRow, supplementOf } from './records.ts'
import type { QualificationRefusal } from './refusals.ts'
import { announcedExam } from './reviewer-of.ts'
import { phases } from './rules/case-state.ts'
import { judgeAnswer } from './rules/supplement.ts'

const file = { examId: ExamId, phase: z.enum(phases), applicationId: ApplicationId }

export const SupplyMaterial = z.strictObject({ ...file, kind: z.enum(documentKinds) })
export type SupplyMaterial = z.infer<typeof SupplyMaterial>

const supplyAct = (caller: Caller, { examId, applicationId }: SupplyMaterial) =>
  ({ event: 'supplement_material_uploaded', role: 'candidate', by: caller, examId, subject: applicationId }) as const

type SupplyRefusal = QualificationRefusal | UploadRefusal

/** Asked before anything of the paper is read. */
export const maySupply = (deps: Deps, caller: Caller, command: SupplyMaterial): Promise<Result<unknown, SupplyRefusal>> =>
  askFirst<unknown, SupplyRefusal>(deps, supplyAct(caller, command), { kind: command.kind }, (tx, now) =>
    openSupplement(tx, caller, command, now),
  )

/** A paper that the notice asked for. It counts from its arrival, whether or not registration is still open. */
export async function supplyMaterial(
  deps: Deps,
  caller: Caller,
  { bytes, ...command }: SupplyMaterial & { readonly bytes: Uint8Array },
): Promise<Result<{ documentId: string; version: number }, SupplyRefusal>> {
  const { applicationId, kind } = command
  const image = await sealImage(deps, kind, bytes)
  const stored = image.ok ? accept(await storeImage(deps, image.value)) : image
  const documentId = DocumentId.parse(deps.newId())
  const taken = await act<{ documentId: string; version: number }, SupplyRefusal>(
    deps,
    supplyAct(caller, command),
    async (tx, now, note) => {
      note({ kind, bytes: bytes.length })
      const found = await openSupplement(tx, caller, command, now)
      if (!found.ok) return found
      if (!stored.ok) return stored
      const { application } = found.value
      await putDocument(tx, { id: documentId, applicationId, kind, ...stored.value, uploadedAt: now })
      if (kind === 'photo') await changeApplication(tx, application, { photoFile: stored.value.file })
      const form = await formUnderReview(tx, deps, { applicationId, version: application.version })
      const { positionId, draftSealed } = application
      const version = await takeIn(deps, tx, { application, positionId, form, draftSealed, by: caller, now })
      note({ version: version.version, formHash: version.formHash })
      return accept({ documentId, version: version.version })
    },
  )
  if (!taken.ok && stored.ok) await deps.files.remove(stored.value.file)
  return taken
}

export const AnswerSupplement = z.strictObject({
  ...file,
  /** The corrected form, where the form itself was wrong; without it the papers that were uploaded are the answer. */
  form: ApplicationForm.optional(),
})
export type AnswerSupplement = z.infer<typeof AnswerSupplement>

/** The candidate says that everything is there: the new version goes to the reviewers, and earlier opinions are void. */
export async function answerSupplement(
  deps: Deps,
  caller: Caller,
  command: AnswerSupplement,
): Promise<Result<{ version: number; receipt: string | undefined }, QualificationRefusal | 'idempotency_key_reused'>> {
  const { examId, applicationId, form } = command
  return act(
    deps,
    { event: 'supplement_answered', role: 'candidate', by: caller, examId, subject: applicationId, command },
    async (tx, now, note) => {
      const exam = await announcedExam(tx, examId)
      const found = await openSupplement(tx, caller, command, now)
      if (!exam || !found.ok) return found.ok ? refuse('case_unknown') : found
      const { application, held, supplement } = found.value
      if (form && form.kind !== formKind(exam.family)) return refuse('form_of_other_family', { kind: formKind(exam.family) })
      const unchanged =
        !form || JSON.stringify(form) === JSON.stringify(await formUnderReview(tx, deps, { applicationId, version: application.version }))
      if (unchanged && application.version === held.version) return refuse('supplement_unchanged')
      const taken =
        form && !unchanged ? await takeIn(deps, tx, { application, positionId: application.positionId, form, by: caller, now }) : undefined
      const version = taken?.version ?? application.version
      await reopenCompleted(tx, held, version, now)
      await answerSupplementRow(tx, supplement.id, now)
      note({ phase: held.phase, version })
      return accept({ version, receipt: taken?.receipt })
    },
  )
}

type Held = { readonly application: Application; readonly held: CaseFile; readonly supplement: SupplementRow }

/** The caller's own application, locked, with its notice still open. */
async function openSupplement(
  tx: Tx,
  caller: Caller,
  { examId, applicationId, phase }: Omit<AnswerSupplement, 'form'>,
  now: Instant,
): Promise<Result<Held, QualificationRefusal>> {
  const application = (await lockApplication(tx, applicationId))?.application
  if (application?.examId !== examId || application.personId !== caller.personId) return refuse('case_unknown')
  const held = await lockOwnCase(tx, examId, applicationId, phase, now)
  const supplement = held && (await supplementOf(tx, held))
  if (!held) return refuse('case_unknown')
  const may = judgeAnswer(held.state, supplement, now)
  if (!may.ok) return may
  return accept({ application, held, supplement: known(supplement, `${applicationId} waits without a notice`) })
}
