import { z } from 'zod'
import { type Figures, type Options, runNamed } from '../support/run-named.ts'

/** `npm run bench`: one measurement or long proof. Each file beside this one is one: its `measure` takes the options and gives the figures. */
const Measurement = z.object({
  measure: z.custom<(options: Options) => Promise<Figures> | Figures>((value) => typeof value === 'function'),
})

process.exitCode = await runNamed(
  { name: 'bench', folder: import.meta.dirname, measure: (module, options) => Measurement.parse(module).measure(options) },
  process.argv.slice(2),
)
