import { type Locale, languageTag, type Text, type View } from './locale.ts'

/** Dates, times, numbers and masked numbers, in the office's form. Formatters are kept: making one costs more than using it. */
const kept = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: Locale, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${zone}|${JSON.stringify(options)}`
  const found = kept.get(key)
  if (found) return found
  const made = new Intl.DateTimeFormat(languageTag(locale), { timeZone: zone, ...options })
  kept.set(key, made)
  return made
}

/** Several things in one line: 甲、乙 · A, B. */
export const listed = ({ locale }: Pick<View, 'locale'>, items: readonly string[]): string => items.join(locale === 'zh' ? '、' : ', ')

/** What is said of something beside it: 甲（乙） · A (B). */
export const withRemark = ({ locale }: Pick<View, 'locale'>, text: string, remark: string): string =>
  locale === 'zh' ? `${text}（${remark}）` : `${text} (${remark})`

const dateParts: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', day: 'numeric' }
const clockParts: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }

/** The zone as people say it: 北京时间, or UTC+8 style for any other. */
function zoneName({ locale, zone }: View, at: Temporal.Instant): string {
  if (zone === 'Asia/Shanghai') return locale === 'zh' ? '北京时间' : 'Beijing time'
  const offset = at.toZonedDateTimeISO(zone).offset
  return offset === '+00:00' ? 'UTC' : `UTC${offset}`
}

/** 2026年3月14日 09:00 北京时间 · 14 March 2026 09:00 Beijing time */
export function formatTime(view: View, at: Temporal.Instant, precision: 'minute' | 'second' = 'minute'): string {
  return `${formatDateOf(view, at)} ${formatClock(view, at, precision)} ${zoneName(view, at)}`
}

/** 09:00, without date and zone: only where both stand beside it. */
export const formatClock = ({ locale, zone }: View, at: Temporal.Instant, precision: 'minute' | 'second' = 'minute'): string =>
  formatter(locale, zone, precision === 'second' ? { ...clockParts, second: '2-digit' } : clockParts).format(at.epochMilliseconds)

/** The date of an instant in the authority's zone. */
export const formatDateOf = ({ locale, zone }: View, at: Temporal.Instant): string =>
  formatter(locale, zone, dateParts).format(at.epochMilliseconds)

export const formatDate = (view: View, date: Temporal.PlainDate): string =>
  formatter(view.locale, 'UTC', dateParts).format(date.toZonedDateTime('UTC').epochMilliseconds)

/** A date for a heading, which stands in both languages. */
export const dateText = (view: View, date: Temporal.PlainDate): Text => ({
  zh: formatDate({ ...view, locale: 'zh' }, date),
  en: formatDate({ ...view, locale: 'en' }, date),
})

export const formatNumber = ({ locale }: View, value: number | bigint): string => new Intl.NumberFormat(languageTag(locale)).format(value)

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** 3天后, 2 hours ago. Whole units, rounded towards now, so that a deadline never looks further away than it is. */
export function formatRelative({ locale, now }: View, at: Temporal.Instant): string {
  const seconds = Math.trunc((at.epochMilliseconds - now.epochMilliseconds) / 1000)
  const size = Math.abs(seconds)
  const [unit, length] =
    size < minute
      ? (['second', 1] as const)
      : size < hour
        ? (['minute', minute] as const)
        : size < 2 * day
          ? (['hour', hour] as const)
          : (['day', day] as const)
  return new Intl.RelativeTimeFormat(languageTag(locale), { numeric: 'auto' }).format(Math.trunc(seconds / length), unit)
}

/** A length of time in its two largest units: 2天3小时, 2 d 3 h. */
export function formatDuration({ locale }: View, from: Temporal.Instant, until: Temporal.Instant): string {
  const seconds = Math.max(0, Math.floor((until.epochMilliseconds - from.epochMilliseconds) / 1000))
  const parts = [
    { n: Math.floor(seconds / day), zh: '天', en: ' d' },
    { n: Math.floor((seconds % day) / hour), zh: '小时', en: ' h' },
    { n: Math.floor((seconds % hour) / minute), zh: '分', en: ' min' },
    { n: seconds % minute, zh: '秒', en: ' s' },
  ]
  const first = parts.findIndex(({ n }) => n > 0)
  if (first === -1) return locale === 'zh' ? '0秒' : '0 s'
  const shown = parts.slice(first, first + 2).filter(({ n }) => n > 0)
  return shown.map((part) => `${part.n}${part[locale]}`).join(locale === 'zh' ? '' : ' ')
}

/** 110105********002X: region and last four stay, birth date and sequence do not. Anything else is hidden but for its last two. */
export function maskId(id: string): string {
  if (/^\d{17}[\dX]$/.test(id)) return `${id.slice(0, 6)}********${id.slice(-4)}`
  return id.length < 6 ? '*'.repeat(id.length) : '*'.repeat(id.length - 2) + id.slice(-2)
}

/** 张*明, 李*: the first character and, of three or more, the last. */
export function maskName(name: string): string {
  const characters = [...name]
  const first = characters[0] ?? ''
  if (characters.length < 2) return '*'
  return characters.length === 2 ? `${first}*` : `${first}${'*'.repeat(characters.length - 2)}${characters.at(-1)}`
}

/** An instant: absolute with its zone, and how long ago or ahead beside it. */
export function Time({
  view,
  at,
  precision,
  relative = true,
}: {
  view: View
  at: Temporal.Instant
  precision?: 'minute' | 'second'
  relative?: boolean
}) {
  return (
    <span class="time">
      <time datetime={at.toString()}>{formatTime(view, at, precision)}</time>
      {relative && <span class="relative"> {formatRelative(view, at)}</span>}
    </span>
  )
}

export const PlainDate = ({ view, date }: { view: View; date: Temporal.PlainDate }) => (
  <time class="number" datetime={date.toString()}>
    {formatDate(view, date)}
  </time>
)

export const Count = ({ view, value }: { view: View; value: number | bigint }) => <span class="number">{formatNumber(view, value)}</span>

/** A score as it was given, 78.50 stays 78.50. Columns keep four decimals; of those zeros are left out after the second. */
export const ScoreFigure = ({ score }: { score: string }) => <span class="number score">{trimScore(score)}</span>
export const trimScore = (score: string): string => score.replace(/(\.\d\d\d*?)0+$/, '$1')

/** An identity number, always masked. The whole number is shown by `Unmask`, which asks for a reason. */
export const MaskedId = ({ id }: { id: string }) => <span class="number identity">{maskId(id)}</span>
