import pino, { type Logger } from 'pino'
import { afterAll, afterEach, expect } from 'vitest'
import { checkExam } from '../../db/check-exam.ts'
import type { Authority } from '../../db/connect.ts'
import { createApp } from '../../src/app.ts'
import { bindDeps } from '../../src/bind-deps.ts'
import type { Deps } from '../../src/deps.ts'
import type { Instant } from '../../src/foundation/clock.ts'
import type { AccountId, PersonId } from '../../src/foundation/ids.ts'
import type { Meter } from '../../src/foundation/meter.ts'
import { installationRoles, type Role } from '../../src/foundation/roles.ts'
import { sessionCookie } from '../../src/http/requests.ts'
import { enterKey } from '../../src/identity/key-records.ts'
import { certify, expiryAfter, keyYears, officeAuthority } from '../../src/identity/office-authority.ts'
import type { Identify } from '../../src/identity/remembered-candidates.ts'
import { openSession } from '../../src/identity/sessions.ts'
import { temporaryKeyring } from '../../src/keys/keyring.ts'
import type { Client, Reply } from '../../src/rehearsal/client.ts'
import { type SoftwareKey, signText, softwareKey } from '../../src/rehearsal/software-key.ts'
import { loadAssets } from '../../src/web/assets.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'
import { enterSomeone } from './enter-someone.ts'
import { memoryFiles } from './files.ts'
import { keyedClient } from './keyed-client.ts'
import { idNumber } from './numbers.ts'

/** Somebody with an open session; it is opened again when the clock was moved past its end. */
export type TestPerson = Client & {
  readonly accountId: AccountId
  readonly personId: PersonId
  readonly name: string
  readonly idNumber: string
  /** Signs a drafted statement with the person's own certified key, through the API. The key is made at the first use. */
  readonly sign: (statement: { readonly examId: string; readonly statementId: string }) => Promise<Reply>
}

export type PersonFacts = { readonly name?: string; readonly idNumber?: string; readonly phone?: string; readonly authority?: Authority }
export type OfficerFacts = PersonFacts & {
  readonly examId?: string
  readonly siteId?: string
  /** Of the appointment; `ownUnit` is the unit the officer comes from. */
  readonly unit?: string
  readonly ownUnit?: string
  readonly onEstablishment?: boolean
}

export type Office = TestDatabase & {
  readonly app: ReturnType<typeof createApp>
  readonly deps: Deps
  readonly southDeps: Deps
  /** The time everybody sees. */
  readonly now: () => Instant
  /** Forward by a duration (`{ days: 7 }`), or to an instant (`'2026-03-14T09:00+08:00'`). */
  readonly moveClock: (to: Temporal.DurationLike | string) => void
  /** A candidate with an account and an open session; no ceremony. */
  readonly candidate: (facts?: PersonFacts) => Promise<TestPerson>
  /** An officer who holds the roles (installation-wide ones without exam) and has an open session. */
  readonly officer: (roles: Role | readonly Role[], facts?: OfficerFacts) => Promise<TestPerson>
  /** One more role for somebody. */
  readonly appoint: (
    person: Pick<TestPerson, 'accountId'>,
    role: Role,
    facts?: Pick<OfficerFacts, 'examId' | 'siteId' | 'unit' | 'authority'>,
  ) => Promise<void>
  /** Nobody: no cookie. Says where it comes from unless told otherwise. */
  readonly anyone: Client
  readonly anyoneAt: (authority: Authority) => Client
  /** A person's client with a token of one's own choosing, for expired and forged sessions. */
  readonly withToken: (token: string) => Client
  /** Opens a session and answers its token. */
  readonly sessionToken: (accountId: AccountId) => Promise<string>
  /** Log entries of one event, oldest first. */
  readonly logged: (event: string) => Promise<Readonly<Record<string, unknown>>[]>
}

const defaultStart = '2026-03-02T09:00:00+08:00'

const assets = loadAssets()

/** 27 → 二七: a name has no digits. */
const inChinese = (n: number) => String(n).replace(/\d/g, (digit) => '零一二三四五六七八九'.charAt(Number(digit)))

type OfficeOptions = {
  readonly startsAt?: string
  /** `false` for tests that break invariants on purpose, or arrange by SQL what no use case would. */
  readonly checked?: boolean
  /** As the service does it, where a test asks what is remembered. */
  readonly identify?: Identify
  /** As the service does it, where a test asks what is kept. */
  readonly keptSeconds?: number
  /** Where a test asks what was counted, or what was told. */
  readonly meterOf?: (authority: Authority) => Meter
  readonly logger?: Logger
}

/**
 * The whole service on a private database with a clock that can be moved. Once per test file, at the top level: it closes itself, and
 * after every test asks all invariants of both authorities.
 */
