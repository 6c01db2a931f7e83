import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { invariant } from '../foundation/invariant.ts'
import { logKey, logOrigin, sha256, signCheckpoint } from './log-key.ts'
import { frontierLength, grow, rootOf, sameBytes } from './merkle.ts'
import {
  type Head,
  head,
  keepCheckpoint,
  keepSubtrees,
  leavesArePending,
  lockHead,
  lowestKeptLevel,
  moveHead,
  newestCheckpoint,
  type Published,
  placePendingLeaves,
  type SubtreeRoot,
} from './records.ts'

type LogDeps = Pick<Deps, 'authority' | 'within' | 'clock' | 'keyring'>

/** One transaction places no more than this, so that a flood of leaves never outlasts the statement's time. */
const mostAtOnce = 20_000

/**
 * Gives every leaf that has no index one. It asks for all of them and never for "newer than the last": a transaction that began earlier
 * may commit later. The head's row lock makes it run one at a time, in any number of processes; the rest dies with the transaction.
 */
export async function sequence(deps: LogDeps): Promise<void> {
  const at = deps.clock()
  const placed = await deps.within('log', async (tx) => {
    if (!(await leavesArePending(tx))) return 0
    const before = await soundHead(tx)
    const leaves = await placePendingLeaves(tx, before.size, mostAtOnce, at)
    if (leaves.length === 0) return 0
    const completed: SubtreeRoot[] = []
    const tree = grow(sha256, before, leaves, (subtree, root) => {
      if (subtree.level >= lowestKeptLevel) completed.push({ ...subtree, root })
    })
    await keepSubtrees(tx, completed)
    await moveHead(tx, before.size, { ...tree, root: rootOf(sha256, tree.frontier) })
    return leaves.length
  })
  if (placed === mostAtOnce) await sequence(deps)
}

/** Signs the head, if it has moved since the newest checkpoint or there is none yet, and answers the newest checkpoint. */
export async function publish(deps: LogDeps): Promise<Published> {
  const publishedAt = deps.clock()
  const { authority, keyring } = deps
  return deps.within('log', async (tx) => {
    const signed = await newestCheckpoint(tx)
    if (signed && signed.size === (await head(tx)).size) return signed
    const current = await soundHead(tx)
    // Asked again under the lock: another process may have published while we waited.
    const newest = await newestCheckpoint(tx)
    if (newest)
      invariant(newest.size <= current.size, `the log was shortened: ${newest.size} leaves are published and ${current.size} are here`)
    if (newest?.size === current.size) return newest
    const { size, root } = current
    const note = signCheckpoint({ origin: logOrigin(authority), size, root }, logKey(authority, keyring), keyring)
    const checkpoint = { size, root, note, publishedAt }
    await keepCheckpoint(tx, checkpoint)
    return checkpoint
  })
}

/**
 * For whoever may not go on before the world can know: everything committed so far is sequenced and published when this answers. Call it
 * outside of any transaction, after the one that recorded.
 */
export async function awaitPublication(deps: LogDeps): Promise<Published> {
  await sequence(deps)
  return publish(deps)
}

/** The locked head. Nothing is built upon, and nothing is signed, that does not agree with itself. */
async function soundHead(tx: Tx): Promise<Head> {
  const locked = await lockHead(tx)
  invariant(locked.frontier.length === frontierLength(locked.size), `the head of the log has ${locked.size} leaves and another frontier`)
  invariant(sameBytes(rootOf(sha256, locked.frontier), locked.root), `the head of the log does not have the root of its frontier`)
  return locked
}
