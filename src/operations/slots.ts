import type { Instant } from '../foundation/clock.ts'

/** Counts are kept by five seconds of the clock, the same in every process, so that they can be added up. */
export const slotSeconds = 5

const slotMilliseconds = slotSeconds * 1000

export const slotOf = (at: Instant): number => Math.floor(at.epochMilliseconds / slotMilliseconds)
export const startOf = (slot: number): Instant => Temporal.Instant.fromEpochMilliseconds(slot * slotMilliseconds)
