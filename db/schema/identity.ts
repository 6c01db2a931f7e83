import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { AccountId, ExamId, PersonId } from '../../src/foundation/ids.ts'
import type { InstallationRole } from '../../src/foundation/roles.ts'
import type { ChallengeId, EnrolmentId, MessageId, SigningKeyId, StatementId } from '../../src/identity/ids.ts'
import type { Sex } from '../../src/identity/rules/resident-id.ts'
import { bytes, instant } from '../columns.ts'

export const persons = pgTable('persons', {
  id: uuid().$type<PersonId>().primaryKey(),
  nameSealed: bytes('name_sealed').notNull(),
  idNumberSealed: bytes('id_number_sealed').notNull(),
  idNumberIndex: bytes('id_number_index').notNull(),
  sex: text().$type<Sex>().notNull(),
  birthDateSealed: bytes('birth_date_sealed').notNull(),
  phoneSealed: bytes('phone_sealed'),
  nationality: text().notNull().default('CN'),
  createdAt: instant('created_at').notNull(),
})

export const accounts = pgTable('accounts', {
  id: uuid().$type<AccountId>().primaryKey(),
  personId: uuid('person_id').$type<PersonId>().notNull(),
  kind: text().$type<'candidate' | 'officer'>().notNull(),
  unit: text(),
  onEstablishment: boolean('on_establishment').notNull().default(false),
  createdBy: uuid('created_by').$type<AccountId>(),
  createdAt: instant('created_at').notNull(),
  closedAt: instant('closed_at'),
})

export const passwords = pgTable('passwords', {
  accountId: uuid('account_id').$type<AccountId>().primaryKey(),
  hash: text().notNull(),
  changedAt: instant('changed_at').notNull(),
})

export const passkeys = pgTable('passkeys', {
  id: text().primaryKey(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  publicKey: bytes('public_key').notNull(),
  counter: bigint({ mode: 'number' }).notNull(),
  transports: text().array().notNull(),
  enrolledAt: instant('enrolled_at').notNull(),
  retiredAt: instant('retired_at'),
})

export type ChallengePurpose = 'sign_in' | 'enrol' | 'certify_key'
export const challenges = pgTable('challenges', {
  id: uuid().$type<ChallengeId>().primaryKey(),
  challenge: text().notNull(),
  purpose: text().$type<ChallengePurpose>().notNull(),
  accountId: uuid('account_id').$type<AccountId>(),
  expiresAt: instant('expires_at').notNull(),
})

export const sessions = pgTable('sessions', {
  tokenHash: bytes('token_hash').primaryKey(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  openedAt: instant('opened_at').notNull(),
  lastSeenAt: instant('last_seen_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
})

export const installationRoles = pgTable('installation_roles', {
  accountId: uuid('account_id').$type<AccountId>().primaryKey(),
  role: text().$type<InstallationRole>().notNull(),
  grantedBy: uuid('granted_by').$type<AccountId>(),
  grantedAt: instant('granted_at').notNull(),
})

export type FoundingRole = 'administrator' | 'security_administrator'
export const foundingLinks = pgTable('founding_links', {
  role: text().$type<FoundingRole>().primaryKey(),
  tokenHash: bytes('token_hash').notNull(),
  issuedAt: instant('issued_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
  accountId: uuid('account_id').$type<AccountId>(),
})

export type EnrolmentReason = 'first' | 'lost' | 'founding' | 'forgotten' | 'taken'
export const enrolments = pgTable('enrolments', {
  id: uuid().$type<EnrolmentId>().primaryKey(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  personId: uuid('person_id').$type<PersonId>().notNull(),
  tokenHash: bytes('token_hash'),
  reason: text().$type<EnrolmentReason>().notNull(),
  issuedBy: uuid('issued_by').$type<AccountId>(),
  issuerPersonId: uuid('issuer_person_id').$type<PersonId>(),
  releasedBy: uuid('released_by').$type<AccountId>(),
  releaserPersonId: uuid('releaser_person_id').$type<PersonId>(),
  issuedAt: instant('issued_at').notNull(),
  releasedAt: instant('released_at'),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
  examId: uuid('exam_id').$type<ExamId>(),
  nameSealed: bytes('name_sealed'),
  phoneSealed: bytes('phone_sealed'),
  previousNameSealed: bytes('previous_name_sealed'),
})

export const unmaskings = pgTable('unmaskings', {
  id: uuid().primaryKey(),
  personId: uuid('person_id').$type<PersonId>().notNull(),
  seenBy: uuid('seen_by').$type<AccountId>().notNull(),
  examId: uuid('exam_id').$type<ExamId>(),
  reasonSealed: bytes('reason_sealed').notNull(),
  seenAt: instant('seen_at').notNull(),
})

export const signingKeys = pgTable('signing_keys', {
  id: text().$type<SigningKeyId>().primaryKey(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  publicJwk: jsonb('public_jwk').notNull(),
  certificate: text().notNull(),
  certifiedAt: instant('certified_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
})

export const officeAuthority = pgTable('office_authority', {
  single: boolean().primaryKey().default(true),
  certificate: text().notNull(),
  privateKeySealed: bytes('private_key_sealed').notNull(),
  createdAt: instant('created_at').notNull(),
})

export const signInFailures = pgTable(
  'sign_in_failures',
  {
    accountId: uuid('account_id').$type<AccountId>().notNull(),
    minute: instant().notNull(),
    failures: integer().notNull(),
    loggedAt: instant('logged_at'),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.minute] })],
)

export const inboxMessages = pgTable('inbox_messages', {
  id: uuid().$type<MessageId>().primaryKey(),
  accountId: uuid('account_id').$type<AccountId>().notNull(),
  examId: uuid('exam_id').$type<ExamId>(),
  subjectZh: text('subject_zh').notNull(),
  subjectEn: text('subject_en').notNull(),
  bodySealed: bytes('body_sealed').notNull(),
  sentAt: instant('sent_at').notNull(),
  readAt: instant('read_at'),
})

export const statements = pgTable('statements', {
  id: uuid().$type<StatementId>().primaryKey(),
  examId: uuid('exam_id').$type<ExamId>().notNull(),
  type: text().notNull(),
  payload: text().notNull(),
  signers: uuid().array().$type<AccountId[]>().notNull(),
  draftedBy: uuid('drafted_by').$type<AccountId>().notNull(),
  draftedAt: instant('drafted_at').notNull(),
  completedAt: instant('completed_at'),
  withdrawnAt: instant('withdrawn_at'),
})

export const statementSignatures = pgTable(
  'statement_signatures',
  {
    statementId: uuid('statement_id').$type<StatementId>().notNull(),
    accountId: uuid('account_id').$type<AccountId>().notNull(),
    keyId: text('key_id').$type<SigningKeyId>().notNull(),
    protected: text().notNull(),
    signature: text().notNull(),
    signedAt: instant('signed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.statementId, table.accountId] })],
)

export const keyringKeys = pgTable('keyring_keys', {
  id: text().primaryKey(),
  registeredAt: instant('registered_at').notNull(),
})
