import { z } from 'zod'

/** What the parent of the service's processes says to one of them, and what it hears. */
const Asset = z.strictObject({ path: z.string(), body: z.string(), type: z.string() })

export const BuiltAssets = z.strictObject({ stylesheet: Asset, icon: Asset, scripts: z.record(z.string(), Asset) })
export type BuiltAssets = z.infer<typeof BuiltAssets>

export const Order = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('serve'),
    databaseUrl: z.string(),
    connections: z.int(),
    assets: BuiltAssets,
  }),
  z.strictObject({ do: z.literal('stop') }),
])
export type ServeOrder = Extract<z.infer<typeof Order>, { do: 'serve' }>

export const Serving = z.strictObject({ serving: z.array(z.strictObject({ name: z.string(), origin: z.string() })) })
export type Serving = z.infer<typeof Serving>
