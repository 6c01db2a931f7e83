import { z } from 'zod'
import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { type Exam, type Position, positionById, positionsOf } from '../exam/records.ts'
import type { Caller } from '../foundation/caller.ts'
import { type ApplicationId, ExamId } from '../foundation/ids.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import type { Role } from '../foundation/roles.ts'
import { formatScore, roundScore } from '../foundation/score.ts'
import { newestHead } from '../publicity/records.ts'
import { announcedExam } from '../shortlisting/gates.ts'
import { listNumbers, ownApplication, scoreOf } from '../shortlisting/records.ts'
import { marksOf, weightsOf } from './compute-totals.ts'
import { type MedicalStep, stepOf } from './medical-results.ts'
import {
  type BackfillRow,
  backfillsOf,
  type CaseRow,
  caseOf,
  casesOf,
  isChosen,
  medicalDaysOf,
  practicalLines,
  proposedList,
  reportsOf,
  type TotalRow,
  totalOfApplication,
  totalsOf,
  totalsOfPosition,
} from './records.ts'
import type { SelectionRefusal } from './refusals.ts'
import type { AppointeeState } from './rules/appointee.ts'
import { type BackfillCause, causeOf, type ListState } from './rules/backfill.ts'
import { explainTotal, type Text } from './rules/explain.ts'
import type { Component } from './rules/total.ts'

export const ReadSelection = z.strictObject({ examId: ExamId })

export type SelectionLine = {
  readonly applicationId: string
  readonly number: string
  readonly post: string
  readonly written: string | null
  readonly interview: string
  readonly practical: string | null
  readonly total: string
  readonly rank: number
  readonly orderNo: number
  readonly tieSettledBy: Component | null
  readonly belowMinimum: boolean
  readonly state: AppointeeState | null
  readonly enteredBy: 'one_to_one' | 'backfill' | null
  /** What the vacancy this person left is, while nobody has answered it. */
  readonly vacancy: BackfillCause | null
  readonly report: 'none' | 'filed' | 'confirmed'
}

export type SelectionView = {
  readonly list: ListState
  readonly chosen: boolean
  readonly lines: readonly SelectionLine[]
  readonly ledger: readonly {
    readonly vacatedBy: string
    readonly filledBy: string | null
    readonly cause: BackfillCause
    readonly reason: string | null
    readonly at: string
  }[]
  readonly days: readonly { readonly drawId: string; readonly day: string; readonly step: MedicalStep }[]
}

/** Everyone with a total, in the order of their post, with what became of them. Ticket numbers, no names. */
export async function readSelection(
  deps: Deps,
  _: Caller,
  { examId }: z.infer<typeof ReadSelection>,
): Promise<Result<SelectionView, SelectionRefusal>> {
  return deps.within('office', async (tx) => {
    const exam = await announcedExam(tx, examId)
    if (!exam.ok) return exam
    const posts = new Map((await positionsOf(tx, examId)).map((post) => [post.id, post]))
    const totals = await totalsOf(tx, examId)
    const cases = new Map((await casesOf(tx, examId)).map((one) => [one.applicationId, one]))
    const ledger = await backfillsOf(tx, [...posts.keys()])
    const ids = totals.map(({ applicationId }) => applicationId)
    const numbers = await listNumbers(tx, ids)
    const reports = new Map(
      (await reportsOf(tx, ids)).map((report) => [report.applicationId, report.confirmedAt ? ('confirmed' as const) : ('filed' as const)]),
    )
    const answered = new Set(ledger.map(({ vacatedBy }) => vacatedBy))
    const number = (id: ApplicationId) => numbers.get(id) ?? id
    const lines = totals.map((total): SelectionLine => {
      const post = known(posts.get(total.positionId), 'the post of a total')
      return {
        number: number(total.applicationId),
        ...scoresOf(exam.value, post, total),
        ...standingOf(cases.get(total.applicationId), answered),
        report: reports.get(total.applicationId) ?? 'none',
      }
    })
    lines.sort((a, b) => (a.post < b.post ? -1 : a.post > b.post ? 1 : a.orderNo - b.orderNo))
    return accept({
      list: await proposedList(tx, examId),
      chosen: cases.size > 0,
      lines,
      ledger: ledger.map((row) => ledgerLine(row, number)),
      days: await daysOf(tx, examId),
    })
  })
}

