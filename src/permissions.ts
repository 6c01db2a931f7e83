import { certificatePermissions } from './certificates/permissions.ts'
import { conductPermissions } from './conduct/permissions.ts'
import { custodyPermissions } from './custody/permissions.ts'
import { examPermissions } from './exam/permissions.ts'
import type { Permissions } from './foundation/permission.ts'
import { identityPermissions } from './identity/permissions.ts'
import { interviewPermissions } from './interview/permissions.ts'
import { logPermissions } from './log/permissions.ts'
import { markingPermissions } from './marking/permissions.ts'
import { operationsPermissions } from './operations/permissions.ts'
import { publicityPermissions } from './publicity/permissions.ts'
import { qualificationPermissions } from './qualification/permissions.ts'
import { registrationPermissions } from './registration/permissions.ts'
import { seatingPermissions } from './seating/permissions.ts'
import { selectionPermissions } from './selection/permissions.ts'
import { shortlistingPermissions } from './shortlisting/permissions.ts'
import { sittingPermissions } from './sitting/permissions.ts'
import { staffingPermissions } from './staffing/permissions.ts'

/**
 * Routes that name no exam and answer with the caller's own, or with what concerns all: a role held for one exam opens them too. Whoever
 * handles an application is asked for the role in its exam by the stage (registration/access.ts).
 */
export const ofAnyExam: ReadonlySet<string> = new Set([
  ...['GET /exams', 'GET /api/exams', 'GET /board', 'GET /api/board'],
  ...Object.keys(registrationPermissions).filter((route) => route.includes(' /my/applications/:applicationId')),
])

/** The rows of each stage; two stages never name one route (test/permissions.test.ts). */
export const permissionsByStage: readonly Permissions[] = [
  { 'GET /assets/:name': 'anyone', 'GET /api/openapi.json': 'anyone', 'GET /': 'anyone' },
  logPermissions,
  identityPermissions,
  examPermissions,
  conductPermissions,
  publicityPermissions,
  registrationPermissions,
  qualificationPermissions,
  seatingPermissions,
  staffingPermissions,
  custodyPermissions,
  sittingPermissions,
  markingPermissions,
  shortlistingPermissions,
  interviewPermissions,
  selectionPermissions,
  certificatePermissions,
  operationsPermissions,
]

/**
 * Who may call what: one table, denied by default. A route without a row is refused, and a test compares the table with the routes.
 * Finer rules (the reviewer's own unit, the carrier who may not receive) are law and live in the stages' rules.
 */
export const permissions: Permissions = Object.fromEntries(permissionsByStage.flatMap((rows) => Object.entries(rows)))
