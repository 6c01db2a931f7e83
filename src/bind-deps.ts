import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Authority, Database } from '../db/connect.ts'
import type { Deps } from './deps.ts'
import type { FileStore } from './files/store.ts'
import type { Clock } from './foundation/clock.ts'
import { keepFor } from './foundation/keep.ts'
import { type Meter, noMeter } from './foundation/meter.ts'
import { chance } from './keys/chance.ts'
import type { Keyring } from './keys/keyring.ts'

/** What all authorities of one process share. */
export type Shared = {
  readonly database: Database
  readonly clock: Clock
  readonly keyring: Keyring
  readonly files: FileStore
  readonly logger: Logger
  readonly rehearsal: boolean
  /** How long what many ask for is given to all of them; not at all unless said. */
  readonly keptSeconds?: number
  /** Left out: nobody counts. */
  readonly meterOf?: (authority: Authority) => Meter
}

/** The dependencies of one authority. Ids and secrets come from the operating system's source of chance and from nowhere else. */
export const bindDeps = (shared: Shared, authority: Authority): Deps => {
  const meter = shared.meterOf?.(authority) ?? noMeter
  return {
    authority,
    within: (role, work) => meter.unit(shared.database.inAuthority(authority, role, work)),
    sessionOf: (tokenHash) => shared.database.sessionOf(authority, tokenHash),
    clock: shared.clock,
    newId: () => randomUUID(),
    newSecret: () => chance(32),
    keyring: shared.keyring,
    keep: keepFor(shared.keptSeconds ?? 0),
    files: shared.files,
    logger: shared.logger,
    rehearsal: shared.rehearsal,
    meter,
  }
}
