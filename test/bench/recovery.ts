import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { z } from 'zod'
import type { Submission } from '../../load/candidates.ts'
import { environmentWith } from '../../src/config.ts'
import { known } from '../../src/foundation/invariant.ts'
import { hashOfCode, keptCode } from '../../src/processes/kept-code.ts'
import { freePort } from '../../src/rehearsal/free-port.ts'
import { openRushGround, type RushGround } from '../fault/rush-ground.ts'
import { pastLimit } from '../support/limits.ts'
import { progress } from '../support/progress.ts'
import type { Figures, Options } from '../support/run-named.ts'
import { ask, type RunningService, runService, statusOf } from '../support/running-service.ts'

/**
 * How soon people are served again: after the whole service was killed, after PostgreSQL was away, and while two processes behind HAProxy are
 * replaced one after the other, under requests that nobody repeats. The configuration of HAProxy is docker/haproxy.cfg.
 * `npm run bench -- recovery [--restarts 5] [--rolling-restarts 100] [--json]`: about nine minutes on two free cores.
 */
const Given = z.strictObject({
  restarts: z.coerce.number().int().min(1).max(100).default(5),
  'rolling-restarts': z.coerce.number().int().min(0).max(1000).default(100),
})

const limits = { restartMs: 2000, databaseBackMs: 500 } as const
const processes = 2
const patienceMilliseconds = 120_000
/** Longer than HAProxy takes to look (docker/haproxy.cfg). */
const drainSeconds = 1

export async function measure(options: Options): Promise<Figures> {
  const { restarts, 'rolling-restarts': rollingRestarts } = Given.parse(options)
  const haproxy = rollingRestarts > 0 ? findHaproxy() : ''
  const say = progress()
  const ground = await openRushGround()
  try {
    await ground.provide(200)
    const { afterKill, afterAbsence } = await alone(ground, restarts, say)
    const rolled = rollingRestarts > 0 ? await rolling(ground, haproxy, rollingRestarts, say) : { requests: 0, failed: 0, failures: [] }
    const [restartMs, databaseBackMs] = [Math.max(...afterKill), Math.max(...afterAbsence)]
    return {
      restartMs,
      databaseBackMs,
      rollingRestarts,
      ...rolled,
      restarts: afterKill,
      absences: afterAbsence,
      missed: pastLimit({ restartMs, databaseBackMs }, limits),
    }
  } finally {
    await ground.close()
  }
}

/** A submission, the same one again and again until it is acknowledged. Answers when that was. */
async function firstSuccess(ground: RushGround): Promise<number> {
  const one = known(ground.next(), 'a candidate who is ready')
  const began = performance.now()
  while ((await statusOf(submissionOf(ground, one))) !== 201) {
    if (performance.now() - began > patienceMilliseconds) throw new Error('nobody was served for two minutes')
    await pause(5)
  }
  return performance.now()
}

const submissionOf = ({ port, place }: RushGround, { path, body, cookie, key }: Submission) => ({
  port,
  path,
  body,
  method: 'POST',
  headers: { 'content-type': 'application/json', cookie, 'idempotency-key': key, origin: place.authority.origin },
})

async function alone(ground: RushGround, times: number, say: (line: string) => void) {
  const start = () => runService({ ...ground.settings, PROCESSES: String(processes) })
  let service: RunningService = start()
  /** What goes away while a process is still starting is another question. */
  const whole = () => untilTrue(() => service.serving().length === processes, 'not every process of the service began to serve')
  try {
    await firstSuccess(ground)
    // As an operator has it: the start before left its code.
    await untilTrue(() => keptCode(hashOfCode()) !== undefined, 'the code of the service was not kept')
    const afterKill: number[] = []
    for (let done = 0; done < times; done += 1) {
      await whole()
      await service.kill()
      const killed = performance.now()
      service = start()
      afterKill.push(Math.round((await firstSuccess(ground)) - killed))
      say(`killed and started: first success after ${afterKill.at(-1)} ms`)
    }
    const afterAbsence: number[] = []
    await whole()
    for (let done = 0; done < times; done += 1) {
      await ground.postgres.kill()
      const served = firstSuccess(ground)
      // Long enough for every pause between attempts to have grown as long as it gets.
      await pause(3000)
      const [back, first] = await Promise.all([untilThere(ground), served, ground.postgres.start()])
      afterAbsence.push(Math.max(0, Math.round(first - back)))
      say(`PostgreSQL away for three seconds: first success ${afterAbsence.at(-1)} ms after it is back`)
    }
    return { afterKill, afterAbsence }
  } finally {
    await service.kill()
  }
}

/** When PostgreSQL answers a question of ours again. */
async function untilThere({ adminUrl }: RushGround): Promise<number> {
  for (const began = performance.now(); ; await pause(5)) {
    const client = postgres(adminUrl, { max: 1, fetch_types: false, backoff: false, connect_timeout: 2, onnotice: () => {} })
    const there = await client`select 1`.then(
      () => true,
      () => false,
    )
    const at = performance.now()
    await client.end({ timeout: 0 })
    if (there) return at
    if (at - began > patienceMilliseconds) throw new Error('PostgreSQL did not come back in two minutes')
  }
}

