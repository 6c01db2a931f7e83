import { describe, expect, test } from 'vitest'
import { apartRules, DutyOptions } from './apart.ts'

describe('R-RC-14, B-17 – third-party people keep watch away from their own unit', () => {
  test.each([
    { source: 'third_party', outsideUnit: true, gives: 'outsideUnit' },
    { source: 'host', outsideUnit: false, gives: 'experiencedPerRoom' },
    { source: 'centre', outsideUnit: false, gives: 'experiencedPerRoom' },
  ] as const)('$source', ({ source, outsideUnit, gives }) => {
    const rules = apartRules(source, { distinctUnits: true, rotation: 'site' })
    expect(rules).toMatchObject({ outsideUnit, distinctUnits: true, rotation: 'site' })
    expect(rules.yields).toEqual(['rotation', 'distinctUnits', gives])
  })
  test('recusals are never given up, and nothing is asked for that nobody chose', () => {
    expect(apartRules('third_party', DutyOptions.parse({})).yields).not.toContain('relations')
    expect(DutyOptions.parse({})).toEqual({ distinctUnits: false, rotation: 'none' })
  })
})
