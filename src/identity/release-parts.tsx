import type { Context } from 'hono'
import type { z } from 'zod'
import type { Env } from '../http/env.ts'
import { answerForm } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { view } from '../http/show.tsx'
import { Button, Buttons } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { Digest } from '../web/components/proof.tsx'
import { Table } from '../web/components/table.tsx'
import { Time } from '../web/format.tsx'
import type { WaitingLine } from './read-people.ts'
import { identityRefusals } from './refusals.ts'
import type { releaseEnrolment } from './release-enrolment.ts'
import { doorWords, peopleWords as words } from './words.ts'

/** What the pages of officers and of the counter share: one person issues a link, a second releases it, and it is shown once. */

type Ctx = Context<Env>

/** What identifies a person, as far as it was filled in. */
export const personFacts = (form: FormFields) =>
  Object.fromEntries(
    ['idNumber', 'name', 'phone', 'unit'].flatMap((name) => (form.text(name) === undefined ? [] : [[name, form.text(name)]])),
  )

type Releasing<C> = {
  readonly schema: z.ZodType<C>
  readonly run: (
    ...args: [Parameters<typeof releaseEnrolment>[0], Parameters<typeof releaseEnrolment>[1], C]
  ) => ReturnType<typeof releaseEnrolment>
  readonly again: () => Response | Promise<Response>
}

/** The link is shown once and stands in no address: this target answers 200 instead of going somewhere. */
export async function showingLink<C>(
  c: Ctx,
  done: (link: string) => Response | Promise<Response>,
  { schema, run, again }: Releasing<C>,
): Promise<Response> {
  let link: string | undefined
  const answer = await answerForm(c, {
    schema,
    from: (form) => ({ ...c.req.param(), personSeen: form.checked('personSeen') }),
    run: async (...args) => {
      const released = await run(...args)
      if (released.ok) link = released.value.link
      return released
    },
    answers: identityRefusals,
    to: () => '/people',
    again,
  })
  return link === undefined ? answer : done(link)
}

export const ReleasedLink = ({ c, link }: { c: Ctx; link: string }) => (
  <Notice kind="good" title={view(c).t(words.released)}>
    <p>{view(c).t(words.link)}</p>
    <Digest>{link}</Digest>
  </Notice>
)

export function Waiting({ c, waiting, action }: { c: Ctx; waiting: readonly WaitingLine[]; action: (enrolmentId: string) => string }) {
  const { t } = view(c)
  return (
    <Section title={t(words.waiting)}>
      {waiting.length === 0 ? (
        <Empty title={t(words.nobodyWaits)} />
      ) : (
        <Table
          view={view(c)}
          caption={t(words.waiting)}
          rows={waiting}
          columns={[
            { key: 'name', head: t(doorWords.name), names: true, cell: ({ name }) => name },
            { key: 'unit', head: t(doorWords.unit), cell: ({ unit }) => unit },
            { key: 'at', head: t(words.issuedAt), cell: ({ issuedAt }) => <Time view={view(c)} at={issuedAt} /> },
            {
              key: 'release',
              head: t(words.release),
              cell: ({ enrolmentId, name }) => (
                <Form action={action(enrolmentId)} hidden={{ personSeen: 'yes' }} inline label={name}>
                  <Buttons>
                    <Button kind="secondary">{t(words.release)}</Button>
                  </Buttons>
                </Form>
              ),
            },
          ]}
        />
      )}
    </Section>
  )
}
