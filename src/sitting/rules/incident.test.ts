import { expect, test } from 'vitest'
import { articleOf, breaches, roomIncidents } from './incident.ts'

test('every kind of incident has its article', () => {
  for (const kind of roomIncidents) expect(articleOf(kind)).toMatch(/^R-[A-Z]+-\d\d$/)
})
test.each(breaches)('%s is a breach under 第三十七条 (R-RC-44)', (kind) => expect(articleOf(kind)).toBe('R-RC-44'))
test('illness and a late arrival are no breach', () => {
  expect(breaches).not.toContain('illness')
  expect(breaches).not.toContain('late_arrival')
})
