import { Notice } from '../web/components/notice.tsx'
import { State, type StateKind } from '../web/components/state.tsx'
import { Table } from '../web/components/table.tsx'
import { PlainDate } from '../web/format.tsx'
import type { View } from '../web/locale.ts'
import type { CalendarRow } from './rules/calendar.ts'
import { calendarWords, staffingWords as words } from './words.ts'

const kinds: Readonly<Record<CalendarRow['state'], StateKind>> = { done: 'good', ahead: 'quiet', due: 'attention', overdue: 'bad' }

/** What must be ready by which day; what is late stands on top. */
export const Calendar = ({ v, calendar }: { readonly v: View; readonly calendar: readonly CalendarRow[] }) => (
  <>
    <Late v={v} calendar={calendar} />
    <Table<CalendarRow>
      view={v}
      stacked
      caption={v.t(words.calendar)}
      rows={calendar}
      empty={v.t(words.noSessions)}
      columns={[
        { key: 'what', head: v.t(words.what), names: true, cell: ({ name }) => v.t(calendarWords[name]) },
        { key: 'by', head: v.t(words.dueOn), cell: ({ dueOn }) => <PlainDate view={v} date={dueOn} /> },
        { key: 'stands', head: v.t(words.state), cell: ({ state }) => <State kind={kinds[state]}>{v.t(words[state])}</State> },
      ]}
    />
  </>
)

/** A warning for everything that is due today or late; nothing when all is in time. */
export const Late = ({ v, calendar }: { readonly v: View; readonly calendar: readonly CalendarRow[] }) => (
  <>
    {calendar
      .filter(({ state }) => state === 'due' || state === 'overdue')
      .map(({ name, dueOn, state }) => (
        <Notice kind={kinds[state]} title={`${v.t(calendarWords[name])}: ${v.t(words[state])}`}>
          {v.t(words.dueOn)} <PlainDate view={v} date={dueOn} />
        </Notice>
      ))}
  </>
)
