import { describe, expect, test } from 'vitest'
import { AccountId } from '../../foundation/ids.ts'
import { covers } from './recusal.ts'

const accountId = AccountId.parse('00000000-0000-4000-8000-0000000000a1')
const of = (relative: string | undefined, unit: string | undefined) => ({ accountId, relative, unit })

describe('第三十五条 – recusal', () => {
  test.each([
    { declared: of('aa', undefined), persons: ['aa', 'bb'], units: [], covered: true, because: 'the relative applied' },
    { declared: of('aa', undefined), persons: ['bb'], units: ['市医院'], covered: false, because: 'the relative did not' },
    { declared: of(undefined, '市医院'), persons: ['bb'], units: ['市医院'], covered: true, because: 'the unit recruits' },
    { declared: of(undefined, '市医院'), persons: ['bb'], units: ['市中心医院'], covered: false, because: 'another unit does' },
    { declared: of(undefined, undefined), persons: ['bb'], units: [], covered: true, because: 'from the whole exam' },
    { declared: of('aa', '市医院'), persons: ['bb'], units: ['市医院'], covered: true, because: 'one of the two is enough' },
  ])('$because', ({ declared, persons, units, covered }) => {
    expect(covers(declared, { persons, units })).toBe(covered)
  })
})
