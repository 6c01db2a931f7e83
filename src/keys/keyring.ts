import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { syncFolderNow } from '../files/sync-folder.ts'
import { invariant } from '../foundation/invariant.ts'
import { chance } from './chance.ts'

/**
 * All secrets of an installation in one file outside the database, mode 0600, shared by all processes. Every output carries the id of its
 * key, so that a lost or replaced key is named and not guessed. Whoever holds the database but not this file reads no identity.
 */
const purposes = ['field', 'index', 'log', 'receipt', 'authority', 'files', 'seal'] as const
export type Purpose = (typeof purposes)[number]

const KeyringFile = z.strictObject({
  v: z.literal(1),
  keys: z.array(
    z.strictObject({ id: z.string().regex(/^[a-z0-9]{8}$/), purpose: z.enum(purposes), secret: z.base64(), createdAt: z.string() }),
  ),
})
type KeyringFile = z.infer<typeof KeyringFile>

export type Keyring = {
  /** AES-256-GCM; the place ('table:column:row') is authenticated, so a value moved to another row does not open. */
  readonly sealField: (place: string, text: string) => Uint8Array
  readonly openField: (place: string, sealed: Uint8Array) => string
  /** HMAC-SHA-256 of a normalised value for equality and uniqueness, with a key of its own. */
  readonly blindIndex: (value: string) => Uint8Array
  /** HMAC under the seal key, e.g. of a package's seal number within one exam. */
  readonly digest: (scope: string, value: string) => Uint8Array
  /** Ed25519 signature by the log's or the receipts' key. */
  readonly sign: (purpose: 'log' | 'receipt', bytes: Uint8Array) => Uint8Array
  readonly signingKey: (purpose: 'log' | 'receipt') => {
    readonly id: string
    readonly privateKey: KeyObject
    readonly publicKey: KeyObject
  }
  /** Public keys that signed for a purpose, the newest first: what a former one signed stays signed. */
  readonly publicKeys: (purpose: 'log' | 'receipt') => readonly KeyObject[]
  /** The newest key of a purpose, raw, for modules with a format of their own (files, authority). */
  readonly secret: (purpose: Purpose) => { readonly id: string; readonly bytes: Uint8Array }
  readonly secretById: (id: string) => Uint8Array | undefined
  readonly ids: readonly string[]
}

