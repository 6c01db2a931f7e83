import { appointedRoles, type Role } from './foundation/roles.ts'
import type { Permissions } from './http/authorise.ts'

/** Everybody through whose hands or eyes a package passes: any of them may stop it. */
const custodyPeople: readonly Role[] = [
  'secrecy_officer',
  'police_escort',
  'discipline_inspector',
  'vault_guard',
  'site_paper_keeper',
  'chief_examiner',
  'invigilator',
  'assessor',
]

/** Who sees the rooms on the day. */
const dayPeople: readonly Role[] = [
  'exam_office',
  'chief_examiner',
  'invigilator',
  'site_paper_keeper',
  'discipline_inspector',
  'section_head',
  'auditor',
]

/**
 * Who may call what: one table, denied by default. A route without a row is refused, and a test compares the table with the routes.
 * Finer rules (the reviewer's own unit, the carrier who may not receive) are law and live in the stages' rules.
 */
export const permissions: Permissions = {
  'GET /assets/:name': 'anyone',
  'GET /api/openapi.json': 'anyone',
  // log
  'GET /api/log/checkpoint': 'anyone',
  'GET /api/log/entries': 'anyone',
  'GET /api/log/entries/:index': 'anyone',
  'GET /api/log/entries/:index/proof': 'anyone',
  'GET /api/log/leaves/:leafId/proof': 'anyone',
  'GET /api/log/consistency': 'anyone',
  'GET /log': 'anyone',
  'GET /log/verify': 'anyone',
  'GET /log/checkpoint': 'anyone',
  'GET /log/tile/*': 'anyone',
  'GET /log/entries/:index': 'anyone',
  'GET /log/entries/:index/proof': 'anyone',
  // identity
  'POST /api/sign-up': 'anyone',
  'POST /api/sign-in': 'anyone',
  'POST /api/sign-in/challenge': 'anyone',
  'POST /api/sign-in/passkey': 'anyone',
  'POST /api/founding': 'anyone',
  'POST /api/enrolment/challenge': 'anyone',
  'POST /api/enrolment/passkey': 'anyone',
  'POST /api/enrolment/password': 'anyone',
  'POST /api/officers': ['administrator'],
  'POST /api/officers/:accountId/enrolments': ['administrator'],
  // A unit head's appointment may be to one exam: who may release is judged with the person's unit.
  'POST /api/enrolments/:enrolmentId/release': 'signed_in',
  'POST /api/officers/:accountId/role': ['security_administrator'],
  'POST /api/officers/:accountId/role/withdrawal': ['security_administrator'],
  'POST /api/exams/:examId/recoveries': ['exam_office'],
  'POST /api/exams/:examId/recoveries/:enrolmentId/release': ['exam_office', 'section_head', 'review_lead'],
  'GET /api/my/self': 'signed_in',
  'PUT /api/my/password': 'signed_in',
  'GET /api/my/inbox': 'signed_in',
  'POST /api/my/inbox/:messageId/reading': 'signed_in',
  'POST /api/my/keys/challenge': 'signed_in',
  'POST /api/my/keys': 'signed_in',
  'POST /api/keys/:keyId/revocation': ['security_administrator'],
  'GET /api/exams/:examId/statements': appointedRoles,
  'GET /api/exams/:examId/statements/:statementId': [...appointedRoles, 'auditor'],
  'POST /api/exams/:examId/statements/:statementId/signatures': appointedRoles,
  'POST /api/exams/:examId/statements/:statementId/withdrawal': appointedRoles,
  // exam
  'POST /api/exams': ['exam_office'],
  'GET /api/exams': [...appointedRoles, 'administrator', 'auditor'],
  'GET /api/exams/:examId': [...appointedRoles, 'administrator', 'auditor'],
  'PUT /api/exams/:examId/notice': ['exam_office'],
  'PUT /api/exams/:examId/quotas': ['exam_office'],
  'PUT /api/exams/:examId/position-table': ['exam_office'],
  'GET /api/exams/:examId/position-imports': ['exam_office', 'section_head', 'auditor'],
  'POST /api/exams/:examId/position-imports/:importId/import': ['exam_office'],
  'PUT /api/exams/:examId/trades': ['exam_office'],
  'POST /api/exams/:examId/approvals': ['section_head', 'deputy_director', 'office_meeting', 'centre_director'],
  'POST /api/exams/:examId/returns': ['section_head', 'deputy_director', 'centre_director'],
  'POST /api/exams/:examId/channels': ['exam_office'],
  'POST /api/exams/:examId/announcement': ['exam_office'],
  'POST /api/exams/:examId/sessions': ['exam_office'],
  'GET /api/exams/:examId/sessions': [...appointedRoles, 'administrator', 'auditor'],
  'POST /api/exams/:examId/sites': ['exam_office'],
  'GET /api/exams/:examId/sites': [...appointedRoles, 'administrator', 'auditor'],
  'POST /api/exams/:examId/sites/:siteId/rooms': ['exam_office'],
  'DELETE /api/exams/:examId/rooms/:roomId': ['exam_office'],
  'POST /api/appointments': ['administrator'],
  'POST /api/exams/:examId/appointments': ['exam_office', 'administrator'],
  'POST /api/exams/:examId/appointments/:appointmentId/end': ['administrator'],
  'POST /api/exams/:examId/trainings': ['exam_office', 'section_head'],
  'GET /api/exams/:examId/people': ['exam_office', 'administrator', 'section_head', 'discipline_inspector', 'auditor'],
  'GET /api/public/exams': 'anyone',
  'GET /api/public/exams/:examId': 'anyone',
  'GET /api/public/exams/:examId/frozen-notice': 'anyone',
  // conduct
  'POST /api/exams/:examId/bans': ['section_head', 'centre_director', 'discipline_inspector'],
  'POST /api/exams/:examId/bans/:banId/decision': ['section_head', 'centre_director', 'discipline_inspector', 'deputy_director'],
  'POST /api/exams/:examId/recusals': appointedRoles,
  'POST /api/exams/:examId/violations': [
    'exam_office',
    'review_lead',
    'chief_examiner',
    'section_head',
    'discipline_inspector',
    'centre_director',
  ],
  'POST /api/exams/:examId/violations/:violationId/decision': [
    'section_head',
    'discipline_inspector',
    'centre_director',
    'deputy_director',
  ],
  'GET /api/exams/:examId/conduct': ['section_head', 'discipline_inspector', 'centre_director', 'deputy_director', 'auditor'],
  // publicity
  // registration
  // qualification
  // seating
  // staffing
  // custody
  'POST /api/exams/:examId/packages/drafts': ['secrecy_officer'],
  'POST /api/exams/:examId/packages/made': ['secrecy_officer'],
  'POST /api/exams/:examId/handoffs/drafts': ['secrecy_officer', 'vault_guard', 'site_paper_keeper', 'invigilator'],
  'POST /api/exams/:examId/handoffs/:statementId/completion': ['secrecy_officer', 'vault_guard', 'site_paper_keeper', 'invigilator'],
  'POST /api/exams/:examId/packages/:number/incidents': custodyPeople,
  'POST /api/exams/:examId/packages/:number/decision': ['section_head'],
  'POST /api/exams/:examId/packages/:number/confirmation': ['discipline_inspector'],
  'POST /api/exams/:examId/packages/:number/room': ['exam_office'],
  'POST /api/exams/:examId/vault/counts': ['vault_guard'],
  'GET /api/exams/:examId/packages': [...custodyPeople, 'section_head', 'exam_office', 'auditor'],
  'GET /api/exams/:examId/packages/:packageId/chain': [...custodyPeople, 'section_head', 'exam_office', 'auditor'],
  'GET /exams/:examId/custody': [...custodyPeople, 'section_head', 'exam_office', 'auditor'],
  'GET /exams/:examId/custody/packages/:packageId': [...custodyPeople, 'section_head', 'exam_office', 'auditor'],
  'POST /exams/:examId/custody/packages/:packageId/incidents': custodyPeople,
  'POST /exams/:examId/custody/packages/:packageId/decision': ['section_head'],
  'POST /exams/:examId/custody/packages/:packageId/confirmation': ['discipline_inspector'],
  'POST /exams/:examId/custody/handoffs/:statementId': ['secrecy_officer', 'vault_guard', 'site_paper_keeper', 'invigilator'],
  // sitting
  'POST /api/exams/:examId/sessions/:examSessionId/rooms/:roomId/start': ['invigilator'],
  'POST /api/exams/:examId/sessions/:examSessionId/rooms/:roomId/attendance': ['invigilator'],
  'POST /api/exams/:examId/sessions/:examSessionId/rooms/:roomId/incidents': ['invigilator'],
  'POST /api/exams/:examId/sessions/:examSessionId/rooms/:roomId/record': ['invigilator'],
  'POST /api/exams/:examId/room-records/:statementId/completion': ['invigilator'],
  'GET /api/exams/:examId/day': dayPeople,
  'GET /api/exams/:examId/sessions/:examSessionId/rooms/:roomId': dayPeople,
  'GET /exams/:examId/sitting': dayPeople,
  'GET /exams/:examId/sitting/sessions/:examSessionId/rooms/:roomId': dayPeople,
  'POST /exams/:examId/sitting/sessions/:examSessionId/rooms/:roomId/start': ['invigilator'],
  'POST /exams/:examId/sitting/sessions/:examSessionId/rooms/:roomId/attendance': ['invigilator'],
  'POST /exams/:examId/sitting/sessions/:examSessionId/rooms/:roomId/incidents': ['invigilator'],
  // marking: a marker has no route that answers an identity, and the role that serves these routes cannot read one
  'POST /api/exams/:examId/scripts/codes': ['score_clerk'],
  'POST /api/exams/:examId/marking/bundles': ['marker'],
  'GET /api/exams/:examId/marking/bundle': ['marker'],
  'POST /api/exams/:examId/marking/marks': ['marker'],
  'GET /api/exams/:examId/marking': ['score_clerk', 'marking_checker', 'discipline_inspector', 'section_head', 'auditor'],
  'POST /api/exams/:examId/score-sheets': ['score_clerk'],
  'GET /api/exams/:examId/score-sheets/:sheetId': ['score_clerk', 'marking_checker', 'discipline_inspector', 'auditor'],
  'POST /api/exams/:examId/score-sheets/:sheetId/check': ['marking_checker'],
  'POST /api/exams/:examId/score-sheets/:sheetId/signature': ['discipline_inspector'],
  'POST /api/exams/:examId/score-sheet-signatures/:statementId/completion': ['discipline_inspector', 'marker'],
  'POST /api/exams/:examId/unblinding/request': ['score_clerk'],
  'POST /api/exams/:examId/unblinding/approval': ['discipline_inspector'],
  'GET /exams/:examId/marking': ['marker', 'score_clerk', 'marking_checker', 'discipline_inspector', 'section_head', 'auditor'],
  'POST /exams/:examId/marking/bundles': ['marker'],
  'POST /exams/:examId/marking/marks': ['marker'],
  'POST /exams/:examId/marking/codes': ['score_clerk'],
  'POST /exams/:examId/marking/sheets': ['score_clerk'],
  'GET /exams/:examId/marking/sheets/:sheetId': ['score_clerk', 'marking_checker', 'discipline_inspector', 'auditor'],
  'POST /exams/:examId/marking/sheets/:sheetId/check': ['marking_checker'],
  'POST /exams/:examId/marking/unblinding/request': ['score_clerk'],
  'POST /exams/:examId/marking/unblinding/approval': ['discipline_inspector'],
  // shortlisting
  // interview
  // selection
  // certificates
}
