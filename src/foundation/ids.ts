import { z } from 'zod'

/** Every id is a branded UUID, minted by parsing. A candidate's id where an exam's belongs does not compile. */
export const PersonId = z.uuid().brand<'PersonId'>()
export type PersonId = z.infer<typeof PersonId>
export const AccountId = z.uuid().brand<'AccountId'>()
export type AccountId = z.infer<typeof AccountId>
export const ExamId = z.uuid().brand<'ExamId'>()
export type ExamId = z.infer<typeof ExamId>
export const PositionId = z.uuid().brand<'PositionId'>()
export type PositionId = z.infer<typeof PositionId>
export const ExamSessionId = z.uuid().brand<'ExamSessionId'>()
export type ExamSessionId = z.infer<typeof ExamSessionId>
export const SiteId = z.uuid().brand<'SiteId'>()
export type SiteId = z.infer<typeof SiteId>
export const RoomId = z.uuid().brand<'RoomId'>()
export type RoomId = z.infer<typeof RoomId>
export const SlotId = z.uuid().brand<'SlotId'>()
export type SlotId = z.infer<typeof SlotId>
export const ApplicationId = z.uuid().brand<'ApplicationId'>()
export type ApplicationId = z.infer<typeof ApplicationId>
export const PublicationId = z.uuid().brand<'PublicationId'>()
export type PublicationId = z.infer<typeof PublicationId>
export const DrawId = z.uuid().brand<'DrawId'>()
export type DrawId = z.infer<typeof DrawId>
export const TicketId = z.uuid().brand<'TicketId'>()
export type TicketId = z.infer<typeof TicketId>
export const PackageId = z.uuid().brand<'PackageId'>()
export type PackageId = z.infer<typeof PackageId>
export const ScriptId = z.uuid().brand<'ScriptId'>()
export type ScriptId = z.infer<typeof ScriptId>
export const PanelId = z.uuid().brand<'PanelId'>()
export type PanelId = z.infer<typeof PanelId>
export const CertificateId = z.uuid().brand<'CertificateId'>()
export type CertificateId = z.infer<typeof CertificateId>

/** Mints the id of a new row from the source of chance in Deps. */
export type NewId = () => string
