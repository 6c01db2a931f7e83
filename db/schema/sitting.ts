import { jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { AccountId, ExamId, ExamSessionId, RoomId, TicketId } from '../../src/foundation/ids.ts'
import type { RoomCheck } from '../../src/sitting/rules/room.ts'
import { bytes, instant } from '../columns.ts'

export const roomSessions = pgTable(
  'room_sessions',
  {
    examSessionId: uuid('exam_session_id').$type<ExamSessionId>().notNull(),
    roomId: uuid('room_id').$type<RoomId>().notNull(),
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    state: text().$type<'running' | 'closed'>().notNull(),
    checks: jsonb().$type<Partial<Record<RoomCheck, boolean>>>().notNull(),
    startedAt: instant('started_at').notNull(),
    startedBy: uuid('started_by').$type<AccountId>().notNull(),
    closedAt: instant('closed_at'),
    record: text(),
    firstInvigilator: uuid('first_invigilator').$type<AccountId>(),
    secondInvigilator: uuid('second_invigilator').$type<AccountId>(),
  },
  (table) => [primaryKey({ columns: [table.examSessionId, table.roomId] })],
)

export const attendances = pgTable('attendances', {
  ticketId: uuid('ticket_id').$type<TicketId>().primaryKey(),
  examSessionId: uuid('exam_session_id').$type<ExamSessionId>().notNull(),
  roomId: uuid('room_id').$type<RoomId>().notNull(),
  status: text().$type<'present' | 'absent' | 'breach'>().notNull(),
  markedBy: uuid('marked_by').$type<AccountId>().notNull(),
  markedAt: instant('marked_at').notNull(),
})

export const incidents = pgTable('incidents', {
  id: uuid().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  examSessionId: uuid('exam_session_id').$type<ExamSessionId>().notNull(),
  roomId: uuid('room_id').$type<RoomId>().notNull(),
  ticketId: uuid('ticket_id').$type<TicketId>(),
  kind: text().notNull(),
  article: text().notNull(),
  noteSealed: bytes('note_sealed').notNull(),
  reportedBy: uuid('reported_by').$type<AccountId>().notNull(),
  reportedAt: instant('reported_at').notNull(),
})
