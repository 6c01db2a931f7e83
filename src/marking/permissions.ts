import type { Permissions } from '../foundation/permission.ts'

/** A marker has no route that answers an identity, and the role that serves these routes cannot read one. */
export const markingPermissions: Permissions = {
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
  'POST /exams/:examId/marking/sheets/:sheetId/signature': ['discipline_inspector'],
  'POST /exams/:examId/marking/signatures/:statementId': ['discipline_inspector'],
  'POST /exams/:examId/marking/unblinding/request': ['score_clerk'],
  'POST /exams/:examId/marking/unblinding/approval': ['discipline_inspector'],
}
