import type { PersonId } from '../../foundation/ids.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'

/**
 * The register of breaches: what was seen, and what a second person decides about it.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第三十七条(一)–(六) (R-RC-44) six kinds; 第三十八条 (R-RC-45) an applicant loses exam or
 * appointment, also after hiring; 第三十九条 (R-RC-46) staff are moved from the work.
 */
export const breachKinds = ['forged_documents', 'cheating', 'staff_abetting', 'staff_leaking', 'organiser_breach', 'other'] as const
export type BreachKind = (typeof breachKinds)[number]

export const articleOfBreach: Readonly<Record<BreachKind, string>> = {
  forged_documents: '第三十七条(一)',
  cheating: '第三十七条(二)',
  staff_abetting: '第三十七条(三)',
  staff_leaking: '第三十七条(四)',
  organiser_breach: '第三十七条(五)',
  other: '第三十七条(六)',
}

export const consequences = ['none', 'exam_cancelled', 'appointment_cancelled', 'contract_ended', 'removed_from_service'] as const
export type Consequence = (typeof consequences)[number]

/** Kinds that only staff can commit. */
const ofStaff: ReadonlySet<BreachKind> = new Set<BreachKind>(['staff_abetting', 'staff_leaking', 'organiser_breach'])

export type BreachRefusal =
  | 'breach_not_of_applicants'
  | 'breach_already_decided'
  | 'decides_own_record'
  | 'judges_self'
  | 'consequence_missing'
  | 'consequence_not_for_staff'
  | 'consequence_not_for_applicants'

/** The four kinds of applicants' and staff's breaches do not mix: whoever leaks a paper is no applicant. */
export const judgeRecord = (kind: BreachKind, staff: boolean): Result<BreachKind, 'breach_not_of_applicants'> =>
  ofStaff.has(kind) && !staff ? refuse('breach_not_of_applicants') : accept(kind)

export type RecordedBreach = {
  readonly state: 'recorded' | 'confirmed' | 'dismissed'
  readonly recorder: PersonId
  readonly offender: PersonId
  readonly staff: boolean
}

export type Finding = { readonly confirmed: boolean; readonly consequence: Consequence | undefined; readonly by: PersonId }

export function judgeFinding(
  breach: RecordedBreach,
  finding: Finding,
): Result<{ readonly consequence: Consequence | null }, BreachRefusal> {
  if (breach.state !== 'recorded') return refuse('breach_already_decided')
  if (finding.by === breach.recorder) return refuse('decides_own_record')
  if (finding.by === breach.offender) return refuse('judges_self')
  if (!finding.confirmed) return accept({ consequence: null })
  if (finding.consequence === undefined) return refuse('consequence_missing')
  if (breach.staff && !['none', 'removed_from_service'].includes(finding.consequence)) return refuse('consequence_not_for_staff')
  if (!breach.staff && finding.consequence === 'removed_from_service') return refuse('consequence_not_for_applicants')
  return accept({ consequence: finding.consequence })
}
