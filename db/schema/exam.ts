import { boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { AppointmentId, PositionImportId } from '../../src/exam/ids.ts'
import type { ApprovalLevel } from '../../src/exam/rules/approvals.ts'
import type { Channel } from '../../src/exam/rules/families.ts'
import type { PositionKind } from '../../src/exam/rules/position-kind.ts'
import type { RoomKind } from '../../src/exam/rules/room-limit.ts'
import type { TrainingKind } from '../../src/exam/rules/training.ts'
import type { Family } from '../../src/foundation/family.ts'
import type { AccountId, ExamId, ExamSessionId, PersonId, PositionId, RoomId, SiteId, SlotId } from '../../src/foundation/ids.ts'
import type { Role } from '../../src/foundation/roles.ts'
import { bytes, decimal, instant, plainDate } from '../columns.ts'

export type ExamState = 'draft' | 'announced' | 'cancelled'

export const exams = pgTable('exams', {
  id: uuid().$type<ExamId>().primaryKey(),
  family: text().$type<Family>().notNull(),
  title: text().notNull(),
  organiser: text().notNull(),
  year: integer().notNull(),
  state: text().$type<ExamState>().notNull(),
  version: integer().notNull(),
  registrationOpensAt: instant('registration_opens_at'),
  registrationClosesAt: instant('registration_closes_at'),
  writtenOn: plainDate('written_on'),
  interviewOn: plainDate('interview_on'),
  notice: jsonb().$type<unknown>().notNull(),
  frozenText: text('frozen_text'),
  noticeHash: bytes('notice_hash'),
  announcedAt: instant('announced_at'),
  placesClosedAt: instant('places_closed_at'),
  createdBy: uuid('created_by').$type<AccountId>().notNull(),
  createdAt: instant('created_at').notNull(),
})

export const noticeApprovals = pgTable(
  'notice_approvals',
  {
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    version: integer().notNull(),
    level: integer().$type<ApprovalLevel>().notNull(),
    approvedBy: uuid('approved_by').$type<AccountId>().notNull(),
    approverPersonId: uuid('approver_person_id').$type<PersonId>().notNull(),
    approvedAt: instant('approved_at').notNull(),
    meetingOn: plainDate('meeting_on'),
    minutes: text(),
    noticeHash: bytes('notice_hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.examId, table.version, table.level] })],
)

export const noticeReturns = pgTable(
  'notice_returns',
  {
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    version: integer().notNull(),
    reason: text().notNull(),
    returnedBy: uuid('returned_by').$type<AccountId>().notNull(),
    returnedAt: instant('returned_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.examId, table.version] })],
)

export const quotas = pgTable(
  'quotas',
  {
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    unit: text().notNull(),
    class: text().$type<'management' | 'professional' | 'workman'>().notNull(),
    headcount: integer().notNull(),
    document: text().notNull(),
    enteredBy: uuid('entered_by').$type<AccountId>().notNull(),
    enteredAt: instant('entered_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.examId, table.unit, table.class] })],
)

export const noticeChannels = pgTable(
  'notice_channels',
  {
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    channel: text().$type<Channel>().notNull(),
    link: text().notNull(),
    publishedOn: plainDate('published_on').notNull(),
    enteredBy: uuid('entered_by').$type<AccountId>().notNull(),
    enteredAt: instant('entered_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.examId, table.channel] })],
)

export const positionImports = pgTable('position_imports', {
  id: uuid().$type<PositionImportId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  fileHash: bytes('file_hash').notNull(),
  positions: jsonb().$type<unknown>().notNull(),
  errors: jsonb().$type<unknown>().notNull(),
  warnings: jsonb().$type<unknown>().notNull(),
  uploadedBy: uuid('uploaded_by').$type<AccountId>().notNull(),
  uploadedAt: instant('uploaded_at').notNull(),
  importedAt: instant('imported_at'),
})

export const positions = pgTable('positions', {
  id: uuid().$type<PositionId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  code: text().notNull(),
  department: text().notNull(),
  unit: text().notNull(),
  title: text().notNull(),
  class: text().notNull(),
  headcount: integer(),
  places: integer(),
  education: text(),
  degree: text(),
  majors: text(),
  ageMin: integer('age_min'),
  ageMax: integer('age_max'),
  other: text(),
  subject: text(),
  writtenExempt: boolean('written_exempt').notNull(),
  writtenWeight: decimal('written_weight').notNull(),
  interviewWeight: decimal('interview_weight').notNull(),
  practicalWeight: decimal('practical_weight').notNull(),
  grade: integer(),
  kind: text().$type<PositionKind>().notNull().default('ordinary'),
})

export const examSessions = pgTable('exam_sessions', {
  id: uuid().$type<ExamSessionId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  subject: text().notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
})

export const sites = pgTable('sites', {
  id: uuid().$type<SiteId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  code: text().notNull(),
  name: text().notNull(),
  address: text().notNull(),
  unit: text().notNull(),
  city: text(),
})

export const examSlots = pgTable('exam_slots', {
  id: uuid().$type<SlotId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  code: text().notNull(),
  city: text(),
  startsAt: instant('starts_at'),
  endsAt: instant('ends_at'),
  places: integer().notNull(),
})

export const rooms = pgTable('rooms', {
  id: uuid().$type<RoomId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  family: text().$type<Family>().notNull(),
  siteId: uuid('site_id').$type<SiteId>().notNull(),
  number: integer().notNull(),
  name: text().notNull(),
  floor: integer().notNull(),
  seatRows: integer('seat_rows').notNull(),
  seatColumns: integer('seat_columns').notNull(),
  capacity: integer().notNull(),
  kind: text().$type<RoomKind>().notNull(),
  separate: boolean().notNull().default(false),
})

export const appointments = pgTable('appointments', {
  id: uuid().$type<AppointmentId>().primaryKey(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  role: text().$type<Role>().notNull(),
  examId: uuid('exam_id').$type<ExamId>(),
  siteId: uuid('site_id').$type<SiteId>(),
  unit: text(),
  appointedBy: uuid('appointed_by').$type<AccountId>().notNull(),
  appointedAt: instant('appointed_at').notNull(),
  endedAt: instant('ended_at'),
})

export const trainings = pgTable(
  'trainings',
  {
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    accountId: uuid('account_id').$type<AccountId>().notNull(),
    kind: text().$type<TrainingKind>().notNull(),
    trainedOn: plainDate('trained_on').notNull(),
    enteredBy: uuid('entered_by').$type<AccountId>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.examId, table.accountId, table.kind] })],
)

export const serviceBars = pgTable('service_bars', {
  id: uuid().primaryKey(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  examId: uuid('exam_id').$type<ExamId>(),
  reason: text().notNull(),
  barredBy: uuid('barred_by').$type<AccountId>().notNull(),
  barredAt: instant('barred_at').notNull(),
})
