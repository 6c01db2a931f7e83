import { bytesToHex } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import { ticketStands } from '../../../seating/check-ticket.ts'
import { noblePrimitives } from '../../../seating/primitives.ts'
import { type Ticket, ticketPath, ticketTree } from '../../../seating/tickets.ts'
import { besideOf, readTicketCode, ticketCode } from './ticket-code.ts'

const ticketsOf = (size: number): Ticket[] =>
  Array.from({ length: size }, (_, at) => ({
    draw: 'a-draw',
    label: `l${at}`,
    room: 1,
    seat: at + 1,
    session: '2026-04-18T01:00:00Z',
    site: '一中 & 二中',
    variant: 'A',
  }))

describe('R-RC-10 – a ticket carries its proof', () => {
  test.each([1, 2, 3, 5, 8, 13, 64, 100])('in a plan of %i, every path is found in the kept levels, coded, read and checked', (size) => {
    const all = ticketsOf(size)
    const tree = ticketTree(all)
    const kept = tree.levels.map(bytesToHex).join('')
    for (const [index, ticket] of all.entries()) {
      const path = besideOf(index, size).map((place) => kept.slice(64 * place, 64 * place + 64))
      expect({ index, size, path }).toEqual(ticketPath(tree, index))
      const read = readTicketCode(
        `https://office.example/public/exams/x/ticket-check#${ticketCode({ ticket, proof: { index, size, path } })}`,
      )
      expect(read).toEqual({ ticket, proof: { index, size, path } })
      expect(read && ticketStands(read.ticket, read.proof, bytesToHex(tree.root), noblePrimitives)).toBe(true)
      expect(read && ticketStands({ ...read.ticket, seat: read.ticket.seat + 1 }, read.proof, bytesToHex(tree.root), noblePrimitives)).toBe(
        false,
      )
    }
  })

  const good = ticketCode({
    ticket: ticketsOf(1)[0] ?? ticketsOf(2)[1] ?? { draw: '', label: '', room: 0, seat: 0, session: '', site: '', variant: '' },
    proof: { index: 0, size: 1, path: [] },
  })
  test.each([
    ['', false],
    ['准考证', false],
    [good, true],
    [` ${good} `, true],
    [good.replace('s=1', 's=-1'), false],
    [good.replace('s=1', 's=1.5'), false],
    [good.replace('d=a-draw', 'd='), false],
    [good.replace(/h=$/, 'h=AAAA'), false],
    [good.replace(/h=$/, 'h=***'), false],
    [good.replace(/h=$/, 'h=A'), false],
    [good.replace(/&h=$/, ''), false],
  ])('%s is a code: %s', (text, is) => {
    expect(readTicketCode(text) !== undefined).toBe(is)
  })
})
