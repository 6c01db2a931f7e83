import type { Child } from 'hono/jsx'
import { usePlaceOf, useSentTo, WithinForm } from './sent-form.tsx'

type FormProps = {
  readonly action: string
  readonly method?: 'post' | 'get' | undefined
  /** Sent as `idempotencyKey`: the same form sent twice is done once. */
  readonly idempotencyKey?: string | undefined
  /** Sent as `version`: the state of the record this form was shown for. */
  readonly version?: string | number | undefined
  /** Further hidden values. */
  readonly hidden?: Readonly<Record<string, string | number | undefined>> | undefined
  /** multipart/form-data, for forms with a `FileField`. */
  readonly upload?: boolean | undefined
  /** Controls side by side instead of one below the other. */
  readonly inline?: boolean | undefined
  readonly id?: string | undefined
  /** Name for people who hear the page, where the heading above does not say it. */
  readonly label?: string | undefined
  readonly children?: Child
}

/** A form that posts to its own page and is answered with 303, or shown again with what was typed and what is wrong. */
export function Form({ action, method = 'post', idempotencyKey, version, hidden = {}, upload, inline, id, label, children }: FormProps) {
  const sent = useSentTo(method === 'get' ? '' : action, hidden)
  const place = usePlaceOf(action, hidden, sent)
  // What was typed was typed about the state that was shown then: sent again it is refused again, and overwrites nothing that came since.
  const about = typeof sent === 'object' ? (sent.fields.text('version') ?? version) : version
  return (
    <form
      action={action}
      method={method}
      id={id}
      class={inline ? 'form inline' : 'form'}
      enctype={upload ? 'multipart/form-data' : undefined}
      aria-label={label}
    >
      {idempotencyKey !== undefined && <input type="hidden" name="idempotencyKey" value={idempotencyKey} />}
      {about !== undefined && <input type="hidden" name="version" value={String(about)} />}
      {Object.entries(hidden).map(([name, value]) => value !== undefined && <input type="hidden" name={name} value={String(value)} />)}
      <WithinForm sent={sent} place={place}>
        {children}
      </WithinForm>
    </form>
  )
}
