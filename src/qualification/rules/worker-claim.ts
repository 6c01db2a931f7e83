/**
 * What a worker's form claims, as the rule on grades reads it.
 *
 * Regulation: 《工人技术等级考核工作制度》第四条 (R-WK-11, R-WK-12, R-WK-14, R-WK-15); merit and three excellent years are one condition
 * there, so using either spends it (B-35).
 */
import type { WorkerForm } from '../../registration/rules/form.ts'
import type { ExceptionCondition, Grade, GradeClaim } from './worker-grade.ts'

export type Around = {
  readonly grade: Grade
  readonly assessmentYear: number
  readonly exceptionsUsed: readonly ExceptionCondition[]
  /** The unit's consent to a change of trade is among the documents. */
  readonly unitConsents: boolean
}

export function claimOf(form: WorkerForm, { grade, assessmentYear, exceptionsUsed, unitConsents }: Around): GradeClaim {
  const workingSince = Temporal.PlainDate.from(form.workStartedOn)
  if (form.applicationKind !== 'promotion')
    return {
      kind: form.applicationKind,
      grade,
      workingSince,
      transferYear: form.transferredOn ? Temporal.PlainDate.from(form.transferredOn).year : assessmentYear,
      apprenticeshipEnded: form.presentGrade !== 'none' || form.onEstablishment === 'yes',
      certificate: form.formerCertificate ? gradeOf(form.presentGrade) : undefined,
    }
  const held = gradeOf(form.presentGrade)
  return {
    kind: 'promotion',
    grade,
    workingSince,
    assessmentYear,
    onEstablishment: form.onEstablishment === 'yes',
    inTechnicalPost: form.post !== '无',
    passes: held && form.presentGradePassedOn ? [{ grade: held, passedOn: Temporal.PlainDate.from(form.presentGradePassedOn) }] : [],
    exception: conditionOf[form.exception],
    exceptionsUsed,
    otherTrade: form.tradeChanged === 'yes',
    unitConsents,
  }
}

const conditionOf: Readonly<Record<WorkerForm['exception'], ExceptionCondition | undefined>> = {
  none: undefined,
  contest: 'contest',
  invention: 'invention',
  model_worker: 'model_worker',
  merit: 'merit_or_excellent',
  excellent_three_years: 'merit_or_excellent',
}

const grades: Readonly<Record<WorkerForm['presentGrade'], Grade | undefined>> = { none: undefined, '5': 5, '4': 4, '3': 3, '2': 2, '1': 1 }
const gradeOf = (text: WorkerForm['presentGrade']): Grade | undefined => grades[text]
