import { describe, expect, test } from 'vitest'
import { type Standing, stageNow } from './stage-now.ts'

const steps = [
  'announced',
  'registrationClosed',
  'listed',
  'seated',
  'staffed',
  'roomsStarted',
  'unblinded',
  'panelsMade',
  'totalled',
] as const
const reached = (count: number, family: Standing['family'] = 'RC', roomsOpen = false): Standing => {
  const done = (step: (typeof steps)[number]) => steps.indexOf(step) < count
  return {
    family,
    roomsOpen,
    announced: done('announced'),
    registrationClosed: done('registrationClosed'),
    listed: done('listed'),
    seated: done('seated'),
    staffed: done('staffed'),
    roomsStarted: done('roomsStarted'),
    unblinded: done('unblinded'),
    panelsMade: done('panelsMade'),
    totalled: done('totalled'),
  }
}

describe('where an exam stands', () => {
  test.each([
    [0, 'exam'],
    [1, 'registration'],
    [2, 'qualification'],
    [3, 'seating'],
    [4, 'staffing'],
    [5, 'custody'],
    [6, 'marking'],
    [7, 'shortlisting'],
    [8, 'interview'],
    [9, 'selection'],
  ] as const)('after %i steps: %s', (count, stage) => {
    expect(stageNow(reached(count))).toBe(stage)
  })
  test('a room that has started and not closed keeps the exam in its day', () => {
    expect(stageNow(reached(6, 'RC', true))).toBe('sitting')
  })
  test('a family without interviews goes on to its certificates', () => {
    expect(stageNow(reached(6, 'WK'))).toBe('marking')
    expect(stageNow(reached(7, 'WK'))).toBe('certificates')
  })
})
