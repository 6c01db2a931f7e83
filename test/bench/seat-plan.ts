import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import postgres from 'postgres'
import { z } from 'zod'
import { ExamId } from '../../src/foundation/ids.ts'
import { runSeatDraw } from '../../src/seating/draw-seats.ts'
import { arrangeList } from '../support/arrange-list.ts'
import { inBenchPlace } from '../support/bench-place.ts'
import { pastLimit } from '../support/limits.ts'
import { done, openDraw } from '../support/open-draw.ts'
import { progress } from '../support/progress.ts'
import type { Figures, Options } from '../support/run-named.ts'

/**
 * From the frozen list in PostgreSQL to the published plan in PostgreSQL, as the service does it: freeze, three commitments and values, public
 * value, draw, tickets and a message to each candidate, every constraint asked. Beside it a bare COPY of the same tickets into a table with
 * the same keys. `npm run bench -- seat-plan --candidates N [--json]`: exit code 1 where it takes more than three times as long, or 2 GB. The
 * database is the embedded one, and durable.
 */
const Given = z.strictObject({ candidates: z.coerce.number().int().min(1).max(2_000_000).default(100_000) })

/** What publishing a million has to keep; a megabyte is a million bytes, here and in the progress. */
const limits = { ratioToCopy: 3, peakRssMb: 2000 }

const places = { sites: 40, subjects: ['综合类', '教育类', '卫生类', '工程类', '财会类'] }

export async function measure(options: Options): Promise<Figures> {
  const { candidates } = Given.parse(options)
  const say = progress()
  const told = (step: string) => say(`${String(Math.round(process.memoryUsage.rss() / 1e6)).padStart(5)} MB  ${step}`)
  let now = Temporal.Instant.from('2026-11-22T09:00:00Z')
  return inBenchPlace({ connections: 16, clock: () => now }, async ({ service: deps, admin, folder, server }) => {
    const examId = ExamId.parse(deps.newId())
    await arrangeList(admin, { examId, at: now, candidates, ...places }, told)
    await admin`checkpoint`
    const from = performance.now()
    const hoursOn = () => {
      now = now.add({ hours: 3, minutes: 1 })
    }
    const { drawId, office, publicValue } = await openDraw(deps, admin, { examId, hoursOn, told })
    const watch = watched(server.adminUrl, told)
    const run = done(await runSeatDraw(deps, office, { examId, drawId, publicValue }))
    const seconds = (performance.now() - from) / 1000
    await watch.end()
    told(`drawn and published: ${run.seats} seats`)
    const peakRssMb = Math.round((process.resourceUsage().maxRSS * 1024) / 1e6)

    const [counted] = await admin<{ tickets: number; messages: number; whole: boolean }[]>`
      select (select count(*)::int from tickets) as tickets, (select count(*)::int from inbox_messages) as messages,
             (select sha256(convert_to(transcript, 'UTF8')) = transcript_hash from draws) as whole`
    const copySeconds = await copyTickets(admin, folder, told)
    const whole = [counted?.tickets, counted?.messages, run.seats].every((many) => many === candidates) && counted?.whole
    const figures = { seconds: rounded(seconds), copySeconds: rounded(copySeconds), ratioToCopy: rounded(seconds / copySeconds), peakRssMb }
    const missed = [...(whole ? [] : [`not everybody is in the plan: ${JSON.stringify(counted)}`]), ...pastLimit(figures, limits)]
    return { candidates, ...figures, missed }
  })
}

/** The same rows in the same order, from a file, into a table with the same columns, checks, keys and foreign keys; committed. */
async function copyTickets(admin: postgres.Sql, folder: string, told: (step: string) => void): Promise<number> {
  const file = join(folder, 'rows')
  await mkdir(file)
  await chmod(file, 0o777)
  const rows = join(file, 'tickets')
  await admin.unsafe(`copy tickets to '${rows}'`)
  await admin`create table tickets_copied (like tickets including all)`
  const keys = await admin<{ definition: string }[]>`
    select pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = 'tickets'::regclass and contype = 'f'`
  for (const { definition } of keys) await admin.unsafe(`alter table tickets_copied add ${definition}`)
  await admin`checkpoint`
  told(`copying, with ${keys.length} foreign keys`)
  const from = performance.now()
  await admin.unsafe(`copy tickets_copied from '${rows}'`)
  const seconds = (performance.now() - from) / 1000
  told('copied')
  return seconds
}

/** Says how far the tickets are, from their table's size: rows of an open transaction are not to be counted from outside. */
function watched(url: string, told: (step: string) => void): { end: () => Promise<void> } {
  const look = postgres(url, { max: 1, onnotice: () => {} })
  const timer = setInterval(async () => {
    const [size] = await look<{ tickets: string; messages: string }[]>`
      select pg_size_pretty(pg_relation_size('bench.tickets')) as tickets, pg_size_pretty(pg_relation_size('bench.inbox_messages')) as messages`
    told(`drawing: tickets ${size?.tickets}, messages ${size?.messages}`)
  }, 5000)
  return {
    end: async () => {
      clearInterval(timer)
      await look.end({ timeout: 5 })
    },
  }
}

const rounded = (seconds: number): number => Math.round(seconds * 1000) / 1000
