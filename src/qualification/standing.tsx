import { State, type StateKind } from '../web/components/state.tsx'
import type { View } from '../web/locale.ts'
import type { CaseState } from './rules/case-state.ts'
import { stateNames } from './words.ts'

const kinds: Readonly<Record<CaseState, StateKind>> = {
  open: 'waiting',
  referred: 'waiting',
  disputed: 'waiting',
  supplement_asked: 'attention',
  qualified: 'good',
  returned: 'bad',
  given_up: 'bad',
  withdrawn: 'quiet',
  reversed: 'bad',
}

type Props = { readonly view: View; readonly state: CaseState; readonly names?: typeof stateNames }

/** Where a case stands, in the tone that candidates and officers see alike. */
export const Standing = ({ view, state, names = stateNames }: Props) => <State kind={kinds[state]}>{view.t(names[state])}</State>
