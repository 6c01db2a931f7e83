import type { ExamSlot } from '../exam/records.ts'
import { formatDate } from '../web/format.tsx'
import type { View } from '../web/locale.ts'
import { BarChart, LineChart } from '../web/pictures/chart.tsx'
import type { Fill } from './place-records.ts'
import { slotName } from './slot-page.tsx'
import { registrationWords as words } from './words.ts'

type Day = { readonly day: Temporal.PlainDate; readonly online: number; readonly onSite: number }
type Post = { readonly code: string; readonly title: string; readonly headcount: number | null; readonly submitted: number }

const shownPosts = 10

/** How the rush went and where it went to, for the office to look at while registration runs. */
export function RegistrationPictures({ view: v, days, posts }: { view: View; days: readonly Day[]; posts: readonly Post[] }) {
  const wanted = posts.filter(({ submitted }) => submitted > 0).toSorted((a, b) => b.submitted - a.submitted)
  const last = days.at(-1)
  if (!last) return null
  return (
    <div class="columns">
      {days.length > 1 ? (
        <LineChart
          view={v}
          title={v.t(words.byDay)}
          labels={everyDay(days).map(({ day }) => v.t(words.dayOfMonth, { month: day.month, day: day.day }))}
          series={[
            { label: v.t(words.online), values: everyDay(days).map(({ online }) => online) },
            { label: v.t(words.onSite), values: everyDay(days).map(({ onSite }) => onSite) },
          ]}
        />
      ) : (
        <BarChart view={v} title={v.t(words.byDay)} bars={[{ label: formatDate(v, last.day), value: last.online + last.onSite }]} />
      )}
      <BarChart
        view={v}
        title={v.t(words.mostWanted)}
        bars={wanted.slice(0, shownPosts).map(({ code, title, headcount, submitted }) => ({
          label: `${code} ${title}`,
          value: submitted,
          ...(headcount === null ? {} : { note: v.t(words.plan, { n: headcount }) }),
        }))}
      />
    </div>
  )
}

type FillProps = {
  readonly view: View
  readonly fill: readonly Fill[]
  readonly posts: readonly { readonly id: string; readonly title: string }[]
  readonly slots: readonly ExamSlot[]
}

/** How full posts, sittings and test cities are; what is full stands out. */
export function FillPicture({ view: v, fill, posts, slots }: FillProps) {
  if (fill.length === 0) return null
  const nameOf = ({ id, code }: Fill) => {
    const slot = slots.find((one) => one.id === id)
    return slot ? slotName(v, slot) : `${code} ${posts.find((one) => one.id === id)?.title ?? ''}`
  }
  return (
    <BarChart
      view={v}
      title={v.t(words.fill)}
      bars={fill.map((one) => ({
        label: nameOf(one),
        value: one.places - one.left,
        note: one.left === 0 ? `${v.t(words.ofPlaces, { n: one.places })} ${v.t(words.slotFull)}` : v.t(words.ofPlaces, { n: one.places }),
        attention: one.left === 0,
      }))}
    />
  )
}

/** A day on which nobody came is a day as well. */
function everyDay(days: readonly Day[]): Day[] {
  const [first] = days
  const last = days.at(-1)
  if (!first || !last) return []
  const on = new Map(days.map((one) => [one.day.toString(), one]))
  return Array.from({ length: first.day.until(last.day).days + 1 }, (_, index) => {
    const day = first.day.add({ days: index })
    return on.get(day.toString()) ?? { day, online: 0, onSite: 0 }
  })
}
