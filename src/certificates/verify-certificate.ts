import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { maskName } from '../web/format.tsx'
import { standingBy } from './records.ts'
import { parseCertificateNumber } from './rules/certificate-number.ts'
import { type PublicStanding, standingOf } from './rules/states.ts'
import { officeKey } from './sign-statement.ts'

export const VerifyCertificate = z.strictObject({
  number: z.string().max(40),
  /** Where it is given, a certificate of somebody else is unknown. */
  name: z.string().trim().max(100).optional(),
})
export type VerifyCertificate = z.infer<typeof VerifyCertificate>

export type Verified = {
  readonly standing: PublicStanding
  readonly number: string
  readonly certificate?: {
    readonly kind: string
    readonly name: string
    readonly exam: string
    readonly field: string
    readonly grade: number | null
    readonly issuedAt: string
    readonly withdrawn?: { readonly kind: string; readonly reason: string; readonly at: string }
  }
}

/**
 * R-SK-17: a number the system never gave is no certificate. Nothing is said of one that has not left the house, and a name that does not
 * fit is answered like a number that does not exist.
 */
export async function verifyCertificate(
  deps: Deps,
  { number: typed, name }: VerifyCertificate,
): Promise<Result<Verified, 'certificate_number_malformed'>> {
  const number = parseCertificateNumber(typed)
  if (number === undefined) return refuse('certificate_number_malformed')
  const found = await deps.within('public', (tx) => standingBy(tx, number))
  const standing = found ? standingOf(found.state) : 'unknown'
  if (!found?.issuedAt || standing === 'unknown' || (name && maskName(name.normalize('NFC')) !== found.shownName))
    return accept({ standing: 'unknown', number })
  const { kind, shownName, examTitle, field, grade, issuedAt, state, reason, withdrawnAt } = found
  return accept({
    standing,
    number,
    certificate: {
      kind,
      name: shownName,
      exam: examTitle,
      field,
      grade,
      issuedAt: issuedAt.toString(),
      ...(reason && withdrawnAt
        ? { withdrawn: { kind: state === 'revoked' ? 'revoked' : 'recalled', reason, at: withdrawnAt.toString() } }
        : {}),
    },
  })
}

/** The public key by which a certificate's statement is checked without us. */
export async function certificateKey(deps: Deps, _: unknown) {
  return accept(officeKey(deps))
}
