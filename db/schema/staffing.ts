import { boolean, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { AccountId, DrawId, ExamId, ExamSessionId, PersonId, RoomId, SiteId } from '../../src/foundation/ids.ts'
import type { DispatchId, DutyId, DutyMeetingId } from '../../src/staffing/ids.ts'
import type { ReplacementReason } from '../../src/staffing/rules/duty.ts'
import type { NamedPost } from '../../src/staffing/rules/duty-posts.ts'
import { instant, plainDate } from '../columns.ts'

export const staffPool = pgTable(
  'staff_pool',
  {
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    accountId: uuid('account_id').$type<AccountId>().notNull(),
    personId: uuid('person_id').$type<PersonId>().notNull(),
    unit: text().notNull(),
    onEstablishment: boolean('on_establishment').notNull(),
    experienced: boolean().notNull(),
    trainedOn: plainDate('trained_on').notNull(),
    label: text().notNull(),
    enteredBy: uuid('entered_by').$type<AccountId>().notNull(),
    enteredAt: instant('entered_at').notNull(),
    withdrawnAt: instant('withdrawn_at'),
  },
  (table) => [primaryKey({ columns: [table.examId, table.accountId] })],
)

export const duties = pgTable('duties', {
  id: uuid().$type<DutyId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  examSessionId: uuid('exam_session_id').$type<ExamSessionId>().notNull(),
  roomId: uuid('room_id').$type<RoomId>().notNull(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  place: integer().notNull(),
  drawId: uuid('draw_id').$type<DrawId>().notNull(),
  replaces: uuid().$type<DutyId>(),
  reason: text().$type<ReplacementReason>(),
  assignedAt: instant('assigned_at').notNull(),
  endedAt: instant('ended_at'),
  presentAt: instant('present_at'),
})

export const dutyReserves = pgTable(
  'duty_reserves',
  {
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    examSessionId: uuid('exam_session_id').$type<ExamSessionId>().notNull(),
    accountId: uuid('account_id').$type<AccountId>().notNull(),
    rank: integer().notNull(),
    drawId: uuid('draw_id').$type<DrawId>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.examSessionId, table.accountId] })],
)

export const siteSupplies = pgTable(
  'site_supplies',
  {
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    siteId: uuid('site_id').$type<SiteId>().notNull(),
    badges: integer().notNull(),
    seatCharts: integer('seat_charts').notNull(),
    handedBy: uuid('handed_by').$type<AccountId>().notNull(),
    handedAt: instant('handed_at').notNull(),
    receivedBy: uuid('received_by').$type<AccountId>(),
    receivedAt: instant('received_at'),
  },
  (table) => [primaryKey({ columns: [table.examId, table.siteId] })],
)

export const dutyMeetings = pgTable('duty_meetings', {
  id: uuid().$type<DutyMeetingId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  heldOn: plainDate('held_on').notNull(),
  recordedBy: uuid('recorded_by').$type<AccountId>().notNull(),
  recordedAt: instant('recorded_at').notNull(),
})

export const meetingPosts = pgTable(
  'meeting_posts',
  {
    meetingId: uuid('meeting_id').$type<DutyMeetingId>().notNull(),
    post: text().$type<NamedPost>().notNull(),
    accountId: uuid('account_id').$type<AccountId>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.meetingId, table.accountId] })],
)

export const assessorDispatches = pgTable('assessor_dispatches', {
  id: uuid().$type<DispatchId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  number: text().notNull(),
  head: uuid().$type<AccountId>().notNull(),
  assessors: uuid().array().$type<AccountId[]>().notNull(),
  dispatchedBy: uuid('dispatched_by').$type<AccountId>().notNull(),
  dispatchedAt: instant('dispatched_at').notNull(),
})
