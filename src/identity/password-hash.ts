import { timingSafeEqual } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { invariant } from '../foundation/invariant.ts'
import type { Lane } from '../foundation/lane.ts'

/** RFC 9106, second recommended choice scaled to 19 MiB (OWASP): about 10 ms of one core. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const
/** The package's `Algorithm.Argon2id`, which is there for the type checker only. */
const argon2id = 2
const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

const unpadded = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/=+$/, '')

const derive = (password: string, salt: Uint8Array, { memory, passes, parallelism, tagLength }: Record<keyof typeof cost, number>) =>
  hashRaw(password, {
    algorithm: argon2id,
    salt,
    memoryCost: memory,
    timeCost: passes,
    parallelism,
    outputLen: tagLength,
  })

/** The password's PHC string. `salt` is 16 bytes nobody can foresee. */
export async function hashPassword(lane: Lane, password: string, salt: Uint8Array): Promise<string | 'busy'> {
  const key = await lane.run(() => derive(password, salt, cost))
  return key === 'busy'
    ? 'busy'
    : `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(salt)}$${unpadded(key)}`
}

/** Whether the password is the hash's. Takes as long for a hash that does not exist: see `nobodysHash`. */
export async function passwordMatches(lane: Lane, password: string, hash: string): Promise<boolean | 'busy'> {
  const [, memory, passes, parallelism, salt, key] = phc.exec(hash) ?? []
  invariant(salt !== undefined && key !== undefined, 'a stored password hash is no PHC string')
  const expected = Buffer.from(key, 'base64')
  const parameters = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism), tagLength: expected.length }
  const actual = await lane.run(() => derive(password, Buffer.from(salt, 'base64'), parameters))
  return actual === 'busy' ? 'busy' : timingSafeEqual(actual, expected)
}

/** Compared with when there is no such person, so that the answer takes the same time. No password has this hash. */
export const nobodysHash = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(new Uint8Array(16))}$${unpadded(new Uint8Array(32))}`
