/**
 * Renews the board in place: what the same page says now takes the place of what it said, and tables that were unfolded stay so. Without this
 * script the browser loads the page again by itself.
 */
const board = document.querySelector<HTMLElement>('#board')
let renewing: ReturnType<typeof setInterval> | undefined

async function renew(shown: HTMLElement, again: string): Promise<void> {
  const answer = await fetch(again, { headers: { accept: 'text/html' } })
  // Turned away, or the database is away: what is shown stays until the next look.
  if (answer.status >= 500 || answer.status === 429) return
  const now = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector<HTMLElement>('#board')
  if (!now) {
    // Signed out meanwhile: the page itself says so.
    location.assign('/board')
    return
  }
  const open = [...shown.querySelectorAll('details')].map((folded) => folded.open)
  for (const [at, folded] of [...now.querySelectorAll('details')].entries()) folded.open = open[at] ?? false
  const focused = document.activeElement instanceof HTMLElement && shown.contains(document.activeElement)
  // Whoever is at a link or in a table by keyboard is not thrown out of it.
  if (focused && document.activeElement?.matches('a, summary, [tabindex]')) return
  shown.replaceChildren(...now.childNodes)
  if (now.dataset.again === undefined) clearInterval(renewing)
}

if (board?.dataset.again) {
  const { again, seconds = '5' } = board.dataset
  renewing = setInterval(() => {
    if (!document.hidden) renew(board, again).catch(() => undefined)
  }, Number(seconds) * 1000)
}
