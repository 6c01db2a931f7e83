import { sql } from 'drizzle-orm'
import { index, integer, pgTable, pgView, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { AccountId, ApplicationId, ExamId, PersonId, PositionId, SlotId } from '../../src/foundation/ids.ts'
import type { ApplicationNumber, CounterId, DocumentId, UploadId } from '../../src/registration/ids.ts'
import type { DocumentKind } from '../../src/registration/rules/documents.ts'
import type { PlaceKind } from '../../src/registration/rules/first-come.ts'
import { bytes, instant } from '../columns.ts'

export type ApplicationState = 'draft' | 'submitted' | 'withdrawn'
export const applications = pgTable('applications', {
  id: uuid().$type<ApplicationId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  personId: uuid('person_id').$type<PersonId>().notNull(),
  number: text().$type<ApplicationNumber>().notNull(),
  positionId: uuid('position_id').$type<PositionId>().notNull(),
  enteredBy: uuid('entered_by').$type<AccountId>(),
  state: text().$type<ApplicationState>().notNull(),
  version: integer().notNull(),
  draftVersion: integer('draft_version').notNull(),
  draftSealed: bytes('draft_sealed'),
  photoFile: text('photo_file'),
  createdAt: instant('created_at').notNull(),
  submittedAt: instant('submitted_at'),
  withdrawnAt: instant('withdrawn_at'),
})

export const applicationVersions = pgTable(
  'application_versions',
  {
    applicationId: uuid('application_id').$type<ApplicationId>().notNull(),
    version: integer().notNull(),
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    positionId: uuid('position_id').$type<PositionId>().notNull(),
    formSealed: bytes('form_sealed').notNull(),
    formSalt: bytes('form_salt').notNull(),
    formHash: bytes('form_hash').notNull(),
    submittedBy: uuid('submitted_by').$type<AccountId>().notNull(),
    submittedAt: instant('submitted_at').notNull(),
    receipt: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.applicationId, table.version] })],
)

export const documents = pgTable(
  'documents',
  {
    id: uuid().$type<DocumentId>().primaryKey(),
    applicationId: uuid('application_id').$type<ApplicationId>().notNull(),
    kind: text().$type<DocumentKind>().notNull(),
    file: text().notNull(),
    contentType: text('content_type').notNull(),
    bytes: integer().notNull(),
    uploadedAt: instant('uploaded_at').notNull(),
    replacedAt: instant('replaced_at'),
    borderPlain: integer('border_plain'),
  },
  (table) => [index('documents_by_application').on(table.applicationId)],
)

export const placeCounters = pgTable('place_counters', {
  id: uuid().$type<CounterId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  kind: text().$type<PlaceKind>().notNull(),
  places: integer().notNull(),
  taken: integer().notNull(),
  lastSerial: integer('last_serial').notNull(),
  positionId: uuid('position_id').$type<PositionId>().generatedAlwaysAs(sql`case when kind = 'post' then id end`),
  slotId: uuid('slot_id').$type<SlotId>().generatedAlwaysAs(sql`case when kind = 'slot' then id end`),
})

export const placesTaken = pgTable(
  'places_taken',
  {
    counterId: uuid('counter_id').$type<CounterId>().notNull(),
    serial: integer().notNull(),
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    kind: text().$type<PlaceKind>().notNull(),
    applicationId: uuid('application_id').$type<ApplicationId>().notNull(),
    takenAt: instant('taken_at').notNull(),
    releasedAt: instant('released_at'),
  },
  (table) => [primaryKey({ columns: [table.counterId, table.serial] })],
)

export const uploads = pgTable(
  'uploads',
  {
    id: uuid().$type<UploadId>().primaryKey(),
    applicationId: uuid('application_id').$type<ApplicationId>().notNull(),
    kind: text().$type<DocumentKind>().notNull(),
    begunBy: uuid('begun_by').$type<AccountId>().notNull(),
    length: integer().notNull(),
    received: integer().notNull(),
    begunAt: instant('begun_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    documentId: uuid('document_id').$type<DocumentId>().unique(),
  },
  (table) => [index('uploads_by_application').on(table.applicationId), index('uploads_by_expiry').on(table.expiresAt)],
)

export const uploadParts = pgTable(
  'upload_parts',
  {
    uploadId: uuid('upload_id').$type<UploadId>().notNull(),
    startsAt: integer('starts_at').notNull(),
    bytes: integer().notNull(),
    file: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.uploadId, table.startsAt] })],
)

export const draftsSetAside = pgTable(
  'drafts_set_aside',
  {
    applicationId: uuid('application_id').$type<ApplicationId>().notNull(),
    draftVersion: integer('draft_version').notNull(),
    positionId: uuid('position_id').$type<PositionId>().notNull(),
    draftSealed: bytes('draft_sealed'),
    photoFile: text('photo_file'),
    begunAt: instant('begun_at').notNull(),
    setAsideAt: instant('set_aside_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.applicationId, table.draftVersion] })],
)

export const applicationCounts = pgView('application_counts', {
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  positionId: uuid('position_id').$type<PositionId>().notNull(),
  submitted: integer().notNull(),
}).existing()
