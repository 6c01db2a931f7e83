import { fromBase64, toBase64 } from './base64.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { append, emptyTree, type Hash, leafHash, rootOf, sameBytes, type Tree } from './merkle.ts'
import { openNote, parseVerifierKey, signatureBy } from './note.ts'

/**
 * What a stranger does with the public interface alone: reads a checkpoint and every entry, and derives the root again. Runs in the
 * browser and in Node. Believes nothing of the server but the key, which is to be compared with the one made known elsewhere.
 */
const publishedFaults = [
  'key_unreadable',
  'checkpoint_unreadable',
  'signature_wrong',
  'entry_missing',
  'entry_changed',
  'root_differs',
  'log_shortened',
  'kept_root_differs',
] as const
export type PublishedFault = (typeof publishedFaults)[number]

export type Source = {
  readonly verifierKey: string
  readonly note: string
  readonly readEntries: (from: number) => Promise<readonly { readonly index: number; readonly event: string; readonly leafHash: string }[]>
}

export type Means = {
  readonly hash: Hash
  /** Undefined where this machine cannot check Ed25519. */
  readonly verifySignature: (
    publicKey: Uint8Array<ArrayBuffer>,
    message: Uint8Array<ArrayBuffer>,
    signature: Uint8Array<ArrayBuffer>,
  ) => Promise<boolean | undefined>
  readonly progress: (done: number, of: number) => void
}

/** Size and root that were verified on an earlier visit. */
export type Kept = { readonly size: number; readonly root: string }

export type Verified =
  | {
      readonly ok: true
      readonly checkpoint: Checkpoint
      readonly root: string
      readonly signature: 'good' | 'unchecked'
      readonly extends: Kept | undefined
    }
  | { readonly ok: false; readonly fault: PublishedFault; readonly where: string }

const fail = (fault: PublishedFault, where: string): Verified => ({ ok: false, fault, where })

export async function verifyPublished(source: Source, means: Means, kept?: Kept): Promise<Verified> {
  const key = parseVerifierKey(means.hash, source.verifierKey)
  if (!key) return fail('key_unreadable', source.verifierKey)
  const note = openNote(source.note)
  const checkpoint = note && parseCheckpoint(note.text)
  if (!note || !checkpoint || checkpoint.origin !== key.name) return fail('checkpoint_unreadable', source.note)
  const signed = signatureBy(note, key)
  const genuine = signed && (await means.verifySignature(key.publicKey, signed.message, signed.signature))
  if (!signed || genuine === false) return fail('signature_wrong', key.name)
  if (kept && kept.size > checkpoint.size) return fail('log_shortened', `${kept.size} > ${checkpoint.size}`)

  const derived = await derive(source, means, checkpoint.size, kept)
  if ('fault' in derived) return fail(derived.fault, derived.where)
  if (!sameBytes(rootOf(means.hash, derived.frontier), checkpoint.root)) return fail('root_differs', String(checkpoint.size))
  return { ok: true, checkpoint, root: toBase64(checkpoint.root), signature: genuine ? 'good' : 'unchecked', extends: kept }
}

async function derive(
  source: Source,
  { hash, progress }: Means,
  size: number,
  kept: Kept | undefined,
): Promise<Tree | { fault: PublishedFault; where: string }> {
  let tree = emptyTree
  while (tree.size < size) {
    const entries = await source.readEntries(tree.size)
    if (entries.length === 0) return { fault: 'entry_missing', where: String(tree.size) }
    for (const { index, event, leafHash: claimed } of entries) {
      if (tree.size === size) break
      if (index !== tree.size) return { fault: 'entry_missing', where: String(tree.size) }
      const leaf = leafHash(hash, new TextEncoder().encode(event))
      if (!sameBytes(leaf, fromBase64(claimed) ?? new Uint8Array())) return { fault: 'entry_changed', where: String(index) }
      tree = append(hash, tree, leaf)
      if (tree.size === kept?.size && toBase64(rootOf(hash, tree.frontier)) !== kept.root)
        return { fault: 'kept_root_differs', where: String(kept.size) }
    }
    progress(tree.size, size)
  }
  return tree
}
