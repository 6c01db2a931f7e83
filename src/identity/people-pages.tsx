import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import { ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { installationRoles } from '../foundation/roles.ts'
import type { Env } from '../http/env.ts'
import { answerForm, formTargets } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button, Buttons } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice, Tick } from '../web/components/choice.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { Digest } from '../web/components/proof.tsx'
import { State } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { Time } from '../web/format.tsx'
import { roleNames } from '../web/words.ts'
import { GrantRole, grantRole, withdrawRole } from './grant-role.ts'
import { IssueEnrolment, IssueRecovery, issueEnrolment, issueRecovery } from './issue-enrolment.ts'
import { type OfficerLine, readCounter, readPeople, type WaitingLine } from './read-people.ts'
import { identityRefusals } from './refusals.ts'
import { RegisterOfficer, registerOfficer } from './register-officer.ts'
import { ReleaseEnrolment, ReleaseRecovery, releaseEnrolment, releaseRecovery } from './release-enrolment.ts'
import { RevokeKey, revocationReasons, revokeKey } from './revoke-key.ts'
import { doorWords, revocationWords, peopleWords as words } from './words.ts'

type Ctx = Context<Env>

/** Two hands: an administrator registers and issues, a second officer releases. */
export function peoplePages() {
  const common = { answers: identityRefusals }
  const onPeople = formTargets(identityRefusals, { to: () => '/people', again: (c) => people(c) })
  const roleIn = (form: FormFields) => ({ role: form.text('role') })
  return new Hono<Env>()
    .get('/people', (c) => people(c))
    .post('/people', (c) =>
      answerForm(c, {
        ...common,
        schema: RegisterOfficer,
        from: (form) => ({ ...facts(form), onEstablishment: form.checked('onEstablishment') }),
        run: registerOfficer,
        to: () => '/people',
        again: (_, form) => people(c, { form }),
      }),
    )
    .post('/people/:accountId/enrolments', (c) =>
      answerForm(c, {
        ...common,
        schema: IssueEnrolment,
        from: (form) => ({ ...c.req.param(), reason: form.text('reason') }),
        run: issueEnrolment,
        to: () => '/people',
        again: () => people(c),
      }),
    )
    .post('/people/:accountId/role', onPeople(GrantRole, grantRole, roleIn))
    .post('/people/:accountId/role/withdrawal', onPeople(GrantRole, withdrawRole, roleIn))
    .post(
      '/people/keys/:keyId/revocation',
      onPeople(RevokeKey, revokeKey, (form) => ({ reason: form.text('reason') })),
    )
    .post('/people/enrolments/:enrolmentId/release', (c) =>
      // The link is shown once and stands in no address: this page answers 200 instead of going somewhere.
      showingLink(c, (link) => people(c, { link }), { schema: ReleaseEnrolment, run: releaseEnrolment, again: () => people(c) }),
    )
    .get('/exams/:examId/counter', (c) => counter(c))
    .post('/exams/:examId/counter', (c) =>
      answerForm(c, {
        ...common,
        schema: IssueRecovery,
        from: (form) => ({
          ...c.req.param(),
          ...facts(form),
          reason: form.text('reason'),
          originalCardSeen: form.checked('originalCardSeen'),
        }),
        run: issueRecovery,
        to: () => `/exams/${c.req.param('examId')}/counter`,
        again: (_, form) => counter(c, { form }),
      }),
    )
    .post('/exams/:examId/counter/:enrolmentId/release', (c) =>
      showingLink(c, (link) => counter(c, { link }), { schema: ReleaseRecovery, run: releaseRecovery, again: () => counter(c) }),
    )
}

const facts = (form: FormFields) =>
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

