import { z } from 'zod'
import { killUnderLoad } from '../fault/kill-under-load.ts'
import { openRushGround } from '../support/rush-ground.ts'
import type { Figures, Options } from './run.ts'

/**
 * Submissions under SIGKILL: of the whole service, of single processes of it, and of PostgreSQL, which recovers its data each time.
 * `npm run bench -- kill [--service-kills 200] [--postgres-kills 50] [--processes 2] [--clients 32] [--json]`: about ten minutes on two free cores.
 * A short form runs in `npm test`.
 */
const Given = z.strictObject({
  'service-kills': z.coerce.number().int().min(0).max(10_000).default(200),
  'postgres-kills': z.coerce.number().int().min(0).max(10_000).default(50),
  processes: z.coerce.number().int().min(1).max(64).default(2),
  clients: z.coerce.number().int().min(1).max(1000).default(32),
})

export async function measure(options: Options): Promise<Figures> {
  const { 'service-kills': serviceKills, 'postgres-kills': postgresKills, processes, clients } = Given.parse(options)
  const began = performance.now()
  const say = (line: string) => process.stderr.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  ${line}\n`)
  const ground = await openRushGround()
  try {
    const { broken, repeated, ...figures } = await killUnderLoad(ground, {
      serviceKills,
      postgresKills,
      processes,
      clients,
      between: [20, 100],
      say,
    })
    for (const one of broken) say(`broken: ${one}`)
    return { ...figures, repeated, broken, failed: figures.lost + figures.duplicates + figures.changed + broken.length }
  } finally {
    await ground.close()
  }
}
