import { type Context, Hono } from 'hono'
import { installationRoles } from '../foundation/roles.ts'
import type { Env } from '../http/env.ts'
import { formTargets } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Tick } from '../web/components/choice.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { State } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { roleNames } from '../web/words.ts'
import { GrantRole, grantRole, withdrawRole } from './grant-role.ts'
import { IssueEnrolment, issueEnrolment } from './issue-enrolment.ts'
import { type OfficerLine, readPeople } from './read-people.ts'
import { identityRefusals } from './refusals.ts'
import { RegisterOfficer, registerOfficer } from './register-officer.ts'
import { ReleaseEnrolment, releaseEnrolment } from './release-enrolment.ts'
import { personFacts, ReleasedLink, showingLink, Waiting } from './release-parts.tsx'
import { RevokeKey, revocationReasons, revokeKey } from './revoke-key.ts'
import { doorWords, revocationWords, peopleWords as words } from './words.ts'

type Ctx = Context<Env>

/** Two hands: an administrator registers and issues, a second officer releases. */
export function peoplePages() {
  const onPeople = formTargets(identityRefusals, { to: () => '/people', again: (c) => people(c) })
  const roleIn = (form: FormFields) => ({ role: form.text('role') })
  return new Hono<Env>()
    .get('/people', (c) => people(c))
    .post(
      '/people',
      onPeople(RegisterOfficer, registerOfficer, (form) => ({ ...personFacts(form), onEstablishment: form.checked('onEstablishment') })),
    )
    .post(
      '/people/:accountId/enrolments',
      onPeople(IssueEnrolment, issueEnrolment, (form) => ({ reason: form.text('reason') })),
    )
    .post('/people/:accountId/role', onPeople(GrantRole, grantRole, roleIn))
    .post('/people/:accountId/role/withdrawal', onPeople(GrantRole, withdrawRole, roleIn))
    .post(
      '/people/keys/:keyId/revocation',
      onPeople(RevokeKey, revokeKey, (form) => ({ reason: form.text('reason') })),
    )
    .post('/people/enrolments/:enrolmentId/release', (c) =>
      showingLink(c, (link) => people(c, { link }), { schema: ReleaseEnrolment, run: releaseEnrolment, again: () => people(c) }),
    )
}

type Shown = { readonly link?: string }

async function people(c: Ctx, { link }: Shown = {}) {
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
            <Field view={view(c)} name="name" label={t(doorWords.name)} problems={problems} maxlength={50} />
            <Field view={view(c)} name="idNumber" label={t(doorWords.idNumber)} problems={problems} maxlength={40} />
            <Field view={view(c)} name="phone" type="tel" label={t(doorWords.phone)} problems={problems} maxlength={20} />
            <Field view={view(c)} name="unit" label={t(doorWords.unit)} problems={problems} maxlength={100} />
            <Tick view={view(c)} name="onEstablishment" label={t(doorWords.onEstablishment)} optional />
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
