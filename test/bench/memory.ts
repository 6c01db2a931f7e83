import { Agent } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { known } from '../../src/foundation/invariant.ts'
import { openRushGround } from '../fault/rush-ground.ts'
import { residentMb } from '../support/process-memory.ts'
import { progress } from '../support/progress.ts'
import type { Figures, Options } from '../support/run-named.ts'
import { ask, runService } from '../support/running-service.ts'

/**
 * The memory of one process of the service (resident, as the operating system counts it; Linux only) while candidates who were never there
 * before look and submit, minute after minute. `npm run bench -- memory [--minutes 10] [--per-second 100] [--share 0.2] [--json]`. A minute's
 * figure is the middle of its seconds'; it may grow by the share from the first minute to the last, while nine of ten of those who were to come
 * are acknowledged. Half a minute before the first one is not counted.
 */
const Given = z.strictObject({
  minutes: z.coerce.number().int().min(2).max(120).default(10),
  'per-second': z.coerce.number().int().min(1).max(2000).default(100),
  share: z.coerce.number().positive().max(1).default(0.2),
})

const warmingSeconds = 30
/** Of the pace that was asked for; below it the figures say nothing. */
const leastPace = 0.9
const clients = 24
const patienceMilliseconds = 120_000

export async function measure(options: Options): Promise<Figures> {
  const { minutes, 'per-second': perSecond, share } = Given.parse(options)
  const say = progress()
  const ground = await openRushGround()
  const service = runService({ ...ground.settings, PROCESSES: '1', LOG_LEVEL: 'info' })
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  try {
    await ground.provide(perSecond * 5)
    const pid = await servingProcess(service.serving)
    let [begun, submitted, wrong, over] = [0, 0, 0, false]
    const from = performance.now()
    /** Each looks at their own page, submits, and looks at what everybody sees; every eighth on a connection of their own. */
    const client = async () => {
      while (!over) {
        // At the pace that was asked for: whoever is ahead of it waits.
        if (begun > ((performance.now() - from) / 1000) * perSecond) {
          await pause(5)
          continue
        }
        const one = ground.next()
        if (!one) {
          await pause(5)
          continue
        }
        begun += 1
        const how = { port: ground.port, ...(begun % 8 === 0 ? {} : { agent }) }
        const { origin } = ground.place.authority
        const headers = { 'content-type': 'application/json', cookie: one.cookie, 'idempotency-key': one.key, origin }
        const replies = [
          await ask({ ...how, path: '/my', headers: { cookie: one.cookie } }),
          await ask({ ...how, path: one.path, method: 'POST', headers, body: one.body }),
          await ask({ ...how, path: '/' }),
        ].map(({ status }) => status)
        if (replies[1] === 201) submitted += 1
        if (replies.join() !== '200,201,200') wrong += 1
      }
    }
    const working = Promise.all(Array.from({ length: clients }, client))
    const watching = async () => {
      const figures: number[] = []
      let warmed = 0
      for (let minute = 0; minute <= minutes; minute += 1) {
        const seconds: number[] = []
        const until = performance.now() + (minute === 0 ? warmingSeconds : 60) * 1000
        while (performance.now() < until) {
          await Promise.all([pause(1000), ground.provide(perSecond * 5)])
          seconds.push(residentMb(pid))
        }
        const middle = known(seconds.toSorted((a, b) => a - b)[Math.floor(seconds.length / 2)], 'a minute has seconds')
        if (minute > 0) figures.push(middle)
        else warmed = submitted
        say(`${minute === 0 ? 'warmed' : `minute ${minute}`}: ${middle} MB, ${submitted} submitted, ${wrong} answered otherwise`)
      }
      return { perMinute: figures, counted: submitted - warmed }
    }
    const { perMinute, counted } = await Promise.race([watching(), working.then(() => ({ perMinute: [], counted: 0 }))])
    over = true
    await working
    const [minute1Mb, minute10Mb] = [known(perMinute[0], 'a first minute'), known(perMinute.at(-1), 'a last minute')]
    const least = Math.round(leastPace * perSecond * 60 * minutes)
    const grown = minute10Mb / minute1Mb - 1
    return {
      minute1Mb,
      [`minute${minutes}Mb`]: minute10Mb,
      grown: Math.round(grown * 1000) / 1000,
      perMinute,
      submitted: counted,
      missed: [
        ...(grown > share ? [`grew by ${Math.round(grown * 100)} %, more than ${share * 100} %`] : []),
        ...(counted < least ? [`${counted} were acknowledged, fewer than ${least}: it was no such rush`] : []),
        ...(wrong > 0 ? [`${wrong} were answered otherwise`] : []),
      ],
    }
  } finally {
    agent.destroy()
    await service.kill()
    await ground.close()
  }
}

async function servingProcess(serving: () => readonly number[]): Promise<number> {
  for (const began = performance.now(); ; await pause(20)) {
    const [pid] = serving()
    if (pid !== undefined) return pid
    if (performance.now() - began > patienceMilliseconds) throw new Error('the service did not start in two minutes')
  }
}
