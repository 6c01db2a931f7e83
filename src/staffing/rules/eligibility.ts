import type { Notice } from '../../exam/rules/notice.ts'

/**
 * Who may enter the pool from which invigilators are drawn.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十二条 (R-RC-14) staff on the establishment of a third-party unit outside the organisers;
 * 《专业技术职务资格考试制度》第十五条（二） (R-STAF-05) nobody untrained takes post, (R-STAF-04) the site trains its own; 第十四条（四） (R-STAF-01)
 * training before the exam; B-17 host school, third party or centre, by family.
 */
export type PoolCandidate = {
  readonly unit: string
  readonly onEstablishment: boolean
  /** Day of the training in invigilating for this exam. */
  readonly trainedOn: Temporal.PlainDate | undefined
  /** Whether the person is appointed invigilator of this exam: without it nobody can sign a room record. */
  readonly appointed: boolean
  readonly barred: boolean
  /** A declaration that covers the whole exam, or an application of one's own. */
  readonly recusedFromExam: boolean
  readonly sitsTheExam: boolean
}

export type ExamUnits = {
  readonly source: Notice['invigilatorSource']
  /** The organiser, the recruiting units and the departments above them. */
  readonly organising: ReadonlySet<string>
  /** The schools in which the exam is held. */
  readonly hosts: ReadonlySet<string>
}

export type Ineligibility =
  | 'untrained'
  | 'not_appointed'
  | 'barred'
  | 'recused_from_exam'
  | 'sits_the_exam'
  | 'unit_organises'
  | 'not_on_establishment'
  | 'not_of_a_host'

/** Why somebody may not enter; undefined when nothing stands against it. */
export function ineligible(person: PoolCandidate, { source, organising, hosts }: ExamUnits): Ineligibility | undefined {
  if (person.trainedOn === undefined) return 'untrained'
  if (person.barred) return 'barred'
  if (person.sitsTheExam) return 'sits_the_exam'
  if (person.recusedFromExam) return 'recused_from_exam'
  if (!person.appointed) return 'not_appointed'
  if (source === 'third_party') {
    if (organising.has(person.unit)) return 'unit_organises'
    if (!person.onEstablishment) return 'not_on_establishment'
  }
  if (source === 'host' && !hosts.has(person.unit)) return 'not_of_a_host'
  return undefined
}
