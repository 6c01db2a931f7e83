import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { chmod, mkdir, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { z } from 'zod'
import { canEnter, handOver, type Programs, programsFor, type Runner, runnerOfServer, systemFolder } from './embedded-place.ts'
import { atEnd, enter, isAlive, signalStop, stopAfterUs } from './embedded-users.ts'
import { ownerLogin, serviceLogin } from './roles.ts'

/**
 * The PostgreSQL that npm brings, for whoever has none. In `folder` lies `cluster/`: the secrets (mode 0600), the data, a log, and one
 * file per process that uses the server. Where the server's user cannot enter `folder`, the data lies in a folder of the system and the
 * secrets name it. The server listens on the loopback address alone, has no socket file, and asks for a password.
 *
 * Several processes may share a folder: PostgreSQL's own lock lets one server run, the others find it, and the last one stops it, even if it
 * went by `kill -9`. After `kill -9` of the server the next start recovers its data.
 */
export type EmbeddedServer = {
  readonly adminUrl: string
  readonly ownerUrl: string
  readonly serviceUrl: string
  readonly port: number
  isAlive(): boolean
  /** Leaves the server, and stops it when nobody else uses it. */
  stop(): Promise<void>
  /** SIGKILL, as a crash would, or after one: lets go of a server that is dead. */
  kill(): Promise<void>
  /** Stops, and deletes all data. */
  discard(): Promise<void>
}

export type EmbeddedOptions = {
  readonly folder: string
  /** `false`: a server for one run of tests, which does not wait for the disk. */
  readonly durable?: boolean
}

const Secrets = z.strictObject({ data: z.string(), admin: z.string(), owner: z.string(), service: z.string() })
type Secrets = z.infer<typeof Secrets>

type Cluster = {
  readonly folder: string
  readonly secrets: Secrets
  readonly runner: Runner
  readonly programs: Programs
  readonly durable: boolean
}
type Running = { readonly pid: number; readonly port: number }

const database = 'gongyuan'
const patienceMilliseconds = 30_000
const attemptsToStart = 150

export async function startEmbedded({ folder, durable = true }: EmbeddedOptions): Promise<EmbeddedServer> {
  const runner = await runnerOfServer()
  const programs = await programsFor(runner)
  const cluster = await openCluster(resolve(folder), runner, programs, durable)
  const leave = enter(join(cluster.folder, 'users'))
  const running = await findOrStart(cluster).catch((error: unknown) => {
    leave()
    throw error
  })
  await prepare(cluster, running.port)
  const guard = stopAfterUs(running.pid, join(cluster.folder, 'users'), join(cluster.secrets.data, 'postmaster.pid'))
  const url = (login: string, password: string, name: string) => `postgres://${login}:${password}@127.0.0.1:${running.port}/${name}`
  const release = atEnd(() => {
    if (leave()) signalStop(running.pid)
  })
  const stop = async () => {
    release()
    guard.dismiss()
    if (leave()) await stopServer(cluster, running)
  }
  return {
    adminUrl: url('postgres', cluster.secrets.admin, database),
    ownerUrl: url(ownerLogin, cluster.secrets.owner, database),
    serviceUrl: url(serviceLogin, cluster.secrets.service, database),
    port: running.port,
    isAlive: () => isAlive(running.pid),
    stop,
    kill: async () => {
      if (isAlive(running.pid)) process.kill(running.pid, 'SIGKILL')
      await until(() => !isAlive(running.pid), 'the server outlived SIGKILL')
      release()
      guard.dismiss()
      leave()
    },
    discard: async () => {
      await stop()
      await rm(cluster.secrets.data, { recursive: true, force: true })
      await rm(cluster.folder, { recursive: true, force: true })
    },
  }
}

/** Makes the cluster beside its place and moves it there in one step: of two that begin at once, one is first and both use its work. */
async function openCluster(folder: string, runner: Runner, programs: Programs, durable: boolean): Promise<Cluster> {
  const place = join(folder, 'cluster')
  const open = async (): Promise<Cluster | undefined> => {
    const text = await readFile(join(place, 'secrets.json'), 'utf8').catch(() => undefined)
    return text === undefined ? undefined : { folder: place, secrets: Secrets.parse(JSON.parse(text)), runner, programs, durable }
  }
  const existing = await open()
  if (existing) return existing

  const unfinished = join(folder, `cluster.${process.pid}.${randomBytes(4).toString('hex')}`)
  await mkdir(folder, { recursive: true })
  await sweepUnfinished(folder)
  await mkdir(join(unfinished, 'users'), { recursive: true })
  // Others may pass through, to the data that belongs to the server's user alone, and read nothing.
  await chmod(unfinished, 0o711)
  const inside = await canEnter(runner, unfinished)
  const elsewhere = inside ? undefined : join(await systemFolder(), `data-${randomBytes(8).toString('hex')}`)
  const secret = () => randomBytes(24).toString('hex')
  const secrets: Secrets = { data: elsewhere ?? join(place, 'data'), admin: secret(), owner: secret(), service: secret() }
  await initialise(elsewhere ?? join(unfinished, 'data'), secrets.admin, runner, programs, durable)
  await writeFile(join(unfinished, 'secrets.json'), JSON.stringify(secrets), { mode: 0o600 })
  const first = await rename(unfinished, place).then(
    () => true,
    () => false,
  )
  if (!first) for (const left of [unfinished, elsewhere]) if (left) await rm(left, { recursive: true, force: true })
  const opened = await open()
  if (!opened) throw new Error(`the embedded database could not be made in ${place}`)
  return opened
}

async function initialise(data: string, password: string, runner: Runner, programs: Programs, durable: boolean): Promise<void> {
  await mkdir(data, { mode: 0o700 })
  const passwordFile = `${data}.password`
  await writeFile(passwordFile, password, { mode: 0o600 })
  for (const path of [data, passwordFile]) await handOver(runner, path)
  try {
    const flags = [`--pgdata=${data}`, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8']
    const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    const result = spawnSync(programs.initdb, [...flags, ...locale, '--no-instructions', ...(durable ? [] : ['--no-sync'])], {
      ...runner,
      cwd: '/',
      env: environment,
      encoding: 'utf8',
    })
    if (result.status !== 0)
      throw new Error(`the embedded database could not be made in ${data}: ${result.error?.message ?? result.stderr}`)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

async function sweepUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^cluster\.(\d+)\.[0-9a-f]+$/.exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(folder, name), { recursive: true, force: true })
  }
}

/** Until a server answers: use the one that runs, or start one; losing that race, or finding remains of a crash, means looking again. */
async function findOrStart(cluster: Cluster): Promise<Running> {
  let said = ''
  for (let attempt = 0; attempt < attemptsToStart; attempt += 1) {
    const found = await findRunning(cluster)
    if (found) return found
    const started = await start(cluster)
    if (typeof started !== 'string') return started
    said = started
    await removeForeignLock(cluster)
    await pause(100)
  }
  throw new Error(`the embedded database in ${cluster.secrets.data} does not start: ${said}`)
}

/** postmaster.pid, by line: process, data folder, start, port, socket folder, address, memory, state. */
async function lockFile({ secrets }: Cluster): Promise<{ pid: number; port: number; ready: boolean } | undefined> {
  const text = await readFile(join(secrets.data, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' } : undefined
}

async function findRunning(cluster: Cluster): Promise<Running | undefined> {
  const lock = await lockFile(cluster)
  if (!lock?.ready || !isAlive(lock.pid)) return undefined
  const admin = postgres({ ...login(cluster, lock.port), connect_timeout: 2 })
  try {
    const [answer] = await admin<{ folder: string }[]>`select current_setting('data_directory') as folder`
    return answer?.folder === cluster.secrets.data ? { pid: lock.pid, port: lock.port } : undefined
  } catch {
    return undefined
  } finally {
    await admin.end({ timeout: 1 })
  }
}

const login = ({ secrets }: Cluster, port: number) => ({
  host: '127.0.0.1',
  port,
  user: 'postgres',
  password: secrets.admin,
  database: 'postgres',
  max: 1,
  onnotice: () => {},
})

/** The server, ready; or what it said before it gave up. */
async function start(cluster: Cluster): Promise<Running | string> {
  const { programs, runner, secrets, folder, durable } = cluster
  const port = await freePort(join(folder, 'port'))
  const logFile = join(folder, 'log')
  const { size } = await stat(logFile).catch(() => ({ size: 0 }))
  if (size > 10_000_000) await truncate(logFile)
  const log = openSync(logFile, 'a', 0o600)
  const child = spawn(programs.postgres, ['-D', secrets.data, '-p', String(port), ...settings(durable)], {
    ...runner,
    cwd: '/',
    env: environment,
    // A group of its own: the terminal's Ctrl-C is for us, who stop the server after the service has let go of it.
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const failed = new Promise<string>((give) => {
    child.once('error', (error) => give(error.message))
    child.once('exit', () => give(lastLines(logFile)))
  })
  const ready = (async () => {
    const isReady = async () => {
      const lock = await lockFile(cluster)
      return lock?.ready === true && lock.pid === child.pid
    }
    while (!(await isReady()) && child.exitCode === null && child.signalCode === null) await pause(10)
  })()
  const outcome = await Promise.race([failed, ready])
  if (typeof outcome === 'string' || child.pid === undefined) return outcome ?? 'it has no process'
  child.unref()
  await writeFile(join(folder, 'port'), String(port))
  return { pid: child.pid, port }
}

function settings(durable: boolean): string[] {
  const common = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Values of a refused row would otherwise stand in the log.
    log_error_verbosity: 'terse',
  }
  const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: '0' }
  return Object.entries(durable ? common : { ...common, ...careless }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Nothing of what a user's shell may say to PostgreSQL programs. */
const environment = { LC_ALL: 'C', TZ: 'UTC' }

/** The port of last time, so that a service finds its server again after a crash; else any free one. */
async function freePort(remembered: string): Promise<number> {
  const last = Number(await readFile(remembered, 'utf8').catch(() => '0'))
  return (await tryPort(last)) ?? (await tryPort(0)) ?? Promise.reject(new Error('there is no free port on 127.0.0.1'))
}

const tryPort = (port: number) =>
  new Promise<number | undefined>((give) => {
    const server = createServer()
    server.once('error', () => give(undefined))
    server.listen({ port, host: '127.0.0.1' }, () => {
      const address = server.address()
      server.close(() => give(typeof address === 'object' && address ? address.port : undefined))
    })
  })

/** After a crash of the machine the process id in the lock may belong to another program of the same user; PostgreSQL then waits for ever. */
async function removeForeignLock(cluster: Cluster): Promise<void> {
  const lock = await lockFile(cluster)
  if (!lock || process.platform === 'win32' || !isAlive(lock.pid)) return
  const command = spawnSync('ps', ['-o', 'command=', '-p', String(lock.pid)], { encoding: 'utf8' })
  const words = command.status === 0 ? command.stdout : readText(`/proc/${lock.pid}/cmdline`)
  if (words !== '' && !words.includes('postgres')) await rm(join(cluster.secrets.data, 'postmaster.pid'), { force: true })
}

/** Logins and the database, once. The lock is of this server's `postgres` database, where nobody else takes one. */
async function prepare(cluster: Cluster, port: number): Promise<void> {
  const admin = postgres(login(cluster, port))
  try {
    await admin`select pg_advisory_lock(1)`
    const there = await admin<{ name: string }[]>`
      select rolname::text as name from pg_roles union all select datname::text from pg_database`
    const missing = (name: string) => !there.some((row) => row.name === name)
    if (missing(ownerLogin)) await admin.unsafe(`create role ${ownerLogin} login createrole password '${cluster.secrets.owner}'`)
    if (missing(serviceLogin)) await admin.unsafe(`create role ${serviceLogin} login noinherit password '${cluster.secrets.service}'`)
    if (missing(database)) await admin.unsafe(`create database ${database} owner ${ownerLogin}`)
  } finally {
    await admin.end({ timeout: 5 })
  }
}

async function stopServer(cluster: Cluster, { pid }: Running): Promise<void> {
  signalStop(pid)
  await until(() => !isAlive(pid), `the embedded database in ${cluster.secrets.data} does not stop`)
}

async function until(holds: () => boolean, otherwise: string): Promise<void> {
  for (let waited = 0; !holds(); waited += 10) {
    if (waited > patienceMilliseconds) throw new Error(otherwise)
    await pause(10)
  }
}

const lastLines = (file: string) => readText(file).trimEnd().split('\n').slice(-5).join('\n')

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
