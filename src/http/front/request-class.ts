/**
 * How much a request is worth when not everything can be taken, from its method and path alone: nothing of it has been read by then. What
 * somebody would lose by being sent away stands first, what can be looked at a minute later last.
 */
export const requestClasses = ['office', 'submit', 'save', 'upload', 'sign_in', 'officer_door', 'read', 'browse', 'list'] as const
export type RequestClass = (typeof requestClasses)[number]

const signIn = /^(\/api)?\/(sign-in|sign-up|founding|enrol|enrolment)(\/|$)/
const candidates = /^(\/api)?\/my(\/|$)|^\/api\/exams\/[^/]+\/(applications(\/|$)|reviews\/[^/]+\/[^/]+\/(completion|materials)(\/|$))/
const submission = /\/submissions$/
const material = /\/(materials|uploads)(\/|$)/
const officers = /^(\/api)?\/(exams|people|officers|enrolments|keys|board|new-exam)(\/|$)/
/** Long answers made of many rows. */
const lists = /\/(positions|draws|transcript|publications|publicity|entries|tile|tickets|openapi\.json)(\/|$)/

type Sender = {
  /** It names a session, true or not: nothing has been looked up. */
  readonly session: boolean
  /** The session was an officer's when this process last looked it up. */
  readonly officer: boolean
}

/** `path` without its query. Whoever merely claims a session gets no further than a page's worth of it: limits by session and address hold. */
export function classOf(method: string, path: string, { session, officer }: Sender): RequestClass {
  if (officer) return 'office'
  const reads = method === 'GET' || method === 'HEAD'
  if (signIn.test(path)) return reads ? 'read' : 'sign_in'
  if (session && candidates.test(path)) return reads ? 'read' : writeOf(path)
  if (session && officers.test(path)) return 'officer_door'
  if (lists.test(path)) return 'list'
  return reads || !session ? 'browse' : 'save'
}

const writeOf = (path: string): RequestClass => (submission.test(path) ? 'submit' : material.test(path) ? 'upload' : 'save')
