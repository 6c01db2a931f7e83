import { describe, expect, test } from 'vitest'
import { temporaryKeyring } from '../keys/keyring.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { checkpointText, parseCheckpoint, proofFileText } from './checkpoint.ts'
import { logKey, logVerifierKey, sha256, signCheckpoint, signedText } from './log-key.ts'
import { openNote, parseVerifierKey, signNote, verifierKey } from './note.ts'

// The example of the specification and of Go's sumdb/note.
const neumann = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const saying = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const signature = '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'

const keyring = temporaryKeyring()
const here = { host: 'exam.example' }
const root = sha256(new TextEncoder().encode('root'))

describe('signed notes', () => {
  const key = parseVerifierKey(sha256, neumann)
  test('the published example: key id, key and signature', () => {
    expect(key && verifierKey(key)).toBe(neumann)
    expect(signedText(`${saying}\n${signature}`, key ? [key] : [])).toBe(saying)
  })
  test.each([
    ['another text', `${saying.replace('answer', 'question')}\n${signature}`],
    ['another name', `${saying}\n${signature.replace('PeterNeumann', 'PeterNeuman')}`],
    ['another signature', `${saying}\n${signature.replace('x08go/Z', 'x08go/Y')}`],
    ['the signature twice', `${saying}\n${signature}${signature}`],
    ['no empty line', `${saying}${signature}`],
    ['no newline at the end', `${saying}\n${signature.trimEnd()}`],
    ['something after the signatures', `${saying}\n${signature}more\n`],
    ['a control character', `${saying.replace(' ', '\t')}\n${signature}`],
    ['nothing', ''],
  ])('%s is not signed by the key', (_, note) => {
    expect(signedText(note, key ? [key] : [])).toBeUndefined()
  })
  test('a signature by somebody else beside it does no harm', () => {
    const other = signNote(saying, logKey(here, keyring), (message) => keyring.sign('log', message)).split('\n\n')[1]
    expect(signedText(`${saying}\n${other}${signature}`, key ? [key] : [])).toBe(saying)
  })
  test.each([
    neumann.replace('c74f20a3', 'c74f20a4'),
    neumann.replace('Neumann', 'Neuman'),
    neumann.replace('+AR', '+BR'),
    'a+b',
    '',
    `${neumann}=`,
  ])('%s is no key', (text) => {
    expect(parseVerifierKey(sha256, text)).toBeUndefined()
  })
  test('a text that could be read as two is not signed', () => {
    for (const text of ['no newline', 'a\tb\n', '\ud800\n']) {
      expect(() => signNote(text, logKey(here, keyring), (message) => keyring.sign('log', message))).toThrow()
    }
  })
})

describe('checkpoints', () => {
  const checkpoint = { origin: 'exam.example/log', size: 42, root }
  test('are written and read in one form', () => {
    expect(checkpointText(checkpoint)).toBe(`exam.example/log\n42\n${toBase64(root)}\n`)
    expect(parseCheckpoint(checkpointText(checkpoint))).toEqual({ ...checkpoint, root: new Uint8Array(root) })
  })
  test.each([
    ['a leading zero', `o\n042\n${toBase64(root)}\n`],
    ['a sign', `o\n+42\n${toBase64(root)}\n`],
    ['a size no number holds', `o\n9999999999999999\n${toBase64(root)}\n`],
    ['a short root', `o\n42\n${toBase64(root.subarray(1))}\n`],
    ['an extension line', `o\n42\n${toBase64(root)}\nmore\n`],
    ['no origin', `\n42\n${toBase64(root)}\n`],
    ['base64 with a stray bit', `o\n42\n${toBase64(root).slice(0, -2)}${toBase64(root).endsWith('B=') ? 'C' : 'B'}=\n`],
  ])('%s is refused', (_, text) => {
    expect(parseCheckpoint(text)).toBeUndefined()
  })
  test('are signed with the log key under the name of the log', () => {
    const note = signCheckpoint(checkpoint, logKey(here, keyring), keyring)
    expect(openNote(note)?.signatures.map(({ name }) => name)).toEqual(['exam.example/log'])
    expect(signedText(note, [logKey(here, keyring)])).toBe(checkpointText(checkpoint))
  })
  test('of one authority are not signed by another, though both have the same key bytes', () => {
    const note = signCheckpoint(checkpoint, logKey(here, keyring), keyring)
    expect(signedText(note, [logKey({ host: 'other.example' }, keyring)])).toBeUndefined()
    expect(parseVerifierKey(sha256, logVerifierKey(here, keyring))).toBeDefined()
  })
  test('a proof file is index, path, empty line, checkpoint', () => {
    const note = signCheckpoint(checkpoint, logKey(here, keyring), keyring)
    expect(proofFileText(5, [root, root], note)).toBe(`c2sp.org/tlog-proof@v1\nindex 5\n${toBase64(root)}\n${toBase64(root)}\n\n${note}`)
    expect(proofFileText(0, [], note)).toBe(`c2sp.org/tlog-proof@v1\nindex 0\n\n${note}`)
  })
})

test.each(['AA', 'AA=', 'AB==', 'A A=', '====', 'AA\n=='])('"%s" is not the base64 of anything', (text) => {
  expect(fromBase64(text)).toBeUndefined()
})
