/** How fast a pool of staff is drawn, every rule asked for. Run by bench.ts only. */
import { settled } from './answer.ts'
import { checkTranscript } from './check.ts'
import { noblePrimitives } from './primitives.ts'
import { sampleOpening } from './sample.ts'
import { sampleInvigilators } from './sample-staff.ts'
import { freeze } from './seed.ts'
import { drawInvigilators } from './staff.ts'
import { draw, transcriptText } from './transcript.ts'

export type StaffFigures = {
  readonly staffRooms: number
  readonly staffPeople: number
  /** From the frozen input and the seed to the result. */
  readonly staffSeconds: number
  readonly staffFreezeSeconds: number
  readonly staffCheckSeconds: number
}

/** Rooms of thirty and three people for each, 2,000 rooms and 6,000 people at the most. */
export function benchStaff(candidates: number, timed: (work: () => void) => number): StaffFigures {
  const staffRooms = Math.max(4, Math.min(2000, Math.ceil(candidates / 30)))
  const input = sampleInvigilators(staffRooms, 3 * staffRooms + 4)
  const text = transcriptText(settled(draw(input, sampleOpening(settled(freeze(input))))))
  return {
    staffRooms,
    staffPeople: input.pool.length,
    staffSeconds: timed(() => drawInvigilators(input, new Uint8Array(32).fill(5))),
    staffFreezeSeconds: timed(() => freeze(input)),
    staffCheckSeconds: timed(() => checkTranscript(text, noblePrimitives)),
  }
}
