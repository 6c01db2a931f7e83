import { bytesToHex } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import { noblePrimitives } from '../../../seating/primitives.ts'
import { type Ticket, ticketPath, ticketTree } from '../../../seating/tickets.ts'
import type { ProvedTicket } from './ticket-code.ts'
import { type PublishedPlan, standingOfTicket } from './ticket-standing.ts'

const [morning, noon] = ['2026-04-18T01:00:00Z', '2026-04-18T06:00:00Z']
const ticketOf = (draw: string, more: Partial<Ticket> = {}): Ticket => ({
  draw,
  label: 'a',
  room: 7,
  seat: 3,
  session: morning,
  site: 'S1',
  variant: 'A',
  ...more,
})
const planOf = (draw: string, lost: PublishedPlan['lost']): PublishedPlan => ({
  draw,
  root: bytesToHex(ticketTree([ticketOf(draw), ticketOf(draw, { seat: 4 })]).root),
  lost,
})
const provedIn = (draw: string): ProvedTicket => ({
  ticket: ticketOf(draw),
  proof: ticketPath(ticketTree([ticketOf(draw), ticketOf(draw, { seat: 4 })]), 0),
})
const lostRoom = { session: morning, site: 'S1', number: 7 }

describe('R-RC-10 – a ticket stands until a later draw declares its room lost', () => {
  const plans = (lost: PublishedPlan['lost'], later: PublishedPlan['lost'] = []) => [
    planOf('first', []),
    planOf('second', lost),
    planOf('third', later),
  ]
  test.each([
    { draw: 'first', of: plans([]), becomes: 'stands', because: 'no room is lost' },
    { draw: 'first', of: plans([lostRoom]), becomes: 'superseded', because: 'its room is lost in the next draw' },
    { draw: 'first', of: plans([], [lostRoom]), becomes: 'superseded', because: 'its room is lost in the draw after' },
    { draw: 'second', of: plans([lostRoom]), becomes: 'stands', because: 'the room was in use again when this draw was held' },
    { draw: 'second', of: plans([], [lostRoom]), becomes: 'superseded', because: 'a supplement’s own room may be lost as well' },
    { draw: 'first', of: plans([{ ...lostRoom, session: noon }]), becomes: 'stands', because: 'the room is lost in another session' },
    { draw: 'first', of: plans([{ ...lostRoom, site: 'S2' }]), becomes: 'stands', because: 'another site lost its room 7' },
    { draw: 'first', of: plans([{ ...lostRoom, number: 8 }]), becomes: 'stands', because: 'the room next door is lost' },
    { draw: 'fourth', of: plans([lostRoom]), becomes: 'another', because: 'no such draw is published' },
  ])('$draw: $becomes, $because', ({ draw, of, becomes }) => {
    expect(standingOfTicket(provedIn(draw), of, noblePrimitives)).toBe(becomes)
  })

  test('an edited ticket of a lost room is forged, not superseded', () => {
    const { ticket, proof } = provedIn('first')
    expect(standingOfTicket({ ticket: { ...ticket, label: 'b' }, proof }, plans([lostRoom]), noblePrimitives)).toBe('forged')
  })
})
