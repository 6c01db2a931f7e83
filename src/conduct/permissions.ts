import type { Permissions } from '../foundation/permission.ts'
import { appointedRoles } from '../foundation/roles.ts'

export const conductPermissions: Permissions = {
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
  'GET /exams/:examId/conduct': [...appointedRoles, 'auditor'],
  'GET /exams/:examId/conduct/violations/:violationId': ['section_head', 'discipline_inspector', 'centre_director', 'deputy_director'],
  'POST /exams/:examId/conduct/violations': [
    'exam_office',
    'review_lead',
    'chief_examiner',
    'section_head',
    'discipline_inspector',
    'centre_director',
  ],
  'POST /exams/:examId/conduct/violations/:violationId/decision': [
    'section_head',
    'discipline_inspector',
    'centre_director',
    'deputy_director',
  ],
  'POST /exams/:examId/conduct/bans': ['section_head', 'centre_director', 'discipline_inspector'],
  'POST /exams/:examId/conduct/bans/:banId/decision': ['section_head', 'centre_director', 'discipline_inspector', 'deputy_director'],
  'POST /exams/:examId/conduct/recusals': appointedRoles,
}
