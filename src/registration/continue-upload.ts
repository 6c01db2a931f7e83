import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { pieceReader } from '../files/read-pieces.ts'
import { openFile, sealedFile } from '../files/sealed-files.ts'
import type { UploadHold } from '../files/upload-room.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import { ApplicationId, ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { askFirst } from '../log/ask-first.ts'
import { type AccessRefusal, changeable, databaseRoleOf, mayHandle } from './access.ts'
import { HeaderNumber } from './begin-upload.ts'
import { UploadId } from './ids.ts'
import { loadApplication } from './records.ts'
import { judgeOffset, type OffsetRefusal, uploadLimits } from './rules/upload.ts'
import { type UploadRefusal, uploadMaterial } from './upload-material.ts'
import { addPart, endUpload, partsOfUpload, type Upload, uploadOf } from './upload-records.ts'

export const OfUpload = z.strictObject({ examId: ExamId, applicationId: ApplicationId, uploadId: UploadId })
export type OfUpload = z.infer<typeof OfUpload>

const about = (caller: Caller, { examId, applicationId }: OfUpload) => ({
  event: 'upload_continued',
  role: databaseRoleOf(caller),
  by: caller,
  examId,
  subject: applicationId,
})

/** How much of it has come. Somebody else's does not exist, and the question stands in the log. */
export const readUpload = (deps: Deps, caller: Caller, command: OfUpload): Promise<Result<Upload, 'upload_unknown'>> =>
  askFirst<Upload, 'upload_unknown'>(deps, about(caller, command), { upload: command.uploadId }, async (tx, now) => {
    const application = await loadApplication(tx, command.applicationId)
    if (application?.examId !== command.examId || !mayHandle(caller, application)) return refuse('upload_unknown')
    const upload = await uploadOf(tx, command.applicationId, command.uploadId, now)
    return upload ? accept(upload) : refuse('upload_unknown')
  })

export const ContinueUpload = OfUpload.extend({
  offset: HeaderNumber,
  type: z.literal('application/offset+octet-stream'),
  /** How long the body says it is. */
  declared: HeaderNumber.optional(),
})
export type ContinueUpload = z.infer<typeof ContinueUpload>

export type ContinueRefusal = AccessRefusal | UploadRefusal | OffsetRefusal | 'upload_unknown'

/** Bytes as they arrive, and the room they may take up. */
type Arriving = { readonly stream: ReadableStream<Uint8Array> | null; readonly hold: UploadHold }
type Standing = { readonly received: number; readonly expiresAt: Instant }

/**
 * Takes bytes where the upload stands. Pieces are sealed and kept as they come, so that a cut line or a killed process loses at most one; the
 * last one makes the document in the same transaction that ends the upload, so what is said to be whole has been taken.
 */
export async function continueUpload(
  deps: Deps,
  caller: Caller,
  command: ContinueUpload,
  { stream, hold }: Arriving,
): Promise<Result<Standing, ContinueRefusal>> {
  const found = await askFirst(deps, about(caller, command), { upload: command.uploadId }, (tx, now) => goingOn(tx, caller, command, now))
  if (!found.ok) return found
  const upload = found.value
  // Not logged: a client that asks again where it stands has done nothing that a rule knows.
  const wrong = judgeOffset(upload, command.offset, command.declared)
  if (wrong) return refuse(wrong, { offset: upload.received })
  const expiresAt = deps.clock().add(uploadLimits.waits)
  const next = pieceReader(stream, uploadLimits.piece, hold)
  for (let { received, pieces } = upload; ; ) {
    const { bytes, end } = await next()
    const until = received + bytes.length
    if (until > upload.length) return refuse('upload_too_long', { length: upload.length })
    if (bytes.length > 0 && until === upload.length) {
      const ended = await finish(deps, caller, command, { ...upload, received }, bytes, hold)
      return ended.ok ? accept({ received: upload.length, expiresAt: upload.expiresAt }) : ended
    }
    if (bytes.length > 0 && (end === 'full' || end === 'over' || bytes.length >= uploadLimits.leastCut)) {
      if (pieces >= uploadLimits.pieces) return refuse('upload_in_too_many_pieces')
      if (!(await keepPiece(deps, caller, command.uploadId, { startsAt: received, bytes }, expiresAt))) return refuse('upload_offset_wrong')
      received = until
      pieces += 1
      hold.give(bytes.length)
    }
    if (end === 'busy') return refuse('uploads_busy')
    if (end !== 'full') return accept({ received, expiresAt })
  }
}

/** Asked before the body is read. */
async function goingOn(tx: Tx, caller: Caller, command: OfUpload, now: Instant) {
  const may = await changeable(tx, command, caller, now)
  if (!may.ok) return may.refusal === 'application_unknown' ? refuse('upload_unknown') : may
  const upload = await uploadOf(tx, command.applicationId, command.uploadId, now)
  return upload ? accept(upload) : refuse('upload_unknown')
}

type Cut = { readonly startsAt: number; readonly bytes: Uint8Array }

/** Answers false when another request was quicker; then nothing is kept. */
async function keepPiece(deps: Deps, caller: Caller, uploadId: UploadId, { startsAt, bytes }: Cut, expiresAt: Instant): Promise<boolean> {
  const { sealed, file } = sealedFile(deps, bytes)
  await deps.files.put(sealed, file)
  const part = { uploadId, startsAt, bytes: bytes.length, file }
  const kept = await deps.within(databaseRoleOf(caller), (tx) => addPart(tx, part, deps.clock(), expiresAt))
  if (!kept) await deps.files.remove(file)
  return kept
}

/** Puts the pieces together and takes the file. One that can never be taken ends the upload as well. */
async function finish(
  deps: Deps,
  caller: Caller,
  { examId, applicationId, uploadId }: OfUpload,
  { kind, length, received }: Upload,
  last: Uint8Array,
  hold: UploadHold,
): Promise<Result<unknown, ContinueRefusal>> {
  if (!hold.take(received)) return refuse('uploads_busy')
  const role = databaseRoleOf(caller)
  const bytes = received === 0 ? last : Buffer.allocUnsafeSlow(length)
  if (received > 0) {
    const parts = await deps.within(role, (tx) => partsOfUpload(tx, uploadId))
    if (parts.reduce((sum, part) => sum + part.bytes, 0) !== received) return refuse('upload_offset_wrong')
    for (const part of parts) bytes.set(await openFile(deps, part.file), part.startsAt)
    bytes.set(last, received)
  }
  const taken = await uploadMaterial(deps, caller, { examId, applicationId, kind, bytes }, { uploadId, received })
  const passing: readonly string[] = ['uploads_busy', 'upload_offset_wrong']
  if (!taken.ok && !passing.includes(taken.refusal)) await deps.within(role, (tx) => endUpload(tx, uploadId))
  return taken
}