function findHaproxy(): string {
  const found = ['haproxy', '/usr/sbin/haproxy'].find((program) => spawnSync(program, ['-v']).status === 0)
  if (!found) throw new Error('HAProxy was not found. On Debian: apt-get install haproxy (or --rolling-restarts 0 to leave it out)')
  return found
}

/** Nobody repeats a request here: what fails has failed. */
async function rolling(ground: RushGround, haproxy: string, times: number, say: (line: string) => void) {
  const folder = await mkdtemp(join(tmpdir(), 'haproxy-'))
  const ports = [await freePort(), await freePort()]
  const start = (port: number) =>
    runService({ ...ground.settings, PORT: String(port), PROCESSES: '1', DRAIN_SECONDS: String(drainSeconds), LOG_LEVEL: 'fatal' })
  let services = ports.map(start)
  const state = await freePort()
  const proxy = await startHaproxy(haproxy, folder, { port: ground.port, state }, ports)
  const agent = new Agent({ keepAlive: true, maxSockets: 32 })
  const failures: string[] = []
  let [requests, over] = [0, false]
  const client = async (turn: number) => {
    // Each repeats their own alone: of two at once with one key the second is told that the first is in progress.
    const acknowledged: Submission[] = []
    for (let asked = turn; !over; asked += 1) {
      const fresh = asked % 16 === 0 ? ground.next() : undefined
      const sent = fresh ?? (asked % 2 === 0 ? acknowledged.at(asked % Math.max(1, acknowledged.length)) : undefined)
      const request = sent ? submissionOf(ground, sent) : { port: ground.port, path: asked % 4 === 1 ? '/' : '/public/exams' }
      requests += 1
      const status = await ask({ ...request, agent }).then(
        ({ status: of, text }) => (of < 400 ? of : `${of} ${/"code":"(\w+)"/.exec(text)?.[1] ?? text.slice(0, 80)}`),
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      )
      if (status !== (sent ? 201 : 200)) failures.push(`${sent ? 'submission' : request.path}: ${status}`)
      else if (fresh) acknowledged.push(fresh)
      await pause(40)
    }
  }
  try {
    for (const port of ports) await untilReady(port)
    await untilReady(ground.port, () => proxy.exitCode === null)
    await untilSeen(state, ports.length)
    const clients = Array.from({ length: 12 }, (_, turn) => client(turn))
    for (let done = 0; done < times; done += 1) {
      await ground.provide(100)
      for (const [index, port] of ports.entries()) {
        const code = await services[index]?.stop()
        if (code !== 0) failures.push(`a service ended with ${code} when it was told to stop`)
        services = services.with(index, start(port))
        await untilReady(port)
        // HAProxy has to see it as well before the other one leaves.
        await untilSeen(state, ports.length)
      }
      if ((done + 1) % 5 === 0) say(`${done + 1} rolling restarts, ${requests} requests, ${failures.length} failed`)
    }
    over = true
    await Promise.all(clients)
    return { requests, failed: failures.length, failures: [...new Set(failures)].slice(0, 10) }
  } finally {
    over = true
    agent.destroy()
    proxy.kill('SIGKILL')
    await Promise.all(services.map((service) => service.kill()))
    await rm(folder, { recursive: true, force: true })
  }
}

type Ports = { readonly port: number; readonly state: number }

async function startHaproxy(program: string, folder: string, { port, state }: Ports, [one, two]: readonly number[]): Promise<ChildProcess> {
  const wayIn = join(folder, 'way-in.cfg')
  const told = `frontend state\n  bind 127.0.0.1:${state}\n  stats enable\n  stats uri /\n`
  await writeFile(wayIn, `${told}frontend bench\n  bind 127.0.0.1:${port}\n  bind [::1]:${port}\n  default_backend service\n`)
  const shared = join(import.meta.dirname, '..', '..', 'docker', 'haproxy.cfg')
  // `localhost` is what the service listens on, whichever of the two that is here.
  const env = environmentWith({ SERVER_ONE: `localhost:${one}`, SERVER_TWO: `localhost:${two}` })
  return spawn(program, ['-db', '-f', shared, '-f', wayIn], { env, stdio: ['ignore', 'ignore', 'inherit'] })
}

const untilReady = (port: number, lives = () => true): Promise<void> =>
  untilTrue(async () => {
    if (!lives()) throw new Error('HAProxy ended; it has said why')
    return (await statusOf({ port, path: '/health/ready' })) === 200
  }, 'the service did not become ready')

/** Until HAProxy itself says that so many serve beside those it keeps for the worst. */
const untilSeen = (state: number, many: number): Promise<void> =>
  untilTrue(async () => {
    const reply = await fetch(`http://127.0.0.1:${state}/;csv`)
    const lines = (await reply.text()).split('\n').map((line) => line.split(','))
    // pxname, svname; the eighteenth is the status.
    const up = lines.filter(([backend, server, ...rest]) => backend === 'service' && /^(one|two)$/.test(server ?? '') && rest[15] === 'UP')
    return up.length === many
  }, 'HAProxy did not see the processes')

async function untilTrue(holds: () => boolean | Promise<boolean>, otherwise: string): Promise<void> {
  for (const began = performance.now(); !(await holds()); await pause(20))
    if (performance.now() - began > patienceMilliseconds) throw new Error(`${otherwise} in two minutes`)
}
