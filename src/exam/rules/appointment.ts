import type { AccountId, ExamId, PersonId } from '../../foundation/ids.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'
import type { AppointedRole, Role } from '../../foundation/roles.ts'

/**
 * Who may appoint whom to serve.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第三十九条 (R-RC-46) staff in breach are kept from the work; 第十三条 (R-RC-17) marking is
 * supervised, so whoever supervises or approves is not chosen by the office they watch. A marker never holds a role that sees names.
 */
export type Appointee = {
  readonly accountId: AccountId
  readonly personId: PersonId
  readonly kind: 'candidate' | 'officer'
  readonly closed: boolean
  readonly barred: boolean
  readonly held: readonly { readonly role: Role; readonly examId: ExamId | undefined }[]
}

export type AppointmentRefusal =
  | 'appoints_self'
  | 'not_an_officer'
  | 'account_closed'
  | 'barred_from_service'
  | 'administrator_appoints'
  | 'roles_incompatible'

/** Roles that approve, supervise or decide over the exam office's work: only the administrator appoints to them. */
const overOffice: ReadonlySet<Role> = new Set<Role>([
  'exam_office',
  'section_head',
  'deputy_director',
  'office_meeting',
  'centre_director',
  'discipline_inspector',
])

/** Whether the exam office may appoint to the role, or the administrator alone. */
export const officeAppoints = (role: AppointedRole): boolean => !overOffice.has(role)

/** Roles that read names beside applications or scores; none of them goes with marking coded scripts of the same exam. */
const seesNames: ReadonlySet<Role> = new Set<Role>([
  'exam_office',
  'section_head',
  'reviewer',
  'review_lead',
  'score_clerk',
  'certificate_clerk',
])

const sameExam = (a: ExamId | undefined, b: ExamId | undefined) => a === undefined || b === undefined || a === b

export function judgeAppointment(
  appointer: { readonly personId: PersonId; readonly administrator: boolean },
  appointee: Appointee,
  role: AppointedRole,
  examId: ExamId | undefined,
): Result<AppointedRole, AppointmentRefusal> {
  if (appointer.personId === appointee.personId) return refuse('appoints_self')
  if (appointee.kind !== 'officer') return refuse('not_an_officer')
  if (appointee.closed) return refuse('account_closed')
  if (appointee.barred) return refuse('barred_from_service')
  if (!appointer.administrator && (!officeAppoints(role) || examId === undefined)) return refuse('administrator_appoints')
  const clash = appointee.held.find((held) => sameExam(held.examId, examId) && incompatible(held.role, role))
  if (clash) return refuse('roles_incompatible', { held: clash.role })
  return accept(role)
}

const incompatible = (a: Role, b: Role) => (a === 'marker' && seesNames.has(b)) || (b === 'marker' && seesNames.has(a))
