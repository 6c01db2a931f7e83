import { type Context, Hono } from 'hono'
import { type ZodType, z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Result } from '../foundation/result.ts'
import { type Answers, problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { emptyForm, readForm } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { malformed } from '../http/malformed.ts'
import { sayWhen } from '../http/say-when.ts'
import { clearSession, sessionToken, setSession } from '../http/session-cookie.ts'
import { show, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Tick } from '../web/components/choice.tsx'
import { Facts } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import type { Problem as ShownProblem } from '../web/components/problem-box.tsx'
import { Found, found } from './found.ts'
import { type LinkShown, lookAtLink } from './look-at-link.ts'
import { identityRefusals } from './refusals.ts'
import { SetPasswordByLink, setPasswordByLink } from './set-password-by-link.ts'
import { SignIn, signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { SignUp, signUp } from './sign-up.ts'
import { doorWords as words } from './words.ts'

type Ctx = Context<Env>

/** Pages for whoever is not signed in. Those for candidates work without script; passkeys cannot. */
export function doorPages() {
  return new Hono<Env>()
    .get('/sign-in', (c) => signInPage(c, emptyForm))
    .post('/sign-in', (c) =>
      doorForm(c, {
        schema: SignIn,
        from: (form) => ({ idNumber: form.text('idNumber'), password: form.text('password') }),
        run: signIn,
        to: (form) => safePath(form.text('to')),
        again: (form) => signInPage(c, form),
      }),
    )
    .get('/sign-up', (c) => signUpPage(c, emptyForm))
    .post('/sign-up', (c) =>
      doorForm(c, {
        schema: SignUp,
        from: (form) => pick(form, 'idNumber', 'name', 'phone', 'password'),
        run: signUp,
        to: () => '/my',
        again: (form) => signUpPage(c, form),
      }),
    )
    .post('/sign-out', async (c) => {
      const token = sessionToken(c)
      if (token) await signOut(c.get('deps'), token)
      clearSession(c)
      return c.redirect('/sign-in', 303)
    })
    .get('/enrol/:token', (c) => enrolPage(c, emptyForm))
    .post('/enrol/:token/password', (c) =>
      doorForm(c, {
        schema: SetPasswordByLink,
        from: (form) => ({ token: c.req.param('token'), password: form.text('password') }),
        run: setPasswordByLink,
        to: () => '/my',
        again: (form) => enrolPage(c, form),
      }),
    )
    .post('/enrol/:token/founding', (c) =>
      doorForm(c, {
        schema: Found,
        from: (form) => ({
          token: c.req.param('token'),
          ...pick(form, 'idNumber', 'name', 'phone', 'unit'),
          onEstablishment: form.checked('onEstablishment'),
        }),
        run: found,
        to: () => `/enrol/${c.req.param('token')}`,
        again: (form) => enrolPage(c, form),
      }),
    )
}

const pick = (form: FormFields, ...names: string[]) =>
  Object.fromEntries(names.flatMap((name) => (form.text(name) === undefined ? [] : [[name, form.text(name)]])))

/** Back to a page of our own and to no other: "//evil.example" is another. */
const safePath = (path: string | undefined): string => (path !== undefined && /^\/(?![/\\])[\w\-./~%]*$/.test(path) ? path : '/my')

type DoorForm<C, R extends keyof typeof identityRefusals> = {
  readonly schema: ZodType<C>
  readonly from: (form: FormFields) => unknown
  readonly run: (deps: Deps, command: C) => Promise<Result<{ readonly accountId: string; readonly sessionToken?: string }, R>>
  readonly to: (form: FormFields) => string
  readonly again: (form: FormFields) => Response | Promise<Response>
}

const answers: Answers<keyof typeof identityRefusals> = identityRefusals

/** A form that nobody signed in sends; what opens a session sets its cookie. */
async function doorForm<C, R extends keyof typeof identityRefusals>(
  c: Ctx,
  { schema, from, run, to, again }: DoorForm<C, R>,
): Promise<Response> {
  const locale = c.get('locale')
  const form = await readForm(c, 64 * 1024)
  const refused = (problem: ReturnType<typeof problemOf>, fields: FormFields) => {
    c.set('problem', problem)
    c.status(problem.status)
    sayWhen(c, problem)
    return again(fields)
  }
  if (form === 'body_too_large') return refused(problemOf(answers, 'body_too_large', locale), emptyForm)
  const parsed = schema.safeParse(from(form))
  if (!parsed.success) return refused(malformed(parsed.error, locale), form)
  const result = await run(c.get('deps'), parsed.data)
  if (!result.ok) return refused(problemOf(answers, result.refusal, locale, result.facts), form)
  if (result.value.sessionToken) setSession(c, result.value.sessionToken)
  return c.redirect(to(form), 303)
}

/** A refusal's code says which field it is about. */
function problems(c: Ctx): readonly ShownProblem[] {
  const problem = c.get('problem')
  const field = problem?.code.startsWith('id_') ? 'idNumber' : problem?.code.startsWith('password_') ? 'password' : undefined
  return problem && field ? [{ field, text: problem.text }] : shownProblems(problem)
}

const IdNumberField = ({ c, form }: { c: Ctx; form: FormFields }) => (
  <Field
    view={view(c)}
    name="idNumber"
    label={view(c).t(words.idNumber)}
    hint={view(c).t(words.idNumberHint)}
    value={form.text('idNumber')}
    maxlength={40}
    autocomplete="username"
    problems={problems(c)}
  />
)

/** What was typed as a password is never sent back. */
const PasswordField = ({ c, fresh }: { c: Ctx; fresh: boolean }) => (
  <Field
    view={view(c)}
    name="password"
    type="password"
    label={view(c).t(words.password)}
    hint={fresh ? view(c).t(words.passwordHint) : undefined}
    autocomplete={fresh ? 'new-password' : 'current-password'}
    maxlength={128}
    problems={problems(c)}
  />
)

function signInPage(c: Ctx, form: FormFields) {
  const { t } = view(c)
  const to = safePath(form.text('to') ?? c.req.query('to'))
  return show(
    c,
    { kind: 'candidate', title: words.signIn, script: 'identity-sign-in' },
    <>
      <Section title={t(words.forCandidates)} id="candidates">
        <Form action="/sign-in" hidden={{ to }}>
          <IdNumberField c={c} form={form} />
          <PasswordField c={c} fresh={false} />
          <Button>{t(words.signIn)}</Button>
        </Form>
        <p>
          {t(words.noAccount)} <a href="/sign-up">{t(words.signUp)}</a>
        </p>
        <p class="hint">{t(words.forgotten)}</p>
      </Section>
      <Section title={t(words.forOfficers)} id="officers">
        <p>{t(words.officersLead)}</p>
        <ScriptButton c={c} id="passkey" label={t(words.usePasskey)} data={{ 'data-to': to }} kind="secondary" />
      </Section>
    </>,
  )
}

/** A button that only a script can serve: off until the script is there, and it says so. */
function ScriptButton({
  c,
  id,
  label,
  data,
  kind,
}: {
  c: Ctx
  id: string
  label: string
  data: Readonly<Record<string, string>>
  kind: string
}) {
  const { t } = view(c)
  return (
    <>
      <button class={`button ${kind}`} type="button" id={id} disabled {...data}>
        {label}
      </button>
      <p id={`${id}-news`} role="status" data-busy={t(words.busy)} data-failed={t(words.passkeyFailed)} />
      <noscript>
        <p>{t(words.needsScript)}</p>
      </noscript>
    </>
  )
}

function signUpPage(c: Ctx, form: FormFields) {
  const { t } = view(c)
  return show(
    c,
    { kind: 'candidate', title: words.signUpTitle, lead: words.signUpLead },
    <>
      <Form action="/sign-up">
        <IdNumberField c={c} form={form} />
        <Field
          view={view(c)}
          name="name"
          label={t(words.name)}
          hint={t(words.nameHint)}
          value={form.text('name')}
          maxlength={50}
          autocomplete="name"
          problems={problems(c)}
        />
        <Field
          view={view(c)}
          name="phone"
          type="tel"
          label={t(words.phone)}
          value={form.text('phone')}
          maxlength={20}
          autocomplete="tel"
          inputmode="tel"
          problems={problems(c)}
        />
        <PasswordField c={c} fresh />
        <Button>{t(words.signUp)}</Button>
      </Form>
      <p>
        {t(words.haveAccount)} <a href="/sign-in">{t(words.signIn)}</a>
      </p>
    </>,
  )
}

async function enrolPage(c: Ctx, form: FormFields) {
  const token = z.string().parse(c.req.param('token'))
  const link = await lookAtLink(c.get('deps'), token)
  if (!link.ok) {
    const problem = c.get('problem') ?? problemOf(answers, link.refusal, c.get('locale'))
    c.set('problem', problem)
    c.status(problem.status)
    return show(c, { kind: 'public', title: words.enrolTitle }, <p class="hint">{view(c).t(words.forgotten)}</p>)
  }
  return linkPage(c, link.value, token, form)
}

function linkPage(c: Ctx, link: LinkShown, token: string, form: FormFields) {
  const { t } = view(c)
  if (link.kind === 'founding')
    return show(
      c,
      { kind: 'public', title: words.foundTitle, lead: words.foundLead },
      <Form action={`/enrol/${token}/founding`}>
        <IdNumberField c={c} form={form} />
        <Field view={view(c)} name="name" label={t(words.name)} value={form.text('name')} maxlength={50} problems={problems(c)} />
        <Field
          view={view(c)}
          name="phone"
          type="tel"
          label={t(words.phone)}
          value={form.text('phone')}
          maxlength={20}
          problems={problems(c)}
        />
        <Field view={view(c)} name="unit" label={t(words.unit)} value={form.text('unit')} maxlength={100} problems={problems(c)} />
        <Tick view={view(c)} name="onEstablishment" label={t(words.onEstablishment)} optional checked={form.checked('onEstablishment')} />
        <Button>{t(words.next)}</Button>
      </Form>,
    )
  if (link.kind === 'password')
    return show(
      c,
      { kind: 'candidate', title: words.choosePassword },
      <Form action={`/enrol/${token}/password`}>
        <PasswordField c={c} fresh />
        <Button>{t(words.choosePassword)}</Button>
      </Form>,
    )
  return show(
    c,
    { kind: 'public', title: words.enrolTitle, lead: words.enrolLead, script: 'identity-enrol' },
    <>
      <Facts facts={[[t(words.linkFor), link.name]]} />
      <ScriptButton c={c} id="enrol" label={t(words.enrol)} data={{}} kind="primary" />
    </>,
  )
}
