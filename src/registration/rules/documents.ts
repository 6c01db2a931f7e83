import type { DraftAnswers } from './form.ts'

/**
 * Which papers an application brings. What is missing does not stop it: whether the materials are complete is the reviewers' first
 * question, and one complete notice names what is missing.
 *
 * Regulation: 《专业技术职务资格考试制度》第三条(一) (R-QUAL-06) materials complete; 《工人技术等级考核工作制度》第四条(二) (R-WK-12) evidence
 * of the exception, 第四条(四) (R-WK-14) the unit's consent to a change of trade.
 */
export const documentKinds = [
  'photo',
  'id_card',
  'education',
  'degree',
  'qualification',
  'employment',
  'unit_consent',
  'exception',
  'other',
] as const
export type DocumentKind = (typeof documentKinds)[number]

/** What this applicant is asked for, by what they stated so far. */
export function documentsFor(answers: DraftAnswers): readonly DocumentKind[] {
  const asked: [DocumentKind, boolean][] = [
    ['id_card', true],
    ['education', true],
    ['degree', answers.degree !== undefined && answers.degree !== 'none'],
    ['qualification', answers.kind === 'general' && answers.certificates !== undefined && answers.certificates !== '无'],
    ['employment', answers.kind === 'worker' || (answers.employment !== undefined && answers.employment !== '无')],
    ['unit_consent', answers.kind === 'worker' && answers.tradeChanged === 'yes'],
    ['exception', answers.kind === 'worker' && answers.exception !== undefined && answers.exception !== 'none'],
  ]
  return asked.flatMap(([kind, needed]) => (needed ? [kind] : []))
}
