import type { Child } from 'hono/jsx'

type ButtonProps = {
  /** One primary act on a page; `danger` for what cannot be undone. */
  readonly kind?: 'primary' | 'secondary' | 'danger' | 'quiet' | undefined
  readonly name?: string | undefined
  readonly value?: string | undefined
  readonly disabled?: boolean | undefined
  /** Id of a form elsewhere on the page. */
  readonly form?: string | undefined
  /** Leave the form without the browser's validation: a step back, a draft. */
  readonly skipChecks?: boolean | undefined
  /** `button` for what a script listens to; forms are sent by `submit`. */
  readonly type?: 'submit' | 'button' | undefined
  readonly id?: string | undefined
  readonly children?: Child
}

export const Button = ({ kind = 'primary', type = 'submit', name, value, disabled, form, skipChecks, id, children }: ButtonProps) => (
  <button
    class={`button ${kind}`}
    type={type}
    id={id}
    name={name}
    value={value}
    disabled={disabled}
    form={form}
    formnovalidate={skipChecks}
  >
    {children}
  </button>
)

/** A link that looks like a button: it goes somewhere and changes nothing. */
export const ButtonLink = ({
  href,
  kind = 'secondary',
  download,
  children,
}: {
  href: string
  kind?: 'primary' | 'secondary' | 'quiet' | undefined
  download?: boolean | undefined
  children?: Child
}) => (
  <a class={`button ${kind}`} href={href} download={download ? '' : undefined}>
    {children}
  </a>
)

/** Buttons in a row, the primary first. */
export const Buttons = ({ children }: { children?: Child }) => <div class="buttons">{children}</div>
