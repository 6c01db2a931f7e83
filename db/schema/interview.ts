import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { AccountId, ApplicationId, DrawId, ExamId, PanelId, PersonId, PositionId } from '../../src/foundation/ids.ts'
import type { ReplacementReason } from '../../src/interview/rules/replacement.ts'
import { decimal, instant } from '../columns.ts'

export const examinerPool = pgTable(
  'examiner_pool',
  {
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    accountId: uuid('account_id').$type<AccountId>().notNull(),
    personId: uuid('person_id').$type<PersonId>().notNull(),
    speciality: text().notNull(),
    city: text().notNull(),
    outside: boolean().notNull(),
    chief: boolean().notNull(),
    unit: text().notNull(),
    label: text().notNull(),
    enteredBy: uuid('entered_by').$type<AccountId>().notNull(),
    enteredAt: instant('entered_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.examId, table.accountId] })],
)

export const panels = pgTable('panels', {
  id: uuid().$type<PanelId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  number: integer().notNull(),
  speciality: text(),
  interviewRoom: text('interview_room').notNull(),
  waitingRoom: text('waiting_room').notNull(),
  floor: integer().notNull(),
  size: integer().notNull(),
  inspector: uuid().$type<AccountId>().notNull(),
  supervisors: uuid().array().$type<AccountId[]>().notNull(),
  clerk: uuid().$type<AccountId>().notNull(),
  drawId: uuid('draw_id').$type<DrawId>(),
  sheet: text(),
  sheetSignedAt: instant('sheet_signed_at'),
})

export const panelPositions = pgTable('panel_positions', {
  positionId: uuid('position_id').$type<PositionId>().primaryKey(),
  panelId: uuid('panel_id').$type<PanelId>().notNull(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
})

export const panelMembers = pgTable(
  'panel_members',
  {
    panelId: uuid('panel_id').$type<PanelId>().notNull(),
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    accountId: uuid('account_id').$type<AccountId>().notNull(),
    place: integer().notNull(),
    replaces: uuid().$type<AccountId>(),
    reason: text().$type<ReplacementReason>(),
    seatedAt: instant('seated_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (table) => [primaryKey({ columns: [table.panelId, table.accountId] })],
)

export const interviewOrders = pgTable('interview_orders', {
  applicationId: uuid('application_id').$type<ApplicationId>().primaryKey(),
  panelId: uuid('panel_id').$type<PanelId>().notNull(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  lot: integer(),
  arrivedAt: instant('arrived_at'),
  absentAt: instant('absent_at'),
  drawId: uuid('draw_id').$type<DrawId>(),
})

export const examinerScores = pgTable(
  'examiner_scores',
  {
    applicationId: uuid('application_id').$type<ApplicationId>().notNull(),
    panelId: uuid('panel_id').$type<PanelId>().notNull(),
    accountId: uuid('account_id').$type<AccountId>().notNull(),
    score: decimal().notNull(),
    givenAt: instant('given_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.applicationId, table.accountId] })],
)

export const interviewResults = pgTable('interview_results', {
  applicationId: uuid('application_id').$type<ApplicationId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  panelId: uuid('panel_id').$type<PanelId>().notNull(),
  score: decimal().notNull(),
  working: text().notNull(),
  computedBy: uuid('computed_by').$type<AccountId>().notNull(),
  announcedBy: uuid('announced_by').$type<AccountId>().notNull(),
  announcedAt: instant('announced_at').notNull(),
  confirmation: text().$type<'awaited' | 'confirmed' | 'refused'>().notNull(),
  confirmedAt: instant('confirmed_at'),
  refusalReason: text('refusal_reason'),
})
