import { z } from 'zod'

export const SeclusionId = z.uuid().brand<'SeclusionId'>()
export type SeclusionId = z.infer<typeof SeclusionId>
export const SetterId = z.uuid().brand<'SetterId'>()
export type SetterId = z.infer<typeof SetterId>
