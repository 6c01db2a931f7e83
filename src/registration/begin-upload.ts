import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import { type AccessRefusal, changeable, databaseRoleOf } from './access.ts'
import { UploadId } from './ids.ts'
import { documentKinds } from './rules/documents.ts'
import { uploadLimits } from './rules/upload.ts'
import { limitsOf } from './upload-material.ts'
import { endUpload, enterUpload, openUploads } from './upload-records.ts'

/** A number as a header says it. */
export const HeaderNumber = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)

/** `kind` among the pairs of tus metadata: a name, and a value in base64. Other names, such as that of the file, are not kept. */
const Kind = z
  .string()
  .max(2000)
  .transform((metadata) => {
    const pair = metadata.split(',').find((one) => one.trim().startsWith('kind '))
    return Buffer.from(pair?.trim().slice(5) ?? '', 'base64').toString('utf8')
  })
  .pipe(z.enum(documentKinds))

export const BeginUpload = z.strictObject({ examId: ExamId, applicationId: ApplicationId, length: HeaderNumber, kind: Kind })
export type BeginUpload = z.infer<typeof BeginUpload>

export type BeginUploadRefusal = AccessRefusal | 'file_too_large' | 'upload_empty'

/** Announces a file that will come in pieces. Whoever has too many on their way gives up the oldest. */
export async function beginUpload(
  deps: Deps,
  caller: Caller,
  { examId, applicationId, length, kind }: BeginUpload,
): Promise<Result<{ uploadId: UploadId; expiresAt: Instant }, BeginUploadRefusal>> {
  const uploadId = UploadId.parse(deps.newId())
  return act<{ uploadId: UploadId; expiresAt: Instant }, BeginUploadRefusal>(
    deps,
    { event: 'upload_begun', role: databaseRoleOf(caller), by: caller, examId, subject: applicationId },
    async (tx, now, note) => {
      note({ kind, bytes: length })
      const found = await changeable(tx, { examId, applicationId }, caller, now)
      if (!found.ok) return found
      if (length === 0) return refuse('upload_empty')
      const limit = limitsOf(kind).bytes
      if (length > limit) return refuse('file_too_large', { bytes: length, limit })
      for (const { id } of (await openUploads(tx, applicationId, now)).slice(uploadLimits.open - 1)) await endUpload(tx, id)
      const expiresAt = now.add(uploadLimits.waits)
      await enterUpload(tx, { id: uploadId, applicationId, kind, begunBy: caller.accountId, length, received: 0, begunAt: now, expiresAt })
      return accept({ uploadId, expiresAt })
    },
  )
}
