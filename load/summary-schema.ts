import { z } from 'zod'
import type { Summary as Told } from './summary.ts'

/** The summary as it comes from k6; k6 itself has no zod. */
export const Summary: z.ZodType<Told> = z.object({
  seconds: z.number(),
  errors: z.int(),
  dropped: z.int(),
  cameAgain: z.int(),
  began: z.int(),
  through: z.int(),
  steps: z.record(z.string(), z.object({ answered: z.int(), p50Ms: z.number(), p99Ms: z.number() })),
})
