import { z } from 'zod'
import type { Family } from '../../foundation/family.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'

/**
 * What an application states. Every field is filled in: where there is nothing to say, 无 is typed.
 *
 * Regulation: 《文山州人力资源和社会保障局工作规则》第二十九条(一)2 (R-ADD-04) no blanks; 《事业单位公开招聘工作管理制度》第三十五条 (R-RC-41)
 * relatives in the unit; 第四十条 (R-RC-47) a foreign national's approval; 《工人技术等级考核工作制度》第四条 (R-WK-11, R-WK-12, R-WK-14,
 * R-WK-15) grade, years, exception, change of trade, transfer.
 */
const Line = z.string().trim().min(1).max(200)
const DateText = z.iso.date()
const YesNo = z.enum(['yes', 'no'])

export const educations = ['senior_high', 'vocational', 'college', 'bachelor', 'master', 'doctor'] as const
const degrees = ['none', 'bachelor', 'master', 'doctor'] as const
const politicalStatuses = ['party_member', 'probationary_member', 'league_member', 'democratic_party', 'masses'] as const
export const accessNeeds = ['none', 'wheelchair', 'large_print', 'separate_room', 'other'] as const
const kinships = ['spouse', 'direct_blood', 'collateral_three', 'close_in_law', 'other'] as const

/** Somebody of the family who works in the unit applied to. */
export const Relative = z.strictObject({
  relation: z.enum(kinships),
  name: Line,
  post: Line,
  /** 单位负责人员: in charge of the unit. */
  inCharge: z.boolean(),
  /** Would be directly above or below the post applied for. */
  directLine: z.boolean(),
})
export type Relative = z.infer<typeof Relative>

const common = {
  education: z.enum(educations),
  degree: z.enum(degrees),
  school: Line,
  major: Line,
  graduatedOn: DateText,
  politicalStatus: z.enum(politicalStatuses),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d -]{6,20}$/),
  address: Line,
  accessNeeds: z.enum(accessNeeds),
}

export const GeneralForm = z.strictObject({
  kind: z.literal('general'),
  ...common,
  studyMode: z.enum(['full_time', 'part_time']),
  freshGraduate: YesNo,
  employment: Line,
  certificates: Line,
  /** An empty list says that there is nobody; leaving it out says nothing. */
  relatives: z.array(Relative).max(10),
  /** Number of the provincial approval, for foreign nationals only. */
  foreignApproval: Line.optional(),
})
export type GeneralForm = z.infer<typeof GeneralForm>

const workerGrades = ['none', '5', '4', '3', '2', '1'] as const
const exceptions = ['none', 'contest', 'invention', 'model_worker', 'merit', 'excellent_three_years'] as const

export const WorkerForm = z.strictObject({
  kind: z.literal('worker'),
  ...common,
  unit: Line,
  post: Line,
  onEstablishment: YesNo,
  workStartedOn: DateText,
  /** 晋级, 定级 after a transfer, 认定 of a certificate from elsewhere. */
  applicationKind: z.enum(['promotion', 'grading', 'recognition']),
  transferredOn: DateText.optional(),
  formerCertificate: Line.optional(),
  presentGrade: z.enum(workerGrades),
  presentGradePassedOn: DateText.optional(),
  exception: z.enum(exceptions),
  exceptionEvidence: Line.optional(),
  tradeChanged: YesNo,
  formerTrade: Line.optional(),
})
export type WorkerForm = z.infer<typeof WorkerForm>

export const ApplicationForm = z.discriminatedUnion('kind', [GeneralForm, WorkerForm])
export type ApplicationForm = z.infer<typeof ApplicationForm>

/** Asked of some only: whoever is no longer asked may leave them empty again. */
export const askedOfSome = [
  'foreignApproval',
  'transferredOn',
  'formerCertificate',
  'presentGradePassedOn',
  'exceptionEvidence',
  'formerTrade',
] as const satisfies readonly (keyof GeneralForm | keyof WorkerForm)[]

const keepKind = { kind: true } as const
export const DraftAnswers = z.discriminatedUnion('kind', [
  GeneralForm.partial().required(keepKind),
  WorkerForm.partial().required(keepKind),
])
export type DraftAnswers = z.infer<typeof DraftAnswers>

export const formKind = (family: Family): ApplicationForm['kind'] => (family === 'WK' || family === 'SK' ? 'worker' : 'general')

export type FormRefusal = 'form_incomplete' | 'form_of_other_family'

/** The complete form, or the names of all fields that are still missing, at once. */
export function completeForm(family: Family, nationality: string, answers: DraftAnswers): Result<ApplicationForm, FormRefusal> {
  if (answers.kind !== formKind(family)) return refuse('form_of_other_family', { kind: formKind(family) })
  const parsed = ApplicationForm.safeParse(answers)
  const missing = parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path[0] ?? ''))
  const fields = [...new Set([...missing, ...missingByCase(nationality, answers)])].sort()
  if (!parsed.success || fields.length > 0) return refuse('form_incomplete', { fields })
  return accept(parsed.data)
}

/** The same for a form that is known to be filled in. */
export function fittingForm(family: Family, nationality: string, form: ApplicationForm): Result<ApplicationForm, FormRefusal> {
  if (form.kind !== formKind(family)) return refuse('form_of_other_family', { kind: formKind(family) })
  const fields = missingByCase(nationality, form).sort()
  return fields.length > 0 ? refuse('form_incomplete', { fields }) : accept(form)
}

/** Fields that only some applications need. */
function missingByCase(nationality: string, answers: DraftAnswers): string[] {
  if (answers.kind === 'general') return nationality !== 'CN' && answers.foreignApproval === undefined ? ['foreignApproval'] : []
  const needs: [boolean, keyof WorkerForm][] = [
    [answers.presentGrade !== undefined && answers.presentGrade !== 'none', 'presentGradePassedOn'],
    [answers.applicationKind === 'grading' || answers.applicationKind === 'recognition', 'transferredOn'],
    [answers.applicationKind === 'recognition', 'formerCertificate'],
    [answers.exception !== undefined && answers.exception !== 'none', 'exceptionEvidence'],
    [answers.tradeChanged === 'yes', 'formerTrade'],
  ]
  return needs.flatMap(([needed, field]) => (needed && answers[field] === undefined ? [field] : []))
}
