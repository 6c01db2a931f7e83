import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { BanId, RecusalId, ViolationId } from '../../src/conduct/ids.ts'
import type { BanScope } from '../../src/conduct/rules/bans.ts'
import type { BreachKind, Consequence } from '../../src/conduct/rules/breaches.ts'
import type { Relation } from '../../src/conduct/rules/recusal.ts'
import type { Family } from '../../src/foundation/family.ts'
import type { AccountId, ExamId, PersonId } from '../../src/foundation/ids.ts'
import { bytes, instant, plainDate } from '../columns.ts'

export type BanState = 'proposed' | 'in_force' | 'rejected' | 'lifted'
export const bans = pgTable(
  'bans',
  {
    id: uuid().$type<BanId>().primaryKey(),
    personId: uuid('person_id').$type<PersonId>(),
    idNumberIndex: bytes('id_number_index').notNull(),
    scope: text().$type<BanScope>().notNull(),
    examId: uuid('exam_id').$type<ExamId>(),
    family: text().$type<Family>(),
    breach: text().$type<BreachKind>().notNull(),
    document: text().notNull(),
    startsOn: plainDate('starts_on').notNull(),
    endsOn: plainDate('ends_on'),
    state: text().$type<BanState>().notNull(),
    decidedBy: uuid('decided_by').$type<AccountId>().notNull(),
    deciderPersonId: uuid('decider_person_id').$type<PersonId>().notNull(),
    decidedAt: instant('decided_at').notNull(),
    confirmedBy: uuid('confirmed_by').$type<AccountId>(),
    confirmerPersonId: uuid('confirmer_person_id').$type<PersonId>(),
    confirmedAt: instant('confirmed_at'),
  },
  (table) => [index('bans_by_person').on(table.idNumberIndex)],
)

export const recusals = pgTable(
  'recusals',
  {
    id: uuid().$type<RecusalId>().primaryKey(),
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    accountId: uuid('account_id').$type<AccountId>().notNull(),
    relation: text().$type<Relation>().notNull(),
    relativeIdIndex: bytes('relative_id_index'),
    unit: text(),
    declaredBy: uuid('declared_by').$type<AccountId>().notNull(),
    declaredAt: instant('declared_at').notNull(),
  },
  (table) => [index('recusals_by_exam').on(table.examId, table.accountId)],
)

export type ViolationState = 'recorded' | 'confirmed' | 'dismissed'
export const violations = pgTable(
  'violations',
  {
    id: uuid().$type<ViolationId>().primaryKey(),
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    personId: uuid('person_id').$type<PersonId>().notNull(),
    accountId: uuid('account_id').$type<AccountId>(),
    kind: text().$type<BreachKind>().notNull(),
    article: text().notNull(),
    factsSealed: bytes('facts_sealed').notNull(),
    stage: text().notNull(),
    state: text().$type<ViolationState>().notNull(),
    recordedBy: uuid('recorded_by').$type<AccountId>().notNull(),
    recorderPersonId: uuid('recorder_person_id').$type<PersonId>().notNull(),
    recordedAt: instant('recorded_at').notNull(),
    decidedBy: uuid('decided_by').$type<AccountId>(),
    deciderPersonId: uuid('decider_person_id').$type<PersonId>(),
    decidedAt: instant('decided_at'),
    consequence: text().$type<Consequence>(),
    findingSealed: bytes('finding_sealed'),
  },
  (table) => [index('violations_by_person').on(table.examId, table.personId)],
)
