import { type Context, Hono } from 'hono'
import { known } from '../foundation/invariant.ts'
import { appointedRoles } from '../foundation/roles.ts'
import type { Env } from '../http/env.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select } from '../web/components/choice.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Table } from '../web/components/table.tsx'
import { roleNames } from '../web/words.ts'
import { AppointOfficer, appointOfficer, EndAppointment, endAppointment } from './appoint-officer.ts'
import { examOf } from './asked.tsx'
import { EnterTraining, enterTraining } from './enter-training.ts'
import { partTargets, showPart } from './part-frame.tsx'
import { readPeople } from './read-exams.ts'
import type { Exam } from './records.ts'
import { trainingKinds } from './rules/training.ts'
import { trainingNames, examWords as words } from './words.ts'

/** Who serves in an exam, for what and with which training. */
export function peoplePages() {
  const onPeople = partTargets('people', people)
  return new Hono<Env>()
    .get('/exams/:examId/exam/people', people)
    .post(
      '/exams/:examId/exam/people',
      onPeople(AppointOfficer, appointOfficer, (form) => ({
        accountId: form.text('accountId'),
        role: form.text('role'),
        unit: form.text('unit'),
      })),
    )
    .post('/exams/:examId/exam/appointments/:appointmentId/end', onPeople(EndAppointment, endAppointment))
    .post(
      '/exams/:examId/exam/trainings',
      onPeople(EnterTraining, enterTraining, (form) => ({
        accountIds: form.all('accountIds'),
        kind: form.text('kind'),
        trainedOn: form.text('trainedOn'),
      })),
    )
}

const opens = (c: Context<Env>, exam: Exam, route: string) => c.get('opens')(`POST /exams/:examId/exam/${route}`, exam.id)

async function people(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  if (!exam) return problemPage(c)
  const v = view(c)
  const read = await readPeople(c.get('deps'), known(c.get('caller'), 'an officer'), { examId: exam.id })
  const serving = read.value.people
  const problems = shownProblems(c.get('problem'))
  const trainees = `training-of-${exam.id}`
  return showPart(
    c,
    exam,
    'people',
    <>
      <Table
        view={v}
        caption={v.t(words.people)}
        rows={serving}
        select={{
          form: trainees,
          name: 'accountIds',
          value: ({ accountId }) => accountId,
          label: ({ name, role }) => `${name} ${v.t(roleNames[role])}`,
        }}
        columns={[
          { key: 'name', head: v.t(words.name), cell: ({ name }) => name, names: true },
          { key: 'role', head: v.t(words.role), cell: ({ role }) => v.t(roleNames[role]) },
          { key: 'ownUnit', head: v.t(words.ownUnit), cell: ({ ownUnit }) => ownUnit ?? '' },
          {
            key: 'boundTo',
            head: v.t(words.boundTo),
            cell: ({ unit, forEveryExam }) => unit ?? (forEveryExam ? v.t(words.everyExam) : ''),
          },
          {
            key: 'trainings',
            head: v.t(words.trainings),
            cell: ({ trainings }) => trainings.map(({ kind, trainedOn }) => `${v.t(trainingNames[kind])} ${trainedOn}`).join('；'),
          },
          ...(opens(c, exam, 'appointments/:appointmentId/end')
            ? [
                {
                  key: 'end',
                  head: v.t(words.endAppointment),
                  cell: (row: (typeof serving)[number]) =>
                    row.forEveryExam ? null : (
                      <Form
                        action={`/exams/${exam.id}/exam/appointments/${row.appointmentId}/end`}
                        idempotencyKey={formKey(c)}
                        inline
                        label={row.name}
                      >
                        <Button kind="quiet">{v.t(words.endAppointment)}</Button>
                      </Form>
                    ),
                },
              ]
            : []),
        ]}
      />
      {opens(c, exam, 'trainings') && (
        <Section title={v.t(words.enterTraining)}>
          <Form id={trainees} action={`/exams/${exam.id}/exam/trainings`} idempotencyKey={formKey(c)} inline>
            <Select
              view={v}
              name="kind"
              label={v.t(words.training)}
              problems={problems}
              options={trainingKinds.map((kind) => ({ value: kind, label: v.t(trainingNames[kind]) }))}
            />
            <Field view={v} name="trainedOn" type="date" label={v.t(words.trainedOn)} problems={problems} />
            <Button kind="secondary">{v.t(words.enter)}</Button>
          </Form>
        </Section>
      )}
      {opens(c, exam, 'people') && (
        <Section title={v.t(words.appoint)}>
          <Form action={`/exams/${exam.id}/exam/people`} idempotencyKey={formKey(c)} inline>
            <Field view={v} name="accountId" label={v.t(words.account)} problems={problems} />
            <Select
              view={v}
              name="role"
              label={v.t(words.role)}
              problems={problems}
              options={appointedRoles.map((role) => ({ value: role, label: v.t(roleNames[role]) }))}
            />
            <Field view={v} name="unit" label={v.t(words.boundTo)} problems={problems} optional />
            <Button>{v.t(words.appoint)}</Button>
          </Form>
        </Section>
      )}
    </>,
  )
}
