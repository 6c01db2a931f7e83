import type { Family } from '../foundation/family.ts'
import type { Stage } from '../web/words.ts'

/** How far the records of an exam have come: what exists, not what a clock says. */
export type Standing = {
  readonly family: Family
  readonly announced: boolean
  readonly registrationClosed: boolean
  readonly listed: boolean
  readonly seated: boolean
  readonly staffed: boolean
  readonly roomsStarted: boolean
  readonly roomsOpen: boolean
  readonly unblinded: boolean
  readonly panelsMade: boolean
  readonly totalled: boolean
}

/** The stage whose work is not done yet. Papers and people are prepared side by side: custody ends when a room starts. */
export function stageNow(at: Standing): Stage {
  if (!at.announced) return 'exam'
  if (!at.registrationClosed) return 'registration'
  if (!at.listed) return 'qualification'
  if (!at.seated) return 'seating'
  if (!at.staffed) return 'staffing'
  if (!at.roomsStarted) return 'custody'
  if (at.roomsOpen) return 'sitting'
  if (!at.unblinded) return 'marking'
  if (at.family !== 'RC') return 'certificates'
  if (!at.panelsMade) return 'shortlisting'
  return at.totalled ? 'selection' : 'interview'
}
