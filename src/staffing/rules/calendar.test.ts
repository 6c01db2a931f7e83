import { describe, expect, test } from 'vitest'
import { preparationCalendar } from './calendar.ts'

const firstDay = Temporal.PlainDate.from('2026-03-21')
const ready = { family: 'WK', sitesInUse: 2, sitesReceived: 2, meetingHeld: true, dispatched: true } as const
const standing = (change: Partial<Parameters<typeof preparationCalendar>[0]>, today: string) =>
  preparationCalendar({ ...ready, ...change }, firstDay, Temporal.PlainDate.from(today))
    .filter(({ state }) => state !== 'done')
    .map(({ name, state }) => `${name} ${state}`)

describe('R-STAF-04, R-WK-22, R-WK-24 – what must be ready before the exam', () => {
  test.each([
    { change: {}, today: '2026-03-21', open: [], because: 'all is done' },
    {
      change: { sitesReceived: 1 },
      today: '2026-03-18',
      open: ['supplies due'],
      because: 'one of two sites has nothing, three days before',
    },
    { change: { sitesReceived: 1 }, today: '2026-03-17', open: ['supplies ahead'], because: 'a day earlier there is still time' },
    {
      change: { sitesInUse: 0, sitesReceived: 0 },
      today: '2026-03-19',
      open: ['seat_plan overdue', 'supplies overdue'],
      because: 'without seats no site is in use, and nothing has arrived',
    },
    { change: { meetingHeld: false }, today: '2026-03-20', open: ['meeting due'], because: 'the meeting is held before the day' },
    { change: { meetingHeld: false }, today: '2026-03-19', open: ['meeting ahead'], because: 'two days before there is still time' },
    { change: { dispatched: false }, today: '2026-03-20', open: ['dispatch due'], because: 'assessors are sent one day before' },
    { change: { dispatched: false }, today: '2026-03-21', open: ['dispatch overdue'], because: 'on the day it is late' },
    {
      change: { family: 'RC', meetingHeld: false, dispatched: false },
      today: '2026-03-21',
      open: [],
      because: 'only worker assessments need meeting and dispatch',
    },
  ] as const)('$because', ({ change, today, open }) => expect(standing(change, today)).toEqual(open))
})
