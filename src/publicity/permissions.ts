import type { Permissions } from '../foundation/permission.ts'
import type { Role } from '../foundation/roles.ts'

/** Those who prepare, approve and watch over public lists. */
const publicityPeople: readonly Role[] = [
  'exam_office',
  'section_head',
  'deputy_director',
  'centre_director',
  'discipline_inspector',
  'score_clerk',
  'auditor',
]

export const publicityPermissions: Permissions = {
  'GET /api/exams/:examId/publications': publicityPeople,
  'GET /api/exams/:examId/publications/drafts/:draftId': publicityPeople,
  'POST /api/exams/:examId/publications/drafts/:draftId/approval': ['section_head', 'deputy_director', 'centre_director'],
  'POST /api/exams/:examId/publications/drafts/:draftId/withdrawal': ['exam_office', 'section_head', 'deputy_director', 'centre_director'],
  'POST /api/exams/:examId/publications/:publicationId/corrections': ['exam_office', 'section_head'],
  'GET /api/exams/:examId/objections/:objectionId': ['section_head', 'deputy_director', 'centre_director', 'discipline_inspector'],
  'POST /api/exams/:examId/objections/:objectionId/findings': [
    'section_head',
    'deputy_director',
    'centre_director',
    'discipline_inspector',
  ],
  'GET /api/public/exams/:examId/publications': 'anyone',
  'GET /api/public/exams/:examId/publications/:publicationId': 'anyone',
  'POST /api/public/exams/:examId/publications/:publicationId/objections': 'anyone',
  'GET /api/public/objections/:number': 'anyone',
  'GET /public/exams/:examId/publicity': 'anyone',
  'GET /public/exams/:examId/publicity/:publicationId': 'anyone',
  'GET /public/exams/:examId/publicity/:publicationId/list.json': 'anyone',
  'POST /public/exams/:examId/publicity/:publicationId/objections': 'anyone',
  'GET /public/objections': 'anyone',
  'GET /exams/:examId/publicity': publicityPeople,
  'GET /exams/:examId/publicity/drafts/:draftId': publicityPeople,
  'POST /exams/:examId/publicity/drafts/:draftId/approval': ['section_head', 'deputy_director', 'centre_director'],
  'POST /exams/:examId/publicity/drafts/:draftId/withdrawal': ['exam_office', 'section_head', 'deputy_director', 'centre_director'],
  'GET /exams/:examId/publicity/lists/:publicationId': publicityPeople,
  'POST /exams/:examId/publicity/lists/:publicationId/corrections': ['exam_office', 'section_head'],
  'GET /exams/:examId/publicity/objections/:objectionId': ['section_head', 'deputy_director', 'centre_director', 'discipline_inspector'],
  'POST /exams/:examId/publicity/objections/:objectionId/findings': [
    'section_head',
    'deputy_director',
    'centre_director',
    'discipline_inspector',
  ],
}
