import { type Context, Hono } from 'hono'
import { loadExam } from '../exam/records.ts'
import { ApplicationId } from '../foundation/ids.ts'
import type { Env } from '../http/env.ts'
import { answerForm, asNumber, type FormFields } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button, ButtonLink, Buttons } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice, Select, Tick } from '../web/components/choice.tsx'
import { Facts } from '../web/components/facts.tsx'
import { Field, FileField } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Steps } from '../web/components/navigation.tsx'
import { Countdown, Notice } from '../web/components/notice.tsx'
import { Digest, Proof } from '../web/components/proof.tsx'
import { State } from '../web/components/state.tsx'
import { Timeline } from '../web/components/timeline.tsx'
import { Time } from '../web/format.tsx'
import type { View } from '../web/locale.ts'
import { mayHandle } from './access.ts'
import { PostFacts } from './post-facts.tsx'
import { readApplication } from './read-applications.ts'
import { loadApplication } from './records.ts'
import { registrationRefusals } from './refusals.ts'
import { RelativesFields, relativesFrom } from './relatives-fields.tsx'
import type { DocumentKind } from './rules/documents.ts'
import type { DraftAnswers } from './rules/form.ts'
import { SaveDraft, saveDraft } from './save-draft.ts'
import { type Step, type StepField, stepsOf } from './steps.ts'
import { SubmitApplication, submitApplication } from './submit-application.ts'
import { openImage, UploadMaterial, uploadMaterial } from './upload-material.ts'
import { WithdrawApplication, withdrawApplication } from './withdraw-application.ts'
import { applicationStates, documentNames, fieldNames, hintNames, optionNames, stepTitles, registrationWords as words } from './words.ts'

const own = '/my/applications/:applicationId'
const uploadBytes = 4_200_000

/** The candidate's application: one question a page, everything kept, the next step and its deadline always in sight. */
export function applicationPages() {
  return new Hono<Env>()
    .get(own, progress)
    .get(`${own}/receipt`, receipt)
    .get(`${own}/photo`, photo)
    .get(`${own}/form/:step`, (c) => question(c))
    .post(`${own}/form/:step`, saveStep)
    .post(`${own}/materials`, saveMaterial)
    .get(`${own}/confirm`, (c) => confirm(c))
    .post(`${own}/submissions`, submit)
    .post(`${own}/withdrawal`, withdraw)
}

async function load(c: Context<Env>) {
  const id = ApplicationId.safeParse(c.req.param('applicationId'))
  const caller = c.get('caller')
  const deps = c.get('deps')
  if (!id.success || !caller) return undefined
  const role = caller.kind === 'candidate' ? 'candidate' : 'office'
  const found = await deps.within(role, async (tx) => {
    const row = await loadApplication(tx, id.data)
    const exam = row && (await loadExam(tx, row.examId))
    return row && exam && mayHandle(caller, row) ? { row, exam } : undefined
  })
  if (!found) return undefined
  const read = await readApplication(deps, caller, { examId: found.exam.id, applicationId: id.data })
  return read.ok ? { ...found, application: read.value } : undefined
}
type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>

const pathOf = (c: Context<Env>, rest = '') => `/my/applications/${c.req.param('applicationId')}${rest}`
const stateKinds = { draft: 'waiting', submitted: 'good', withdrawn: 'quiet' } as const
const examOf = ({ exam }: Loaded) => ({ id: exam.id, title: exam.title, stage: 'registration' as const })

