import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import type { Deps } from '../../src/deps.ts'
import type { ExamId, PositionId } from '../../src/foundation/ids.ts'
import { known } from '../../src/foundation/invariant.ts'
import type { Result } from '../../src/foundation/result.ts'
import { identify } from '../../src/identity/sessions.ts'
import { signUp } from '../../src/identity/sign-up.ts'
import { type Begun, beginApplication, enterOnSite } from '../../src/registration/begin-application.ts'
import { enterSomeone } from './enter-someone.ts'
import { idNumber } from './numbers.ts'

const wide = (text: string) => text.replace(/[0-9Xx]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
/** How people write one number: a small x, the keyboard's wide digits, blanks of all kinds, hyphens, the fifteen digits of before 1999. */
const spellings: readonly ((number: string) => string)[] = [
  (number) => number,
  (number) => number.toLowerCase(),
  wide,
  (number) => wide(number.toLowerCase()),
  (number) => ` ${number}\t`,
  (number) => `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`,
  (number) => `${number.slice(0, 6)}-${number.slice(6, 14)}-${wide(number.slice(14))}`,
  (number) => [...number].join('\u3000'),
  (number) => number.slice(0, 6) + number.slice(8, 17),
]

export type Pair = readonly [string, string]

/** So many people, every second one with an X at the end, each written in two ways; every two ways meet. */
export function spellingPairs(many: number): Pair[] {
  const numbers = Array.from({ length: many * 30 }, (_, at) => idNumber(at, { birthDate: '1985-06-01', region: '140311' }))
  const [withX, without] = [numbers.filter((one) => one.endsWith('X')), numbers.filter((one) => !one.endsWith('X'))]
  return Array.from({ length: many }, (_, at) => {
    const number = known((at % 2 === 0 ? withX : without)[at], 'a number for each')
    const [first, second] = [
      at % spellings.length,
      (at + 1 + (Math.floor(at / spellings.length) % (spellings.length - 1))) % spellings.length,
    ]
    return [known(spellings[first], 'a spelling')(number), known(spellings[second], 'a spelling')(number)]
  })
}

export type Where = { readonly examId: ExamId; readonly positionId: PositionId }
const name = '王五'

/**
 * All pairs at once, each person twice: at two counters, or, every fourth one, signing up and beginning in the browser while the counter enters
 * them. The two of a pair are at different services. Says what each pair was told.
 */
export async function runPairs(services: readonly Deps[], { examId, positionId }: Where, pairs: readonly Pair[]) {
  const at = (index: number) => known(services[index % services.length], 'a service')
  const number = idNumber(1, { region: '140302', birthDate: '1970-01-01' })
  const { accountId, personId } = await at(0).within('gate', (tx) =>
    enterSomeone(at(0), tx, { kind: 'officer', idNumber: number, name: '职员', unit: '考试中心' }),
  )
  const clerk = {
    accountId,
    personId,
    kind: 'officer',
    name: '职员',
    appointments: [],
    idempotencyKey: undefined,
  } as const
  type Told = Result<Begun, string>
  const counter = (deps: Deps, number: string): Promise<Told> =>
    enterOnSite(deps, clerk, { examId, positionId, idNumber: number, name, phone: '13900000001' })
  const browser = async (deps: Deps, number: string): Promise<Told> => {
    const signingUp = { idNumber: number, name, phone: '13900000001', password: `shan ${randomUUID()}` }
    let opened = await signUp(deps, signingUp)
    // Passwords are hashed one after the other; who waited too long is told to come again, and does.
    while (!opened.ok && opened.refusal === 'too_busy') opened = await signUp(deps, signingUp)
    if (!opened.ok) return opened
    const caller = known(await identify(deps, opened.value.sessionToken, undefined), 'whoever signed up is signed in')
    return beginApplication(deps, caller, { examId, positionId })
  }
  return Promise.all(
    pairs.map(([one, two], index) => Promise.all([(index % 4 === 3 ? browser : counter)(at(index), one), counter(at(index + 1), two)])),
  )
}

/** What went wrong: pairs that were not told of one application, and rows beyond one person and one application for each. */
export async function judgePairs(
  admin: postgres.Sql,
  { examId }: Where,
  told: Awaited<ReturnType<typeof runPairs>>,
): Promise<readonly string[]> {
  const numberOf = (result: Result<Begun, string>) =>
    result.ok ? result.value.number : result.refusal === 'already_applied' ? result.facts?.number : result.refusal
  const faults = told.flatMap((pair) => {
    const [first, second] = pair.map(numberOf)
    const begun = pair.filter(({ ok }) => ok).length
    return begun === 1 && first === second ? [] : [`${begun} were begun: ${String(first)}, ${String(second)}`]
  })
  const [rows] = await admin<{ applications: number; people: number }[]>`
    select count(*)::int as applications, count(distinct p.id_number_index)::int as people
      from applications a join persons p on p.id = a.person_id where a.exam_id = ${examId} and a.state = 'draft' and a.photo_file is null`
  const counted = rows?.applications === told.length && rows.people === told.length
  return counted ? faults : [...faults, `${told.length} pairs are ${JSON.stringify(rows)}`]
}
