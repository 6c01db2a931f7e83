import { z } from 'zod'

export const SpoilingId = z.uuid().brand<'SpoilingId'>()
export type SpoilingId = z.infer<typeof SpoilingId>
export const RegisterId = z.uuid().brand<'RegisterId'>()
export type RegisterId = z.infer<typeof RegisterId>
export const WithdrawalId = z.uuid().brand<'WithdrawalId'>()
export type WithdrawalId = z.infer<typeof WithdrawalId>
