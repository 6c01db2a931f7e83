/** Enough for one process to keep two cores of a database busy; each connection more prepares and plans every statement once more. */
export const mostConnections = 8

/** Two for work, or jobs would keep requests waiting, and one that only asks whether the server answers (db/probe.ts). */
const probe = 1
const leastEach = 2 + probe

/** PostgreSQL takes 100 unless told otherwise, and others need some: this many in all, however many cores there are. */
const mostInAll = 64

/** One for each core, while there are connections for one more, as a rolling restart has it. */
export const processesFor = (cores: number, inAll: number = mostInAll): number =>
  Math.max(1, Math.min(cores, Math.floor(inAll / leastEach) - 1))

/** Whether so many processes can work with so many connections; if not, how many they need. */
export const lackingConnections = (processes: number, inAll: number = mostInAll): number | undefined =>
  processes * leastEach > inAll ? processes * leastEach : undefined

/**
 * How many connections each process opens for its work at most, out of those the whole service may have, its question whether the server
 * answers among them. For a moment there may be more: a process that lost a connection may have twice as many open for a minute
 * (db/connect.ts), and a rolling restart has one process more.
 */
export function connectionsEach(processes: number, inAll: number | undefined): number {
  const all = inAll ?? Math.min(mostInAll, processes * (mostConnections + probe))
  return Math.max(leastEach - probe, Math.floor(all / processes) - probe)
}
