import type { Tx } from '../../db/connect.ts'
import type { Deps } from '../deps.ts'
import { toHex } from './base64.ts'
import { type Leaf, readLeaf } from './leaf.ts'
import { logKeys, logOrigin, sha256 } from './log-key.ts'
import { append, emptyTree, leafHash, rootOf, sameBytes, type Tree } from './merkle.ts'
import type { NoteKey } from './note.ts'
import {
  checkpointsBetween,
  entriesToVerify,
  type Head,
  head,
  leavesByPlace,
  lowestKeptLevel,
  newestCheckpoint,
  type Published,
  type SubtreeRoot,
  subtreeRoots,
  type VerifiedRow,
} from './records.ts'
import { signedCheckpoint } from './verify-proof.ts'

const logFaults = [
  'leaf_changed',
  'leaf_not_canonical',
  'leaf_columns_differ',
  'leaf_missing',
  'leaf_lost',
  'leaf_placed_twice',
  'index_missing',
  'entry_beyond_head',
  'head_differs',
  'subtree_differs',
  'checkpoint_not_signed',
  'checkpoint_differs',
  'checkpoint_root_differs',
  'log_shortened',
  'kept_checkpoint_not_signed',
  'kept_checkpoint_differs',
] as const
export type LogFaultCode = (typeof logFaults)[number]

/** What is broken, and where: indexes, leaf ids and sizes. */
export type LogFault = { readonly code: LogFaultCode; readonly where: string }

export type LogReport = {
  readonly size: number
  readonly root: string
  readonly leaves: number
  readonly pending: number
  readonly checkpoints: number
  /** Empty where the log holds. Of many faults only the first hundred are named. */
  readonly faults: readonly LogFault[]
}

type VerifyDeps = Pick<Deps, 'authority' | 'within' | 'keyring'>
type Blame = (code: LogFaultCode, where: string) => void
/** What somebody says the root of a size is: a checkpoint here, or one kept elsewhere. */
type Claim = { readonly size: number; readonly root: Uint8Array; readonly fault: LogFaultCode }
type Walk = { readonly tx: Tx; readonly keys: readonly NoteKey[]; readonly kept: readonly Claim[]; readonly blame: Blame }

const chunk = 2000
const mostFaults = 100

/**
 * Re-derives the whole log from its rows: each leaf's hash from its text, its columns from the text, the root of every published size
 * from the leaves. `kept` are checkpoints somebody kept elsewhere: whoever owns both database and key can rewrite everything here, and
 * nothing there. `former`: keys that signed once and are in the keyring no more. Sequencing may go on meanwhile. Costs one pass over the leaves.
 */
export function verifyLog(
  { authority, within, keyring }: VerifyDeps,
  kept: readonly string[] = [],
  former: readonly NoteKey[] = [],
): Promise<LogReport> {
  const faults: LogFault[] = []
  const blame: Blame = (code, where) => {
    if (faults.length < mostFaults) faults.push({ code, where })
  }
  const keys = [...logKeys(authority, keyring), ...former.filter(({ name }) => name === logOrigin(authority))]
  return within('log', async (tx) => {
    // The checkpoint before the head: the head never falls behind what is published.
    const newest = await newestCheckpoint(tx)
    const current = await head(tx)
    const walk = { tx, keys, kept: readKept(kept, keys, blame), blame }
    for (const { size } of newest ? [...walk.kept, newest] : walk.kept)
      if (size > current.size) blame('log_shortened', `${size} leaves were published, the head has ${current.size}`)
    const { tree, checkpoints } = await walkLog(walk, current.size)
    if (tree && !sameTree(tree, current)) blame('head_differs', `the head has ${current.size} leaves, and a root or frontier of others`)
    const { leaves, pending, lost, twice, beyond } = await leavesByPlace(tx)
    for (const id of lost) blame('leaf_lost', `leaf ${id}`)
    for (const id of twice) blame('leaf_placed_twice', `leaf ${id}`)
    if (beyond > 0) blame('entry_beyond_head', `${beyond} entries`)
    return { size: current.size, root: toHex(current.root), leaves, pending, checkpoints, faults }
  })
}

/** Grows the tree over all entries and compares it with what was said of it; without a tree where a leaf is missing. */
async function walkLog(walk: Walk, size: number): Promise<{ tree: Tree | undefined; checkpoints: number }> {
  const empty = await checkpointsBetween(walk.tx, -1, 0)
  let checkpoints = empty.length
  let state: State = compare(walk, { tree: emptyTree, holdsAt: 0 }, [...readCheckpoints(walk, empty), ...walk.kept])
  for (let from = 0; from < size; from += chunk) {
    const to = Math.min(size, from + chunk)
    const published = await checkpointsBetween(walk.tx, from, to)
    checkpoints += published.length
    const claims = Map.groupBy([...readCheckpoints(walk, published), ...walk.kept], (claim) => claim.size)
    const rows = new Map((await entriesToVerify(walk.tx, { from, to })).map((row) => [row.index, row]))
    const subtrees: SubtreeRoot[] = []
    for (let index = from; index < to; index += 1) {
      const leaf = verifyLeaf(rows.get(index), index, walk.blame)
      const tree = leaf && state.tree && append(sha256, state.tree, leaf, (subtree, root) => subtrees.push({ ...subtree, root }))
      state = compare(walk, { ...state, tree }, claims.get(index + 1) ?? [])
    }
    await compareSubtrees(walk, subtrees)
  }
  return { tree: state.tree, checkpoints }
}

