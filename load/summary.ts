/** What k6 hands a script at its end, as far as we read it. */
type Values = { readonly values: Readonly<Record<string, number | undefined>> }
export type Ended = {
  readonly state: { readonly testRunDurationMs: number }
  readonly metrics: Readonly<Record<string, Values | undefined>>
}

/** One kind of request: how often it was answered as it should be, and how long that took with the waiting one was told to do. */
export type Step = { readonly answered: number; readonly p50Ms: number; readonly p99Ms: number }
export type Summary = {
  readonly seconds: number
  /** Answers that were neither what was asked for nor a word when to come again. */
  readonly errors: number
  /** Arrivals for which k6 had nobody left: then the run says nothing. */
  readonly dropped: number
  /** Times somebody was told to come again, and came. */
  readonly cameAgain: number
  /** People who set out, and those of them who got to the end of their way. */
  readonly began: number
  readonly through: number
  readonly steps: Readonly<Record<string, Step>>
}

/** The names of what the scripts count themselves. */
export const counters = { errors: 'wrong_answers', cameAgain: 'came_again', began: 'began', through: 'got_through' } as const
export const trendOf = (step: string): string => `step_${step}`

/** These must be in `summaryTrendStats` of every script that uses this summary. */
export const trendStats = ['count', 'p(50)', 'p(99)'] as const

export function summaryOf({ state, metrics }: Ended, steps: readonly string[]): Summary {
  const counted = (name: string) => metrics[name]?.values.count ?? 0
  const rounded = (milliseconds: number | undefined) => Math.round((milliseconds ?? 0) * 10) / 10
  return {
    seconds: Math.round(state.testRunDurationMs / 100) / 10,
    errors: counted(counters.errors),
    dropped: counted('dropped_iterations'),
    cameAgain: counted(counters.cameAgain),
    began: counted(counters.began),
    through: counted(counters.through),
    steps: Object.fromEntries(
      steps.map((step) => {
        const values = metrics[trendOf(step)]?.values
        return [step, { answered: values?.count ?? 0, p50Ms: rounded(values?.['p(50)']), p99Ms: rounded(values?.['p(99)']) }]
      }),
    ),
  }
}

/** The limits that were missed, in words: by step, the longest time that 99 of 100 may take. */
const limitsMissed = (summary: Summary, p99Ms: Readonly<Record<string, number>>): string[] => [
  ...(summary.errors > 0 ? [`${summary.errors} wrong answers`] : []),
  ...(summary.dropped > 0 ? [`${summary.dropped} arrivals dropped: the run is void`] : []),
  ...(summary.through < summary.began ? [`${summary.began - summary.through} of ${summary.began} did not get to the end`] : []),
  ...Object.entries(p99Ms).flatMap(([step, limit]) => {
    const told = summary.steps[step]
    if (!told || told.answered === 0) return [`${step}: nothing was answered`]
    return told.p99Ms > limit ? [`${step}: p99 ${told.p99Ms} ms > ${limit} ms`] : []
  }),
]

/** What a scenario says at its end: all that was missed; with a dropped arrival nothing was measured. */
export const verdict = (summary: Summary, p99Ms: Readonly<Record<string, number>>, ...more: readonly string[]) => ({
  missed: [...limitsMissed(summary, p99Ms), ...more],
  ...(summary.dropped > 0 && { void: true }),
})
