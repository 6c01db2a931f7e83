import { describe, expect, test } from 'vitest'
import { known } from '../../foundation/invariant.ts'
import { parseScore } from '../../foundation/score.ts'
import { explainTotal, percent, type TotalStanding } from './explain.ts'

const mark = (text: string) => known(parseScore(text), text)
const standing: TotalStanding = {
  marks: { written: mark('80.00'), interview: mark('90.00'), practical: undefined },
  weights: { written: mark('0.6000'), interview: mark('0.4000'), practical: mark('0.0000') },
  total: mark('84.00'),
  decimals: 2,
  rank: 2,
  counted: 3,
  headcount: 1,
  tieSettledBy: undefined,
  belowMinimum: false,
  chosen: true,
  appointee: undefined,
}

describe('R-RC-31, -33, -36, -39 – the total in words, with the clause', () => {
  test.each([
    {
      of: standing,
      says: ['笔试 80.00 × 60% + 面试 90.00 × 40% = 84.00', '第二十六条', '第 2 名', '您未进入', '第二十八条'],
      because: 'not chosen',
    },
    { of: { ...standing, tieSettledBy: 'written' }, says: ['以笔试成绩高者在前'], because: 'a tie the notice settles' },
    { of: { ...standing, belowMinimum: true }, says: ['最低分'], because: 'below the interview minimum' },
    { of: { ...standing, appointee: { state: 'medical', enteredBy: 'one_to_one' } }, says: ['您在其中', '参加体检'], because: 'chosen' },
    {
      of: { ...standing, appointee: { state: 'medical', enteredBy: 'backfill' } },
      says: ['依次递补', '第三十一条'],
      because: 'backfilled',
    },
    {
      of: { ...standing, appointee: { state: 'suspended', enteredBy: 'one_to_one' } },
      says: ['暂缓聘用', '第三十三条'],
      because: 'suspended',
    },
  ] as const)('$because', ({ of, says }) => {
    const text = explainTotal(of)
      .map(({ zh }) => zh)
      .join('')
    for (const part of says) expect(text).toContain(part)
  })

  test('before anybody is chosen nothing is said about it', () => {
    const text = explainTotal({ ...standing, chosen: undefined })
      .map(({ zh }) => zh)
      .join('')
    expect(text).not.toContain('体检')
  })

  test.each([
    { weight: '0.6000', becomes: '60%' },
    { weight: '1.0000', becomes: '100%' },
    { weight: '0.3333', becomes: '33.33%' },
    { weight: '0.3', becomes: '30%' },
  ])('$weight is $becomes', ({ weight, becomes }) => expect(percent(mark(weight))).toBe(becomes))
})
