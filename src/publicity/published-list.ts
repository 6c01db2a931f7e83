import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import type { ExamId, PublicationId } from '../foundation/ids.ts'
import { keptForGood } from '../foundation/keep.ts'
import { newestHead, type Publication, publicationById, readSnapshot, type Snapshot } from './records.ts'
import type { PublicationKind } from './rules/lists.ts'

type Row = Snapshot['rows'][number]
export type PublishedList = Publication & Pick<Snapshot, 'columns' | 'rows'> & { readonly byTicket: ReadonlyMap<string, Row> }

const lists = keptForGood<PublishedList | undefined>('published list')

/** A published list, read and parsed once: it never changes, and in the hour of the results everybody looks at it. */
export const publishedList = (
  deps: Pick<Deps, 'keep' | 'clock'>,
  tx: Tx,
  { examId, publicationId }: { readonly examId: ExamId; readonly publicationId: PublicationId },
): Promise<PublishedList | undefined> =>
  deps.keep(lists, `${examId} ${publicationId}`, deps.clock(), async () => {
    const list = await publicationById(tx, examId, publicationId)
    if (!list) return undefined
    const { columns, rows } = readSnapshot(list.snapshot)
    return {
      ...list,
      columns,
      rows,
      byTicket: new Map(rows.flatMap((row) => (row.ticket === undefined ? [] : [[row.ticket, row] as const]))),
    }
  })

/** One's own line of the newest list of its kind, as everybody sees it. */
export async function publishedLine(
  deps: Pick<Deps, 'keep' | 'clock'>,
  tx: Tx,
  { examId, kind, ticket }: { readonly examId: ExamId; readonly kind: PublicationKind; readonly ticket: string },
): Promise<Row | undefined> {
  const newest = await newestHead(tx, examId, kind)
  const list = newest && (await publishedList(deps, tx, { examId, publicationId: newest.id }))
  return list?.byTicket.get(ticket)
}
