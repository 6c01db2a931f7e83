import { and, asc, count, desc, eq, gt, isNull, lte, sql } from 'drizzle-orm'
import type { Tx } from '../../db/connect.ts'
import { uploadParts, uploads } from '../../db/schema/registration.ts'
import type { Instant } from '../foundation/clock.ts'
import type { ApplicationId } from '../foundation/ids.ts'
import { invariant } from '../foundation/invariant.ts'
import type { DocumentId, UploadId } from './ids.ts'

export type Upload = typeof uploads.$inferSelect
type Part = typeof uploadParts.$inferSelect

export async function enterUpload(tx: Tx, row: typeof uploads.$inferInsert): Promise<void> {
  await tx.insert(uploads).values(row)
}

/** Uploads of an application that are still on their way, the newest first. */
export const openUploads = (tx: Tx, applicationId: ApplicationId, now: Instant): Promise<Upload[]> =>
  tx
    .select()
    .from(uploads)
    .where(and(eq(uploads.applicationId, applicationId), isNull(uploads.documentId), gt(uploads.expiresAt, now)))
    .orderBy(desc(uploads.begunAt), desc(uploads.id))

/** An upload that has not expired, and in how many pieces it came so far. */
export async function uploadOf(
  tx: Tx,
  applicationId: ApplicationId,
  id: UploadId,
  now: Instant,
): Promise<(Upload & { readonly pieces: number }) | undefined> {
  const [row] = await tx
    .select()
    .from(uploads)
    .where(and(eq(uploads.id, id), eq(uploads.applicationId, applicationId), gt(uploads.expiresAt, now)))
  if (!row) return undefined
  const [held] = await tx.select({ pieces: count() }).from(uploadParts).where(eq(uploadParts.uploadId, id))
  return { ...row, pieces: held?.pieces ?? 0 }
}

/** The pieces in their order. */
export const partsOfUpload = (tx: Tx, id: UploadId): Promise<Part[]> =>
  tx.select().from(uploadParts).where(eq(uploadParts.uploadId, id)).orderBy(asc(uploadParts.startsAt))

/** Keeps a piece that begins where the upload stands; answers false when another piece was quicker or the upload is over. */
export async function addPart(tx: Tx, part: Part, now: Instant, expiresAt: Instant): Promise<boolean> {
  const moved = await tx
    .update(uploads)
    .set({ received: sql`${uploads.received} + ${part.bytes}`, expiresAt })
    .where(and(eq(uploads.id, part.uploadId), eq(uploads.received, part.startsAt), isNull(uploads.documentId), gt(uploads.expiresAt, now)))
    .returning({ id: uploads.id })
  if (moved.length === 0) return false
  await tx.insert(uploadParts).values(part)
  return true
}

/** An upload, and how much of it had come when its last piece was put together with the others. */
export type UploadClaim = { readonly uploadId: UploadId; readonly received: number }

/** Locks an upload that stands where it stood; false when it went on or ended in between. */
export async function claimUpload(tx: Tx, { uploadId, received }: UploadClaim, now: Instant): Promise<boolean> {
  const [row] = await tx
    .select({ received: uploads.received, documentId: uploads.documentId })
    .from(uploads)
    .where(and(eq(uploads.id, uploadId), gt(uploads.expiresAt, now)))
    .for('update')
  return row?.received === received && row.documentId === null
}

export async function markTaken(tx: Tx, uploadId: UploadId, documentId: DocumentId): Promise<void> {
  const marked = await tx
    .update(uploads)
    .set({ received: uploads.length, documentId })
    .where(and(eq(uploads.id, uploadId), isNull(uploads.documentId)))
    .returning({ id: uploads.id })
  invariant(marked.length === 1, `upload ${uploadId} ended while its row was locked`)
}

/**
 * Nobody goes on with it; the job removes it with its pieces. It expires as of its beginning, since a piece counts by when its request
 * arrived, which may have been before this.
 */
export async function endUpload(tx: Tx, id: UploadId): Promise<void> {
  await tx
    .update(uploads)
    .set({ expiresAt: uploads.begunAt })
    .where(and(eq(uploads.id, id), isNull(uploads.documentId)))
}

/** One upload whose pieces nobody needs any more, locked, so that two processes never clear one. */
export async function lockLeftover(tx: Tx, now: Instant): Promise<{ readonly id: UploadId; readonly expired: boolean } | undefined> {
  const [row] = await tx
    .select({ id: uploads.id, expiresAt: uploads.expiresAt })
    .from(uploads)
    .where(
      sql`${lte(uploads.expiresAt, now)} or (${uploads.documentId} is not null and exists (select from ${uploadParts} where ${uploadParts.uploadId} = ${uploads.id}))`,
    )
    .limit(1)
    .for('update', { skipLocked: true })
  return row && { id: row.id, expired: Temporal.Instant.compare(row.expiresAt, now) <= 0 }
}

export async function removeParts(tx: Tx, id: UploadId): Promise<void> {
  await tx.delete(uploadParts).where(eq(uploadParts.uploadId, id))
}
export async function removeUpload(tx: Tx, id: UploadId): Promise<void> {
  await tx.delete(uploads).where(eq(uploads.id, id))
}
