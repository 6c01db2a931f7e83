import { describe, expect, test } from 'vitest'
import { hintsFor } from './hints.ts'

const post = { education: 'bachelor', degree: 'bachelor', majors: '会计学；财务管理' }

describe('hints for the reviewers', () => {
  test.each([
    { own: { education: 'bachelor', degree: 'bachelor', major: '会计学' }, hints: [], because: 'all as asked' },
    { own: { education: 'master', degree: 'master', major: '财务管理' }, hints: [], because: 'more than asked' },
    {
      own: { education: 'college', degree: 'none', major: '会计学' },
      hints: ['education_below', 'degree_below'],
      because: 'less than asked',
    },
    { own: { education: 'bachelor', degree: 'bachelor', major: '工商管理' }, hints: ['major_not_listed'], because: 'another field' },
    { own: { education: 'bachelor', degree: 'bachelor', major: '会计 学' }, hints: [], because: 'a space makes no other field' },
  ])('$because', ({ own, hints }) => {
    expect(hintsFor(post, own)).toEqual(hints)
  })
  test('a post without conditions gives none', () => {
    expect(hintsFor({ education: null, degree: null, majors: null }, { education: 'senior_high', degree: 'none', major: '无' })).toEqual([])
  })
})
