import type { Permissions } from '../foundation/permission.ts'
import type { Role } from '../foundation/roles.ts'

/** Everybody through whose hands or eyes a package passes: each may stop it. */
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

/** Who answers for what lies in the vault, and who looks over their shoulder. */
const vaultPeople: readonly Role[] = ['vault_guard', 'secrecy_officer', 'section_head', 'discipline_inspector']

/** Who orders papers, who has them made, and who watches. */
const orderPeople: readonly Role[] = ['exam_office', 'secrecy_officer', 'section_head', 'discipline_inspector', 'police_escort']

export const custodyPermissions: Permissions = {
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
  'GET /exams/:examId/custody/handoff': ['secrecy_officer', 'vault_guard', 'site_paper_keeper', 'invigilator'],
  'POST /exams/:examId/custody/handoff': ['secrecy_officer', 'vault_guard', 'site_paper_keeper', 'invigilator'],
  'POST /exams/:examId/custody/packages/:packageId/room': ['exam_office'],
  'GET /exams/:examId/custody/packing': ['secrecy_officer'],
  'POST /exams/:examId/custody/packing': ['secrecy_officer'],
  'POST /exams/:examId/custody/packing/:statementId': ['secrecy_officer'],
  'GET /exams/:examId/custody/order': [...orderPeople, 'auditor'],
  'POST /exams/:examId/custody/order/notice': ['exam_office'],
  'POST /exams/:examId/custody/order/seclusion': ['secrecy_officer'],
  'POST /exams/:examId/custody/order/seclusion/end': ['secrecy_officer'],
  'GET /api/exams/:examId/paper-order': [...orderPeople, 'auditor'],
  'POST /api/exams/:examId/paper-notice': ['exam_office'],
  'POST /api/exams/:examId/seclusions': ['secrecy_officer'],
  'POST /api/exams/:examId/seclusions/end': ['secrecy_officer'],
  'GET /api/exams/:examId/vault/counts': [...vaultPeople, 'auditor'],
  'GET /exams/:examId/custody/vault': [...vaultPeople, 'auditor'],
  'POST /exams/:examId/custody/vault': ['vault_guard'],
}
