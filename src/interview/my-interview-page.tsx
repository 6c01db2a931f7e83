import type { Context } from 'hono'
import { z } from 'zod'
import { ApplicationId } from '../foundation/ids.ts'
import type { Env } from '../http/env.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Choice } from '../web/components/choice.tsx'
import { Facts } from '../web/components/facts.tsx'
import { TextArea } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { ScoreFigure, trimScore } from '../web/format.tsx'
import { confirmationText } from './panel-page.tsx'
import { ownInterview } from './read-interview.ts'
import { interviewWords as words } from './words.ts'

const Working = z.object({ kept: z.array(z.string()), dropped: z.array(z.string()) })

/** A candidate's own number, score and how it came about, with the confirmation. */
export async function myInterviewPage(c: Context<Env>): Promise<Response> {
  const applicationId = ApplicationId.safeParse(c.req.param('applicationId'))
  const caller = c.get('caller')
  if (!applicationId.success || !caller) return problemPage(c)
  const found = await ownInterview(c.get('deps'), caller, { applicationId: applicationId.data })
  if (!found.ok) return problemPage(c)
  const v = view(c)
  const { panel, waitingRoom, lot, score, confirmation, working } = found.value
  const marks = working === null ? undefined : Working.parse(JSON.parse(working))
  return show(
    c,
    { kind: 'candidate', title: words.myTitle, lead: words.myLead, back: { label: words.backToMine, href: '/my' } },
    <>
      <Facts
        facts={[
          [v.t(words.panels), v.t(words.panel, { n: panel })],
          [v.t(words.room), waitingRoom],
          [v.t(words.lot), lot ?? '–'],
          [v.t(words.score), score === null ? v.t(words.notYet) : <ScoreFigure score={score} />],
          ...(marks
            ? ([
                [v.t(words.kept), marks.kept.map(trimScore).join(' / ')],
                [v.t(words.dropped), marks.dropped.map(trimScore).join(' / ') || '–'],
              ] as const)
            : []),
          [v.t(words.confirmation), confirmationText(c, confirmation)],
        ]}
      />
      {confirmation === 'awaited' && (
        <Form action={`/my/applications/${applicationId.data}/interview/confirmation`} idempotencyKey={formKey(c)}>
          <Choice
            view={v}
            name="confirmed"
            label={v.t(words.confirmation)}
            problems={shownProblems(c.get('problem'))}
            options={[
              { value: 'yes', label: v.t(words.yes) },
              { value: 'no', label: v.t(words.no) },
            ]}
          />
          <TextArea view={v} name="reason" label={v.t(words.reason)} optional />
          <Button>{v.t(words.answer)}</Button>
        </Form>
      )}
    </>,
  )
}
