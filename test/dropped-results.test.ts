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

const closing: Readonly<Record<string, string>> = { '(': ')', '<': '>', '{': '}', '[': ']' }

/** The place behind the bracket that closes the one at `start`; brackets of its kind alone are counted, and `=>` closes nothing. */
function afterBalanced(text: string, start: number): number {
  const open = text.charAt(start)
  const close = closing[open] ?? ''
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === open) depth += 1
    if (text[at] === close && text[at - 1] !== '=') depth -= 1
    if (depth === 0) return at + 1
  }
  return text.length
}

/** Functions whose own declared answer is a Result or the promise of one. */
function resultFunctions(text: string): string[] {
  const begins = [...text.matchAll(/\bfunction\s+(\w+)\s*(?=[<(])/g), ...text.matchAll(/\bconst\s+(\w+)\s*=\s*(?:async\s*)?(?=[<(])/g)]
  return begins.flatMap(({ 0: head, 1: name = '', index }) => {
    const start = index + head.length
    const parameters = text[start] === '<' ? afterBalanced(text, start) : start
    if (text[parameters] !== '(') return []
    return answers.test(text.slice(afterBalanced(text, parameters))) ? [name] : []
  })
}

/** `Answer<…>` is the draw engine's own Result; `Answer` without parameters is the sentence of a refusal. */
const answers = /^\s*:\s*(?:Promise<\s*)?(?:Result|Refused|Answer)</

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

const resultsOf = new Map(sources.map(({ file, text }) => [file, new Set(resultFunctions(text))]))

/** What a file can call: its own functions and those it imports under their name. One name may mean two functions in two files. */
function callable(file: string, text: string): ReadonlySet<string> {
  const imported = [...text.matchAll(/import\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'(\.[^']+)'/g)].flatMap(([, list = '', from = '']) => {
    const there = resultsOf.get(new URL(from, `file:///${file}`).pathname.slice(1))
    return list.split(',').flatMap((item) => {
      const [name = '', as = name] = item
        .trim()
        .replace(/^type /, '')
        .split(' as ')
      return there?.has(name) ? [as] : []
    })
  })
  return new Set([...(resultsOf.get(file) ?? []), ...imported])
}

test('the check knows a dropped result when it sees one', () => {
  const text = [
    'export function judge<T extends { a: number }>(a: T, then: (b: number) => void): Result<number, string> {',
    '  return accept(a)',
    '}',
    'export async function tell(a: { b: string }) {',
    '  await send(a)',
    '}',
    'const later = async (a = f(1)): Promise<',
    '  Result<number, string>',
    '> => accept(a)',
    '  judge(1)',
    '  const kept = judge(2)',
    '  await judge(3)',
    '  await tell({})',
    '  void later()',
  ].join('\n')
  const found = new Set(resultFunctions(text))
  expect([...found]).toEqual(['judge', 'later'])
  expect(droppedCalls('x.ts', text, found)).toEqual(['x.ts:10 judge(1)', 'x.ts:12 await judge(3)', 'x.ts:14 void later()'])
})

test('no Result is dropped', () => {
  const known = [...resultsOf.values()].flatMap((names) => [...names])
  expect(known.length).toBeGreaterThan(300)
  expect(sources.flatMap(({ file, text }) => droppedCalls(file, text, callable(file, text)))).toEqual([])
})
