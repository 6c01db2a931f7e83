import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, show, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice } from '../web/components/choice.tsx'
import { Facts } from '../web/components/facts.tsx'
import { TextArea } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { State } from '../web/components/state.tsx'
import { Timeline } from '../web/components/timeline.tsx'
import { Time } from '../web/format.tsx'
import { boardPath } from './board-path.ts'
import { ReadObjection, readObjection } from './read-publicity.ts'
import { objectionFindings } from './rules/hands.ts'
import { findingNames, kindNames, publicityWords as words } from './words.ts'

const instant = (text: string) => Temporal.Instant.from(text)

/** One objection: what it says, what was found about it, and the form of who decides. */
export async function objectionPage(c: Context<Env>) {
  const parsed = ReadObjection.safeParse({ examId: c.req.param('examId'), objectionId: c.req.param('objectionId') })
  const caller = c.get('caller')
  const found = parsed.success && caller ? await readObjection(c.get('deps'), caller, parsed.data) : undefined
  if (!found?.ok) return problemPage(c)
  const { value } = found
  const shown = view(c)
  const { t } = shown
  const open = value.state === 'open' || value.state === 'not_provable'
  return show(
    c,
    {
      kind: 'officer',
      title: words.objections,
      exam: { id: c.req.param('examId') ?? '', title: value.title, stage: 'selection' },
      back: { label: words.back, href: boardPath(c.req.param('examId')) },
    },
    <>
      <Facts
        facts={[
          [t(words.list), t(kindNames[value.kind])],
          [t(words.concerns), value.concerns ?? t(words.wholeList)],
          [t(words.state), <State kind={open ? 'waiting' : 'info'}>{t(findingNames[value.state])}</State>],
          [t(words.raisedAt), <Time view={shown} at={instant(value.raisedAt)} />],
          [t(words.dueAt), <Time view={shown} at={instant(value.dueAt)} />],
          [t(words.contact), value.contact ?? t(words.anonymous)],
          [t(words.statement), value.statement],
        ]}
      />
      {value.findings.length > 0 && (
        <Timeline
          view={shown}
          label={t(words.findings)}
          moments={value.findings.map(({ finding, reasons, decidedAt, by }) => ({
            at: instant(decidedAt),
            title: t(findingNames[finding]),
            who: by,
            detail: reasons,
          }))}
        />
      )}
      {open && c.get('opens')('POST /exams/:examId/publicity/objections/:objectionId/findings', c.req.param('examId')) && (
        <Section title={t(words.finding)}>
          <Form action={`${boardPath(c.req.param('examId'))}/objections/${value.objectionId}/findings`} idempotencyKey={formKey(c)}>
            <Choice
              view={shown}
              name="finding"
              label={t(words.finding)}
              options={objectionFindings
                .filter((finding) => finding !== value.state)
                .map((finding) => ({ value: finding, label: t(findingNames[finding]) }))}
            />
            <TextArea view={shown} name="reasons" label={t(words.reasons)} maxlength={2000} />
            <Button>{t(words.decide)}</Button>
          </Form>
        </Section>
      )}
    </>,
  )
}
