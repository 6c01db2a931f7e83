import { z } from 'zod'
import { killUnderLoad } from '../fault/kill-under-load.ts'
import { openRushGround } from '../fault/rush-ground.ts'
import { pastLimit } from '../support/limits.ts'
import { progress } from '../support/progress.ts'
import type { Figures, Options } from '../support/run-named.ts'

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
  const say = progress()
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
    const { lost, duplicates, changed } = figures
    const missed = [...pastLimit({ lost, duplicates, changed }, { lost: 0, duplicates: 0, changed: 0 }), ...broken]
    return { ...figures, repeated, missed }
  } finally {
    await ground.close()
  }
}
