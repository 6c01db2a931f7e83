import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { AccountId, ExamId, PublicationId } from '../../src/foundation/ids.ts'
import type { DraftId, ObjectionId, ObjectionNumber } from '../../src/publicity/ids.ts'
import type { ObjectionFinding, ObjectionState } from '../../src/publicity/rules/hands.ts'
import type { PublicationKind } from '../../src/publicity/rules/lists.ts'
import { bytes, instant } from '../columns.ts'

export const publications = pgTable('publications', {
  id: uuid().$type<PublicationId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  kind: text().$type<PublicationKind>().notNull(),
  version: integer().notNull(),
  corrects: uuid().$type<PublicationId>(),
  snapshot: text().notNull(),
  snapshotHash: bytes('snapshot_hash').notNull(),
  preparedBy: uuid('prepared_by').$type<AccountId>().notNull(),
  approvedBy: uuid('approved_by').$type<AccountId>().notNull(),
  openedAt: instant('opened_at').notNull(),
  closesAt: instant('closes_at').notNull(),
  reason: text(),
})

export const publicationDrafts = pgTable(
  'publication_drafts',
  {
    id: uuid().$type<DraftId>().primaryKey(),
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    kind: text().$type<PublicationKind>().notNull(),
    snapshot: text().notNull(),
    snapshotHash: bytes('snapshot_hash').notNull(),
    preparedBy: uuid('prepared_by').$type<AccountId>().notNull(),
    preparedAt: instant('prepared_at').notNull(),
    corrects: uuid().$type<PublicationId>(),
    reason: text(),
    publishedAs: uuid('published_as').$type<PublicationId>(),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnBy: uuid('withdrawn_by').$type<AccountId>(),
  },
  (table) => [index('publication_drafts_by_exam').on(table.examId, table.kind)],
)

export const objections = pgTable(
  'objections',
  {
    id: uuid().$type<ObjectionId>().primaryKey(),
    publicationId: uuid('publication_id').$type<PublicationId>().notNull(),
    number: text().$type<ObjectionNumber>().notNull(),
    statementSealed: bytes('statement_sealed').notNull(),
    contactSealed: bytes('contact_sealed'),
    concerns: text(),
    raisedBy: uuid('raised_by').$type<AccountId>(),
    raisedAt: instant('raised_at').notNull(),
    dueAt: instant('due_at').notNull(),
    state: text().$type<ObjectionState>().notNull(),
    decidedAt: instant('decided_at'),
  },
  (table) => [index('objections_by_publication').on(table.publicationId, table.raisedAt)],
)

export const objectionFindings = pgTable(
  'objection_findings',
  {
    objectionId: uuid('objection_id').$type<ObjectionId>().notNull(),
    sequence: integer().notNull(),
    finding: text().$type<ObjectionFinding>().notNull(),
    reasonsSealed: bytes('reasons_sealed').notNull(),
    decidedBy: uuid('decided_by').$type<AccountId>().notNull(),
    decidedAt: instant('decided_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.objectionId, table.sequence] })],
)
