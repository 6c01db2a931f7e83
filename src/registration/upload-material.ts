import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { acceptImage, type ImageRefusal, photoLimits, scanLimits } from '../files/accept-image.ts'
import { hashOf, open, seal } from '../files/seal.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import { accept, type Result } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { type AccessRefusal, changeable, databaseRoleOf } from './access.ts'
import { DocumentId } from './ids.ts'
import { changeApplication, putDocument, versionOf } from './records.ts'
import { type DocumentKind, documentKinds } from './rules/documents.ts'
import { ApplicationForm } from './rules/form.ts'
import { takeIn } from './take-in.ts'

export const UploadMaterial = z.strictObject({ examId: ExamId, applicationId: ApplicationId, kind: z.enum(documentKinds) })
export type UploadMaterial = z.infer<typeof UploadMaterial> & { readonly bytes: Uint8Array }

export type StoredImage = { readonly file: string; readonly bytes: number; readonly contentType: string }

type SealedImage = StoredImage & { readonly sealed: Uint8Array }

/** An upload made anew and sealed; its name is the hash of the ciphertext. Nothing is kept yet. */
export async function sealImage(
  deps: Pick<Deps, 'keyring'>,
  kind: DocumentKind,
  bytes: Uint8Array,
): Promise<Result<SealedImage, ImageRefusal>> {
  const image = await acceptImage(bytes, kind === 'photo' ? photoLimits : scanLimits)
  if (!image.ok) return image
  const key = deps.keyring.secret('files')
  const sealed = seal(image.value.bytes, key.bytes, key.id)
  return accept({ sealed, file: hashOf(sealed), bytes: image.value.bytes.length, contentType: image.value.mediaType })
}

/**
 * Keeps a sealed image, inside the transaction that names it and after it has been judged: whoever may not upload fills no disk. A file
 * without a row, because the commit failed, does no harm.
 */
export async function storeImage(deps: Pick<Deps, 'files'>, { sealed, ...stored }: SealedImage): Promise<StoredImage> {
  await deps.files.put(sealed, stored.file)
  return stored
}

/** The picture under this name, opened. For whoever has been told that they may see it. */
export async function openImage(deps: Pick<Deps, 'files' | 'keyring'>, file: string): Promise<Uint8Array> {
  const sealed = await deps.files.get(file)
  invariant(sealed, `the file ${file} is named by a row and is not in the store`)
  const opened = open(sealed, deps.keyring.secretById)
  invariant(opened.ok, `the file ${file} does not open`)
  return opened.value
}

export type UploadRefusal = AccessRefusal | ImageRefusal

/** Takes the photograph or a paper. On a submitted application it makes a new version, since reviewers judge the papers too. */
export async function uploadMaterial(
  deps: Deps,
  caller: Caller,
  { examId, applicationId, kind, bytes }: UploadMaterial,
): Promise<Result<{ documentId: DocumentId; version: number }, UploadRefusal | 'idempotency_key_reused'>> {
  const image = await sealImage(deps, kind, bytes)
  const documentId = DocumentId.parse(deps.newId())
  return act(
    deps,
    { event: 'material_uploaded', role: databaseRoleOf(caller), by: caller, examId, subject: applicationId },
    async (tx, now, note) => {
      note({ kind, bytes: bytes.length })
      const found = await changeable(tx, { examId, applicationId }, caller, now)
      if (!found.ok) return found
      if (!image.ok) return image
      const { application } = found.value
      const stored = await storeImage(deps, image.value)
      await putDocument(tx, { id: documentId, applicationId, kind, ...stored, uploadedAt: now })
      if (kind === 'photo') await changeApplication(tx, application, { photoFile: stored.file })
      if (application.state !== 'submitted') return accept({ documentId, version: application.version })
      const latest = await versionOf(tx, applicationId, application.version)
      invariant(latest, `application ${applicationId} has no version ${application.version}`)
      const place = `application_versions:form:${applicationId}:${application.version}`
      const form = ApplicationForm.parse(JSON.parse(deps.keyring.openField(place, latest.formSealed)))
      const taken = await takeIn(deps, tx, { application, positionId: application.positionId, form, by: caller, now })
      note({ version: taken.version, formHash: taken.formHash })
      return accept({ documentId, version: taken.version })
    },
  )
}
