import { z } from 'zod'
import { accept, refuse } from '../foundation/result.ts'
import { type Endpoint, publicEndpoint } from '../http/endpoint.ts'
import { toBase64 } from './base64.ts'
import { logKeys, logOrigin, logVerifierKey } from './log-key.ts'
import { verifierKey } from './note.ts'
import { proveConsistency, proveInclusion, publishedCheckpoint, publishedPlace } from './proofs.ts'
import { publishedEntries, publishedEntry } from './published-entries.ts'
import type { Entry } from './records.ts'
import { logRefusals } from './refusals.ts'

const Count = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,14})$/)
  .transform(Number)
/** Entries in one answer. A whole log is read in as many requests as it takes. */
const mostEntries = 500

const CheckpointQuery = z.strictObject({ size: Count.optional() })
const EntryQuery = z.strictObject({ index: Count })
const EntriesQuery = z.strictObject({ from: Count, limit: Count.pipe(z.number().min(1).max(mostEntries)).default(mostEntries) })
const ProofQuery = z.strictObject({ index: Count, size: Count.optional() })
const LeafQuery = z.strictObject({ leafId: z.uuid() })
const ConsistencyQuery = z.strictObject({ from: Count, to: Count.optional() })

const shownEntry = ({ index, leafId, event, leafHash }: Entry) => ({ index, leafId, event, leafHash: toBase64(leafHash) })

export const logEndpoints: readonly Endpoint[] = [
  publicEndpoint(
    'get',
    '/log/checkpoint',
    'The newest checkpoint of the log, or the one of a size',
    CheckpointQuery,
    async (deps, { size }) => {
      const found = await publishedCheckpoint(deps, size)
      if (!found.ok) return found
      const { root, note, publishedAt } = found.value
      return accept({
        origin: logOrigin(deps.authority),
        size: found.value.size,
        root: toBase64(root),
        note,
        publishedAt: publishedAt.toString(),
        verifierKey: logVerifierKey(deps.authority, deps.keyring),
        /** Older checkpoints carry the signature of the key of their time. */
        formerKeys: logKeys(deps.authority, deps.keyring).slice(1).map(verifierKey),
      })
    },
    logRefusals,
  ),
  publicEndpoint(
    'get',
    '/log/entries',
    'Published entries from an index on; the leaf hash is SHA-256 over a zero byte and the event as it stands',
    EntriesQuery,
    async (deps, { from, limit }) => {
      const found = await publishedEntries(deps, from, limit)
      return found.ok ? accept({ size: found.value.size, entries: found.value.entries.map(shownEntry) }) : found
    },
    logRefusals,
  ),
  publicEndpoint(
    'get',
    '/log/entries/:index',
    'One published entry',
    EntryQuery,
    async (deps, { index }) => {
      const found = await publishedEntry(deps, index)
      return found.ok ? accept(shownEntry(found.value)) : found
    },
    logRefusals,
  ),
  publicEndpoint(
    'get',
    '/log/entries/:index/proof',
    'That an entry is in the log of a size (RFC 9162 inclusion proof)',
    ProofQuery,
    async (deps, { index, size }) => {
      const proof = await proveInclusion(deps, index, size)
      return proof.ok ? accept({ ...proof.value, path: proof.value.path.map(toBase64) }) : proof
    },
    logRefusals,
  ),
  publicEndpoint(
    'get',
    '/log/leaves/:leafId/proof',
    'Where a leaf stands, and that it is in the published log',
    LeafQuery,
    async (deps, { leafId }) => {
      const place = await publishedPlace(deps, leafId)
      if (!place.ok) return place
      const [entry, proof] = [await publishedEntry(deps, place.value), await proveInclusion(deps, place.value)]
      if (!entry.ok) return refuse(entry.refusal)
      return proof.ok ? accept({ ...shownEntry(entry.value), size: proof.value.size, path: proof.value.path.map(toBase64) }) : proof
    },
    logRefusals,
  ),
  publicEndpoint(
    'get',
    '/log/consistency',
    'That the log of a later size begins with the log of an earlier one (RFC 9162 consistency proof)',
    ConsistencyQuery,
    async (deps, { from, to }) => {
      const proof = await proveConsistency(deps, from, to)
      return proof.ok ? accept({ ...proof.value, path: proof.value.path.map(toBase64) }) : proof
    },
    logRefusals,
  ),
]
