import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { Authority } from '../db/connect.ts'
import type { S3Place } from './files/s3-store.ts'
import type { FrontSettings } from './http/front/settings.ts'
import { lackingConnections, processesFor } from './processes/share.ts'

/** The only file that reads the environment. Each setting has a default that works on one machine, so `npm start` needs none. */
const isLocal = (origin: URL) => origin.hostname === 'localhost'

const Origin = z
  .url()
  .transform((text) => new URL(text))
  .refine((url) => url.href === `${url.origin}/`, 'PUBLIC_ORIGIN is scheme, host and port, without a path')
  .refine((url) => url.hostname !== '127.0.0.1', 'browsers make no passkeys for 127.0.0.1: use localhost')
  .refine((url) => url.protocol === 'https:' || isLocal(url), 'anything but localhost must be https')

const Environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  PROCESSES: z.coerce.number().int().min(1).max(256).optional(),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(3).max(10_000).optional(),
  DRAIN_SECONDS: z.coerce.number().min(0).max(300).default(0),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  PUBLIC_ORIGIN: Origin.optional(),
  TLS_CERTIFICATE: z.string().optional(),
  TLS_KEY: z.string().optional(),
  TRUSTED_PROXY: z.string().optional(),
  KEYRING_FILE: z.string().optional(),
  DATA_FOLDER: z.string().default(join(import.meta.dirname, '..', '.data')),
  FILES_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  FILES_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .optional(),
  FILES_S3_REGION: z.string().default('us-east-1'),
  FILES_S3_KEY_ID: z.string().optional(),
  FILES_S3_SECRET: z.string().optional(),
  ADMISSION_PER_SECOND: z.coerce.number().positive().max(1_000_000).optional(),
  ADMISSION_AT_ONCE: z.coerce.number().int().min(8).max(100_000).default(256),
  SESSION_PER_SECOND: z.coerce.number().positive().max(1_000_000).default(10),
  ADDRESS_PER_SECOND: z.coerce.number().positive().max(1_000_000).default(500),
  CONNECTIONS: z.coerce.number().int().min(8).max(1_000_000).default(8192),
  METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  AUTHORITY_SCHEMA: z.string().default('authority'),
  AUTHORITY_NAME: z.string().default('公共考试中心'),
  AUTHORITY_TIME_ZONE: z.string().default('Asia/Shanghai'),
  ADVICE_LINE: z.string().optional(),
  COMPLAINT_LINE: z.string().optional(),
})

export type Config = {
  /** The service's login; none: the embedded server. */
  readonly databaseUrl: string | undefined
  /** The owner's login, for `npm run migrate` and `npm run check-exam` alone. */
  readonly databaseOwnerUrl: string | undefined
  readonly port: number
  /** How many serve; each may use one core. */
  readonly processes: number
  /** Of all of them together; none named: as many as they can use (processes/share.ts). */
  readonly databaseConnections: number | undefined
  /** How long a process that was told to stop still answers, no longer ready, so that a load balancer sees it. */
  readonly drainSeconds: number
  /** Own certificate; without one https needs a proxy, named by its address. */
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | undefined
  readonly trustedProxies: readonly string[]
  readonly keyringFile: string
  readonly dataFolder: string
  readonly filesFolder: string
  /** Where uploads lie instead of that folder, if anywhere. */
  readonly filesS3: S3Place | undefined
  /** What each process takes on before it sends people away. */
  readonly front: FrontSettings
  /** From this port on each process finds one for its metrics; none: there are none. */
  readonly metricsPort: number | undefined
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
  /** The authority that migrating makes; others stand in the database. */
  readonly authority: Authority
}

