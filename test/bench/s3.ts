import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { environmentWith } from '../../src/config.ts'
import { reachStore, type S3Place, s3Store } from '../../src/files/s3-store.ts'
import { hashOf, seal } from '../../src/files/seal.ts'
import { diskStore, type FileStore } from '../../src/files/store.ts'
import { known } from '../../src/foundation/invariant.ts'
import { freePort } from '../../src/rehearsal/free-port.ts'
import type { Figures, Options } from '../support/run-named.ts'

/**
 * The store of files against a real S3 server, beside the disk store in the same run: what is put comes back, what is absent is absent, what
 * was changed or is not permitted is noticed, and everything acknowledged is there after the server was killed in the middle of it.
 * `npm run bench -- s3 [--files 120] [--bytes 200000] [--program PATH] [--json]`.
 */
const Given = z.strictObject({
  files: z.coerce.number().int().min(20).max(5000).default(120),
  bytes: z.coerce.number().int().min(1).max(4_000_000).default(200_000),
  program: z.string().optional(),
})

const module = 'github.com/versity/versitygw/cmd/versitygw@v1.8.0'
const owner = { keyId: 'bench', secret: 'bench-only' }
const parallel = 16

export async function measure(options: Options): Promise<Figures> {
  const { files, bytes, program } = Given.parse(options)
  const gateway = findProgram(program)
  const folder = await mkdtemp(join(tmpdir(), 's3-bench-'))
  const port = await freePort()
  const place: S3Place = { endpoint: `http://127.0.0.1:${port}`, bucket: 'uploads', region: 'us-east-1', ...owner }
  await mkdir(join(folder, 'buckets', place.bucket), { recursive: true })
  let server = start(gateway, join(folder, 'buckets'), port)
  const missed: string[] = []
  const expected = (what: string, holds: boolean) => {
    if (!holds) missed.push(what)
  }
  try {
    const store = s3Store(place)
    await reachable(store)
    tell(`${gateway} answers at ${place.endpoint}`)
    const contents = Array.from({ length: files }, () => sealed(bytes))
    const s3 = await timed(store, contents)
    tell(`${files} files put and got back`)
    const disk = await timed(diskStore(join(folder, 'disk'), randomUUID), contents)

    const first = known(contents[0], 'a file')
    expected('an absent name is absent', (await store.get(hashOf(randomBytes(32)))) === undefined)
    await store.put(first.bytes, first.hash)
    await store.remove(first.hash)
    await store.remove(first.hash)
    expected('what was removed is absent, and removing it again is no mistake', (await store.get(first.hash)) === undefined)
    const second = known(contents[1], 'a file')
    await writeFile(join(folder, 'buckets', place.bucket, second.hash.slice(0, 2), second.hash), 'not what was put')
    expected('a changed file is noticed', await throws(() => store.get(second.hash)))
    await store.put(second.bytes, second.hash)
    expected('a wrong secret is refused', await throws(() => s3Store({ ...place, secret: 'another' }).get(second.hash)))
    expected('a bucket that is not there is said', await throws(() => reachStore(s3Store({ ...place, bucket: 'not-there' }))))

    tell('killing the server in the middle of puts')
    const more = Array.from({ length: files }, () => sealed(bytes))
    const patient = s3Store(place, { tryMilliseconds: 5000, pauses: [100, 200, 400, 800, 1600] })
    const acknowledged: string[] = []
    const kills = 5
    let killed = 0
    await together(more, async ({ hash, bytes }, index) => {
      if (killed < kills && index >= (killed + 1) * Math.floor(files / (kills + 1))) {
        killed += 1
        server = await restarted(server, () => start(gateway, join(folder, 'buckets'), port))
      }
      await patient.put(bytes, hash)
      acknowledged.push(hash)
    })
    const lost = (await Promise.all(acknowledged.map((hash) => store.get(hash)))).filter((one) => one === undefined).length
    expected('everything acknowledged is there', lost === 0)
    expected('the server was killed', killed === kills)
    return { files, bytes, s3, disk, kills: killed, acknowledged: acknowledged.length, lost, missed }
  } finally {
    await ended(server)
    await rm(folder, { recursive: true, force: true })
  }
}

const tell = (line: string) => process.stderr.write(`${line}\n`)

type Content = { readonly bytes: Uint8Array; readonly hash: string }

function sealed(bytes: number): Content {
  const content = seal(randomBytes(bytes), randomBytes(32), 'bench001')
  return { bytes: content, hash: hashOf(content) }
}

/** Milliseconds for each file one after the other, and files a second with several at once. */
async function timed(store: FileStore, contents: readonly Content[]) {
  const few = contents.slice(0, 20)
  const putMs = await millisecondsOf(async () => {
    for (const { bytes, hash } of few) await store.put(bytes, hash)
  })
  const getMs = await millisecondsOf(async () => {
    for (const { hash } of few) known(await store.get(hash), hash)
  })
  const together16 = await millisecondsOf(() => together(contents, ({ bytes, hash }) => store.put(bytes, hash)))
  const read16 = await millisecondsOf(() => together(contents, async ({ hash }) => known(await store.get(hash), hash)))
  const each = (ms: number) => Math.round((ms / few.length) * 10) / 10
  const perSecond = (ms: number) => Math.round((contents.length / ms) * 1000)
  return { putMs: each(putMs), getMs: each(getMs), putsPerSecond: perSecond(together16), getsPerSecond: perSecond(read16) }
}

async function together<T>(all: readonly T[], work: (one: T, index: number) => Promise<unknown>): Promise<void> {
  const entries = all.entries()
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      for (const [index, one] of entries) await work(one, index)
    }),
  )
}

async function millisecondsOf(work: () => Promise<void>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

const throws = async (work: () => Promise<unknown>): Promise<boolean> =>
  work().then(
    () => false,
    () => true,
  )

function findProgram(given: string | undefined): string {
  const name = 'versitygw'
  const places = [given, join(homedir(), 'go', 'bin', name), join('/usr/local/bin', name), join('/usr/bin', name)]
  const found = places.find((path) => path !== undefined && existsSync(path)) ?? onPath(name)
  if (!found) throw new Error(`This needs a real S3 server. Where Go is: go install ${module}; or name the program with --program PATH.`)
  return found
}

function onPath(name: string): string | undefined {
  try {
    return execFileSync('which', [name], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

function start(program: string, buckets: string, port: number): ChildProcess {
  return spawn(program, ['--port', `127.0.0.1:${port}`, '--quiet', 'posix', buckets], {
    stdio: 'ignore',
    env: environmentWith({ ROOT_ACCESS_KEY: owner.keyId, ROOT_SECRET_KEY: owner.secret }),
  })
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const exit = new Promise((done) => server.once('exit', done))
  server.kill('SIGKILL')
  await exit
}

async function restarted(server: ChildProcess, again: () => ChildProcess): Promise<ChildProcess> {
  await ended(server)
  return again()
}

async function reachable(store: FileStore): Promise<void> {
  for (let left = 100; ; left -= 1) {
    try {
      return await reachStore(store)
    } catch (error) {
      if (left === 0) throw error
      await pause(50)
    }
  }
}
