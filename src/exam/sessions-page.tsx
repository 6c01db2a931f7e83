import { type Context, Hono } from 'hono'
import type { Env } from '../http/env.ts'
import { instantIn } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select } from '../web/components/choice.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { Table } from '../web/components/table.tsx'
import { Time } from '../web/format.tsx'
import { examOf } from './asked.tsx'
import { SlotPart, SlotTable, slotsIn } from './capacity-parts.tsx'
import { partTargets, showPart } from './part-frame.tsx'
import { type Exam, positionsOf, sessionsOf, slotsOf } from './records.ts'
import { subjectsOf } from './rules/draft-position.ts'
import { ScheduleSession, scheduleSession } from './schedule-session.ts'
import { SetSlots, setSlots } from './set-slots.ts'
import { examWords as words } from './words.ts'

/** Sessions of the written test, sittings and test cities. */
export function sessionPages() {
  const onSessions = partTargets('sessions', sessions)
  return new Hono<Env>()
    .get('/exams/:examId/exam/sessions', sessions)
    .post('/exams/:examId/exam/slots', onSessions(SetSlots, setSlots, slotsIn))
    .post(
      '/exams/:examId/exam/sessions',
      onSessions(ScheduleSession, scheduleSession, (form, c) => ({
        subject: form.text('subject'),
        startsAt: instantIn(c, form.text('startsAt')),
        endsAt: instantIn(c, form.text('endsAt')),
      })),
    )
}

const opens = (c: Context<Env>, exam: Exam, route: string) => c.get('opens')(`POST /exams/:examId/exam/${route}`, exam.id)

async function sessions(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  if (!exam) return problemPage(c)
  const v = view(c)
  const { set, subjects, slots } = await c.get('deps').within('office', async (tx) => ({
    set: await sessionsOf(tx, exam.id),
    subjects: subjectsOf(await positionsOf(tx, exam.id)),
    slots: await slotsOf(tx, exam.id),
  }))
  const timed = slots.some(({ startsAt }) => startsAt !== null)
  const problems = shownProblems(c.get('problem'))
  return showPart(
    c,
    exam,
    'sessions',
    <>
      {exam.placesClosedAt && <Notice title={v.t(words.placesFrozen)} />}
      <Table
        view={v}
        caption={v.t(words.sessions)}
        rows={set}
        empty={v.t(words.noSessions)}
        columns={[
          { key: 'subject', head: v.t(words.subject), cell: ({ subject }) => subject, names: true },
          { key: 'startsAt', head: v.t(words.startsAt), cell: ({ startsAt }) => <Time view={v} at={startsAt} /> },
          { key: 'endsAt', head: v.t(words.endsAt), cell: ({ endsAt }) => <Time view={v} at={endsAt} relative={false} /> },
        ]}
      />
      {slots.length > 0 && <SlotTable view={v} slots={slots} />}
      {exam.state === 'draft' && opens(c, exam, 'slots') && <SlotPart c={c} exam={exam} slots={slots} />}
      {timed && exam.state === 'draft' && <Notice title={v.t(words.sessionsFromSlots)} />}
      {!timed && !exam.placesClosedAt && opens(c, exam, 'sessions') && (
        <Section title={v.t(words.setSession)}>
          <Form action={`/exams/${exam.id}/exam/sessions`} idempotencyKey={formKey(c)} inline>
            <Select
              view={v}
              name="subject"
              label={v.t(words.subject)}
              problems={problems}
              options={subjects.map((subject) => ({ value: subject, label: subject }))}
            />
            <Field view={v} name="startsAt" type="datetime-local" label={v.t(words.startsAt)} problems={problems} />
            <Field view={v} name="endsAt" type="datetime-local" label={v.t(words.endsAt)} problems={problems} />
            <Button>{v.t(words.setSession)}</Button>
          </Form>
        </Section>
      )}
    </>,
  )
}
