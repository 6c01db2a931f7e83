/**
 * A refusal that nobody looks at is a rule that does not hold. Every call of a function that answers a Result must be used: no statement
 * may consist of such a call alone.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const sources = ['src', 'seating', 'db'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ file: `${root}/${file}`, text: readFileSync(`${root}/${file}`, 'utf8') })),
)

/** Functions whose declared answer is a Result, by name. */
function resultFunctions(text: string): string[] {
  const declared = /(?:async\s+)?function\s+(\w+)\s*(?:<[^{]*?>)?\([\s\S]*?\)\s*:\s*(?:Promise<\s*)?(?:Result|Refused)</g
  const arrows = /const\s+(\w+)\s*=\s*(?:async\s*)?\([^;]*?\)\s*:\s*(?:Promise<\s*)?(?:Result|Refused)</g
  return [...text.matchAll(declared), ...text.matchAll(arrows)].map(([, name = '']) => name)
}

/** Statements that call one of the functions and do nothing with the answer: 'file:line text'. */
function droppedCalls(file: string, text: string, names: ReadonlySet<string>): string[] {
  return text.split('\n').flatMap((line, index) => {
    const called = line.match(/^\s*(?:await\s+|void\s+)?(\w+)\(/)?.[1]
    return called && names.has(called) && !/^\s*(async\s+)?function/.test(line) && statementStart(text, index)
      ? [`${file}:${index + 1} ${line.trim()}`]
      : []
  })
}

/** Whether the line begins a statement: the line before it does not leave an expression open. */
function statementStart(text: string, index: number): boolean {
  const before =
    text
      .split('\n')
      .slice(0, index)
      .findLast((line) => line.trim() !== '' && !line.trim().startsWith('//')) ?? ''
  return !/(=>|[=(,?:&|+[]|return|await)\s*$/.test(before)
}

const names = new Set(sources.flatMap(({ text }) => resultFunctions(text)))

test('the check knows a dropped result when it sees one', () => {
  const text =
    'export function judge(a: number): Result<number, string> {\n  return accept(a)\n}\n  judge(1)\n  const kept = judge(2)\n  await judge(3)\n'
  const found = new Set(resultFunctions(text))
  expect([...found]).toEqual(['judge'])
  expect(droppedCalls('x.ts', text, found)).toEqual(['x.ts:4 judge(1)', 'x.ts:6 await judge(3)'])
})

test('no Result is dropped', () => {
  expect(names.size).toBeGreaterThan(20)
  expect(sources.flatMap(({ file, text }) => droppedCalls(file, text, names))).toEqual([])
})
