import { describe, expect, test } from 'vitest'
import { AccountId } from '../../foundation/ids.ts'
import { judgeHandOver, judgeReceipt } from './supplies.ts'

const codeOf = (judged: { ok: boolean; refusal?: string }) => (judged.ok ? 'accepted' : judged.refusal)
const account = (n: number) => AccountId.parse(`00000000-0000-7000-8000-00000000000${n}`)
const handed = { badges: 8, seatCharts: 4, siteId: 's1', handedBy: account(1) }
const receipt = { badges: 8, seatCharts: 4, charge: ['s1'], receivedBy: account(2) } as const

describe('R-STAF-04 – badges and seat charts go from hand to hand', () => {
  test.each([
    { seatCharts: 3, becomes: 'seat_charts_missing', because: 'a room without a chart' },
    { seatCharts: 4, becomes: 'accepted', because: 'a chart for each room' },
    { seatCharts: 5, becomes: 'accepted', because: 'one to spare' },
  ])('$because', ({ seatCharts, becomes }) => expect(codeOf(judgeHandOver({ badges: 0, seatCharts }, 4))).toBe(becomes))

  test.each([
    { change: {}, becomes: 'accepted', because: 'the chief examiner of the site counts the same' },
    { change: { charge: 'all' as const }, becomes: 'accepted', because: 'one who answers for every site' },
    { change: { charge: ['s2', 's1'] }, becomes: 'accepted', because: 'one who answers for two sites' },
    { change: { charge: ['s2'] }, becomes: 'site_of_another', because: 'the chief examiner of another site' },
    { change: { charge: [] }, becomes: 'site_of_another', because: 'nobody’s chief examiner' },
    { change: { receivedBy: account(1) }, becomes: 'giver_cannot_receive', because: 'whoever handed it over' },
    { change: { badges: 7 }, becomes: 'supplies_differ', because: 'a badge is missing' },
    { change: { badges: 9 }, becomes: 'supplies_differ', because: 'a badge too many' },
    { change: { seatCharts: 3 }, becomes: 'supplies_differ', because: 'a chart is missing' },
  ])('$because', ({ change, becomes }) => expect(codeOf(judgeReceipt(handed, { ...receipt, ...change }))).toBe(becomes))
})
