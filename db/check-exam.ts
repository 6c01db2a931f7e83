import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Authority } from './connect.ts'
import { certificateInvariants } from './invariants/certificates.ts'
import { conductInvariants } from './invariants/conduct.ts'
import { custodyInvariants } from './invariants/custody.ts'
import { examInvariants } from './invariants/exam.ts'
import { identityInvariants } from './invariants/identity.ts'
import { interviewInvariants } from './invariants/interview.ts'
import type { Invariants } from './invariants/invariants.ts'
import { logInvariants } from './invariants/log.ts'
import { markingInvariants } from './invariants/marking.ts'
import { publicityInvariants } from './invariants/publicity.ts'
import { qualificationInvariants } from './invariants/qualification.ts'
import { registrationInvariants } from './invariants/registration.ts'
import { seatingInvariants } from './invariants/seating.ts'
import { selectionInvariants } from './invariants/selection.ts'
import { shortlistingInvariants } from './invariants/shortlisting.ts'
import { sittingInvariants } from './invariants/sitting.ts'
import { staffingInvariants } from './invariants/staffing.ts'

/** Every stage's queries. A stage adds its file in `db/invariants/` and one line here. */
const stages: readonly Invariants[] = [
  logInvariants,
  identityInvariants,
  examInvariants,
  conductInvariants,
  registrationInvariants,
  publicityInvariants,
  qualificationInvariants,
  seatingInvariants,
  staffingInvariants,
  custodyInvariants,
  sittingInvariants,
  markingInvariants,
  shortlistingInvariants,
  selectionInvariants,
  interviewInvariants,
  certificateInvariants,
]

export type Broken = { readonly invariant: string; readonly rows: readonly Readonly<Record<string, unknown>>[] }
export type Checked = { readonly checked: number; readonly broken: readonly Broken[] }

export const invariantNames: readonly string[] = stages.flatMap((invariants) => Object.keys(invariants))

/** So many violations of one invariant are shown; the first is as bad as the hundredth. */
const shownRows = 20

/**
 * Asks all invariants about one authority, at one moment, and changes nothing. It reads as an auditor does: every table, hence with the
 * owner's login. The service's narrow roles cannot see enough to check each other, and a check that runs with the rights of what it
 * checks would believe it.
 */
export async function checkExam(ownerUrl: string, authority: Pick<Authority, 'schema'>): Promise<Checked> {
  const client = postgres(ownerUrl, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: 'gongyuan check-exam', TimeZone: 'UTC' },
  })
  try {
    return await drizzle(client).transaction(
      async (tx) => {
        await tx.execute(sql`select set_config('search_path', ${authority.schema}, true)`)
        const broken: Broken[] = []
        for (const [invariant, violations] of stages.flatMap((invariants) => Object.entries(invariants))) {
          const rows = await tx.execute(sql`select * from (${violations}) as violations limit ${shownRows}`)
          if (rows.length > 0) broken.push({ invariant, rows: [...rows] })
        }
        return { checked: invariantNames.length, broken }
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    )
  } finally {
    await client.end({ timeout: 5 })
  }
}
