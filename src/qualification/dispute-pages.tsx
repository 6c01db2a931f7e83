import { type Context, Hono } from 'hono'
import { problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { answerForm } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { Button, Buttons } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice, Tick } from '../web/components/choice.tsx'
import { Empty, Facts } from '../web/components/facts.tsx'
import { TextArea } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { Table } from '../web/components/table.tsx'
import { DecideByDeputy, DecideBySection, decideByDeputy, decideBySection } from './decide-dispute.ts'
import { ListDisputes, listDisputes, ReadDecision, readDecision } from './read-reviews.ts'
import { qualificationRefusals as answers } from './refusals.ts'
import { ConfirmReversal, confirmReversal, ProposeReversal, proposeReversal } from './reverse-decision.ts'
import { checklistSteps } from './rules/checklist.ts'
import { Standing } from './standing.tsx'
import { phaseNames, sanctionNames, stepNames, qualificationWords as words } from './words.ts'

const dispute = '/exams/:examId/qualification/disputes/:phase/:applicationId'
const decision = '/exams/:examId/qualification/decisions/:phase/:applicationId'

/** The boards of those who decide where two reviewers differ, and where an error was found later. */
export function disputePages() {
  return new Hono<Env>()
    .get('/exams/:examId/qualification/disputes', (c) => board(c))
    .post(`${dispute}/section`, (c) =>
      answerForm(c, {
        schema: DecideBySection,
        from: (form) => ({
          ...c.req.param(),
          version: Number(form.text('version')),
          outcome: form.text('outcome'),
          minutes: form.text('minutes'),
        }),
        run: decideBySection,
        answers,
        to: () => boardPath(c),
        again: () => board(c),
      }),
    )
    .post(`${dispute}/deputy`, (c) =>
      answerForm(c, {
        schema: DecideByDeputy,
        from: (form) => ({
          ...c.req.param(),
          version: Number(form.text('version')),
          outcome: form.text('outcome'),
          reasons: form.text('reasons'),
        }),
        run: decideByDeputy,
        answers,
        to: () => boardPath(c),
        again: () => board(c),
      }),
    )
    .get(decision, (c) => decisionPage(c))
    .post(`${decision}/reversals`, (c) =>
      answerForm(c, {
        schema: ProposeReversal,
        from: (form) => ({
          ...c.req.param(),
          kind: form.text('kind'),
          reason: form.text('reason'),
          foundInTime: form.checked('foundInTime'),
          serious: form.checked('serious'),
        }),
        run: proposeReversal,
        answers,
        to: () => decisionPath(c),
        again: () => decisionPage(c),
      }),
    )
    .post(`${decision}/reversals/:reversalId`, (c) =>
      answerForm(c, {
        schema: ConfirmReversal,
        from: (form) => ({ examId: c.req.param('examId'), reversalId: c.req.param('reversalId'), confirm: form.text('confirm') === 'yes' }),
        run: confirmReversal,
        answers,
        to: () => decisionPath(c),
        again: () => decisionPage(c),
      }),
    )
}

const boardPath = (c: Context<Env>) => `/exams/${c.req.param('examId')}/qualification/disputes`
const decisionPath = (c: Context<Env>) =>
  `/exams/${c.req.param('examId')}/qualification/decisions/${c.req.param('phase')}/${c.req.param('applicationId')}`
const opens = (c: Context<Env>, route: string) => c.get('opens')(`POST /exams/:examId/qualification/${route}`, c.req.param('examId'))

