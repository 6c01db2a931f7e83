import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { Stopwatch } from '../foundation/clock.ts'
import type { Env } from './env.ts'

/** A request that took longer is told in the log for operators, by route and duration, whoever it was. */
const slowSeconds = 2

/** Counts and times every request by the template of its route: an address holds ids, a template does not. */
export const measure = (stopwatch: Stopwatch) =>
  createMiddleware<Env>(async (c, next) => {
    const began = stopwatch()
    await next()
    const seconds = (stopwatch() - began) / 1000
    const { meter, logger } = c.get('deps')
    const { method } = c.req
    const route = matchedRoutes(c).findLast((one) => one.method !== 'ALL')?.path ?? 'none'
    meter.answered(method, route, c.res.status, seconds)
    const slow = seconds > slowSeconds
    if (slow || logger.isLevelEnabled('debug'))
      logger[slow ? 'warn' : 'debug']({ method, route, status: c.res.status, seconds: Math.round(seconds * 1000) / 1000 }, 'answered')
  })
