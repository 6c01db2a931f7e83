/**
 * Sends a file by tus 1.0.0 and goes on where it stopped, after a lost connection and, by what this browser remembers, after the page was
 * opened anew: the same content for the same place is the same upload.
 */
export type Sending = {
  /** Where uploads of this application are announced. */
  readonly endpoint: string
  readonly kind: string
  readonly content: ArrayBuffer
  readonly lang: string
  readonly progress: (sent: number, of: number) => void
  /** The line was lost; it is tried again. */
  readonly waiting: () => void
}
/** `lost`: nobody answered for a while; what arrived is kept, and the same file goes on from there. */
export type Sent = { readonly state: 'taken' } | { readonly state: 'refused'; readonly text: string } | { readonly state: 'lost' }

const version = { 'tus-resumable': '1.0.0' }
/** Seconds between tries that got nowhere. */
const pauses = [1, 2, 4, 8, 15, 15]

export async function sendResumably(sending: Sending): Promise<Sent> {
  const { endpoint, kind, content } = sending
  const place = `upload ${endpoint} ${kind}`
  const digest = hex(await crypto.subtle.digest('SHA-256', content))
  let location = remembered(place, digest)
  let [fruitless, furthest] = [0, 0]
  for (;;) {
    const answer = location === undefined ? await announce(sending) : await goOn(sending, location)
    switch (answer.state) {
      case 'announced':
        location = answer.location
        remember(place, `${digest} ${location}`)
        break
      case 'unknown':
        location = undefined
        fruitless += 1
        break
      case 'lost':
        fruitless = answer.offset > furthest ? 0 : fruitless + 1
        furthest = Math.max(furthest, answer.offset)
        sending.waiting()
        await later(Math.max(pauses[fruitless] ?? 0, answer.seconds))
        break
      default:
        remember(place, '')
        return answer
    }
    if (fruitless >= pauses.length) return { state: 'lost' }
  }
}

type Step =
  | { readonly state: 'announced'; readonly location: string }
  | { readonly state: 'unknown' }
  /** How far it had come by the service's own word, and how many seconds it asks to wait. */
  | { readonly state: 'lost'; readonly offset: number; readonly seconds: number }
  | Exclude<Sent, { readonly state: 'lost' }>

const lost = (offset = 0, retryAfter: string | null = null): Step => ({ state: 'lost', offset, seconds: Number(retryAfter ?? 0) })
/** The server asks to come back, or something between us and it failed. */
const passes = (status: number) => status === 0 || status === 429 || status >= 500
const inLanguage = (path: string, lang: string) => `${path}?lang=${lang}`

async function announce({ endpoint, kind, content, lang }: Sending): Promise<Step> {
  try {
    const response = await fetch(inLanguage(endpoint, lang), {
      method: 'POST',
      headers: { ...version, 'upload-length': String(content.byteLength), 'upload-metadata': `kind ${btoa(kind)}` },
    })
    const location = response.headers.get('location')
    if (response.status === 201 && location) return { state: 'announced', location }
    if (passes(response.status)) return lost(0, response.headers.get('retry-after'))
    return { state: 'refused', text: titleOf(await response.text(), response.status) }
  } catch {
    return lost()
  }
}

async function goOn({ content, lang, progress }: Sending, location: string): Promise<Step> {
  let offset: number
  try {
    const standing = await fetch(inLanguage(location, lang), { method: 'HEAD', headers: version })
    if (passes(standing.status)) return lost(0, standing.headers.get('retry-after'))
    if (!standing.ok || Number(standing.headers.get('upload-length')) !== content.byteLength) return { state: 'unknown' }
    offset = Number(standing.headers.get('upload-offset'))
  } catch {
    return lost()
  }
  progress(offset, content.byteLength)
  if (offset === content.byteLength) return { state: 'taken' }
  return patch(inLanguage(location, lang), content, offset, progress)
}

/** By XMLHttpRequest, the only one that tells how much has been sent. */
function patch(address: string, content: ArrayBuffer, offset: number, progress: Sending['progress']): Promise<Step> {
  return new Promise((done) => {
    const request = new XMLHttpRequest()
    request.open('PATCH', address)
    const headers = { ...version, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded }) => progress(offset + loaded, content.byteLength))
    request.addEventListener('loadend', () => {
      const { status, responseText } = request
      if (passes(status)) return done(lost(offset, request.getResponseHeader('retry-after')))
      if (status === 404) return done({ state: 'unknown' })
      // Another page was quicker: where it stands now is asked again.
      if (status === 409 && responseText.includes('upload_offset_wrong')) return done(lost(offset))
      if (status !== 204) return done({ state: 'refused', text: titleOf(responseText, status) })
      done(Number(request.getResponseHeader('upload-offset')) === content.byteLength ? { state: 'taken' } : lost(offset))
    })
    request.send(content.slice(offset))
  })
}

function titleOf(text: string, status: number): string {
  try {
    const said: unknown = JSON.parse(text)
    if (typeof said === 'object' && said !== null && 'title' in said) return String(said.title)
  } catch {
    // Not from the service itself.
  }
  return String(status)
}

/** A browser may be told to remember nothing: then only a page that was opened anew begins from the start. */
function remember(place: string, what: string): void {
  try {
    if (what === '') localStorage.removeItem(place)
    else localStorage.setItem(place, what)
  } catch {
    // Sending goes on without.
  }
}

function remembered(place: string, digest: string): string | undefined {
  try {
    const [known, location] = (localStorage.getItem(place) ?? '').split(' ')
    return known === digest ? location : undefined
  } catch {
    return undefined
  }
}

/** Or as soon as the browser says that there is a connection again. */
const later = (seconds: number) =>
  new Promise<void>((go) => {
    const timer = setTimeout(over, seconds * 1000)
    function over() {
      clearTimeout(timer)
      removeEventListener('online', over)
      go()
    }
    addEventListener('online', over)
  })

const hex = (bytes: ArrayBuffer) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
