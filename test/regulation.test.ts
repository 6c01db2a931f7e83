/** REGULATION.md and the rule files name the same rules, both ways, and every rule file has its table test beside it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const ruleFiles = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\/rules\/[^/]+\.ts$/.test(file) && !file.endsWith('.test.ts'))
  .map((file) => `src/${file}`)

const ruleIds = (text: string) => [...new Set([...text.matchAll(/\b(?:R-[A-Z]+-\d{2}|B-\d{2})\b/g)].map(([id]) => id))].sort()
const moduleComment = (file: string) => readFileSync(file, 'utf8').match(/\/\*\*[\s\S]*?\*\//)?.[0] ?? ''

/** Rows of REGULATION.md: | article | rule ids | rule file | test | */
const rows = readFileSync('REGULATION.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.includes('src/'))
  .map((line) => {
    const [article = '', ids = '', file = '', testFile = ''] = line
      .split('|')
      .slice(1)
      .map((cell) => cell.trim().replaceAll('`', ''))
    return { article, ids: ruleIds(ids), file, testFile }
  })

test('every rule file says which article it implements', () => {
  expect(ruleFiles.filter((file) => ruleIds(moduleComment(file)).length === 0)).toEqual([])
})
test('every rule file stands in the index with exactly the rules its comment cites', () => {
  const indexed = (file: string) => [...new Set(rows.filter((row) => row.file === file).flatMap(({ ids }) => ids))].sort()
  const differing = ruleFiles.filter((file) => indexed(file).join() !== ruleIds(moduleComment(file)).join())
  expect(differing.map((file) => ({ file, index: indexed(file), comment: ruleIds(moduleComment(file)) }))).toEqual([])
})
test('every row of the index names a file and a test that exist', () => {
  expect(rows.length).toBeGreaterThan(10)
  expect(rows.filter(({ file, testFile }) => !existsSync(file) || !existsSync(testFile))).toEqual([])
})
