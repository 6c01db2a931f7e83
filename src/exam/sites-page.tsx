import { type Context, Hono } from 'hono'
import { known } from '../foundation/invariant.ts'
import type { Env } from '../http/env.ts'
import { asNumber } from '../http/form.ts'
import { problemPage } from '../http/problem-page.tsx'
import { formKey, shownProblems, view } from '../http/show.tsx'
import { Button } from '../web/components/button.tsx'
import { Section } from '../web/components/card.tsx'
import { Select, Tick } from '../web/components/choice.tsx'
import { Empty } from '../web/components/facts.tsx'
import { Field } from '../web/components/field.tsx'
import { Form } from '../web/components/form.tsx'
import { Notice } from '../web/components/notice.tsx'
import { Table } from '../web/components/table.tsx'
import { AddRooms, AddSite, addRooms, addSite, RemoveRoom, removeRoom } from './add-places.ts'
import { examOf } from './asked.tsx'
import { partTargets, showPart } from './part-frame.tsx'
import { readPlaces } from './read-exams.ts'
import type { Exam } from './records.ts'
import { roomKinds } from './rules/room-limit.ts'
import { roomKindNames, examWords as words } from './words.ts'

/** Sites and rooms. */
export function sitePages() {
  const onSites = partTargets('sites', sites, roomField)
  return new Hono<Env>()
    .get('/exams/:examId/exam/sites', sites)
    .post(
      '/exams/:examId/exam/sites',
      onSites(AddSite, addSite, (form) => ({
        code: form.text('code'),
        name: form.text('name'),
        address: form.text('address'),
        unit: form.text('unit'),
        ...(form.text('city') ? { city: form.text('city') } : {}),
      })),
    )
    .post(
      '/exams/:examId/exam/sites/:siteId/rooms',
      onSites(AddRooms, addRooms, (form) => ({
        rooms: roomNumbers(form.text('from'), form.text('to')).map((number) => ({
          number,
          name: String(number).padStart(3, '0'),
          floor: asNumber(form.text('floor')),
          rows: asNumber(form.text('rows')),
          columns: asNumber(form.text('columns')),
          capacity: asNumber(form.text('capacity')),
          kind: form.text('kind'),
          separate: form.checked('separate'),
        })),
      })),
    )
    .post('/exams/:examId/exam/rooms/:roomId/removal', onSites(RemoveRoom, removeRoom))
}

/** A run of room numbers from a form, at most 500 of them. */
function roomNumbers(from: string | undefined, to: string | undefined): number[] {
  const first = Number(from)
  const last = Number(to ?? from)
  if (!Number.isInteger(first) || !Number.isInteger(last) || last < first || last - first >= 500) return []
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

/** The form enters a run of like rooms: what is wrong with one stands beside the field they share, a run that is none beside its end. */
function roomField(path: string): string | undefined {
  if (path === 'rooms') return 'to'
  const [, index, part] = /^rooms\.(\d+)\.(\w+)$/.exec(path) ?? []
  return part === 'number' ? (index === '0' ? 'from' : 'to') : part
}

const opens = (c: Context<Env>, exam: Exam, route: string) => c.get('opens')(`POST /exams/:examId/exam/${route}`, exam.id)

async function sites(c: Context<Env>): Promise<Response> {
  const exam = await examOf(c)
  if (!exam) return problemPage(c)
  const v = view(c)
  const places = await readPlaces(c.get('deps'), known(c.get('caller'), 'an officer'), { examId: exam.id })
  const { sites: listed, cities } = places.value
  const office = !exam.placesClosedAt && opens(c, exam, 'sites')
  const problems = shownProblems(c.get('problem'))
  const number = (name: string, label: string, value: number) => (
    <Field view={v} name={name} type="number" width="short" label={label} value={value} problems={problems} />
  )
  return showPart(
    c,
    exam,
    'sites',
    <>
      {exam.placesClosedAt && <Notice title={v.t(words.placesFrozen)} />}
      {listed.length === 0 && <Empty title={v.t(words.noSites)} />}
      {listed.map((site) => (
        <Section title={`${site.code} ${site.name}`}>
          <p>{[site.city, site.address, site.unit].filter((part) => part !== null).join(' · ')}</p>
          <Table
            view={v}
            caption={`${site.name} ${v.t(words.sites)}`}
            rows={site.rooms}
            columns={[
              { key: 'room', head: v.t(words.room), cell: (room) => `${room.number} ${room.name}`, names: true },
              { key: 'kind', head: v.t(words.roomKind), cell: (room) => v.t(roomKindNames[room.kind]) },
              { key: 'floor', head: v.t(words.floor), cell: (room) => room.floor, numeric: true },
              {
                key: 'grid',
                head: `${v.t(words.rows)} × ${v.t(words.columns)}`,
                cell: (room) => `${room.seatRows} × ${room.seatColumns}`,
                numeric: true,
              },
              { key: 'capacity', head: v.t(words.capacity), cell: (room) => room.capacity, numeric: true },
              { key: 'separate', head: v.t(words.separate), cell: (room) => (room.separate ? '✓' : '') },
              ...(office
                ? [
                    {
                      key: 'remove',
                      head: v.t(words.removeRoom),
                      cell: (room: (typeof site.rooms)[number]) => (
                        <Form
                          action={`/exams/${exam.id}/exam/rooms/${room.id}/removal`}
                          idempotencyKey={formKey(c)}
                          inline
                          label={`${site.name} ${room.name}`}
                        >
                          <Button kind="quiet">{v.t(words.removeRoom)}</Button>
                        </Form>
                      ),
                    },
                  ]
                : []),
            ]}
          />
          {office && (
            <Form
              action={`/exams/${exam.id}/exam/sites/${site.id}/rooms`}
              idempotencyKey={formKey(c)}
              inline
              label={`${v.t(words.addRooms)} ${site.name}`}
            >
              {number('from', v.t(words.fromNumber), site.rooms.length + 1)}
              {number('to', v.t(words.toNumber), site.rooms.length + 1)}
              {number('floor', v.t(words.floor), 1)}
              {number('rows', v.t(words.rows), 6)}
              {number('columns', v.t(words.columns), 5)}
              {number('capacity', v.t(words.capacity), exam.notice.roomLimit)}
              <Select
                view={v}
                name="kind"
                label={v.t(words.roomKind)}
                value="written"
                problems={problems}
                options={roomKinds.map((kind) => ({ value: kind, label: v.t(roomKindNames[kind]) }))}
              />
              <Tick view={v} name="separate" label={v.t(words.separate)} problems={problems} optional />
              <Button kind="secondary">{v.t(words.addRooms)}</Button>
            </Form>
          )}
        </Section>
      ))}
      {office && (
        <Section title={v.t(words.addSite)}>
          <Form action={`/exams/${exam.id}/exam/sites`} idempotencyKey={formKey(c)}>
            <Field view={v} name="code" label={v.t(words.siteCode)} width="short" problems={problems} />
            <Field view={v} name="name" label={v.t(words.siteName)} problems={problems} />
            <Field view={v} name="address" label={v.t(words.address)} width="long" problems={problems} />
            <Field view={v} name="unit" label={v.t(words.hostUnit)} problems={problems} />
            {cities.length > 0 && (
              <Select
                view={v}
                name="city"
                label={v.t(words.city)}
                problems={problems}
                options={cities.map((city) => ({ value: city, label: city }))}
              />
            )}
            <Button>{v.t(words.addSite)}</Button>
          </Form>
        </Section>
      )}
    </>,
  )
}
