import type { Fact } from '../web/components/facts.tsx'
import { formatDate } from '../web/format.tsx'
import type { View } from '../web/locale.ts'
import type { DraftAnswers } from './rules/form.ts'
import { type Step, type StepField, stepsOf } from './steps.ts'
import { fieldNames, optionNames, registrationWords as words } from './words.ts'

/** One answer as people read it: the name of what was chosen, a date in the page's language, or that nothing was said. */
function statedValue(view: View, { name, input }: StepField, value: unknown): string {
  if (typeof value !== 'string' || value === '') return view.t(words.missing)
  const option = optionNames[name]?.[value]
  if (option) return view.t(option)
  return input === 'date' && /^\d{4}-\d\d-\d\d$/.test(value) ? formatDate(view, Temporal.PlainDate.from(value)) : value
}

/** What a step's fields were answered with; a field that is asked of some only stands here when it was answered. */
export function statedFacts(view: View, { fields }: Step, answers: DraftAnswers): Fact[] {
  const given: Readonly<Record<string, unknown>> = answers
  return fields
    .filter(({ name, optional }) => !optional || given[name] !== undefined)
    .map((field): Fact => [fieldName(view, field.name), statedValue(view, field, given[field.name])])
}

/** The whole form in the order in which it was asked. */
export function statedForm(view: View, answers: DraftAnswers): Fact[] {
  const facts = stepsOf[answers.kind].flatMap((step) => statedFacts(view, step, answers))
  return answers.kind === 'general' ? [...facts, [fieldName(view, 'relatives'), statedRelatives(view, answers)]] : facts
}

export const fieldName = (view: View, name: string): string => view.t(fieldNames[name] ?? { zh: name, en: name })

/** "None" is an answer, and nothing said is not. */
export function statedRelatives({ t, locale }: View, answers: DraftAnswers): string {
  const relatives = answers.kind === 'general' ? answers.relatives : undefined
  if (relatives === undefined) return t(words.missing)
  if (relatives.length === 0) return t(words.noRelatives)
  const relation = (key: string) => t(optionNames.relation?.[key] ?? words.relative, { n: 1 })
  return relatives
    .map(({ relation: key, name, post, inCharge, directLine }) =>
      [relation(key), name, post, ...(inCharge ? [t(words.inCharge)] : []), ...(directLine ? [t(words.directLine)] : [])].join(
        locale === 'zh' ? '，' : ', ',
      ),
    )
    .join(locale === 'zh' ? '；' : '; ')
}
