import { sha256 } from '@noble/hashes/sha2.js'
import { type Kept, type Means, type Verified, verifyPublished } from '../verify-published.ts'

/**
 * The page's own check of the whole log: the same tree as the service's, over what the public interface gives to anybody. Answers are
 * taken apart by hand, since a schema library would be many times the size of the check.
 */
const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? { ...value } : {})
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : -1)

function entriesOf(answer: unknown) {
  const { entries } = fieldsOf(answer)
  return (Array.isArray(entries) ? entries : []).map((entry: unknown) => {
    const { index, event, leafHash } = fieldsOf(entry)
    return { index: numberOf(index), event: textOf(event), leafHash: textOf(leafHash) }
  })
}

const button = document.querySelector<HTMLButtonElement>('#verify-start')
const status = document.querySelector<HTMLElement>('#verify-status')
const page = fieldsOf(JSON.parse(document.querySelector('#verify-data')?.textContent ?? '{}'))
const texts = fieldsOf(page.words)
const word = (name: string, values: Readonly<Record<string, string | number>> = {}) =>
  textOf(texts[name]).replace(/\{(\w+)\}/g, (place, value: string) => String(values[value] ?? place))

if (button && status) {
  button.disabled = false
  button.addEventListener('click', async () => {
    button.disabled = true
    try {
      const answer = fieldsOf(await read(textOf(page.checkpoint)))
      const [verifierKey, note] = [textOf(answer.verifierKey), textOf(answer.note)]
      const readEntries = async (from: number) => entriesOf(await read(`${textOf(page.entries)}?from=${from}`))
      const origin = verifierKey.split('+')[0] ?? ''
      const verified = await verifyPublished({ verifierKey, note, readEntries }, { hash: sha256, verifySignature, progress }, kept(origin))
      if (verified.ok) keep(origin, verified)
      say(status, verified)
    } catch {
      status.textContent = word('unreachable')
      status.dataset.outcome = 'unreachable'
    }
    button.disabled = false
  })
}

function say(place: HTMLElement, verified: Verified): void {
  place.dataset.outcome = verified.ok ? 'holds' : verified.fault
  if (!verified.ok) {
    place.textContent = `${word('broken')} ${word(verified.fault, { where: verified.where })}`
    return
  }
  const sentences = [
    word('holds', { size: verified.checkpoint.size, root: verified.root }),
    word(verified.signature === 'good' ? 'signature_good' : 'signature_unchecked'),
    verified.extends ? word('extends', { size: verified.extends.size }) : word('first_visit'),
  ]
  place.textContent = sentences.join(' ')
}

const progress: Means['progress'] = (done, of) => {
  if (status) status.textContent = word('progress', { done, of })
}

const verifySignature: Means['verifySignature'] = async (publicKey, message, signature) => {
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
    return await crypto.subtle.verify('Ed25519', key, signature, message)
  } catch {
    // Browsers before 2025 do not know Ed25519.
    return undefined
  }
}

async function read(address: string): Promise<unknown> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(String(response.status))
  return response.json()
}

/** A browser that has seen the log once notices when that log is later shortened or rewritten. */
function kept(origin: string): Kept | undefined {
  try {
    const { size, root } = fieldsOf(JSON.parse(localStorage.getItem(`log ${origin}`) ?? ''))
    return typeof size === 'number' && typeof root === 'string' ? { size, root } : undefined
  } catch {
    return undefined
  }
}

function keep(origin: string, { checkpoint, root }: Verified & { ok: true }): void {
  localStorage.setItem(`log ${origin}`, JSON.stringify({ size: checkpoint.size, root }))
}
