import { z } from 'zod'

export const StatementId = z.uuid().brand<'StatementId'>()
export type StatementId = z.infer<typeof StatementId>
export const EnrolmentId = z.uuid().brand<'EnrolmentId'>()
export type EnrolmentId = z.infer<typeof EnrolmentId>
export const ChallengeId = z.uuid().brand<'ChallengeId'>()
export type ChallengeId = z.infer<typeof ChallengeId>
export const MessageId = z.uuid().brand<'MessageId'>()
export type MessageId = z.infer<typeof MessageId>
/** JWK thumbprint (RFC 7638) of a signing key: the `kid` of every signature it makes. */
export const SigningKeyId = z
  .string()
  .regex(/^[\w-]{43}$/)
  .brand<'SigningKeyId'>()
export type SigningKeyId = z.infer<typeof SigningKeyId>
