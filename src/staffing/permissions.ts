import type { Permissions } from '../foundation/permission.ts'
import { drawPeople } from '../seating/permissions.ts'

export const staffingPermissions: Permissions = {
  'GET /exams/:examId/staffing': drawPeople,
  'POST /exams/:examId/staffing/pool': ['exam_office'],
  'POST /exams/:examId/staffing/pool/withdrawal': ['exam_office'],
  'POST /exams/:examId/staffing/draw': ['exam_office'],
  'POST /exams/:examId/draws/:drawId/invigilators': ['exam_office'],
  'POST /exams/:examId/staffing/presence': ['chief_examiner'],
  'POST /exams/:examId/staffing/replacement': ['chief_examiner', 'exam_office'],
  'POST /api/exams/:examId/staff-pool': ['exam_office'],
  'POST /api/exams/:examId/staff-pool/:accountId/withdrawal': ['exam_office'],
  'GET /api/exams/:examId/staffing': drawPeople,
  'POST /api/exams/:examId/draws/invigilators': ['exam_office'],
  'POST /api/exams/:examId/draws/:drawId/invigilators': ['exam_office'],
  'POST /api/exams/:examId/duties/:dutyId/presence': ['chief_examiner'],
  'POST /api/exams/:examId/duties/:dutyId/replacement': ['chief_examiner', 'exam_office'],
  'GET /exams/:examId/staffing/preparation': drawPeople,
  'POST /exams/:examId/staffing/preparation/supplies': ['exam_office'],
  'POST /exams/:examId/staffing/preparation/receipt': ['chief_examiner'],
  'POST /exams/:examId/staffing/preparation/meeting': ['exam_office'],
  'POST /exams/:examId/staffing/preparation/dispatch': ['exam_office'],
  'GET /api/exams/:examId/preparation': drawPeople,
  'POST /api/exams/:examId/sites/:siteId/supplies': ['exam_office'],
  'POST /api/exams/:examId/sites/:siteId/supplies/receipt': ['chief_examiner'],
  'POST /api/exams/:examId/duty-meetings': ['exam_office'],
  'POST /api/exams/:examId/assessor-dispatches': ['exam_office'],
}
