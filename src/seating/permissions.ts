import type { Permissions } from '../foundation/permission.ts'
import type { Role } from '../foundation/roles.ts'

/** Who may stand at a draw with a value of their own (src/seating/rules/draw-steps.ts), and who watches it. */
const drawParties: readonly Role[] = [
  'exam_office',
  'discipline_inspector',
  'police_escort',
  'section_head',
  'social_supervisor',
  'centre_director',
]

export const drawPeople: readonly Role[] = [...drawParties, 'chief_examiner', 'auditor']

export const seatingPermissions: Permissions = {
  'POST /api/exams/:examId/list-freeze': ['exam_office'],
  'GET /api/exams/:examId/seating': drawPeople,
  'POST /api/exams/:examId/draws/seats': ['exam_office'],
  'POST /api/exams/:examId/draws/:drawId/commitments': drawParties,
  'POST /api/exams/:examId/draws/:drawId/values': drawParties,
  'POST /api/exams/:examId/draws/:drawId/public-value': drawParties,
  'POST /api/exams/:examId/draws/:drawId/seats': ['exam_office'],
  'POST /api/exams/:examId/draws/seat-supplements': ['exam_office'],
  'POST /api/exams/:examId/draws/:drawId/seat-supplement': ['exam_office'],
  'POST /api/exams/:examId/draws/:drawId/cancellation': ['exam_office', 'section_head', 'discipline_inspector'],
  'POST /api/exams/:examId/draws/:drawId/cancellation/confirmation': ['exam_office', 'section_head', 'discipline_inspector'],
  'GET /api/public/exams/:examId/draws': 'anyone',
  'GET /api/public/exams/:examId/draws/:drawId': 'anyone',
  'GET /api/public/exams/:examId/draws/:drawId/transcript': 'anyone',
  'GET /api/my/applications/:applicationId/ticket': ['candidate'],
  'GET /exams/:examId/seating': drawPeople,
  'POST /exams/:examId/seating/list-freeze': ['exam_office'],
  'POST /exams/:examId/seating/draw': ['exam_office'],
  'POST /exams/:examId/seating/supplement': ['exam_office'],
  'POST /exams/:examId/draws/:drawId/seat-supplement': ['exam_office'],
  'GET /exams/:examId/draws/:drawId': drawPeople,
  'POST /exams/:examId/draws/:drawId/public-value': drawParties,
  'POST /exams/:examId/draws/:drawId/seats': ['exam_office'],
  'POST /exams/:examId/draws/:drawId/cancellation': ['exam_office', 'section_head', 'discipline_inspector'],
  'POST /exams/:examId/draws/:drawId/cancellation/confirmation': ['exam_office', 'section_head', 'discipline_inspector'],
  'GET /public/exams/:examId/draws': 'anyone',
  'GET /public/exams/:examId/draws/:drawId': 'anyone',
  'GET /public/exams/:examId/draws/:drawId/transcript.json': 'anyone',
  'GET /public/exams/:examId/draws/:drawId/input.json': 'anyone',
  'GET /public/exams/:examId/ticket-check': 'anyone',
  'GET /my/applications/:applicationId/ticket': ['candidate'],
  'GET /my/applications/:applicationId/ticket.pdf': ['candidate'],
}
