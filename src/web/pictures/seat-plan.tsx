import type { View } from '../locale.ts'
import { words } from '../words.ts'
import { clip, Picture } from './picture.tsx'

export type PlannedSeat = {
  readonly number: number
  /** Counted from 1; row 1 is at the front. */
  readonly row: number
  readonly column: number
  /** Under the number: a name, a ticket's last digits. */
  readonly label?: string | undefined
  readonly state?: 'taken' | 'empty' | 'absent' | 'attention' | undefined
  /** The state as a word, for the table and under the number where there is no label. */
  readonly stateWord?: string | undefined
}

type SeatPlanProps = {
  readonly view: View
  readonly title: string
  readonly rows: number
  readonly columns: number
  readonly seats: readonly PlannedSeat[]
  /** Number of the one seat this page is about. */
  readonly marked?: number | undefined
  /** What the marked seat is called; by default "your seat". */
  readonly markedLabel?: string | undefined
}

const step = 62
const side = 52
const top = 44

/** A room from above, front at the top: who sits where. */
export function SeatPlan({ view, title, rows, columns, seats, marked, markedLabel = view.t(words.seatYours) }: SeatPlanProps) {
  const width = columns * step + 10
  const mine = seats.find(({ number }) => number === marked)
  const says = mine
    ? `${title}: ${markedLabel} ${mine.number}, ${view.t(words.row)} ${mine.row}, ${view.t(words.column)} ${mine.column}`
    : `${title}: ${seats.length} × ${view.t(words.seat)}`
  const ordered = [...seats].sort((a, b) => a.number - b.number)
  return (
    <Picture
      view={view}
      title={title}
      says={says}
      width={width}
      height={top + rows * step + (mine ? 26 : 6)}
      table={{
        head: [view.t(words.seat), view.t(words.row), view.t(words.column), view.t(words.state)],
        rows: ordered.map((seat) => [
          seat.number,
          seat.row,
          seat.column,
          seat.number === marked ? markedLabel : (seat.label ?? seat.stateWord ?? ''),
        ]),
      }}
    >
      <rect class="front" x={width * 0.25} y="4" width={width * 0.5} height="26" rx="3" />
      <text class="caption" x={width / 2} y="22" text-anchor="middle">
        {view.t(words.front)}
      </text>
      {seats.map((seat) => (
        <Seat seat={seat} marked={seat.number === marked} />
      ))}
      {mine && (
        <text class="mark-label" x={width / 2} y={top + rows * step + 16} text-anchor="middle">
          {markedLabel}: {mine.number}
        </text>
      )}
    </Picture>
  )
}

function Seat({ seat, marked }: { seat: PlannedSeat; marked: boolean }) {
  const x = 5 + (seat.column - 1) * step + (step - side) / 2
  const y = top + (seat.row - 1) * step
  const state = seat.state ?? 'taken'
  const under = seat.label ?? seat.stateWord
  return (
    <g class={marked ? 'seat marked' : `seat ${state}`}>
      <rect x={x} y={y} width={side} height={side} rx="4" />
      {marked && <rect class="ring" x={x - 4} y={y - 4} width={side + 8} height={side + 8} rx="6" fill="none" />}
      {state === 'absent' && !marked && <path class="strike" d={`M${x + 4} ${y + 4}l${side - 8} ${side - 8}`} />}
      <text class="seat-number" x={x + side / 2} y={y + (under ? 23 : 32)} text-anchor="middle">
        {seat.number}
      </text>
      {under && (
        <text class="seat-label" x={x + side / 2} y={y + 42} text-anchor="middle">
          {clip(under, 8)}
        </text>
      )}
    </g>
  )
}
