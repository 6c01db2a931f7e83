import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { z } from 'zod'

/**
 * An authenticator in software, for simulated people only: ES256, resident key, user verified, no attestation (WebAuthn Level 3, 6.1). The
 * service cannot tell it from a device, so the rehearsal goes through the same door as everybody.
 */
export type SoftwarePasskey = {
  readonly id: string
  readonly privateKey: KeyObject
  readonly rpId: string
  readonly userHandle: string
  counter: number
}

/** What `navigator.credentials.create` is given; the rest of the options is for people's eyes. */
const Creation = z.looseObject({
  challenge: z.string(),
  rp: z.looseObject({ id: z.string() }),
  user: z.looseObject({ id: z.string() }),
  pubKeyCredParams: z.array(z.looseObject({ alg: z.number() })),
})
const Request = z.looseObject({ challenge: z.string(), rpId: z.string() })

const es256 = -7
const userPresent = 0x01
const userVerified = 0x04
const attestedData = 0x40

export function createPasskey(options: unknown, origin: string) {
  const { challenge, rp, user, pubKeyCredParams } = Creation.parse(options)
  if (!pubKeyCredParams.some(({ alg }) => alg === es256)) throw new Error('the service takes no ES256 passkey')
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credentialId = randomBytes(32)
  const passkey: SoftwarePasskey = { id: credentialId.toString('base64url'), privateKey, rpId: rp.id, userHandle: user.id, counter: 1 }
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const coseKey = cborMap([
    [1, 2],
    [3, es256],
    [-1, 1],
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ])
  const length = Buffer.from([credentialId.length >> 8, credentialId.length & 0xff])
  const data = Buffer.concat([authenticatorData(passkey, attestedData), Buffer.alloc(16), length, credentialId, coseKey])
  const attestationObject = cborMap([
    ['fmt', 'none'],
    ['attStmt', emptyMap],
    ['authData', data],
  ])
  const response = {
    clientDataJSON: clientData('webauthn.create', challenge, origin).toString('base64url'),
    attestationObject: attestationObject.toString('base64url'),
    transports: ['internal'],
  }
  return { passkey, credential: { ...envelope(passkey), response } }
}

/** Signs the challenge; the counter goes up by one, as the device's would. */
export function usePasskey(passkey: SoftwarePasskey, options: unknown, origin: string) {
  const { challenge, rpId } = Request.parse(options)
  if (rpId !== passkey.rpId) throw new Error(`this passkey is for ${passkey.rpId}, not for ${rpId}`)
  passkey.counter += 1
  const data = authenticatorData(passkey, 0)
  const client = clientData('webauthn.get', challenge, origin)
  const signature = sign('sha256', Buffer.concat([data, createHash('sha256').update(client).digest()]), passkey.privateKey)
  const response = {
    clientDataJSON: client.toString('base64url'),
    authenticatorData: data.toString('base64url'),
    signature: signature.toString('base64url'),
    userHandle: passkey.userHandle,
  }
  return { ...envelope(passkey), response }
}

const envelope = ({ id }: SoftwarePasskey) => ({ id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} })

const clientData = (type: string, challenge: string, origin: string) =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

function authenticatorData({ rpId, counter }: SoftwarePasskey, flags: number): Buffer {
  const head = Buffer.alloc(37)
  createHash('sha256').update(rpId).digest().copy(head)
  head.writeUInt8(userPresent | userVerified | flags, 32)
  head.writeUInt32BE(counter, 33)
  return head
}

type CborValue = number | string | Uint8Array | typeof emptyMap
const emptyMap = {} as const

/** The few shapes of RFC 8949 that an attestation needs. */
function cbor(value: CborValue): Buffer {
  if (typeof value === 'number') return value >= 0 ? cborHead(0, value) : cborHead(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([cborHead(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([cborHead(2, value.length), value])
  return cborHead(5, 0)
}

const cborMap = (entries: readonly (readonly [number | string, CborValue])[]): Buffer =>
  Buffer.concat([cborHead(5, entries.length), ...entries.flatMap(([key, value]) => [cbor(key), cbor(value)])])

function cborHead(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value])
  if (value < 256) return Buffer.from([(major << 5) | 24, value])
  return Buffer.from([(major << 5) | 25, value >> 8, value & 0xff])
}
