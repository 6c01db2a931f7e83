import { type DestinationStream, type Logger, pino } from 'pino'

/**
 * The log for whoever runs the service: errors, refused routes, starts and stops. Not the public log of acts. An error is told without what
 * it was about: a database's error carries the statement's parameters and the refused row, which are people's data, sealed or not.
 */
export const openLogger = (level: string, destination?: DestinationStream): Logger =>
  pino({ level, serializers: { err: errorToTell } }, destination ?? pino.destination(1))

/** Facts of a database error that name the schema and no value. */
const named = ['code', 'severity', 'schema_name', 'table_name', 'column_name', 'constraint_name', 'routine'] as const

function errorToTell(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const cause = error.cause === undefined ? {} : { cause: errorToTell(error.cause) }
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  // Of a refused connection to a host with several addresses nothing but the code says what it was.
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const several = error instanceof AggregateError ? { errors: error.errors.map(errorToTell) } : {}
  const type = error.name === 'Error' ? error.constructor.name : error.name
  const known = { type, ...code, ...cause, ...several, stack: frames?.join('\n') }
  if ('query' in error && 'params' in error) return { ...known, query: error.query }
  if (error.name === 'PostgresError')
    return { ...known, ...Object.fromEntries(Object.entries(error).filter(([field]) => named.some((one) => one === field))) }
  return { ...known, message: error.message }
}
