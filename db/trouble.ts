/** The server, or the way to it, is not there; what was under way may or may not have been committed. */
const away = /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN|57P0|08|53300)/
/** Waited too long for a lock or for its own end, or was in the way of another: undone as a whole. */
const busy = /^(57014|55P03|40P01|40001|25P03|53)/

/** Was in the way of another alone: the same may be done again at once. */
const crossed = /^(40P01|40001)$/

/** drizzle wraps the driver's errors. */
function* codesOf(error: unknown): Generator<string> {
  for (let one = error; one instanceof Error; one = one.cause) if ('code' in one) yield String(one.code)
}

/** Whether an error says that the database cannot serve now, and not that somebody did something wrong. */
export function databaseTrouble(error: unknown): 'away' | 'busy' | undefined {
  for (const code of codesOf(error)) {
    if (away.test(code)) return 'away'
    if (busy.test(code)) return 'busy'
  }
  return undefined
}

export const databaseCrossed = (error: unknown): boolean => codesOf(error).some((code) => crossed.test(code))

/** Waited too long for what somebody else holds. */
export const databaseHeld = (error: unknown): boolean => codesOf(error).some((code) => code === '55P03')
