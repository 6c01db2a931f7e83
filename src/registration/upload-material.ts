import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { acceptImage, type ImageLimits, type ImageRefusal, photoLimits, scanLimits } from '../files/accept-image.ts'
import { openFile, sealedFile } from '../files/sealed-files.ts'
import type { Caller } from '../foundation/caller.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { askFirst } from '../log/ask-first.ts'
import { type AccessRefusal, changeable, databaseRoleOf } from './access.ts'
import { placeOfForm } from './draft.ts'
import { DocumentId } from './ids.ts'
import { changeApplication, putDocument, versionOf } from './records.ts'
import { type DocumentKind, documentKinds } from './rules/documents.ts'
import { ApplicationForm } from './rules/form.ts'
import { borderPicture, judgePhoto, type PhotoRefusal, plainBorder } from './rules/photo.ts'
import { takeIn } from './take-in.ts'
import { claimUpload, markTaken, type UploadClaim } from './upload-records.ts'

export const UploadMaterial = z.strictObject({ examId: ExamId, applicationId: ApplicationId, kind: z.enum(documentKinds) })
export type UploadMaterial = z.infer<typeof UploadMaterial>

/** The most a file of this kind may be, as it comes. */
export const limitsOf = (kind: DocumentKind): ImageLimits => (kind === 'photo' ? { ...photoLimits, small: borderPicture } : scanLimits)

export type StoredImage = {
  readonly file: string
  readonly bytes: number
  readonly contentType: string
  /** Of a photograph: how much of its border is of one light colour, in a thousand. */
  readonly borderPlain: number | null
}

type SealedImage = StoredImage & { readonly sealed: Uint8Array }

/** An upload made anew and sealed; its name is the hash of the ciphertext. Nothing is kept yet. */
export async function sealImage(
  deps: Pick<Deps, 'keyring'>,
  kind: DocumentKind,
  bytes: Uint8Array,
): Promise<Result<SealedImage, ImageRefusal | PhotoRefusal>> {
  const image = await acceptImage(bytes, limitsOf(kind))
  if (!image.ok) return image
  const { width, height, small } = image.value
  const wrong = kind === 'photo' ? judgePhoto({ width, height }) : undefined
  if (wrong) return refuse(wrong, { width, height })
  const borderPlain = small ? plainBorder({ ...borderPicture, rgb: small }) : null
  return accept({
    ...sealedFile(deps, image.value.bytes),
    bytes: image.value.bytes.length,
    contentType: image.value.mediaType,
    borderPlain,
  })
}

/**
 * Keeps a sealed image before the transaction that names it, so that no row and no connection waits for a disk or a store far away. Whoever
 * may not upload was told so before. A file without a row, because the commit failed, does no harm.
 */
export async function storeImage(deps: Pick<Deps, 'files'>, { sealed, ...stored }: SealedImage): Promise<StoredImage> {
  await deps.files.put(sealed, stored.file)
  return stored
}

/** The picture under this name, opened. For whoever has been told that they may see it. */
export const openImage = (deps: Pick<Deps, 'files' | 'keyring'>, file: string): Promise<Uint8Array> => openFile(deps, file)

export type UploadRefusal = AccessRefusal | ImageRefusal | PhotoRefusal

/** Asked before anything of the file is read. */
export const mayUpload = (
  deps: Deps,
  caller: Caller,
  { examId, applicationId, kind }: UploadMaterial,
): Promise<Result<unknown, UploadRefusal>> =>
  askFirst<unknown, UploadRefusal>(deps, uploadAct(caller, { examId, applicationId }), { kind }, (tx, now) =>
    changeable(tx, { examId, applicationId }, caller, now),
  )

const uploadAct = (caller: Caller, { examId, applicationId }: Pick<UploadMaterial, 'examId' | 'applicationId'>) => ({
  event: 'material_uploaded',
  role: databaseRoleOf(caller),
  by: caller,
  examId,
  subject: applicationId,
})

type Taken = { readonly documentId: DocumentId; readonly version: number }

/**
 * Takes the photograph or a paper, at once or as the last piece of an upload. On a submitted application it makes a new version, since
 * reviewers judge the papers too.
 */
export async function uploadMaterial(
  deps: Deps,
  caller: Caller,
  { examId, applicationId, kind, bytes }: UploadMaterial & { readonly bytes: Uint8Array },
  upload?: UploadClaim,
): Promise<Result<Taken, UploadRefusal | 'upload_offset_wrong'>> {
  const image = await sealImage(deps, kind, bytes)
  const stored = image.ok ? accept(await storeImage(deps, image.value)) : image
  const documentId = DocumentId.parse(deps.newId())
  const taken = await act<Taken, UploadRefusal | 'upload_offset_wrong'>(
    deps,
    uploadAct(caller, { examId, applicationId }),
    async (tx, now, note) => {
      note({ kind, bytes: bytes.length })
      const found = await changeable(tx, { examId, applicationId }, caller, now)
      if (!found.ok) return found
      if (upload && !(await claimUpload(tx, upload, now))) return refuse('upload_offset_wrong')
      if (!stored.ok) return stored
      const { application } = found.value
      await putDocument(tx, { id: documentId, applicationId, kind, ...stored.value, uploadedAt: now })
      if (upload) await markTaken(tx, upload.uploadId, documentId)
      if (kind === 'photo') await changeApplication(tx, application, { photoFile: stored.value.file })
      if (application.state !== 'submitted') return accept({ documentId, version: application.version })
      const latest = await versionOf(tx, applicationId, application.version)
      invariant(latest, `application ${applicationId} has no version ${application.version}`)
      const sealed = deps.keyring.openField(placeOfForm(applicationId, application.version), latest.formSealed)
      const form = ApplicationForm.parse(JSON.parse(sealed))
      const { positionId, draftSealed } = application
      const version = await takeIn(deps, tx, { application, positionId, form, draftSealed, by: caller, now })
      note({ version: version.version, formHash: version.formHash })
      return accept({ documentId, version: version.version })
    },
  )
  // A refusal is committed, so nothing names the file; after an exception nobody knows, and it stays.
  if (!taken.ok && stored.ok) await deps.files.remove(stored.value.file)
  return taken
}
