import { type Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import type { Caller } from '../foundation/caller.ts'
import { known } from '../foundation/invariant.ts'
import type { Env } from '../http/env.ts'
import { answerForm } from '../http/form.ts'
import { setSession } from '../http/session-cookie.ts'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button, ButtonLink } from '../web/components/button.tsx'
import { Card, CardList, Section } from '../web/components/card.tsx'
import { Empty, Facts } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { DataBlock, Digest } from '../web/components/proof.tsx'
import { State } from '../web/components/state.tsx'
import { formatTime, Time } from '../web/format.tsx'
import { ChangePassword, changePassword } from './change-password.ts'
import { ReadMessage, readInbox, readMessage, unreadCount } from './inbox.ts'
import { officerNames, readOwnKeys } from './read-people.ts'
import { ownDrafts, type ReadStatement, waitingEverywhere } from './read-statements.ts'
import { identityRefusals } from './refusals.ts'
import { WithdrawStatement, withdrawDraft } from './sign-statement.ts'
import { StatementBody } from './statement-body.tsx'
import { doorWords, enrolmentReasons, myWords as words } from './words.ts'

type Ctx = Context<Env>

/** A later stage's part of /my: an application, a ticket, an interview. It decides itself for whom it has something to say. */
export type HomePart = (c: Ctx, caller: Caller) => Promise<Child>

const callerOf = (c: Ctx): Caller => known(c.get('caller'), 'a page of /my was reached by nobody')

export function myPages(parts: readonly HomePart[]) {
  return new Hono<Env>()
    .get('/my', (c) => home(c, parts))
    .get('/my/inbox', inbox)
    .post('/my/inbox/:messageId/reading', (c) =>
      answerForm(c, {
        schema: ReadMessage,
        from: () => c.req.param(),
        run: readMessage,
        answers: identityRefusals,
        to: () => '/my/inbox',
        again: () => inbox(c),
      }),
    )
    .get('/my/password', password)
    .post('/my/password', (c) =>
      answerForm(c, {
        schema: ChangePassword,
        from: (form) => ({ current: form.text('current'), next: form.text('next') }),
        run: changePassword,
        answers: identityRefusals,
        to: ({ sessionToken }) => {
          setSession(c, sessionToken)
          return '/my'
        },
        again: () => password(c),
      }),
    )
    .get('/my/keys', keys)
    .get('/my/statements', statements)
    .post('/exams/:examId/statements/:statementId/withdrawal', (c) =>
      answerForm(c, {
        schema: WithdrawStatement,
        from: () => c.req.param(),
        run: withdrawDraft,
        answers: identityRefusals,
        to: () => '/my/statements',
        again: () => statements(c),
      }),
    )
}

async function home(c: Ctx, parts: readonly HomePart[]) {
  const { t } = view(c)
  const caller = callerOf(c)
  const unread = await unreadCount(c.get('deps'), caller)
  const shown = await Promise.all(parts.map((part) => part(c, caller)))
  return show(
    c,
    {
      kind: caller.kind,
      title: words.home,
      acts: caller.kind === 'candidate' && <ButtonLink href="/my/password">{t(words.password)}</ButtonLink>,
    },
    <>
      {unread > 0 && (
        <Notice kind="attention" title={t(words.unreadMessages, { n: unread })}>
          <a href="/my/inbox">{t(words.inbox)}</a>
        </Notice>
      )}
      {shown}
    </>,
  )
}

