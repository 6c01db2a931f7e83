import type { Context } from 'hono'
import type { Role } from '../foundation/roles.ts'
import type { Env } from '../http/env.ts'
import type { CertificateBoard } from './read-certificates.ts'

/** What every part of the certificates' page is given. */
export type Desk = {
  readonly c: Context<Env>
  readonly path: string
  readonly board: CertificateBoard
  readonly may: (...roles: Role[]) => boolean
}
