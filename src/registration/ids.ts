import { z } from 'zod'
import { PositionId, SlotId } from '../foundation/ids.ts'

export const DocumentId = z.uuid().brand<'DocumentId'>()
export type DocumentId = z.infer<typeof DocumentId>

export const UploadId = z.uuid().brand<'UploadId'>()
export type UploadId = z.infer<typeof UploadId>

/** What a person quotes at the counter: ten characters that are hard to misread. */
export const ApplicationNumber = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
  .brand<'ApplicationNumber'>()
export type ApplicationNumber = z.infer<typeof ApplicationNumber>

/** What places are counted of: a post or a slot. */
export const CounterId = z.union([PositionId, SlotId])
export type CounterId = z.infer<typeof CounterId>
