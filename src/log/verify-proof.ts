import { type Checkpoint, parseCheckpoint, parseProofFile } from './checkpoint.ts'
import { sha256, signedText } from './log-key.ts'
import { leafHash, verifyConsistency, verifyInclusion } from './merkle.ts'
import type { NoteKey } from './note.ts'

export type ProofFault =
  | 'proof_unreadable'
  | 'checkpoint_not_signed'
  | 'entry_not_in_log'
  | 'kept_checkpoint_not_signed'
  | 'proof_older_than_kept'
  | 'history_differs'

export type Proved =
  | { readonly ok: true; readonly index: number; readonly size: number }
  | { readonly ok: false; readonly fault: ProofFault }

type Given = {
  /** The entry's text, to the byte. */
  readonly entry: string
  /** A C2SP tlog-proof, as /log/entries/N/proof hands it out. */
  readonly proof: string
  /** The log's key, and former ones. */
  readonly keys: readonly NoteKey[]
  /** A checkpoint somebody kept, and the hashes that lead from it to the proof's (/api/log/consistency). */
  readonly since?: { readonly note: string; readonly path: readonly Uint8Array[] } | undefined
}

const fail = (fault: ProofFault): Proved => ({ ok: false, fault })

/** What somebody who holds an entry checks without asking anybody: it is in the log, and that log goes on from the one they knew. */
export function verifyProof({ entry, proof, keys, since }: Given): Proved {
  const file = parseProofFile(proof)
  if (!file) return fail('proof_unreadable')
  const checkpoint = signedCheckpoint(file.note, keys)
  if (!checkpoint) return fail('checkpoint_not_signed')
  const { size, root } = checkpoint
  const leaf = leafHash(sha256, new TextEncoder().encode(entry))
  if (!verifyInclusion(sha256, leaf, file.index, size, file.path, root)) return fail('entry_not_in_log')
  if (since) {
    const kept = signedCheckpoint(since.note, keys)
    if (!kept) return fail('kept_checkpoint_not_signed')
    // An older proof says nothing against the log: ask for one to a checkpoint at least as new.
    if (kept.size > size) return fail('proof_older_than_kept')
    // The empty log is the beginning of every other.
    if (kept.size > 0 && !verifyConsistency(sha256, kept.size, kept.root, size, root, since.path)) return fail('history_differs')
  }
  return { ok: true, index: file.index, size }
}

/** A checkpoint signed by one of the keys, for the log the key is named after. */
export function signedCheckpoint(note: string, keys: readonly NoteKey[]): Checkpoint | undefined {
  const checkpoint = parseCheckpoint(signedText(note, keys) ?? '')
  return checkpoint && keys.some(({ name }) => name === checkpoint.origin) ? checkpoint : undefined
}