async function progress(c: Context<Env>): Promise<Response> {
  const loaded = await load(c)
  if (!loaded) return problemPage(c)
  const { application, exam } = loaded
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
          [v.t(words.nextStep), <strong>{v.t(next)}</strong>],
          [v.t(words.application), <State kind={stateKinds[application.state]}>{v.t(applicationStates[application.state])}</State>],
        ]}
      />
      {closes && <Countdown view={v} until={closes} label={v.t(words.closesAt)} />}
      {open && (
        <Buttons>
          {application.state === 'draft' ? (
            <ButtonLink kind="primary" href={pathOf(c, '/form/1')}>
              {v.t(words.goOn)}
            </ButtonLink>
          ) : (
            <ButtonLink href={pathOf(c, '/form/1')}>{v.t(words.edit)}</ButtonLink>
          )}
          {application.state === 'submitted' && <ButtonLink href={pathOf(c, '/receipt')}>{v.t(words.receipt)}</ButtonLink>}
        </Buttons>
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
      <Section title={`${application.position.code} ${application.position.title}`}>
        <PostFacts view={v} position={application.position} />
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
              detail: <Digest>{version.formHash}</Digest>,
            }))}
          />
        </Section>
      )}
      {open && application.state === 'submitted' && (
        <Section title={v.t(words.withdraw)}>
          <p>{v.t(words.withdrawHint)}</p>
          <Form action={pathOf(c, '/withdrawal')} idempotencyKey={formKey(c)} version={application.version}>
            <Button kind="danger">{v.t(words.withdraw)}</Button>
          </Form>
        </Section>
      )}
    </>,
  )
}

async function receipt(c: Context<Env>): Promise<Response> {
  const loaded = await load(c)
  const latest = loaded?.application.versions.at(-1)
  if (!loaded || !latest) return problemPage(c)
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
        { label: v.t(words.posts), value: `${application.position.code} ${application.position.title}` },
        { label: v.t(words.receivedAt), value: <Time view={v} at={latest.submittedAt} precision="second" relative={false} /> },
        { label: v.t(words.formHash), value: <Digest>{latest.formHash}</Digest> },
        { label: v.t(words.signed), value: <Digest>{latest.receipt}</Digest> },
      ]}
    />,
  )
}

async function photo(c: Context<Env>): Promise<Response> {
  const loaded = await load(c)
  if (!loaded?.row.photoFile) return c.notFound()
  const bytes = await openImage(c.get('deps'), loaded.row.photoFile)
  return c.body(Buffer.from(bytes), 200, { 'content-type': 'image/jpeg', 'cache-control': 'private, no-store' })
}

const stepAt = (loaded: Loaded, number: number): Step | undefined => stepsOf[loaded.application.answers.kind][number - 1]
const titles = (v: View, kind: DraftAnswers['kind']) => [...stepsOf[kind].map(({ key }) => v.t(stepTitles[key])), v.t(stepTitles.confirm)]

async function question(c: Context<Env>, typed?: FormFields, number = Number(c.req.param('step'))): Promise<Response> {
  const loaded = await load(c)
  const step = loaded && stepAt(loaded, number)
  if (!loaded || !step) return problemPage(c)
  const v = view(c)
  const { application } = loaded
  const problems = shownProblems(c.get('problem'))
  const answers: Readonly<Record<string, unknown>> = application.answers
  const answered = (name: string) => typed?.text(`answers.${name}`) ?? (typeof answers[name] === 'string' ? answers[name] : undefined)
  const isLast = step.key === 'photo' || step.key === 'papers'
  return show(
    c,
    {
      kind: 'candidate',
      title: stepTitles[step.key],
      back: { label: words.backStep, href: number > 1 ? pathOf(c, `/form/${number - 1}`) : pathOf(c) },
      exam: examOf(loaded),
    },
    <>
      <Steps view={v} labels={titles(v, application.answers.kind)} current={number} />
      {isLast ? (
        <Materials view={v} c={c} loaded={loaded} kind={step.key === 'photo' ? 'photo' : 'papers'} number={number} />
      ) : (
        <Form action={pathOf(c, `/form/${number}`)} idempotencyKey={formKey(c)} version={application.draftVersion}>
          {step.fields.map((field) => (
            <Question view={v} field={field} value={answered(field.name)} problems={problems} />
          ))}
          {step.key === 'relatives' && <RelativesFields view={v} answers={application.answers} problems={problems} />}
          <Button>{v.t(words.saveNext)}</Button>
        </Form>
      )}
    </>,
  )
}

type QuestionProps = { view: View; field: StepField; value: string | undefined; problems: ReturnType<typeof shownProblems> }

