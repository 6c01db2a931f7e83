import { sealCharacters } from '../seal.ts'

/** The mark in the header. It says nothing that the name beside it does not say. */
export const Seal = () => (
  <svg class="seal" viewBox="0 0 44 44" width="40" height="40" aria-hidden="true" focusable="false">
    <rect class="seal-ground" x="1" y="1" width="42" height="42" rx="5" />
    <rect class="seal-rim" x="3.5" y="3.5" width="37" height="37" rx="3" fill="none" />
    {sealCharacters.map(({ d, transform }) => (
      <path class="seal-relief" d={d} transform={transform} />
    ))}
  </svg>
)
