import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { known } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { proofFileText } from './checkpoint.ts'
import { sha256 } from './log-key.ts'
import { consistencySpans, emptyTree, grow, inclusionSpans, rootOf, type Span, type Subtree, subtreesOf } from './merkle.ts'
import { checkpointOf, leafHashesIn, lowestKeptLevel, newestCheckpoint, type Published, placeOfLeaf, subtreeRoots } from './records.ts'
import type { LogRefusal } from './refusals.ts'

type LogDeps = Pick<Deps, 'within'>

export type InclusionProof = { readonly index: number; readonly size: number; readonly path: readonly Uint8Array[] }
export type ConsistencyProof = { readonly from: number; readonly to: number; readonly path: readonly Uint8Array[] }

/** That the entry is in the log of `size` leaves; the newest published size unless another is asked for. */
export function proveInclusion(deps: LogDeps, index: number, size?: number): Promise<Result<InclusionProof, LogRefusal>> {
  return deps.within('public', async (tx) => {
    const newest = await newestCheckpoint(tx)
    if (!newest) return refuse('log_empty')
    const of = size ?? newest.size
    if (of > newest.size) return refuse('size_unpublished')
    if (index >= of) return refuse('entry_unknown')
    return accept({ index, size: of, path: await rootsOfSpans(tx, inclusionSpans(index, of)) })
  })
}

/** That the log of `to` leaves begins with the log of `from` leaves: nothing was changed, removed or put in between. */
export function proveConsistency(deps: LogDeps, from: number, to?: number): Promise<Result<ConsistencyProof, LogRefusal>> {
  return deps.within('public', async (tx) => {
    const newest = await newestCheckpoint(tx)
    if (!newest) return refuse('log_empty')
    const until = to ?? newest.size
    if (from === 0 || from > until) return refuse('sizes_out_of_order')
    if (until > newest.size) return refuse('size_unpublished')
    return accept({ from, to: until, path: await rootsOfSpans(tx, consistencySpans(from, until)) })
  })
}

/** Where a leaf stands in the published log. */
export function publishedPlace(deps: LogDeps, leafId: string): Promise<Result<number, LogRefusal>> {
  return deps.within('public', async (tx) => {
    const place = await placeOfLeaf(tx, leafId)
    if (!place) return refuse('leaf_unknown')
    const newest = await newestCheckpoint(tx)
    return place.index === undefined || place.index >= (newest?.size ?? 0) ? refuse('leaf_unpublished') : accept(place.index)
  })
}

/** The proof as a C2SP tlog-proof file, under the newest checkpoint: with the log's key it is checked without asking anybody. */
export function proofFile(deps: LogDeps, index: number): Promise<Result<string, LogRefusal>> {
  return deps.within('public', async (tx) => {
    const newest = await newestCheckpoint(tx)
    if (!newest) return refuse('log_empty')
    if (index >= newest.size) return refuse('entry_unknown')
    return accept(proofFileText(index, await rootsOfSpans(tx, inclusionSpans(index, newest.size)), newest.note))
  })
}

/** The newest checkpoint, or the one of a size. */
export function publishedCheckpoint(deps: LogDeps, size?: number): Promise<Result<Published, LogRefusal>> {
  return deps.within('public', async (tx) => {
    const found = size === undefined ? await newestCheckpoint(tx) : await checkpointOf(tx, size)
    if (found) return accept(found)
    return refuse(size === undefined ? 'log_empty' : 'size_unpublished')
  })
}

/**
 * The hashes of a proof. Costs two queries whatever the size: one for the kept roots of complete subtrees (a few for each bit of the
 * size), one for the leaves around the two ends, at most 510 of them.
 */
export async function rootsOfSpans(tx: Tx, spans: readonly Span[]): Promise<Uint8Array[]> {
  const subtrees = spans.flatMap(subtreesOf)
  const [kept, leaves] = await Promise.all([
    subtreeRoots(
      tx,
      subtrees.filter(({ level }) => level >= lowestKeptLevel),
    ),
    leafHashesIn(tx, subtrees.filter(({ level }) => level < lowestKeptLevel).map(leavesOf)),
  ])
  const byName = new Map(kept.map((subtree) => [nameOf(subtree), subtree.root]))
  const computed = (span: Span) => {
    const hashes = Array.from({ length: span.to - span.from }, (_, at) =>
      known(leaves.get(span.from + at), `leaf ${span.from + at} is in the log`),
    )
    return rootOf(sha256, grow(sha256, emptyTree, hashes).frontier)
  }
  const rootOfSubtree = (subtree: Subtree) =>
    subtree.level < lowestKeptLevel ? computed(leavesOf(subtree)) : known(byName.get(nameOf(subtree)), `subtree ${nameOf(subtree)} is kept`)
  return spans.map((span) => rootOf(sha256, subtreesOf(span).map(rootOfSubtree)))
}

const nameOf = ({ level, index }: Subtree) => `${level}/${index}`
const leavesOf = ({ level, index }: Subtree): Span => ({ from: index * 2 ** level, to: (index + 1) * 2 ** level })
