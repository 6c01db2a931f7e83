import { z } from 'zod'

export const DraftId = z.uuid().brand<'DraftId'>()
export type DraftId = z.infer<typeof DraftId>
export const ObjectionId = z.uuid().brand<'ObjectionId'>()
export type ObjectionId = z.infer<typeof ObjectionId>
/** What an objector keeps: nobody else can guess it, and it opens nothing but the state of this one objection. */
export const ObjectionNumber = z
  .string()
  .regex(/^[2-7A-Z]{4}-[2-7A-Z]{4}-[2-7A-Z]{4}$/)
  .brand<'ObjectionNumber'>()
export type ObjectionNumber = z.infer<typeof ObjectionNumber>
