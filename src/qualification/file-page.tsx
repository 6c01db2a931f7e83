import { type Context, Hono } from 'hono'
import { degreeNames, educationNames, examWords } from '../exam/words.ts'
import { problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { answerForm } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { FaceOutline } from '../registration/face-outline.tsx'
import { statedForm } from '../registration/stated-facts.ts'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Empty, type Fact, Facts } from '../web/components/facts.tsx'
import { Field, TextArea } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Countdown, Notice } from '../web/components/notice.tsx'
import { Timeline } from '../web/components/timeline.tsx'
import { formatDate } from '../web/format.tsx'
import type { Text } from '../web/locale.ts'
import { AskSupplement, askSupplement } from './ask-supplement.ts'
import { fileOf, OpinionForm, type Part, ReferralForm, SupplementForm, supplementRows, whom } from './desk-forms.tsx'
import { GiveOpinion, giveOpinion } from './give-opinion.ts'
import { ReadDocument, readDocument } from './read-document.ts'
import { ReadReview, readReview } from './read-reviews.ts'
import { AnswerReferral, answerReferral, ReferCase, referCase } from './refer-case.ts'
import { qualificationRefusals as answers } from './refusals.ts'
import { checklistSteps } from './rules/checklist.ts'
import { Standing } from './standing.tsx'
import { conditionNames, documentNames, phaseNames, qualificationWords as words } from './words.ts'

const path = '/exams/:examId/qualification/files/:phase/:applicationId'

/** The reviewer's desk: one file with form, papers, checklist, supplement and referral. */
export function filePages() {
  return new Hono<Env>()
    .get(path, (c) => filePage(c))
    .get(`${path}/documents/:documentId`, (c) => documentImage(c))
    .post(`${path}/opinions`, (c) =>
      answerForm(c, {
        schema: GiveOpinion,
        from: (form) => opinionFrom(c, form),
        run: giveOpinion,
        answers,
        to: () => homeOf(c),
        again: () => filePage(c),
      }),
    )
    .post(`${path}/supplement`, (c) =>
      answerForm(c, {
        schema: AskSupplement,
        from: (form) => ({
          ...c.req.param(),
          version: Number(form.text('version')),
          items: supplementRows.flatMap((row) => {
            const what = form.text(`what${row}`)
            return what === undefined ? [] : [{ condition: form.text(`condition${row}`) ?? 'materials', what }]
          }),
        }),
        run: askSupplement,
        answers,
        to: () => homeOf(c),
        again: () => filePage(c),
      }),
    )
    .post(`${path}/referrals`, (c) =>
      answerForm(c, {
        schema: ReferCase,
        from: (form) => ({ ...c.req.param(), toWhom: form.text('toWhom'), question: form.text('question') }),
        run: referCase,
        answers,
        to: () => homeOf(c),
        again: () => filePage(c),
      }),
    )
    .post(`${path}/referrals/:referralId`, (c) =>
      answerForm(c, {
        schema: AnswerReferral,
        from: (form) => ({
          examId: c.req.param('examId'),
          referralId: c.req.param('referralId'),
          answer: form.text('answer'),
          answeredFrom: form.text('answeredFrom'),
        }),
        run: answerReferral,
        answers,
        to: () => fileOf(c),
        again: () => filePage(c),
      }),
    )
}

const homeOf = (c: Context<Env>) => `/exams/${c.req.param('examId')}/qualification?phase=${c.req.param('phase')}`

const opinionFrom = (c: Context<Env>, form: FormFields) => ({
  ...c.req.param(),
  version: Number(form.text('version')),
  verdict: form.text('verdict'),
  checklist: Object.fromEntries(
    checklistSteps.flatMap((step) => {
      const answer = form.text(step)
      return answer === undefined ? [] : [[step, step === 'opinionSigned' || step === 'finished' ? true : answer]]
    }),
  ),
  cites: form.all('cites'),
  reason: form.text('reason'),
  inPerson: form.checked('inPerson'),
  originalsSeen: form.all('originalsSeen'),
})

async function documentImage(c: Context<Env>) {
  const parsed = ReadDocument.safeParse(c.req.param())
  const caller = c.get('caller')
  const found = parsed.success && caller ? await readDocument(c.get('deps'), caller, parsed.data) : undefined
  if (!found?.ok) return problemPage(c)
  return c.body(new Uint8Array(found.value.bytes), 200, { 'content-type': found.value.contentType, 'cache-control': 'private, no-store' })
}

async function filePage(c: Context<Env>) {
  const parsed = ReadReview.safeParse({
    examId: c.req.param('examId'),
    phase: c.req.param('phase'),
    applicationId: c.req.param('applicationId'),
  })
  const caller = c.get('caller')
  if (!parsed.success || !caller) return problemPage(c)
  const found = await readReview(c.get('deps'), caller, parsed.data)
  if (!found.ok) {
    c.set('problem', problemOf(answers, found.refusal, c.get('locale'), 'facts' in found ? found.facts : undefined))
    return problemPage(c)
  }
  const desk = found.value
  const shown = view(c)
  const { t } = shown
  const lead = c.get('opens')('POST /exams/:examId/qualification/files/:phase/:applicationId/referrals/:referralId', parsed.data.examId)
  return show(
    c,
    {
      kind: 'officer',
      title: { zh: `${desk.number} ${desk.person.name}`, en: `${desk.number} ${desk.person.name}` },
      lead: phaseNames[desk.phase],
      exam: { id: parsed.data.examId, title: desk.title, stage: 'qualification' },
      back: { label: words.pile, href: homeOf(c) },
    },
    <>
      <p>
        <Standing view={shown} state={desk.state} />
      </p>
      <Application c={c} view={shown} desk={desk} />
      <Opinions view={shown} desk={desk} />
      {desk.supplement && (
        <Section title={t(words.supplement)}>
          <ul>
            {desk.supplement.items.map(({ condition, what }) => (
              <li>
                {t(conditionNames[condition])}：{what}
              </li>
            ))}
          </ul>
          {desk.supplement.answeredAt === undefined && (
            <Countdown view={shown} until={Temporal.Instant.from(desk.supplement.dueAt)} label={t(words.due)} />
          )}
        </Section>
      )}
      <Referrals c={c} view={shown} desk={desk} lead={lead} />
      {desk.mayOpine && <OpinionForm c={c} view={shown} desk={desk} />}
      {desk.state === 'open' && !desk.supplement && <SupplementForm c={c} view={shown} desk={desk} />}
      {desk.state === 'open' && <ReferralForm c={c} view={shown} />}
    </>,
  )
}

