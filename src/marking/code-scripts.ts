import { createHash, createHmac } from 'node:crypto'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Caller } from '../foundation/caller.ts'
import { ExamId, ScriptId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { act } from '../log/act.ts'
import type { MarkingRefusal } from './refusals.ts'
import { codeOnce, insertCodes, openRooms, uncodedTickets } from './unblinding-records.ts'

export const CodeScripts = z.strictObject({ examId: ExamId })
export type CodeScripts = z.infer<typeof CodeScripts>

/** Without 0, 1, I, L, O, U: read from paper, nobody mistakes one for another. Nine of thirty are more than any exam needs. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * Every script of a closed room gets a code in place of a name. Codes come from one secret that is forgotten at the end of this function:
 * whoever knows a ticket cannot compute its code, and only script_codes, which no marker's role can read, links the two.
 */
export async function codeScripts(
  deps: Deps,
  caller: Caller,
  { examId }: CodeScripts,
): Promise<Result<{ scripts: number }, MarkingRefusal | 'idempotency_key_reused'>> {
  const secret = deps.newSecret()
  return act(deps, { event: 'scripts_coded', role: 'unblinding', by: caller, examId }, async (tx, now, note) => {
    const open = await openRooms(tx, examId)
    if (open > 0) return refuse('rooms_not_closed', { rooms: open })
    const tickets = await uncodedTickets(tx, examId)
    if (tickets.length === 0) return refuse('nothing_to_code')
    const coded = tickets.map(({ ticketId, subject }) => ({ ticketId, subject, code: codeOf(secret, ticketId) }))
    const salt = deps.newSecret()
    const mappingHash = hashOf(salt, coded)
    if (!(await codeOnce(tx, { examId, codedBy: caller.accountId, codedAt: now, salt, mappingHash }))) return refuse('nothing_to_code')
    await insertCodes(
      tx,
      coded.map(({ ticketId, subject, code }) => {
        const id = ScriptId.parse(deps.newId())
        return {
          script: { id, examId, subject, code, state: 'coded' as const, settledScore: null },
          code: { scriptId: id, ticketId, examId },
        }
      }),
    )
    note({ scripts: tickets.length, mapping: mappingHash.toString('hex') })
    return accept({ scripts: tickets.length })
  })
}

/** Goes into the log: afterwards not even the database's administrator gives a code to another ticket unnoticed. */
function hashOf(salt: Uint8Array, coded: readonly { readonly ticketId: string; readonly code: string }[]): Buffer {
  const lines = coded.map(({ ticketId, code }) => `${ticketId} ${code}`).toSorted()
  return createHash('sha256').update(salt).update(lines.join('\n')).digest()
}

function codeOf(secret: Uint8Array, ticketId: string): string {
  const digest = createHmac('sha256', secret).update(ticketId).digest()
  const number = digest.readBigUInt64BE(0)
  const base = BigInt(alphabet.length)
  return Array.from({ length: 9 }, (_, place) => alphabet[Number((number / base ** BigInt(place)) % base)]).join('')
}
