import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import type { CertificateBoard } from './read-certificates.ts'

/** What every part of the certificates' page is given. */
export type Desk = {
  readonly c: Context<Env>
  readonly path: string
  readonly board: CertificateBoard
  /** Whether the reader may send this form: the rest of its address below the exam's certificates. */
  readonly opens: (route: string) => boolean
}
