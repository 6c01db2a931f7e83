import { join } from 'node:path'
import { checkExam } from '../../db/check-exam.ts'
import { systemClock } from '../../src/foundation/clock.ts'
import { known } from '../../src/foundation/invariant.ts'
import type { Figures, Options } from '../../test/support/run-named.ts'
import { readyCandidates } from '../candidates.ts'
import type { Told } from '../k6.ts'
import { keptOf } from '../kept.ts'
import { submissionsAdmitted } from '../metrics.ts'
import { inOpenedPlace } from '../opened-place.ts'
import { refuseUnknown, wholeNumber } from '../options.ts'
import { announceExam } from '../ready-exam.ts'
import type { Tools } from '../run.ts'
import { type ServerName, serverNames } from '../server-name.ts'

/** What one server gave; the processor's time is the service's and PostgreSQL's, for each submission that was acknowledged. */
type Measured = Told & { readonly cpuMicros: number; readonly judged: number }

/**
 * The rush of submissions against three servers in turn (`server-process.ts`), on one real PostgreSQL with durable commits. Each server is
 * warmed with submissions of other candidates that are not counted. The turns are repeated, and of each figure the middle one counts: from one
 * moment to the next a shared machine takes a tenth more or less for the same work. Afterwards the database is asked whether all that was
 * acknowledged is in it.
 */
export async function run({ k6, say }: Tools, options: Options): Promise<Figures> {
  refuseUnknown(options, ['submissions', 'warming', 'users', 'rounds', 'profile'])
  const [many, warming, users, rounds] = [
    wholeNumber(options, 'submissions', 5000),
    wholeNumber(options, 'warming', 1000),
    wholeNumber(options, 'users', 200),
    wholeNumber(options, 'rounds', 3),
  ]
  return inOpenedPlace(async ({ place, admin, write, served }) => {
    const exam = await announceExam(place)
    const each = many + warming
    const submissions = await readyCandidates(place, exam, each * rounds)
    const turns = Array.from({ length: rounds }, (_, round) => submissions.slice(round * each, (round + 1) * each)).map((all, round) => ({
      first: write(`warming-${round}.json`, JSON.stringify(all.slice(0, warming))),
      rest: write(`rush-${round}.json`, JSON.stringify(all.slice(warming))),
      asked: all.slice(warming),
    }))
    say(`${many} submissions by ${users} users with connections kept open, after ${warming} that are not counted; ${rounds} rounds`)
    await admin.unsafe(`
      create table naive_submissions (exam_id uuid, account_id uuid, body jsonb not null, submitted_at timestamptz not null,
        primary key (exam_id, account_id));
      alter table naive_submissions owner to gongyuan_owner`)

    const measure = async (server: ServerName, { first, rest }: (typeof turns)[number]): Promise<Measured> => {
      // Everybody has just opened the form.
      await admin`update sessions set last_seen_at = ${systemClock().toString()}`
      const nodeOptions = options.profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', join(options.profile, server)]
      return served(
        async ({ measured, counted }) => {
          const environment = { ORIGIN: place.authority.origin, USERS: String(users) }
          if (warming > 0) await k6('registration-rush', { ...environment, SUBMISSIONS: first })
          const { told, ...used } = await measured(() => k6('registration-rush', { ...environment, SUBMISSIONS: rest }))
          const judged = submissionsAdmitted(await counted())
          const forEach = (micros: number) => Math.round(micros / Math.max(1, told.answered))
          const [service, database] = [forEach(used.service), forEach(used.database)]
          const figures = { ...rounded(told), cpuMicros: service + database, judged }
          say(`${server.padEnd(8)} ${JSON.stringify(figures)}: ${service} µs service, ${database} µs PostgreSQL`)
          return figures
        },
        { server, nodeOptions, admission: everybody(users) },
      )
    }

    const measured: Record<ServerName, Measured[]> = { bare: [], naive: [], accepted: [] }
    for (const turn of turns) for (const server of serverNames) measured[server].push(await measure(server, turn))
    // Without figures about the rows that just came the planner compares each with each.
    await admin`vacuum analyze`
    const asked = turns.flatMap((turn) => turn.asked.map(({ applicationId }) => applicationId))
    const kept = await keptOf(admin, place.authority.schema, place.keyring, asked)
    const { broken } = await checkExam(place.ownerUrl, place.authority)
    const [bare, naive, accepted] = [middle(measured.bare), middle(measured.naive), middle(measured.accepted)]
    const acknowledged = sumOf(measured.accepted, 'answered')
    return {
      accepted: shown(accepted),
      bare: shown(bare),
      naive: shown(naive),
      acceptedToBare: ratio(accepted.cpuMicros, bare.cpuMicros),
      acceptedToNaive: ratio(accepted.cpuMicros, naive.cpuMicros),
      perSecondToNaive: ratio(accepted.perSecond, naive.perSecond),
      rounds,
      acknowledged,
      kept,
      missed: [
        ...serverNames.filter((server) => sumOf(measured[server], 'errors') > 0).map((server) => `${server}: errors`),
        ...serverNames
          .filter((server) => sumOf(measured[server], 'judged') < each * rounds)
          .map((server) => `${server}: the front let ${sumOf(measured[server], 'judged')} of ${each * rounds} in`),
        ...(accepted.cpuMicros > 5 * bare.cpuMicros ? ['accepted.cpuMicros > 5 × bare.cpuMicros'] : []),
        ...(accepted.cpuMicros > 0.9 * naive.cpuMicros ? ['accepted.cpuMicros > 0.9 × naive.cpuMicros'] : []),
        ...(accepted.perSecond < naive.perSecond ? ['accepted.perSecond < naive.perSecond'] : []),
        ...(kept < acknowledged ? [`${acknowledged - kept} acknowledged submissions are not in the database`] : []),
        ...broken.map(({ invariant }) => `broken: ${invariant}`),
      ],
    }
  })
}

/** Each request is counted and judged, and nobody is sent away: what is asked here is what serving them costs. */
const everybody = (users: number) => ({ perSecond: 1_000_000, atOnce: Math.max(256, users) })

const ratio = (a: number, b: number) => Math.round((a / b) * 100) / 100

const rounded = ({ perSecond, p50Ms, p99Ms, ...counts }: Told): Told => ({
  perSecond: Math.round(perSecond),
  p50Ms: Math.round(p50Ms * 10) / 10,
  p99Ms: Math.round(p99Ms * 10) / 10,
  ...counts,
})

/** Of each figure the middle one of the rounds; errors are counted together. */
function middle(of: readonly Measured[]): Measured {
  const at = (figure: keyof Measured) =>
    known(of.map((one) => one[figure]).sort((a, b) => a - b)[Math.floor((of.length - 1) / 2)], 'a round')
  return {
    perSecond: at('perSecond'),
    p50Ms: at('p50Ms'),
    p99Ms: at('p99Ms'),
    answered: at('answered'),
    errors: sumOf(of, 'errors'),
    cpuMicros: at('cpuMicros'),
    judged: at('judged'),
  }
}

const sumOf = (of: readonly Measured[], figure: keyof Measured) => of.reduce((sum, one) => sum + one[figure], 0)

const shown = ({ answered: _, judged: __, ...measured }: Measured) => measured