function Question({ view: v, field: { name, input, optional }, value, problems }: QuestionProps) {
  const label = v.t(fieldNames[name] ?? { zh: name, en: name })
  const common = { view: v, name: `answers.${name}`, label, value, problems, optional }
  const options = Object.entries(optionNames[name] ?? {}).map(([option, text]) => ({ value: option, label: v.t(text) }))
  switch (input) {
    case 'choice':
      return <Choice {...common} options={options} />
    case 'select':
      return <Select {...common} options={options} />
    case 'date':
      return <Field {...common} type="date" />
    case 'tel':
      return <Field {...common} type="tel" autocomplete="tel" />
    case 'text':
      return <Field {...common} width="long" maxlength={200} />
  }
}

async function saveStep(c: Context<Env>): Promise<Response> {
  const loaded = await load(c)
  const number = Number(c.req.param('step'))
  const step = loaded && stepAt(loaded, number)
  if (!loaded || !step) return problemPage(c)
  const { kind } = loaded.application.answers
  return answerForm(c, {
    schema: SaveDraft,
    from: (form) => ({
      examId: loaded.exam.id,
      applicationId: loaded.application.applicationId,
      draftVersion: asNumber(form.text('version')),
      // An empty answer is sent as such, so that the schema names it instead of passing it over.
      answers: {
        kind,
        ...Object.fromEntries(
          step.fields.flatMap(({ name, optional }) => {
            const value = form.text(`answers.${name}`)
            return value === undefined && optional ? [] : [[name, value ?? '']]
          }),
        ),
        ...(step.key === 'relatives' ? { relatives: relativesFrom(form) } : {}),
      },
    }),
    run: saveDraft,
    answers: registrationRefusals,
    to: () => pathOf(c, `/form/${number + 1}`),
    again: (_, form) => question(c, form),
  })
}

type MaterialsProps = { view: View; c: Context<Env>; loaded: Loaded; kind: 'photo' | 'papers'; number: number }

function Materials({ view: v, c, loaded, kind, number }: MaterialsProps) {
  const { application } = loaded
  const problems = shownProblems(c.get('problem'))
  const asked = application.documentsAsked
  const held = (one: DocumentKind) => application.documents.some((document) => document.kind === one)
  const onwards = kind === 'photo' ? pathOf(c, `/form/${number + 1}`) : pathOf(c, '/confirm')
  return (
    <>
      <p>{v.t(kind === 'photo' ? words.photoHint : words.papersHint)}</p>
      {kind === 'photo' && application.photo && (
        <img class="photo" src={pathOf(c, '/photo')} alt={v.t(words.photo)} width="120" height="160" />
      )}
      {kind === 'papers' && (
        <Facts
          facts={asked.map((one) => [
            v.t(documentNames[one]),
            <State kind={held(one) ? 'good' : 'quiet'}>{v.t(held(one) ? words.uploaded : words.notUploaded)}</State>,
          ])}
        />
      )}
      <Form
        action={pathOf(c, '/materials')}
        idempotencyKey={formKey(c)}
        hidden={{ step: number, ...(kind === 'photo' ? { kind: 'photo' } : {}) }}
        upload
      >
        {kind === 'papers' && (
          <Select
            view={v}
            name="kind"
            label={v.t(words.paperKind)}
            problems={problems}
            options={[...asked, 'other' as const].map((one) => ({ value: one, label: v.t(documentNames[one]) }))}
          />
        )}
        <FileField
          view={v}
          name="file"
          label={v.t(kind === 'photo' ? words.photo : words.paperFile)}
          accept="image/jpeg,image/png"
          types="JPG、PNG"
          size={kind === 'photo' ? '2 MB' : '4 MB'}
          problems={problems}
        />
        <Button kind={kind === 'photo' && !application.photo ? 'primary' : 'secondary'}>{v.t(words.upload)}</Button>
      </Form>
      {(kind === 'papers' || application.photo) && (
        <Buttons>
          <ButtonLink kind="primary" href={onwards}>
            {v.t(kind === 'papers' ? words.toConfirm : words.saveNext)}
          </ButtonLink>
        </Buttons>
      )}
    </>
  )
}