async function board(c: Context<Env>) {
  const parsed = ListDisputes.safeParse({ examId: c.req.param('examId') })
  const caller = c.get('caller')
  const found = parsed.success && caller ? await listDisputes(c.get('deps'), caller, parsed.data) : undefined
  if (!found?.ok) return problemPage(c)
  const shown = view(c)
  const { t } = shown
  const outcomes = [
    { value: 'qualified', label: t(words.qualified) },
    { value: 'returned', label: t(words.notQualified) },
  ]
  return show(
    c,
    { kind: 'officer', title: words.disputes, exam: { id: c.req.param('examId') ?? '', title: found.value.title, stage: 'qualification' } },
    <>
      {found.value.disputes.length === 0 && <Empty title={t(words.noDisputes)} />}
      {found.value.disputes.map((one) => (
        <Section title={`${one.number} · ${one.position}`} id={one.applicationId}>
          <p>
            {t(phaseNames[one.phase])} · {one.unit}
          </p>
          <Table
            view={shown}
            caption={t(words.opinions)}
            columns={[
              { key: 'step', head: t(words.checklist), names: true, cell: (step) => t(stepNames[step]) },
              ...one.opinions.map((opinion, index) => ({
                key: `opinion${index}`,
                head: t(opinion.verdict === 'qualified' ? words.qualified : words.notQualified),
                cell: (step: (typeof checklistSteps)[number]) => String(answerNames(opinion.checklist[step], t)),
              })),
            ]}
            rows={checklistSteps}
          />
          <Facts facts={one.opinions.flatMap(({ reason }) => (reason ? [[t({ zh: '原因', en: 'Reason' }), reason] as const] : []))} />
          {one.section && (
            <Notice kind="info" title={`${t(words.sectionSaid)}: ${t(words.undecided)}`}>
              <p>{one.section.minutes}</p>
            </Notice>
          )}
          {!one.section && !one.ownOpinion && opens(c, 'disputes/:phase/:applicationId/section') && (
            <Form
              action={`${boardPath(c)}/${one.phase}/${one.applicationId}/section`}
              idempotencyKey={formKey(c)}
              version={one.version}
              label={t(words.sectionDecision)}
            >
              <Choice
                view={shown}
                name="outcome"
                label={t(words.sectionDecision)}
                options={[...outcomes, { value: 'undecided', label: t(words.undecided) }]}
              />
              <TextArea view={shown} name="minutes" label={t(words.minutes)} maxlength={4000} />
              <Button kind="danger">{t(words.decide)}</Button>
            </Form>
          )}
          {one.section && !one.ownOpinion && opens(c, 'disputes/:phase/:applicationId/deputy') && (
            <Form
              action={`${boardPath(c)}/${one.phase}/${one.applicationId}/deputy`}
              idempotencyKey={formKey(c)}
              version={one.version}
              label={t(words.deputyDecision)}
            >
              <Choice view={shown} name="outcome" label={t(words.deputyDecision)} options={outcomes} />
              <TextArea view={shown} name="reasons" label={t(words.reasons)} maxlength={2000} />
              <Button kind="danger">{t(words.decide)}</Button>
            </Form>
          )}
        </Section>
      ))}
    </>,
  )
}

type Say = (text: { readonly zh: string; readonly en: string }) => string
const answerNames = (answer: string | boolean | undefined, t: Say): string => {
  switch (answer) {
    case 'met':
      return t(words.met)
    case 'not_met':
      return t(words.notMet)
    case 'not_asked':
      return t(words.notAsked)
    case 'compared':
      return t(words.compared)
    case 'copies_only':
      return t(words.copiesOnly)
    default:
      return t(words.done)
  }
}

async function decisionPage(c: Context<Env>) {
  const parsed = ReadDecision.safeParse({
    examId: c.req.param('examId'),
    phase: c.req.param('phase'),
    applicationId: c.req.param('applicationId'),
  })
  const caller = c.get('caller')
  const found = parsed.success && caller ? await readDecision(c.get('deps'), caller, parsed.data) : undefined
  if (!found?.ok) {
    if (found) c.set('problem', problemOf(answers, found.refusal, c.get('locale')))
    return problemPage(c)
  }
  const { value } = found
  const shown = view(c)
  const { t } = shown
  const kind = value.state === 'qualified' ? 'wrong_pass' : 'wrong_rejection'
  const decided = value.state === 'qualified' || value.state === 'returned'
  return show(
    c,
    {
      kind: 'officer',
      title: words.reverse,
      exam: { id: c.req.param('examId') ?? '', title: value.title, stage: 'qualification' },
      back: { label: words.title, href: `/exams/${c.req.param('examId')}/qualification` },
    },
    <>
      <Facts
        facts={[
          [t(words.number), value.number],
          [t(words.position), value.position],
          [t(words.state), <Standing view={shown} state={value.state} />],
        ]}
      />
      {value.reversal && (
        <Notice kind="attention" title={t(value.reversal.kind === 'wrong_pass' ? words.wrongPass : words.wrongRejection)}>
          <p>{value.reversal.reason}</p>
          <p>{t(sanctionNames[value.reversal.sanction])}</p>
          {value.reversal.own || !opens(c, 'decisions/:phase/:applicationId/reversals/:reversalId') ? (
            <p>{t(words.awaitsSecond)}</p>
          ) : (
            <Form action={`${decisionPath(c)}/reversals/${value.reversal.reversalId}`} idempotencyKey={formKey(c)} inline>
              <Buttons>
                <Button kind="danger" name="confirm" value="yes">
                  {t(words.confirmReversal)}
                </Button>
                <Button kind="secondary" name="confirm" value="no">
                  {t(words.rejectReversal)}
                </Button>
              </Buttons>
            </Form>
          )}
        </Notice>
      )}
      {decided && !value.reversal && opens(c, 'decisions/:phase/:applicationId/reversals') && (
        <Form action={`${decisionPath(c)}/reversals`} idempotencyKey={formKey(c)} hidden={{ kind }} label={t(words.reverse)}>
          <p>{t(kind === 'wrong_pass' ? words.wrongPass : words.wrongRejection)}</p>
          <TextArea view={shown} name="reason" label={t({ zh: '事实与依据', en: 'Facts' })} maxlength={2000} />
          <Tick view={shown} name="foundInTime" label={t(words.foundInTime)} optional />
          <Tick view={shown} name="serious" label={t(words.serious)} optional />
          <Button kind="danger">{t(words.propose)}</Button>
        </Form>
      )}
    </>,
  )
}
