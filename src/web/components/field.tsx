import type { Child } from 'hono/jsx'
import type { View } from '../locale.ts'
import { words } from '../words.ts'
import { type Problem, problemOf } from './problem-box.tsx'
import { useFieldId, useProblems, useSent } from './sent-form.tsx'

/**
 * What all fields share. In a form shown again a field finds what was typed and its own problem by name; `problems` are for fields outside
 * a form that was sent to this page.
 */
export type FieldProps = {
  readonly view: View
  readonly name: string
  readonly label: string
  readonly hint?: Child
  readonly problems?: readonly Problem[] | undefined
  /** Fields are required unless they say so. */
  readonly optional?: boolean | undefined
  readonly disabled?: boolean | undefined
}

type Described = { readonly id: string; readonly describedBy: string | undefined; readonly problem: Problem | undefined }

/** Ids of hint and problem, for aria-describedby. */
export function describe({ name, hint, problems }: Pick<FieldProps, 'name' | 'hint' | 'problems'>): Described {
  const id = useFieldId(name)
  const problem = problemOf(useProblems() ?? problems, name)
  const described = [hint ? `${id}-hint` : undefined, problem ? `${id}-problem` : undefined].filter(Boolean).join(' ')
  return { id, problem, describedBy: described || undefined }
}

export const Hint = ({ id, children }: { id: string; children?: Child }) => (
  <span class="hint" id={`${id}-hint`}>
    {children}
  </span>
)

export const FieldProblem = ({ view, id, problem }: { view: View; id: string; problem: Problem }) => (
  <span class="field-problem" id={`${id}-problem`}>
    <span class="sr-only">{view.t(words.problemPrefix)}</span>
    {problem.text}
  </span>
)

const Optional = ({ view }: { view: View }) => <span class="optional">({view.t(words.optional)})</span>

/** Label, hint, control, problem: the frame around any single control. */
export function Labelled(props: FieldProps & { children?: Child }) {
  const { view, label, hint, optional } = props
  const { id, problem } = describe(props)
  return (
    <div class={problem ? 'field wrong' : 'field'}>
      <label for={id} data-names={props.name}>
        {label} {optional && <Optional view={view} />}
      </label>
      {hint && <Hint id={id}>{hint}</Hint>}
      {problem && <FieldProblem view={view} id={id} problem={problem} />}
      {props.children}
    </div>
  )
}

type InputProps = FieldProps & {
  readonly type?: 'text' | 'email' | 'tel' | 'password' | 'date' | 'time' | 'datetime-local' | 'number' | 'search' | 'url' | undefined
  readonly value?: string | number | undefined
  /** In characters: `short` for codes and numbers, `long` for addresses. */
  readonly width?: 'short' | 'medium' | 'long' | undefined
  readonly autocomplete?: string | undefined
  readonly inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | undefined
  readonly maxlength?: number | undefined
  readonly pattern?: string | undefined
  readonly min?: string | number | undefined
  readonly max?: string | number | undefined
  readonly step?: string | number | undefined
  readonly readonly?: boolean | undefined
}

/** A single line. The browser's own validation stays on, the server's answer is shown beside the field. */
export function Field(props: InputProps) {
  const sent = useSent()
  const { id, problem, describedBy } = describe(props)
  const {
    type = 'text',
    value,
    width = 'medium',
    name,
    optional,
    disabled,
    autocomplete,
    inputmode,
    maxlength,
    pattern,
    min,
    max,
    step,
  } = props
  return (
    <Labelled {...props}>
      <input
        class={`input ${width}`}
        id={id}
        name={name}
        type={type}
        value={type === 'password' ? undefined : sent && !disabled ? sent.text(name) : value === undefined ? undefined : String(value)}
        required={!optional}
        disabled={disabled}
        readonly={props.readonly}
        autocomplete={autocomplete ?? 'off'}
        inputmode={inputmode}
        maxlength={maxlength}
        pattern={pattern}
        min={min}
        max={max}
        step={step}
        aria-describedby={describedBy}
        aria-invalid={problem ? 'true' : undefined}
      />
    </Labelled>
  )
}

type TextAreaProps = FieldProps & {
  readonly value?: string | undefined
  readonly rows?: number | undefined
  readonly maxlength?: number | undefined
}

/** Several lines. */
export function TextArea(props: TextAreaProps) {
  const sent = useSent()
  const { id, problem, describedBy } = describe(props)
  const { name, value, rows = 4, maxlength, optional, disabled } = props
  return (
    <Labelled {...props}>
      <textarea
        class="input long"
        id={id}
        name={name}
        rows={rows}
        maxlength={maxlength}
        required={!optional}
        disabled={disabled}
        aria-describedby={describedBy}
        aria-invalid={problem ? 'true' : undefined}
      >
        {(sent && !disabled ? sent.text(name) : value) ?? ''}
      </textarea>
    </Labelled>
  )
}

type FileProps = FieldProps & {
  /** `accept` of the input: `image/jpeg,image/png`. */
  readonly accept: string
  /** As people say them: JPG、PNG. */
  readonly types: string
  /** As people say it: 5 MB. */
  readonly size: string
  readonly multiple?: boolean | undefined
  /** What is there already. */
  readonly held?: readonly { readonly name: string; readonly href?: string | undefined }[] | undefined
}

/** A file, with what is allowed and what is already there. The form needs `upload`. */
export function FileField(props: FileProps) {
  const { view, accept, types, size, multiple, held = [], name, optional, disabled } = props
  const limits = view.t(words.fileHint, { types, size })
  const withHint = { ...props, hint: props.hint ? [props.hint, ' ', limits] : limits }
  const { id, problem, describedBy } = describe(withHint)
  return (
    <Labelled {...withHint}>
      {held.length > 0 && (
        <ul class="held-files">
          {held.map((file) => (
            <li>
              {view.t(words.fileHeld)} {file.href ? <a href={file.href}>{file.name}</a> : file.name}
            </li>
          ))}
        </ul>
      )}
      <input
        class="file"
        id={id}
        name={name}
        type="file"
        accept={accept}
        multiple={multiple}
        required={!optional && held.length === 0}
        disabled={disabled}
        aria-describedby={describedBy}
        aria-invalid={problem ? 'true' : undefined}
      />
    </Labelled>
  )
}
