import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { z } from 'zod'
import { checkExam } from '../../db/check-exam.ts'
import { startEmbedded } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { readConfig } from '../../src/config.ts'
import { systemClock } from '../../src/foundation/clock.ts'
import { openKeyringFile } from '../../src/keys/keyring.ts'
import { readReceipt } from '../../src/registration/receipt.ts'
import { freePort } from '../../src/rehearsal/free-port.ts'
import { startOrdered } from '../../src/rehearsal/ordered-process.ts'
import { readyCandidates, type Submission } from '../candidates.ts'
import type { Told } from '../k6.ts'
import { processorMicros } from '../processor-time.ts'
import { announceExam, type Place } from '../ready-exam.ts'
import type { Figures, Options, Tools } from '../run.ts'

/** What one server gave; the processor's time is the service's and PostgreSQL's, for each submission that was acknowledged. */
type Measured = Omit<Told, 'answered'> & { readonly cpuMicros: number }

const servers = ['bare', 'naive', 'accepted'] as const
type ServerName = (typeof servers)[number]

/**
 * The rush of submissions against three servers in turn (`server-process.ts`), on one real PostgreSQL with durable commits. Each server is
 * warmed with submissions of other candidates that are not counted. Afterwards the database is asked whether all that was acknowledged is in it.
 */
