import { describe, expect, test } from 'vitest'
import { readTicketNumber, ticketNumber } from './ticket-number.ts'

describe('a ticket number', () => {
  test('says year, room and seat and reads back', () => {
    const number = ticketNumber({ year: 2026, room: 12, seat: 7 })
    expect(number).toMatch(/^260012007\d$/)
    expect(readTicketNumber(number)).toEqual({ room: 12, seat: 7 })
    expect(readTicketNumber(`${number.slice(0, 2)}-${number.slice(2, 6)} ${number.slice(6)}`)).toEqual({ room: 12, seat: 7 })
  })
  test('of more than ten thousand rooms has more digits', () => {
    expect(readTicketNumber(ticketNumber({ year: 2026, room: 33_334, seat: 30 }))).toEqual({ room: 33_334, seat: 30 })
  })
  test('with one wrong digit is no number', () => {
    const number = ticketNumber({ year: 2026, room: 345, seat: 18 })
    for (let at = 0; at < number.length; at++)
      for (let digit = 0; digit < 10; digit++) {
        const wrong = number.slice(0, at) + digit + number.slice(at + 1)
        if (wrong !== number) expect(readTicketNumber(wrong), wrong).toBeUndefined()
      }
  })
  test('with two neighbours swapped is no number', () => {
    const number = ticketNumber({ year: 2026, room: 3456, seat: 21 })
    for (let at = 0; at + 1 < number.length; at++) {
      const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
      if (swapped !== number) expect(readTicketNumber(swapped), swapped).toBeUndefined()
    }
  })
  test.each(['', 'abc', '123', '2600120070123456'])('“%s” is no number', (text) => {
    expect(readTicketNumber(text)).toBeUndefined()
  })
})