async function showingLink<C>(
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

type Shown = { readonly form?: FormFields; readonly link?: string }

async function people(c: Ctx, { form, link }: Shown = {}) {
  const { t } = view(c)
  const { officers, waiting } = await readPeople(c.get('deps'))
  const may = (role: 'administrator' | 'security_administrator') =>
    c.get('caller')?.appointments.some((held) => held.role === role) === true
  const problems = shownProblems(c.get('problem'))
  return show(
    c,
    { kind: 'officer', title: words.title, lead: words.lead },
    <>
      {link && <ReleasedLink c={c} link={link} />}
      <Waiting c={c} waiting={waiting} action={(id) => `/people/enrolments/${id}/release`} />
      <Table
        view={view(c)}
        caption={t(words.title)}
        rows={officers}
        columns={[
          { key: 'name', head: t(doorWords.name), names: true, cell: ({ name }) => name },
          { key: 'unit', head: t(doorWords.unit), cell: ({ unit }) => unit },
          { key: 'role', head: t(words.role), cell: (officer) => <RoleOf c={c} officer={officer} may={may('security_administrator')} /> },
          { key: 'passkey', head: t(words.passkey), cell: (officer) => <Passkey c={c} officer={officer} may={may('administrator')} /> },
          {
            key: 'key',
            head: t(words.signingKey),
            cell: (officer) => <SigningKey c={c} officer={officer} may={may('security_administrator')} />,
          },
        ]}
      />
      {may('administrator') && (
        <Section title={t(words.register)}>
          <Form action="/people" idempotencyKey={formKey(c)}>
            <Field view={view(c)} name="name" label={t(doorWords.name)} value={form?.text('name')} problems={problems} maxlength={50} />
            <Field
              view={view(c)}
              name="idNumber"
              label={t(doorWords.idNumber)}
              value={form?.text('idNumber')}
              problems={problems}
              maxlength={40}
            />
            <Field
              view={view(c)}
              name="phone"
              type="tel"
              label={t(doorWords.phone)}
              value={form?.text('phone')}
              problems={problems}
              maxlength={20}
            />
            <Field view={view(c)} name="unit" label={t(doorWords.unit)} value={form?.text('unit')} problems={problems} maxlength={100} />
            <Tick
              view={view(c)}
              name="onEstablishment"
              label={t(doorWords.onEstablishment)}
              optional
              checked={form?.checked('onEstablishment')}
            />
            <Button>{t(words.register)}</Button>
          </Form>
        </Section>
      )}
    </>,
  )
}

function Passkey({ c, officer, may }: { c: Ctx; officer: OfficerLine; may: boolean }) {
  const { t } = view(c)
  return (
    <>
      <State kind={officer.hasPasskey ? 'good' : 'quiet'}>{t(words.passkey)}</State>
      {may && (
        <Form
          action={`/people/${officer.accountId}/enrolments`}
          hidden={{ reason: officer.hasPasskey ? 'lost' : 'first' }}
          idempotencyKey={formKey(c)}
          inline
          label={officer.name}
        >
          <Button kind="secondary">{t(officer.hasPasskey ? words.issueLost : words.issueFirst)}</Button>
        </Form>
      )}
    </>
  )
}

/** Given and taken by the security administrator alone, never to or from themselves. */
function RoleOf({ c, officer, may }: { c: Ctx; officer: OfficerLine; may: boolean }) {
  const { t } = view(c)
  const { accountId, name, role } = officer
  if (!may || accountId === c.get('caller')?.accountId) return role && t(roleNames[role])
  if (role)
    return (
      <>
        {t(roleNames[role])}
        <Form action={`/people/${accountId}/role/withdrawal`} hidden={{ role }} idempotencyKey={formKey(c)} inline label={name}>
          <Button kind="quiet">{t(words.withdraw)}</Button>
        </Form>
      </>
    )
  return (
    <Form action={`/people/${accountId}/role`} idempotencyKey={formKey(c)} inline label={name}>
      <select class="input" name="role" aria-label={`${t(words.role)} ${name}`}>
        {installationRoles.map((value) => (
          <option value={value}>{t(roleNames[value])}</option>
        ))}
      </select>
      <Button kind="quiet">{t(words.grant)}</Button>
    </Form>
  )
}

function SigningKey({ c, officer, may }: { c: Ctx; officer: OfficerLine; may: boolean }) {
  const { t } = view(c)
  const { keyId, name } = officer
  if (keyId === null) return <State kind="quiet">{t(words.noKey)}</State>
  if (!may) return <State kind="good">{t(words.keyHeld)}</State>
  return (
    <Form action={`/people/keys/${keyId}/revocation`} idempotencyKey={formKey(c)} inline label={name}>
      <select class="input" name="reason" aria-label={`${t(words.reason)} ${name}`}>
        {revocationReasons.map((value) => (
          <option value={value}>{t(revocationWords[value])}</option>
        ))}
      </select>
      <Button kind="quiet">{t(words.revokeKey)}</Button>
    </Form>
  )
}

const ReleasedLink = ({ c, link }: { c: Ctx; link: string }) => (
  <Notice kind="good" title={view(c).t(words.released)}>
    <p>{view(c).t(words.link)}</p>
    <Digest>{link}</Digest>
  </Notice>
)

function Waiting({ c, waiting, action }: { c: Ctx; waiting: readonly WaitingLine[]; action: (enrolmentId: string) => string }) {
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

async function counter(c: Ctx, { form, link }: Shown = {}) {
  const { t } = view(c)
  const examId = ExamId.safeParse(known(c.req.param('examId'), 'the counter’s path names an exam'))
  if (!examId.success) return c.notFound()
  const waiting = await readCounter(c.get('deps'), examId.data)
  const problems = shownProblems(c.get('problem'))
  const path = `/exams/${examId.data}/counter`
  return show(
    c,
    { kind: 'officer', title: words.counter, lead: words.counterLead },
    <>
      {link && <ReleasedLink c={c} link={link} />}
      <Waiting c={c} waiting={waiting} action={(id) => `${path}/${id}/release`} />
      <Section title={t(words.issueRecovery)}>
        <Form action={path} idempotencyKey={formKey(c)}>
          <Field
            view={view(c)}
            name="idNumber"
            label={t(doorWords.idNumber)}
            value={form?.text('idNumber')}
            problems={problems}
            maxlength={40}
          />
          <Choice
            view={view(c)}
            name="reason"
            label={t(words.reason)}
            value={form?.text('reason')}
            problems={problems}
            options={[
              { value: 'forgotten', label: t(words.forgotten) },
              { value: 'taken', label: t(words.taken) },
            ]}
          />
          <Field
            view={view(c)}
            name="name"
            label={t(words.nameOnCard)}
            value={form?.text('name')}
            problems={problems}
            optional
            maxlength={50}
          />
          <Field
            view={view(c)}
            name="phone"
            type="tel"
            label={t(words.ownPhone)}
            value={form?.text('phone')}
            problems={problems}
            optional
            maxlength={20}
          />
          <Tick view={view(c)} name="originalCardSeen" label={t(words.cardSeen)} problems={problems} />
          <Button>{t(words.issueRecovery)}</Button>
        </Form>
      </Section>
    </>,
  )
}
