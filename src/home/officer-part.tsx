import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { ownExams } from '../exam/read-exams.ts'
import type { Caller } from '../foundation/caller.ts'
import type { Env } from '../http/env.ts'
import { view } from '../http/show.tsx'
import { statementRole } from '../identity/sign-statement.ts'
import { Card, CardList, Section } from '../web/components/card.tsx'
import { Empty } from '../web/components/facts.tsx'
import { listed } from '../web/format.tsx'
import { roleNames } from '../web/words.ts'
import { homeWords as words } from './words.ts'

/** An officer's own page: which roles they hold, in which examination. */
export async function officerPart(c: Context<Env>, caller: Caller): Promise<Child> {
  if (caller.kind !== 'officer') return null
  const { t, locale } = view(c)
  const exams = await c.get('deps').within(statementRole(caller), (tx) => ownExams(tx, caller))
  const held = [...Map.groupBy(caller.appointments, ({ role, examId }) => `${role} ${examId ?? ''}`).values()]
  const titles = new Map<string, string>(exams.map(({ id, title }) => [id, title]))
  return (
    <Section title={t(words.roles)}>
      {held.length === 0 ? (
        <Empty title={t(words.noRoles)} />
      ) : (
        <CardList>
          {held.map((together) => {
            const [first] = together
            const units = listed(
              { locale },
              together.flatMap(({ unit }) => unit ?? []),
            )
            return (
              first && (
                <Card title={t(roleNames[first.role])} href={first.examId && `/exams/${first.examId}`}>
                  {first.examId === undefined ? t(words.everyExam) : titles.get(first.examId)}
                  {units && ` · ${units}`}
                </Card>
              )
            )
          })}
        </CardList>
      )}
    </Section>
  )
}
