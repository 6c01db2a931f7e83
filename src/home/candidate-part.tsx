import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Caller } from '../foundation/caller.ts'
import type { Env } from '../http/env.ts'
import { view } from '../http/show.tsx'
import { applicationStates } from '../registration/words.ts'
import { ButtonLink } from '../web/components/button.tsx'
import { Card, CardList, Section } from '../web/components/card.tsx'
import { Empty, Facts } from '../web/components/facts.tsx'
import { State, type StateKind } from '../web/components/state.tsx'
import { type Affair, ownAffairs } from './records.ts'
import { homeWords as words } from './words.ts'

const kinds: Readonly<Record<Affair['state'], StateKind>> = { draft: 'waiting', submitted: 'good', withdrawn: 'quiet' }

/** A candidate's own page: each application with what there is to do or to see of it by now. */
export async function candidatePart(c: Context<Env>, caller: Caller): Promise<Child> {
  if (caller.kind !== 'candidate') return null
  const { t } = view(c)
  const affairs = await c.get('deps').within('candidate', (tx) => ownAffairs(tx, caller.personId))
  return (
    <Section title={t(words.mine)} acts={<ButtonLink href="/my/exams">{t(words.apply)}</ButtonLink>}>
      {affairs.length === 0 ? (
        <Empty title={t(words.noApplications)} />
      ) : (
        <CardList>
          {affairs.map((one) => (
            <Card
              title={one.exam}
              href={`/my/applications/${one.applicationId}`}
              state={<State kind={kinds[one.state]}>{t(applicationStates[one.state])}</State>}
              foot={<Links c={c} affair={one} />}
            >
              <Facts
                facts={[
                  [t(words.post), `${one.post} · ${one.unit}`],
                  [t(words.applicationNumber), <span class="number">{one.number}</span>],
                  ...(one.ticket ? ([[t(words.ticketNumber), <span class="number">{one.ticket}</span>]] as const) : []),
                ]}
              />
            </Card>
          ))}
        </CardList>
      )}
    </Section>
  )
}

function Links({ c, affair }: { c: Context<Env>; affair: Affair }) {
  const { t } = view(c)
  const own = `/my/applications/${affair.applicationId}`
  const links = [
    { there: affair.state === 'submitted', href: '/my/reviews', text: words.reviews },
    { there: affair.ticket !== null, href: `${own}/ticket`, text: words.ticket },
    { there: affair.scored, href: `/my/exams/${affair.examId}/place`, text: words.place },
    { there: affair.interview, href: `${own}/interview`, text: words.interview },
    { there: affair.total, href: `/my/exams/${affair.examId}/total`, text: words.total },
    { there: affair.certificates > 0, href: '/my/certificates', text: words.ownCertificates },
  ].filter(({ there }) => there)
  return (
    <ul class="plain">
      {links.map(({ href, text }) => (
        <li>
          <a href={href}>{t(text)}</a>
        </li>
      ))}
    </ul>
  )
}
