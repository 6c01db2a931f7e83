import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Exam } from '../exam/records.ts'
import type { Env } from '../http/env.ts'
import { show } from '../http/show.tsx'
import type { Text } from '../web/locale.ts'
import { custodyWords as words } from './words.ts'

export const custodyPath = (c: Context<Env>) => `/exams/${c.req.param('examId')}/custody`

/** A page below the board of packages. */
export const custodyPage = (c: Context<Env>, exam: Exam, { title, lead }: { readonly title: Text; readonly lead?: Text }, body: Child) =>
  show(
    c,
    {
      kind: 'officer',
      title,
      ...(lead ? { lead } : {}),
      exam: { id: exam.id, title: exam.title, stage: 'custody' },
      back: { label: words.title, href: custodyPath(c) },
    },
    body,
  )
