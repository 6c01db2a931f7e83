import { known } from '../../src/foundation/invariant.ts'
import type { Client } from '../../src/rehearsal/client.ts'

type Control = {
  readonly tag: string
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly maxlength: number
  /** What it holds as shown: its text, the chosen option, or its value if it is ticked. */
  readonly held: string | undefined
  /** What may be chosen or ticked. */
  readonly values: readonly string[]
}
export type ShownForm = {
  readonly action: string
  readonly hidden: Readonly<Record<string, readonly string[]>>
  readonly controls: readonly Control[]
}

const plain = (text: string) =>
  text.replace(/&(quot|#39|lt|gt|amp);/g, (_, name: string) => ({ quot: '"', '#39': "'", lt: '<', gt: '>', amp: '&' })[name] ?? '')

function attributes(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, plain(value)]))
}

/** The forms of a page that post, with their controls, also those that stand elsewhere and name their form. */
export function formsIn(html: string): readonly ShownForm[] {
  const forms: {
    id: string | undefined
    method: string | undefined
    action: string
    hidden: Record<string, string[]>
    controls: Control[]
  }[] = []
  const outside: { form: string; add: (to: (typeof forms)[number]) => void }[] = []
  let current: (typeof forms)[number] | undefined
  const part = /<form\b([^>]*)>|<\/form>|<input\b([^>]*)>|<textarea\b([^>]*)>([^<]*)<\/textarea>|<select\b([^>]*)>(.*?)<\/select>/gs
  for (const [whole, form, input, area, text = '', select, options = ''] of html.matchAll(part)) {
    if (form !== undefined) {
      const own = attributes(form)
      current = { id: own.get('id'), method: own.get('method'), action: own.get('action') ?? '', hidden: {}, controls: [] }
      forms.push(current)
      continue
    }
    if (whole === '</form>') {
      current = undefined
      continue
    }
    const own = attributes(input ?? area ?? select ?? '')
    const name = own.get('name')
    if (name === undefined) continue
    const type = input === undefined ? '' : (own.get('type') ?? 'text')
    const shared = { name, type, required: own.has('required'), maxlength: Number(own.get('maxlength') ?? 200) }
    const add = (to: (typeof forms)[number]) => {
      const value = own.get('value')
      if (type === 'hidden') to.hidden[name] = [...(to.hidden[name] ?? []), value ?? '']
      else if (area !== undefined) to.controls.push({ ...shared, tag: 'textarea', held: plain(text).trim() || undefined, values: [] })
      else if (select !== undefined) {
        const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, one = '']) => attributes(one))
        const values = all.flatMap((one) => one.get('value') || [])
        to.controls.push({ ...shared, tag: 'select', held: all.find((one) => one.has('selected'))?.get('value') || undefined, values })
      } else if (type === 'radio' || type === 'checkbox')
        to.controls.push({ ...shared, tag: 'input', held: own.has('checked') ? (value ?? 'on') : undefined, values: [value ?? 'on'] })
      else to.controls.push({ ...shared, tag: 'input', held: value || undefined, values: [] })
    }
    const elsewhere = own.get('form')
    if (elsewhere !== undefined) outside.push({ form: elsewhere, add })
    else if (current) add(current)
  }
  for (const { form, add } of outside) {
    const owner = forms.find(({ id }) => id === form)
    if (owner) add(owner)
  }
  return forms.filter(({ method }) => method === 'post')
}

const typed: Readonly<Record<string, (n: number) => string>> = {
  date: (n) => `2026-05-${String(10 + (n % 15))}`,
  time: (n) => `10:${String(10 + (n % 45))}`,
  'datetime-local': (n) => `2026-05-${String(10 + (n % 15))}T10:30`,
  number: (n) => String(3 + n),
}

/** Fills every control with something of its own, but the last required one. */
function filled(form: ShownForm): { readonly fields: Record<string, string[]>; readonly left: string } {
  const usable = form.controls.filter(
    ({ type, tag, values }) => type !== 'password' && type !== 'file' && (tag !== 'select' || values.length > 0),
  )
  const names = [...new Set(usable.map(({ name }) => name))]
  const left = known(names.findLast((name) => usable.some((one) => one.name === name && one.required)) ?? names.at(-1), 'a control')
  const fields: Record<string, string[]> = {}
  for (const [n, name] of names.entries()) {
    if (name === left) continue
    const [first, ...more] = usable.filter((one) => one.name === name)
    if (!first) continue
    const choices = [first, ...more].flatMap(({ values }) => values)
    if (choices.length > 0) fields[name] = [choices.at(-1) ?? '']
    else fields[name] = [(typed[first.type]?.(n) ?? `甲乙${n} "<&`).slice(0, first.maxlength)]
  }
  return { fields, left }
}

const pattern = (path: string) => path.replace(/[0-9a-f-]{36}/g, ':id')
const keyless = ({ idempotencyKey: _, version: __, ...hidden }: ShownForm['hidden']) => JSON.stringify(hidden)

/**
 * Sends each form of several fields on a page with one control left out and everything else filled in. Answers the forms that were tried and, by form and
 * field, what the refused form did not hold any more.
 */
export async function sendWrong(person: Client, page: string): Promise<{ tried: string[]; lost: string[] }> {
  const tried: string[] = []
  const lost: string[] = []
  for (const form of formsIn((await person.get(page)).text)) {
    if (new Set(form.controls.map(({ name }) => name)).size < 2) continue
    const { fields, left } = filled(form)
    if (Object.keys(fields).length === 0) continue
    const reply = await person.form(form.action, { ...form.hidden, ...fields })
    if (reply.status < 400) continue
    tried.push(pattern(form.action))
    const again = formsIn(reply.text).find(({ action, hidden }) => action === form.action && keyless(hidden) === keyless(form.hidden))
    const held = (name: string) => again?.controls.flatMap((one) => (one.name === name && one.held !== undefined ? [one.held] : []))
    for (const [name, value] of Object.entries(fields))
      if (JSON.stringify(held(name)) !== JSON.stringify(value)) lost.push(`${pattern(form.action)} ${name}: ${value} → ${held(name)}`)
    if ((held(left) ?? []).length > 0) lost.push(`${pattern(form.action)} ${left}: left out, and ${held(left)} is shown`)
  }
  return { tried, lost }
}
