import { type Context, Hono } from 'hono'
import { examWords } from '../exam/words.ts'
import type { Env } from '../http/env.ts'
import { answerForm, asNumber } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { Button, ButtonLink, Buttons } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Facts } from '../web/components/facts.tsx'
import { Form } from '../web/components/form.tsx'
import { Countdown, Notice } from '../web/components/notice.tsx'
import { Digest, Proof } from '../web/components/proof.tsx'
import { State } from '../web/components/state.tsx'
import { Timeline } from '../web/components/timeline.tsx'
import { Time } from '../web/format.tsx'
import type { View } from '../web/locale.ts'
import { formPages } from './form-pages.tsx'
import { examOf, type Loaded, loadOwn, pathOf } from './own-application.tsx'
import { PostFacts } from './post-facts.tsx'
import { registrationRefusals } from './refusals.ts'
import { slotName } from './slot-page.tsx'
import { openImage } from './upload-material.ts'
import { WithdrawApplication, withdrawApplication } from './withdraw-application.ts'
import { applicationStates, hintNames, stepTitles, registrationWords as words } from './words.ts'

const own = '/my/applications/:applicationId'
const stateKinds = { draft: 'waiting', submitted: 'good', withdrawn: 'quiet' } as const

/** The candidate's application: where it stands, the next step and its deadline, the receipt, and the way into the form. */
export function applicationPages() {
  return new Hono<Env>()
    .get(own, progress)
    .get(`${own}/receipt`, receipt)
    .get(`${own}/photo`, photo)
    .post(`${own}/withdrawal`, withdraw)
    .route('/', formPages())
}

async function progress(c: Context<Env>): Promise<Response> {
  const loaded = await loadOwn(c)
  if (!loaded) return problemPage(c)
  const { application, exam } = loaded
  const post = application.appliedFor ?? application.position
  const v = view(c)
  const closes = exam.registrationClosesAt
  const open = closes !== null && Temporal.Instant.compare(v.now, closes) < 0
  const next = { draft: open ? words.nextFill : words.nextMissed, submitted: words.nextReview, withdrawn: words.nextNothing }[
    application.state
  ]
  return show(
    c,
    { kind: 'candidate', title: words.application, back: { label: words.myExams, href: '/my/exams' }, exam: examOf(loaded) },
    <>
      <Facts
        facts={[
          [v.t(words.number), <span class="number">{application.number}</span>],
          ...placeFacts(v, application),
          [v.t(words.nextStep), <strong>{v.t(next)}</strong>],
          [v.t(words.application), <State kind={stateKinds[application.state]}>{v.t(applicationStates[application.state])}</State>],
        ]}
      />
      {open && <Countdown view={v} until={closes} label={v.t(words.closesAt)} />}
      <Buttons>
        {open && application.state === 'draft' && (
          <ButtonLink kind="primary" href={pathOf(c, '/form/1')}>
            {v.t(words.goOn)}
          </ButtonLink>
        )}
        {open && application.state !== 'draft' && <ButtonLink href={pathOf(c, '/form/1')}>{v.t(words.edit)}</ButtonLink>}
        {open && <ButtonLink href={pathOf(c, '/post')}>{v.t(words.anotherPost)}</ButtonLink>}
        {application.versions.length > 0 && <ButtonLink href={pathOf(c, '/receipt')}>{v.t(words.receipt)}</ButtonLink>}
      </Buttons>
      {open && application.unsent && (
        <Notice kind="attention" title={v.t(words.unsent)}>
          <p>{v.t(words.unsentHint)}</p>
          <ButtonLink href={pathOf(c, '/confirm')}>{v.t(words.toConfirm)}</ButtonLink>
        </Notice>
      )}
      {application.fromStranger && (
        <Notice kind="attention" title={v.t(words.fromStranger)}>
          {v.t(words.fromStrangerHint)}
        </Notice>
      )}
      {application.hints.length > 0 && (
        <Notice kind="attention" title={v.t(words.hints)}>
          <ul>
            {application.hints.map((hint) => (
              <li>{v.t(hintNames[hint])}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Section title={`${post.code} ${post.title}`}>
        <PostFacts view={v} position={post} />
      </Section>
      {application.versions.length > 0 && (
        <Section title={v.t(words.history)}>
          <Timeline
            view={v}
            label={v.t(words.history)}
            moments={application.versions.map((version) => ({
              at: version.submittedAt,
              kind: 'good',
              title: v.t(words.versionAt, { n: version.version }),
              detail: (
                <>
                  {v.t(words.formHash)} <Digest>{version.formHash}</Digest>
                </>
              ),
            }))}
          />
        </Section>
      )}
      {open && application.state === 'submitted' && (
        <Section title={v.t(words.withdraw)}>
          <p>{v.t(application.places.length > 0 ? words.withdrawPlace : words.withdrawHint)}</p>
          <Form action={pathOf(c, '/withdrawal')} idempotencyKey={formKey(c)} version={application.version}>
            <Button kind="danger">{v.t(words.withdraw)}</Button>
          </Form>
        </Section>
      )}
    </>,
  )
}

/** What it holds of what there is only so much of, and under which number. */
function placeFacts(v: View, { places, slots }: Loaded['application']): [string, string][] {
  return places.map(({ kind, id, code, serial }) => {
    const slot = slots.find((one) => one.id === id)
    if (kind === 'post') return [v.t(words.serialOf), `${code} ${v.t(words.serial, { n: serial })}`]
    return [v.t(stepTitles.slot), slot ? slotName(v, slot) : code]
  })
}

async function receipt(c: Context<Env>): Promise<Response> {
  const loaded = await loadOwn(c)
  const latest = loaded?.application.versions.at(-1)
  const post = loaded?.application.appliedFor
  if (!loaded || !latest || !post) return problemPage(c)
  const { application } = loaded
  const v = view(c)
  return show(
    c,
    {
      kind: 'candidate',
      title: words.receipt,
      lead: words.receiptLead,
      back: { label: words.application, href: pathOf(c) },
      exam: examOf(loaded),
    },
    <Proof
      view={v}
      title={v.t(words.receipt)}
      items={[
        { label: v.t(words.number), value: <span class="number">{application.number}</span> },
        { label: v.t(examWords.post), value: `${post.code} ${post.title}` },
        ...placeFacts(v, application).map(([label, value]) => ({ label, value })),
        { label: v.t(words.receivedAt), value: <Time view={v} at={latest.submittedAt} precision="second" relative={false} /> },
        { label: v.t(words.formHash), value: <Digest>{latest.formHash}</Digest> },
        { label: v.t(words.signed), value: <Digest>{latest.receipt}</Digest> },
      ]}
    />,
  )
}

async function photo(c: Context<Env>): Promise<Response> {
  const loaded = await loadOwn(c)
  if (!loaded?.row.photoFile) return c.notFound()
  const bytes = await openImage(c.get('deps'), loaded.row.photoFile)
  return c.body(Buffer.from(bytes), 200, { 'content-type': 'image/jpeg', 'cache-control': 'private, no-store' })
}

async function withdraw(c: Context<Env>): Promise<Response> {
  const loaded = await loadOwn(c)
  if (!loaded) return problemPage(c)
  return answerForm(c, {
    schema: WithdrawApplication,
    from: (form) => ({ examId: loaded.exam.id, applicationId: loaded.application.applicationId, version: asNumber(form.text('version')) }),
    run: withdrawApplication,
    answers: registrationRefusals,
    to: () => pathOf(c),
    again: () => progress(c),
  })
}
