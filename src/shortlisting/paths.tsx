import type { Context } from 'hono'
import type { Env } from '../http/env.ts'

export const shortlistingHome = '/exams/:examId/shortlisting'

export const shortlistingOf = (c: Context<Env>) => `/exams/${c.req.param('examId')}/shortlisting`

export const positionOf = (c: Context<Env>) => `${shortlistingOf(c)}/positions/${c.req.param('positionId')}`
