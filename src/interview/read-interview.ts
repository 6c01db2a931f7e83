import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import type { ApplicationId, ExamId, PanelId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { membersOf, ordersOf, ownOrder, panelsOf, positionsByPanel, resultOf, resultsOf } from './records.ts'
import type { InterviewRefusal } from './refusals.ts'

export type PanelRow = {
  readonly id: string
  readonly number: number
  readonly speciality: string | null
  readonly interviewRoom: string
  readonly waitingRoom: string
  readonly floor: number
  readonly size: number
  readonly drawn: boolean
  readonly positions: readonly string[]
  readonly interviewees: number
  readonly announced: number
  readonly signed: boolean
  readonly clerk: string
  readonly inspector: string
}

export async function panelBoard(
  deps: Deps,
  _caller: Caller,
  { examId }: { examId: ExamId },
): Promise<Result<{ panels: readonly PanelRow[] }, InterviewRefusal>> {
  return deps.within('office', async (tx) => {
    const positions = await positionsByPanel(tx, examId)
    const rows: PanelRow[] = []
    for (const panel of await panelsOf(tx, examId)) {
      const orders = await ordersOf(tx, panel.id)
      const announced = await resultsOf(
        tx,
        orders.map(({ applicationId }) => applicationId),
      )
      const { id, number, speciality, interviewRoom, waitingRoom, floor, size, clerk, inspector } = panel
      rows.push({
        id,
        number,
        speciality,
        interviewRoom,
        waitingRoom,
        floor,
        size,
        clerk,
        inspector,
        drawn: panel.drawId !== null,
        positions: positions.get(id) ?? [],
        interviewees: orders.length,
        announced: announced.length,
        signed: panel.sheet !== null,
      })
    }
    return accept({ panels: rows })
  })
}

export type PanelView = {
  readonly number: number
  readonly members: readonly { readonly accountId: string; readonly place: number }[]
  readonly clerk: string
  readonly signed: boolean
  readonly orders: readonly {
    readonly applicationId: string
    readonly lot: number | null
    readonly arrived: boolean
    readonly absent: boolean
    readonly score: string | null
    readonly confirmation: string | null
  }[]
}

/** One room: numbers, arrival and announced scores. Who a number is, only the clerk at the waiting room and the office need. */
export async function readPanel(
  deps: Deps,
  _caller: Caller,
  { examId, panelId }: { examId: ExamId; panelId: PanelId },
): Promise<Result<PanelView, InterviewRefusal>> {
  return deps.within('office', async (tx) => {
    const panel = (await panelsOf(tx, examId)).find(({ id }) => id === panelId)
    if (!panel) return refuse('panel_unknown')
    const orders = await ordersOf(tx, panelId)
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
      signed: panel.sheet !== null,
      members: await membersOf(tx, panelId),
      orders: orders.map(({ applicationId, lot, arrivedAt, absentAt }) => ({
        applicationId,
        lot,
        arrived: arrivedAt !== null,
        absent: absentAt !== null,
        score: results.get(applicationId)?.score ?? null,
        confirmation: results.get(applicationId)?.confirmation ?? null,
      })),
    })
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