/** Throws with one line for each wrong setting, by its name. */
export function configOf(environment: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable is one that was not set: compose files and shells make them.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(set)
  if (!parsed.success) throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'))
  const env = parsed.data
  const origin = env.PUBLIC_ORIGIN ?? new URL(`http://localhost:${env.PORT}`)
  const tls = env.TLS_CERTIFICATE && env.TLS_KEY ? { certificateFile: env.TLS_CERTIFICATE, keyFile: env.TLS_KEY } : undefined
  const trustedProxies = (env.TRUSTED_PROXY ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '')
  if (!isLocal(origin) && !tls && trustedProxies.length === 0)
    throw new Error('PUBLIC_ORIGIN is https: give TLS_CERTIFICATE and TLS_KEY, or name the proxy that ends it in TRUSTED_PROXY')
  const processes = env.PROCESSES ?? processesFor(availableParallelism(), env.DATABASE_CONNECTIONS)
  const needed = lackingConnections(processes, env.DATABASE_CONNECTIONS)
  if (needed !== undefined)
    throw new Error(`PROCESSES: ${processes} processes need DATABASE_CONNECTIONS of ${needed} at least, and a PostgreSQL that takes them`)
  return {
    databaseUrl: env.DATABASE_URL,
    databaseOwnerUrl: env.DATABASE_OWNER_URL,
    port: env.PORT,
    processes,
    databaseConnections: env.DATABASE_CONNECTIONS,
    drainSeconds: env.DRAIN_SECONDS,
    tls,
    trustedProxies,
    keyringFile: env.KEYRING_FILE ?? join(env.DATA_FOLDER, 'keyring.json'),
    dataFolder: env.DATA_FOLDER,
    filesFolder: join(env.DATA_FOLDER, 'files'),
    filesS3: s3Of(env),
    front: frontOf(env, trustedProxies.length > 0),
    metricsPort: env.METRICS_PORT,
    logLevel: env.LOG_LEVEL,
    authority: {
      schema: env.AUTHORITY_SCHEMA,
      host: origin.hostname,
      origin: origin.origin,
      timeZone: env.AUTHORITY_TIME_ZONE,
      name: env.AUTHORITY_NAME,
      adviceLine: env.ADVICE_LINE ?? null,
      complaintLine: env.COMPLAINT_LINE ?? null,
    },
  }
}

/** All of it or nothing: half a setting would put uploads on a disk that nobody copies. */
function s3Of(env: z.infer<typeof Environment>): S3Place | undefined {
  const { FILES_S3_ENDPOINT: endpoint, FILES_S3_BUCKET: bucket, FILES_S3_KEY_ID: keyId, FILES_S3_SECRET: secret } = env
  if (!endpoint && !bucket && !keyId && !secret) return undefined
  if (!endpoint || !bucket || !keyId || !secret)
    throw new Error('FILES_S3_ENDPOINT, FILES_S3_BUCKET, FILES_S3_KEY_ID and FILES_S3_SECRET are given together or not at all')
  return { endpoint, bucket, keyId, secret, region: env.FILES_S3_REGION }
}

/**
 * Six seconds' worth of one session may come at once, since a page brings its parts with it, and two of an address. One address may be a school:
 * it holds half of the connections at most. Behind a proxy connections are kept open for its next request; a minute is longer than a
 * proxy's own patience, so that it never writes into one that is just closing.
 */
const frontOf = (env: z.infer<typeof Environment>, proxied: boolean): FrontSettings => ({
  admission: { perSecond: env.ADMISSION_PER_SECOND, atOnce: env.ADMISSION_AT_ONCE },
  session: { perSecond: env.SESSION_PER_SECOND, burst: env.SESSION_PER_SECOND * 6 },
  address: { perSecond: env.ADDRESS_PER_SECOND, burst: env.ADDRESS_PER_SECOND * 2 },
  sockets: { connections: env.CONNECTIONS, partOfAddress: 0.5, idleSeconds: proxied ? 65 : 10 },
})

/** The environment of a process that this one starts. */
export const environmentWith = (more: Readonly<Record<string, string>>) => ({ ...process.env, ...more })

export const readConfig = (): Config => configOf(process.env)
