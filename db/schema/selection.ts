import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { AccountId, ApplicationId, DrawId, ExamId, PersonId, PositionId } from '../../src/foundation/ids.ts'
import type { Sex } from '../../src/identity/rules/resident-id.ts'
import type { AppointeeState, MedicalOutcome } from '../../src/selection/rules/appointee.ts'
import type { BackfillCause } from '../../src/selection/rules/backfill.ts'
import type { Component } from '../../src/selection/rules/total.ts'
import { bytes, decimal, instant, plainDate } from '../columns.ts'

export const practicalResults = pgTable('practical_results', {
  applicationId: uuid('application_id').$type<ApplicationId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  score: decimal().notNull(),
  enteredBy: uuid('entered_by').$type<AccountId>().notNull(),
  entererPersonId: uuid('enterer_person_id').$type<PersonId>().notNull(),
  enteredAt: instant('entered_at').notNull(),
  confirmedBy: uuid('confirmed_by').$type<AccountId>(),
  confirmerPersonId: uuid('confirmer_person_id').$type<PersonId>(),
  confirmedAt: instant('confirmed_at'),
})

export const totals = pgTable('totals', {
  applicationId: uuid('application_id').$type<ApplicationId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  positionId: uuid('position_id').$type<PositionId>().notNull(),
  written: decimal(),
  interview: decimal().notNull(),
  practical: decimal(),
  total: decimal().notNull(),
  rank: integer().notNull(),
  tieSettledBy: text('tie_settled_by').$type<Component>(),
  orderNo: integer('order_no').notNull(),
  belowMinimum: boolean('below_minimum').notNull(),
  computedAt: instant('computed_at').notNull(),
})

export const oneToOneChoices = pgTable('one_to_one_choices', {
  positionId: uuid('position_id').$type<PositionId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  headcount: integer().notNull(),
  chosenBy: uuid('chosen_by').$type<AccountId>().notNull(),
  chosenAt: instant('chosen_at').notNull(),
})

export const appointeeCases = pgTable('appointee_cases', {
  applicationId: uuid('application_id').$type<ApplicationId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  positionId: uuid('position_id').$type<PositionId>().notNull(),
  enteredBy: text('entered_by').$type<'one_to_one' | 'backfill'>().notNull(),
  state: text().$type<AppointeeState>().notNull(),
  leftFrom: text('left_from').$type<AppointeeState>(),
  enteredAt: instant('entered_at').notNull(),
  changedAt: instant('changed_at').notNull(),
})

export const appointeeBackfills = pgTable('appointee_backfills', {
  id: uuid().primaryKey(),
  positionId: uuid('position_id').$type<PositionId>().notNull(),
  vacatedBy: uuid('vacated_by').$type<ApplicationId>().notNull(),
  filledBy: uuid('filled_by').$type<ApplicationId>(),
  cause: text().$type<BackfillCause>().notNull(),
  reason: text(),
  byAccount: uuid('by_account').$type<AccountId>().notNull(),
  at: instant().notNull(),
})

export const medicalDays = pgTable('medical_days', {
  drawId: uuid('draw_id').$type<DrawId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  day: plainDate().notNull(),
  firstKeeper: uuid('first_keeper').$type<AccountId>().notNull(),
  secondKeeper: uuid('second_keeper').$type<AccountId>().notNull(),
  resultsBy: uuid('results_by').$type<AccountId>(),
  resultsAt: instant('results_at'),
  resultsConfirmedBy: uuid('results_confirmed_by').$type<AccountId>(),
  resultsConfirmedAt: instant('results_confirmed_at'),
})

export const medicalNumbers = pgTable(
  'medical_numbers',
  {
    drawId: uuid('draw_id').$type<DrawId>().notNull(),
    applicationId: uuid('application_id').$type<ApplicationId>().notNull(),
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    number: text().notNull(),
    sex: text().$type<Sex>().notNull(),
    groupNo: integer('group_no').notNull(),
    outcome: text().$type<MedicalOutcome>(),
  },
  (table) => [primaryKey({ columns: [table.drawId, table.applicationId] })],
)

export const inspectionReports = pgTable('inspection_reports', {
  applicationId: uuid('application_id').$type<ApplicationId>().primaryKey(),
  outcome: text().$type<'fit' | 'unfit'>().notNull(),
  reportSealed: bytes('report_sealed').notNull(),
  reportHash: bytes('report_hash').notNull(),
  filedBy: uuid('filed_by').$type<AccountId>().notNull(),
  filerPersonId: uuid('filer_person_id').$type<PersonId>().notNull(),
  filedAt: instant('filed_at').notNull(),
  confirmedBy: uuid('confirmed_by').$type<AccountId>(),
  confirmerPersonId: uuid('confirmer_person_id').$type<PersonId>(),
  confirmedAt: instant('confirmed_at'),
})

export const appointmentsToPost = pgTable('appointments_to_post', {
  applicationId: uuid('application_id').$type<ApplicationId>().primaryKey(),
  hiredOn: plainDate('hired_on').notNull(),
  probationEndsOn: plainDate('probation_ends_on').notNull(),
  decidedBy: uuid('decided_by').$type<AccountId>().notNull(),
  decidedAt: instant('decided_at').notNull(),
  outcome: text().$type<'confirmed' | 'revoked'>(),
  outcomeBy: uuid('outcome_by').$type<AccountId>(),
  outcomeAt: instant('outcome_at'),
})
