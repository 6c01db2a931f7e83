import { type Context, Hono } from 'hono'
import type { Env } from '../http/env.ts'
import { answerForm } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { registrationRefusals } from '../registration/refusals.ts'
import { documentKinds } from '../registration/rules/documents.ts'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select } from '../web/components/choice.tsx'
import { Empty, Facts } from '../web/components/facts.tsx'
import { FileField } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Countdown, Notice } from '../web/components/notice.tsx'
import { listed } from '../web/format.tsx'
import { AnswerSupplement, answerSupplement, maySupply, SupplyMaterial, supplyMaterial } from './answer-supplement.ts'
import { type MyReview, readMine } from './read-mine.ts'
import { qualificationRefusals } from './refusals.ts'
import { Standing } from './standing.tsx'
import { candidateStateNames, conditionNames, documentNames, phaseNames, qualificationWords as words } from './words.ts'

const answers = { ...registrationRefusals, ...qualificationRefusals }
const upload = 4_200_000

/** The candidate's own reviews: where each stands, why, and what to do by when. */
export function myReviewPages() {
  return new Hono<Env>()
    .get('/my/reviews', (c) => mine(c))
    .post('/my/reviews/:examId/:phase/:applicationId/materials', (c) => {
      let bytes: Uint8Array = new Uint8Array()
      const named = SupplyMaterial.safeParse({ ...c.req.param(), kind: 'other' })
      if (!named.success) return problemPage(c)
      return answerForm(c, {
        schema: SupplyMaterial,
        before: (deps, caller) => maySupply(deps, caller, named.data),
        from: (form) => {
          bytes = form.file('file')?.bytes ?? new Uint8Array()
          return { ...c.req.param(), kind: form.text('kind') }
        },
        run: (deps, caller, command) => supplyMaterial(deps, caller, { ...command, bytes }),
        answers,
        to: () => '/my/reviews',
        again: () => mine(c),
        bodyBytes: upload,
      })
    })
    .post('/my/reviews/:examId/:phase/:applicationId/completion', (c) =>
      answerForm(c, {
        schema: AnswerSupplement,
        from: () => c.req.param(),
        run: answerSupplement,
        answers,
        to: () => '/my/reviews',
        again: () => mine(c),
      }),
    )
}

async function mine(c: Context<Env>) {
  const caller = c.get('caller')
  const found = caller && (await readMine(c.get('deps'), caller))
  if (!found?.ok) return problemPage(c)
  const { t } = view(c)
  const { reviews } = found.value
  return show(
    c,
    { kind: 'candidate', title: words.mineTitle },
    <>
      {reviews.length === 0 && <Empty title={t(words.mineEmpty)} />}
      {reviews.map((review) => (
        <Review c={c} review={review} />
      ))}
    </>,
  )
}

const Review = ({ c, review }: { c: Context<Env>; review: MyReview }) => {
  const shown = view(c)
  const { t } = shown
  const { state, supplement } = review
  return (
    <Section title={review.title}>
      <p>
        <Standing view={view(c)} state={state} names={candidateStateNames} /> {t(phaseNames[review.phase])}
      </p>
      <Facts
        facts={[
          [t(words.number), review.number],
          ...(review.reasons.length > 0
            ? ([
                [
                  t(words.cites),
                  listed(
                    view(c),
                    review.cites.map((one) => t(conditionNames[one])),
                  ),
                ],
              ] as const)
            : []),
          ...review.reasons.map((reason) => [t({ zh: '原因', en: 'Reason' }), reason] as const),
          ...(state === 'returned' ? ([[t(words.basis), t(review.article)]] as const) : []),
        ]}
      />
      {supplement && state === 'supplement_asked' && (
        <>
          <Notice kind="attention" title={t(words.askedItems)}>
            <ol>
              {supplement.items.map(({ condition, what }) => (
                <li>
                  {t(conditionNames[condition])}：{what}
                </li>
              ))}
            </ol>
          </Notice>
          <Countdown view={shown} until={Temporal.Instant.from(supplement.dueAt)} label={t(words.due)} />
          <Completion c={c} review={review} />
        </>
      )}
    </Section>
  )
}

const Completion = ({ c, review }: { c: Context<Env>; review: MyReview }) => {
  const shown = view(c)
  const { t } = shown
  const path = `/my/reviews/${review.examId}/${review.phase}/${review.applicationId}`
  const problems = shownProblems(c.get('problem'))
  return (
    <>
      <Form action={`${path}/materials`} idempotencyKey={formKey(c)} upload label={t(words.documents)}>
        <Select
          view={shown}
          name="kind"
          label={t(words.documents)}
          options={documentKinds
            .filter((kind) => kind !== 'photo')
            .map((kind) => ({ value: kind, label: t(documentNames[kind] ?? { zh: kind, en: kind }) }))}
          problems={problems}
        />
        <FileField
          view={shown}
          name="file"
          label={t({ zh: '扫描件', en: 'Scan' })}
          accept="image/jpeg,image/png"
          types="JPG、PNG"
          size="10 MB"
          problems={problems}
        />
        <Button kind="secondary">{t({ zh: '上传', en: 'Upload' })}</Button>
      </Form>
      <Form action={`${path}/completion`} idempotencyKey={formKey(c)} label={t(words.completeNow)}>
        <p>{t({ zh: '全部补齐后提交，提交后重新审核。', en: 'Submit when everything is there; the review then begins anew.' })}</p>
        <Button>{t({ zh: '已补齐，提交', en: 'Everything is there: submit' })}</Button>
      </Form>
    </>
  )
}
