import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { formKey, shownProblems, view } from '../http/show.tsx'
import { OpenStatement } from '../identity/open-statement.tsx'
import { placeWords } from '../staffing/words.ts'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select } from '../web/components/choice.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Form } from '../web/components/form.tsx'
import { Table } from '../web/components/table.tsx'
import { Time } from '../web/format.tsx'
import type { RoomOfDay } from './read-room.ts'
import { roomPath } from './room-forms.tsx'
import { sittingWords as words } from './words.ts'

type Props = { readonly c: Context<Env>; readonly room: RoomOfDay }

/** The room record (R-STAF-03): drawn up when attendance and papers are in, signed by two invigilators with their keys, then the room closes. */
export function RoomRecord({ c, room }: Props) {
  const v = view(c)
  const waits = room.seats.some(({ status }) => status === null)
    ? words.recordNeedsAttendance
    : room.returned
      ? undefined
      : words.recordNeedsPapers
  return (
    <Section title={v.t(words.record)}>
      <p>{v.t(words.recordHint)}</p>
      {room.records.length > 0 && <Drafted c={c} records={room.records} />}
      {waits ? <Empty title={v.t(waits)} /> : <Draft c={c} room={room} />}
    </Section>
  )
}

function Draft({ c, room }: Props) {
  const v = view(c)
  const own = c.get('caller')?.accountId
  return (
    <Form action={`${roomPath(c)}/record`} idempotencyKey={formKey(c)}>
      <Select
        view={v}
        name="other"
        label={v.t(words.otherInvigilator)}
        problems={shownProblems(c.get('problem'))}
        options={room.duties
          .filter(({ accountId }) => accountId !== own)
          .map(({ accountId, name, place }) => ({ value: accountId, label: `${name} · ${v.t(placeWords(place))}` }))}
      />
      <Button>{v.t(words.draftRecord)}</Button>
    </Form>
  )
}

function Drafted({ c, records }: { readonly c: Context<Env>; readonly records: RoomOfDay['records'] }) {
  const v = view(c)
  return (
    <Table<RoomOfDay['records'][number]>
      view={v}
      stacked
      caption={v.t(words.draftedRecords)}
      rows={records}
      columns={[
        { key: 'drafted', head: v.t(words.draftedAt), names: true, cell: ({ draftedAt }) => <Time view={v} at={draftedAt} /> },
        {
          key: 'close',
          head: v.t(words.close),
          cell: ({ id, missing }) => (
            <OpenStatement c={c} missing={missing} action={`${roomPath(c)}/record/${id}`} label={v.t(words.close)} />
          ),
        },
      ]}
    />
  )
}
