import { availableParallelism } from 'node:os'
import { expect, test } from 'vitest'
import { configOf } from './config.ts'

test('nothing set: one machine, the embedded database, localhost', () => {
  const config = configOf({})
  expect(config).toMatchObject({ databaseUrl: undefined, port: 3000, logLevel: 'info', tls: undefined })
  expect(config.authority).toMatchObject({ origin: 'http://localhost:3000', host: 'localhost', timeZone: 'Asia/Shanghai' })
})
test('a process for each core while there are connections for it, unless told otherwise', () => {
  expect(configOf({}).processes).toBe(Math.min(availableParallelism(), 20))
  expect(configOf({ DATABASE_CONNECTIONS: '3' }).processes).toBe(1)
  expect(configOf({ PROCESSES: '3', DATABASE_CONNECTIONS: '12', DRAIN_SECONDS: '2.5' })).toMatchObject({
    processes: 3,
    databaseConnections: 12,
    drainSeconds: 2.5,
  })
})
test('an empty variable is not set', () => {
  expect(configOf({ DATABASE_URL: '', PORT: '' }).port).toBe(3000)
})
test('a public origin is https, with an own certificate or a named proxy', () => {
  const origin = { PUBLIC_ORIGIN: 'https://ks.example.gov.cn' }
  expect(configOf({ ...origin, TRUSTED_PROXY: '10.0.0.1, 10.0.0.2' })).toMatchObject({
    trustedProxies: ['10.0.0.1', '10.0.0.2'],
    authority: { host: 'ks.example.gov.cn' },
  })
  expect(configOf({ ...origin, TLS_CERTIFICATE: 'a.pem', TLS_KEY: 'b.pem' }).tls).toEqual({ certificateFile: 'a.pem', keyFile: 'b.pem' })
  expect(() => configOf(origin)).toThrow('TRUSTED_PROXY')
})
test('uploads lie in a store of files when all of it is named, and on disk when nothing is', () => {
  const s3 = { FILES_S3_ENDPOINT: 'http://s3:7070', FILES_S3_BUCKET: 'uploads', FILES_S3_KEY_ID: 'gongyuan', FILES_S3_SECRET: 'x' }
  expect(configOf({}).filesS3).toBeUndefined()
  expect(configOf(s3).filesS3).toEqual({
    endpoint: 'http://s3:7070',
    bucket: 'uploads',
    region: 'us-east-1',
    keyId: 'gongyuan',
    secret: 'x',
  })
  for (const name of Object.keys(s3)) expect(() => configOf({ ...s3, [name]: '' })).toThrow('given together or not at all')
})
test.each([
  { environment: { FILES_S3_BUCKET: 'Up loads' }, says: 'FILES_S3_BUCKET' },
  { environment: { PUBLIC_ORIGIN: 'http://ks.example.gov.cn' }, says: 'PUBLIC_ORIGIN: anything but localhost must be https' },
  { environment: { PUBLIC_ORIGIN: 'http://127.0.0.1:3000' }, says: 'PUBLIC_ORIGIN: browsers make no passkeys for 127.0.0.1' },
  { environment: { PUBLIC_ORIGIN: 'http://localhost:3000/exam' }, says: 'PUBLIC_ORIGIN: PUBLIC_ORIGIN is scheme, host and port' },
  { environment: { PORT: '70000' }, says: 'PORT' },
  { environment: { PROCESSES: '0' }, says: 'PROCESSES' },
  { environment: { PROCESSES: 'all' }, says: 'PROCESSES' },
  { environment: { DATABASE_CONNECTIONS: '2' }, says: 'DATABASE_CONNECTIONS' },
  { environment: { PROCESSES: '64' }, says: 'PROCESSES: 64 processes need DATABASE_CONNECTIONS of 192' },
  { environment: { PROCESSES: '8', DATABASE_CONNECTIONS: '23' }, says: 'PROCESSES: 8 processes need DATABASE_CONNECTIONS of 24' },
  { environment: { DATABASE_URL: 'mysql://localhost/x' }, says: 'DATABASE_URL' },
  { environment: { LOG_LEVEL: 'loud' }, says: 'LOG_LEVEL' },
  { environment: { ADMISSION_PER_SECOND: '0' }, says: 'ADMISSION_PER_SECOND' },
])('$environment is refused by name', ({ environment, says }) => {
  expect(() => configOf(environment)).toThrow(says)
})
test('what a process takes on has limits without any setting, and no rate: nobody has measured this machine', () => {
  const { front, metricsPort } = configOf({})
  expect(front).toMatchObject({ admission: { perSecond: undefined, atOnce: 256 }, sockets: { idleSeconds: 10 } })
  expect(metricsPort).toBeUndefined()
  expect(configOf({ ADMISSION_PER_SECOND: '800', SESSION_PER_SECOND: '0.5', METRICS_PORT: '9400' })).toMatchObject({
    front: { admission: { perSecond: 800 }, session: { perSecond: 0.5, burst: 3 } },
    metricsPort: 9400,
  })
})
