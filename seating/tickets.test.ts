import { bytesToHex } from '@noble/hashes/utils.js'
import { describe, expect, test } from 'vitest'
import { ticketStands } from './check-ticket.ts'
import { rootOf } from './merkle.ts'
import { noblePrimitives } from './primitives.ts'
import { type Ticket, ticketPath, ticketTree } from './tickets.ts'

const ticket = (at: number): Ticket => ({
  draw: 'draw-1',
  label: `c${at}`,
  room: 1 + (at % 3),
  seat: at + 1,
  session: 'morning',
  site: '第一中学',
  variant: at % 2 ? 'B' : 'A',
})

describe('the plan as a tree', () => {
  test('every ticket of a plan of any size reaches the root, and no altered one does', () => {
    for (let size = 1; size <= 33; size++) {
      const tickets = Array.from({ length: size }, (_, at) => ticket(at))
      const tree = ticketTree(tickets)
      const root = bytesToHex(tree.root)
      expect(root).toBe(bytesToHex(rootOf(tickets)))
      for (const [at, one] of tickets.entries()) {
        const proof = ticketPath(tree, at)
        const stands = (altered: Partial<Ticket>, other = proof) => ticketStands({ ...one, ...altered }, other, root, noblePrimitives)
        expect(stands({})).toBe(true)
        for (const altered of [
          { seat: 99 },
          { room: 9 },
          { site: '第二中学' },
          { label: 'x' },
          { variant: 'C' },
          { session: 'x' },
          { draw: 'x' },
        ])
          expect(stands(altered)).toBe(false)
        expect(stands({}, { ...proof, index: size })).toBe(false)
        expect(stands({}, { ...proof, path: [...proof.path, root] })).toBe(false)
        expect(stands({}, { ...proof, path: proof.path.slice(1) })).toBe(size === 1)
        if (size > 1) expect(stands({}, { ...proof, index: (at + 1) % size })).toBe(false)
      }
    }
  })

  test('a path that is not hexadecimal is an error, not an answer', () => {
    expect(() => ticketStands(ticket(0), { index: 0, size: 2, path: ['zz'] }, '', noblePrimitives)).toThrow('path[0]')
  })
})
