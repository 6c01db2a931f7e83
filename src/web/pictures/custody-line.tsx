import { formatClock, formatDateOf, formatDuration, formatTime, listed } from '../format.tsx'
import type { View } from '../locale.ts'
import { words } from '../words.ts'
import { clip, Picture } from './picture.tsx'

export type Holding = {
  readonly holder: string
  readonly role: string
  readonly from: Temporal.Instant
  /** Missing for whoever holds it now. */
  readonly until?: Temporal.Instant | undefined
  /** Who signed the handoff by which it came to this holder. */
  readonly signers?: readonly string[] | undefined
  /** Seal or count did not agree on arrival. */
  readonly frozen?: boolean | undefined
}

const step = 84

/** The custody chain: one holder at every instant, a knot at each handoff, a clock beside it. */
export function CustodyLine({ view, title, holdings }: { view: View; title: string; holdings: readonly Holding[] }) {
  const last = holdings.at(-1)
  return (
    <Picture
      view={view}
      title={title}
      says={`${title}: ${holdings.map(({ holder }) => holder).join(' → ')}${last && !last.until ? ` (${view.t(words.untilNow)})` : ''}`}
      width={400}
      height={holdings.length * step}
      table={{
        head: [view.t(words.holder), view.t(words.from), view.t(words.until), view.t(words.duration), view.t(words.sign)],
        rows: holdings.map(({ holder, role, from, until, signers = [] }) => [
          `${holder} (${role})`,
          formatTime(view, from),
          until ? formatTime(view, until) : view.t(words.untilNow),
          formatDuration(view, from, until ?? view.now),
          listed(view, signers),
        ]),
      }}
    >
      {holdings.map((holding, index) => (
        <Link view={view} holding={holding} y={10 + index * step} last={index === holdings.length - 1} />
      ))}
    </Picture>
  )
}

function Link({ view, holding, y, last }: { view: View; holding: Holding; y: number; last: boolean }) {
  const { holder, role, from, until, signers = [], frozen } = holding
  const held = formatDuration(view, from, until ?? view.now)
  return (
    <g class={frozen ? 'holding frozen' : until ? 'holding' : 'holding current'}>
      {!last && <path class="chain" d={`M100 ${y + 10}v${step}`} />}
      <text class="clock" x="82" y={y + 16} text-anchor="end">
        {formatClock(view, from)}
      </text>
      <text class="date" x="82" y={y + 34} text-anchor="end">
        {clip(formatDateOf(view, from).replace(/^\d{4}年| \d{4}$/, ''), 11)}
      </text>
      {frozen ? (
        <path class="knot" d={`M100 ${y - 1}l11 11-11 11-11-11z`} />
      ) : until ? (
        <circle class="knot" cx="100" cy={y + 10} r="8" />
      ) : (
        <rect class="knot" x="90" y={y} width="20" height="20" rx="2" />
      )}
      <text class="holder" x="122" y={y + 16}>
        {clip(holder, 34)}
      </text>
      <text class="date" x="122" y={y + 36}>
        {clip(`${role} · ${held}${until ? '' : ` ${view.t(words.untilNow)}`}`, 38)}
      </text>
      {signers.length > 0 && (
        <text class="date" x="122" y={y + 56}>
          {clip(`${view.t(words.sign)}: ${listed(view, signers)}`, 38)}
        </text>
      )}
    </g>
  )
}
