import * as z from 'zod/mini'
import { find } from '../../identity/device/ask.ts'
import { canvasOf, jpegOf, penOf, photoFrame } from '../device/photo-frame.ts'
import { sendResumably } from '../device/resume-upload.ts'

/**
 * The step where a photograph or a paper is uploaded. The form works without this; with it the photograph is cut under the outline of a face,
 * what is sent shows how far it is, and goes on where it stopped.
 */
const Page = z.object({
  uploads: z.string(),
  next: z.string(),
  limit: z.number(),
  side: z.number(),
  words: z.record(z.string(), z.string()),
})
const page = Page.parse(JSON.parse(find('#material-data', HTMLElement).textContent ?? '{}'))
const form = find('#material', HTMLFormElement)
const input = find('#material input[type=file]', HTMLInputElement)
const news = find('#material-news', HTMLElement)
const progress = find('#material-progress', HTMLElement)
const bar = find('#material-progress progress', HTMLProgressElement)
const editor = document.querySelector<HTMLElement>('#photo-editor')
const button = find('#material button[type=submit], #material button:not([type])', HTMLButtonElement)

const word = (name: string) => page.words[name] ?? name
function say(text: string, state: 'busy' | 'good' | 'bad' | 'attention'): void {
  news.textContent = text
  news.dataset.state = state
}

const frame = editor && photoFrame(judge)

/** What is sent was cut when the button was pressed; moving the picture meanwhile changes nothing of it. */
let isSending = false

/** Tells what is wrong with the photograph as it lies under the outline. Only too few pixels stop it. */
function judge(): void {
  if (!frame || isSending) return
  const { large, plain } = frame.judge()
  button.disabled = !large
  if (!large) say(word('tooSmall'), 'bad')
  else if (!plain) say(word('notPlain'), 'attention')
  else say(word('looksGood'), 'good')
}

input.addEventListener('change', async () => {
  const [file] = input.files ?? []
  button.disabled = isSending
  news.textContent = ''
  if (!editor || !frame) return
  const shown = file !== undefined && (await frame.show(file))
  editor.hidden = !shown
  if (file && !shown) say(word('unreadable'), 'bad')
})

form.addEventListener('submit', (event) => {
  // Where a browser has no means to compare contents, the form goes as it is.
  if (!('subtle' in crypto)) return
  event.preventDefault()
  if (isSending) return
  isSending = true
  button.disabled = true
  send()
    .catch(() => {
      progress.hidden = true
      say(word('lost'), 'bad')
    })
    .finally(() => {
      isSending = false
      button.disabled = false
    })
})

async function send(): Promise<void> {
  const [file] = input.files ?? []
  if (!file) return
  const content = frame && !editor?.hidden ? await frame.cut() : await fitting(file)
  const kind = String(new FormData(form).get('kind') ?? '')
  progress.hidden = false
  say(word('sending'), 'busy')
  const sent = await sendResumably({
    endpoint: page.uploads,
    kind,
    content,
    lang: document.documentElement.lang.startsWith('en') ? 'en' : 'zh',
    progress: (bytes, of) => {
      bar.max = of
      bar.value = bytes
      progress.dataset.share = String(Math.floor((100 * bytes) / of))
      say(`${word('sending')} ${Math.floor((100 * bytes) / of)}%`, 'busy')
    },
    waiting: () => say(word('waiting'), 'attention'),
  })
  if (sent.state === 'taken') return location.assign(page.next)
  progress.hidden = true
  say(sent.state === 'lost' ? word('lost') : sent.text, 'bad')
}

/** A phone's photograph of a paper is often larger than it may be: it is made smaller here, as the service would. */
async function fitting(file: File): Promise<ArrayBuffer> {
  if (file.size <= page.limit) return file.arrayBuffer()
  try {
    const bitmap = await createImageBitmap(file)
    const scale = Math.min(1, page.side / Math.max(bitmap.width, bitmap.height))
    const canvas = canvasOf(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale))
    penOf(canvas).drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    return await jpegOf(canvas)
  } catch {
    return file.arrayBuffer()
  }
}
