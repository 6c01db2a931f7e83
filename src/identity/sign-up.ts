import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { dateIn } from '../foundation/calendar.ts'
import { AccountId, PersonId } from '../foundation/ids.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'
import { record } from '../log/record.ts'
import { hashingLane } from './lane.ts'
import { hashPassword } from './password-hash.ts'
import { accountOfKind, enterAccount, enterPerson, personByNumber } from './people-records.ts'
import { nameOf, sealPerson } from './person.ts'
import { judgePassword, type PasswordRefusal } from './rules/password.ts'
import { parseResidentId, type ResidentIdRefusal } from './rules/resident-id.ts'
import { openSession } from './sessions.ts'
import { setPassword } from './sign-in-records.ts'

/** A name as it stands on the card: Chinese characters of any plane, a middle dot, or letters. */
export const PersonName = z
  .string()
  .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(z.string().regex(/^\p{L}[\p{L}\p{M}·• .'’-]{0,48}[\p{L}\p{M}.]$/u))
export const MobileNumber = z
  .string()
  .transform((text) => text.normalize('NFKC').replace(/[\s-]/g, '').replace(/^\+86/, ''))
  .pipe(z.string().regex(/^1[3-9]\d{9}$/))
/** Judged by the rule, which says what is wrong with it. */
export const IdNumberText = z.string().min(1).max(40)
export const PasswordText = z.string().min(1).max(400)

export const SignUp = z.strictObject({ idNumber: IdNumberText, name: PersonName, phone: MobileNumber, password: PasswordText })
export type SignUp = z.infer<typeof SignUp>

export type SignUpRefusal = ResidentIdRefusal | PasswordRefusal | 'id_number_taken' | 'too_busy'

/**
 * Opens a candidate's account and a session in it. One person, one account: the blind index of the number is unique, so of two that come
 * at once one is refused. Whoever finds their number taken goes to the counter with the original card.
 */
export async function signUp(deps: Deps, command: SignUp): Promise<Result<{ accountId: string; sessionToken: string }, SignUpRefusal>> {
  const now = deps.clock()
  const resident = parseResidentId(command.idNumber, dateIn(deps.authority.timeZone, now))
  if (!resident.ok) return resident
  const { name, phone } = command
  const password = judgePassword(command.password, { idNumber: resident.value.number, phone })
  if (!password.ok) return password
  const hash = await hashPassword(hashingLane, password.value, deps.newSecret().subarray(0, 16))
  if (hash === 'busy') return refuse('too_busy')
  const accountId = AccountId.parse(deps.newId())
  const row = sealPerson(deps, { id: PersonId.parse(deps.newId()), resident: resident.value, name, phone, createdAt: now })
  return deps.within('gate', async (tx) => {
    const personId = (await enterPerson(tx, row)) ? row.id : undefined
    const known = personId === undefined ? await personByNumber(tx, row.idNumberIndex) : undefined
    // An officer who sits an exam is one person with two accounts; anybody else with the number is a stranger.
    if (known && ((await accountOfKind(tx, known.id, 'candidate')) || nameOf(deps, known) !== name)) return refuse('id_number_taken')
    const owner = personId ?? known?.id
    if (owner === undefined) return refuse('id_number_taken')
    const account = {
      id: accountId,
      personId: owner,
      kind: 'candidate',
      unit: null,
      onEstablishment: false,
      createdBy: null,
      createdAt: now,
      closedAt: null,
    } as const
    if (!(await enterAccount(tx, account))) return refuse('id_number_taken')
    await setPassword(tx, accountId, hash, now)
    const sessionToken = await openSession(deps, tx, accountId, now)
    await record(tx, deps.newId(), {
      event: 'signed_up',
      at: now,
      actor: accountId,
      examId: undefined,
      subject: accountId,
      outcome: 'accepted',
      detail: {},
    })
    return accept({ accountId, sessionToken })
  })
}
