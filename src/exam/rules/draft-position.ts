import { z } from 'zod'
import { kindOfPost, positionKinds } from './position-kind.ts'
import type { ListedPosition } from './position-table.ts'

/**
 * A post as the notice holds it, from a line of a unit's table or from a trade and grade that the centre fixed.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第二十六条 (R-RC-31) weights from the table; 第十六条 (R-RC-21) posts free of the written
 * exam are decided by the interview; 《工人技术等级考核工作制度》第五条(一) (R-WK-16) the centre fixes trades and size.
 */
export const DraftPosition = z.strictObject({
  code: z.string(),
  department: z.string(),
  unit: z.string(),
  title: z.string(),
  class: z.string(),
  headcount: z.int().nullable(),
  education: z.string().nullable(),
  degree: z.string().nullable(),
  majors: z.string().nullable(),
  ageMin: z.int().nullable(),
  ageMax: z.int().nullable(),
  other: z.string().nullable(),
  subject: z.string().nullable(),
  writtenExempt: z.boolean(),
  writtenWeight: z.string(),
  interviewWeight: z.string(),
  practicalWeight: z.string(),
  grade: z.int().nullable(),
  kind: z.enum(positionKinds),
})
export type DraftPosition = z.infer<typeof DraftPosition>

/** 40 per cent as an exact decimal with four places. */
const share = (percent: number): string => `${Math.floor(percent / 100)}.${String(percent % 100).padStart(2, '0')}00`

export function positionFromTable(line: ListedPosition): DraftPosition {
  return {
    code: line.code,
    department: line.department,
    unit: line.unit,
    title: line.name,
    class: line.postClass,
    headcount: line.headcount,
    education: line.education,
    degree: line.degree,
    majors: line.majors.length === 0 ? null : line.majors.join('；'),
    ageMin: line.age.from,
    ageMax: line.age.to,
    other: line.otherConditions === '' ? null : line.otherConditions,
    subject: line.exempt ? null : line.category,
    writtenExempt: line.exempt,
    writtenWeight: share(line.weights?.written ?? 0),
    interviewWeight: share(line.weights?.interview ?? 100),
    practicalWeight: share(0),
    grade: null,
    kind: kindOfPost(line.name),
  }
}

export const Trade = z.strictObject({
  trade: z.string().trim().min(1).max(40),
  /** 5 junior … 1 senior technician. */
  grade: z.int().min(1).max(5),
  /** The paper that is sat; several trades or grades may share one. */
  subject: z.string().trim().min(1).max(60).optional(),
  /** Share of the practical part in per cent. */
  practicalPercent: z.int().min(0).max(100).default(0),
})
export type Trade = z.infer<typeof Trade>

export const gradeNames = { 5: '初级工', 4: '中级工', 3: '高级工', 2: '技师', 1: '高级技师' } as const

const gradeName = (grade: number): string => Object.entries(gradeNames).find(([number]) => Number(number) === grade)?.[1] ?? ''

export function positionFromTrade({ trade, grade, subject, practicalPercent }: Trade, place: number, organiser: string): DraftPosition {
  return {
    code: `${String(place).padStart(3, '0')}-${grade}`,
    department: organiser,
    unit: organiser,
    title: trade,
    class: 'workman',
    headcount: null,
    education: null,
    degree: null,
    majors: null,
    ageMin: null,
    ageMax: null,
    other: null,
    subject: subject ?? `${trade}（${gradeName(grade)}）`,
    writtenExempt: false,
    writtenWeight: share(100 - practicalPercent),
    interviewWeight: share(0),
    practicalWeight: share(practicalPercent),
    grade,
    kind: 'ordinary',
  }
}

/** The subjects that somebody sits, each once, in order. */
export const subjectsOf = (positions: readonly Pick<DraftPosition, 'subject'>[]): string[] =>
  [...new Set(positions.flatMap(({ subject }) => (subject === null ? [] : [subject])))].sort()
