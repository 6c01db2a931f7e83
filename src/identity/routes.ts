import { z } from 'zod'
import { accept } from '../foundation/result.ts'
import { command, type Endpoint, publicEndpoint, query } from '../http/endpoint.ts'
import { CertifyKey, certifyKey, RequestKeyChallenge, requestKeyChallenge } from './certify-key.ts'
import { ChangePassword, changePassword } from './change-password.ts'
import { EnrolPasskey, enrolPasskey, RequestEnrolment, requestEnrolment } from './enrol-passkey.ts'
import { Found, found } from './found.ts'
import { GrantRole, grantRole, withdrawRole } from './grant-role.ts'
import { ReadInbox, ReadMessage, readInbox, readMessage } from './inbox.ts'
import { IssueEnrolment, IssueRecovery, issueEnrolment, issueRecovery } from './issue-enrolment.ts'
import { OneStatement, oneStatement, WaitingStatements, waitingStatements } from './read-statements.ts'
import { identityRefusals } from './refusals.ts'
import { RegisterOfficer, registerOfficer } from './register-officer.ts'
import { ReleaseEnrolment, ReleaseRecovery, releaseEnrolment, releaseRecovery } from './release-enrolment.ts'
import { RevokeKey, revokeKey } from './revoke-key.ts'
import { SetPasswordByLink, setPasswordByLink } from './set-password-by-link.ts'
import { SignIn, signIn } from './sign-in.ts'
import { RequestPasskeyChallenge, requestPasskeyChallenge, SignInWithPasskey, signInWithPasskey } from './sign-in-with-passkey.ts'
import { SignStatement, signStatement, WithdrawStatement, withdrawDraft } from './sign-statement.ts'
import { SignUp, signUp } from './sign-up.ts'

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

/** The door: nobody is signed in yet. What opens a session sets the cookie (src/http/endpoint.ts). */
const doorRoutes: readonly Endpoint[] = [
  publicEndpoint('post', '/sign-up', 'Open a candidate’s account and a session', SignUp, signUp, identityRefusals),
  publicEndpoint('post', '/sign-in', 'A candidate signs in', SignIn, signIn, identityRefusals),
  publicEndpoint(
    'post',
    '/sign-in/challenge',
    'A challenge for an officer’s passkey',
    RequestPasskeyChallenge,
    requestPasskeyChallenge,
    identityRefusals,
  ),
  publicEndpoint('post', '/sign-in/passkey', 'An officer signs in', SignInWithPasskey, signInWithPasskey, identityRefusals),
  publicEndpoint('post', '/founding', 'The holder of a founding link says who they are', Found, found, identityRefusals),
  publicEndpoint(
    'post',
    '/enrolment/challenge',
    'A challenge for a new passkey, by a one-time link',
    RequestEnrolment,
    requestEnrolment,
    identityRefusals,
  ),
  publicEndpoint('post', '/enrolment/passkey', 'Enrol a passkey by a one-time link', EnrolPasskey, enrolPasskey, identityRefusals),
  publicEndpoint(
    'post',
    '/enrolment/password',
    'Choose a password by a one-time link',
    SetPasswordByLink,
    setPasswordByLink,
    identityRefusals,
  ),
]

const peopleRoutes: readonly Endpoint[] = [
  command('/officers', 'Register an officer', RegisterOfficer, registerOfficer, identityRefusals),
  command('/officers/:accountId/enrolments', 'Let an officer enrol a passkey', IssueEnrolment, issueEnrolment, identityRefusals),
  command(
    '/enrolments/:enrolmentId/release',
    'Release an enrolment: I have seen the person',
    ReleaseEnrolment,
    releaseEnrolment,
    identityRefusals,
  ),
  command('/officers/:accountId/role', 'Grant an installation-wide role', GrantRole, grantRole, identityRefusals),
  command('/officers/:accountId/role/withdrawal', 'Withdraw an installation-wide role', GrantRole, withdrawRole, identityRefusals),
  command(
    '/exams/:examId/recoveries',
    'At the counter: let a candidate choose a new password',
    IssueRecovery,
    issueRecovery,
    identityRefusals,
  ),
  command(
    '/exams/:examId/recoveries/:enrolmentId/release',
    'Release a recovery: I have seen the card',
    ReleaseRecovery,
    releaseRecovery,
    identityRefusals,
  ),
]

const personRoutes: readonly Endpoint[] = [
  query(
    '/my/self',
    'Who I am, and as what I may act',
    z.strictObject({}),
    async (_, { accountId, kind, name, appointments }) => accept({ accountId, kind, name, appointments }),
    identityRefusals,
  ),
  command('/my/password', 'Change my password', ChangePassword, changePassword, identityRefusals, { method: 'put' }),
  query('/my/inbox', 'My messages', ReadInbox, readInbox, identityRefusals),
  command('/my/inbox/:messageId/reading', 'Mark a message as read', ReadMessage, readMessage, identityRefusals),
]

export const identityEndpoints: readonly Endpoint[] = [...doorRoutes, ...peopleRoutes, ...personRoutes, ...keyRoutes, ...statementRoutes]
