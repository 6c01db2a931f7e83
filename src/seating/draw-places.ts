import type { Stage } from '../web/words.ts'
import type { DrawKind } from './rules/draw-steps.ts'

/** Which stage a draw belongs to, and below its page, where it is run. */
export const drawPlaces: Readonly<Record<DrawKind, { readonly stage: Stage; readonly run: string }>> = {
  seats: { stage: 'seating', run: 'seats' },
  seat_supplement: { stage: 'seating', run: 'seat-supplement' },
  invigilators: { stage: 'staffing', run: 'invigilators' },
  panels: { stage: 'interview', run: 'panels' },
  interview_order: { stage: 'interview', run: 'interview-order' },
  medical_numbers: { stage: 'selection', run: 'medical-numbers' },
}
