import postgres from 'postgres'

/** Whether the server can be reached, so that nobody waits for one that is away. */
export type Reach = {
  /** Throws at once while the server is known to be away. */
  readonly expect: () => void
  /** An attempt did not come as far as a connection. Looks from then on, until the server is back. */
  readonly missed: (error: unknown) => void
  readonly close: () => void
}

/** There is no server, or one that takes nobody in: whatever lines there were have ended as well. Of a line that was merely cut this says nothing. */
const gone = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|57P03)$/
/** It may only be slow: work on the lines there are goes on. */
const silent = 'CONNECT_TIMEOUT'

const lookEveryMilliseconds = 50
const patienceSeconds = 2

/**
 * Without it each request would try for itself, behind all those that wait for a connection, and postgres.js would pause ever longer between its
 * attempts: the last to be told would have waited for many seconds, and the first success would come long after the server's return.
 */
export function openReach(url: string, onGone: () => void): Reach {
  let away = false
  let closed = false
  const look = async (): Promise<void> => {
    const client = postgres(url, { max: 1, fetch_types: false, connect_timeout: patienceSeconds, backoff: false, onnotice: () => {} })
    const there = await client`select`.then(
      () => true,
      () => false,
    )
    await client.end({ timeout: 0 })
    if (there) away = false
    else if (!closed) setTimeout(look, lookEveryMilliseconds).unref()
  }
  return {
    expect: () => {
      if (away) throw Object.assign(new Error('the database is away'), { code: 'CONNECTION_AWAY' })
    },
    missed: (error) => {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      const isGone = gone.test(code)
      if (away || closed || !(isGone || code === silent)) return
      away = true
      if (isGone) onGone()
      void look()
    },
    close: () => {
      closed = true
    },
  }
}
