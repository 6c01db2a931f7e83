/** Just enough of a scanner for the JavaScript that esbuild prints: what is an operator, and not part of a text or an expression of signs. */
export type Token = { readonly kind: 'word' | 'number' | 'sign'; readonly text: string; readonly at: number }

const blank = /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\//y
const quoted = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y
const expression = /\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y
const number = /\d[\w.]*/y
const word = /[A-Za-z_$][\w$]*/y
const sign =
  />>>=|\*\*=|&&=|\|\|=|\?\?=|\.\.\.|===|!==|>>>|<<=|>>=|=>|==|!=|<=|>=|&&|\|\||\?\?|\?\.|\+\+|--|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|<<|>>|\*\*|[{}()[\];,<>+\-*/%&|^!~?:=.@#]/y

export function tokensOf(code: string): Token[] {
  const tokens: Token[] = []
  // Depth of braces at which each open template goes on.
  const templates: number[] = []
  let [at, braces] = [0, 0]
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(code)?.[0]
  }
  const template = (): void => {
    while (at < code.length) {
      if (code[at] === '\\') at += 2
      else if (code[at] === '`') {
        at++
        return
      } else if (code.startsWith('${', at)) {
        at += 2
        templates.push(braces++)
        return
      } else at++
    }
  }
  while (at < code.length) {
    const skipped = match(blank) ?? match(quoted)
    if (skipped !== undefined) {
      // A text stands for a value: a sign after it is an operator between two.
      if (/^["']/.test(skipped)) tokens.push({ kind: 'word', text: '', at })
      at += skipped.length
      continue
    }
    if (code[at] === '`') {
      tokens.push({ kind: 'word', text: '', at })
      at++
      template()
      continue
    }
    if (code[at] === '}' && templates.at(-1) === braces - 1) {
      templates.pop()
      braces--
      at++
      template()
      continue
    }
    const found = (startsExpression(tokens.at(-1)) && match(expression)) || undefined
    if (found !== undefined) {
      tokens.push({ kind: 'word', text: '', at })
      at += found.length
      continue
    }
    const kind = match(number) !== undefined ? 'number' : match(word) !== undefined ? 'word' : 'sign'
    const text = match(number) ?? match(word) ?? match(sign)
    if (text === undefined) throw new Error(`nothing is known that begins with ${code.slice(at, at + 20)}`)
    if (text === '{') braces++
    if (text === '}') braces--
    tokens.push({ kind, text, at })
    at += text.length
  }
  return tokens
}

/** Whether a value may begin here, so that a slash begins an expression of signs and a minus is no subtraction. */
export function startsExpression(before: Token | undefined): boolean {
  if (before === undefined) return true
  if (before.kind === 'word') return ['return', 'typeof', 'case', 'in', 'of', 'yield', 'await'].includes(before.text)
  return before.kind === 'sign' && ![')', ']', '}', '++', '--'].includes(before.text)
}

/** Index of the bracket that closes the one at `open`. */
export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0
  for (let index = open; index < tokens.length; index++) {
    const { text } = tokens[index] ?? { text: '' }
    if (text === '(' || text === '[' || text === '{') depth++
    if (text === ')' || text === ']' || text === '}') depth--
    if (depth === 0) return index
  }
  throw new Error('a bracket is never closed')
}
