import { expect, test } from 'vitest'
import { articleFor } from './articles.ts'

test.each([
  { family: 'RC' as const, phase: 'before' as const, says: '第九条' },
  { family: 'RC' as const, phase: 're_review' as const, says: '第十七条' },
  { family: 'PT' as const, phase: 'before' as const, says: '第三条' },
  { family: 'PT' as const, phase: 'after' as const, says: '第九条第五项' },
  { family: 'WK' as const, phase: 'before' as const, says: '第五条第二项' },
  { family: 'TR' as const, phase: 'before' as const, says: '第十一条' },
])('$family $phase rests on $says', ({ family, phase, says }) => {
  expect(articleFor(family, phase).zh).toContain(says)
})
