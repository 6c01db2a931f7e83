/**
 * The unified certificate number: family, year, running number, check character.
 *
 * Regulation: 《职业技能鉴定工作制度》第十二条、第十三条 (R-SK-16, R-SK-17) unified coding; a certificate without a number of the system is void.
 * The sources give no format. The check character is ISO 7064 MOD 37,36, so a mistyped number is told from an unknown one.
 */
import { invariant } from '../../foundation/invariant.ts'
import type { CertifyingFamily } from './pass.ts'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const modulus = alphabet.length

export function certificateNumber(family: CertifyingFamily, year: number, running: number): string {
  invariant(Number.isInteger(running) && running >= 1 && running <= 9_999_999, 'a running number has at most seven digits')
  const body = `${family}${String(year).padStart(4, '0')}${String(running).padStart(7, '0')}`
  return body + checkCharacter(body)
}

/** As people type it: small letters, spaces and dashes are forgiven. Undefined where form or check character is wrong. */
export function parseCertificateNumber(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s\-–—]/gu, '')
    .toUpperCase()
  if (!/^(WK|SK|PT)\d{11}[0-9A-Z]$/.test(plain)) return undefined
  return checkCharacter(plain.slice(0, -1)) === plain.at(-1) ? plain : undefined
}

function checkCharacter(body: string): string {
  let carry = modulus
  for (const character of body) {
    const sum = (carry + alphabet.indexOf(character)) % modulus || modulus
    carry = (2 * sum) % (modulus + 1)
  }
  return alphabet.charAt((modulus + 1 - carry) % modulus)
}
