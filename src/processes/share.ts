/** Enough for one process to keep two cores of a database busy; each connection more prepares and plans every statement once more. */
export const mostConnections = 8

/** PostgreSQL takes 100 unless told otherwise, and others need some: this many in all, however many cores there are. */
const mostInAll = 64

/**
 * How many connections each process opens at most, out of those the whole service may have. Two are needed at least: jobs would otherwise keep
 * requests waiting. A process that lost a connection may have twice as many open for a minute (db/connect.ts), and a rolling restart has one
 * process more.
 */
export function connectionsEach(processes: number, inAll: number | undefined): number {
  const all = inAll ?? Math.min(mostInAll, processes * mostConnections)
  return Math.max(2, Math.floor(all / processes))
}
