import type { Permissions } from '../foundation/permission.ts'
import type { Role } from '../foundation/roles.ts'

/** Who sees ranks, places and what became of them. */
export const rankPeople: readonly Role[] = ['exam_office', 'section_head', 'deputy_director', 'discipline_inspector', 'auditor']

export const shortlistingPermissions: Permissions = {
  'POST /api/exams/:examId/written-scores/draft': ['exam_office'],
  'POST /api/exams/:examId/shortlists': ['exam_office', 'section_head'],
  'POST /api/exams/:examId/shortlists/outcomes': ['exam_office', 'section_head'],
  'POST /api/exams/:examId/shortlists/places/:applicationId/backfill': ['exam_office', 'section_head'],
  'POST /api/exams/:examId/shortlists/closing': ['exam_office', 'section_head'],
  'POST /api/exams/:examId/re-review/draft': ['exam_office'],
  'POST /api/exams/:examId/positions/:positionId/tie-decisions': ['section_head'],
  'POST /api/exams/:examId/tie-decisions/:decisionId/confirmation': ['section_head', 'deputy_director', 'discipline_inspector'],
  'GET /api/exams/:examId/shortlists': rankPeople,
  'GET /api/exams/:examId/positions/:positionId/shortlist': rankPeople,
  'POST /api/my/exams/:examId/place/giving-up': ['candidate'],
  'GET /api/my/exams/:examId/place': ['candidate'],
  'GET /exams/:examId/shortlisting': rankPeople,
  'GET /exams/:examId/shortlisting/positions/:positionId': rankPeople,
  'POST /exams/:examId/shortlisting/written-scores': ['exam_office'],
  'POST /exams/:examId/shortlisting/lists': ['exam_office', 'section_head'],
  'POST /exams/:examId/shortlisting/outcomes': ['exam_office', 'section_head'],
  'POST /exams/:examId/shortlisting/closing': ['exam_office', 'section_head'],
  'POST /exams/:examId/shortlisting/re-review': ['exam_office'],
  'POST /exams/:examId/shortlisting/positions/:positionId/backfill': ['exam_office', 'section_head'],
  'POST /exams/:examId/shortlisting/positions/:positionId/ties': ['section_head'],
  'POST /exams/:examId/shortlisting/ties/:decisionId/confirmation': ['section_head', 'deputy_director', 'discipline_inspector'],
  'GET /my/exams/:examId/place': ['candidate'],
  'POST /my/exams/:examId/place/giving-up': ['candidate'],
}
