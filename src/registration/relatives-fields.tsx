import type { FormFields } from '../http/form-fields.ts'
import { Choice, Select, Tick } from '../web/components/choice.tsx'
import { Field } from '../web/components/field.tsx'
import type { Problem } from '../web/components/problem-box.tsx'
import type { View } from '../web/locale.ts'
import { words as shared } from '../web/words.ts'
import type { DraftAnswers } from './rules/form.ts'
import { optionNames, registrationWords as words } from './words.ts'

const rows = [1, 2, 3] as const

/** R-RC-41: the relatives who work in the unit. Up to three lines; "no" is an answer, leaving it out is none. */
export function RelativesFields({ view: v, answers, problems }: { view: View; answers: DraftAnswers; problems: readonly Problem[] }) {
  const relatives = answers.kind === 'general' ? answers.relatives : undefined
  const value = relatives === undefined ? undefined : relatives.length === 0 ? 'no' : 'yes'
  const options = Object.entries(optionNames.relation ?? {}).map(([option, text]) => ({ value: option, label: v.t(text) }))
  return (
    <>
      <Choice
        view={v}
        name="answers.relatives"
        label={v.t(words.hasRelatives)}
        hint={v.t(words.relativesHint)}
        value={value}
        problems={problems}
        options={[
          { value: 'no', label: v.t(shared.no) },
          { value: 'yes', label: v.t(shared.yes) },
        ]}
      />
      {rows.map((row) => {
        const relative = relatives?.[row - 1]
        return (
          <fieldset class="field">
            <legend>{v.t(words.relative, { n: row })}</legend>
            <Select view={v} name={`relation${row}`} label={v.t(words.relation)} options={options} value={relative?.relation} optional />
            <Field view={v} name={`name${row}`} label={v.t(words.relativeName)} value={relative?.name} optional />
            <Field view={v} name={`post${row}`} label={v.t(words.relativePost)} value={relative?.post} optional />
            <Tick view={v} name={`inCharge${row}`} label={v.t(words.inCharge)} checked={relative?.inCharge} optional />
            <Tick view={v} name={`directLine${row}`} label={v.t(words.directLine)} checked={relative?.directLine} optional />
          </fieldset>
        )
      })}
    </>
  )
}

/** The answer as the command has it; "yes" without anybody, or no answer at all, is left for the schema to refuse. */
export function relativesFrom(form: FormFields): unknown {
  if (form.text('answers.relatives') === 'no') return []
  const named = rows.flatMap((row) => {
    const name = form.text(`name${row}`)
    const relation = form.text(`relation${row}`)
    if (name === undefined && relation === undefined) return []
    return [
      {
        relation,
        name,
        post: form.text(`post${row}`),
        inCharge: form.checked(`inCharge${row}`),
        directLine: form.checked(`directLine${row}`),
      },
    ]
  })
  return named.length > 0 ? named : ''
}
