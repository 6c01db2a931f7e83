import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { Deps } from '../deps.ts'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
import type { Permission, Permissions } from '../foundation/permission.ts'
import { problemOf } from './answer.ts'
import { sendProblem } from './endpoint.ts'
import type { Env } from './env.ts'

/** Stands for the exam of a route that names none and answers with the caller's own exams: a role in any exam opens it. */
export const anyExam = 'any exam'

/** Whether the row lets this caller through; a route that names an exam asks for a role in that exam. */
export function permits(permission: Permission | undefined, caller: Caller | undefined, examId: string | undefined): boolean {
  if (permission === undefined) return false
  if (permission === 'anyone') return true
  if (!caller) return false
  if (permission === 'signed_in') return true
  if (caller.kind === 'candidate') return permission.includes('candidate')
  const roles = permission.filter((role) => role !== 'candidate')
  if (examId === anyExam) return caller.appointments.some(({ role }) => roles.includes(role))
  return appointmentFor(caller, roles, examId) !== undefined
}

/** The route that will answer, as 'METHOD /path' in the permission table; undefined when none matches. */
function matchedRoute(c: Context<Env>): { key: string; examId: string | undefined } | undefined {
  const route = matchedRoutes(c).findLast(({ method }) => method !== 'ALL')
  if (!route) return undefined
  const at = route.path.split('/').indexOf(':examId')
  return { key: `${route.method} ${route.path}`, examId: at < 0 ? undefined : new URL(c.req.url).pathname.split('/')[at] }
}

/** Denies every request whose route has no row in the table, or whose caller is not in its row. */
export const authorise = (
  permissions: Permissions,
  ofAnyExam: ReadonlySet<string>,
  notShown: (c: Context<Env>) => Response | Promise<Response>,
  recordDenial: (deps: Deps, caller: Caller, route: string, examId: string | undefined) => Promise<void>,
) =>
  createMiddleware<Env>(async (c, next) => {
    const route = matchedRoute(c)
    const caller = c.get('caller')
    const scope = (key: string, examId: string | undefined) => (ofAnyExam.has(key) ? anyExam : examId)
    c.set('opens', (key, examId) => permits(permissions[key], caller, scope(key, examId)))
    if (!route) return next()
    if (permits(permissions[route.key], caller, scope(route.key, route.examId))) return next()
    const api = c.req.path.startsWith('/api/')
    if (!caller) {
      if (!api) return c.redirect(`/sign-in?to=${encodeURIComponent(c.req.path)}`, 303)
      return sendProblem(c, problemOf({}, 'not_signed_in', c.get('locale')))
    }
    await recordDenial(c.get('deps'), caller, route.key, route.examId)
    const problem = problemOf({}, 'not_permitted', c.get('locale'))
    if (api) return sendProblem(c, problem)
    c.set('problem', problem)
    return notShown(c)
  })
