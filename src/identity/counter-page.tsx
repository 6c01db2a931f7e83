import { type Context, Hono } from 'hono'
import { ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import type { Env } from '../http/env.ts'
import { answerForm } from '../http/form.ts'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice, Tick } from '../web/components/choice.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { IssueRecovery, issueRecovery } from './issue-enrolment.ts'
import { readCounter } from './read-people.ts'
import { identityRefusals } from './refusals.ts'
import { ReleaseRecovery, releaseRecovery } from './release-enrolment.ts'
import { personFacts, ReleasedLink, showingLink, Waiting } from './release-parts.tsx'
import { doorWords, peopleWords as words } from './words.ts'

type Ctx = Context<Env>

/** The counter of an exam: candidates who have forgotten their password, or whose number somebody else has taken. */
export function counterPages() {
  return new Hono<Env>()
    .get('/exams/:examId/counter', (c) => counter(c))
    .post('/exams/:examId/counter', (c) =>
      answerForm(c, {
        answers: identityRefusals,
        schema: IssueRecovery,
        from: (form) => ({
          ...c.req.param(),
          ...personFacts(form),
          reason: form.text('reason'),
          originalCardSeen: form.checked('originalCardSeen'),
        }),
        run: issueRecovery,
        to: () => `/exams/${c.req.param('examId')}/counter`,
        again: () => counter(c),
      }),
    )
    .post('/exams/:examId/counter/:enrolmentId/release', (c) =>
      showingLink(c, (link) => counter(c, { link }), { schema: ReleaseRecovery, run: releaseRecovery, again: () => counter(c) }),
    )
}

async function counter(c: Ctx, { link }: { readonly link?: string } = {}) {
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
          <Field view={view(c)} name="idNumber" label={t(doorWords.idNumber)} problems={problems} maxlength={40} />
          <Choice
            view={view(c)}
            name="reason"
            label={t(words.reason)}
            problems={problems}
            options={[
              { value: 'forgotten', label: t(words.forgotten) },
              { value: 'taken', label: t(words.taken) },
            ]}
          />
          <Field view={view(c)} name="name" label={t(words.nameOnCard)} problems={problems} optional maxlength={50} />
          <Field view={view(c)} name="phone" type="tel" label={t(words.ownPhone)} problems={problems} optional maxlength={20} />
          <Tick view={view(c)} name="originalCardSeen" label={t(words.cardSeen)} problems={problems} />
          <Button>{t(words.issueRecovery)}</Button>
        </Form>
      </Section>
    </>,
  )
}
