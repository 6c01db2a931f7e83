import type postgres from 'postgres'
import type { Keyring } from '../src/keys/keyring.ts'
import { readReceipt } from '../src/registration/receipt.ts'
import { standingOf } from '../test/support/standing.ts'

/** How many of the given applications stand submitted once, with version, log entry and kept answer, and a receipt that verifies. */
export async function keptOf(admin: postgres.Sql, schema: string, keyring: Keyring, applications: readonly string[]): Promise<number> {
  const whole = (await standingOf(admin, schema, applications)).filter(
    ({ versions, entries, kept }) => versions === 1 && entries === 1 && kept === 1,
  )
  const verified = await Promise.all(
    whole.map(async ({ id, receipt }) => {
      const read = await readReceipt({ keyring }, receipt)
      return read.ok && read.value.application === id
    }),
  )
  return verified.filter((one) => one).length
}
