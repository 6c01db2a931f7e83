import type { ApplicationForm } from './rules/form.ts'
import type { stepTitles } from './words.ts'

/** One question a page: what each step of the form asks, in order. */
export type StepField = {
  readonly name: string
  readonly input: 'text' | 'date' | 'tel' | 'choice' | 'select'
  /** Asked only of some applicants; the rules say of whom. */
  readonly optional?: true
}
export type Step = { readonly key: keyof typeof stepTitles; readonly fields: readonly StepField[] }

const field = (name: string, input: StepField['input'] = 'text'): StepField => ({ name, input })
const sometimes = (name: string, input: StepField['input'] = 'text'): StepField => ({ name, input, optional: true })

const school: Step = { key: 'school', fields: [field('school'), field('major'), field('graduatedOn', 'date')] }
const contact: Step = { key: 'contact', fields: [field('phone', 'tel'), field('address'), field('accessNeeds', 'choice')] }
const ends: readonly Step[] = [
  { key: 'photo', fields: [] },
  { key: 'papers', fields: [] },
]

export const stepsOf: Readonly<Record<ApplicationForm['kind'], readonly Step[]>> = {
  general: [
    { key: 'schooling', fields: [field('education', 'select'), field('degree', 'choice'), field('studyMode', 'choice')] },
    { ...school, fields: [...school.fields, field('freshGraduate', 'choice')] },
    { key: 'status', fields: [field('politicalStatus', 'choice')] },
    { key: 'work', fields: [field('employment'), field('certificates'), sometimes('foreignApproval')] },
    contact,
    { key: 'relatives', fields: [] },
    ...ends,
  ],
  worker: [
    { key: 'unit', fields: [field('unit'), field('post'), field('onEstablishment', 'choice'), field('workStartedOn', 'date')] },
    {
      key: 'grade',
      fields: [
        field('applicationKind', 'choice'),
        field('presentGrade', 'select'),
        sometimes('presentGradePassedOn', 'date'),
        sometimes('transferredOn', 'date'),
        sometimes('formerCertificate'),
      ],
    },
    {
      key: 'exception',
      fields: [field('exception', 'select'), sometimes('exceptionEvidence'), field('tradeChanged', 'choice'), sometimes('formerTrade')],
    },
    { key: 'schooling', fields: [field('education', 'select'), field('degree', 'choice')] },
    school,
    { key: 'status', fields: [field('politicalStatus', 'choice')] },
    contact,
    ...ends,
  ],
}
