import { fromBase64, fromHex, toBase64, toHex } from './base64.ts'
import { type Hash, sameBytes } from './merkle.ts'

/**
 * C2SP signed notes: a text, an empty line, and one line for each signature. Ed25519 only. Runs in the browser too, so that hash, signing
 * and verifying are handed in.
 */
export type NoteKey = { readonly name: string; readonly id: Uint8Array; readonly publicKey: Uint8Array<ArrayBuffer> }

export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] }
export type NoteSignature = { readonly name: string; readonly id: Uint8Array; readonly signature: Uint8Array<ArrayBuffer> }

const ed25519 = 1
const idLength = 4
const signatureLength = 64
const mark = '\u2014 '

/** The id is bound to the name: SHA-256(name, newline, type, key), its first four bytes. */
export function noteKey(hash: Hash, name: string, publicKey: Uint8Array): NoteKey {
  if (!isKeyName(name)) throw new Error(`"${name}" cannot name a key: no spaces, no plus`)
  const named = new TextEncoder().encode(`${name}\n`)
  const key = Uint8Array.from(publicKey)
  return { name, id: hash(Uint8Array.from([...named, ed25519, ...key])).slice(0, idLength), publicKey: key }
}

/** The key as people hand it on: name+id+base64. */
export const verifierKey = ({ name, id, publicKey }: NoteKey): string =>
  `${name}+${toHex(id)}+${toBase64(Uint8Array.from([ed25519, ...publicKey]))}`

/** Undefined where the text is no Ed25519 key, or its id does not belong to its name and key. */
export function parseVerifierKey(hash: Hash, text: string): NoteKey | undefined {
  const [, name, idText, keyText] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? []
  const id = fromHex(idText ?? '')
  const bytes = fromBase64(keyText ?? '')
  if (!name || !id || bytes?.length !== 33 || bytes[0] !== ed25519 || !isKeyName(name)) return undefined
  const key = noteKey(hash, name, bytes.slice(1))
  return sameBytes(key.id, id) ? key : undefined
}

export function signNote(text: string, { name, id }: NoteKey, sign: (message: Uint8Array) => Uint8Array): string {
  if (!isNoteText(text)) throw new Error('a note ends with a newline and has no control characters')
  return `${text}\n${mark}${name} ${toBase64(Uint8Array.from([...id, ...sign(new TextEncoder().encode(text))]))}\n`
}

/** Undefined where this is no note. Says nothing yet about who signed. */
export function openNote(note: string): Note | undefined {
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n')) return undefined
  const text = note.slice(0, end + 1)
  const lines = note.slice(end + 2, -1).split('\n')
  const signatures = lines.map(parseSignature)
  if (!isNoteText(text) || !signatures.every((signature) => signature !== undefined)) return undefined
  return { text, signatures }
}

/** What to verify with the key: message and signature. Undefined where this key did not sign the note, or signed it twice. */
export function signatureBy(
  note: Note,
  key: NoteKey,
): { message: Uint8Array<ArrayBuffer>; signature: Uint8Array<ArrayBuffer> } | undefined {
  const [signature, ...more] = note.signatures.filter(({ name, id }) => name === key.name && sameBytes(id, key.id))
  if (!signature || more.length > 0 || signature.signature.length !== signatureLength) return undefined
  return { message: new TextEncoder().encode(note.text), signature: signature.signature }
}

function parseSignature(line: string): NoteSignature | undefined {
  if (!line.startsWith(mark)) return undefined
  const [name, encoded, ...more] = line.slice(mark.length).split(' ')
  const bytes = fromBase64(encoded ?? '')
  if (!name || !isKeyName(name) || more.length > 0 || !bytes || bytes.length <= idLength) return undefined
  return { name, id: bytes.slice(0, idLength), signature: bytes.slice(idLength) }
}

const isKeyName = (name: string) => name.length > 0 && !/[\s+]/u.test(name) && name.isWellFormed()

const isNoteText = (text: string) =>
  text.endsWith('\n') && text.isWellFormed() && ![...text].some((character) => character < ' ' && character !== '\n')