export async function run({ k6, say }: Tools, options: Options): Promise<Figures> {
  const [many, warming, users] = [
    wholeNumber(options, 'submissions', 5000),
    wholeNumber(options, 'warming', 1000),
    wholeNumber(options, 'users', 200),
  ]
  const folder = join(readConfig().dataFolder, `load-${systemClock().epochMilliseconds}-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  const embedded = await startEmbedded({ folder })
  const admin = postgres(embedded.adminUrl, { max: 1, onnotice: () => {} })
  try {
    const keyringFile = join(folder, 'keyring.json')
    const port = await freePort()
    const place: Place = {
      authority: {
        schema: 'load',
        host: 'localhost',
        origin: `http://localhost:${port}`,
        timeZone: 'Asia/Shanghai',
        name: '人事考试中心',
        adviceLine: null,
        complaintLine: null,
      },
      serviceUrl: embedded.serviceUrl,
      ownerUrl: embedded.ownerUrl,
      keyring: openKeyringFile(keyringFile, true, systemClock().toString()).keyring,
      filesFolder: join(folder, 'files'),
    }
    await migrate(place.ownerUrl, [place.authority])
    const exam = await announceExam(place)
    const submissions = await readyCandidates(place, exam, many + warming)
    const [first, rest] = [fileOf(folder, 'warming', submissions.slice(0, warming)), fileOf(folder, 'rush', submissions.slice(warming))]
    say(`${many} submissions by ${users} users with connections kept open, after ${warming} that are not counted`)
    await admin.unsafe(`
      create table load.naive_submissions (exam_id uuid, account_id uuid, body jsonb not null, submitted_at timestamptz not null,
        primary key (exam_id, account_id));
      alter table load.naive_submissions owner to gongyuan_owner`)
    const [postmaster] = await admin<{ pid: string }[]>`select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid`

    const measure = async (server: ServerName): Promise<Measured & { readonly answered: number }> => {
      // Everybody has just opened the form. What was written before is written out, and is not charged to whoever comes next.
      await admin`update load.sessions set last_seen_at = ${systemClock().toString()}`
      await admin`vacuum analyze`
      await admin`checkpoint`
      const profile = options.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', join(options.profile, server)]
      const { serviceUrl: databaseUrl, ownerUrl, filesFolder } = place
      const served = startOrdered(new URL('../server-process.ts', import.meta.url), { nodeOptions: profile })
      try {
        await served.ask({ server, databaseUrl, ownerUrl, keyringFile, filesFolder, port, admission: everybody(users) }, z.undefined())
        const environment = { ORIGIN: place.authority.origin, USERS: String(users) }
        if (warming > 0) await k6('registration-rush', { ...environment, SUBMISSIONS: first })
        const used = () => [served.pid, Number(postmaster?.pid)].map(processorMicros)
        const before = used()
        const told = await k6('registration-rush', { ...environment, SUBMISSIONS: rest })
        const [service = 0, database = 0] = used().map((now, at) => (now - (before[at] ?? 0)) / Math.max(1, told.answered))
        const measured = { ...rounded(told), cpuMicros: Math.round(service + database) }
        say(`${server.padEnd(8)} ${JSON.stringify(measured)}: ${Math.round(service)} µs service, ${Math.round(database)} µs PostgreSQL`)
        return measured
      } finally {
        await served.stop()
      }
    }

    const bare = await measure('bare')
    const naive = await measure('naive')
    const accepted = await measure('accepted')
    // Without figures about the rows that just came the planner compares each with each.
    await admin`vacuum analyze`
    const kept = await keptIn(place, admin, submissions.slice(warming))
    const { broken } = await checkExam(place.ownerUrl, place.authority)
    return {
      accepted: withoutAnswered(accepted),
      bare: withoutAnswered(bare),
      naive: withoutAnswered(naive),
      acceptedToBare: ratio(accepted.cpuMicros, bare.cpuMicros),
      acceptedToNaive: ratio(accepted.cpuMicros, naive.cpuMicros),
      perSecondToNaive: ratio(accepted.perSecond, naive.perSecond),
      acknowledged: accepted.answered,
      kept,
      failed: [
        ...servers.filter((server) => ({ accepted, bare, naive })[server].errors > 0).map((server) => `${server}: errors`),
        ...(accepted.cpuMicros > 5 * bare.cpuMicros ? ['accepted.cpuMicros > 5 × bare.cpuMicros'] : []),
        ...(accepted.cpuMicros > 0.9 * naive.cpuMicros ? ['accepted.cpuMicros > 0.9 × naive.cpuMicros'] : []),
        ...(accepted.perSecond < naive.perSecond ? ['accepted.perSecond < naive.perSecond'] : []),
        ...(kept < accepted.answered ? [`${accepted.answered - kept} acknowledged submissions are not in the database`] : []),
        ...broken.map(({ invariant }) => `broken: ${invariant}`),
      ],
    }
  } finally {
    await admin.end({ timeout: 5 })
    await embedded.discard()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Each request is counted and judged, and nobody is sent away: what is asked here is what serving them costs. */
const everybody = (users: number) => ({ perSecond: 1_000_000, atOnce: Math.max(256, users) })

function wholeNumber(options: Options, name: string, otherwise: number): number {
  const text = options[name] ?? String(otherwise)
  if (!/^\d{1,6}$/.test(text)) throw new Error(`--${name} takes a whole number, and was given "${text}"`)
  return Number(text)
}

function fileOf(folder: string, name: string, submissions: readonly Submission[]): string {
  const file = join(folder, `${name}.json`)
  writeFileSync(file, JSON.stringify(submissions))
  return file
}

const ratio = (a: number, b: number) => Math.round((a / b) * 100) / 100

const rounded = ({ perSecond, p50Ms, p99Ms, ...counts }: Told): Told => ({
  perSecond: Math.round(perSecond),
  p50Ms: Math.round(p50Ms * 10) / 10,
  p99Ms: Math.round(p99Ms * 10) / 10,
  ...counts,
})

const withoutAnswered = ({ answered: _, ...measured }: Measured & { readonly answered: number }): Measured => measured

/** How many of them stand in the database: submitted, with version, accepted log entry, kept answer, and a receipt that verifies. */
async function keptIn({ authority, keyring }: Place, admin: postgres.Sql, submissions: readonly Submission[]): Promise<number> {
  const schema = admin(authority.schema)
  const ids = submissions.map(({ applicationId }) => applicationId)
  const rows = await admin<{ id: string; receipt: string }[]>`
    select a.id, v.receipt
      from ${schema}.applications a
      join ${schema}.application_versions v on v.application_id = a.id and v.version = a.version
     where a.id = any (${ids}::uuid[]) and a.state = 'submitted' and a.version = 1
       and exists (select from ${schema}.log_leaves l where l.event_name = 'application_submitted' and l.subject = a.id::text
                      and l.event::jsonb ->> 'outcome' = 'accepted')
       and exists (select from ${schema}.idempotent_answers k where k.actor = v.submitted_by and k.answer is not null)`
  const signed = await Promise.all(
    rows.map(async ({ id, receipt }) => {
      const read = await readReceipt({ keyring }, receipt)
      return read.ok && read.value.application === id
    }),
  )
  return signed.filter((one) => one).length
}
