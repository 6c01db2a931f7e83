import type { Context } from 'hono'
import { problemOf } from './answer.ts'
import type { Env } from './env.ts'
import { show } from './show.tsx'

/** The page for what cannot be shown: a missing page, or one the caller's role does not permit. */
export function problemPage(c: Context<Env>): Response | Promise<Response> {
  const problem = c.get('problem') ?? problemOf({}, 'not_found', c.get('locale'))
  c.set('problem', problem)
  c.status(problem.status)
  return show(
    c,
    { kind: 'public', title: { zh: '无法显示该页面', en: 'This page cannot be shown' } },
    <p>
      <a href="/">{view404[c.get('locale')]}</a>
    </p>,
  )
}

const view404 = { zh: '返回首页', en: 'Back to the start' }
