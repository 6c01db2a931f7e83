import { systemStopwatch } from '../foundation/clock.ts'
import { boundedLane, type Lane } from '../foundation/lane.ts'

/**
 * One lane for all hashing of this process, one at a time: each hash walks through 19 MiB, two at once push each other out of the cache, and
 * submissions need the other core. About 10 ms each, so that the last of those who wait is three seconds behind; where the machine is slower
 * nobody is hashed who has waited for five, and would be gone.
 */
export const hashingLane: Lane = boundedLane({ atOnce: 1, waiting: 256, patience: { milliseconds: 5000, watch: systemStopwatch } })
