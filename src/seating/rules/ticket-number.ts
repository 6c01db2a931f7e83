/**
 * The number on an admission ticket: year, room, seat, check digit. It says where somebody sits and nothing about who it is.
 *
 * Regulation: 《工人技术等级考核工作制度》第六条（九） (R-WK-28) the centre makes and issues the admission tickets.
 */

/** `room` is the place of the room in the published list of rooms, from 1; the list is counted on for every further session. */
export type TicketPlace = { readonly year: number; readonly room: number; readonly seat: number }

/** e.g. 2600120078 for 2026, room 12, seat 7. */
export function ticketNumber({ year, room, seat }: TicketPlace): string {
  const digits = `${String(year % 100).padStart(2, '0')}${String(room).padStart(4, '0')}${String(seat).padStart(3, '0')}`
  return digits + checkDigit(digits)
}

/** Undefined for a number that was misread or mistyped: the check digit finds every wrong digit and every two swapped neighbours. */
export function readTicketNumber(text: string): Omit<TicketPlace, 'year'> | undefined {
  const digits = text.replaceAll(/[\s-]/g, '')
  if (!/^\d{10,12}$/.test(digits) || checkDigit(digits.slice(0, -1)) !== digits.at(-1)) return undefined
  return { room: Number(digits.slice(2, -4)), seat: Number(digits.slice(-4, -1)) }
}

/** Damm's quasigroup of order ten. */
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

function checkDigit(digits: string): string {
  let interim = 0
  for (const digit of digits) interim = Number(damm[interim]?.[Number(digit)])
  return String(interim)
}
