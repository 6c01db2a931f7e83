import type { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { byUnitAndName } from '../exam/named-officers.ts'
import { officersIn } from '../exam/people-records.ts'
import { type Exam, examDays, loadExam } from '../exam/records.ts'
import { dateIn } from '../foundation/calendar.ts'
import { appointmentFor, type Caller } from '../foundation/caller.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import type { Role } from '../foundation/roles.ts'
import { namesOfAccounts } from '../identity/people-records.ts'
import { nameOf } from '../identity/person.ts'
import { type Preparation, preparation, seatPlanDaysBefore } from '../seating/rules/preparation-day.ts'
import { dispatchesOf, newestMeeting, sitesInUse, suppliesOf } from './preparation-records.ts'
import type { OfStaff } from './read-staffing.ts'
import type { StaffingRefusal } from './refusals.ts'
import { needsDispatch } from './rules/assessor-dispatch.ts'
import { needsMeeting } from './rules/duty-posts.ts'
import type { PreparationName } from './words.ts'

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
  readonly calendar: readonly (Preparation & { readonly name: PreparationName })[]
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

/** By which day what must be done, and how that stands (D-3: R-STAF-04; the meeting and the dispatch at worker assessments: R-WK-22, -24). */
export async function preparationCalendar(deps: Deps, tx: Tx, exam: Exam): Promise<PreparationView['calendar']> {
  const days = await examDays(tx, exam.id, deps.authority.timeZone)
  if (!days) return []
  const today = dateIn(deps.authority.timeZone, deps.clock())
  const sites = await sitesInUse(tx, exam.id)
  const received = new Set((await suppliesOf(tx, exam.id)).flatMap(({ siteId, receivedAt }) => (receivedAt ? [siteId] : [])))
  const stands = (name: PreparationName, daysBefore: number, done: boolean) => ({
    name,
    ...preparation(days.first, daysBefore, today, done),
  })
  return [
    stands('seat_plan', seatPlanDaysBefore, sites.length > 0),
    stands('supplies', seatPlanDaysBefore, sites.length > 0 && sites.every(({ siteId }) => received.has(siteId))),
    ...(needsMeeting(exam.family) ? [stands('meeting', 1, (await newestMeeting(tx, exam.id)) !== undefined)] : []),
    ...(needsDispatch(exam.family) ? [stands('dispatch', 1, (await dispatchesOf(tx, exam.id)).length > 0)] : []),
  ]
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
  return deps.within('office', async (tx) => {
    const exam = await loadExam(tx, examId)
    if (!exam) return refuse('exam_unknown')
    const supplies = new Map((await suppliesOf(tx, examId)).map((one) => [one.siteId, one]))
    const sites = (await sitesInUse(tx, examId)).map(({ siteId, name, rooms }) => {
      const one = supplies.get(siteId)
      return {
        siteId,
        name,
        rooms,
        handed: one ? { badges: one.badges, seatCharts: one.seatCharts, at: one.handedAt.toString() } : null,
        receivedAt: one?.receivedAt?.toString() ?? null,
      }
    })
    const meeting = await newestMeeting(tx, examId)
    const dispatches = await dispatchesOf(tx, examId)
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
      calendar: await preparationCalendar(deps, tx, exam),
      sites,
      meeting: meeting
        ? { heldOn: meeting.heldOn.toString(), posts: meeting.posts.map(({ post, accountId }) => ({ post, accountId })) }
        : null,
      dispatches: dispatches.map(({ number, head, assessors, dispatchedAt }) => ({ number, head, assessors, at: dispatchedAt.toString() })),
      officers: byUnitAndName([...serving, ...gone].map(({ person, ...rest }) => ({ ...rest, name: named ? nameOf(deps, person) : null }))),
    })
  })
}
