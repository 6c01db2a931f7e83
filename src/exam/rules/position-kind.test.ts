import { expect, test } from 'vitest'
import { kindOfPost } from './position-kind.ts'

test.each([
  ['财务', 'finance'],
  ['会计', 'finance'],
  ['出纳员', 'finance'],
  ['人事干事', 'personnel'],
  ['办公室文秘', 'secretary'],
  ['院长秘书', 'secretary'],
  ['纪检监察干事', 'discipline'],
  ['护理', 'ordinary'],
  ['综合管理', 'ordinary'],
] as const)('第三十五条 – %s is a post of kind %s', (title, kind) => {
  expect(kindOfPost(title)).toBe(kind)
})
