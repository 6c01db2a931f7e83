/**
 * How a file may arrive in pieces: what a person may have on its way at once, how small pieces may be, how long an upload waits for the rest.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第八条 (R-RC-08) registration online, with its materials.
 */
export const uploadLimits = {
  /** For one application; whoever begins one more gives up the oldest. */
  open: 4,
  /** The service keeps what came whenever so many bytes are there, or the line was cut. */
  piece: 256 * 1024,
  /** A cut line leaves no smaller piece than this: asking for it again costs less. */
  leastCut: 8 * 1024,
  pieces: 120,
  waits: { hours: 24 },
} as const

export type OffsetRefusal = 'upload_offset_wrong' | 'upload_too_long' | 'upload_in_too_many_pieces'

/** Whether bytes that begin at `offset` go on where the upload stands. */
export function judgeOffset(
  upload: { readonly length: number; readonly received: number; readonly pieces: number },
  offset: number,
  declared: number | undefined,
): OffsetRefusal | undefined {
  if (offset !== upload.received) return 'upload_offset_wrong'
  if (offset + (declared ?? 0) > upload.length) return 'upload_too_long'
  return upload.pieces >= uploadLimits.pieces && upload.received < upload.length ? 'upload_in_too_many_pieces' : undefined
}
