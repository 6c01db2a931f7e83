import type { Child } from 'hono/jsx'
import { formatNumber } from '../format.tsx'
import type { View } from '../locale.ts'
import { words } from '../words.ts'
import { Shape } from './state.tsx'

export type Figure = { readonly label: string; readonly value: string | number; readonly note?: Child; readonly href?: string | undefined }

/** The few numbers a page is about. */
export const KeyFigures = ({ view, figures }: { view: View; figures: readonly Figure[] }) => (
  <dl class="figures">
    {figures.map(({ label, value, note, href }) => (
      <div class="figure">
        <dt>{href ? <a href={href}>{label}</a> : label}</dt>
        <dd>
          <span class="figure-value">{typeof value === 'number' ? formatNumber(view, value) : value}</span>
          {note && <span class="figure-note">{note}</span>}
        </dd>
      </div>
    ))}
  </dl>
)

export type Summand = { readonly label: string; readonly value: number }

/** Numbers that must agree, side by side: `whole` = the sum of `parts`, or ≠ and by how much. */
export function Balance({ view, whole, parts }: { view: View; whole: Summand; parts: readonly Summand[] }) {
  const difference = whole.value - parts.reduce((sum, { value }) => sum + value, 0)
  const agrees = difference === 0
  const verdict = agrees ? view.t(words.equal) : view.t(words.unequal, { n: formatNumber(view, Math.abs(difference)) })
  return (
    <div class={agrees ? 'balance agrees' : 'balance differs'}>
      <Term view={view} {...whole} />
      <span class="sign">{agrees ? '=' : '≠'}</span>
      {parts.map((part, index) => (
        <>
          {index > 0 && <span class="sign plus">+</span>}
          <Term view={view} {...part} />
        </>
      ))}
      <span class="verdict">
        <Shape kind={agrees ? 'good' : 'bad'} /> {verdict}
      </span>
    </div>
  )
}

const Term = ({ view, label, value }: { view: View } & Summand) => (
  <span class="summand">
    <span class="summand-label">{label}</span> <span class="summand-value">{formatNumber(view, value)}</span>
  </span>
)
