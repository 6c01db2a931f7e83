import { createHash } from 'node:crypto'
import { type Locale, languageTag, say } from '../../web/locale.ts'
import { type Answer, problemDocument } from '../answer.ts'

/** Why somebody is sent away: the whole service has too much to do, or they themselves ask too often. */
export type Turned = 'overloaded' | 'too_many_requests'

/** The number of seconds stands in the text as `{seconds}`. */
const refusals = {
  overloaded: {
    status: 503,
    zh: '现在办理的人很多，系统暂时忙不过来。您刚才的操作没有受理，请在 {seconds} 秒后再试。',
    en: 'Very many people are using the service now. What you just did was not taken in; please try again in {seconds} seconds.',
  },
  too_many_requests: {
    status: 429,
    zh: '从您这里来的请求太多。您刚才的操作没有受理，请在 {seconds} 秒后再试。',
    en: 'Too many requests came from you. What you just did was not taken in; please try again in {seconds} seconds.',
  },
} as const satisfies Record<Turned, Answer>

const page = {
  title: { zh: '请稍候', en: 'Please wait' },
  reading: {
    zh: '本页会在 {seconds} 秒后自动重新打开，不必手动刷新；提前刷新不会更快。',
    en: 'This page opens again by itself in {seconds} seconds; loading it sooner does not help.',
  },
  sending: {
    zh: '请等 {seconds} 秒，用浏览器的“后退”回到刚才的页面，再提交一次。您填写的内容一般仍在页面上；已提交并收到回执的报名不受影响。',
    en: 'Wait {seconds} seconds, go back with your browser’s Back button and send it again. What you typed is normally still there. An application for which you hold a receipt is not affected.',
  },
} as const

const style =
  'body{margin:0 auto;max-width:36rem;padding:3rem 1.25rem;font:1.0625rem/1.7 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif;color:#1c1b19;background:#fbfaf7}' +
  'h1{font-size:1.5rem}.wait{font-size:1.25rem;font-weight:600}@media(prefers-color-scheme:dark){body{color:#eee;background:#191817}}'

const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`

const common = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
}

export type ShedAnswer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }

/**
 * The answer to somebody who is sent away: short, made of constants, without database or script, in both kinds a client may expect. A page that
 * was only to be read opens again by itself (the header, not an element: the way back to it stays the reader's).
 */
export function shedAnswer(
  turned: Turned,
  seconds: number,
  to: { readonly api: boolean; readonly reads: boolean; readonly locale: Locale },
): ShedAnswer {
  const { status, ...text } = refusals[turned]
  const headers = { ...common, 'retry-after': String(seconds) }
  const sentence = say(to.locale, text, { seconds })
  if (to.api) {
    const problem = problemDocument({ code: turned, status, text: sentence, facts: { seconds } })
    return { status, headers: { ...headers, 'content-type': 'application/problem+json; charset=utf-8' }, body: JSON.stringify(problem) }
  }
  const shown = (one: { zh: string; en: string }) => say(to.locale, one, { seconds })
  const body = `<!doctype html><html lang="${languageTag(to.locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${shown(page.title)}</title><style>${style}</style></head><body><main><h1>${shown(page.title)}</h1><p class="wait">${sentence}</p><p>${shown(to.reads ? page.reading : page.sending)}</p></main></body></html>`
  return {
    status,
    headers: {
      ...headers,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      ...(to.reads && { refresh: String(seconds) }),
    },
    body,
  }
}
