import { z } from 'zod'

export const BanId = z.uuid().brand<'BanId'>()
export type BanId = z.infer<typeof BanId>
export const RecusalId = z.uuid().brand<'RecusalId'>()
export type RecusalId = z.infer<typeof RecusalId>
export const ViolationId = z.uuid().brand<'ViolationId'>()
export type ViolationId = z.infer<typeof ViolationId>