async function inbox(c: Ctx) {
  const { t, locale } = view(c)
  const result = await readInbox(c.get('deps'), callerOf(c))
  const messages = result.ok ? result.value.messages : []
  return show(
    c,
    { kind: callerOf(c).kind, title: words.inbox, back: { label: words.home, href: '/my' } },
    messages.length === 0 ? (
      <Empty title={t(words.inboxEmpty)} />
    ) : (
      <CardList>
        {messages.map(({ messageId, subject, body, sentAt, readAt }) => (
          <Card
            level={2}
            title={subject[locale]}
            state={readAt ? <State kind="quiet">{t(words.read)}</State> : <State kind="attention">{t(words.unread)}</State>}
            foot={<Time view={view(c)} at={sentAt} />}
          >
            <p>
              <Linked text={body[locale]} label={t(words.openPage)} />
            </p>
            {!readAt && (
              <Form
                action={`/my/inbox/${messageId}/reading`}
                label={`${t(words.markRead)}: ${subject[locale]} ${formatTime(view(c), sentAt, 'second')}`}
              >
                <Button kind="quiet">{t(words.markRead)}</Button>
              </Form>
            )}
          </Card>
        ))}
      </CardList>
    ),
  )
}

/** A message may name a page of this service: it is opened by a click, not typed. */
const Linked = ({ text, label }: { text: string; label: string }) => (
  <>{text.split(/(\/my\/[\w/-]+)/).map((part) => (part.startsWith('/my/') ? <a href={part}>{label}</a> : part))}</>
)

function password(c: Ctx) {
  const { t } = view(c)
  const problem = c.get('problem')
  const field = problem?.code === 'password_wrong' ? 'current' : problem?.code.startsWith('password_') ? 'next' : undefined
  const problems = problem && field ? [{ field, text: problem.text }] : shownProblems(problem)
  return show(
    c,
    { kind: callerOf(c).kind, title: words.password, back: { label: words.home, href: '/my' } },
    <Form action="/my/password">
      <Field view={view(c)} name="current" type="password" label={t(words.current)} autocomplete="current-password" problems={problems} />
      <Field
        view={view(c)}
        name="next"
        type="password"
        label={t(words.nextPassword)}
        hint={t(doorWords.passwordHint)}
        autocomplete="new-password"
        problems={problems}
      />
      <Button>{t(words.change)}</Button>
    </Form>,
  )
}

async function keys(c: Ctx) {
  const shownView = view(c)
  const { t, now } = shownView
  const caller = callerOf(c)
  const own = await readOwnKeys(c.get('deps'), caller)
  const isActive = (key: (typeof own.keys)[number]) => key.revokedAt === null && Temporal.Instant.compare(key.expiresAt, now) > 0
  return show(
    c,
    { kind: caller.kind, title: words.keys, lead: words.keysLead, back: { label: words.home, href: '/my' }, script: 'identity-keys' },
    <>
      <Section title={t(words.signingKeys)}>
        {!own.keys.some(isActive) && (
          <Notice kind="attention" title={t(words.noKey)}>
            {t(words.keyStays)}
          </Notice>
        )}
        <CardList>
          {own.keys.map((key) => (
            <Card
              title={t(words.keyId)}
              state={
                isActive(key) ? (
                  <State kind="good">{t(words.valid)}</State>
                ) : (
                  <State kind="quiet">{t(key.revokedAt ? words.revoked : words.expired)}</State>
                )
              }
            >
              <Facts
                facts={[
                  [t(words.keyId), <Digest>{key.id}</Digest>],
                  [t(words.since), <Time view={shownView} at={key.certifiedAt} />],
                  [t(words.until), <Time view={shownView} at={key.expiresAt} />],
                ]}
              />
              <p hidden data-key={key.id}>
                <State kind="info">{t(words.keyHere)}</State>
              </p>
            </Card>
          ))}
        </CardList>
        <button class="button primary" type="button" id="certify" disabled data-account={caller.accountId} hidden={own.keys.some(isActive)}>
          {t(words.makeKey)}
        </button>
        <p id="certify-news" role="status" data-busy="…" data-failed={t(words.failed)} />
      </Section>
      <Section title={t(words.passkeys)}>
        <CardList>
          {own.passkeys.map((key) => (
            <Card
              title={formatTime(shownView, key.enrolledAt)}
              state={<State kind={key.retiredAt ? 'quiet' : 'good'}>{t(key.retiredAt ? words.retired : words.valid)}</State>}
            />
          ))}
        </CardList>
      </Section>
      <Section title={t(words.links)}>
        <p>{t(words.linksLead)}</p>
        <CardList>
          {own.links.map((link) => (
            <Card
              title={formatTime(shownView, link.issuedAt)}
              state={<State kind={link.usedAt ? 'good' : 'quiet'}>{t(enrolmentReasons[link.reason])}</State>}
            />
          ))}
        </CardList>
      </Section>
    </>,
  )
}

