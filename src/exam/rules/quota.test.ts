import { describe, expect, test } from 'vitest'
import { overruns } from './quota.ts'

const post = (unit: string, headcount: number, postClass = 'professional') => ({ unit, class: postClass, headcount })

describe('第四条 – within the approved establishment', () => {
  test.each([
    { positions: [post('市医院', 2), post('市医院', 1)], approved: [post('市医院', 3)], over: [], because: 'exactly what was approved' },
    { positions: [post('市医院', 2), post('市医院', 2)], approved: [post('市医院', 3)], over: [4], because: 'posts of a unit add up' },
    {
      positions: [post('市医院', 1, 'management')],
      approved: [post('市医院', 3)],
      over: [1],
      because: 'classes do not stand in for each other',
    },
    { positions: [post('市医院', 1)], approved: [post('市中心医院', 3)], over: [1], because: 'nor do units' },
    { positions: [], approved: [], over: [], because: 'nothing planned' },
  ])('$because', ({ positions, approved, over }) => {
    expect(overruns(positions, approved).map(({ planned }) => planned)).toEqual(over)
  })
})
