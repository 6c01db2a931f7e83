import { State, type StateKind } from '../web/components/state.tsx'
import type { View } from '../web/locale.ts'
import type { PackageState as Name } from './rules/legs.ts'
import { stateText } from './words.ts'

const kinds: Readonly<Record<Name, StateKind>> = {
  sealed: 'info',
  in_transit: 'waiting',
  in_vault: 'good',
  at_site: 'good',
  with_invigilators: 'waiting',
  opened: 'attention',
  returned: 'good',
  at_marking: 'good',
  stored: 'quiet',
  frozen: 'bad',
  destroyed: 'quiet',
}

/** Where a package is, as a shape and a word. */
export const PackageState = ({ view, state }: { view: View; state: Name }) => <State kind={kinds[state]}>{view.t(stateText(state))}</State>
