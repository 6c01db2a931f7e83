import { describe, expect, test } from 'vitest'
import { positionFromTable, positionFromTrade, subjectsOf } from './draft-position.ts'
import type { ListedPosition } from './position-table.ts'

const line: ListedPosition = {
  row: 2,
  code: '004E',
  department: '市卫生健康委员会',
  unit: '市医院',
  name: '财务',
  postClass: 'professional',
  headcount: 2,
  education: 'bachelor',
  degree: 'bachelor',
  majors: ['会计学', '财务管理'],
  age: { from: null, to: 35 },
  otherConditions: '',
  category: 'E',
  exempt: false,
  weights: { written: 60, interview: 40 },
}

describe('a post of the notice', () => {
  test('a line of the table with its weights', () => {
    expect(positionFromTable(line)).toMatchObject({
      writtenWeight: '0.6000',
      interviewWeight: '0.4000',
      kind: 'finance',
      majors: '会计学；财务管理',
      other: null,
    })
  })
  test('第十六条 – free of the written exam: the interview is all', () => {
    const exempt = positionFromTable({ ...line, exempt: true, category: null, weights: null })
    expect(exempt).toMatchObject({ writtenExempt: true, subject: null, writtenWeight: '0.0000', interviewWeight: '1.0000' })
  })
  test.each([
    { practicalPercent: 0, written: '1.0000', practical: '0.0000' },
    { practicalPercent: 5, written: '0.9500', practical: '0.0500' },
    { practicalPercent: 100, written: '0.0000', practical: '1.0000' },
  ])('a trade with $practicalPercent % practice', ({ practicalPercent, written, practical }) => {
    const post = positionFromTrade({ trade: '汽车驾驶员', grade: 3, practicalPercent }, 7, '工考中心')
    expect(post).toMatchObject({
      code: '007-3',
      subject: '汽车驾驶员（高级工）',
      writtenWeight: written,
      practicalWeight: practical,
      headcount: null,
    })
  })
  test('each subject once', () => {
    expect(subjectsOf([{ subject: 'E' }, { subject: null }, { subject: 'A' }, { subject: 'E' }])).toEqual(['A', 'E'])
  })
})