export async function openOffice({
  startsAt = defaultStart,
  checked = true,
  identify,
  keptSeconds = 0,
  meterOf,
  logger = pino({ level: 'silent' }),
}: OfficeOptions = {}): Promise<Office> {
  const base = await openTestDatabase()
  afterAll(base.close)
  if (checked)
    afterEach(async () => {
      for (const authority of [base.authority, base.south]) expect((await checkExam(base.ownerUrl, authority)).broken).toEqual([])
    })
  let time = Temporal.Instant.from(startsAt)
  const now = () => time
  const shared = {
    database: base.database,
    clock: now,
    keyring: temporaryKeyring(),
    files: memoryFiles(),
    logger,
    rehearsal: false,
    ...(meterOf && { meterOf }),
    keptSeconds,
  }
  const deps = bindDeps(shared, base.authority)
  const southDeps = bindDeps(shared, base.south)
  const depsFor = (authority: Authority) => (authority.schema === base.south.schema ? southDeps : deps)
  const app = createApp({ authorities: [base.authority, base.south], depsFor, assets: await assets, ...(identify && { identify }) })
  let people = 0

  const clientAt = (authority: Authority, cookie: () => Promise<string | undefined>): Client =>
    keyedClient(async (path, init) => app.request(new URL(path, authority.origin).href, init), { origin: authority.origin, cookie })
  const cookieOf = (authority: Authority, token: string) => `${sessionCookie(authority.origin)}=${token}`
  const tokenFor = (at: Deps, accountId: AccountId) => at.within('gate', (tx) => openSession(at, tx, accountId, now()))

  const enter = async (kind: 'candidate' | 'officer', facts: OfficerFacts): Promise<TestPerson> => {
    people += 1
    const at = depsFor(facts.authority ?? base.authority)
    const number = facts.idNumber ?? idNumber(people)
    const name = facts.name ?? `${kind === 'officer' ? '职员' : '考生'}${inChinese(people)}`
    const entered = await at.within('gate', (tx) =>
      enterSomeone(at, tx, {
        kind,
        idNumber: number,
        name,
        phone: facts.phone,
        unit: kind === 'officer' ? (facts.ownUnit ?? '阳泉市人事考试中心') : undefined,
        onEstablishment: facts.onEstablishment ?? true,
      }),
    )
    const { accountId } = entered
    const client = signedIn(at, accountId)
    return { ...client, ...entered, name, sign: signerFor(at, accountId, client) }
  }

  /** The certificate is real; only the proof of possession is left out. */
  const certifiedKey = async (at: Deps, accountId: AccountId): Promise<SoftwareKey> => {
    const key = await softwareKey()
    await at.within('gate', async (tx) => {
      const certificate = certify(at, await officeAuthority(at, tx, time), accountId, key.publicJwk, time)
      const { keyId: id, publicJwk } = key
      await enterKey(tx, {
        id,
        accountId,
        publicJwk,
        certificate,
        certifiedAt: time,
        expiresAt: expiryAfter(time, keyYears),
        revokedAt: null,
      })
    })
    return key
  }
  const signerFor = (at: Deps, accountId: AccountId, client: Client): TestPerson['sign'] => {
    let key: Promise<SoftwareKey> | undefined
    return async ({ examId, statementId }) => {
      key ??= certifiedKey(at, accountId)
      const shown = await client.get<{ payload: string; type: string }>(`/api/exams/${examId}/statements/${statementId}`)
      if (shown.status !== 200) return { ...shown, body: { ...shown.body } }
      const signed = signText(shown.body.payload, `gongyuan-${shown.body.type}`, await key)
      return client.post(`/api/exams/${examId}/statements/${statementId}/signatures`, signed)
    }
  }

  /** Ten minutes are less than an officer's idle limit, so the session is always a living one. */
  const signedIn = (at: Deps, accountId: AccountId): Client => {
    let held: { token: string; used: Instant } | undefined
    return clientAt(at.authority, async () => {
      const stale =
        held === undefined ||
        Temporal.Instant.compare(held.used.add({ minutes: 10 }), time) <= 0 ||
        Temporal.Instant.compare(held.used, time) > 0
      held = held === undefined || stale ? { token: await tokenFor(at, accountId), used: time } : { token: held.token, used: held.used }
      return cookieOf(at.authority, held.token)
    })
  }

  /** Nobody appoints themselves; this officer holds no role and appoints all others. */
  const appointers = new Map<string, Promise<TestPerson>>()
  const appointer = (authority: Authority) => {
    const known = appointers.get(authority.schema) ?? enter('officer', { authority, name: '任命人' })
    appointers.set(authority.schema, known)
    return known
  }

  const appoint: Office['appoint'] = async ({ accountId }, role, { examId, siteId, unit, authority = base.authority } = {}) => {
    const installation: readonly string[] = installationRoles
    const schema = base.admin(authority.schema)
    const { accountId: appointedBy } = await appointer(authority)
    if (installation.includes(role))
      await base.admin`insert into ${schema}.installation_roles (account_id, role, granted_at) values (${accountId}, ${role}, ${time.toString()})`
    else
      await base.admin`
        insert into ${schema}.appointments (id, account_id, role, exam_id, site_id, unit, appointed_by, appointed_at)
        values (${deps.newId()}, ${accountId}, ${role}, ${examId ?? null}, ${siteId ?? null}, ${unit ?? null}, ${appointedBy}, ${time.toString()})`
  }

  return {
    ...base,
    app,
    deps,
    southDeps,
    now,
    moveClock: (to) => {
      time = typeof to === 'string' ? Temporal.Instant.from(to) : time.toZonedDateTimeISO(base.authority.timeZone).add(to).toInstant()
    },
    candidate: (facts = {}) => enter('candidate', facts),
    officer: async (held, facts = {}) => {
      const person = await enter('officer', facts)
      for (const role of typeof held === 'string' ? [held] : held) await appoint(person, role, facts)
      return person
    },
    appoint,
    anyone: clientAt(base.authority, async () => undefined),
    anyoneAt: (authority) => clientAt(authority, async () => undefined),
    withToken: (token) => clientAt(base.authority, async () => cookieOf(base.authority, token)),
    sessionToken: (accountId) => tokenFor(deps, accountId),
    logged: async (event) => {
      // Where the clock stood still, in the order of the transactions that wrote them.
      const rows = await base.admin<{ event: string }[]>`
        select event from log_leaves where event_name = ${event} order by recorded_at, xmin::text::bigint, ctid`
      return rows.map((row) => JSON.parse(row.event))
    },
  }
}
