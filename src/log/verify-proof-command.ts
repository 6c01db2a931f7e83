import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readArguments } from '../arguments.ts'
import { fromBase64 } from './base64.ts'
import { readKey } from './log-key.ts'
import { verifyProof } from './verify-proof.ts'

const usage = `npm run verify-proof -- --key KEY --proof FILE --entry FILE [--kept CHECKPOINT --consistency FILE]

Checks without asking anybody that an entry is in the log: KEY as /log shows it (again for a former key), the proof as
/log/entries/N/proof, the entry's text as it stands there. With a checkpoint you kept of M leaves, and
/api/log/consistency?from=M&to=N to the size of the proof's checkpoint: also that the log goes on from the one you knew.
proof_older_than_kept says that the proof was handed out before your checkpoint (N < M): ask for the proof again.
`

const Consistency = z.object({ path: z.array(z.string()) })

/** `npm run verify-proof`: no database, no network. Ends with 1 where the proof does not hold, with 2 where it was asked wrongly. */
function main(): number {
  const { values } = parseArgs({
    options: {
      key: { type: 'string', multiple: true, default: [] },
      proof: { type: 'string' },
      entry: { type: 'string' },
      kept: { type: 'string' },
      consistency: { type: 'string' },
    },
  })
  const { key: given, proof, entry, kept, consistency } = values
  if (given.length === 0 || !proof || !entry || (kept === undefined) !== (consistency === undefined)) throw new Error(usage)
  const keys = given.map(readKey)
  // An editor ends a file with a newline; canonical JSON never does.
  const text = readFileSync(entry, 'utf8').replace(/\r?\n$/, '')
  const since = kept && consistency ? { note: readFileSync(kept, 'utf8'), path: readPath(consistency) } : undefined
  const proved = verifyProof({ entry: text, proof: readFileSync(proof, 'utf8'), keys, since })
  process.stdout.write(proved.ok ? `holds: entry ${proved.index} of ${proved.size}\n` : `BROKEN: ${proved.fault}\n`)
  return proved.ok ? 0 : 1
}

function readPath(file: string): Uint8Array[] {
  return Consistency.parse(JSON.parse(readFileSync(file, 'utf8'))).path.map((hash) => fromBase64(hash) ?? new Uint8Array())
}

process.exitCode = readArguments(main)
