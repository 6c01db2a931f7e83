import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { checkTranscript } from '../../../seating/check.ts'
import { noblePrimitives } from '../../../seating/primitives.ts'
import { readTicketNumber } from '../rules/ticket-number.ts'
import { type PlanOfRoom, roomPlan } from './plan/room-plan.ts'

/** The page's own check of a draw, by the independent checker, over the bytes that anybody can download. */
type Page = { readonly transcript: string; readonly hash: string; readonly page: string; readonly words: Readonly<Record<string, string>> }
type SeatsTranscript = {
  readonly input: {
    readonly rooms: readonly { readonly site: string; readonly number: number; readonly columns: number }[]
    readonly sessions: readonly { readonly name: string }[]
  }
  readonly result: {
    readonly rooms: readonly {
      readonly session: string
      readonly site: string
      readonly number: number
      readonly seats: readonly string[]
    }[]
  }
}
type People = readonly { readonly label: string; readonly position: string }[]
type OtherTranscript = {
  readonly result: {
    readonly rooms?: readonly { readonly site: string; readonly number: number; readonly people: People }[]
    readonly panels?: readonly { readonly name: string; readonly people: People }[]
    readonly labels?: readonly string[]
    readonly groups?: readonly { readonly labels: readonly string[] }[]
  }
}
type SupplementTranscript = {
  readonly result: {
    readonly rooms: readonly {
      readonly site: string
      readonly number: number
      readonly seats: readonly { readonly seat: number; readonly label: string }[]
    }[]
  }
}
const form = document.querySelector<HTMLFormElement>('#recompute')
const status = document.querySelector<HTMLElement>('#recompute-status')
const page: Page = JSON.parse(document.querySelector('#recompute-data')?.textContent ?? '{}')
const word = (name: string, values: Readonly<Record<string, string | number>> = {}) =>
  (page.words[name] ?? name).replace(/\{(\w+)\}/g, (place, value: string) => String(values[value] ?? place))

if (form && status) {
  const button = form.querySelector('button')
  if (button) button.disabled = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (button) button.disabled = true
    status.textContent = word('working')
    status.dataset.outcome = 'working'
    const asked = String(new FormData(form).get('number') ?? '').trim()
    const shown = await recompute(asked)
    status.dataset.outcome = shown.outcome
    status.textContent = shown.text
    if (shown.href) status.append(' ', linkTo(shown.href))
    document.querySelector('#recompute-plan')?.replaceChildren(...(shown.plan ? [roomPlan(shown.plan)] : []))
    if (button) button.disabled = false
  })
}

type Shown = { readonly outcome: 'holds' | 'broken' | 'unreachable' | 'unknown'; readonly text: string } & Further
/** Where the room stands on its own page, and what this browser draws of it. */
type Further = { readonly href?: string; readonly plan?: PlanOfRoom }

async function recompute(asked: string): Promise<Shown> {
  const text = await download()
  if (text === undefined) return { outcome: 'unreachable', text: word('unreachable') }
  if (bytesToHex(sha256(utf8ToBytes(text))) !== page.hash) return { outcome: 'broken', text: word('broken') + word('hashDiffers') }
  const verdict = checkTranscript(text, noblePrimitives)
  if (!verdict.ok) return { outcome: 'broken', text: word('broken') + verdict.sentence }
  if (asked === '') return { outcome: 'holds', text: word('holds') }
  const found = findIn(text, asked)
  if (!found) return { outcome: 'unknown', text: `${word('holds')} ${word('unknown')}` }
  return { ...found, outcome: 'holds', text: `${word('holds')} ${found.text}` }
}

async function download(): Promise<string | undefined> {
  try {
    const response = await fetch(page.transcript)
    return response.ok ? await response.text() : undefined
  } catch {
    return undefined
  }
}

type Found = { readonly text: string } & Further

// The checker has read every member of these by now; a second reader would only make the page heavier.
function findIn(transcript: string, asked: string): Found | undefined {
  const { kind }: { kind: string } = JSON.parse(transcript).input
  if (kind === 'seats') return seatOf(transcript, asked)
  return kind === 'supplement' ? newSeatOf(transcript, asked) : placeOf(transcript, asked)
}

/** By label, or by the room and seat that a ticket number says. */
function seatOf(transcript: string, asked: string): Found | undefined {
  const { input, result }: SeatsTranscript = JSON.parse(transcript)
  const number = readTicketNumber(asked)
  const named = number && input.rooms[(number.room - 1) % input.rooms.length]
  const session = number && input.sessions[Math.floor((number.room - 1) / input.rooms.length)]?.name
  for (const room of result.rooms) {
    const at = room.seats.indexOf(asked)
    const bySeat =
      named &&
      number &&
      session === room.session &&
      named.site === room.site &&
      named.number === room.number &&
      number.seat <= room.seats.length
    const seat = at >= 0 ? at + 1 : bySeat ? number.seat : undefined
    if (seat === undefined) continue
    const label = room.seats[seat - 1] ?? ''
    const query = new URLSearchParams({ site: room.site, room: String(room.number), seat: String(seat) })
    const text = word('found', { site: room.site, room: room.number, seat })
    const columns = input.rooms.find(({ site, number: own }) => site === room.site && own === room.number)?.columns ?? 1
    return { text: `${text} (${label})`, href: `${page.page}?${query}`, plan: { columns, taken: room.seats.length, seat, title: text } }
  }
  return undefined
}

/** By label, in a supplementary draw. */
function newSeatOf(text: string, asked: string): Found | undefined {
  const { result }: SupplementTranscript = JSON.parse(text)
  for (const { site, number, seats } of result.rooms) {
    const seat = seats.find(({ label }) => label === asked)?.seat
    if (seat === undefined) continue
    const query = new URLSearchParams({ site, room: String(number), seat: String(seat) })
    return { text: word('found', { site, room: number, seat }), href: `${page.page}?${query}` }
  }
  return undefined
}

/** Where a label stands in a draw of people or lots. */
function placeOf(text: string, asked: string): Found | undefined {
  const { result }: OtherTranscript = JSON.parse(text)
  const { rooms = [], panels = [], labels = [], groups = [] } = result
  const circles = [...rooms.map(({ site, number, people }) => ({ name: `${site} ${number}`, people })), ...panels]
  for (const { name, people } of circles) {
    const place = people.find(({ label }) => label === asked)
    if (place) return { text: word('place', { room: name, position: place.position }) }
  }
  const lot = labels.indexOf(asked)
  if (lot >= 0) return { text: String(lot + 1) }
  const order = groups.flatMap((group) => group.labels).indexOf(asked)
  return order >= 0 ? { text: String(order + 1) } : undefined
}

function linkTo(href: string): HTMLAnchorElement {
  const link = document.createElement('a')
  link.href = href
  link.textContent = word('seatPlan')
  return link
}
