import type { Summand } from '../components/figures.tsx'
import { formatNumber } from '../format.tsx'
import type { View } from '../locale.ts'
import { words } from '../words.ts'
import { clip, Picture } from './picture.tsx'

const wide = 380

/** A ledger as two bars that must be equally long: what came in, and where it is. Up to four parts, told apart by pattern and word. */
export function LedgerBars({ view, title, whole, parts }: { view: View; title: string; whole: Summand; parts: readonly Summand[] }) {
  const sum = parts.reduce((total, { value }) => total + value, 0)
  const longest = Math.max(1, whole.value, sum)
  const length = (value: number) => Math.round((value / longest) * wide)
  const difference = Math.abs(whole.value - sum)
  const agrees = difference === 0
  const verdict = agrees ? view.t(words.equal) : view.t(words.unequal, { n: formatNumber(view, difference) })
  const equation = `${whole.label} ${whole.value} ${agrees ? '=' : '≠'} ${parts.map(({ label, value }) => `${label} ${value}`).join(' + ')}`
  const starts = parts.map((_, index) => parts.slice(0, index).reduce((total, { value }) => total + value, 0))
  return (
    <Picture
      view={view}
      title={title}
      says={`${equation}: ${verdict}`}
      width={400}
      height={132 + parts.length * 24}
      table={{
        head: [view.t(words.series), view.t(words.value)],
        rows: [
          ...[whole, ...parts].map(({ label, value }) => [label, formatNumber(view, value)]),
          [view.t(words.total), `${formatNumber(view, sum)} ${agrees ? '=' : '≠'} ${formatNumber(view, whole.value)}`],
        ],
      }}
    >
      <text class="axis" x="10" y="18">
        {whole.label} {formatNumber(view, whole.value)}
      </text>
      <rect class="bar" x="10" y="26" width={length(whole.value)} height="24" />
      {parts.map((part, index) => (
        <rect class={`part part-${index + 1}`} x={10 + length(starts[index] ?? 0)} y="60" width={length(part.value)} height="24" />
      ))}
      {!agrees && <path class="cut" d={`M${10 + length(Math.min(whole.value, sum))} 20v70`} />}
      <text class={agrees ? 'verdict-text good' : 'verdict-text bad'} x="10" y="108">
        {agrees ? '=' : '≠'} {verdict}
      </text>
      {parts.map((part, index) => (
        <>
          <rect class={`part part-${index + 1}`} x="10" y={120 + index * 24} width="16" height="16" />
          <text class="axis" x="36" y={133 + index * 24}>
            {clip(part.label, 30)} {formatNumber(view, part.value)}
          </text>
        </>
      ))}
    </Picture>
  )
}
