import { type Context, Hono } from 'hono'
import type { Env } from '../http/env.ts'
import { answerForm, asNumber } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button, ButtonLink } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice, Select, Tick } from '../web/components/choice.tsx'
import { Facts } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { State } from '../web/components/state.tsx'
import { listed } from '../web/format.tsx'
import type { View } from '../web/locale.ts'
import { Materials } from './material-step.tsx'
import { examOf, type Loaded, loadOwn, pathOf } from './own-application.tsx'
import { PostFacts } from './post-facts.tsx'
import { registrationRefusals } from './refusals.ts'
import { RelativesFields, relativesFrom } from './relatives-fields.tsx'
import { SaveDraft, saveDraft } from './save-draft.ts'
import { FormSteps, slotName, slotPage } from './slot-page.tsx'
import { fieldName, statedFacts, statedRelatives } from './stated-facts.ts'
import { type Step, type StepField, stepsOf } from './steps.ts'
import { SubmitApplication, submitApplication } from './submit-application.ts'
import { mayUpload, UploadMaterial, uploadMaterial } from './upload-material.ts'
import { documentNames, optionNames, stepTitles, registrationWords as words } from './words.ts'

const own = '/my/applications/:applicationId'
const uploadBytes = 4_200_000

/** Filling in: one question a page, everything kept, then the whole to compare and submit. */
export function formPages() {
  return new Hono<Env>()
    .get(`${own}/form/:step`, (c) => question(c))
    .post(`${own}/form/:step`, saveStep)
    .post(`${own}/materials`, saveMaterial)
    .get(`${own}/confirm`, (c) => confirm(c))
    .post(`${own}/submissions`, submit)
    .route('/', slotPage())
}

const stepAt = (loaded: Loaded, number: number): Step | undefined => stepsOf[loaded.application.answers.kind][number - 1]

async function question(c: Context<Env>, typed?: FormFields, number = Number(c.req.param('step'))): Promise<Response> {
  const loaded = await loadOwn(c)
  const step = loaded && stepAt(loaded, number)
  if (!loaded || !step) return problemPage(c)
  const v = view(c)
  const { application } = loaded
  if (number === 1 && application.slots.length > 0 && application.slotId === null) return c.redirect(pathOf(c, '/slot'), 303)
  const problems = shownProblems(c.get('problem'))
  const answers: Readonly<Record<string, unknown>> = application.answers
  const answered = (name: string) => typed?.text(`answers.${name}`) ?? (typeof answers[name] === 'string' ? answers[name] : undefined)
  const isLast = step.key === 'photo' || step.key === 'papers'
  return show(
    c,
    {
      kind: 'candidate',
      title: stepTitles[step.key],
      back: {
        label: words.backStep,
        href: number > 1 ? pathOf(c, `/form/${number - 1}`) : pathOf(c, application.slots.length > 0 ? '/slot' : ''),
      },
      exam: examOf(loaded),
      ...(isLast ? { script: 'registration-material' } : {}),
    },
    <>
      <FormSteps view={v} loaded={loaded} current={number} />
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
  const label = fieldName(v, name)
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
  const loaded = await loadOwn(c)
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
      emptied: step.fields.flatMap(({ name, optional }) => (optional && form.text(`answers.${name}`) === undefined ? name : [])),
    }),
    run: saveDraft,
    answers: registrationRefusals,
    to: () => pathOf(c, `/form/${number + 1}`),
    again: (_, form) => question(c, form),
  })
}

async function saveMaterial(c: Context<Env>): Promise<Response> {
  const loaded = await loadOwn(c)
  if (!loaded) return problemPage(c)
  const steps = stepsOf[loaded.application.answers.kind]
  let bytes: Uint8Array = new Uint8Array()
  let step = steps.length
  return answerForm(c, {
    schema: UploadMaterial,
    bodyBytes: uploadBytes,
    // Which kind it is stands in the body; whether anything may be uploaded does not depend on it.
    before: (deps, caller) =>
      mayUpload(deps, caller, { examId: loaded.exam.id, applicationId: loaded.application.applicationId, kind: 'other' }),
    from: (form) => {
      bytes = form.file('file')?.bytes ?? new Uint8Array()
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
  const loaded = await loadOwn(c)
  if (!loaded) return problemPage(c)
  const v = view(c)
  const { application } = loaded
  const steps = stepsOf[application.answers.kind]
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
      <FormSteps view={v} loaded={loaded} current={steps.length + 1} />
      <ChosenPost c={c} loaded={loaded} />
      {application.slots.length > 0 && <ChosenSlot c={c} loaded={loaded} />}
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
          {step.fields.length > 0 && <Facts facts={statedFacts(v, step, application.answers)} />}
          {step.key === 'relatives' && <p>{statedRelatives(v, application.answers)}</p>}
          {step.key === 'photo' && (
            <State kind={application.photo ? 'good' : 'attention'}>{v.t(application.photo ? words.uploaded : words.notUploaded)}</State>
          )}
          {step.key === 'papers' && (
            <p>
              {listed(
                v,
                application.documents.map(({ kind }) => v.t(documentNames[kind])),
              ) || v.t(words.notUploaded)}
            </p>
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

function ChosenPost({ c, loaded: { application } }: { c: Context<Env>; loaded: Loaded }) {
  const v = view(c)
  const { position, placesLeft } = application
  return (
    <Section
      title={`${position.code} ${position.title}`}
      acts={
        <ButtonLink kind="quiet" href={pathOf(c, '/post')}>
          {v.t(words.anotherPost)}
        </ButtonLink>
      }
    >
      <PostFacts view={v} position={position} left={placesLeft ?? undefined} />
    </Section>
  )
}

function ChosenSlot({ c, loaded: { application } }: { c: Context<Env>; loaded: Loaded }) {
  const v = view(c)
  const chosen = application.slots.find(({ id }) => id === application.slotId)
  return (
    <Section
      title={v.t(stepTitles.slot)}
      acts={
        <ButtonLink kind="quiet" href={pathOf(c, '/slot')}>
          {v.t(words.change1)}
          <span class="sr-only"> {v.t(stepTitles.slot)}</span>
        </ButtonLink>
      }
    >
      <p>{chosen ? slotName(v, chosen) : v.t(words.missing)}</p>
    </Section>
  )
}

async function submit(c: Context<Env>): Promise<Response> {
  const loaded = await loadOwn(c)
  if (!loaded) return problemPage(c)
  return answerForm(c, {
    schema: SubmitApplication,
    from: (form) => ({
      examId: loaded.exam.id,
      applicationId: loaded.application.applicationId,
      draftVersion: asNumber(form.text('version')),
      undertaking: form.checked('undertaking'),
    }),
    run: (deps, caller, command) => submitApplication(deps, caller, command, 'wait'),
    answers: registrationRefusals,
    to: () => pathOf(c, '/receipt'),
    again: () => confirm(c),
  })
}
