import { randomInt } from 'node:crypto'
import { Agent } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import postgres from 'postgres'
import { checkExam } from '../../db/check-exam.ts'
import { connect } from '../../db/connect.ts'
import type { Submission } from '../../load/candidates.ts'
import { verifyLog } from '../../src/log/verify-log.ts'
import { ask, type RunningService, runService } from '../support/running-service.ts'
import { standingOf } from '../support/standing.ts'
import type { RushGround } from './rush-ground.ts'

/**
 * Candidates submit, each repeating under one key until answered, while the service and PostgreSQL are killed again and again. Then the database
 * is asked what became of every submission that was acknowledged.
 */
export type Killed = {
  readonly serviceKills: number
  readonly postgresKills: number
  readonly acknowledged: number
  /** Requests that were refused, cut off or not answered and sent again. */
  readonly repeated: number
  /** Acknowledged, and not there as it was acknowledged. */
  readonly lost: number
  /** There more than once: versions, log entries or applications of one person. */
  readonly duplicates: number
  /** Another answer to the same request. */
  readonly changed: number
  /** What else does not hold: invariants, the log, unexpected answers. */
  readonly broken: readonly string[]
}

type Plan = {
  readonly serviceKills: number
  readonly postgresKills: number
  readonly processes: number
  readonly clients: number
  /** A kill comes after so many acknowledgements since the last one, at random in between. */
  readonly between: readonly [number, number]
  readonly say: (line: string) => void
}

type Acknowledged = { readonly submission: Submission; readonly answer: unknown }

/** A machine that is busy with other things may need long to start a process; one that never answers must not hold the run for ever. */
const patienceMilliseconds = 120_000

export async function killUnderLoad(ground: RushGround, plan: Plan): Promise<Killed> {
  const settings = { ...ground.settings, PROCESSES: String(plan.processes), LOG_LEVEL: 'info' }
  let service: RunningService = runService(settings)
  /** As a service manager would: a start that fails, because PostgreSQL is away at that moment, is tried again. */
  const keep = async () => {
    while (!over) {
      const ended = await service.ended
      if (over) return ended
      service = runService(settings)
    }
    return service.ended
  }
  const acknowledged: Acknowledged[] = []
  const broken: string[] = []
  const agent = new Agent({ keepAlive: true, maxSockets: plan.clients })
  let [repeated, changed, over] = [0, 0, false]

  /** As a browser's script would: again and again under the same key until there is an answer. */
  const untilAnswered = async ({ path, body, cookie, key }: Submission): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', cookie, 'idempotency-key': key, origin: ground.place.authority.origin }
    for (const began = performance.now(); ; repeated += 1) {
      const reply = await ask({ port: ground.port, path, method: 'POST', headers, body, agent }).catch(() => undefined)
      if (reply?.status === 201) return JSON.parse(reply.text)
      // The one before may still be on its way: at a process that was not killed, or with somebody else who sends it again.
      const underWay = reply?.status === 409 && reply.text.includes('"in_progress"')
      if (reply && reply.status !== 503 && reply.status !== 429 && !underWay) {
        broken.push(`answered ${reply.status}: ${reply.text.slice(0, 200)}`)
        return undefined
      }
      if (performance.now() - began > patienceMilliseconds) throw new Error('a submission was not answered in two minutes')
      await pause(50)
    }
  }
  /** New ones while there are any; in between, and afterwards, what was acknowledged before is sent again. */
  const client = async () => {
    while (!over) {
      const again = randomInt(4) === 0 ? acknowledged[randomInt(Math.max(1, acknowledged.length))] : undefined
      const submission = again?.submission ?? ground.next()
      if (!submission) {
        await pause(20)
        continue
      }
      const answer = await untilAnswered(submission)
      if (answer === undefined) continue
      if (again === undefined) acknowledged.push({ submission, answer })
      else if (!isDeepStrictEqual(again.answer, answer)) changed += 1
    }
  }
  const acknowledgedMore = async () => {
    const until = acknowledged.length + randomInt(plan.between[0], plan.between[1] + 1)
    for (const began = performance.now(); acknowledged.length < until; await pause(2))
      if (performance.now() - began > patienceMilliseconds) throw new Error('nothing was acknowledged in two minutes')
  }

  const most = plan.between[1] * 4
  await ground.provide(most)
  const kept = keep()
  const clients = Array.from({ length: plan.clients }, client)
  const failed = Promise.all(clients)
  const kills = shuffled([
    ...Array.from({ length: plan.serviceKills }, () => 'service' as const),
    ...Array.from({ length: plan.postgresKills }, () => 'postgres' as const),
  ])
  const done = { service: 0, postgres: 0 }
  const killPostgres = async () => {
    const killed = await ground.postgres.kill()
    await ground.postgres.start()
    return killed
  }
  /** The whole service, or one of its processes, which the parent then replaces. */
  const killService = (whole: boolean) => {
    const one = service.serving().at(randomInt(2) - 1)
    return whole || one === undefined ? service.kill() : killedIfThere(one)
  }
  const work = async () => {
    for (const [index, what] of kills.entries()) {
      let killed = false
      // What has just ended by itself, as the service does when PostgreSQL is away while it starts, was not killed by us: the turn is repeated.
      while (!killed) {
        await ground.provide(most)
        await acknowledgedMore()
        killed = what === 'postgres' ? await killPostgres() : await killService(index % 2 === 0)
      }
      done[what] += 1
      if ((index + 1) % 10 === 0)
        plan.say(`${index + 1} of ${kills.length} kills, ${acknowledged.length} acknowledged, ${repeated} sent again`)
    }
    await acknowledgedMore()
  }
  try {
    await Promise.race([work(), failed])
    over = true
    await failed
    plan.say('sending everything that was acknowledged once more')
    const left = [...acknowledged]
    const again = async () => {
      for (let one = left.pop(); one; one = left.pop())
        if (!isDeepStrictEqual(await untilAnswered(one.submission), one.answer)) changed += 1
    }
    await Promise.all(clients.map(again))
    await service.stop()
    const code = await kept
    if (code !== 0) broken.push(`the service ended with ${code} when it was told to stop`)
  } finally {
    over = true
    agent.destroy()
    await service.kill()
  }
  plan.say('asking the database what became of them')
  const found = await whatBecame(ground, acknowledged)
  const { broken: invariants } = await checkExam(ground.place.ownerUrl, ground.place.authority)
  return {
    serviceKills: done.service,
    postgresKills: done.postgres,
    acknowledged: acknowledged.length,
    repeated,
    lost: found.lost,
    duplicates: found.duplicates,
    changed,
    broken: [...new Set([...broken, ...invariants.map(({ invariant }) => invariant), ...(await faultsOfLog(ground))])],
  }
}

