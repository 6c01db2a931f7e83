import { bytesToHex } from '@noble/hashes/utils.js'
import * as z from 'zod/mini'
import { commit } from '../../../seating/commitment.ts'

/** A party's side of a draw: the value is made here, kept here, and leaves this device only when everybody is bound. */
const Page = z.object({
  drawId: z.string(),
  freezeHash: z.string(),
  party: z.string(),
  commitments: z.string(),
  values: z.string(),
  words: z.record(z.string(), z.string()),
})
const Problem = z.object({ title: z.string() })

const status = document.querySelector<HTMLElement>('#contribute-status')
const data = document.querySelector('#contribute-data')?.textContent
// The same page without anything to contribute: another's turn, or a draw that is over.
if (data) contribute(Page.parse(JSON.parse(data)))

function contribute(page: z.infer<typeof Page>): void {
  const key = `draw ${page.drawId} ${page.party}`
  const word = (name: string) => page.words[name] ?? name
  const deliver = async (path: string, body: object, done: string) => {
    const problem = await send(path, body)
    say(problem === undefined ? word(done) : word('failed') + problem)
  }
  listen('#contribute-commit', async () => {
    // A value kept from an attempt whose answer got lost is used again: its commitment may have arrived.
    const kept = localStorage.getItem(key) ?? bytesToHex(crypto.getRandomValues(new Uint8Array(32)))
    localStorage.setItem(key, kept)
    await deliver(page.commitments, { party: page.party, commitment: commit(page.freezeHash, page.party, bytesOf(kept)) }, 'committed')
  })
  listen('#contribute-reveal', async () => {
    const value = localStorage.getItem(key)
    if (value === null) say(word('lost'))
    else await deliver(page.values, { value }, 'revealed')
  })
}

function say(text: string): void {
  if (status) status.textContent = text
}

function listen(selector: string, act: () => Promise<void>): void {
  const button = document.querySelector<HTMLButtonElement>(selector)
  if (!button) return
  button.disabled = false
  button.addEventListener('click', async () => {
    button.disabled = true
    await act()
    button.disabled = false
  })
}

/** What went wrong, in words; undefined when it was taken. */
async function send(path: string, body: object): Promise<string | undefined> {
  const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  if (response.ok) return undefined
  const problem = Problem.safeParse(await response.json().catch(() => undefined))
  return problem.success ? problem.data.title : String(response.status)
}

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
