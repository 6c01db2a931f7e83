import type { Child } from 'hono/jsx'
import { words } from '../words.ts'
import { describe, FieldProblem, type FieldProps, Hint, Labelled } from './field.tsx'
import { useSent } from './sent-form.tsx'

export type Option = {
  readonly value: string
  readonly label: string
  readonly hint?: Child
  readonly disabled?: boolean | undefined
}

type SelectProps = FieldProps & { readonly options: readonly Option[]; readonly value?: string | undefined }

/** One of many, in a list that opens. For up to five options take `Choice`. */
export function Select(props: SelectProps) {
  const { id, problem, describedBy } = describe(props)
  const { view, name, options, optional, disabled } = props
  const sent = useSent()
  const value = sent && !disabled ? sent.text(name) : props.value
  return (
    <Labelled {...props}>
      <select
        class="input medium"
        id={id}
        name={name}
        required={!optional}
        disabled={disabled}
        aria-describedby={describedBy}
        aria-invalid={problem ? 'true' : undefined}
      >
        <option value="" selected={!value}>
          {view.t(words.choose)}
        </option>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

type ChoiceProps = FieldProps & {
  readonly options: readonly Option[]
  /** Chosen values: one for radio buttons, any number with `many`. */
  readonly value?: string | readonly string[] | undefined
  readonly many?: boolean | undefined
}

/** Radio buttons, or check boxes with `many`, under one question. */
export function Choice(props: ChoiceProps) {
  const { view, name, label, hint, options, value, many, optional, disabled } = props
  const { id, problem, describedBy } = describe(props)
  const sent = useSent()
  const chosen = sent && !disabled ? sent.all(name) : value === undefined ? [] : typeof value === 'string' ? [value] : value
  return (
    <fieldset class={problem ? 'field choice wrong' : 'field choice'} aria-describedby={describedBy} disabled={disabled}>
      <legend data-names={name}>
        {label} {optional && <span class="optional">({view.t(words.optional)})</span>}
      </legend>
      {hint && <Hint id={id}>{hint}</Hint>}
      {problem && <FieldProblem view={view} id={id} problem={problem} />}
      {options.map((option, index) => {
        const optionId = index === 0 ? id : `${id}-${index}`
        return (
          <div class="option">
            <input
              type={many ? 'checkbox' : 'radio'}
              id={optionId}
              name={name}
              value={option.value}
              checked={chosen.includes(option.value)}
              required={!many && !optional}
              disabled={option.disabled}
              aria-describedby={option.hint ? `${optionId}-says` : undefined}
            />
            <label for={optionId}>{option.label}</label>
            {option.hint && (
              <span class="hint" id={`${optionId}-says`}>
                {option.hint}
              </span>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}

type TickProps = FieldProps & { readonly checked?: boolean | undefined; readonly value?: string | undefined }

/** One statement to agree to: an undertaking, a declaration. */
export function Tick(props: TickProps) {
  const { view, name, label, hint, optional, disabled, value = 'yes' } = props
  const sent = useSent()
  const checked = sent && !disabled ? sent.all(name).includes(value) : props.checked
  const { id, problem, describedBy } = describe(props)
  return (
    <div class={problem ? 'field wrong' : 'field'}>
      {problem && <FieldProblem view={view} id={id} problem={problem} />}
      <div class="option">
        <input
          type="checkbox"
          id={id}
          name={name}
          value={value}
          checked={checked}
          required={!optional}
          disabled={disabled}
          aria-describedby={describedBy}
          aria-invalid={problem ? 'true' : undefined}
        />
        <label for={id} data-names={name}>
          {label}
        </label>
        {hint && <Hint id={id}>{hint}</Hint>}
      </div>
    </div>
  )
}
