import { bigint, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { AccountId, ApplicationId, ExamId, ScriptId, TicketId } from '../../src/foundation/ids.ts'
import { bytes, decimal, instant } from '../columns.ts'

export const scripts = pgTable('scripts', {
  id: uuid().$type<ScriptId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  subject: text().notNull(),
  code: text().notNull(),
  state: text().$type<'coded' | 'marking' | 'settled' | 'disputed'>().notNull(),
  settledScore: decimal('settled_score'),
})

export const codings = pgTable('codings', {
  examId: uuid('exam_id').$type<ExamId>().primaryKey(),
  codedBy: uuid('coded_by').$type<AccountId>().notNull(),
  codedAt: instant('coded_at').notNull(),
  salt: bytes().notNull(),
  mappingHash: bytes('mapping_hash').notNull(),
})

export const scriptCodes = pgTable('script_codes', {
  scriptId: uuid('script_id').$type<ScriptId>().primaryKey(),
  ticketId: uuid('ticket_id').$type<TicketId>().notNull(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
})

export const marks = pgTable('marks', {
  id: uuid().primaryKey(),
  scriptId: uuid('script_id').$type<ScriptId>().notNull(),
  round: integer().notNull(),
  marker: uuid().$type<AccountId>().notNull(),
  score: decimal().notNull(),
  givenAt: instant('given_at').notNull(),
})

export const markingAssignments = pgTable(
  'marking_assignments',
  {
    scriptId: uuid('script_id').$type<ScriptId>().notNull(),
    round: integer().notNull(),
    marker: uuid().$type<AccountId>().notNull(),
    assignedAt: instant('assigned_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.scriptId, table.round] })],
)

export type SheetState = 'prepared' | 'checked' | 'signed' | 'unblinded'
export const scoreSheets = pgTable('score_sheets', {
  id: uuid().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  subject: text().notNull(),
  number: integer().notNull(),
  state: text().$type<SheetState>().notNull(),
  content: text().notNull(),
  contentHash: bytes('content_hash').notNull(),
  preparedBy: uuid('prepared_by').$type<AccountId>().notNull(),
  checkedBy: uuid('checked_by').$type<AccountId>(),
  marker: uuid().$type<AccountId>(),
  inspector: uuid().$type<AccountId>(),
  statement: text(),
  signedAt: instant('signed_at'),
})

export const sheetScripts = pgTable(
  'sheet_scripts',
  {
    sheetId: uuid('sheet_id').notNull(),
    scriptId: uuid('script_id').$type<ScriptId>().notNull(),
    score: decimal().notNull(),
  },
  (table) => [primaryKey({ columns: [table.sheetId, table.scriptId] })],
)

export const unblindings = pgTable('unblindings', {
  examId: uuid('exam_id').$type<ExamId>().primaryKey(),
  requestedBy: uuid('requested_by').$type<AccountId>().notNull(),
  requestedAt: instant('requested_at').notNull(),
  approvedBy: uuid('approved_by').$type<AccountId>(),
  approvedAt: instant('approved_at'),
  logSize: bigint('log_size', { mode: 'number' }),
})

export const writtenResults = pgTable('written_results', {
  applicationId: uuid('application_id').$type<ApplicationId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  ticketId: uuid('ticket_id').$type<TicketId>().notNull(),
  scriptId: uuid('script_id').$type<ScriptId>(),
  status: text().$type<'scored' | 'absent' | 'breach'>().notNull(),
  score: decimal(),
  joinedAt: instant('joined_at').notNull(),
})
