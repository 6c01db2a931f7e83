import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { formKey } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice, Select, Tick } from '../web/components/choice.tsx'
import { Field, TextArea } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import type { View } from '../web/locale.ts'
import type { readReview } from './read-reviews.ts'
import { checklistSteps, notAskedSteps } from './rules/checklist.ts'
import { conditionNames, documentNames, stepNames, qualificationWords as words } from './words.ts'

export type Desk = Extract<Awaited<ReturnType<typeof readReview>>, { ok: true }>['value']
export type Part = { readonly c: Context<Env>; readonly view: View; readonly desk: Desk }

export const fileOf = (c: Context<Env>) =>
  `/exams/${c.req.param('examId')}/qualification/files/${c.req.param('phase')}/${c.req.param('applicationId')}`

/** Lines of the supplement form; whoever needs more writes two things into one. */
export const supplementRows = [1, 2, 3, 4, 5, 6]

export const OpinionForm = ({ c, view: shown, desk }: Part) => {
  const { t } = shown
  const notAsked: readonly string[] = notAskedSteps(desk.asked)
  const judged = [
    { value: 'met', label: t(words.met) },
    { value: 'not_met', label: t(words.notMet) },
    { value: 'not_asked', label: t(words.notAsked) },
  ]
  return (
    <Section title={t(words.checklist)} id="checklist">
      <p>{t(words.checklistLead)}</p>
      <Form action={`${fileOf(c)}/opinions`} idempotencyKey={formKey(c)} version={desk.version} label={t(words.checklist)}>
        {checklistSteps.slice(0, 7).map((step) => (
          <Choice
            view={shown}
            name={step}
            label={t(stepNames[step])}
            options={judged}
            value={notAsked.includes(step) ? 'not_asked' : undefined}
          />
        ))}
        <Tick view={shown} name="opinionSigned" label={t(stepNames.opinionSigned)} />
        <Choice
          view={shown}
          name="originalsCompared"
          label={t(stepNames.originalsCompared)}
          options={[
            { value: 'compared', label: t(words.compared) },
            { value: 'copies_only', label: t(words.copiesOnly), disabled: desk.phase !== 'before' },
          ]}
        />
        {desk.documents.length > 0 && (
          <Choice
            view={shown}
            name="originalsSeen"
            label={t(words.originalSeen)}
            many
            optional
            options={desk.documents.map(({ documentId, kind }) => ({
              value: documentId,
              label: t(documentNames[kind] ?? { zh: kind, en: kind }),
            }))}
          />
        )}
        {desk.phase === 're_review' && <Tick view={shown} name="inPerson" label={t(words.inPerson)} optional />}
        <Tick view={shown} name="finished" label={t(stepNames.finished)} />
        <Choice
          view={shown}
          name="verdict"
          label={t(words.verdict)}
          options={[
            { value: 'qualified', label: t(words.qualified) },
            { value: 'not_qualified', label: t(words.notQualified) },
          ]}
        />
        <Choice
          view={shown}
          name="cites"
          label={t(words.cites)}
          many
          optional
          options={desk.asked.map((condition) => ({ value: condition, label: t(conditionNames[condition]) }))}
        />
        <TextArea view={shown} name="reason" label={t(words.reason)} maxlength={1000} optional />
        <Button>{t(words.give)}</Button>
      </Form>
    </Section>
  )
}

export const SupplementForm = ({ c, view: shown, desk }: Part) => {
  const { t } = shown
  const options = desk.asked.map((condition) => ({ value: condition, label: t(conditionNames[condition]) }))
  return (
    <Section title={t(words.supplement)} id="supplement">
      <p>{t(words.supplementLead, { n: desk.supplementDays })}</p>
      <Form action={`${fileOf(c)}/supplement`} idempotencyKey={formKey(c)} version={desk.version} label={t(words.supplement)}>
        {supplementRows.map((row) => (
          <>
            <Select view={shown} name={`condition${row}`} label={`${t(words.condition)} ${row}`} options={options} optional />
            <Field view={shown} name={`what${row}`} label={`${t(words.missing)} ${row}`} width="long" maxlength={300} optional />
          </>
        ))}
        <Button kind="danger">{t(words.ask)}</Button>
      </Form>
    </Section>
  )
}

export const whom = {
  review_lead: words.reviewLead,
  higher_authority: words.higherAuthority,
  registration_authority: words.registrationAuthority,
} as const

export const ReferralForm = ({ c, view: shown }: Omit<Part, 'desk'>) => {
  const { t } = shown
  return (
    <Section title={t(words.refer)} id="refer">
      <Form action={`${fileOf(c)}/referrals`} idempotencyKey={formKey(c)} label={t(words.refer)}>
        <Select
          view={shown}
          name="toWhom"
          label={t(words.toWhom)}
          options={Object.entries(whom).map(([value, label]) => ({ value, label: t(label) }))}
        />
        <TextArea view={shown} name="question" label={t(words.question)} maxlength={1000} />
        <Button kind="secondary">{t(words.refer)}</Button>
      </Form>
    </Section>
  )
}
