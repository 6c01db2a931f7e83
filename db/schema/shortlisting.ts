import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { AccountId, ApplicationId, ExamId, PersonId, PositionId } from '../../src/foundation/ids.ts'
import type { TieDecisionId } from '../../src/shortlisting/ids.ts'
import type { PlaceState } from '../../src/shortlisting/rules/backfill.ts'
import type { Entry, WrittenStatus } from '../../src/shortlisting/rules/shortlist.ts'
import { bytes, decimal, instant } from '../columns.ts'

export const shortlists = pgTable('shortlists', {
  positionId: uuid('position_id').$type<PositionId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  basis: text().$type<'ratio' | 'exempt'>().notNull(),
  ratio: integer().notNull(),
  headcount: integer().notNull(),
  passMark: decimal('pass_mark'),
  cutScore: decimal('cut_score'),
  input: text().notNull(),
  inputHash: bytes('input_hash').notNull(),
  madeBy: uuid('made_by').$type<AccountId>().notNull(),
  madeAt: instant('made_at').notNull(),
  closedAt: instant('closed_at'),
})

export const writtenRanks = pgTable('written_ranks', {
  applicationId: uuid('application_id').$type<ApplicationId>().primaryKey(),
  positionId: uuid('position_id').$type<PositionId>().notNull(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  status: text().$type<WrittenStatus>().notNull(),
  score: decimal(),
  rank: integer(),
})

export const shortlistPlaces = pgTable('shortlist_places', {
  applicationId: uuid('application_id').$type<ApplicationId>().primaryKey(),
  positionId: uuid('position_id').$type<PositionId>().notNull(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  rank: integer(),
  score: decimal(),
  enteredBy: text('entered_by').$type<Entry>().notNull(),
  enteredAt: instant('entered_at').notNull(),
  state: text().$type<PlaceState>().notNull(),
  settledAt: instant('settled_at'),
})

export const shortlistBackfills = pgTable('shortlist_backfills', {
  id: uuid().primaryKey(),
  positionId: uuid('position_id').$type<PositionId>().notNull(),
  vacatedBy: uuid('vacated_by').$type<ApplicationId>().notNull(),
  filledBy: uuid('filled_by').$type<ApplicationId>(),
  cause: text().$type<'failed' | 'gave_up'>().notNull(),
  byAccount: uuid('by_account').$type<AccountId>().notNull(),
  at: instant().notNull(),
})

export const tieStages = ['written_backfill', 'one_to_one', 'medical_backfill'] as const
export type TieStage = (typeof tieStages)[number]

export const tieDecisions = pgTable('tie_decisions', {
  id: uuid().$type<TieDecisionId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  positionId: uuid('position_id').$type<PositionId>().notNull(),
  stage: text().$type<TieStage>().notNull(),
  ordered: uuid().array().$type<ApplicationId[]>().notNull(),
  reason: text().notNull(),
  decidedBy: uuid('decided_by').$type<AccountId>().notNull(),
  deciderPersonId: uuid('decider_person_id').$type<PersonId>().notNull(),
  decidedAt: instant('decided_at').notNull(),
  confirmedBy: uuid('confirmed_by').$type<AccountId>(),
  confirmerPersonId: uuid('confirmer_person_id').$type<PersonId>(),
  confirmedAt: instant('confirmed_at'),
})
