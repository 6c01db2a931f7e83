/** REGULATION.md and the rule files name the same rules, both ways, and every row has its test. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isKnown, regulationIndex, ruleFiles, ruleIds, stageRules, unnamedIn } from './regulation-index.ts'

const text = readFileSync('REGULATION.md', 'utf8')

/** Rows of REGULATION.md: | article | rule ids | rule file | test | */
const rows = text
  .split('\n')
  .filter((line) => /^\| .*`(src|seating)\//.test(line))
  .map((line) => {
    const [article = '', ids = '', file = '', testFile = ''] = line
      .split('|')
      .slice(1)
      .map((cell) => cell.trim().replaceAll('`', ''))
    return { article, ids: ruleIds(ids), file, testFile }
  })

test('every rule file says which article it implements', () => {
  expect(stageRules.length).toBeGreaterThan(50)
  expect(stageRules.filter(({ ids }) => ids.length === 0).map(({ file }) => file)).toEqual([])
})
test('every rule that is cited exists, and the comment names its document and article', () => {
  expect(ruleFiles.flatMap(({ file, ids }) => ids.filter((id) => !isKnown(id)).map((id) => `${file} ${id}`))).toEqual([])
  expect(ruleFiles.flatMap((rule) => unnamedIn(rule).map((id) => `${rule.file} ${id}`))).toEqual([])
})
test('every rule file stands in the index with exactly the rules its comment cites', () => {
  const indexed = (file: string) => [...new Set(rows.filter((row) => row.file === file).flatMap(({ ids }) => ids))].sort()
  const differing = ruleFiles.filter(({ file, ids }) => indexed(file).join() !== ids.join())
  expect(differing.map(({ file, ids }) => ({ file, index: indexed(file), comment: ids }))).toEqual([])
})
test('every row of the index names a rule file and a test that exist', () => {
  expect(rows.length).toBeGreaterThan(100)
  const known = new Set(ruleFiles.map(({ file }) => file))
  expect(rows.filter(({ file, testFile }) => !known.has(file) || !existsSync(testFile))).toEqual([])
})
test('the index is the one the comments make: npx tsx test/write-regulation.ts', () => {
  expect(text.endsWith(`\n\n${regulationIndex()}\n`)).toBe(true)
})
