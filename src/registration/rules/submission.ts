import type { PositionKind } from '../../exam/rules/position-kind.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'
import { type AgeLimits, judgeAge } from './age.ts'
import type { ApplicationForm } from './form.ts'
import { judgeRelatives } from './recusal-post.ts'

/**
 * What software can decide about a complete form: age on the named day, posts barred by a relative, the photograph, a ban. Whether
 * education and field of study fit is the reviewers' judgement.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第三十五条 (R-RC-41), 第三十八条 (R-RC-45) a person in breach is kept from the exam;
 * 《专业技术职务资格考试制度》第三条 (R-QUAL-06) the rest is the reviewers'.
 */
export type Applicant = {
  readonly birthDate: Temporal.PlainDate
  readonly banned: { readonly endsOn: Temporal.PlainDate | null } | undefined
  readonly photo: boolean
}
export type PostApplied = { readonly kind: PositionKind; readonly age: AgeLimits; readonly ageCutoff: Temporal.PlainDate }

export type SubmissionRefusal = 'banned' | 'photo_missing' | 'age_outside' | 'recusal_post'

export function judgeSubmission(
  applicant: Applicant,
  post: PostApplied,
  form: ApplicationForm,
): Result<ApplicationForm, SubmissionRefusal> {
  if (applicant.banned) return refuse('banned', { until: applicant.banned.endsOn?.toString() ?? null })
  if (!applicant.photo) return refuse('photo_missing')
  const age = judgeAge(applicant.birthDate, post.age, post.ageCutoff)
  if (!age.ok) return age
  if (form.kind === 'worker') return accept(form)
  const relatives = judgeRelatives(post.kind, form.relatives)
  return relatives.ok ? accept(form) : relatives
}
