/**
 * The officer's signing key, in this browser alone. It is made non-extractable: no script, and no copy of the disk read through a page, gets
 * it out; the browser signs with it or not at all.
 */
export type DeviceKey = { readonly keyId: string; readonly privateKey: CryptoKey }

const pss = { name: 'RSA-PSS', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) } as const

const database = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('gongyuan-keys', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('keys')
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })

/** One key for each account that uses this browser. */
export async function keepKey(accountId: string, key: DeviceKey): Promise<void> {
  const store = await database()
  await new Promise<void>((resolve, reject) => {
    const transaction = store.transaction('keys', 'readwrite')
    transaction.objectStore('keys').put(key, accountId)
    transaction.oncomplete = () => resolve()
    transaction.onerror = () => reject(transaction.error)
  })
}

export async function keptKey(accountId: string): Promise<DeviceKey | undefined> {
  const store = await database()
  return new Promise((resolve, reject) => {
    const reading = store.transaction('keys').objectStore('keys').get(accountId)
    reading.onsuccess = () => resolve(reading.result)
    reading.onerror = () => reject(reading.error)
  })
}

export async function makeKey(): Promise<{ readonly privateKey: CryptoKey; readonly publicJwk: { kty: 'RSA'; n: string; e: string } }> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(pss, false, ['sign', 'verify'])
  const { n = '', e = '' } = await crypto.subtle.exportKey('jwk', publicKey)
  return { privateKey, publicJwk: { kty: 'RSA', n, e } }
}

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
const utf8 = (text: string) => new TextEncoder().encode(text)

/** RFC 7638: the key's own name. Members in this order and form. */
export const thumbprint = async ({ e, kty, n }: { kty: string; n: string; e: string }): Promise<string> =>
  base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(JSON.stringify({ e, kty, n })))))

/** The protected header and the signature of a flattened JWS over exactly this text (PS256). */
export async function signText(text: string, typ: string, { keyId, privateKey }: DeviceKey) {
  const head = base64url(utf8(JSON.stringify({ alg: 'PS256', kid: keyId, typ })))
  const input = utf8(`${head}.${inPieces(utf8(text))}`)
  const signature = await crypto.subtle.sign({ name: 'RSA-PSS', saltLength: 32 }, privateKey, input)
  return { keyId, protected: head, signature: base64url(new Uint8Array(signature)) }
}

/** Long statements would be too many arguments at once; 3 bytes are 4 characters, so pieces of whole threes join without padding. */
function inPieces(bytes: Uint8Array): string {
  const size = 3 * 4096
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => base64url(bytes.subarray(at * size, (at + 1) * size))).join('')
}
