import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { SeclusionId, SetterId } from '../../src/custody/ids.ts'
import type { LegName, PackageState } from '../../src/custody/rules/legs.ts'
import type { AccountId, ExamId, ExamSessionId, PackageId, RoomId } from '../../src/foundation/ids.ts'
import type { Role } from '../../src/foundation/roles.ts'
import { bytes, instant, plainDate } from '../columns.ts'

export const packages = pgTable('packages', {
  id: uuid().$type<PackageId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  number: text().notNull(),
  examSessionId: uuid('exam_session_id').$type<ExamSessionId>().notNull(),
  roomId: uuid('room_id').$type<RoomId>(),
  kind: text().$type<'papers' | 'backup' | 'returned'>().notNull(),
  papers: integer().notNull(),
  cards: integer().notNull(),
  sealDigest: bytes('seal_digest').notNull(),
  state: text().$type<PackageState>().notNull(),
  holderRole: text('holder_role').$type<Role>().notNull(),
  holder: uuid().$type<AccountId>().notNull(),
  sequence: integer().notNull(),
  genesisHash: bytes('genesis_hash').notNull(),
  madeAt: instant('made_at').notNull(),
})

export const handoffs = pgTable(
  'handoffs',
  {
    packageId: uuid('package_id').$type<PackageId>().notNull(),
    sequence: integer().notNull(),
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    leg: text().$type<LegName>().notNull(),
    giver: uuid().$type<AccountId>().notNull(),
    receiver: uuid().$type<AccountId>().notNull(),
    witnesses: uuid().array().$type<AccountId[]>().notNull(),
    papers: integer().notNull(),
    cards: integer().notNull(),
    sealDigest: bytes('seal_digest').notNull(),
    outcome: text().$type<'agreed' | 'frozen'>().notNull(),
    statement: text().notNull(),
    statementHash: bytes('statement_hash').notNull(),
    previousHash: bytes('previous_hash').notNull(),
    statementId: uuid('statement_id').notNull(),
    signedAt: instant('signed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.packageId, table.sequence] })],
)

export const packageIncidents = pgTable('package_incidents', {
  id: uuid().primaryKey(),
  packageId: uuid('package_id').$type<PackageId>().notNull(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  kind: text().$type<'count_differs' | 'seal_differs' | 'suspected_leak'>().notNull(),
  leg: text().$type<LegName>(),
  stateBefore: text('state_before').$type<PackageState>().notNull(),
  expectedPapers: integer('expected_papers').notNull(),
  expectedCards: integer('expected_cards').notNull(),
  foundPapers: integer('found_papers'),
  foundCards: integer('found_cards'),
  foundAt: instant('found_at').notNull(),
  foundBy: uuid('found_by').$type<AccountId>().notNull(),
  decision: text().$type<'cleared' | 'withdrawn'>(),
  reason: text(),
  decidedBy: uuid('decided_by').$type<AccountId>(),
  confirmedBy: uuid('confirmed_by').$type<AccountId>(),
  resolvedAt: instant('resolved_at'),
})

export const returnedCounts = pgTable(
  'returned_counts',
  {
    examSessionId: uuid('exam_session_id').$type<ExamSessionId>().notNull(),
    roomId: uuid('room_id').$type<RoomId>().notNull(),
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    packageId: uuid('package_id').$type<PackageId>().notNull(),
    present: integer().notNull(),
    absent: integer().notNull(),
    spare: integer().notNull(),
    papers: integer().notNull(),
    cards: integer().notNull(),
    countedBy: uuid('counted_by').$type<AccountId>().notNull(),
    countedAt: instant('counted_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.examSessionId, table.roomId] })],
)

export const vaultCounts = pgTable('vault_counts', {
  id: uuid().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  firstGuard: uuid('first_guard').$type<AccountId>().notNull(),
  secondGuard: uuid('second_guard').$type<AccountId>().notNull(),
  packages: integer().notNull(),
  expected: integer().notNull(),
  countedAt: instant('counted_at').notNull(),
})

export type Quantity = { readonly examSessionId: ExamSessionId; readonly papers: number; readonly cards: number }

export const paperNotices = pgTable('paper_notices', {
  examId: uuid('exam_id').$type<ExamId>().primaryKey(),
  number: text().notNull(),
  quantities: jsonb().$type<readonly Quantity[]>().notNull(),
  issuedBy: uuid('issued_by').$type<AccountId>().notNull(),
  issuedTo: uuid('issued_to').$type<AccountId>().notNull(),
  issuedAt: instant('issued_at').notNull(),
})

export const seclusions = pgTable('seclusions', {
  id: uuid().$type<SeclusionId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  police: uuid().$type<AccountId>().notNull(),
  inspector: uuid().$type<AccountId>().notNull(),
  recordedBy: uuid('recorded_by').$type<AccountId>().notNull(),
  enteredAt: instant('entered_at').notNull(),
  leftAt: instant('left_at'),
})

export const seclusionSetters = pgTable('seclusion_setters', {
  id: uuid().$type<SetterId>().primaryKey(),
  seclusionId: uuid('seclusion_id').$type<SeclusionId>().notNull(),
  nameSealed: bytes('name_sealed').notNull(),
  undertakenOn: plainDate('undertaken_on').notNull(),
})