type State = { readonly tree: Tree | undefined; readonly holdsAt: number }

/** Names the first size that is wrong together with the last that holds: the change lies between them. */
function compare({ blame }: Walk, { tree, holdsAt }: State, claims: readonly Claim[]): State {
  const here = claims.filter(({ size }) => size === tree?.size)
  if (!tree || here.length === 0) return { tree, holdsAt }
  const root = rootOf(sha256, tree.frontier)
  const wrong = here.filter((claim) => !sameBytes(claim.root, root))
  for (const { fault } of wrong) blame(fault, `size ${tree.size}; the last that holds has ${holdsAt}`)
  return { tree, holdsAt: wrong.length === 0 ? tree.size : holdsAt }
}

/**
 * The hash the leaf was entered with. Where its text was changed alone, the tree still holds and the text is blamed; where the hash was
 * changed with it, the roots from here on are.
 */
function verifyLeaf(row: VerifiedRow | undefined, index: number, blame: Blame): Uint8Array | undefined {
  if (!row) {
    blame('index_missing', `entry ${index}`)
    return undefined
  }
  const where = `entry ${index}, leaf ${row.leafId}`
  if (row.event === null || !row.leafHash) {
    blame('leaf_missing', where)
    return undefined
  }
  if (!sameBytes(leafHash(sha256, new TextEncoder().encode(row.event)), row.leafHash)) blame('leaf_changed', where)
  const leaf = readLeaf(row.event)
  if (!leaf) blame('leaf_not_canonical', where)
  else {
    const differing = columnsThatDiffer(row, leaf)
    if (differing.length > 0) blame('leaf_columns_differ', `${where}: ${differing.join(', ')}`)
  }
  return row.leafHash
}

function columnsThatDiffer(row: VerifiedRow, leaf: Leaf): string[] {
  // The column keeps microseconds, the text what the clock gave.
  const apart = row.recordedAt ? row.recordedAt.epochNanoseconds - Temporal.Instant.from(leaf.at).epochNanoseconds : undefined
  const agrees = {
    id: row.leafId === leaf.id,
    event_name: row.eventName === leaf.event,
    actor: row.actor === leaf.actor,
    exam_id: row.examId === leaf.exam,
    subject: row.subject === leaf.subject,
    recorded_at: apart !== undefined && apart > -1000n && apart < 1000n,
  }
  return Object.entries(agrees).flatMap(([column, same]) => (same ? [] : [column]))
}

async function compareSubtrees({ tx, blame }: Walk, completed: readonly SubtreeRoot[]): Promise<void> {
  const derived = completed.filter(({ level }) => level >= lowestKeptLevel)
  const kept = new Map((await subtreeRoots(tx, derived)).map(({ level, index, root }) => [`${level}/${index}`, root]))
  for (const { level, index, root } of derived) {
    const found = kept.get(`${level}/${index}`)
    if (!found || !sameBytes(found, root)) blame('subtree_differs', `subtree ${level}/${index}`)
  }
}

function readCheckpoints({ keys, blame }: Walk, published: readonly Published[]): Claim[] {
  return published.flatMap(({ size, root, note }) => {
    const signed = signedCheckpoint(note, keys)
    if (!signed) blame('checkpoint_not_signed', `size ${size}`)
    else if (signed.size !== size || !sameBytes(signed.root, root))
      blame('checkpoint_differs', `row of size ${size}, note of size ${signed.size}`)
    return { size, root, fault: 'checkpoint_root_differs' }
  })
}

function readKept(notes: readonly string[], keys: readonly NoteKey[], blame: Blame): Claim[] {
  return notes.flatMap((note) => {
    const signed = signedCheckpoint(note, keys)
    if (!signed) blame('kept_checkpoint_not_signed', note.split('\n', 2).join(', '))
    return signed ? { size: signed.size, root: signed.root, fault: 'kept_checkpoint_differs' } : []
  })
}

const sameTree = (tree: Tree, { size, frontier, root }: Head) =>
  tree.size === size &&
  sameBytes(rootOf(sha256, tree.frontier), root) &&
  tree.frontier.length === frontier.length &&
  tree.frontier.every((node, at) => sameBytes(node, frontier[at] ?? new Uint8Array()))
