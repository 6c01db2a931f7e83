import { setImmediate as immediately } from 'node:timers/promises'
import type postgres from 'postgres'

const hex = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')

/** The token's hash in hexadecimal digits. */
type Waiting = { readonly token: string; readonly settle: (row: unknown) => void; readonly fail: (error: unknown) => void }

/** So many in one statement: past this a longer list gains nothing. */
const most = 500

/**
 * Finds sessions of one authority by the SHA-256 of their tokens (`sessions_of`, migration 0026). Questions that come while one is under way go together
 * in the next, so that a rush costs a statement for hundreds of requests. The answer is the row, or undefined.
 */
export function sessionLookup(client: postgres.Sql, schema: string): (tokenHash: Uint8Array) => Promise<unknown> {
  const waiting: Waiting[] = []
  let running = false
  const ask = async (batch: readonly Waiting[]) => {
    try {
      const rows = await client<{ token: string }[]>`
        select encode(token, 'hex') as token, account_id as "accountId", person_id as "personId", kind, name_sealed as "nameSealed", last_seen_at as "lastSeenAt",
               expires_at as "expiresAt", appointments
          from ${client(schema)}.sessions_of(${`{${batch.map(({ token }) => `"\\\\x${token}"`).join(',')}}`}::bytea[])`
      const found = new Map(rows.map((row) => [row.token, row]))
      for (const { token, settle } of batch) settle(found.get(token))
    } catch (error) {
      for (const { fail } of batch) fail(error)
    }
  }
  const drain = async () => {
    running = true
    // Whoever came with the same turn of the loop asks in the same statement.
    await immediately()
    while (waiting.length > 0) await ask(waiting.splice(0, most))
    running = false
  }
  return (tokenHash) =>
    new Promise((settle, fail) => {
      waiting.push({ token: hex(tokenHash), settle, fail })
      if (!running) void drain()
    })
}
