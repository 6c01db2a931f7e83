import { describe, expect, test } from 'vitest'
import { parseScore } from '../../foundation/score.ts'
import { certifyingFamily, findingOf, judgeApproval, kindOf, type Standing } from './pass.ts'

const exact = (text: string) => {
  const parsed = parseScore(text)
  if (!parsed) throw new Error(text)
  return parsed
}
const scored = (text: string): Standing => ({
  outcome: { status: 'scored', score: exact(text) },
  qualified: true,
  disqualified: false,
  practice: 'not_asked',
})

describe('第七条(二): who has passed', () => {
  test.each([
    { of: scored('60'), mark: '60', is: 'passed', because: 'the mark itself passes' },
    { of: scored('60.0000'), mark: '60', is: 'passed', because: 'trailing places change nothing' },
    { of: scored('59.9999'), mark: '60', is: 'failed', because: 'the smallest step below fails, nothing is rounded' },
    { of: scored('59.995'), mark: '60.00', is: 'failed', because: 'not even where it would round up' },
    { of: { ...scored('0'), outcome: { status: 'absent' } as const }, mark: '0', is: 'absent', because: 'absent is no score of nought' },
    { of: { ...scored('90'), outcome: { status: 'breach' } as const }, mark: '60', is: 'breach', because: 'a breach never passes' },
    { of: { ...scored('90'), disqualified: true }, mark: '60', is: 'breach', because: 'a breach confirmed later never passes' },
    { of: { ...scored('90'), qualified: false }, mark: '60', is: 'not_qualified', because: 'the review was reversed' },
    {
      of: { ...scored('90'), practice: 'outstanding' as const },
      mark: '60',
      is: 'practical_outstanding',
      because: 'half a test is no pass',
    },
    { of: { ...scored('59'), practice: 'outstanding' as const }, mark: '60', is: 'failed', because: 'no practice makes up for the theory' },
    { of: { ...scored('90'), practice: exact('60') }, mark: '60', is: 'passed', because: 'both reach the mark' },
    { of: { ...scored('90'), practice: exact('59.9') }, mark: '60', is: 'failed', because: 'theory does not make up for the practice' },
    { of: { ...scored('90'), practice: exact('80'), qualified: false }, mark: '60', is: 'not_qualified', because: 'reversed after both' },
  ])('$is: $because', ({ of, mark, is }) => {
    expect(findingOf(of, exact(mark))).toBe(is)
  })
})

describe('第七条(二): the director approves what others entered', () => {
  test.each([
    { by: 'director', scorers: ['clerk', 'inspector'], passes: 3, seen: 'a', becomes: true, because: 'a director apart from the scores' },
    { by: 'clerk', scorers: ['clerk'], passes: 3, seen: 'a', becomes: 'approver_entered_scores', because: 'who joined the names' },
    { by: 'director', scorers: ['clerk'], passes: 3, seen: 'b', becomes: 'list_changed', because: 'another list was on the screen' },
    { by: 'director', scorers: ['clerk'], passes: 0, seen: 'a', becomes: 'nothing_to_approve', because: 'nobody passed' },
  ])('$because', ({ by, scorers, passes, seen, becomes }) => {
    const result = judgeApproval(by, scorers, passes, seen, 'a')
    expect(result.ok ? true : result.refusal).toBe(becomes)
  })
})

test.each([
  ['WK', 'assessment_form'],
  ['SK', 'certificate'],
  ['PT', 'certificate'],
  ['RC', undefined],
  ['PW', undefined],
  ['TR', undefined],
] as const)('%s gives %s', (family, kind) => {
  const certifying = certifyingFamily(family)
  expect(certifying && kindOf(certifying)).toBe(kind)
})
