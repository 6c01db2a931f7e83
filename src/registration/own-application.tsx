import type { Context } from 'hono'
import { loadExam } from '../exam/records.ts'
import { ApplicationId } from '../foundation/ids.ts'
import type { Env } from '../http/env.ts'
import { databaseRoleOf, mayHandle } from './access.ts'
import { applicationView } from './read-applications.ts'
import { loadApplication } from './records.ts'

/** The application a page is about, for whoever may handle it: its candidate, or the office at the counter. */
export async function loadOwn(c: Context<Env>) {
  const id = ApplicationId.safeParse(c.req.param('applicationId'))
  const caller = c.get('caller')
  const deps = c.get('deps')
  if (!id.success || !caller) return undefined
  return deps.within(databaseRoleOf(caller), async (tx) => {
    const row = await loadApplication(tx, id.data)
    const exam = row && mayHandle(caller, row) ? await loadExam(tx, row.examId) : undefined
    return row && exam && { row, exam, application: await applicationView(deps, tx, row, exam) }
  })
}
export type Loaded = NonNullable<Awaited<ReturnType<typeof loadOwn>>>

export const pathOf = (c: Context<Env>, rest = '') => `/my/applications/${c.req.param('applicationId')}${rest}`
export const examOf = ({ exam }: Loaded) => ({ id: exam.id, title: exam.title, stage: 'registration' as const })