/** Reads the keyring file; makes it when `create` says so. `created` asks the caller to say that the file must be copied somewhere safe. */
export function openKeyringFile(file: string, create: boolean, at: string): { keyring: Keyring; created: boolean } {
  const existing = readIfThere(file)
  if (existing !== undefined) return { keyring: keyringOf(KeyringFile.parse(JSON.parse(existing))), created: false }
  if (!create)
    throw new Error(
      `There is no keyring at ${file}. The first start makes one; if this database was used before, put the copy that was made then at this ` +
        'place, or name its place in KEYRING_FILE. Without it names and identity numbers cannot be read and nothing can be signed as before.',
    )
  const fresh = newKeyring(at)
  const made = mkdirSync(dirname(file), { recursive: true })
  // On disk before anything is sealed with it: data outliving its keyring in a power cut could never be read again. Whole under its name, or not
  // at all: of processes that start together one makes it, and the others read no half of it.
  const draft = `${file}.${randomBytes(8).toString('hex')}`
  writeFileSync(draft, `${JSON.stringify(fresh, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!isCoded(error, 'EEXIST')) throw error
    return openKeyringFile(file, false, at)
  } finally {
    rmSync(draft)
  }
  let folder = resolve(dirname(file))
  syncFolderNow(folder)
  for (; made !== undefined && folder.length >= resolve(made).length; folder = dirname(folder)) syncFolderNow(dirname(folder))
  return { keyring: keyringOf(fresh), created: true }
}

/** A keyring that is nowhere on disk, for tests. */
export const temporaryKeyring = (): Keyring => keyringOf(newKeyring('1970-01-01T00:00:00Z'))

/** Adds a new key for the log; the former ones stay, since they signed what was published. Answers the new key's id. */
export function addLogKey(file: string, at: string): string {
  const next = `${file}.new`
  // Claimed before the ring is read: of two at once the later would put back a ring without the other's key.
  const claimed = claim(next)
  const key = newKey('log', at)
  try {
    const held = readIfThere(file)
    if (held === undefined) throw new Error(`There is no keyring at ${file}. The first start of the service makes one.`)
    const ring = KeyringFile.parse(JSON.parse(held))
    writeFileSync(claimed, `${JSON.stringify({ ...ring, keys: [...ring.keys, key] }, null, 2)}\n`)
    // Whole or not at all, also when the power fails: half a keyring is a lost one.
    fsyncSync(claimed)
    renameSync(next, file)
  } catch (error) {
    rmSync(next, { force: true })
    throw error
  } finally {
    closeSync(claimed)
  }
  syncFolderNow(dirname(file))
  return key.id
}

function claim(next: string): number {
  try {
    return openSync(next, 'wx', 0o600)
  } catch (error) {
    if (!isCoded(error, 'EEXIST')) throw error
    throw new Error(
      `${next} is there already: another change of the keyring is under way, or one was cut off. The keyring itself is whole. ` +
        'When no other runs, remove that file and start again.',
    )
  }
}

const isCoded = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code

const newKey = (purpose: Purpose, createdAt: string): KeyringFile['keys'][number] => ({
  id: randomBytes(4).toString('hex'),
  purpose,
  secret: randomBytes(32).toString('base64'),
  createdAt,
})

const newKeyring = (createdAt: string): KeyringFile => ({ v: 1, keys: purposes.map((purpose) => newKey(purpose, createdAt)) })

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (isCoded(error, 'ENOENT')) return undefined
    throw error
  }
}

// PKCS#8 prefix of a raw Ed25519 private key (RFC 8410).
const ed25519Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

const privateKeyOf = (secret: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([ed25519Prefix, secret]), format: 'der', type: 'pkcs8' })

function keyringOf(file: KeyringFile): Keyring {
  const byId = new Map(file.keys.map((key) => [key.id, new Uint8Array(Buffer.from(key.secret, 'base64'))]))
  const newest = (purpose: Purpose) => {
    const key = file.keys.findLast((candidate) => candidate.purpose === purpose)
    invariant(key, `the keyring has no key for ${purpose}`)
    return { id: key.id, bytes: new Uint8Array(Buffer.from(key.secret, 'base64')) }
  }
  const signingKeys = new Map(
    (['log', 'receipt'] as const).map((purpose) => {
      const { id, bytes } = newest(purpose)
      const privateKey = privateKeyOf(bytes)
      return [purpose, { id, privateKey, publicKey: createPublicKey(privateKey) }] as const
    }),
  )
  const signingKey = (purpose: 'log' | 'receipt') => {
    const key = signingKeys.get(purpose)
    invariant(key, `no signing key for ${purpose}`)
    return key
  }
  // Made ready once: from bare bytes each use would make its key anew.
  const secretKeys = new Map([...byId].map(([id, bytes]) => [id, createSecretKey(bytes)]))
  const newestKey = (purpose: Purpose) => {
    const { id } = newest(purpose)
    const key = secretKeys.get(id)
    invariant(key, `the keyring has no key for ${purpose}`)
    return { id: Buffer.from(id, 'hex'), key }
  }
  const field = newestKey('field')
  const index = newestKey('index')
  const seal = newestKey('seal')
  return {
    sealField: (place, text) => {
      const nonce = chance(12)
      const cipher = createCipheriv('aes-256-gcm', field.key, nonce)
      cipher.setAAD(Buffer.from(place))
      // Of a stream cipher nothing is left for the end.
      const body = cipher.update(text, 'utf8')
      cipher.final()
      return Buffer.concat([field.id, nonce, body, cipher.getAuthTag()])
    },
    openField: (place, sealed) => {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
      const id = bytes.subarray(0, 4).toString('hex')
      const key = secretKeys.get(id)
      invariant(key, `the data names key ${id}, which is not in the keyring`)
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(4, 16))
      decipher.setAAD(Buffer.from(place))
      decipher.setAuthTag(bytes.subarray(-16))
      const text = decipher.update(bytes.subarray(16, -16))
      decipher.final()
      return text.toString('utf8')
    },
    blindIndex: (value) => createHmac('sha256', index.key).update(value).digest(),
    digest: (scope, value) => createHmac('sha256', seal.key).update(`${scope}\n${value}`).digest(),
    sign: (purpose, bytes) => sign(null, bytes, signingKey(purpose).privateKey),
    signingKey,
    publicKeys: (purpose) =>
      file.keys
        .filter((key) => key.purpose === purpose)
        .map(({ secret }) => createPublicKey(privateKeyOf(Buffer.from(secret, 'base64'))))
        .reverse(),
    secret: newest,
    secretById: (id) => byId.get(id),
    ids: file.keys.map(({ id }) => id),
  }
}
