import type { Child } from 'hono/jsx'
import { formatTime } from '../format.tsx'
import type { View } from '../locale.ts'
import { words } from '../words.ts'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { Form } from './form.tsx'
import type { Problem } from './problem-box.tsx'
import { Shape } from './state.tsx'

/** A digest, a key id, a signature: whole, selectable, breaking anywhere. */
export const Digest = ({ children }: { children?: Child }) => <code class="digest">{children}</code>

export type ProofItem = { readonly label: string; readonly value: Child; readonly download?: string | undefined }

/** A page that proves: what was frozen, when, who signed; recompute it here, download the file. */
export const Proof = ({ view, title, items, children }: { view: View; title: string; items: readonly ProofItem[]; children?: Child }) => (
  <section class="proof" aria-label={title}>
    <h2>{title}</h2>
    <dl class="facts">
      {items.map(({ label, value, download }) => (
        <div>
          <dt>{label}</dt>
          <dd>
            {value}
            {download && (
              <a class="proof-download" href={download} download="">
                {view.t(words.download)}
                <span class="sr-only"> {label}</span>
              </a>
            )}
          </dd>
        </div>
      ))}
    </dl>
    {children}
  </section>
)

type Hand = { readonly name: string; readonly role?: string | undefined; readonly at?: Temporal.Instant | undefined }

/** An act that cannot be undone: who asked for it, and who has released it or may do so. */
export const TwoHands = ({
  view,
  first,
  second,
  awaited,
  children,
}: {
  view: View
  first: Hand
  second?: Hand | undefined
  awaited?: string | undefined
  children?: Child
}) => (
  <div class="hands">
    <HandOf view={view} label={view.t(words.firstHand)} hand={first} />
    {second ? (
      <HandOf view={view} label={view.t(words.secondHand)} hand={second} />
    ) : (
      <div class="hand open">
        <p class="hand-label">
          <Shape kind="waiting" /> {view.t(words.secondHand)}
        </p>
        <p>{awaited ?? view.t(words.awaitsSecond)}</p>
        {children}
      </div>
    )}
  </div>
)

const HandOf = ({ view, label, hand }: { view: View; label: string; hand: Hand }) => (
  <div class="hand">
    <p class="hand-label">
      <Shape kind="good" /> {label}
    </p>
    <p>
      <strong>{hand.name}</strong> {hand.role}
    </p>
    {hand.at && <p class="hand-label">{formatTime(view, hand.at)}</p>}
  </div>
)

/** Asks for the whole identity number with a reason, which goes into the log. */
export const Unmask = ({
  view,
  action,
  idempotencyKey,
  problems,
}: {
  view: View
  action: string
  idempotencyKey?: string | undefined
  problems?: readonly Problem[] | undefined
}) => (
  <details class="unmask">
    <summary>{view.t(words.unmask)}</summary>
    <Form action={action} idempotencyKey={idempotencyKey} inline>
      <Field view={view} name="reason" label={view.t(words.unmaskReason)} width="long" maxlength={200} problems={problems} />
      <Button kind="secondary">{view.t(words.unmask)}</Button>
    </Form>
  </details>
)

/** Values for a page's script, as data that no policy lets run. */
export const DataBlock = ({ id, value }: { id: string; value: unknown }) => (
  <script type="application/json" id={id} dangerouslySetInnerHTML={{ __html: JSON.stringify(value).replaceAll('<', '\\u003c') }} />
)
