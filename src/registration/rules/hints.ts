import { educations } from './form.ts'

/**
 * Hints on education and field of study, for applicant and reviewer. They decide nothing: whether a field of study fits is the
 * reviewers' judgement.
 *
 * Regulation: 《专业技术职务资格考试制度》第三条(二)(三) (R-QUAL-06) education and field of study are checked by reviewers.
 */
export type PostConditions = { readonly education: string | null; readonly degree: string | null; readonly majors: string | null }
export type Schooling = { readonly education: string; readonly degree: string; readonly major: string }
export type Hint = 'education_below' | 'degree_below' | 'major_not_listed'

const rank = (order: readonly string[], value: string) => order.indexOf(value)
const degreeOrder: readonly string[] = ['none', 'bachelor', 'master', 'doctor']

export function hintsFor(post: PostConditions, own: Schooling): readonly Hint[] {
  const hints: Hint[] = []
  if (post.education !== null && rank(educations, own.education) < rank(educations, post.education)) hints.push('education_below')
  if (post.degree !== null && rank(degreeOrder, own.degree) < rank(degreeOrder, post.degree)) hints.push('degree_below')
  const listed = post.majors === null ? [] : post.majors.split('；')
  if (listed.length > 0 && !listed.includes(own.major.replace(/\s/g, ''))) hints.push('major_not_listed')
  return hints
}