/** What the candidate stated beside what the document asks, and the papers. */
const Application = ({ c, view: shown, desk }: Part) => {
  const { t } = shown
  const { position, person, grade } = desk
  const named = (names: Readonly<Record<string, Text>>, key: string | null) => {
    const name = key === null ? undefined : names[key]
    return name ? t(name) : null
  }
  const asks: readonly (readonly [string, string | number | null])[] = [
    [t(conditionNames.education), named(educationNames, position.education)],
    [t(conditionNames.degree), named(degreeNames, position.degree)],
    [t(conditionNames.field), position.majors],
    [t(conditionNames.age), position.ageMax && t(examWords.ageTo, { n: position.ageMax })],
    [t(conditionNames.other), position.other],
  ]
  return (
    <>
      <Section title={t(words.asked)}>
        <Facts
          facts={[
            [t(words.position), `${position.code} ${position.title} · ${position.unit}`],
            ...asks.flatMap(([term, value]): Fact[] => (value === null ? [] : [[term, String(value)]])),
          ]}
        />
        {grade &&
          (grade.met ? (
            <Notice kind="good" title={t(words.gradeMet, { n: grade.workYears })}>
              {grade.usesException && <p>{t(words.gradeByException)}</p>}
            </Notice>
          ) : (
            <Notice kind="bad" title={answers[grade.refusal][shown.locale]} />
          ))}
      </Section>
      <Section title={t(words.form)}>
        <Facts
          facts={[
            [t({ zh: '姓名', en: 'Name' }), person.name],
            [t({ zh: '身份证号', en: 'ID number' }), person.idNumber],
            [t({ zh: '出生日期', en: 'Born' }), formatDate(shown, Temporal.PlainDate.from(person.birthDate))],
            ...statedForm(shown, desk.form),
          ]}
        />
      </Section>
      <Section title={t(words.documents)}>
        {desk.documents.length === 0 && <Empty title={t(words.noDocuments)} />}
        <ul>
          {desk.documents.map(({ documentId, kind }) => (
            <li>
              <a href={`${fileOf(c)}/documents/${documentId}`}>{t(documentNames[kind] ?? { zh: kind, en: kind })}</a>
            </li>
          ))}
        </ul>
        {desk.photo?.plain === false && (
          <Notice kind="attention" title={t(words.photoNotPlain)}>
            {t(words.photoNotPlainHint)}
          </Notice>
        )}
        {desk.photo && (
          <details>
            <summary>{t(words.photoUnderOutline)}</summary>
            <div class="photo-frame">
              {/* Fetched when it is opened, and each time somebody opens it stands in the log. */}
              <img
                src={`${fileOf(c)}/documents/${desk.photo.documentId}`}
                alt={t(documentNames.photo ?? words.documents)}
                width="272"
                height="381"
                loading="lazy"
              />
              <FaceOutline />
            </div>
          </details>
        )}
      </Section>
    </>
  )
}

const Opinions = ({ view: shown, desk }: Omit<Part, 'c'>) => {
  const { t } = shown
  if (desk.opinions.length === 0) return null
  return (
    <Section title={t(words.opinions)}>
      <Timeline
        view={shown}
        label={t(words.opinions)}
        moments={desk.opinions.map((opinion) => ({
          at: Temporal.Instant.from(opinion.givenAt),
          title: t(opinion.verdict === 'qualified' ? words.qualified : words.notQualified),
          kind: opinion.verdict === 'qualified' ? ('good' as const) : ('bad' as const),
          who: opinion.own ? t(words.yours) : undefined,
          detail: opinion.reason,
        }))}
      />
    </Section>
  )
}

const Referrals = ({ c, view: shown, desk, lead }: Part & { lead: boolean }) => {
  const { t } = shown
  if (desk.referrals.length === 0) return null
  return (
    <Section title={t(words.refer)}>
      {desk.referrals.map((one) => (
        <>
          <Facts
            facts={[
              [t(words.toWhom), t(whom[one.toWhom])],
              [t(words.question), one.question],
              [t(words.answer), one.answer ?? '—'],
              [t(words.answeredFrom), one.answeredFrom ?? '—'],
            ]}
          />
          {one.answer === undefined && lead && (
            <Form action={`${fileOf(c)}/referrals/${one.referralId}`} idempotencyKey={formKey(c)} label={t(words.answer)}>
              <TextArea view={shown} name="answer" label={t(words.answer)} maxlength={2000} />
              <Field view={shown} name="answeredFrom" label={t(words.answeredFrom)} />
              <Button>{t(words.answer)}</Button>
            </Form>
          )}
        </>
      ))}
    </Section>
  )
}
