import { z } from 'zod'

export const OpinionId = z.uuid().brand<'OpinionId'>()
export type OpinionId = z.infer<typeof OpinionId>
export const QualificationId = z.uuid().brand<'QualificationId'>()
export type QualificationId = z.infer<typeof QualificationId>
export const SupplementId = z.uuid().brand<'SupplementId'>()
export type SupplementId = z.infer<typeof SupplementId>
export const ReferralId = z.uuid().brand<'ReferralId'>()
export type ReferralId = z.infer<typeof ReferralId>
export const ReversalId = z.uuid().brand<'ReversalId'>()
export type ReversalId = z.infer<typeof ReversalId>
