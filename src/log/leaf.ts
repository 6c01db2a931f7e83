import { z } from 'zod'
import { canonicalJson } from './canonical.ts'

/** What a leaf says, as record.ts writes it. */
const Leaf = z.strictObject({
  v: z.literal(1),
  id: z.string(),
  event: z.string(),
  at: z.string(),
  actor: z.string().nullable(),
  exam: z.string().nullable(),
  subject: z.string().nullable(),
  outcome: z.enum(['accepted', 'refused']),
  refusal: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
})
export type Leaf = z.infer<typeof Leaf>

/** Undefined where the text is not the canonical text of a leaf. */
export function readLeaf(text: string): Leaf | undefined {
  try {
    const leaf = Leaf.parse(JSON.parse(text))
    return canonicalJson(leaf) === text ? leaf : undefined
  } catch {
    return undefined
  }
}
