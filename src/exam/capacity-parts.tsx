import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import { asNumber, instantIn } from '../http/form.ts'
import type { FormFields } from '../http/form-fields.ts'
import { view } from '../http/show.tsx'
import { Table } from '../web/components/table.tsx'
import { Time } from '../web/format.tsx'
import type { View } from '../web/locale.ts'
import { LinesPart, lineOf, linesOf } from './lines-part.tsx'
import type { Exam, ExamSlot, Position } from './records.ts'
import { examWords as words } from './words.ts'

type Part = { readonly c: Context<Env>; readonly exam: Exam }

/** '001，30' a line. */
export const firstComeIn = (form: FormFields) => ({
  version: asNumber(form.text('version')),
  posts: linesOf(form.text('posts')).map(([code, places]) => ({ code, places: asNumber(places) })),
})

const when = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)$/

/** '1，洮北考区，2026-03-14 09:00，2026-03-14 11:00，100' a line; without the city, or without the times. */
export const slotsIn = (form: FormFields, c: Context<Env>) => ({
  version: asNumber(form.text('version')),
  slots: linesOf(form.text('slots')).map(([code, ...rest]) => {
    const said = rest.slice(0, -1)
    const [startsAt, endsAt] = said.filter((part) => when.test(part)).map((part) => instantIn(c, part.replace(when, '$1T$2')))
    const city = said.filter((part) => !when.test(part)).join(' ')
    return {
      code,
      ...(city === '' ? {} : { city }),
      ...(startsAt === undefined ? {} : { startsAt }),
      ...(endsAt === undefined ? {} : { endsAt }),
      places: asNumber(rest.at(-1)),
    }
  }),
})

/** 第十六条 (R-PW-09): the posts that are filled in the order of registration, by the lines they are set with. */
export function FirstComePart({ c, exam, positions }: Part & { positions: readonly Position[] }) {
  const lines = positions.flatMap(({ code, places }) => (places === null ? [] : lineOf([code, places])))
  const { firstCome, firstComeHint, saveFirstCome } = words
  const said = { title: firstCome, label: firstCome, hint: firstComeHint, save: saveFirstCome }
  return <LinesPart c={c} exam={exam} route="first-come-posts" name="posts" {...said} lines={lines} rows={6} optional />
}

/** Sittings and test cities as a table, for the office and for the public. */
export function SlotTable({ view: v, slots, stacked }: { view: View; slots: readonly ExamSlot[]; stacked?: boolean }) {
  const timed = slots.some(({ startsAt }) => startsAt !== null)
  return (
    <Table
      view={v}
      caption={v.t(words.slots)}
      stacked={stacked}
      rows={slots}
      columns={[
        { key: 'slotCode', head: v.t(words.slotCode), cell: ({ code }) => code, names: true },
        ...(slots.some(({ city }) => city !== null)
          ? [{ key: 'city', head: v.t(words.city), cell: ({ city }: ExamSlot) => city ?? '' }]
          : []),
        ...(timed
          ? [
              {
                key: 'slotStarts',
                head: v.t(words.startsAt),
                cell: ({ startsAt }: ExamSlot) => startsAt && <Time view={v} at={startsAt} />,
              },
              {
                key: 'slotEnds',
                head: v.t(words.endsAt),
                cell: ({ endsAt }: ExamSlot) => endsAt && <Time view={v} at={endsAt} relative={false} />,
              },
            ]
          : []),
        { key: 'places', head: v.t(words.places), cell: ({ places }) => places, numeric: true },
      ]}
    />
  )
}

/** Sittings and test cities of a draft, by the lines they are set with. */
export function SlotPart({ c, exam, slots }: Part & { slots: readonly ExamSlot[] }) {
  const { zone } = view(c)
  const local = (at: Temporal.Instant | null) =>
    at?.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')
  const lines = slots.map(({ code, city, startsAt, endsAt, places }) => lineOf([code, city, local(startsAt), local(endsAt), places]))
  const said = { title: words.setSlots, label: words.slots, hint: words.slotHint, save: words.saveSlots }
  return <LinesPart c={c} exam={exam} route="slots" name="slots" {...said} lines={lines} rows={6} optional />
}
