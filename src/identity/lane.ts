import { boundedLane, type Lane } from '../foundation/lane.ts'

/**
 * One lane for all hashing of this process, one at a time: each hash walks through 19 MiB, two at once push each other out of the cache, and
 * submissions need the other core. About 10 ms each, so whoever waits waits three seconds at most.
 */
export const hashingLane: Lane = boundedLane({ atOnce: 1, waiting: 256 })
