import type { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { byUnitAndName } from '../exam/named-officers.ts'
import { officersIn } from '../exam/people-records.ts'
import { type Exam, examDays, loadExam } from '../exam/records.ts'
import { dateIn } from '../foundation/calendar.ts'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
import type { Instant } from '../foundation/clock.ts'
import type { ExamId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import type { Role } from '../foundation/roles.ts'
import { namesOfAccounts } from '../identity/people-records.ts'
import { nameOf } from '../identity/person.ts'
import { dispatchesOf, newestMeeting, sitesInUse, suppliesOf } from './preparation-records.ts'
import type { OfStaff } from './read-staffing.ts'
import type { StaffingRefusal } from './refusals.ts'
import { type CalendarRow, preparationCalendar } from './rules/calendar.ts'

export type SiteSupplies = {
  readonly siteId: string
  readonly name: string
  readonly rooms: number
  readonly handed: { readonly badges: number; readonly seatCharts: number; readonly at: string } | null
  readonly receivedAt: string | null
}
export type ExamOfficer = {
  readonly accountId: string
  readonly name: string | null
  readonly unit: string
  readonly roles: readonly Role[]
}
export type PreparationView = {
  /** What has a day by which it must be done; empty while the exam has no session. */
  readonly calendar: readonly CalendarRow[]
  readonly sites: readonly SiteSupplies[]
  readonly meeting: { readonly heldOn: string; readonly posts: readonly { readonly post: string; readonly accountId: string }[] } | null
  readonly dispatches: readonly {
    readonly number: string
    readonly head: string
    readonly assessors: readonly string[]
    readonly at: string
  }[]
  /** Whom the exam office may choose; for everybody else those who hold a post or were dispatched, named for chief examiners alone. Who serves no more has no role. */
  readonly officers: readonly ExamOfficer[]
}

/** The rows on which the preparation stands, each read once. */
async function preparationRows(tx: Tx, examId: ExamId) {
  const sites = await sitesInUse(tx, examId)
  const supplies = new Map((await suppliesOf(tx, examId)).map((one) => [one.siteId, one]))
  return { sites, supplies, meeting: await newestMeeting(tx, examId), dispatches: await dispatchesOf(tx, examId) }
}

/** Empty while the exam has no session. */
async function calendarOf(
  { authority }: Deps,
  tx: Tx,
  { id, family }: Exam,
  { sites, supplies, meeting, dispatches }: Awaited<ReturnType<typeof preparationRows>>,
  now: Instant,
): Promise<readonly CalendarRow[]> {
  const days = await examDays(tx, id, authority.timeZone)
  if (!days) return []
  const facts = {
    family,
    sitesInUse: sites.length,
    sitesReceived: sites.filter(({ siteId }) => supplies.get(siteId)?.receivedAt).length,
    meetingHeld: meeting !== undefined,
    dispatched: dispatches.length > 0,
  }
  return preparationCalendar(facts, days.first, dateIn(authority.timeZone, now))
}

export async function readCalendar(deps: Deps, exam: Exam): Promise<readonly CalendarRow[]> {
  const now = deps.clock()
  return deps.within('office', async (tx) => calendarOf(deps, tx, exam, await preparationRows(tx, exam.id), now))
}

/**
 * How the preparation stands. The exam office chooses among everybody appointed; anybody else finds those who were named, and a chief examiner
 * their names: a list of markers, examiners and assessors would tell beforehand whom to reach.
 */
export async function readPreparation(
  deps: Deps,
  caller: Caller,
  { examId }: z.infer<typeof OfStaff>,
): Promise<Result<PreparationView, StaffingRefusal>> {
  const chooses = appointmentFor(caller, ['exam_office'], examId) !== undefined
  const named = chooses || appointmentFor(caller, ['chief_examiner'], examId) !== undefined
  const now = deps.clock()
  return deps.within('office', async (tx) => {
    const exam = await loadExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const rows = await preparationRows(tx, examId)
    const { meeting, dispatches } = rows
    const sites = rows.sites.map(({ siteId, name, rooms }) => {
      const one = rows.supplies.get(siteId)
      return {
        siteId,
        name,
        rooms,
        handed: one ? { badges: one.badges, seatCharts: one.seatCharts, at: one.handedAt.toString() } : null,
        receivedAt: one?.receivedAt?.toString() ?? null,
      }
    })
    const shown = new Set<string>([
      ...(meeting?.posts.map(({ accountId }) => accountId) ?? []),
      ...dispatches.flatMap(({ head, assessors }) => [head, ...assessors]),
    ])
    const serving = (await officersIn(tx, examId)).filter(({ accountId }) => chooses || shown.has(accountId))
    const served = await namesOfAccounts(
      tx,
      [...shown].filter((id) => !serving.some(({ accountId }) => accountId === id)),
    )
    const gone = served.map(({ accountId, unit, person }) => ({
      accountId,
      unit: unit ?? '',
      roles: [],
      person,
    }))
    return accept({
      calendar: await calendarOf(deps, tx, exam, rows, now),
      sites,
      meeting: meeting
        ? { heldOn: meeting.heldOn.toString(), posts: meeting.posts.map(({ post, accountId }) => ({ post, accountId })) }
        : null,
      dispatches: dispatches.map(({ number, head, assessors, dispatchedAt }) => ({ number, head, assessors, at: dispatchedAt.toString() })),
      officers: byUnitAndName([...serving, ...gone].map(({ person, ...rest }) => ({ ...rest, name: named ? nameOf(deps, person) : null }))),
    })
  })
}
