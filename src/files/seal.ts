import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { invariant } from '../foundation/invariant.ts'
import { accept, type Result, refuse } from '../foundation/result.ts'

/** A file as it lies in the store: magic, key id, nonce, then AES-256-GCM ciphertext and tag. All before the ciphertext is authenticated. */
const magic = Buffer.from('GYF1')
const keyIdBytes = 8
const nonceBytes = 12
const tagBytes = 16
const headerBytes = magic.length + keyIdBytes + nonceBytes

/** Whoever takes the disk gets ciphertext; the key id in the header lets a rotated key still be found. */
export function seal(content: Uint8Array, key: Uint8Array, keyId: string): Uint8Array {
  invariant(/^[a-z0-9]{8}$/.test(keyId), 'key ids are eight small letters or digits')
  // The nonce is drawn here and nowhere else: a caller that passed one twice under one key would give the content away.
  const header = Buffer.concat([magic, Buffer.from(keyId, 'ascii'), randomBytes(nonceBytes)])
  const cipher = createCipheriv('aes-256-gcm', key, header.subarray(-nonceBytes))
  cipher.setAAD(header)
  return Buffer.concat([header, cipher.update(content), cipher.final(), cipher.getAuthTag()])
}

export type OpenRefusal = 'file_damaged' | 'file_key_unknown'

export function open(sealed: Uint8Array, keyById: (id: string) => Uint8Array | undefined): Result<Uint8Array, OpenRefusal> {
  const data = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  if (data.length < headerBytes + tagBytes || !data.subarray(0, magic.length).equals(magic)) return refuse('file_damaged')
  const keyId = data.toString('ascii', magic.length, magic.length + keyIdBytes)
  const key = keyById(keyId)
  if (!key) return refuse('file_key_unknown', { keyId })
  const header = data.subarray(0, headerBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, header.subarray(-nonceBytes), { authTagLength: tagBytes })
  decipher.setAAD(header)
  decipher.setAuthTag(data.subarray(-tagBytes))
  try {
    return accept(Buffer.concat([decipher.update(data.subarray(headerBytes, -tagBytes)), decipher.final()]))
  } catch {
    return refuse('file_damaged')
  }
}

/** SHA-256 of the sealed bytes in hex: the name of a stored file. */
export const hashOf = (sealed: Uint8Array): string => createHash('sha256').update(sealed).digest('hex')
