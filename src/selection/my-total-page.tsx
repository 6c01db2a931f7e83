import type { Context } from 'hono'
import { ExamId } from '../foundation/ids.ts'
import { problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { Button, ButtonLink } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Tick } from '../web/components/choice.tsx'
import { Empty, Facts } from '../web/components/facts.tsx'
import { Form } from '../web/components/form.tsx'
import { State } from '../web/components/state.tsx'
import { stateKinds } from './appointee-pages.tsx'
import { readMyTotal } from './read-selection.ts'
import { selectionRefusals as answers } from './refusals.ts'
import { stateNames, selectionWords as words } from './words.ts'

/** A candidate's own total and place, with the reasons. */
export async function myTotalPage(c: Context<Env>): Promise<Response> {
  const examId = ExamId.safeParse(c.req.param('examId'))
  const caller = c.get('caller')
  if (!examId.success || !caller) return problemPage(c)
  const v = view(c)
  const result = await readMyTotal(c.get('deps'), caller, { examId: examId.data })
  if (!result.ok) {
    c.set('problem', problemOf(answers, result.refusal, v.locale))
    return problemPage(c)
  }
  const { exam, number, total, rank, state, reasons } = result.value
  return show(
    c,
    {
      kind: 'candidate',
      title: words.mine,
      exam: { id: examId.data, title: exam, stage: 'selection' },
      back: { label: words.back, href: '/my/exams' },
    },
    total === null ? (
      <Empty title={v.t(words.notYet)} />
    ) : (
      <>
        <Facts
          facts={[
            [v.t(words.number), number],
            [v.t(words.total), total],
            [v.t(words.rank), rank ?? '–'],
            ...(state ? [[v.t(words.state), <State kind={stateKinds[state]}>{v.t(stateNames[state])}</State>] as const] : []),
          ]}
        />
        <Section title={v.t(words.why)}>
          {reasons.map((reason) => (
            <p>{v.t(reason)}</p>
          ))}
          <ButtonLink href={`/public/exams/${examId.data}/publicity`} kind="quiet">
            {v.t(words.totals)}
          </ButtonLink>
        </Section>
        {(state === 'medical' || state === 'inspection') && (
          <Section title={v.t(words.giveUp)}>
            <p>{v.t(words.giveUpLead)}</p>
            <Form action={`/my/exams/${examId.data}/total/giving-up`} idempotencyKey={formKey(c)}>
              <Tick view={v} name="sure" label={v.t(words.sure)} />
              <Button kind="danger">{v.t(words.giveUp)}</Button>
            </Form>
          </Section>
        )}
      </>
    ),
  )
}
