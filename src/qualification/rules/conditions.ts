/**
 * What the exam's document asks, and therefore what may be reviewed: a rejection cites one of these and nothing else.
 *
 * Regulation: 《专业技术职务资格考试制度》第三条末款、第五条(四) (R-QUAL-07, R-QUAL-15) the document fixes what is reviewed; 第八条末款
 * (R-QUAL-21) what it does not ask is outside the review; 第八条(八) (R-QUAL-20) the employer's licence after the exam.
 */
import type { Family } from '../../foundation/family.ts'
import type { Phase } from './case-state.ts'

export const conditions = [
  'materials',
  'education',
  'degree',
  'field',
  'age',
  'work_years',
  'professional_years',
  'qualification',
  'exemption',
  'employer_licence',
  'other',
] as const
export type Condition = (typeof conditions)[number]

/** What the notice asks of one post, trade or subject. */
export type Asked = {
  readonly education: string | null
  readonly degree: string | null
  readonly majors: string | null
  readonly ageMax: number | null
  readonly other: string | null
  readonly grade: number | null
}

/** The conditions that may be cited for this post in this phase. */
export function askedConditions(family: Family, phase: Phase, asked: Asked): readonly Condition[] {
  const byYears = family === 'WK' || family === 'SK' || family === 'PT' || family === 'TR'
  const asks: Readonly<Record<Condition, boolean>> = {
    materials: true,
    education: asked.education !== null || family === 'PT' || family === 'TR',
    degree: asked.degree !== null,
    field: asked.majors !== null || family === 'PT' || family === 'TR',
    age: asked.ageMax !== null,
    work_years: byYears || asked.grade !== null,
    professional_years: family === 'PT' || family === 'TR' || family === 'SK',
    qualification: byYears || asked.grade !== null,
    exemption: family === 'PT',
    employer_licence: phase === 'after',
    other: asked.other !== null || family === 'PW',
  }
  return conditions.filter((condition) => asks[condition])
}
