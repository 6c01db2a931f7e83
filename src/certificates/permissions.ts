import type { Permissions } from '../foundation/permission.ts'
import type { Role } from '../foundation/roles.ts'

/** Those whose eyes are the second pair at the certificate cupboard. */
const certificateWitnesses: readonly Role[] = ['certificate_clerk', 'exam_office', 'section_head', 'discipline_inspector']

const certificatePeople: readonly Role[] = [...certificateWitnesses, 'centre_director', 'deputy_director', 'auditor']

/** Who enters scores prints nothing, and who prints seals nothing; the rules say so by person. */
export const certificatePermissions: Permissions = {
  'GET /api/exams/:examId/pass-approvals': ['centre_director', 'certificate_clerk', 'section_head', 'auditor'],
  'POST /api/exams/:examId/pass-approvals': ['centre_director'],
  'POST /api/exams/:examId/blanks': ['certificate_clerk'],
  'POST /api/exams/:examId/blanks/:receiptId/witness': certificateWitnesses,
  'GET /api/exams/:examId/certificates': certificatePeople,
  'POST /api/exams/:examId/certificates': ['certificate_clerk'],
  'POST /api/exams/:examId/spoilings': ['certificate_clerk'],
  'POST /api/exams/:examId/spoilings/:spoilingId/witness': certificateWitnesses,
  'POST /api/exams/:examId/seal-uses': ['certificate_clerk', 'exam_office', 'section_head'],
  'POST /api/exams/:examId/certificate-registers': ['certificate_clerk'],
  'POST /api/exams/:examId/certificates/:certificateId/issue': ['certificate_clerk'],
  'POST /api/exams/:examId/certificates/:certificateId/proxy': ['centre_director'],
  'POST /api/exams/:examId/certificates/:certificateId/mail': ['certificate_clerk'],
  'POST /api/exams/:examId/certificates/:certificateId/withdrawals': [
    'certificate_clerk',
    'section_head',
    'centre_director',
    'discipline_inspector',
  ],
  'POST /api/exams/:examId/withdrawals/:withdrawalId/approval': ['centre_director', 'deputy_director'],
  'POST /api/exams/:examId/ledger/counts': ['certificate_clerk'],
  'POST /api/exams/:examId/ledger/counts/:countId/confirmation': ['section_head', 'centre_director', 'discipline_inspector'],
  'POST /api/exams/:examId/pass-list': ['certificate_clerk', 'exam_office'],
  'POST /api/exams/:examId/pass-list/filings': ['certificate_clerk', 'exam_office'],
  'POST /api/exams/:examId/pass-list/filings/:receiver/receipt': ['discipline_inspector', 'section_head'],
  'GET /api/my/certificates': ['candidate'],
  'GET /api/public/certificates/key': 'anyone',
  'GET /api/public/certificates/:number': 'anyone',
  'GET /exams/:examId/certificates': certificatePeople,
  'GET /exams/:examId/certificates/:certificateId': certificatePeople,
  'GET /exams/:examId/certificates/:certificateId/print.pdf': ['certificate_clerk'],
  'GET /exams/:examId/certificates/registers/:registerId/register.pdf': ['certificate_clerk', 'centre_director', 'discipline_inspector'],
  'POST /exams/:examId/certificates/approval': ['centre_director'],
  'POST /exams/:examId/certificates/blanks': ['certificate_clerk'],
  'POST /exams/:examId/certificates/blanks/:receiptId/witness': certificateWitnesses,
  'POST /exams/:examId/certificates/counts': ['certificate_clerk'],
  'POST /exams/:examId/certificates/counts/:countId/confirmation': ['section_head', 'centre_director', 'discipline_inspector'],
  'POST /exams/:examId/certificates/print': ['certificate_clerk'],
  'POST /exams/:examId/certificates/spoilings': ['certificate_clerk'],
  'POST /exams/:examId/certificates/spoilings/:spoilingId/witness': certificateWitnesses,
  'POST /exams/:examId/certificates/seal': ['certificate_clerk', 'exam_office', 'section_head'],
  'POST /exams/:examId/certificates/register': ['certificate_clerk'],
  'POST /exams/:examId/certificates/withdrawals/:withdrawalId/approval': ['centre_director', 'deputy_director'],
  'POST /exams/:examId/certificates/pass-list': ['certificate_clerk', 'exam_office'],
  'POST /exams/:examId/certificates/filings': ['certificate_clerk', 'exam_office'],
  'POST /exams/:examId/certificates/filings/:receiver/receipt': ['discipline_inspector', 'section_head'],
  'POST /exams/:examId/certificates/:certificateId/issue': ['certificate_clerk'],
  'POST /exams/:examId/certificates/:certificateId/mail': ['certificate_clerk'],
  'POST /exams/:examId/certificates/:certificateId/proxy': ['centre_director'],
  'POST /exams/:examId/certificates/:certificateId/withdrawals': [
    'certificate_clerk',
    'section_head',
    'centre_director',
    'discipline_inspector',
  ],
  'GET /my/certificates': ['candidate'],
  'GET /my/certificates/:certificateId/certificate.pdf': ['candidate'],
  'GET /public/certificates': 'anyone',
}
