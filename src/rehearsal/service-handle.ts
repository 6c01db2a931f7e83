import { z } from 'zod'
import { environmentWith } from '../config.ts'
import { startOrdered } from './ordered-process.ts'

const Started = z.object({ port: z.number(), founding: z.array(z.object({ role: z.string(), link: z.string() })) })

export type ServiceHandle = {
  readonly origin: string
  readonly founding: readonly { readonly role: string; readonly link: string }[]
  readonly moveTo: (to: Temporal.Instant) => Promise<void>
  /** A link that signs one visitor in as this person, once. */
  readonly doorFor: (accountId: string) => Promise<string>
  readonly stop: () => Promise<void>
}

type Start = {
  readonly databaseUrl: string
  readonly keyringFile: string
  readonly filesFolder: string
  readonly port: number
  readonly at: Temporal.Instant
}

/** Starts the rehearsal's service in a process of its own, which shares no event loop with the simulated people. */
export async function startServiceProcess({ at, ...start }: Start): Promise<ServiceHandle> {
  const { ask, stop } = startOrdered(new URL('./service-process.ts', import.meta.url), {
    // A password's hash walks through 19 MiB of new memory: in large pages that is ten faults, not five thousand (glibc only).
    env: environmentWith({ GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' }),
  })
  const { port, founding } = await ask({ do: 'start', ...start, at: at.toString() }, Started).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return {
    origin: `http://localhost:${port}`,
    founding,
    moveTo: (to) => ask({ do: 'move', to: to.toString() }, z.undefined()),
    doorFor: (accountId) => ask({ do: 'door', accountId }, z.string()),
    stop,
  }
}