async function saveMaterial(c: Context<Env>): Promise<Response> {
  const loaded = await load(c)
  if (!loaded) return problemPage(c)
  const steps = stepsOf[loaded.application.answers.kind]
  let bytes = new Uint8Array()
  let step = steps.length
  return answerForm(c, {
    schema: UploadMaterial,
    bodyBytes: uploadBytes,
    from: (form) => {
      bytes = new Uint8Array(form.file('file')?.bytes ?? [])
      const kind = form.text('kind')
      step = kind === 'photo' ? steps.length - 1 : steps.length
      return { examId: loaded.exam.id, applicationId: loaded.application.applicationId, kind }
    },
    run: (deps, caller, command) => uploadMaterial(deps, caller, { ...command, bytes }),
    answers: registrationRefusals,
    to: () => pathOf(c, `/form/${step}`),
    again: () => question(c, undefined, step),
  })
}

async function confirm(c: Context<Env>): Promise<Response> {
  const loaded = await load(c)
  if (!loaded) return problemPage(c)
  const v = view(c)
  const { application } = loaded
  const steps = stepsOf[application.answers.kind]
  const answers: Readonly<Record<string, unknown>> = application.answers
  const shown = (name: string): string => {
    const value = answers[name]
    if (typeof value !== 'string') return v.t(words.missing)
    const option = optionNames[name]?.[value]
    return option ? v.t(option) : value
  }
  const relatives = application.answers.kind === 'general' ? application.answers.relatives : undefined
  return show(
    c,
    {
      kind: 'candidate',
      title: words.confirm,
      lead: words.confirmLead,
      back: { label: words.backStep, href: pathOf(c, `/form/${steps.length}`) },
      exam: examOf(loaded),
    },
    <>
      <Steps view={v} labels={titles(v, application.answers.kind)} current={steps.length + 1} />
      {steps.map((step, index) => (
        <Section
          title={v.t(stepTitles[step.key])}
          acts={
            <ButtonLink kind="quiet" href={pathOf(c, `/form/${index + 1}`)}>
              {v.t(words.change1)}
              <span class="sr-only"> {v.t(stepTitles[step.key])}</span>
            </ButtonLink>
          }
        >
          {step.fields.length > 0 && (
            <Facts
              facts={step.fields
                .filter(({ name, optional }) => !optional || answers[name] !== undefined)
                .map(({ name }) => [v.t(fieldNames[name] ?? { zh: name, en: name }), shown(name)])}
            />
          )}
          {step.key === 'relatives' && (
            <p>
              {relatives === undefined
                ? v.t(words.missing)
                : relatives.length === 0
                  ? v.t(words.noRelatives)
                  : relatives.map(({ name, post }) => `${name}（${post}）`).join('；')}
            </p>
          )}
          {step.key === 'photo' && (
            <State kind={application.photo ? 'good' : 'attention'}>{v.t(application.photo ? words.uploaded : words.notUploaded)}</State>
          )}
          {step.key === 'papers' && (
            <p>{application.documents.map(({ kind }) => v.t(documentNames[kind])).join('；') || v.t(words.notUploaded)}</p>
          )}
        </Section>
      ))}
      <Form action={pathOf(c, '/submissions')} idempotencyKey={formKey(c)} version={application.draftVersion}>
        <Tick view={v} name="undertaking" label={v.t(words.undertaking)} problems={shownProblems(c.get('problem'))} />
        <Button>{v.t(words.submit)}</Button>
      </Form>
    </>,
  )
}

async function submit(c: Context<Env>): Promise<Response> {
  const loaded = await load(c)
  if (!loaded) return problemPage(c)
  return answerForm(c, {
    schema: SubmitApplication,
    from: (form) => ({
      examId: loaded.exam.id,
      applicationId: loaded.application.applicationId,
      draftVersion: asNumber(form.text('version')),
      undertaking: form.checked('undertaking'),
    }),
    run: submitApplication,
    answers: registrationRefusals,
    to: () => pathOf(c, '/receipt'),
    again: () => confirm(c),
  })
}

async function withdraw(c: Context<Env>): Promise<Response> {
  const loaded = await load(c)
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
