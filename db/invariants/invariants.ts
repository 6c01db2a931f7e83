import type { SQL } from 'drizzle-orm'

/** Queries that must find nothing, each named 'n. sentence' after invariant n of ARCHITECTURE.md. What one finds are the violations. */
export type Invariants = Readonly<Record<`${number}. ${string}`, SQL>>
