import { z } from 'zod'
import { type Figures, type Options, runNamed } from '../test/support/run-named.ts'
import { findK6, type K6 } from './k6.ts'

/** `npm run load`: one question under load, asked of a service that the scenario starts itself, with the k6 script of its name in `scripts/`. */
const Scenario = z.object({
  run: z.custom<(tools: Tools, options: Options) => Promise<Figures>>((value) => typeof value === 'function'),
})

export type Tools = {
  readonly k6: K6
  /** Progress, for people; the figures come last and alone. */
  readonly say: (line: string) => void
}

process.exitCode = await runNamed(
  {
    name: 'load',
    folder: `${import.meta.dirname}/scenarios`,
    measure: (module, options) => {
      const k6 = findK6()
      if (!k6.ok) throw new Error(k6.otherwise)
      return Scenario.parse(module).run({ k6: k6.value, say: (line) => process.stderr.write(`${line}\n`) }, options)
    },
  },
  process.argv.slice(2),
)