function scoresOf({ notice }: Exam, post: Position, total: TotalRow) {
  const shown = (score: string) => formatScore(roundScore(scoreOf(score), notice.decimals))
  const { applicationId, rank, orderNo, tieSettledBy, belowMinimum } = total
  return {
    applicationId,
    post: `${post.code} ${post.title}`,
    written: total.written && shown(total.written),
    interview: shown(total.interview),
    practical: total.practical && shown(total.practical),
    total: shown(total.total),
    rank,
    orderNo,
    tieSettledBy,
    belowMinimum,
  }
}

function standingOf(held: CaseRow | undefined, answered: ReadonlySet<string>) {
  if (!held) return { state: null, enteredBy: null, vacancy: null }
  const cause = causeOf({ state: held.state, leftFrom: held.leftFrom ?? undefined })
  return { state: held.state, enteredBy: held.enteredBy, vacancy: answered.has(held.applicationId) ? null : (cause ?? null) }
}

const ledgerLine = (row: BackfillRow, number: (id: ApplicationId) => string) => ({
  vacatedBy: number(row.vacatedBy),
  filledBy: row.filledBy && number(row.filledBy),
  cause: row.cause,
  reason: row.reason,
  at: row.at.toString(),
})

async function daysOf(tx: Tx, examId: ExamId): Promise<SelectionView['days']> {
  const days = await medicalDaysOf(tx, examId)
  return days.map(({ drawId, day, drawState, resultsBy, resultsConfirmedAt }) => ({
    drawId,
    day: day.toString(),
    step: stepOf({ resultsBy, resultsConfirmedAt }, drawState === 'drawn'),
  }))
}

/** Who may be named a keeper of a day's numbers: those who may open a mapping at all. */
export const keeperRoles: readonly Role[] = ['exam_office', 'section_head', 'discipline_inspector']

/** Practical marks that wait for a second person, and whose are still to be entered. */
export async function readPractical(deps: Deps, _: Caller, examId: ExamId): Promise<PracticalLine[]> {
  return deps.within('office', async (tx) => {
    const rows = await practicalLines(tx, examId)
    const numbers = await listNumbers(
      tx,
      rows.map(({ applicationId }) => applicationId),
    )
    return rows.map((row) => ({ ...row, number: numbers.get(row.applicationId) ?? '–' }))
  })
}
export type PracticalLine = Awaited<ReturnType<typeof practicalLines>>[number] & { readonly number: string }

export const ReadMyTotal = z.strictObject({ examId: ExamId })

export type MyTotal = {
  readonly examId: string
  readonly exam: string
  readonly number: string
  readonly total: string | null
  readonly rank: number | null
  readonly state: AppointeeState | null
  readonly reasons: readonly Text[]
}

/** The candidate's own total once it is public, how it came about, and where they stand. */
export async function readMyTotal(
  deps: Deps,
  caller: Caller,
  { examId }: z.infer<typeof ReadMyTotal>,
): Promise<Result<MyTotal, SelectionRefusal>> {
  return deps.within('candidate', async (tx) => {
    const exam = await announcedExam(tx, examId)
    if (!exam.ok) return exam
    const own = await ownApplication(tx, examId, caller.personId)
    if (!own) return refuse('application_unknown')
    const base = { examId, exam: exam.value.title, number: own.ticket ?? own.number }
    const row = await totalOfApplication(tx, own.applicationId)
    if (!row || !(await newestHead(tx, examId, 'total_scores')))
      return accept({ ...base, total: null, rank: null, state: null, reasons: [] })
    const post = known(await positionById(tx, examId, own.positionId), 'the post of an application')
    const held = await caseOf(tx, own.applicationId)
    const { decimals } = exam.value.notice
    const rounded = (text: string | null) => (text === null ? null : formatScore(roundScore(scoreOf(text), decimals)))
    const total = roundScore(scoreOf(row.total), decimals)
    const reasons = explainTotal({
      marks: marksOf({ written: rounded(row.written), interview: rounded(row.interview), practical: rounded(row.practical) }),
      weights: weightsOf(post),
      total,
      decimals,
      rank: row.rank,
      counted: (await totalsOfPosition(tx, own.positionId)).length,
      headcount: known(post.headcount, 'a headcount'),
      tieSettledBy: row.tieSettledBy ?? undefined,
      belowMinimum: row.belowMinimum,
      chosen: (await isChosen(tx, own.positionId)) ? true : undefined,
      appointee: held,
    })
    return accept({ ...base, total: formatScore(total), rank: row.rank, state: held?.state ?? null, reasons })
  })
}
