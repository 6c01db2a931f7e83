import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { ownExams } from '../exam/read-exams.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Env } from '../http/env.ts'
import { view } from '../http/show.tsx'
import { statementRole } from '../identity/sign-statement.ts'
import { Card, CardList, Section } from '../web/components/card.tsx'
import { Empty } from '../web/components/facts.tsx'
import { roleNames } from '../web/words.ts'
import { homeWords as words } from './words.ts'

/** An officer's own page: which roles they hold, in which examination. */
export async function officerPart(c: Context<Env>, caller: Caller): Promise<Child> {
  if (caller.kind !== 'officer') return null
  const { t } = view(c)
  const exams = await c.get('deps').within(statementRole(caller), (tx) => ownExams(tx, caller))
  const titles = new Map<string, string>(exams.map(({ id, title }) => [id, title]))
  return (
    <Section title={t(words.roles)}>
      {caller.appointments.length === 0 ? (
        <Empty title={t(words.noRoles)} />
      ) : (
        <CardList>
          {caller.appointments.map(({ role, examId, unit }) => (
            <Card title={t(roleNames[role])} href={examId && `/exams/${examId}`}>
              {examId === undefined ? t(words.everyExam) : titles.get(examId)}
              {unit && ` · ${unit}`}
            </Card>
          ))}
        </CardList>
      )}
    </Section>
  )
}
