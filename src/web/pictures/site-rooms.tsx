import type { StateKind } from '../components/state.tsx'
import type { View } from '../locale.ts'
import { words } from '../words.ts'
import { clip, Picture } from './picture.tsx'

export type SiteRoom = {
  readonly name: string
  readonly seated: number
  readonly capacity: number
  readonly state: StateKind
  readonly stateWord: string
  readonly href?: string | undefined
  readonly floor?: string | undefined
}

const columns = 4
const wide = 148
const high = 84

/** A site as its rooms: how full each is, and how it stands. */
export function SiteRooms({ view, title, rooms }: { view: View; title: string; rooms: readonly SiteRoom[] }) {
  const across = Math.min(columns, Math.max(1, rooms.length))
  const people = rooms.reduce((sum, { seated }) => sum + seated, 0)
  return (
    <Picture
      view={view}
      title={title}
      says={`${title}: ${rooms.length} × ${view.t(words.room)}, ${view.t(words.seated)} ${people}`}
      width={across * wide + 4}
      height={Math.ceil(rooms.length / across) * high + 4}
      size="large"
      table={{
        head: [view.t(words.room), view.t(words.seated), view.t(words.capacity), view.t(words.state)],
        rows: rooms.map(({ name, seated, capacity, stateWord, href }) => [
          href ? <a href={href}>{name}</a> : name,
          seated,
          capacity,
          stateWord,
        ]),
      }}
    >
      {rooms.map((room, index) => (
        <Room room={room} x={2 + (index % across) * wide} y={2 + Math.floor(index / across) * high} />
      ))}
    </Picture>
  )
}

function Room({ room, x, y }: { room: SiteRoom; x: number; y: number }) {
  const inner = wide - 12
  const share = room.capacity > 0 ? Math.min(1, room.seated / room.capacity) : 0
  return (
    <g class={`room ${room.state}`}>
      <rect class="room-wall" x={x + 4} y={y + 4} width={inner} height={high - 12} rx="3" />
      <text class="room-name" x={x + 14} y={y + 24}>
        {clip(room.name, 9)}
      </text>
      <text class="room-count" x={x + inner - 6} y={y + 24} text-anchor="end">
        {room.seated}/{room.capacity}
      </text>
      <rect class="bar-ground" x={x + 14} y={y + 34} width={inner - 20} height="8" rx="2" />
      <rect class="bar" x={x + 14} y={y + 34} width={Math.round((inner - 20) * share)} height="8" rx="2" />
      <text class="room-state" x={x + 14} y={y + 62}>
        {signs[room.state]} {clip(room.stateWord, 14)}
      </text>
    </g>
  )
}

const signs: Readonly<Record<StateKind, string>> = { good: '✓', waiting: '◐', attention: '▲', bad: '✕', info: '■', quiet: '○' }