/** False where it ended by itself in between, with its parent. */
function killedIfThere(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch {
    return false
  }
}

function shuffled<T>(items: readonly T[]): T[] {
  const left = [...items]
  return Array.from(items, () => left.splice(randomInt(left.length), 1)).flat()
}

/** Each acknowledged submission stands there as it was acknowledged: once, with one version, one log entry, and one answer kept. */
async function whatBecame(ground: RushGround, acknowledged: readonly Acknowledged[]) {
  const admin = postgres(ground.adminUrl, { max: 1, onnotice: () => {} })
  const { schema } = ground.place.authority
  try {
    const ids = acknowledged.map(({ submission }) => submission.applicationId)
    const byId = new Map((await standingOf(admin, schema, ids)).map((row) => [row.id, row]))
    const [twice] = await admin<{ many: number }[]>`
      select count(*)::int as many from (select from ${admin(schema)}.applications group by exam_id, person_id having count(*) > 1) as several`
    const found = ids.map((id) => byId.get(id))
    return {
      lost: found.filter((row) => !row || row.versions === 0 || row.entries === 0 || row.kept === 0).length,
      duplicates: found.filter((row) => row && (row.versions > 1 || row.entries > 1 || row.kept > 1)).length + (twice?.many ?? 0),
    }
  } finally {
    await admin.end({ timeout: 5 })
  }
}

async function faultsOfLog({ place: { authority, keyring, serviceUrl } }: RushGround): Promise<string[]> {
  const database = connect(serviceUrl, { max: 1 })
  try {
    const { faults } = await verifyLog({ authority, keyring, within: (role, work) => database.inAuthority(authority, role, work) })
    return faults.map(({ code, where }) => `log: ${code} ${where}`)
  } finally {
    await database.close()
  }
}
