import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbedded } from '../../db/embedded.ts'
import { migrate } from '../../db/migrate.ts'
import { markRehearsal } from '../../db/rehearsal-mark.ts'
import { readArguments } from '../arguments.ts'
import { readConfig } from '../config.ts'
import { readTable } from '../exam/read-table.ts'
import { readPositionTable } from '../exam/rules/position-table.ts'
import { systemClock } from '../foundation/clock.ts'
import { makeCohort } from './cohort/cohort.ts'
import { makePictures } from './cohort/pictures.ts'
import { runExaminations } from './examinations.ts'
import { freePort } from './free-port.ts'
import { startServiceProcess } from './service-handle.ts'
import { positionsCsv } from './stages/notice.ts'
import { foundOffice } from './stages/people.ts'
import { summarise, verifyAll } from './verdict.ts'
import { type Visitor, visitorsOf } from './visitors.ts'
import type { World } from './world.ts'

const day = '2026-03-02T09:00:00+08:00'

function asked() {
  const { values } = parseArgs({
    options: {
      candidates: { type: 'string', default: '300' },
      seed: { type: 'string', default: 'gongyuan' },
      once: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  })
  const candidates = /^\d{1,5}$/.test(values.candidates) ? Number(values.candidates) : 0
  if (candidates < 40 || candidates > 20_000)
    throw new Error(`--candidates takes a whole number from 40 to 20000, and was given "${values.candidates}"`)
  return { ...values, candidates }
}

/** `npm run rehearse`: a whole examination with a synthetic cohort, through the public HTTP interface, on a database of its own. */
async function rehearse(): Promise<number> {
  const { candidates, ...values } = readArguments(asked)
  // With --json only the last line is for programs; what people read goes to the other stream.
  const say = (line: string) => (values.json ? process.stderr : process.stdout).write(`${line}\n`)
  const begun = systemClock()
  const folder = join(readConfig().dataFolder, `rehearsal-${begun.epochMilliseconds}-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  // Thrown away at the end: nothing here has to outlive a power cut.
  const database = await startEmbedded({ folder, durable: false })
  const at = Temporal.Instant.from(day)
  try {
    const port = await freePort()
    const origin = `http://localhost:${port}`
    await migrate(database.ownerUrl, [
      {
        schema: 'rehearsal',
        host: 'localhost',
        origin,
        timeZone: 'Asia/Shanghai',
        name: '演练市人事考试中心',
        adviceLine: '0436-3200101',
        complaintLine: '0436-3200110',
      },
    ])
    await markRehearsal(database.ownerUrl, at)
    const service = await startServiceProcess({
      databaseUrl: database.serviceUrl,
      keyringFile: join(folder, 'keyring.json'),
      filesFolder: join(folder, 'files'),
      port,
      at,
    })
    try {
      say(`贡院演练 Gongyuan rehearsal: ${candidates} + ${Math.ceil(candidates / 10)} candidates, seed "${values.seed}", ${origin}`)
      const world = await openWorld(service, { candidates, seed: values.seed, at })
      const { applicants, workers } = await runExaminations(world, say, begun)
      const verdict = await verifyAll(world, database.ownerUrl)
      const summary = summarise(world, verdict, begun)
      say(summary.text)
      if (!values.once) await keepServing(world, service, say, () => visitorsOf(world, applicants, workers))
      if (values.json) process.stdout.write(`${JSON.stringify(summary.figures)}\n`)
      return summary.sound ? 0 : 1
    } finally {
      await service.stop()
    }
  } finally {
    await database.discard()
    // Nobody finds this run again: its photographs and scans go with its database.
    rmSync(folder, { recursive: true, force: true })
  }
}

type Opening = { readonly candidates: number; readonly seed: string; readonly at: Temporal.Instant }

async function openWorld(service: Awaited<ReturnType<typeof startServiceProcess>>, { candidates, seed, at }: Opening): Promise<World> {
  const table = await readTable(new TextEncoder().encode(positionsCsv))
  if (!table.ok) throw new Error(`the table of posts cannot be read: ${table.refusal}`)
  const cohort = makeCohort({
    seed,
    candidates,
    positions: readPositionTable(table.value).positions,
    onDate: Temporal.PlainDate.from('2026-12-31'),
  })
  const founders = cohort.invigilators.slice(-2)
  const { administrator, security } = await foundOffice(service.origin, service.founding, founders)
  const troubles: World['troubles'] = []
  let moved = at
  return {
    origin: service.origin,
    seed,
    cohort: { ...cohort, invigilators: cohort.invigilators.slice(0, -4) },
    bystanders: cohort.invigilators.slice(-4, -2),
    pictures: makePictures(seed),
    administrator,
    security,
    officers: new Map(),
    invigilators: new Map(),
    examIds: [],
    time: {
      now: () => moved,
      moveTo: async (to) => {
        moved = Temporal.Instant.from(to)
        await service.moveTo(moved)
      },
    },
    figures: {
      candidates: 0,
      applications: 0,
      qualified: 0,
      seated: 0,
      rooms: 0,
      packages: 0,
      handoffs: 0,
      scripts: 0,
      shortlisted: 0,
      backfilled: 0,
      proposed: 0,
      certificates: 0,
    },
    troubles,
    trouble: (stage, what) => troubles.push({ stage, what }),
  }
}

async function keepServing(
  world: World,
  service: Awaited<ReturnType<typeof startServiceProcess>>,
  say: (line: string) => void,
  visitors: () => Promise<readonly Visitor[]>,
): Promise<void> {
  say(`\n演练仍在运行 Still serving: ${world.origin}  (Ctrl-C ends it)`)
  say('一次性登录链接 One-time links to look around:')
  for (const { who, person } of await visitors()) say(`  ${who.padEnd(26)} ${await service.doorFor(person.accountId())}`)
  await new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop())
  })
}

try {
  process.exitCode = await rehearse()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exitCode = 1
}
