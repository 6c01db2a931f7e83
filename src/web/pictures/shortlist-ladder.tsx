import { formatScore, type Score } from '../../foundation/score.ts'
import type { View } from '../locale.ts'
import { words } from '../words.ts'
import { clip, Picture } from './picture.tsx'

export type Rung = {
  /** Competition rank: 1, 2, 2, 4. */
  readonly rank: number
  /** Masked name or ticket number. */
  readonly label: string
  readonly score: Score
  readonly inside: boolean
  /** Withdrawn, failed re-review, backfilled: said beside the rung. */
  readonly note?: string | undefined
  readonly marked?: boolean | undefined
}

type LadderProps = {
  readonly view: View
  readonly title: string
  /** In order of rank. */
  readonly rungs: readonly Rung[]
  /** What stands on the line: 入围线 1:3 (3 人). */
  readonly line: string
}

const step = 32

/** Regulation: 《事业单位公开招聘工作管理制度》第十六条 (R-RC-20): the line is drawn after the last rung of a tie. */
export function ShortlistLadder({ view, title, rungs, line }: LadderProps) {
  const inside = rungs.filter((rung) => rung.inside).length
  const cut = rungs.findLastIndex((rung) => rung.inside) + 1
  const top = Math.max(1, ...rungs.map(({ score }) => approximate(score)))
  return (
    <Picture
      view={view}
      title={title}
      says={`${title}: ${line}; ${inside} ${view.t(words.inside)}, ${rungs.length - inside} ${view.t(words.outside)}`}
      width={400}
      height={rungs.length * step + 48}
      table={{
        head: [view.t(words.rank), view.t(words.name), view.t(words.score), view.t(words.outcome)],
        rows: rungs.map((rung) => [
          rung.rank,
          rung.label,
          formatScore(rung.score),
          [view.t(rung.inside ? words.inside : words.outside), rung.note].filter(Boolean).join(' · '),
        ]),
      }}
    >
      {rungs.map((rung, index) => (
        <Step
          rung={rung}
          tied={rungs[index - 1]?.rank === rung.rank}
          y={4 + index * step + (index >= cut ? 40 : 0)}
          length={(approximate(rung.score) / top) * 126}
        />
      ))}
      <path class="cut" d={`M0 ${cut * step + 16}h400`} />
      <text class="cut-label" x="0" y={cut * step + 34}>
        {clip(line, 54)}
      </text>
    </Picture>
  )
}

function Step({ rung, tied, y, length }: { rung: Rung; tied: boolean; y: number; length: number }) {
  return (
    <g class={['rung', rung.inside ? 'inside' : 'outside', rung.marked ? 'marked' : ''].join(' ').trim()}>
      {tied && <path class="tie" d={`M12 ${y - 18}h-7v32h7`} />}
      <text class="rank" x="30" y={y + 19} text-anchor="end">
        {rung.rank}
      </text>
      <text class="rung-label" x="40" y={y + 19}>
        {clip(rung.label, 12)}
      </text>
      <rect class="rung-bar" x="132" y={y + 5} width={Math.max(2, Math.round(length))} height="18" rx="2" />
      <text class="rung-score" x="268" y={y + 19}>
        {formatScore(rung.score)}
      </text>
      {rung.note && (
        <text class="date" x="324" y={y + 19}>
          {clip(rung.note, 10)}
        </text>
      )}
    </g>
  )
}

/** Only for the length of a bar; no decision is taken on it. */
const approximate = (score: Score): number => Number(score.units) / 10 ** score.places
