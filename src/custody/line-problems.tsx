import type { Context } from 'hono'
import type { Env } from '../http/env.ts'

/** One line of a form that lists packages: its name in the field names, and the package number that stands on it. */
export type Line = { readonly name: string; readonly number: string | undefined }

const fieldNames: Readonly<Record<string, string>> = { sealNumber: 'seal' }

/** A refusal about the n-th package, or about one by number, stands beside the field of its line. */
export function besideLines(c: Context<Env>, lines: readonly Line[]): void {
  const problem = c.get('problem')
  if (!problem) return
  const fields: Record<string, string> = {}
  for (const [field, text] of Object.entries(problem.fields ?? {})) {
    const [list, index = '', ...path] = field.split('.')
    const key = path.at(-1)
    const line = lines[Number(index)]
    fields[list === 'packages' && line && key ? `${fieldNames[key] ?? key}-${line.name}` : field] = text
  }
  const about = problem.facts?.number
  const line = typeof about === 'string' ? lines.find(({ number }) => number === about) : undefined
  if (line) fields[`seal-${line.name}`] = problem.text
  c.set('problem', { ...problem, fields })
}
