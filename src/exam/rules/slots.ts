import type { Family } from '../../foundation/family.ts'
import { accept, type Result, refuse } from '../../foundation/result.ts'
import { familyRules } from './families.ts'

/**
 * What there is only so much of: posts filled in the order of registration, sittings of a computer-based exam, test cities. The notice says
 * how many places each has.
 *
 * Regulation: 《公益性岗位面向社会公开招用和及时补员实施办法》第十六条 (R-PW-09) posts that are hard to fill: numbers in the order of registration,
 * review and interview at once, until full; 《专业技术职务资格考试制度》第十四条(三) (R-ROOM-02) computer-based exams, in rooms of at most 100,
 * so that one subject is sat several times. Where people are ranked against each other they sit one paper at one time: RC, PW and TR offer
 * cities alone.
 */
export type SlotAsked = {
  readonly code: string
  readonly city?: string | undefined
  readonly startsAt?: Temporal.Instant | undefined
  readonly endsAt?: Temporal.Instant | undefined
  readonly places: number
}
export type SlotRefusal =
  | 'slot_times_not_in_family'
  | 'slot_code_repeated'
  | 'slot_repeated'
  | 'slots_unlike'
  | 'slot_says_nothing'
  | 'slot_ends_before_start'

/** All of one kind: each names a city, or a time, or both, so that one question asks for all of it. */
export function judgeSlots(family: Family, slots: readonly SlotAsked[]): Result<readonly SlotAsked[], SlotRefusal> {
  const empty = slots.find(({ city, startsAt }) => city === undefined && startsAt === undefined)
  if (empty) return refuse('slot_says_nothing', { code: empty.code })
  const timed = slots.filter(({ startsAt }) => startsAt !== undefined)
  if (timed.length > 0 && !familyRules[family].timedSlots) return refuse('slot_times_not_in_family')
  if (some(timed, slots) || some(placed(slots), slots)) return refuse('slots_unlike')
  const reversed = slots.find(
    ({ startsAt, endsAt }) => !(startsAt && endsAt ? Temporal.Instant.compare(startsAt, endsAt) < 0 : !startsAt && !endsAt),
  )
  if (reversed) return refuse('slot_ends_before_start', { code: reversed.code })
  const code = repeated(slots.map((slot) => slot.code))
  if (code !== undefined) return refuse('slot_code_repeated', { code })
  const twice = repeated(slots.map(({ city = '', startsAt }) => `${startsAt ?? ''} ${city}`))
  return twice === undefined ? accept(slots) : refuse('slot_repeated', { slot: twice.trim() })
}

const placed = (slots: readonly SlotAsked[]) => slots.filter(({ city }) => city !== undefined)
const some = (of: readonly unknown[], all: readonly unknown[]) => of.length > 0 && of.length < all.length
const repeated = (names: readonly string[]) => names.find((name, at) => names.indexOf(name) !== at)

export type FirstComeRefusal =
  | 'first_come_not_in_family'
  | 'first_come_post_unknown'
  | 'first_come_post_repeated'
  | 'first_come_post_with_written'
  | 'places_below_headcount'

export type FirstCome = { readonly code: string; readonly places: number }
type Post = { readonly code: string; readonly headcount: number | null; readonly writtenExempt: boolean }

/** Numbers are given out only where review and interview follow at once, and never fewer than there are people wanted. */
export function judgeFirstCome(family: Family, posts: readonly Post[], asked: readonly FirstCome[]): Result<undefined, FirstComeRefusal> {
  if (asked.length > 0 && !familyRules[family].firstCome) return refuse('first_come_not_in_family')
  const twice = repeated(asked.map(({ code }) => code))
  if (twice !== undefined) return refuse('first_come_post_repeated', { code: twice })
  for (const { code, places } of asked) {
    const post = posts.find((one) => one.code === code)
    if (!post) return refuse('first_come_post_unknown', { code })
    if (!post.writtenExempt) return refuse('first_come_post_with_written', { code })
    if (places < (post.headcount ?? 1)) return refuse('places_below_headcount', { code, headcount: post.headcount })
  }
  return accept(undefined)
}

type Timed = { readonly startsAt: Temporal.Instant | null; readonly endsAt: Temporal.Instant | null }

/** The times at which a subject is sat, in order; none where the slots are cities alone. */
function slotTimes(slots: readonly Timed[]): { readonly startsAt: Temporal.Instant; readonly endsAt: Temporal.Instant }[] {
  const times = new Map(
    slots.flatMap(({ startsAt, endsAt }) => (startsAt && endsAt ? [[`${startsAt} ${endsAt}`, { startsAt, endsAt }] as const] : [])),
  )
  return [...times.values()].sort(
    (a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt) || Temporal.Instant.compare(a.endsAt, b.endsAt),
  )
}

/** The subject as it is sat at the slot's time: each time is a session with papers of its own. A slot without a time changes nothing. */
export function subjectAt(subject: string, slots: readonly Timed[], slot: Timed | undefined): string {
  const { startsAt, endsAt } = slot ?? {}
  if (!startsAt || !endsAt) return subject
  const at = slotTimes(slots).findIndex((time) => time.startsAt.equals(startsAt) && time.endsAt.equals(endsAt))
  return `${subject} 第${at + 1}场`
}

/** The sessions of a notice whose slots have times: every subject at every time. */
export const slotSessions = (subjects: readonly string[], slots: readonly Timed[]) =>
  slotTimes(slots).flatMap((time) => subjects.map((subject) => ({ ...time, subject: subjectAt(subject, slots, time) })))
