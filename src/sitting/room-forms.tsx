import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import type { FormFields } from '../http/form-fields.ts'
import { formKey, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Choice, Select } from '../web/components/choice.tsx'
import { TextArea } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Table } from '../web/components/table.tsx'
import type { RoomOfDay, SeatOfDay } from './read-room.ts'
import { roomIncidents } from './rules/incident.ts'
import { roomChecks } from './rules/room.ts'
import { checkWords, incidentKinds, sittingWords as words } from './words.ts'

export const roomPath = (c: Context<Env>) =>
  `/exams/${c.req.param('examId')}/sitting/sessions/${c.req.param('examSessionId')}/rooms/${c.req.param('roomId')}`

type Props = { readonly c: Context<Env>; readonly room: RoomOfDay }
type WithForm = Props & { readonly form: FormFields }

/** What an invigilator on duty in this room does now. */
export function InvigilatorForms({ c, room, form }: WithForm) {
  if (room.state === 'waiting') return <Start c={c} />
  if (room.state === 'closed') return null
  return (
    <>
      <Attendance c={c} room={room} form={form} />
      <Incident c={c} room={room} />
    </>
  )
}

function Start({ c }: Pick<Props, 'c'>) {
  const v = view(c)
  return (
    <Section title={v.t(words.start)}>
      <Form action={`${roomPath(c)}/start`} idempotencyKey={formKey(c)}>
        <Choice
          view={v}
          name="checks"
          many
          label={v.t(words.checks)}
          problems={shownProblems(c.get('problem'))}
          options={roomChecks.map((value) => ({ value, label: v.t(checkWords[value]) }))}
        />
        <Button>{v.t(words.start)}</Button>
      </Form>
    </Section>
  )
}

/** A choice for each seat, so that nobody types ticket numbers in the room. */
function Attendance({ c, room, form }: WithForm) {
  const v = view(c)
  const id = 'attendance'
  return (
    <Section title={v.t(words.attendance)}>
      <p>{v.t(words.attendanceHint)}</p>
      <Form id={id} action={`${roomPath(c)}/attendance`} idempotencyKey={formKey(c)}>
        <Table<SeatOfDay>
          view={v}
          caption={v.t(words.attendance)}
          rows={room.seats}
          columns={[
            { key: 'place', head: v.t(words.seat), numeric: true, names: true, cell: ({ seat }) => seat },
            { key: 'number', head: v.t(words.ticketNumber), cell: ({ ticket }) => <span class="number">{ticket}</span> },
            {
              key: 'status',
              head: v.t(words.state),
              cell: ({ seat, ticket, status }) => (
                <>
                  <input type="hidden" name="ticket" value={ticket} />
                  <StatusOf c={c} seat={seat} ticket={ticket} chosen={form.text(`status-${ticket}`) ?? status ?? 'present'} />
                </>
              ),
            },
          ]}
        />
        <Button>{v.t(words.attendance)}</Button>
      </Form>
    </Section>
  )
}

function StatusOf({ c, seat, ticket, chosen }: { c: Context<Env>; seat: number; ticket: string; chosen: string }) {
  const v = view(c)
  return (
    <select class="input short" name={`status-${ticket}`} aria-label={`${v.t(words.seat)} ${seat} ${ticket}`}>
      {(['present', 'absent', 'breach'] as const).map((status) => (
        <option value={status} selected={status === chosen}>
          {v.t(words[status])}
        </option>
      ))}
    </select>
  )
}

function Incident({ c, room }: Props) {
  const v = view(c)
  const problems = shownProblems(c.get('problem'))
  return (
    <Section title={v.t(words.report)}>
      <Form action={`${roomPath(c)}/incidents`} idempotencyKey={formKey(c)}>
        <Select
          view={v}
          name="kind"
          label={v.t(words.kind)}
          problems={problems}
          options={roomIncidents.map((value) => ({ value, label: v.t(incidentKinds[value]) }))}
        />
        <Select
          view={v}
          name="concerned"
          label={v.t(words.ticket)}
          problems={problems}
          options={room.seats.map(({ seat, ticket }) => ({ value: ticket, label: `${v.t(words.seat)} ${seat} · ${ticket}` }))}
          optional
        />
        <TextArea view={v} name="note" label={v.t(words.note)} problems={problems} maxlength={1000} />
        <Button kind="secondary">{v.t(words.report)}</Button>
      </Form>
    </Section>
  )
}
