import type { Permissions } from '../foundation/permission.ts'
import type { Role } from '../foundation/roles.ts'

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

export const sittingPermissions: Permissions = {
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
  'POST /exams/:examId/sitting/sessions/:examSessionId/rooms/:roomId/record': ['invigilator'],
  'POST /exams/:examId/sitting/sessions/:examSessionId/rooms/:roomId/record/:statementId': ['invigilator'],
}
