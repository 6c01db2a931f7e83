import { z } from 'zod'
import { accept } from '../foundation/result.ts'
import { command, type Endpoint, query } from '../http/endpoint.ts'
import { CertifyKey, certifyKey, RequestKeyChallenge, requestKeyChallenge } from './certify-key.ts'
import { ReadInbox, ReadMessage, readInbox, readMessage } from './inbox.ts'
import { OneStatement, oneStatement, WaitingStatements, waitingStatements } from './read-statements.ts'
import { identityRefusals } from './refusals.ts'
import { RevokeKey, revokeKey } from './revoke-key.ts'
import { SignStatement, signStatement, WithdrawStatement, withdrawDraft } from './sign-statement.ts'

const statementRoutes: readonly Endpoint[] = [
  query('/exams/:examId/statements', 'What waits for my signature', WaitingStatements, waitingStatements, identityRefusals),
  query('/exams/:examId/statements/:statementId', 'One statement, with its signatures', OneStatement, oneStatement, identityRefusals),
  command(
    '/exams/:examId/statements/:statementId/signatures',
    'Sign a statement with my own key',
    SignStatement,
    signStatement,
    identityRefusals,
  ),
  command(
    '/exams/:examId/statements/:statementId/withdrawal',
    'Take back a statement I drafted',
    WithdrawStatement,
    withdrawDraft,
    identityRefusals,
  ),
]

const keyRoutes: readonly Endpoint[] = [
  command('/my/keys/challenge', 'A challenge for a new signing key', RequestKeyChallenge, requestKeyChallenge, identityRefusals),
  command('/my/keys', 'Certify a new signing key', CertifyKey, certifyKey, identityRefusals),
  command('/keys/:keyId/revocation', 'Revoke a signing key', RevokeKey, revokeKey, identityRefusals),
]

const personRoutes: readonly Endpoint[] = [
  query(
    '/my/self',
    'Who I am, and as what I may act',
    z.strictObject({}),
    async (_, { accountId, kind, name, appointments }) => accept({ accountId, kind, name, appointments }),
    identityRefusals,
  ),
  query('/my/inbox', 'My messages', ReadInbox, readInbox, identityRefusals),
  command('/my/inbox/:messageId/reading', 'Mark a message as read', ReadMessage, readMessage, identityRefusals),
]

export const identityEndpoints: readonly Endpoint[] = [...personRoutes, ...keyRoutes, ...statementRoutes]
