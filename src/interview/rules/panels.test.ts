import { describe, expect, test } from 'vitest'
import { judgeDrawDay, judgePanels, type PlannedPanel } from './panels.ts'

const panel = (number: number, positions: string[], change: Partial<PlannedPanel> = {}): PlannedPanel => ({
  number,
  positions,
  interviewRoom: `I${number}`,
  waitingRoom: `W${number}`,
  inspector: `inspector${number}`,
  supervisors: [`supervisor${number}`],
  clerk: `clerk${number}`,
  ...change,
})

describe('R-RC-25, R-RC-28, R-RC-30 – panels and rooms', () => {
  test.each([
    { because: 'each post before one panel', panels: [panel(1, ['a', 'b']), panel(2, ['c'])], becomes: 'accepted' },
    { because: 'a post before two panels', panels: [panel(1, ['a', 'b']), panel(2, ['b', 'c'])], becomes: 'position_in_two_panels' },
    { because: 'a post forgotten', panels: [panel(1, ['a', 'b'])], becomes: 'position_without_panel' },
    {
      because: 'a post without interviewees',
      panels: [panel(1, ['a', 'b']), panel(2, ['c', 'd'])],
      becomes: 'position_without_interviewees',
    },
    { because: 'one number twice', panels: [panel(1, ['a', 'b']), panel(1, ['c'])], becomes: 'panel_number_twice' },
    {
      because: 'waiting where one is interviewed',
      panels: [panel(1, ['a', 'b']), panel(2, ['c'], { waitingRoom: 'I1' })],
      becomes: 'rooms_not_apart',
    },
    {
      because: 'the clerk is the inspector',
      panels: [panel(1, ['a', 'b', 'c'], { clerk: 'inspector1' })],
      becomes: 'one_person_two_places',
    },
    {
      because: 'one inspector in two rooms',
      panels: [panel(1, ['a', 'b']), panel(2, ['c'], { inspector: 'inspector1' })],
      becomes: 'one_person_two_places',
    },
  ])('$because', ({ panels, becomes }) => {
    const judged = judgePanels(panels, ['a', 'b', 'c'])
    expect(judged.ok ? 'accepted' : judged.refusal).toBe(becomes)
  })
})

describe('R-RC-26 – drawn on the day', () => {
  test.each([
    { on: '2026-06-20', today: '2026-06-20', ok: true },
    { on: '2026-06-20', today: '2026-06-19', ok: false },
    { on: '2026-06-20', today: '2026-06-21', ok: false },
    { on: undefined, today: '2026-06-20', ok: false },
  ])('$on, today $today: $ok', ({ on, today, ok }) => expect(judgeDrawDay(on, today).ok).toBe(ok))
})
