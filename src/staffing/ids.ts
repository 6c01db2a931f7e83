import { z } from 'zod'

export const DutyId = z.uuid().brand<'DutyId'>()
export type DutyId = z.infer<typeof DutyId>
export const DutyMeetingId = z.uuid().brand<'DutyMeetingId'>()
export type DutyMeetingId = z.infer<typeof DutyMeetingId>
export const DispatchId = z.uuid().brand<'DispatchId'>()
export type DispatchId = z.infer<typeof DispatchId>
