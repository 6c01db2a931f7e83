import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { type ApplicationId, ExamId, type PanelId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { nameOf } from '../identity/person.ts'
import { openStatements } from '../identity/statement-records.ts'
import { listNumbers } from '../shortlisting/records.ts'
import { marksGiven, marksOf, orderDraws, panelDraw, personsBefore, progressOf } from './board-records.ts'
import { lotsDrawn, membersOf, ordersOf, ownOrder, panelById, panelsOf, positionsByPanel, resultOf, resultsOf } from './records.ts'
import type { InterviewRefusal } from './refusals.ts'
import { panelSheetStatement } from './sign-panel-sheet.ts'

export type PanelRow = {
  readonly id: string
  readonly number: number
  readonly speciality: string | null
  readonly interviewRoom: string
  readonly waitingRoom: string
  readonly floor: number
  readonly size: number
  readonly drawn: boolean
  readonly orderDraw: { readonly drawId: string; readonly drawn: boolean } | null
  readonly positions: readonly string[]
  readonly interviewees: number
  readonly announced: number
  readonly signed: boolean
  readonly clerk: string
  readonly inspector: string
}

export type PanelBoard = {
  readonly panels: readonly PanelRow[]
  readonly draw: { readonly drawId: string; readonly drawn: boolean } | null
}

export async function panelBoard(
  deps: Deps,
  _caller: Caller,
  { examId }: { examId: ExamId },
): Promise<Result<PanelBoard, InterviewRefusal>> {
  return deps.within('office', async (tx) => {
    const positions = await positionsByPanel(tx, examId)
    const progress = new Map((await progressOf(tx, examId)).map((one) => [one.panelId, one]))
    const orders = await orderDraws(tx, examId)
    const panels = (await panelsOf(tx, examId)).map(
      ({ id, number, speciality, interviewRoom, waitingRoom, floor, size, clerk, inspector, drawId, sheet }) => ({
        id,
        number,
        speciality,
        interviewRoom,
        waitingRoom,
        floor,
        size,
        clerk,
        inspector,
        drawn: drawId !== null,
        orderDraw: orders.get(id) ?? null,
        positions: positions.get(id) ?? [],
        interviewees: progress.get(id)?.interviewees ?? 0,
        announced: progress.get(id)?.announced ?? 0,
        signed: sheet !== null,
      }),
    )
    return accept({ panels, draw: (await panelDraw(tx, examId)) ?? null })
  })
}

export type PanelView = {
  readonly number: number
  readonly members: readonly { readonly accountId: string; readonly place: number; readonly replaces: string | null }[]
  readonly clerk: string
  readonly inspector: string
  readonly signed: boolean
  readonly orderDraw: { readonly drawId: string; readonly drawn: boolean } | null
  readonly openSheets: readonly { readonly statementId: string; readonly missing: number }[]
  /** The caller's own marks, by order number. */
  readonly ownMarks: readonly { readonly lot: number | null; readonly score: string }[]
  readonly orders: readonly {
    readonly applicationId: string
    readonly lot: number | null
    readonly arrived: boolean
    readonly absent: boolean
    /** How many of the panel have marked; not what. */
    readonly marks: number
    readonly score: string | null
    readonly confirmation: string | null
  }[]
}

const openSheets = async (tx: Tx, examId: ExamId, panelId: PanelId) =>
  (await openStatements(tx, { examId, type: panelSheetStatement, about: { panel: panelId } })).map(({ id, missing }) => ({
    statementId: id,
    missing,
  }))

/** One room: numbers, arrival and announced scores. Who a number is, only the clerk at the waiting room and the office need. */
export async function readPanel(
  deps: Deps,
  caller: Caller,
  { examId, panelId }: { examId: ExamId; panelId: PanelId },
): Promise<Result<PanelView, InterviewRefusal>> {
  return deps.within('office', async (tx) => {
    const panel = await panelById(tx, examId, panelId)
    if (!panel) return refuse('panel_unknown')
    const orders = await ordersOf(tx, panelId)
    const given = await marksGiven(tx, panelId)
    const results = new Map(
      (
        await resultsOf(
          tx,
          orders.map(({ applicationId }) => applicationId),
        )
      ).map((one) => [one.applicationId, one]),
    )
    return accept({
      number: panel.number,
      clerk: panel.clerk,
      inspector: panel.inspector,
      orderDraw: (await orderDraws(tx, examId)).get(panelId) ?? null,
      openSheets: panel.sheet === null ? await openSheets(tx, examId, panelId) : [],
      ownMarks: await marksOf(tx, panelId, caller.accountId),
      signed: panel.sheet !== null,
      members: await membersOf(tx, panelId),
      orders: orders.map(({ applicationId, lot, arrivedAt, absentAt }) => ({
        applicationId,
        lot,
        arrived: arrivedAt !== null,
        absent: absentAt !== null,
        marks: given.get(applicationId) ?? 0,
        score: results.get(applicationId)?.score ?? null,
        confirmation: results.get(applicationId)?.confirmation ?? null,
      })),
    })
  })
}

export type Waiting = { readonly number: string; readonly name: string }

/** Names and numbers for the panel's own clerk, while cards are checked in the waiting room: from the lots on, the number stands for the name. */
export async function waitingRoom(
  deps: Deps,
  caller: Caller,
  { examId, panelId }: { examId: ExamId; panelId: PanelId },
): Promise<ReadonlyMap<string, Waiting>> {
  return deps.within('office', async (tx) => {
    const panel = await panelById(tx, examId, panelId)
    if (panel?.clerk !== caller.accountId || (await lotsDrawn(tx, panelId))) return new Map()
    const people = await personsBefore(tx, panelId)
    const numbers = await listNumbers(
      tx,
      people.map(({ applicationId }) => applicationId),
    )
    return new Map(
      people.map((one) => [one.applicationId, { number: numbers.get(one.applicationId) ?? '–', name: nameOf(deps, one) }] as const),
    )
  })
}

export type OwnInterview = {
  readonly panel: number
  readonly waitingRoom: string
  readonly lot: number | null
  readonly score: string | null
  readonly confirmation: string | null
  readonly working: string | null
}

export async function ownInterview(
  deps: Deps,
  caller: Caller,
  { applicationId }: { applicationId: ApplicationId },
): Promise<Result<OwnInterview, InterviewRefusal>> {
  return deps.within('candidate', async (tx) => {
    const order = await ownOrder(tx, caller.personId, applicationId)
    if (!order) return refuse('application_unknown')
    const result = await resultOf(tx, applicationId)
    return accept({
      panel: order.number,
      waitingRoom: order.waitingRoom,
      lot: order.lot,
      score: result?.score ?? null,
      confirmation: result?.confirmation ?? null,
      working: result?.working ?? null,
    })
  })
}

/** The panel whose order a draw decides; undefined for any other draw. */
export async function panelOfOrderDraw(deps: Deps, examId: string, drawId: string): Promise<string | undefined> {
  const asked = ExamId.safeParse(examId)
  if (!asked.success) return undefined
  const orders = await deps.within('office', (tx) => orderDraws(tx, asked.data))
  return [...orders].find(([, draw]) => draw.drawId === drawId)?.[0]
}
