import { type ClientRequest, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type postgres from 'postgres'
import { z } from 'zod'
import { readyCandidates, type Submission } from '../../load/candidates.ts'
import { inOpenedPlace } from '../../load/opened-place.ts'
import { pictureOf } from '../../load/pictures.ts'
import { announceExam, type Place } from '../../load/ready-exam.ts'
import { openFile } from '../../src/files/sealed-files.ts'
import { diskStore } from '../../src/files/store.ts'
import { known } from '../../src/foundation/invariant.ts'
import { uploadLimits } from '../../src/registration/rules/upload.ts'
import { peakMb, residentMb } from '../support/process-memory.ts'
import type { Figures, Options } from '../support/run-named.ts'

/**
 * Uploads in their real size against the real service: what submissions wait while scans are taken, how much memory hundreds of slow lines and
 * a flood of whole bodies take, and whether what was cut off, or cut short by SIGKILL, goes on byte for byte.
 * `npm run bench -- uploads [--slow 200] [--flood 80] [--seconds 10] [--json]`. Linux: memory is read from /proc.
 */
const Given = z.strictObject({
  slow: z.coerce.number().int().min(1).max(1000).default(200),
  flood: z.coerce.number().int().min(1).max(400).default(80),
  seconds: z.coerce.number().int().min(2).max(60).default(10),
})

/** The room for bodies, and what a process may need beside it for one decoded picture and for what is not yet collected. */
const roomMb = 96
const besideMb = 320
const cutAt = 300_000
const patience = 20_000
const { piece } = uploadLimits
const type = 'application/offset+octet-stream'

export async function measure(options: Options): Promise<Figures> {
  const { slow, flood, seconds } = Given.parse(options)
  return inOpenedPlace(async ({ place, admin, served }) => {
    const exam = await announceExam(place)
    const scan = await pictureOf(2_000_000, { width: 1654, height: 2339 })
    const people = await readyCandidates(place, exam, slow + flood + 40 + seconds * 1500)
    const next = people.values()
    const person = () => known(next.next().value, 'another candidate')
    tell(`${people.length} candidates, a scan of ${scan.length} bytes`)

    const before = await served(async ({ pid, kill }) => {
      await submissions(place, person, 1)
      const start = residentMb(pid)
      const idle = await submissions(place, person, seconds / 2)
      tell('submissions while scans are uploaded')
      const stop = new AbortController()
      const taken = uploading(place, Array.from({ length: 16 }, person), scan, stop.signal)
      const busy = await submissions(place, person, seconds)
      stop.abort()
      const uploads = await taken
      const afterUploads = peakMb(pid)

      tell(`${slow} slow lines, each with ${cutAt} bytes sent`)
      const lines = await Promise.all(Array.from({ length: slow }, () => stall(place, person(), scan)))
      const stands = () => Promise.all(lines.map(({ location, by }) => standing(place, location, by)))
      const firstPieces = await within(patience, async () => (await stands()).every((offset) => offset >= piece))
      const slowMb = residentMb(pid)
      for (const { request } of lines) request.destroy()
      // Those that are not kept to the byte after that are counted below.
      await within(patience, async () => (await stands()).every((offset) => offset >= cutAt))
      const kept = await stands()
      const keptAll = kept.filter((offset) => offset >= piece).length
      const keptToTheByte = kept.filter((offset) => offset === cutAt).length

      tell(`${flood} whole bodies at once, the last byte withheld`)
      const bodies = Array.from({ length: flood }, () => withheld(place, person(), scan))
      await pause(4000)
      const floodMb = residentMb(pid)
      const statuses = await Promise.all(bodies.map(({ finish }) => finish()))
      const peak = peakMb(pid)

      const line = known(lines[0], 'a line')
      tell('SIGKILL in the middle of an upload')
      const dying = await stall(place, person(), scan)
      const dyingPiece = await within(patience, async () => (await standing(place, dying.location, dying.by)) >= piece)
      const acknowledged = await standing(place, dying.location, dying.by)
      await kill()
      dying.request.destroy()
      return {
        start,
        idle,
        busy,
        uploads,
        afterUploads,
        firstPieces,
        slowMb,
        keptAll,
        keptToTheByte,
        floodMb,
        peak,
        statuses,
        line,
        dying,
        dyingPiece,
        acknowledged,
      }
    })
    tell('a new process on the same data')
    const resumed = await served(async () => {
      const whole = person()
      const put = await fetch(`${place.authority.origin}${apiOf(whole)}/materials/education`, {
        method: 'PUT',
        headers: headersOf(place, whole),
        body: Buffer.from(scan),
      })
      await put.arrayBuffer()
      const wanted = await documentOf(place, admin, whole)
      const found = await Promise.all(
        [before.line, before.dying].map(async ({ location, by }) => {
          const offset = await standing(place, location, by)
          const rest = await patch(place, location, by, offset, scan.subarray(offset))
          return { offset, status: rest, same: wanted.equals(await documentOf(place, admin, by)) }
        }),
      )
      return { status: put.status, found }
    })
    const count = (status: number) => before.statuses.filter((one) => one === status).length
    const growthMb = before.peak - before.start
    const missed = [
      ...(before.busy.errors + before.idle.errors > 0 ? [`${before.busy.errors + before.idle.errors} submissions failed`] : []),
      ...(before.uploads.errors > 0 ? [`${before.uploads.errors} uploads failed`] : []),
      ...(growthMb > roomMb + besideMb ? [`memory grew by ${growthMb} MB`] : []),
      ...(before.firstPieces ? [] : [`not every slow line's first piece was acknowledged in ${patience / 1000} seconds`]),
      ...(before.dyingPiece ? [] : ['the service was killed before it had acknowledged a piece']),
      ...(before.keptAll < slow ? [`${slow - before.keptAll} of ${slow} cut uploads lost a whole piece`] : []),
      ...(count(201) + count(503) < flood || count(201) === 0 ? [`the flood was answered ${JSON.stringify(before.statuses)}`] : []),
      ...(resumed.found.every(({ status, same }) => status === 204 && same) ? [] : [`not resumed: ${JSON.stringify(resumed.found)}`]),
      ...(before.acknowledged > known(resumed.found[1], 'the killed one').offset ? ['what was acknowledged is lost'] : []),
    ]
    return {
      scanBytes: scan.length,
      submissionsIdle: before.idle,
      submissionsBesideUploads: before.busy,
      p50Ratio: Math.round((100 * before.busy.p50Ms) / before.idle.p50Ms) / 100,
      uploads: before.uploads,
      memoryMb: {
        start: before.start,
        peakAfterUploads: before.afterUploads,
        slow: before.slowMb,
        flood: before.floodMb,
        peak: before.peak,
      },
      growthMb,
      slowLines: { lines: slow, keptAcknowledged: before.keptAll, keptToTheByte: before.keptToTheByte },
      flood: { bodies: flood, taken: count(201), toldToComeBack: count(503) },
      afterKill: {
        acknowledged: before.acknowledged,
        standing: resumed.found[1]?.offset,
        sameDocument: resumed.found.map(({ same }) => same),
      },
      missed,
    }
  })
}

/** Whether it came about in so many milliseconds. */
async function within(milliseconds: number, holds: () => Promise<boolean>): Promise<boolean> {
  for (const from = performance.now(); performance.now() - from < milliseconds; await pause(100)) if (await holds()) return true
  return false
}

const tell = (line: string) => process.stderr.write(`${line}\n`)
const apiOf = ({ path }: Submission) => path.replace(/\/submissions$/, '')
const headersOf = ({ authority }: Place, { cookie }: Submission) => ({ cookie, origin: authority.origin, 'tus-resumable': '1.0.0' })

/** Four people after the other submit for so many seconds. */
async function submissions(place: Place, person: () => Submission, seconds: number) {
  const until = performance.now() + seconds * 1000
  const waited: number[] = []
  let errors = 0
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let many = 0; performance.now() < until && many < seconds * 40; many += 1) {
        const by = person()
        const from = performance.now()
        const answer = await fetch(`${place.authority.origin}${by.path}`, {
          method: 'POST',
          headers: { ...headersOf(place, by), 'content-type': 'application/json', 'idempotency-key': by.key },
          body: by.body,
        })
        await answer.arrayBuffer()
        waited.push(performance.now() - from)
        if (answer.status !== 201) errors += 1
      }
    }),
  )
  const sorted = waited.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10
  return { submitted: waited.length, p50Ms: at(0.5), p99Ms: at(0.99), errors }
}

