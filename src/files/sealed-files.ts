import { invariant } from '../foundation/invariant.ts'
import type { Keyring } from '../keys/keyring.ts'
import { hashOf, open, seal } from './seal.ts'
import type { FileStore } from './store.ts'

type Place = { readonly files: FileStore; readonly keyring: Pick<Keyring, 'secret' | 'secretById'> }

/** Content under the newest key for files, and the name it will have: the hash of the ciphertext. */
export function sealedFile(
  { keyring }: Pick<Place, 'keyring'>,
  content: Uint8Array,
): { readonly sealed: Uint8Array; readonly file: string } {
  const key = keyring.secret('files')
  const sealed = seal(content, key.bytes, key.id)
  return { sealed, file: hashOf(sealed) }
}

/** What is stored under this name, opened. A row named it, so it has to be there and whole. */
export async function openFile({ files, keyring }: Place, file: string): Promise<Uint8Array> {
  const sealed = await files.get(file)
  invariant(sealed, `the file ${file} is named by a row and is not in the store`)
  const opened = open(sealed, keyring.secretById)
  invariant(opened.ok, `the file ${file} does not open`)
  return opened.value
}
