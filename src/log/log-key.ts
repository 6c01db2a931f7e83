import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'
import type { Authority } from '../../db/connect.ts'
import { known } from '../foundation/invariant.ts'
import type { Keyring } from '../keys/keyring.ts'
import { type Checkpoint, checkpointText } from './checkpoint.ts'
import type { Hash } from './merkle.ts'
import { type NoteKey, noteKey, openNote, parseVerifierKey, signatureBy, signNote, verifierKey } from './note.ts'

export const sha256: Hash = (bytes) => hash('sha256', bytes, 'buffer')

/** The name of an authority's log for ever: the first line of each checkpoint and the name of the key that signs it. */
export const logOrigin = ({ host }: Pick<Authority, 'host'>): string => `${host}/log`

/** The key that signs this authority's log. Two authorities share the bytes of one key, and the name in its id keeps their logs apart. */
export const logKey = (authority: Pick<Authority, 'host'>, keyring: Pick<Keyring, 'signingKey'>): NoteKey =>
  namedKey(authority, keyring.signingKey('log').publicKey)

/** Every key that ever signed this authority's log, the one that does now first: old checkpoints keep their old signature. */
export const logKeys = (authority: Pick<Authority, 'host'>, keyring: Pick<Keyring, 'publicKeys'>): readonly NoteKey[] =>
  keyring.publicKeys('log').map((publicKey) => namedKey(authority, publicKey))

function namedKey(authority: Pick<Authority, 'host'>, publicKey: KeyObject): NoteKey {
  const { x } = publicKey.export({ format: 'jwk' })
  return noteKey(sha256, logOrigin(authority), Buffer.from(known(x, 'an Ed25519 key has a public part'), 'base64url'))
}

/** The key in the form that verifiers take: hand it on by a way that is not this service. */
export const logVerifierKey = (authority: Pick<Authority, 'host'>, keyring: Pick<Keyring, 'signingKey'>): string =>
  verifierKey(logKey(authority, keyring))

export const signCheckpoint = (checkpoint: Checkpoint, key: NoteKey, keyring: Pick<Keyring, 'sign'>): string =>
  signNote(checkpointText(checkpoint), key, (message) => keyring.sign('log', message))

/** The note's text, if one of the keys signed it. */
export function signedText(note: string, keys: readonly NoteKey[]): string | undefined {
  const opened = openNote(note)
  const genuine = opened && keys.some((key) => isSignedBy(opened, key))
  return genuine ? opened.text : undefined
}

function isSignedBy(note: NonNullable<ReturnType<typeof openNote>>, key: NoteKey): boolean {
  const signed = signatureBy(note, key)
  if (!signed) return false
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key.publicKey).toString('base64url') },
    format: 'jwk',
  })
  return verify(null, signed.message, publicKey, signed.signature)
}

/** A key as /log shows it; throws a sentence where it is none. */
export function readKey(text: string): NoteKey {
  const key = parseVerifierKey(sha256, text)
  if (!key) throw new Error(`"${text}" is no key of a log: name+id+key, as /log shows it`)
  return key
}
