import { describe, expect, test } from 'vitest'
import { Family } from '../../foundation/family.ts'
import { defaultNotice, faultsOfNotice, Notice, shownCounts } from './notice.ts'

const phones = { advice: '0436-3200001', complaint: '0436-3200002' }
const faults = (family: Family, changed: Partial<Notice>) =>
  faultsOfNotice(family, 2026, { ...defaultNotice(family, 2026, phones), ...changed }).map(({ code }) => code)

describe('the parameters of a notice', () => {
  test.each(Family.options)('%s: the defaults are a valid notice and keep every rule', (family) => {
    expect(Notice.parse(defaultNotice(family, 2026, phones))).toBeDefined()
    expect(faults(family, {})).toEqual([])
  })

  test.each([
    { family: 'RC', changed: { ratio: 2 }, codes: ['ratio_is_fixed'], because: '1:3, no less (第十六条)' },
    { family: 'RC', changed: { ratio: 4 }, codes: ['ratio_is_fixed'], because: '1:3, no more' },
    { family: 'PW', changed: { ratio: 4 }, codes: [], because: 'the ratio of recruitment binds recruitment' },
    { family: 'RC', changed: { publicityDays: 6 }, codes: ['publicity_too_short'], because: 'six days are not seven (第十五条)' },
    { family: 'RC', changed: { publicityDays: 8 }, codes: [], because: 'longer is allowed' },
    {
      family: 'RC',
      changed: { publicityDays: 7, publicityUnit: 'working' },
      codes: ['publicity_too_short'],
      because: '7天 are natural days',
    },
    { family: 'PW', changed: { publicityDays: 2 }, codes: ['publicity_too_short'], because: 'three working days (第十九条)' },
    { family: 'PW', changed: { publicityDays: 3 }, codes: [], because: 'three are enough' },
    {
      family: 'RC',
      changed: { phones: { advice: '0436-3200001', complaint: null } },
      codes: ['phone_missing'],
      because: 'two telephone numbers (第三十六条)',
    },
    { family: 'RC', changed: { retentionMonths: 5 }, codes: ['retention_too_short'], because: 'half a year (第十四条)' },
    { family: 'RC', changed: { retentionMonths: 6 }, codes: [], because: 'half a year' },
    { family: 'WK', changed: { roomLimit: 31 }, codes: ['room_limit_too_high'], because: 'an ordinary room has 30 in every family' },
    { family: 'WK', changed: { roomLimit: 25 }, codes: [], because: 'fewer is allowed' },
    {
      family: 'WK',
      changed: { yearsCutoff: '2026-12-30' },
      codes: ['cutoff_is_end_of_year'],
      because: '年末 is the last day (第四条(三))',
    },
    { family: 'PT', changed: { yearsCutoff: '2026-06-30' }, codes: [], because: 'the exam document names the day' },
    {
      family: 'RC',
      changed: { tieChain: ['written', 'written'] },
      codes: ['tie_rule_repeated'],
      because: 'what did not part them will not',
    },
    {
      family: 'RC',
      changed: { tieChain: ['decision', 'written'] },
      codes: ['decision_is_last'],
      because: 'nothing comes after a decision',
    },
    { family: 'RC', changed: { tieChain: ['written', 'decision'] }, codes: [], because: 'in order' },
  ] as const)('$family $changed: $because', ({ family, changed, codes }) => {
    const mutable: Partial<Notice> = JSON.parse(JSON.stringify(changed))
    expect(faults(family, mutable)).toEqual(codes)
  })
})

test.each([
  { liveCounts: undefined, reviewMode: 'before', becomes: { applied: true, passed: false }, because: 'unsaid: how many applied' },
  { liveCounts: 'not_shown', reviewMode: 'before', becomes: { applied: false, passed: false }, because: 'neither' },
  { liveCounts: 'applied', reviewMode: 'before', becomes: { applied: true, passed: false }, because: 'the one' },
  { liveCounts: 'applied_and_passed', reviewMode: 'before', becomes: { applied: true, passed: true }, because: 'both' },
  { liveCounts: 'applied_and_passed', reviewMode: 'after', becomes: { applied: true, passed: false }, because: 'nobody is reviewed yet' },
] as const)('numbers at the posts, $liveCounts, review $reviewMode: $because', ({ becomes, ...notice }) => {
  expect(shownCounts(notice)).toEqual(becomes)
})
