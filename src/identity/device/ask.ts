import * as z from 'zod/mini'

/** What the service said to a page's script: the value, or the text of its refusal. */
export type Said = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly text: string }

const Refusal = z.object({ title: z.string() })

/** Posts JSON to the service's own interface, in the page's language. The browser adds the cookie and the Origin. */
export async function ask(path: string, body: object): Promise<Said> {
  const lang = document.documentElement.lang.startsWith('en') ? 'en' : 'zh'
  const response = await fetch(`${path}?lang=${lang}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(body),
  })
  const value: unknown = await response.json()
  if (response.ok) return { ok: true, value }
  const refusal = z.safeParse(Refusal, value)
  return { ok: false, text: refusal.success ? refusal.data.title : String(response.status) }
}

/** The page's one line of news, read out by screen readers; its texts stand in the page in the page's language. */
export function news(element: HTMLElement) {
  const say = (text: string, state: 'busy' | 'good' | 'bad') => {
    element.textContent = text
    element.dataset.state = state
  }
  return {
    busy: () => say(element.dataset.busy ?? '…', 'busy'),
    refused: (text: string) => say(text, 'bad'),
    /** The person cancelled, or the device cannot. */
    failed: () => say(element.dataset.failed ?? '', 'bad'),
  }
}

export const find = <E extends HTMLElement>(selector: string, type: new () => E): E => {
  const found = document.querySelector(selector)
  if (!(found instanceof type)) throw new Error(`the page has no ${selector}`)
  return found
}
