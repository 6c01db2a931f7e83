import type { Ticket, TicketProof } from '../../../seating/tickets.ts'

/**
 * What the square code on a ticket says, and how it is read.
 *
 * Regulation: 《事业单位公开招聘工作管理制度》第十条 (R-RC-10) nobody can help a candidate to another seat: a ticket that was edited, or printed
 * for a seat that was not drawn, has no path to the published root.
 */
export type ProvedTicket = { readonly ticket: Ticket; readonly proof: TicketProof }

/** Where in the levels of a tree, one after the other, the hashes beside a leaf's way to the root stand. */
export function besideOf(index: number, size: number): number[] {
  const places: number[] = []
  let [from, node] = [0, index]
  for (let width = size; width > 1; width = Math.ceil(width / 2)) {
    const sibling = node % 2 === 0 ? node + 1 : node - 1
    if (sibling < width) places.push(from + sibling)
    from += width
    node = Math.floor(node / 2)
  }
  return places
}

/** Letters of an address only; the hashes of the path as base64url, one after the other. */
export function ticketCode({ ticket, proof }: ProvedTicket): string {
  const { draw, label, room, seat, session, site, variant } = ticket
  const bytes = (proof.path.join('').match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('')
  const path = btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  return new URLSearchParams({
    d: draw,
    l: label,
    r: String(room),
    s: String(seat),
    t: session,
    p: site,
    v: variant,
    i: String(proof.index),
    n: String(proof.size),
    h: path,
  }).toString()
}

/** Reads a code, or the address that ends with one; undefined when it is none. */
export function readTicketCode(text: string): ProvedTicket | undefined {
  const fields = new URLSearchParams(text.trim().replace(/^[^#]*#/, ''))
  const [room, seat, index, size] = ['r', 's', 'i', 'n'].map((name) => whole(fields.get(name)))
  const [draw, label, session, site, variant] = ['d', 'l', 't', 'p', 'v'].map((name) => fields.get(name) ?? '')
  const path = hashes(fields.get('h'))
  if (room === undefined || seat === undefined || index === undefined || size === undefined || !path) return undefined
  if (!draw || !label || !session || !site || !variant) return undefined
  return { ticket: { draw, label, room, seat, session, site, variant }, proof: { index, size, path } }
}

const whole = (text: string | null): number | undefined => (text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined)

function hashes(text: string | null): string[] | undefined {
  if (text === null || !/^[\w-]*$/.test(text)) return undefined
  try {
    const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    const hex = Array.from(bytes, (one) => one.charCodeAt(0).toString(16).padStart(2, '0')).join('')
    return hex.length % 64 === 0 ? (hex.match(/.{64}/g) ?? []) : undefined
  } catch {
    return undefined
  }
}
