import { z } from 'zod'

export const AppointmentId = z.uuid().brand<'AppointmentId'>()
export type AppointmentId = z.infer<typeof AppointmentId>
export const PositionImportId = z.uuid().brand<'PositionImportId'>()
export type PositionImportId = z.infer<typeof PositionImportId>
