import * as z from 'zod/mini'
import { noblePrimitives } from '../../../seating/primitives.ts'
import { readTicketCode } from '../rules/ticket-code.ts'
import { standingOfTicket, type TicketStanding } from '../rules/ticket-standing.ts'

/** Checks a ticket's square code against the published plans. Nothing is fetched: at the door there may be no network. */
const Lost = z.object({ session: z.string(), site: z.string(), number: z.number() })
const Page = z.object({
  plans: z.array(z.object({ draw: z.string(), root: z.string(), lost: z.array(Lost) })),
  words: z.record(z.string(), z.string()),
})
const page = Page.parse(JSON.parse(document.querySelector('#ticket-check-data')?.textContent ?? '{}'))
const word = (name: string) => page.words[name] ?? name
const form = document.querySelector<HTMLFormElement>('#ticket-check')
const status = document.querySelector<HTMLElement>('#ticket-status')
const facts = document.querySelector<HTMLElement>('#ticket-facts')

function check(text: string): void {
  const read = readTicketCode(text)
  const outcome: TicketStanding | 'unreadable' = read ? standingOfTicket(read, page.plans, noblePrimitives) : 'unreadable'
  say(outcome)
  // What a ticket that is not good says is not shown: somebody would read it and let the person in.
  const shown = read && outcome === 'stands' ? read.ticket : undefined
  facts?.replaceChildren(
    ...(shown
      ? [
          ...fact('site', shown.site),
          ...fact('room', String(shown.room)),
          ...fact('seat', String(shown.seat)),
          ...fact('session', new Date(shown.session).toLocaleString(document.documentElement.lang)),
          ...fact('variant', shown.variant),
          ...fact('label', shown.label),
        ]
      : []),
  )
}

function say(name: string): void {
  if (!status) return
  status.dataset.outcome = name
  status.textContent = word(name)
}

function fact(name: string, value: string): HTMLElement[] {
  const [term, said] = [document.createElement('dt'), document.createElement('dd')]
  term.textContent = word(name)
  said.textContent = value
  return [term, said]
}

if (form) {
  const button = form.querySelector('button')
  if (button) button.disabled = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    check(String(new FormData(form).get('code') ?? ''))
  })
}
if (location.hash.length > 1) check(location.hash)
addEventListener('hashchange', () => check(location.hash))

/** Only some browsers read square codes themselves; elsewhere the phone's own camera opens this page with the code. */
type Detector = { readonly detect: (source: HTMLVideoElement) => Promise<readonly { readonly rawValue: string }[]> }
const Reader: (new (options: { formats: string[] }) => Detector) | undefined = Reflect.get(globalThis, 'BarcodeDetector')
const camera = document.querySelector<HTMLButtonElement>('#ticket-camera')
const video = document.querySelector<HTMLVideoElement>('#ticket-video')
if (Reader && camera && video && 'mediaDevices' in navigator) {
  camera.hidden = false
  camera.addEventListener('click', () => look(new Reader({ formats: ['qr_code'] }), video).catch(() => say('noCamera')))
}

async function look(reader: Detector, screen: HTMLVideoElement): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  screen.hidden = false
  screen.srcObject = stream
  await screen.play()
  for (;;) {
    const [code] = await reader.detect(screen)
    if (code) {
      check(code.rawValue)
      break
    }
    await new Promise((next) => requestAnimationFrame(next))
  }
  for (const track of stream.getTracks()) track.stop()
  screen.hidden = true
}
