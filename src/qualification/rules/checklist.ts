/**
 * The ten steps of a review, in their order, and what an opinion must agree with.
 *
 * Regulation: 《专业技术职务资格考试制度》第三条(一)–(十) (R-QUAL-06) before the exam, 第八条(一)–(十) (R-QUAL-20) after it: steps 8–10 only
 * after 1–7 are answered; 第八条末款 (R-QUAL-21) a rejection cites what the document asks; 第九条(五) (R-QUAL-25) and states its reason;
 * 《事业单位公开招聘工作管理制度》第十七条 (R-RC-22) re-review: the candidate in person, with the originals of all materials.
 */
import { z } from 'zod'
import { accept, type Result, refuse } from '../../foundation/result.ts'
import type { Phase } from './case-state.ts'
import { type Condition, conditions } from './conditions.ts'

const Answered = z.enum(['met', 'not_met', 'not_asked'])

/** Steps 1–7 judge conditions; 8–10 are acts. Every key may be missing here so that the rule, not the parser, names the steps left out. */
export const Checklist = z.strictObject({
  materials: Answered.optional(), // (一) 检查材料是否齐全
  education: Answered.optional(), // (二) 学历
  field: Answered.optional(), // (三) 所学专业
  workYears: Answered.optional(), // (四) 工作年限
  professionalYears: Answered.optional(), // (五) 专业工作年限
  qualification: Answered.optional(), // (六) 专业技术资格
  exemption: Answered.optional(), // (七) 免考条件
  opinionSigned: z.literal(true).optional(), // (八) 签署意见并盖章; after the exam: 单位营业执照扫描件
  originalsCompared: z.enum(['compared', 'copies_only']).optional(), // (九) 核对原件
  finished: z.literal(true).optional(), // (十) 完成审核
})
export type Checklist = z.infer<typeof Checklist>

export const checklistSteps = [
  'materials',
  'education',
  'field',
  'workYears',
  'professionalYears',
  'qualification',
  'exemption',
  'opinionSigned',
  'originalsCompared',
  'finished',
] as const satisfies readonly (keyof Checklist)[]
export type ChecklistStep = (typeof checklistSteps)[number]

const judged = ['materials', 'education', 'field', 'workYears', 'professionalYears', 'qualification', 'exemption'] as const
export type JudgedStep = (typeof judged)[number]

/** Under which step a condition of the document is judged. */
export const stepOf: Readonly<Record<Condition, JudgedStep | undefined>> = {
  materials: 'materials',
  education: 'education',
  degree: 'education',
  field: 'field',
  work_years: 'workYears',
  professional_years: 'professionalYears',
  qualification: 'qualification',
  exemption: 'exemption',
  employer_licence: 'materials',
  age: undefined,
  other: undefined,
}

export const Verdict = z.enum(['qualified', 'not_qualified'])
export type Verdict = z.infer<typeof Verdict>
export const Conditions = z.array(z.enum(conditions)).max(conditions.length)

export type Opinion = {
  readonly phase: Phase
  readonly verdict: Verdict
  readonly checklist: Checklist
  /** The document's conditions that are not met. */
  readonly cites: readonly Condition[]
  readonly reason: string | undefined
  readonly inPerson: boolean
  readonly originalsSeen: readonly string[]
}

export type OpinionRefusal =
  | 'checklist_incomplete'
  | 'checklist_contradicts_verdict'
  | 'condition_not_asked'
  | 'condition_missing'
  | 'reason_missing'
  | 'originals_not_compared'
  | 'candidate_not_in_person'

/** `asked`: what the document asks of this post; `documents`: every document of the application that has an original. */
export function judgeOpinion(opinion: Opinion, asked: readonly Condition[], documents: readonly string[]): Result<Opinion, OpinionRefusal> {
  const { verdict, checklist, cites, phase } = opinion
  const missing = checklistSteps.filter((step) => checklist[step] === undefined)
  if (missing.length > 0) return refuse('checklist_incomplete', { steps: missing })
  const outside = [...cites, ...refusedSteps(checklist)].filter((condition) => !asked.includes(condition))
  if (outside.length > 0) return refuse('condition_not_asked', { conditions: [...new Set(outside)] })
  const unanswered = skippedSteps(checklist, asked)
  if (unanswered.length > 0) return refuse('checklist_incomplete', { steps: unanswered })
  const failed = judged.filter((step) => checklist[step] === 'not_met')
  if (verdict === 'qualified' && (failed.length > 0 || cites.length > 0)) return refuse('checklist_contradicts_verdict', { steps: failed })
  if (verdict === 'not_qualified') {
    if (cites.length === 0) return refuse('condition_missing')
    const uncited = failed.filter((step) => !cites.some((condition) => stepOf[condition] === step))
    const unfailed = cites.flatMap((condition) => stepOf[condition] ?? []).filter((step) => !failed.includes(step))
    if (uncited.length > 0 || unfailed.length > 0) return refuse('checklist_contradicts_verdict', { steps: [...uncited, ...unfailed] })
    if (!opinion.reason) return refuse('reason_missing')
  }
  // Before the exam an online form is judged by its copies; whoever comes later brings the originals.
  if (phase !== 'before' && verdict === 'qualified') {
    if (phase === 're_review' && !opinion.inPerson) return refuse('candidate_not_in_person')
    const unseen = documents.filter((id) => !opinion.originalsSeen.includes(id))
    if (checklist.originalsCompared !== 'compared' || unseen.length > 0) return refuse('originals_not_compared', { documents: unseen })
  }
  return accept(opinion)
}

/** Steps answered "not met" whose condition nobody asked. */
const refusedSteps = (checklist: Checklist): readonly Condition[] =>
  judged.filter((step) => checklist[step] === 'not_met').flatMap((step) => mainCondition[step])

/** Steps answered "not asked" although the document asks them. */
const skippedSteps = (checklist: Checklist, asked: readonly Condition[]): readonly JudgedStep[] =>
  judged.filter((step) => checklist[step] === 'not_asked' && asked.includes(mainCondition[step]))

const mainCondition: Readonly<Record<JudgedStep, Condition>> = {
  materials: 'materials',
  education: 'education',
  field: 'field',
  workYears: 'work_years',
  professionalYears: 'professional_years',
  qualification: 'qualification',
  exemption: 'exemption',
}

/** The steps a form shows as "not asked" from the start. */
export const notAskedSteps = (asked: readonly Condition[]): readonly JudgedStep[] =>
  judged.filter((step) => !asked.includes(mainCondition[step]))
