import { Shape, type StateKind } from '../components/state.tsx'
import type { View } from '../locale.ts'
import { words } from '../words.ts'
import { BehindPicture } from './picture.tsx'

export type SiteRoom = {
  readonly name: string
  readonly seated: number
  readonly capacity: number
  readonly state: StateKind
  readonly stateWord: string
  readonly href?: string | undefined
}

/** A site as its rooms: how full each is, and how it stands. As many side by side as the screen holds. */
export const SiteRooms = ({ view, title, rooms }: { view: View; title: string; rooms: readonly SiteRoom[] }) => (
  <figure class="picture">
    <figcaption>{title}</figcaption>
    <ul class="rooms">
      {rooms.map((room) => (
        <li>
          {room.href ? (
            <a class={`room ${room.state}`} href={room.href}>
              <Inside room={room} />
            </a>
          ) : (
            <div class={`room ${room.state}`}>
              <Inside room={room} />
            </div>
          )}
        </li>
      ))}
    </ul>
    <BehindPicture
      view={view}
      title={title}
      table={{
        head: [view.t(words.room), view.t(words.seated), view.t(words.capacity), view.t(words.state)],
        rows: rooms.map(({ name, seated, capacity, stateWord }) => [name, seated, capacity, stateWord]),
      }}
    />
  </figure>
)

const Inside = ({ room: { name, seated, capacity, state, stateWord } }: { room: SiteRoom }) => (
  <>
    <span class="room-head">
      <span class="room-name">{name}</span>{' '}
      <span class="room-count">
        {seated}/{capacity}
      </span>
    </span>
    <svg class="room-bar" viewBox="0 0 100 8" width="100%" height="8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="bar-ground" width="100" height="8" />
      <rect class="bar" width={capacity > 0 ? Math.min(100, Math.round((seated / capacity) * 100)) : 0} height="8" />
    </svg>
    <span class="room-state">
      <Shape kind={state} /> {stateWord}
    </span>
  </>
)