async function statements(c: Ctx) {
  const { t } = view(c)
  const caller = callerOf(c)
  const waiting = await waitingEverywhere(c.get('deps'), caller)
  const drafted = (await ownDrafts(c.get('deps'), caller)).filter(
    ({ statementId }) => !waiting.some((one) => one.statementId === statementId),
  )
  const names = await officerNames(c.get('deps'), caller, [
    ...new Set([...waiting, ...drafted].flatMap(({ signers, draftedBy }) => [draftedBy, ...signers.map((one) => one.accountId)])),
  ])
  return show(
    c,
    {
      kind: 'officer',
      title: words.statements,
      lead: words.statementsLead,
      back: { label: words.home, href: '/my' },
      script: 'identity-statements',
    },
    <>
      <p id="sign-news" role="status" data-busy="…" data-failed={t(words.failed)} />
      <div id="no-key" hidden>
        <Notice kind="attention" title={t(words.noKeyHere)}>
          <a href="/my/keys">{t(words.keys)}</a>
        </Notice>
      </div>
      {waiting.length === 0 && <Empty title={t(words.noStatements)} />}
      <div data-account={caller.accountId}>
        {waiting.map((statement) => (
          <OneStatement c={c} statement={statement} names={names} own={caller.accountId} signs />
        ))}
      </div>
      {drafted.length > 0 && (
        <>
          <h2>{t(words.drafted)}</h2>
          <p>{t(words.draftedLead)}</p>
          {drafted.map((statement) => (
            <OneStatement c={c} statement={statement} names={names} own={caller.accountId} />
          ))}
        </>
      )}
      <DataBlock
        id="statements"
        value={waiting.map(({ statementId, examId, type, payload }) => ({ statementId, examId, type, payload }))}
      />
    </>,
  )
}

type OneStatementProps = {
  readonly c: Ctx
  readonly statement: ReadStatement
  readonly names: ReadonlyMap<string, string>
  readonly own: string
  /** Whether the reader's signature is lacking. */
  readonly signs?: boolean
}

function OneStatement({ c, statement, names, own, signs }: OneStatementProps) {
  const { t } = view(c)
  const at = formatTime(view(c), Temporal.Instant.from(statement.draftedAt))
  const who = (accountId: string) => (accountId === own ? t(words.you) : (names.get(accountId) ?? accountId))
  return (
    <Section title={at}>
      <StatementBody view={view(c)} type={statement.type} payload={statement.payload} who={who} />
      <Facts
        facts={[
          [
            t(words.signatures),
            <ul>
              {statement.signers.map(({ accountId, signedAt }) => (
                <li>
                  {who(accountId)} <State kind={signedAt ? 'good' : 'waiting'}>{t(signedAt ? words.signed : words.notYet)}</State>
                </li>
              ))}
            </ul>,
          ],
        ]}
      />
      {signs && (
        <button class="button primary" type="button" name="statement" value={statement.statementId} disabled>
          {t(words.sign)}
        </button>
      )}
      {statement.draftedBy === own && (
        <Form
          action={`/exams/${statement.examId}/statements/${statement.statementId}/withdrawal`}
          idempotencyKey={formKey(c)}
          label={`${t(words.withdraw)} ${at}`}
        >
          <Button kind="quiet">{t(words.withdraw)}</Button>
        </Form>
      )}
    </Section>
  )
}