/** Each of them uploads one scan after the other until told to stop. */
async function uploading(place: Place, people: readonly Submission[], scan: Uint8Array, stop: AbortSignal) {
  const from = performance.now()
  let [taken, errors] = [0, 0]
  await Promise.all(
    people.map(async (by) => {
      while (!stop.aborted) {
        const url = `${place.authority.origin}${apiOf(by)}/materials/education`
        const answer = await whenLetIn(() => fetch(url, { method: 'PUT', headers: headersOf(place, by), body: Buffer.from(scan) }))
        await answer.arrayBuffer()
        if (answer.status === 201) taken += 1
        else errors += 1
      }
    }),
  )
  return { taken, perSecond: Math.round((taken / (performance.now() - from)) * 10_000) / 10, errors }
}

type Line = { readonly request: ClientRequest; readonly location: string; readonly by: Submission }

/** Announces the scan, sends the first part of it once the service lets it in, and then nothing more. */
async function stall(place: Place, by: Submission, scan: Uint8Array): Promise<Line> {
  const announced = await whenLetIn(() =>
    fetch(`${place.authority.origin}${apiOf(by)}/uploads`, {
      method: 'POST',
      headers: {
        ...headersOf(place, by),
        'upload-length': String(scan.length),
        'upload-metadata': `kind ${Buffer.from('education').toString('base64')}`,
      },
    }),
  )
  const location = known(announced.headers.get('location'), `an upload was begun, and not answered ${announced.status}`)
  const own = { 'upload-offset': '0', 'content-type': type, 'content-length': String(scan.length), expect: '100-continue' }
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const headers = { ...headersOf(place, by), ...own }
    const sending = request(`${place.authority.origin}${location}`, { method: 'PATCH', headers, agent: false })
    const later = await new Promise<number>((told) => {
      sending.once('continue', () => told(0))
      sending.once('response', (answer) => told(Number(answer.headers['retry-after'] ?? 1)))
      sending.on('error', () => told(1))
      sending.flushHeaders()
    })
    if (later === 0) {
      await new Promise<void>((sent) => sending.write(scan.subarray(0, cutAt), () => sent()))
      return { request: sending, location, by }
    }
    sending.destroy()
    await pause(later * 1000)
  }
  throw new Error(`a piece was not let in ${attempts} times`)
}

