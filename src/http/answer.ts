import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Facts } from '../foundation/result.ts'
import type { Locale } from '../web/locale.ts'

/** How a refusal is answered: 404, not 403, where even existence is secret. A refusal without a row does not compile. */
export type Answer = { readonly status: ContentfulStatusCode; readonly zh: string; readonly en: string }
/** A row for each refusal of a use case; those any request may meet have theirs in `requestRefusals`. */
export type Answers<R extends string> = Readonly<Record<Exclude<R, RequestRefusal>, Answer>>

/** A refusal as a person or a program reads it (RFC 9457). */
export type Problem = {
  readonly code: string
  readonly status: ContentfulStatusCode
  readonly text: string
  /** Which fields are wrong, by name, for malformed input. */
  readonly fields?: Readonly<Record<string, string>>
  readonly facts?: Facts
}

/** Refusals any request may meet before it reaches a stage. */
export const requestRefusals = {
  malformed: {
    status: 400,
    zh: '提交的内容格式不对，请按提示改正后再提交。',
    en: 'Some of what was sent is not in the right form. Correct it and send it again.',
  },
  not_json: { status: 415, zh: '接口只接受 JSON。', en: 'This interface takes JSON only.' },
  body_too_large: { status: 413, zh: '提交的内容太大。', en: 'What was sent is too large.' },
  tus_version_unknown: { status: 412, zh: '分段上传只支持 tus 1.0.0 协议。', en: 'Uploads in pieces speak tus 1.0.0 only.' },
  uploads_busy: {
    status: 503,
    zh: '正在上传的人较多，请过几秒再试；已传的部分不会丢失。',
    en: 'Many people are uploading. Try again in a few seconds; what has arrived is kept.',
  },
  not_signed_in: { status: 401, zh: '请先登录；登录可能已过期。', en: 'Please sign in; your session may have expired.' },
  not_permitted: {
    status: 403,
    zh: '您的岗位没有此项权限，本次操作已记录。',
    en: 'Your role does not permit this. The attempt has been recorded.',
  },
  origin_foreign: {
    status: 403,
    zh: '请求不是从本站页面发出的，已拒绝。',
    en: 'The request did not come from a page of this site and was refused.',
  },
  authority_unknown: { status: 404, zh: '此网址不属于任何考试机构。', en: 'No examination authority has this address.' },
  not_found: { status: 404, zh: '没有找到该页面或资料。', en: 'There is no such page or record.' },
  method_not_allowed: { status: 405, zh: '此网址不支持该操作。', en: 'This address does not take that method.' },
  idempotency_key_reused: {
    status: 422,
    zh: '同一提交编号被用于不同内容，请刷新页面后重试。',
    en: 'The same submission key was used for different content. Reload the page and try again.',
  },
  database_away: {
    status: 503,
    zh: '系统暂时连接不上数据存储。请稍候片刻，用“后退”回到刚才的页面再提交一次；如果刚才那次其实已经办成，不会重复办理。',
    en: 'The service cannot reach its records at the moment. Wait a little, go back to the page and send it again; if it was recorded after all, it is not recorded twice.',
  },
  database_busy: {
    status: 503,
    zh: '办理的人太多，您的操作等候太久，已经取消，没有生效。请稍候再试一次。',
    en: 'So many are using the service that yours waited too long; it was taken back and nothing was changed. Please try again in a moment.',
  },
  idempotency_key_missing: {
    status: 400,
    zh: '请求缺少提交编号（Idempotency-Key，8 至 128 个 ASCII 字符）；重发同一请求时请使用同一编号。',
    en: 'The request has no Idempotency-Key of 8 to 128 ASCII characters. Send one, and the same one again when you repeat the request.',
  },
  in_progress: {
    status: 409,
    zh: '同一提交正在处理，请稍候再查询结果。',
    en: 'The same submission is being processed. Ask again in a moment, with the same key.',
  },
  stale_form: {
    status: 409,
    zh: '您打开页面之后内容已有变化，请核对最新内容后再提交。',
    en: 'The record has changed since you opened the page. Check the latest version and submit again.',
  },
} as const satisfies Record<string, Answer>

/** Refusals every route may answer; a stage's own table need not repeat them. */
export type RequestRefusal = keyof typeof requestRefusals

/** The problem document's content for a refusal; unknown codes are our bug and throw. */
export function problemOf(answers: Readonly<Record<string, Answer>>, refusal: string, locale: Locale, facts?: Facts): Problem {
  const answer = answers[refusal] ?? (requestRefusals as Readonly<Record<string, Answer>>)[refusal]
  if (!answer) throw new Error(`refusal ${refusal} has no answer`)
  return { code: refusal, status: answer.status, text: answer[locale], ...(facts ? { facts } : {}) }
}

export const problemDocument = (problem: Problem) => ({
  type: `urn:gongyuan:refusal:${problem.code}`,
  title: problem.text,
  status: problem.status,
  code: problem.code,
  ...(problem.fields ? { fields: problem.fields } : {}),
  ...(problem.facts ? { facts: problem.facts } : {}),
})
