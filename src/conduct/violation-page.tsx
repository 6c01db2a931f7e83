import type { Context } from 'hono'
import { examOf } from '../exam/asked.tsx'
import { problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice, Select } from '../web/components/choice.tsx'
import { Facts } from '../web/components/facts.tsx'
import { TextArea } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { State } from '../web/components/state.tsx'
import { Time, withRemark } from '../web/format.tsx'
import { ViolationId } from './ids.ts'
import { stageText, violationKinds } from './parts.tsx'
import { openViolation } from './read-conduct.ts'
import { conductRefusals } from './refusals.ts'
import { consequences } from './rules/breaches.ts'
import { breachNames, consequenceNames, violationStates, conductWords as words } from './words.ts'

/** One case: who, what, and the decision of a person who did not record it. */
export async function violationPage(c: Context<Env>): Promise<Response> {
  const violationId = ViolationId.safeParse(c.req.param('violationId'))
  const caller = c.get('caller')
  const deps = c.get('deps')
  const exam = await examOf(c)
  if (!exam || !violationId.success || !caller) return problemPage(c)
  const v = view(c)
  const found = await openViolation(deps, caller, { examId: exam.id, violationId: violationId.data })
  if (!found.ok) {
    c.set('problem', problemOf(conductRefusals, found.refusal, v.locale))
    return problemPage(c)
  }
  const { name, accountId, kind, article, stage, state, recordedAt, facts, consequence, finding, recordedBy } = found.value
  const decides =
    state === 'recorded' &&
    recordedBy !== caller.accountId &&
    c.get('opens')('POST /exams/:examId/conduct/violations/:violationId/decision', exam.id)
  const problems = shownProblems(c.get('problem'))
  return show(
    c,
    {
      kind: 'officer',
      title: words.violation,
      exam: { id: exam.id, title: exam.title, stage: 'exam' },
      back: { label: words.back, href: `/exams/${exam.id}/conduct` },
    },
    <>
      <Facts
        facts={[
          [v.t(words.state), <State kind={violationKinds[state]}>{v.t(violationStates[state])}</State>],
          [v.t(words.who), withRemark(v, name, v.t(accountId === null ? words.applicant : words.staff))],
          [v.t(words.kind), v.t(breachNames[kind])],
          [v.t(words.article), article],
          [v.t(words.stage), stageText(v, stage)],
          [v.t(words.recordedAt), <Time view={v} at={recordedAt} />],
          [v.t(words.facts), facts],
          ...(consequence ? ([[v.t(words.consequence), v.t(consequenceNames[consequence])]] as const) : []),
          ...(finding === null ? [] : ([[v.t(words.finding), finding]] as const)),
        ]}
      />
      {decides && (
        <Section title={v.t(words.decide)}>
          <Form action={`/exams/${exam.id}/conduct/violations/${violationId.data}/decision`} idempotencyKey={formKey(c)}>
            <Choice
              view={v}
              name="confirmed"
              label={v.t(words.decided)}
              options={[
                { value: 'yes', label: v.t(words.proven) },
                { value: 'no', label: v.t(words.notProven) },
              ]}
              problems={problems}
            />
            <Select
              view={v}
              name="consequence"
              label={v.t(words.consequence)}
              options={consequences.map((value) => ({ value, label: v.t(consequenceNames[value]) }))}
              optional
              problems={problems}
            />
            <TextArea view={v} name="finding" label={v.t(words.finding)} rows={4} maxlength={4000} problems={problems} />
            <Button kind="danger">{v.t(words.decide)}</Button>
          </Form>
        </Section>
      )}
    </>,
  )
}
