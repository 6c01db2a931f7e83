import type { Context } from 'hono'
import { ExamId } from '../foundation/ids.ts'
import { problemOf } from '../http/answer.ts'
import type { Env } from '../http/env.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Tick } from '../web/components/choice.tsx'
import { Empty, Facts } from '../web/components/facts.tsx'
import { Form } from '../web/components/form.tsx'
import { readMyPlace } from './read-shortlists.ts'
import { shortlistingRefusals } from './refusals.ts'
import { Standing } from './standing.tsx'
import { shortlistingWords as words } from './words.ts'

/** A candidate’s own score and place, with the reasons. */
export async function myPlacePage(c: Context<Env>): Promise<Response> {
  const examId = ExamId.safeParse(c.req.param('examId'))
  const caller = c.get('caller')
  if (!examId.success || !caller) return problemPage(c)
  const v = view(c)
  const result = await readMyPlace(c.get('deps'), caller, { examId: examId.data })
  if (!result.ok) {
    c.set('problem', problemOf(shortlistingRefusals, result.refusal, v.locale))
    return problemPage(c)
  }
  const { exam, number, published, score: own, rank, place, reasons } = result.value
  return show(
    c,
    {
      kind: 'candidate',
      title: words.mine,
      exam: { id: examId.data, title: exam, stage: 'shortlisting' },
      back: { label: words.back, href: '/my/exams' },
    },
    published ? (
      <>
        <Facts
          facts={[
            [v.t(words.number), number],
            [v.t(words.myScore), own ?? '–'],
            [v.t(words.rank), rank ?? '–'],
            ...(place ? [[v.t(words.state), <Standing view={v} state={place.state} />] as const] : []),
          ]}
        />
        <Section title={v.t(words.why)}>
          {reasons.length === 0 ? <p>{v.t(words.awaitsList)}</p> : reasons.map((reason) => <p>{v.t(reason)}</p>)}
        </Section>
        {place?.mayGiveUp && (
          <Section title={v.t(words.giveUp)}>
            <p>{v.t(words.giveUpLead)}</p>
            <Form action={`/my/exams/${examId.data}/place/giving-up`} idempotencyKey={formKey(c)}>
              <Tick view={v} name="sure" label={v.t(words.sure)} />
              <Button kind="danger">{v.t(words.giveUp)}</Button>
            </Form>
          </Section>
        )}
      </>
    ) : (
      <Empty title={v.t(words.notYet)}>
        <p>{v.t(words.notYetLead)}</p>
      </Empty>
    ),
  )
}
