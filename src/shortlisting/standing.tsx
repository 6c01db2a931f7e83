import { State, type StateKind } from '../web/components/state.tsx'
import type { View } from '../web/locale.ts'
import type { PlaceState } from './rules/backfill.ts'
import { stateNames } from './words.ts'

const kinds: Readonly<Record<PlaceState, StateKind>> = { called: 'waiting', passed: 'good', failed: 'bad', gave_up: 'quiet' }

/** What became of a place on the list. */
export const Standing = ({ view, state }: { view: View; state: PlaceState }) => (
  <State kind={kinds[state]}>{view.t(stateNames[state])}</State>
)
