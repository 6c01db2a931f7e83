import { type Context, Hono } from 'hono'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
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
import { formatDate, listed } from '../web/format.tsx'
import { roleNames } from '../web/words.ts'
import { AppointOfficer, appointOfficer, EndAppointment, endAppointment } from './appoint-officer.ts'
import { examOf } from './asked.tsx'
import { EnterTraining, enterTraining } from './enter-training.ts'
import { officerOptions } from './named-officers.ts'
import { partTargets, showPart } from './part-frame.tsx'
import { readOfficers, readPeople } from './read-exams.ts'
import { type Exam, type Site, sitesOf } from './records.ts'
import { officeAppoints } from './rules/appointment.ts'
import { trainingKinds } from './rules/training.ts'
import { trainingNames, examWords as words } from './words.ts'

/** Who serves in an exam, for what and with which training. */
export function peoplePages() {
  const onPeople = partTargets('people', people)
  return new Hono<Env>()
    .get('/exams/:examId/exam/people', (c) => people(c))
    .post(
      '/exams/:examId/exam/people',
      onPeople(AppointOfficer, appointOfficer, (form) => ({
        accountId: form.text('accountId'),
        role: form.text('role'),
        siteId: form.text('siteId'),
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
  const caller = known(c.get('caller'), 'an officer')
  const read = await readPeople(c.get('deps'), caller, { examId: exam.id })
  const serving = read.value.people
  const sites = await c.get('deps').within('office', (tx) => sitesOf(tx, exam.id))
  const siteName = new Map<string, string>(sites.map(({ id, name }) => [id, name]))
  const problems = shownProblems(c.get('problem'))
  const mayTrain = opens(c, exam, 'trainings')
  const trainees = `training-of-${exam.id}`
  return showPart(
    c,
    exam,
    'people',
    <>
      <Table
        view={v}
        stacked
        caption={v.t(words.people)}
        rows={serving}
        select={
          mayTrain
            ? {
                form: trainees,
                name: 'accountIds',
                value: ({ accountId }) => accountId,
                label: ({ name, role }) => `${name} ${v.t(roleNames[role])}`,
              }
            : undefined
        }
        columns={[
          { key: 'name', head: v.t(words.name), cell: ({ name }) => name, names: true },
          { key: 'role', head: v.t(words.role), cell: ({ role }) => v.t(roleNames[role]) },
          { key: 'ownUnit', head: v.t(words.ownUnit), cell: ({ ownUnit }) => ownUnit ?? '' },
          {
            key: 'boundTo',
            head: v.t(words.boundTo),
            cell: ({ unit, siteId, forEveryExam }) =>
              [forEveryExam ? v.t(words.everyExam) : '', unit, siteId && siteName.get(siteId)].filter(Boolean).join(' · '),
          },
          {
            key: 'trainings',
            head: v.t(words.trainings),
            cell: ({ trainings }) =>
              listed(
                v,
                trainings.map(({ kind, trainedOn }) => `${v.t(trainingNames[kind])} ${formatDate(v, trainedOn)}`),
              ),
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
      {mayTrain && (
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
      {opens(c, exam, 'people') && <AppointForm c={c} exam={exam} caller={caller} sites={sites} />}
    </>,
  )
}

type AppointProps = {
  readonly c: Context<Env>
  readonly exam: Exam
  readonly caller: Caller
  readonly sites: readonly Site[]
}

async function AppointForm({ c, exam, caller, sites }: AppointProps) {
  const v = view(c)
  const problems = shownProblems(c.get('problem'))
  const officers = await readOfficers(c.get('deps'), caller)
  const administrator = appointmentFor(caller, ['administrator'], undefined) !== undefined
  return (
    <Section title={v.t(words.appoint)}>
      <Form action={`/exams/${exam.id}/exam/people`} idempotencyKey={formKey(c)}>
        <Select view={v} name="accountId" label={v.t(words.officer)} problems={problems} options={officerOptions(officers)} />
        <Select
          view={v}
          name="role"
          label={v.t(words.role)}
          hint={administrator ? undefined : v.t(words.roleHint)}
          problems={problems}
          options={appointedRoles
            .filter((role) => administrator || officeAppoints(role))
            .map((role) => ({ value: role, label: v.t(roleNames[role]) }))}
        />
        {sites.length > 0 && (
          <Select
            view={v}
            name="siteId"
            label={v.t(words.boundToSite)}
            hint={v.t(words.boundToSiteHint)}
            problems={problems}
            optional
            options={sites.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
          />
        )}
        <Field view={v} name="unit" label={v.t(words.boundTo)} hint={v.t(words.boundToHint)} problems={problems} optional />
        <Button>{v.t(words.appoint)}</Button>
      </Form>
    </Section>
  )
}
