import { z } from 'zod'

export const DocumentId = z.uuid().brand<'DocumentId'>()
export type DocumentId = z.infer<typeof DocumentId>

/** What a person quotes at the counter: ten characters that are hard to misread. */
export const ApplicationNumber = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
  .brand<'ApplicationNumber'>()
export type ApplicationNumber = z.infer<typeof ApplicationNumber>
