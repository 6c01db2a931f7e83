import { z } from 'zod'

export const DutyId = z.uuid().brand<'DutyId'>()
export type DutyId = z.infer<typeof DutyId>
