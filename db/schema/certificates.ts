import { sql } from 'drizzle-orm'
import { bigint, integer, pgTable, pgView, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { RegisterId, SpoilingId, WithdrawalId } from '../../src/certificates/ids.ts'
import type { Collected, ProxyReason } from '../../src/certificates/rules/collection.ts'
import type { Receiver } from '../../src/certificates/rules/filing.ts'
import type { BlankState } from '../../src/certificates/rules/ledger.ts'
import type { CertificateKind } from '../../src/certificates/rules/pass.ts'
import type { CertificateState, SpoilingReason, WithdrawalKind, WithdrawalReason } from '../../src/certificates/rules/states.ts'
import type { AccountId, ApplicationId, CertificateId, ExamId, PublicationId } from '../../src/foundation/ids.ts'
import { bytes, decimal, instant, plainDate } from '../columns.ts'

export const passApprovals = pgTable('pass_approvals', {
  applicationId: uuid('application_id').$type<ApplicationId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  basis: text().$type<'written_pass'>().notNull(),
  score: decimal().notNull(),
  practice: decimal(),
  passMark: decimal('pass_mark').notNull(),
  listHash: bytes('list_hash').notNull(),
  approvedBy: uuid('approved_by').$type<AccountId>().notNull(),
  approvedAt: instant('approved_at').notNull(),
  revokedAt: instant('revoked_at'),
})

export const blankReceipts = pgTable('blank_receipts', {
  id: uuid().primaryKey(),
  kind: text().$type<CertificateKind>().notNull(),
  firstNumber: bigint('first_number', { mode: 'number' }).notNull(),
  lastNumber: bigint('last_number', { mode: 'number' }).notNull(),
  receivedBy: uuid('received_by').$type<AccountId>().notNull(),
  receivedAt: instant('received_at').notNull(),
  witnessedBy: uuid('witnessed_by').$type<AccountId>(),
  witnessedAt: instant('witnessed_at'),
})

export const blanks = pgTable(
  'blanks',
  {
    kind: text().$type<CertificateKind>().notNull(),
    number: bigint({ mode: 'number' }).notNull(),
    receiptId: uuid('receipt_id').notNull(),
    firstNumber: bigint('first_number', { mode: 'number' }).notNull(),
    lastNumber: bigint('last_number', { mode: 'number' }).notNull(),
    state: text().$type<BlankState>().notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.number] })],
)

export const blankSpoilings = pgTable('blank_spoilings', {
  id: uuid().$type<SpoilingId>().primaryKey(),
  kind: text().$type<CertificateKind>().notNull(),
  number: bigint({ mode: 'number' }).notNull(),
  reason: text().$type<SpoilingReason>().notNull(),
  proposedBy: uuid('proposed_by').$type<AccountId>().notNull(),
  proposedAt: instant('proposed_at').notNull(),
  witnessedBy: uuid('witnessed_by').$type<AccountId>(),
  witnessedAt: instant('witnessed_at'),
})

export const sealUses = pgTable('seal_uses', {
  id: uuid().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  number: integer().notNull(),
  seals: text().array().notNull(),
  copies: integer().notNull(),
  approvedBy: uuid('approved_by').$type<AccountId>().notNull(),
  usedBy: uuid('used_by').$type<AccountId>().notNull(),
  usedAt: instant('used_at').notNull(),
})

export const issueRegisters = pgTable('issue_registers', {
  id: uuid().$type<RegisterId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  number: integer().notNull(),
  certificates: text().array().notNull(),
  contentSealed: bytes('content_sealed').notNull(),
  contentHash: bytes('content_hash').notNull(),
  madeBy: uuid('made_by').$type<AccountId>().notNull(),
  madeAt: instant('made_at').notNull(),
})

export const certificateCounters = pgTable(
  'certificate_counters',
  { family: text().notNull(), year: integer().notNull(), last: integer().notNull() },
  (table) => [primaryKey({ columns: [table.family, table.year] })],
)

