import { closing, startsExpression, type Token, tokensOf } from './tokens.ts'

export type Mutant = { readonly line: number; readonly operator: string; readonly from: string; readonly to: string; readonly code: string }
type Edit = { readonly at: number; readonly length: number; readonly text: string }

const exchanged: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '&&': '||',
  '||': '&&',
  '??': '&&',
  '*': '/',
  '/': '*',
  '%': '*',
  '++': '--',
  '--': '++',
  '+=': '-=',
  '-=': '+=',
  '>>>': '<<',
  '^': '|',
}
const words: Readonly<Record<string, string>> = {
  true: 'false',
  false: 'true',
  every: 'some',
  some: 'every',
  min: 'max',
  max: 'min',
  ceil: 'floor',
  floor: 'ceil',
  break: ';',
  continue: ';',
}

/** Every mutant of a module's JavaScript: one sign, word, number or condition each. Texts are left alone: they are said, not computed. */
export function mutantsOf(code: string): Mutant[] {
  const tokens = tokensOf(code)
  const guards = guardsOf(code, tokens)
  return tokens.flatMap((token, index) =>
    changesAt(code, tokens, index).map(({ operator, edits, from, to }) => ({
      line: code.slice(0, token.at).split('\n').length,
      operator,
      from,
      to,
      code: ticking + applied(code, [...guards, ...edits]),
    })),
  )
}

/** A module as it is, with the same guard of its loops: what mutants are compared with. */
export const unchanged = (code: string): string => ticking + applied(code, guardsOf(code, tokensOf(code)))

type Change = { readonly operator: string; readonly from: string; readonly to: string; readonly edits: readonly Edit[] }

function changesAt(code: string, tokens: readonly Token[], index: number): Change[] {
  const [before, token, after] = [tokens[index - 1], tokens[index], tokens[index + 1]]
  if (!token) return []
  const { kind, text, at } = token
  const swap = (operator: string, to: string): Change => ({ operator, from: text, to, edits: [{ at, length: text.length, text: to }] })
  // The printer writes undefined as void 0: that zero is nobody's.
  if (kind === 'number' && /^\d+$/.test(text) && before?.text !== 'void') return [swap('number', String(Number(text) + 1))]
  if (kind === 'word') {
    const other = Object.hasOwn(words, text) ? words[text] : undefined
    const member = before?.text === '.' || before?.text === '?.'
    const called = ['every', 'some', 'min', 'max', 'ceil', 'floor'].includes(text)
    if (other !== undefined && member === called && after?.text !== ':') return [swap(text, other)]
    if (text === 'if' && after?.text === '(') {
      const close = tokens[closing(tokens, index + 1)]?.at ?? at
      const [from, length] = [after.at + 1, close - after.at - 1]
      const condition = code.slice(from, from + length)
      return ['true', 'false'].map((to) => ({ operator: 'condition', from: condition, to, edits: [{ at: from, length, text: to }] }))
    }
    return []
  }
  const unary = startsExpression(before)
  if (text === '!' && unary) return [swap('not', '')]
  if (text === '-' && unary) return [swap('sign', '')]
  if (text === '+') return unary ? [] : [swap('+', '-')]
  if (text === '-') return [swap('-', '+')]
  const other = Object.hasOwn(exchanged, text) ? exchanged[text] : undefined
  return other === undefined ? [] : [swap(text, other)]
}

/** Counts the turns of all loops of a module, so that a mutant that never ends ends. */
const ticking = "let turns_ = 0; const tick_ = () => { if (++turns_ > 300000000) throw new Error('the mutant does not end'); return true };"

function guardsOf(code: string, tokens: readonly Token[]): Edit[] {
  return tokens.flatMap((token, index): Edit[] => {
    const after = tokens[index + 1]
    if (after?.text !== '(' || tokens[index - 1]?.text === '.' || (token.text !== 'while' && token.text !== 'for')) return []
    const close = closing(tokens, index + 1)
    const inside = tokens.slice(index + 2, close)
    const end = tokens[close]?.at ?? 0
    if (token.text === 'while') return [around(after.at + 1, '(tick_() && ('), around(end, '))')]
    const marks = inside.filter(({ text }, at) => text === ';' && flat(inside, at)).map(({ at }) => at)
    const [first, second] = marks
    if (first !== undefined && second !== undefined) {
      const empty = code.slice(first + 1, second).trim() === ''
      return empty ? [around(second, 'tick_()')] : [around(first + 1, 'tick_() && ('), around(second, ')')]
    }
    const body = tokens[close + 1]
    return body?.text === '{' ? [around(body.at + 1, 'tick_();')] : []
  })
}

const around = (at: number, text: string): Edit => ({ at, length: 0, text })

const flat = (tokens: readonly Token[], index: number): boolean =>
  tokens
    .slice(0, index)
    .reduce((depth, { text }) => depth + ('([{'.includes(text) && text ? 1 : 0) - (')]}'.includes(text) && text ? 1 : 0), 0) === 0

function applied(code: string, edits: readonly Edit[]): string {
  let text = ''
  let from = 0
  const inOrder = edits.map((edit, order) => ({ ...edit, order })).sort((a, b) => a.at - b.at || a.length - b.length || a.order - b.order)
  for (const edit of inOrder) {
    // A guard inside a condition that was replaced as a whole went with it.
    if (edit.at < from) continue
    text += code.slice(from, edit.at) + edit.text
    from = edit.at + edit.length
  }
  return text + code.slice(from)
}
