/**
 * How long a candidate's browser takes to recompute a whole draw: the page's own code in Chromium, over a published transcript.
 * `npm run bench -- browser-check [--candidates 100000] [--json]`
 */
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { sampleOpening, sampleSeats } from '../../seating/sample.ts'
import { freeze } from '../../seating/seed.ts'
import { draw, transcriptText } from '../../seating/transcript.ts'
import { bundleBrowserCode } from '../../src/web/assets.ts'
import { openBrowser } from '../support/browser.ts'
import { pastLimit } from '../support/limits.ts'
import type { Figures, Options } from '../support/run-named.ts'

/** For a hundred thousand. */
const limits = { seconds: 5 }

export async function measure({ candidates = '100000' }: Options): Promise<Figures> {
  const { text, label } = published(Number(candidates))
  const script = (await bundleBrowserCode()).get('seating-recompute')?.body
  if (script === undefined) throw new Error('there is no browser code named seating-recompute')
  const server = createServer((request, response) => {
    const [type, body] =
      request.url === '/transcript'
        ? ['application/json', text]
        : request.url === '/script.js'
          ? ['text/javascript', script]
          : ['text/html', pageOf(text)]
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  const browser = await openBrowser()
  try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`)
    await page.fill('[name=number]', label)
    const milliseconds = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          const status = document.querySelector<HTMLElement>('#recompute-status')
          const begun = performance.now()
          new MutationObserver(() => {
            if (status?.dataset.outcome !== 'working') done(performance.now() - begun)
          }).observe(status ?? document.body, { attributes: true, childList: true })
          document.querySelector('form')?.requestSubmit()
        }),
    )
    const outcome = await page.getAttribute('#recompute-status', 'data-outcome')
    if (outcome !== 'holds') throw new Error(`the page says ${outcome}`)
    const seconds = Math.round(milliseconds) / 1000
    return {
      candidates: Number(candidates),
      transcriptMb: Math.round(text.length / 1e5) / 10,
      seconds,
      missed: pastLimit({ seconds }, limits),
    }
  } finally {
    await browser.close()
    server.close()
  }
}

/** A drawn transcript, and the label of somebody in it. */
function published(candidates: number): { readonly text: string; readonly label: string } {
  const frozen = freeze(sampleSeats(candidates, 40, 5))
  if (!frozen.ok) throw new Error(frozen.refusal.sentence)
  const drawn = draw(frozen.value.input, sampleOpening(frozen.value))
  if (!drawn.ok || drawn.value.result.kind !== 'seats') throw new Error('the sample was not drawn')
  return { text: transcriptText(drawn.value), label: drawn.value.result.rooms.at(-1)?.seats.at(-1) ?? '' }
}

/** What the page of a draw has that its script asks for. */
function pageOf(text: string): string {
  const data = { transcript: '/transcript', hash: createHash('sha256').update(text).digest('hex'), page: '/', words: {} }
  return `<!doctype html><meta charset="utf-8"><title>recompute</title>
<form id="recompute"><input name="number"><button>recompute</button></form><p id="recompute-status"></p><div id="recompute-plan"></div>
<script type="application/json" id="recompute-data">${JSON.stringify(data)}</script><script type="module" src="/script.js"></script>`
}