export const certificates = pgTable('certificates', {
  id: uuid().$type<CertificateId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  applicationId: uuid('application_id').$type<ApplicationId>().notNull(),
  kind: text().$type<CertificateKind>().notNull(),
  blankNumber: bigint('blank_number', { mode: 'number' }).notNull(),
  number: text().notNull(),
  state: text().$type<CertificateState>().notNull(),
  blankState: text('blank_state').$type<BlankState>().notNull().generatedAlwaysAs(sql`state`),
  shownName: text('shown_name').notNull(),
  contentSealed: bytes('content_sealed').notNull(),
  contentHash: bytes('content_hash').notNull(),
  statement: text().notNull(),
  replaces: uuid().$type<CertificateId>(),
  printedBy: uuid('printed_by').$type<AccountId>().notNull(),
  printedAt: instant('printed_at').notNull(),
  sealUse: uuid('seal_use'),
  stampedBy: uuid('stamped_by').$type<AccountId>(),
  registerId: uuid('register_id').$type<RegisterId>(),
  collected: text().$type<Collected>(),
  issuedBy: uuid('issued_by').$type<AccountId>(),
  issuedAt: instant('issued_at'),
  trackingSealed: bytes('tracking_sealed'),
  deliveredAt: instant('delivered_at'),
})

export const proxyPermits = pgTable('proxy_permits', {
  certificateId: uuid('certificate_id').$type<CertificateId>().primaryKey(),
  reason: text().$type<ProxyReason>().notNull(),
  evidenceSealed: bytes('evidence_sealed').notNull(),
  proxySealed: bytes('proxy_sealed').notNull(),
  permittedBy: uuid('permitted_by').$type<AccountId>().notNull(),
  permittedAt: instant('permitted_at').notNull(),
})

export const certificateWithdrawals = pgTable('certificate_withdrawals', {
  id: uuid().$type<WithdrawalId>().primaryKey(),
  certificateId: uuid('certificate_id').$type<CertificateId>().notNull(),
  kind: text().$type<WithdrawalKind>().notNull(),
  reason: text().$type<WithdrawalReason>().notNull(),
  proposedBy: uuid('proposed_by').$type<AccountId>().notNull(),
  proposedAt: instant('proposed_at').notNull(),
  approvedBy: uuid('approved_by').$type<AccountId>(),
  approvedAt: instant('approved_at'),
})

export const ledgerCounts = pgTable('ledger_counts', {
  id: uuid().primaryKey(),
  kind: text().$type<CertificateKind>().notNull(),
  received: bigint({ mode: 'number' }).notNull(),
  issued: bigint({ mode: 'number' }).notNull(),
  spoiled: bigint({ mode: 'number' }).notNull(),
  printed: bigint({ mode: 'number' }).notNull(),
  stock: bigint({ mode: 'number' }).notNull(),
  countedBy: uuid('counted_by').$type<AccountId>().notNull(),
  countedAt: instant('counted_at').notNull(),
  confirmedBy: uuid('confirmed_by').$type<AccountId>(),
  confirmedAt: instant('confirmed_at'),
})

export const passListFilings = pgTable(
  'pass_list_filings',
  {
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    receiver: text().$type<Receiver>().notNull(),
    publicationId: uuid('publication_id').$type<PublicationId>().notNull(),
    dueOn: plainDate('due_on').notNull(),
    filedBy: uuid('filed_by').$type<AccountId>().notNull(),
    filedAt: instant('filed_at').notNull(),
    receivedBy: uuid('received_by').$type<AccountId>(),
    receivedAt: instant('received_at'),
  },
  (table) => [primaryKey({ columns: [table.examId, table.receiver] })],
)

export const certificateStandings = pgView('certificate_standings', {
  number: text().notNull(),
  kind: text().$type<CertificateKind>().notNull(),
  state: text().$type<CertificateState>().notNull(),
  shownName: text('shown_name').notNull(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  examTitle: text('exam_title').notNull(),
  field: text().notNull(),
  grade: integer(),
  issuedAt: instant('issued_at'),
  reason: text().$type<WithdrawalReason>(),
  withdrawnAt: instant('withdrawn_at'),
}).existing()
