import type { View } from '../web/locale.ts'
import { BarChart } from '../web/pictures/chart.tsx'
import { shortlistingWords as words } from './words.ts'

/** How many written scores fell into each tenth of the full marks; whoever was absent or in breach has none and is counted apart. */
export function ScoreBands({ view: v, maximum, bands }: { view: View; maximum: string; bands: ReadonlyMap<number, number> }) {
  const tenth = Number(maximum) / 10
  const used = Array.from({ length: 10 }, (_, band) => ({ band, count: bands.get(band) ?? 0 }))
  const first = used.findIndex(({ count }) => count > 0)
  const last = used.findLastIndex(({ count }) => count > 0)
  if (first < 0) return null
  return (
    <BarChart
      view={v}
      title={v.t(words.bands)}
      bars={used.slice(first, last + 1).map(({ band, count }) => ({
        label: v.t(band === 9 ? words.topBand : words.band, { from: band * tenth, to: (band + 1) * tenth }),
        value: count,
      }))}
    />
  )
}
