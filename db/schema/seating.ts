import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Need } from '../../seating/input-seats.ts'
import type { AccountId, ApplicationId, DrawId, ExamId, ExamSessionId, PositionId, RoomId, TicketId } from '../../src/foundation/ids.ts'
import type { DrawKind, DrawParty, DrawState } from '../../src/seating/rules/draw-steps.ts'
import { bytes, instant } from '../columns.ts'

export const listFreezes = pgTable('list_freezes', {
  examId: uuid('exam_id').$type<ExamId>().primaryKey(),
  frozenBy: uuid('frozen_by').$type<AccountId>().notNull(),
  frozenAt: instant('frozen_at').notNull(),
  candidates: integer().notNull(),
  listHash: bytes('list_hash').notNull(),
})

export const listedCandidates = pgTable('listed_candidates', {
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  applicationId: uuid('application_id').$type<ApplicationId>().primaryKey(),
  positionId: uuid('position_id').$type<PositionId>().notNull(),
  version: integer().notNull(),
  subject: text(),
  needs: text().array().$type<Need[]>().notNull(),
  groups: text().array().notNull(),
  label: text().notNull(),
  wish: text(),
  lateIn: uuid('late_in').$type<DrawId>(),
})

export const draws = pgTable('draws', {
  id: uuid().$type<DrawId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  kind: text().$type<DrawKind>().notNull(),
  scope: text().notNull(),
  state: text().$type<DrawState>().notNull(),
  freezeHash: bytes('freeze_hash').notNull(),
  input: text().notNull(),
  parties: text().array().$type<DrawParty[]>().notNull(),
  revealBy: instant('reveal_by').notNull(),
  publicSource: text('public_source').notNull(),
  sourceDue: instant('source_due').notNull(),
  frozenBy: uuid('frozen_by').$type<AccountId>().notNull(),
  frozenAt: instant('frozen_at').notNull(),
  witnessedValue: text('witnessed_value'),
  witnessedBy: uuid('witnessed_by').$type<AccountId>(),
  witnessedAt: instant('witnessed_at'),
  publicValue: text('public_value'),
  seed: bytes(),
  transcript: text(),
  transcriptHash: bytes('transcript_hash'),
  drawnAt: instant('drawn_at'),
  drawnBy: uuid('drawn_by').$type<AccountId>(),
  replaces: uuid().$type<DrawId>(),
  reason: text(),
  cancelProposedBy: uuid('cancel_proposed_by').$type<AccountId>(),
  cancelProposedAt: instant('cancel_proposed_at'),
  cancelledBy: uuid('cancelled_by').$type<AccountId>(),
  cancelledAt: instant('cancelled_at'),
})

export const drawContributions = pgTable(
  'draw_contributions',
  {
    drawId: uuid('draw_id').$type<DrawId>().notNull(),
    party: text().$type<DrawParty>().notNull(),
    accountId: uuid('account_id').$type<AccountId>().notNull(),
    commitment: bytes().notNull(),
    committedAt: instant('committed_at').notNull(),
    value: bytes(),
    revealedAt: instant('revealed_at'),
  },
  (table) => [primaryKey({ columns: [table.drawId, table.party] })],
)

export const sessionRooms = pgTable(
  'session_rooms',
  {
    examSessionId: uuid('exam_session_id').$type<ExamSessionId>().notNull(),
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    roomId: uuid('room_id').$type<RoomId>().notNull(),
    familyLimit: integer('family_limit').notNull(),
    drawSession: text('draw_session'),
    firstTicket: integer('first_ticket'),
  },
  (table) => [primaryKey({ columns: [table.examSessionId, table.roomId] })],
)

export const ticketTrees = pgTable('ticket_trees', {
  drawId: uuid('draw_id').$type<DrawId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  size: integer().notNull(),
  root: bytes().notNull(),
  variants: integer().notNull(),
  levels: bytes().notNull(),
})

export const tickets = pgTable('tickets', {
  id: uuid().$type<TicketId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  applicationId: uuid('application_id').$type<ApplicationId>().notNull(),
  number: text().notNull(),
  examSessionId: uuid('exam_session_id').$type<ExamSessionId>().notNull(),
  roomId: uuid('room_id').$type<RoomId>().notNull(),
  familyLimit: integer('family_limit').notNull(),
  seat: integer().notNull(),
  drawId: uuid('draw_id').$type<DrawId>().notNull(),
  label: text().notNull(),
  issuedAt: instant('issued_at').notNull(),
})
