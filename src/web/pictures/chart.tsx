import { formatNumber } from '../format.tsx'
import type { View } from '../locale.ts'
import { words } from '../words.ts'
import { clip, Picture } from './picture.tsx'

export type Bar = {
  readonly label: string
  readonly value: number
  readonly note?: string | undefined
  readonly attention?: boolean | undefined
}

/** Amounts side by side: progress of markers, seats per site, people per state. */
export function BarChart({ view, title, bars, unit = '' }: { view: View; title: string; bars: readonly Bar[]; unit?: string | undefined }) {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const shown = (value: number) => `${formatNumber(view, value)}${unit}`
  return (
    <Picture
      view={view}
      title={title}
      says={`${title}: ${bars.map(({ label, value }) => `${label} ${shown(value)}`).join(', ')}`}
      width={400}
      height={bars.length * 34 + 8}
      table={{
        head: [view.t(words.series), view.t(words.value), view.t(words.note)],
        rows: bars.map(({ label, value, note = '' }) => [label, shown(value), note]),
      }}
    >
      {bars.map(({ label, value, note, attention }, index) => {
        const length = Math.round((value / most) * 170)
        return (
          <g class={attention ? 'chart-bar attention' : 'chart-bar'}>
            <text class="axis" x="104" y={index * 34 + 24} text-anchor="end">
              {clip(label, 14)}
            </text>
            <rect class="bar" x="112" y={index * 34 + 8} width={Math.max(1, length)} height="22" rx="2" />
            <text class="bar-value" x={120 + length} y={index * 34 + 24}>
              {shown(value)} {attention ? '▲ ' : ''}
              {clip(note ?? '', 10)}
            </text>
          </g>
        )
      })}
    </Picture>
  )
}

export type Series = { readonly label: string; readonly values: readonly number[] }

type LineChartProps = {
  readonly view: View
  readonly title: string
  /** Under the axis, one for each value; the first, middle and last are drawn. */
  readonly labels: readonly string[]
  /** Up to three: told apart by stroke, not by colour alone. */
  readonly series: readonly Series[]
  /** A limit to stay under or above. */
  readonly limit?: { readonly label: string; readonly value: number } | undefined
  readonly unit?: string | undefined
}

const left = 52
const right = 390
const bottom = 190
const high = 160

/** Something over time: the rush at the opening, drift of a marker, arrivals on the day. */
export function LineChart({ view, title, labels, series, limit, unit = '' }: LineChartProps) {
  const values = [...series.flatMap((one) => one.values), limit?.value ?? 0]
  const lowest = Math.min(0, ...values)
  const highest = Math.max(lowest + 1, ...values)
  const x = (index: number) => round(left + (labels.length > 1 ? (index / (labels.length - 1)) * (right - left) : 0))
  const y = (value: number) => round(bottom - ((value - lowest) / (highest - lowest)) * high)
  const shown = (value: number) => `${formatNumber(view, value)}${unit}`
  const middle = Math.floor((labels.length - 1) / 2)
  return (
    <Picture
      view={view}
      title={title}
      says={`${title}: ${series.map((one) => `${one.label} ${shown(one.values.at(-1) ?? 0)}, max ${shown(Math.max(0, ...one.values))}`).join('; ')}`}
      width={400}
      height={226 + series.length * 22}
      table={{
        head: [view.t(words.point), ...series.map(({ label }) => label)],
        rows: labels.map((label, index) => [label, ...series.map((one) => shown(one.values[index] ?? 0))]),
      }}
    >
      {[lowest, (lowest + highest) / 2, highest].map((value) => (
        <>
          <path class="grid" d={`M${left} ${y(value)}H${right}`} />
          <text class="axis" x={left - 8} y={y(value) + 5} text-anchor="end">
            {clip(shown(Math.round(value * 10) / 10), 7)}
          </text>
        </>
      ))}
      {limit && (
        <>
          <path class="cut" d={`M${left} ${y(limit.value)}H${right}`} />
          <text class="cut-label" x={right} y={y(limit.value) - 6} text-anchor="end">
            {clip(limit.label, 30)}
          </text>
        </>
      )}
      {series.map((one, index) => (
        <>
          <polyline
            class={`series series-${index + 1}`}
            fill="none"
            points={one.values.map((value, at) => `${x(at)},${y(value)}`).join(' ')}
          />
          <path class={`series series-${index + 1}`} d={`M${left} ${228 + index * 22}h36`} />
          <text class="axis" x={left + 46} y={233 + index * 22}>
            {clip(one.label, 40)}
          </text>
        </>
      ))}
      {[...new Set([0, middle, labels.length - 1])]
        .filter((at) => at >= 0)
        .map((at) => (
          <text class="axis" x={x(at)} y={bottom + 20} text-anchor={at === 0 ? 'start' : at === labels.length - 1 ? 'end' : 'middle'}>
            {clip(labels[at] ?? '', 16)}
          </text>
        ))}
    </Picture>
  )
}

const round = (value: number): number => Math.round(value * 10) / 10
