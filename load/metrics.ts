/** What a served process has counted itself: the value of a metric, `rest` being what follows its name. */
export type Counted = (metric: string, rest?: string) => number

export const readMetrics = async (port: number): Promise<Counted> =>
  countedIn(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text())

/** A metric that is not told at all has another name by now, and must not read as nothing; one without these labels has counted nothing yet. */
export function countedIn(text: string): Counted {
  const lines = text.split('\n')
  return (metric, rest = '') => {
    if (!lines.some((line) => line.startsWith(`# TYPE ${metric} `))) throw new Error(`the service has no metric ${metric}`)
    const start = `${metric}${rest} `
    return Number(lines.find((line) => line.startsWith(start))?.slice(start.length) ?? 0)
  }
}

/** Submissions that the front let in. */
export const submissionsAdmitted = (counted: Counted): number => counted('gongyuan_admitted_total', '{class="submit"}')
/** Submissions that were accepted, and stand in the log. */
export const submissionsAccepted = (counted: Counted): number =>
  counted('gongyuan_acts_total', '{event="application_submitted",outcome="accepted"}')

const route = '/api/exams/:examId/applications/:applicationId/submissions'
/** Accepted submissions that took the service longer than half a second. */
export const slowSubmissions = (counted: Counted): number => {
  const upTo = (seconds: string) =>
    counted('gongyuan_request_seconds', `_bucket{le="${seconds}",method="POST",route="${route}",status="2xx"}`)
  return upTo('+Inf') - upTo('0.5')
}
/** How long a new request stands before it is looked at, and how late the event loop is at worst, in milliseconds. */
export const delaysOf = (counted: Counted) => ({
  standingMs: Math.round(counted('gongyuan_standing_seconds') * 1000),
  loopMs: Math.round(counted('nodejs_eventloop_lag_p99_seconds') * 1000),
})