const attempts = 20

/**
 * Whoever is told when to come again comes then; whoever lost the line comes a second later. One who is sent away with much left to send is
 * cut off after the answer, and this client may have begun to ask for something else on the same line.
 */
async function whenLetIn(ask: () => Promise<Response>): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask().catch((error: unknown) => {
      if (attempt === attempts) throw error
      return undefined
    })
    const later = answer ? Number(answer.headers.get('retry-after')) : 1
    if (answer && (later === 0 || attempt === attempts)) return answer
    await answer?.arrayBuffer()
    await pause(later * 1000)
  }
}

/** A whole body but for its last byte; `finish` sends that and answers the status. */
function withheld(place: Place, by: Submission, scan: Uint8Array) {
  const headers = { ...headersOf(place, by), 'content-length': String(scan.length) }
  const sending = request(`${place.authority.origin}${apiOf(by)}/materials/education`, { method: 'PUT', headers, agent: false })
  const status = new Promise<number>((done) => {
    sending.on('response', (response) => {
      response.resume()
      done(response.statusCode ?? 0)
    })
    sending.on('error', () => done(0))
  })
  sending.write(scan.subarray(0, -1))
  return {
    finish: () => {
      sending.end(scan.subarray(-1))
      return status
    },
  }
}

async function standing(place: Place, location: string, by: Submission): Promise<number> {
  const answer = await whenLetIn(() => fetch(`${place.authority.origin}${location}`, { method: 'HEAD', headers: headersOf(place, by) }))
  return Number(answer.headers.get('upload-offset') ?? -1)
}

async function patch(place: Place, location: string, by: Submission, offset: number, rest: Uint8Array): Promise<number> {
  const headers = { ...headersOf(place, by), 'upload-offset': String(offset), 'content-type': type }
  const answer = await fetch(`${place.authority.origin}${location}`, { method: 'PATCH', headers, body: Buffer.from(rest) })
  await answer.arrayBuffer()
  return answer.status
}

/** The stored document, opened with the office's keys. */
async function documentOf({ keyring, filesFolder }: Place, admin: postgres.Sql, { applicationId }: Submission): Promise<Buffer> {
  const [row] = await admin<{ file: string }[]>`
    select file from documents where application_id = ${applicationId} and kind = 'education' and replaced_at is null`
  const files = diskStore(filesFolder, () => crypto.randomUUID())
  return row ? Buffer.from(await openFile({ files, keyring }, row.file)) : Buffer.alloc(0)
}
