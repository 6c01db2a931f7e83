import { boolean, index, integer, jsonb, pgTable, pgView, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { AccountId, ApplicationId, ExamId, PersonId, PositionId } from '../../src/foundation/ids.ts'
import type { OpinionId, QualificationId, ReferralId, ReversalId, SupplementId } from '../../src/qualification/ids.ts'
import type { CaseState, Phase } from '../../src/qualification/rules/case-state.ts'
import type { Checklist, Verdict } from '../../src/qualification/rules/checklist.ts'
import type { Condition } from '../../src/qualification/rules/conditions.ts'
import type { ErrorKind, Sanction } from '../../src/qualification/rules/reversal.ts'
import type { Outcome } from '../../src/qualification/rules/reviewer.ts'
import type { ExceptionCondition } from '../../src/qualification/rules/worker-grade.ts'
import type { DocumentId } from '../../src/registration/ids.ts'
import { bytes, instant, plainDate } from '../columns.ts'

export const reviewPhases = pgTable(
  'review_phases',
  {
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    phase: text().$type<Phase>().notNull(),
    openedBy: uuid('opened_by').$type<AccountId>(),
    openedAt: instant('opened_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.examId, table.phase] })],
)

export const noticeReadings = pgTable(
  'notice_readings',
  {
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    accountId: uuid('account_id').$type<AccountId>().notNull(),
    noticeHash: bytes('notice_hash').notNull(),
    readAt: instant('read_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.examId, table.accountId, table.noticeHash] })],
)

export const reviewCases = pgTable(
  'review_cases',
  {
    applicationId: uuid('application_id').$type<ApplicationId>().notNull(),
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    phase: text().$type<Phase>().notNull(),
    state: text().$type<CaseState>().notNull(),
    openedAt: instant('opened_at').notNull(),
    version: integer().notNull(),
    closedAt: instant('closed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.applicationId, table.phase] }),
    index('review_cases_by_exam').on(table.examId, table.phase, table.state, table.openedAt, table.applicationId),
  ],
)

export const reviewClaims = pgTable(
  'review_claims',
  {
    applicationId: uuid('application_id').$type<ApplicationId>().notNull(),
    phase: text().$type<Phase>().notNull(),
    reviewer: uuid().$type<AccountId>().notNull(),
    reviewerPersonId: uuid('reviewer_person_id').$type<PersonId>().notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.applicationId, table.phase, table.reviewerPersonId] }),
    index('review_claims_by_reviewer').on(table.reviewerPersonId, table.phase),
  ],
)

export const opinions = pgTable('opinions', {
  id: uuid().$type<OpinionId>().primaryKey(),
  applicationId: uuid('application_id').$type<ApplicationId>().notNull(),
  phase: text().$type<Phase>().notNull(),
  version: integer().notNull(),
  reviewer: uuid().$type<AccountId>().notNull(),
  reviewerPersonId: uuid('reviewer_person_id').$type<PersonId>().notNull(),
  verdict: text().$type<Verdict>().notNull(),
  reasonSealed: bytes('reason_sealed'),
  cites: text().array().$type<Condition[]>().notNull(),
  checklist: jsonb().$type<Checklist>().notNull(),
  inPerson: boolean('in_person').notNull(),
  originalsSeen: uuid('originals_seen').array().$type<DocumentId[]>().notNull(),
  givenAt: instant('given_at').notNull(),
  voidedAt: instant('voided_at'),
})

export const referrals = pgTable('referrals', {
  id: uuid().$type<ReferralId>().primaryKey(),
  applicationId: uuid('application_id').$type<ApplicationId>().notNull(),
  phase: text().$type<Phase>().notNull(),
  version: integer().notNull(),
  toWhom: text('to_whom').$type<'review_lead' | 'higher_authority' | 'registration_authority'>().notNull(),
  questionSealed: bytes('question_sealed').notNull(),
  askedBy: uuid('asked_by').$type<AccountId>().notNull(),
  askedAt: instant('asked_at').notNull(),
  answerSealed: bytes('answer_sealed'),
  answeredFrom: text('answered_from'),
  answeredBy: uuid('answered_by').$type<AccountId>(),
  answeredAt: instant('answered_at'),
})

export const disputeDecisions = pgTable(
  'dispute_decisions',
  {
    applicationId: uuid('application_id').$type<ApplicationId>().notNull(),
    phase: text().$type<Phase>().notNull(),
    version: integer().notNull(),
    sectionBy: uuid('section_by').$type<AccountId>().notNull(),
    sectionPersonId: uuid('section_person_id').$type<PersonId>().notNull(),
    sectionOutcome: text('section_outcome').$type<Outcome | 'undecided'>().notNull(),
    sectionMinutesSealed: bytes('section_minutes_sealed').notNull(),
    sectionAt: instant('section_at').notNull(),
    deputyBy: uuid('deputy_by').$type<AccountId>(),
    deputyPersonId: uuid('deputy_person_id').$type<PersonId>(),
    deputyOutcome: text('deputy_outcome').$type<Outcome>(),
    deputyReasonsSealed: bytes('deputy_reasons_sealed'),
    deputyAt: instant('deputy_at'),
  },
  (table) => [primaryKey({ columns: [table.applicationId, table.phase, table.version] })],
)

export const qualifications = pgTable(
  'qualifications',
  {
    id: uuid().$type<QualificationId>().primaryKey(),
    applicationId: uuid('application_id').$type<ApplicationId>().notNull(),
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    phase: text().$type<Phase>().notNull(),
    version: integer().notNull(),
    outcome: text().$type<Outcome>().notNull(),
    firstOpinion: uuid('first_opinion').$type<OpinionId>().notNull(),
    firstPerson: uuid('first_person').$type<PersonId>().notNull(),
    firstVerdict: text('first_verdict').$type<Verdict>().notNull(),
    secondOpinion: uuid('second_opinion').$type<OpinionId>().notNull(),
    secondPerson: uuid('second_person').$type<PersonId>().notNull(),
    secondVerdict: text('second_verdict').$type<Verdict>().notNull(),
    byDispute: boolean('by_dispute').notNull(),
    decidedAt: instant('decided_at').notNull(),
    supersededAt: instant('superseded_at'),
    reversedAt: instant('reversed_at'),
  },
  (table) => [index('qualifications_by_exam').on(table.examId, table.phase, table.outcome)],
)

export const supplements = pgTable('supplements', {
  id: uuid().$type<SupplementId>().primaryKey(),
  applicationId: uuid('application_id').$type<ApplicationId>().notNull(),
  phase: text().$type<Phase>().notNull(),
  version: integer().notNull(),
  askedBy: uuid('asked_by').$type<AccountId>().notNull(),
  itemsSealed: bytes('items_sealed').notNull(),
  itemCount: integer('item_count').notNull(),
  askedAt: instant('asked_at').notNull(),
  dueAt: instant('due_at').notNull(),
  answeredAt: instant('answered_at'),
})

export const reversals = pgTable('reversals', {
  id: uuid().$type<ReversalId>().primaryKey(),
  applicationId: uuid('application_id').$type<ApplicationId>().notNull(),
  phase: text().$type<Phase>().notNull(),
  version: integer().notNull(),
  qualificationId: uuid('qualification_id').$type<QualificationId>().notNull(),
  kind: text().$type<ErrorKind>().notNull(),
  reasonSealed: bytes('reason_sealed').notNull(),
  foundInTime: boolean('found_in_time').notNull(),
  serious: boolean().notNull(),
  sanction: text().$type<Sanction>().notNull(),
  proposedBy: uuid('proposed_by').$type<AccountId>().notNull(),
  proposerPersonId: uuid('proposer_person_id').$type<PersonId>().notNull(),
  proposedAt: instant('proposed_at').notNull(),
  confirmedBy: uuid('confirmed_by').$type<AccountId>(),
  confirmerPersonId: uuid('confirmer_person_id').$type<PersonId>(),
  confirmedAt: instant('confirmed_at'),
  rejectedAt: instant('rejected_at'),
})

export const dailyReconciliations = pgTable(
  'daily_reconciliations',
  {
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    day: plainDate().notNull(),
    submitted: integer().notNull(),
    confirmed: integer().notNull(),
    returned: integer().notNull(),
    pending: integer().notNull(),
    pendingNames: jsonb('pending_names').$type<string[]>().notNull(),
    closedBy: uuid('closed_by').$type<AccountId>().notNull(),
    closedAt: instant('closed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.examId, table.day] })],
)

export const reconciledApplications = pgTable('reconciled_applications', {
  applicationId: uuid('application_id').$type<ApplicationId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  day: plainDate().notNull(),
})

export const exceptionUses = pgTable(
  'exception_uses',
  {
    personId: uuid('person_id').$type<PersonId>().notNull(),
    condition: text().$type<ExceptionCondition>().notNull(),
    examId: uuid('exam_id').$type<ExamId>().notNull(),
    usedAt: instant('used_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.condition, table.examId] })],
)

export const postCounts = pgView('post_counts', {
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  positionId: uuid('position_id').$type<PositionId>().notNull(),
  applied: integer().notNull(),
  passed: integer().notNull(),
}).existing()
