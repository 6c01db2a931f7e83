import type { Logger } from 'pino'
import type { Authority, DatabaseRole, Tx } from '../db/connect.ts'
import type { FileStore } from './files/store.ts'
import type { Clock } from './foundation/clock.ts'
import type { NewId } from './foundation/ids.ts'
import type { Keep } from './foundation/keep.ts'
import type { Meter } from './foundation/meter.ts'
import type { Keyring } from './keys/keyring.ts'

/** Everything a use case may reach, bound to the authority whose host name the request bore. Handed in from main.ts; nothing is global. */
export type Deps = {
  readonly authority: Authority
  /** One transaction under one database role. Refusals commit, exceptions roll back. */
  readonly within: <T>(role: DatabaseRole, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** Whose session it is, as the row says; read by identity alone. */
  readonly sessionOf: (tokenHash: Uint8Array) => Promise<unknown>
  /** In a request of a candidate or the public: when it arrived. Read once per use case all the same. */
  readonly clock: Clock
  readonly newId: NewId
  /** 32 bytes nobody can foresee. */
  readonly newSecret: () => Uint8Array
  readonly keyring: Keyring
  /** For what is public or the same for all of an exam, never for one person's data. */
  readonly keep: Keep
  readonly files: FileStore
  readonly logger: Logger
  /** True only where the database itself is marked as a rehearsal's. */
  readonly rehearsal: boolean
  readonly meter: Meter
}
