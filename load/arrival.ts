/** A stretch of time in which the rate of arrivals goes evenly from the last one's to this one. */
export type Stretch = { readonly seconds: number; readonly perMinute: number }
export type Arrival = { readonly fromPerMinute: number; readonly stretches: readonly Stretch[] }

/**
 * How people come to an opening: most of them at the stroke of nine, each further tenth of the time by a quarter fewer, so that the first
 * fifth brings more than two fifths of them. Whole numbers, as k6 takes them, in arrivals a minute; the area under it is the number of people, but for rounding.
 */
export function openingArrival(people: number, seconds: number): Arrival {
  const tenths = 10
  const shares = Array.from({ length: tenths + 1 }, (_, tenth) => 0.75 ** tenth)
  const area = shares.slice(1).reduce((sum, share, before) => sum + (share + (shares[before] ?? 0)) / 2, 0) * (seconds / tenths / 60)
  const [first = 0, ...rest] = shares.map((share) => Math.round((share / area) * people))
  return { fromPerMinute: first, stretches: rest.map((perMinute) => ({ seconds: seconds / tenths, perMinute })) }
}

/** How many come in all. */
export const arriving = ({ fromPerMinute, stretches }: Arrival): number =>
  stretches.reduce(
    (sum, { seconds, perMinute }, at) => sum + ((perMinute + (stretches[at - 1]?.perMinute ?? fromPerMinute)) / 2) * (seconds / 60),
    0,
  )
