import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { acceptImage, type ImageRefusal, photoLimits, scanLimits } from '../files/accept-image.ts'
import { hashOf, open, seal } from '../files/seal.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { type AccessRefusal, changeable, databaseRoleOf, mayHandle } from './access.ts'
import { DocumentId } from './ids.ts'
import { changeApplication, loadApplication, putDocument, versionOf } from './records.ts'
import { type DocumentKind, documentKinds } from './rules/documents.ts'
import { ApplicationForm } from './rules/form.ts'
import { takeIn } from './take-in.ts'

export const UploadMaterial = z.strictObject({ examId: ExamId, applicationId: ApplicationId, kind: z.enum(documentKinds) })
export type UploadMaterial = z.infer<typeof UploadMaterial> & { readonly bytes: Uint8Array }

export type StoredImage = { readonly file: string; readonly bytes: number; readonly contentType: string }

/** An upload made anew, sealed and kept under the hash of its ciphertext. A file without a row that names it does no harm. */
export async function storeImage(
  deps: Pick<Deps, 'files' | 'keyring'>,
  kind: DocumentKind,
  bytes: Uint8Array,
): Promise<Result<StoredImage, ImageRefusal>> {
  const image = await acceptImage(bytes, kind === 'photo' ? photoLimits : scanLimits)
  if (!image.ok) return image
  const key = deps.keyring.secret('files')
  const sealed = seal(image.value.bytes, key.bytes, key.id)
  const file = hashOf(sealed)
  await deps.files.put(sealed, file)
  return accept({ file, bytes: image.value.bytes.length, contentType: image.value.mediaType })
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
  // Whoever may not change this application makes nobody decode a picture.
  const allowed = await deps.within(databaseRoleOf(caller), async (tx) => {
    const application = await loadApplication(tx, applicationId)
    return application !== undefined && application.examId === examId && mayHandle(caller, application)
  })
  const stored = allowed ? await storeImage(deps, kind, bytes) : undefined
  const documentId = DocumentId.parse(deps.newId())
  return act(
    deps,
    { event: 'material_uploaded', role: databaseRoleOf(caller), by: caller, examId, subject: applicationId },
    async (tx, now, note) => {
      note({ kind, bytes: bytes.length })
      if (!stored) return refuse('application_unknown')
      const found = await changeable(tx, { examId, applicationId }, caller, now)
      if (!found.ok) return found
      if (!stored.ok) return stored
      const { application } = found.value
      await putDocument(tx, { id: documentId, applicationId, kind, ...stored.value, uploadedAt: now })
      if (kind === 'photo') await changeApplication(tx, application, { photoFile: stored.value.file })
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
